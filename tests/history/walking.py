"""Walk a repository, and look at what the walk found and said."""

from __future__ import annotations

from gitrepo import GitRepo

from drafttime.history import History, Repository, open_repository


def walk(repo: GitRepo, *tips: str) -> tuple[History, Repository]:
    with open_repository(repo.path) as opened:
        return opened.walk(list(tips) or [opened.resolve("HEAD")]), opened


def told(opened: Repository, code: str) -> str:
    return next(notice.message for notice in opened.notices if notice.code == code)


def paths(history: History, commit: str) -> list[list[str]]:
    return [[change.path for change in changes] for changes in history.changes[commit]]
