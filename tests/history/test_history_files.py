"""Files of folders that are not trusted: no link is followed, nothing blocks, sizes are capped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from gitrepo import GitRepo

from drafttime.history import open_repository
from drafttime.history.safe_files import Folder, kind_of, read_file


@pytest.fixture
def book(tmp_path):
    repo = GitRepo(tmp_path / "book")
    repo.commit({"ch01.md": "One.\n"})
    root = repo.path
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("secret")
    (root / "drafts").mkdir()
    (root / "drafts" / "ch01.md").write_text("New.\n")
    (root / "notes.md").write_text("x" * 100)
    (root / "link.md").symlink_to(tmp_path / "secret.txt")
    (root / "inner.md").symlink_to("notes.md")
    (root / "away").symlink_to(tmp_path / "outside")
    os.mkfifo(root / "pipe.md")
    with open_repository(root) as opened:
        yield opened


def test_a_regular_file_is_read(book):
    assert book.work_tree_file("drafts/ch01.md", 1000) == b"New.\n"
    assert book.work_tree_file("notes.md", 100) == b"x" * 100


@pytest.mark.parametrize(
    "path",
    [
        "missing.md",
        "drafts",
        "link.md",
        "inner.md",
        "away/secret.txt",
        "pipe.md",
        "../secret.txt",
        "drafts/../notes.md",
        "./notes.md",
        "/etc/passwd",
        "drafts//ch01.md",
        "notes.md/",
        "",
        ".",
        "..",
        "no\0tes.md",
        ".git/config",
        ".GIT/config",
        "notes.md/x",
    ],
)
def test_anything_else_is_not(book, path: str):
    assert book.work_tree_file(path, 1000) is None


def test_a_file_above_the_limit_is_not_read(book):
    assert book.work_tree_file("notes.md", 99) is None


def test_names_are_those_of_regular_files(book):
    assert book.work_tree_names([""]) == ("notes.md",)
    assert book.work_tree_names(["drafts", "drafts/", "", "away", "..", ".git", "none"]) == (
        "drafts/ch01.md",
        "notes.md",
    )


def test_names_that_are_no_utf8_survive(book):
    (book.work_tree / os.fsdecode(b"caf\xe9.md")).write_text("x")
    names = book.work_tree_names([""])
    assert "caf\udce9.md" in names
    assert book.work_tree_file("caf\udce9.md", 10) == b"x"


def test_a_folder_swapped_for_a_link_is_not_followed(book, tmp_path):
    with Folder.open(book.work_tree) as root:
        with root.folder("drafts") as drafts:
            (book.work_tree / "drafts").rename(tmp_path / "moved")
            (book.work_tree / "drafts").symlink_to(tmp_path / "outside")
            assert [name for name, _ in drafts.entries()] == ["ch01.md"]
            assert drafts.read("secret.txt", 100) is None
        assert root.folder("drafts") is None
        assert root.read("drafts/secret.txt", 100) is None


def test_kinds(book, tmp_path):
    root = book.work_tree
    names = ("notes.md", "drafts", "link.md", "pipe.md", "none", "no\0")
    kinds = ["file", "folder", "link", "other", "absent", "absent"]
    assert [kind_of(root / name) for name in names] == kinds
    with Folder.open(root) as folder:
        assert [folder.kind(name) for name in names] == kinds
        assert dict(folder.entries())["pipe.md"] == "other"
        assert folder.kind("away/secret.txt") == "absent"
    assert read_file(tmp_path / "none" / "x", 10) is None


def test_no_descriptor_is_left_open(book):
    before = len(list(Path("/dev/fd").iterdir()))
    for path in ("drafts/ch01.md", "away/secret.txt", "pipe.md", "none", "a/b/c", "../x"):
        book.work_tree_file(path, 100)
    book.work_tree_names(["", "drafts", "none", "away"])
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_a_bare_repository_has_no_work_tree(tmp_path):
    repo = GitRepo(tmp_path / "book.git", bare=True)
    repo.commit({"ch01.md": "One.\n"})
    with open_repository(repo.path) as opened:
        assert opened.work_tree is None
        assert opened.work_tree_file("ch01.md", 100) is None
        assert opened.work_tree_names([""]) == ()
        assert [entry.path for entry in opened.tree(opened.resolve("HEAD"))] == ["ch01.md"]
