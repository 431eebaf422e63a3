"""A book of two chapters to look for and to open, and a way to read all of it."""

from __future__ import annotations

from pathlib import Path

from gitrepo import GitRepo

from drafttime.history import open_repository


def book(path: Path, **how) -> GitRepo:
    repo = GitRepo(path, **how)
    repo.commit({"ch01.md": "One.\n", "part/ch02.md": "Two.\n"}, "First draft")
    return repo


def read(where: Path, **how) -> str:
    """Open and read everything once; return HEAD."""
    with open_repository(where, **how) as repository:
        head = repository.resolve("HEAD")
        assert repository.walk([head]).order[-1] == head
        assert not repository.partial
        return head
