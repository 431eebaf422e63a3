"""Which folders are watched, and which files in them are looked at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from watched import is_prose

from drafttime.watching import folders as watched
from drafttime.watching.errors import WatchError
from drafttime.watching.folders import Rules, is_passing, wanted_files, watched_folders

PROSE = Rules(is_prose)


def make(root: Path, *paths: str) -> None:
    for path in paths:
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("x")


def test_folders_in_which_no_chapter_can_lie_are_not_looked_into(tmp_path: Path) -> None:
    make(tmp_path, ".git/objects/ab/x", "node_modules/a/b.md", "_book/a.md", ".obsidian/a.md")
    make(tmp_path, "chapters/part/one.md", "notes/a.md", "sub/.git", "sub/a.md")
    assert set(watched_folders(tmp_path, PROSE)) == {"", "chapters", "chapters/part", "notes"}


@pytest.mark.parametrize(
    ("pattern", "opened"),
    [
        ("public/book/*.md", {"public", "public/book", "public/book/deep"}),
        ("./public/book", {"public", "public/book", "public/book/deep"}),
        ("public/b*/x.md", {"public", "public/book", "public/book/deep"}),
        ("**/*.md", set()),
        ("*.md", set()),
        (".git/*", set()),
    ],
)
def test_a_pattern_of_the_settings_opens_what_it_leads_to(
    tmp_path: Path, pattern: str, opened: set[str]
) -> None:
    make(tmp_path, "public/book/deep/one.md", "public/node_modules/a.md", "build/a.md", ".git/x")
    make(tmp_path, "public/book/dist/a.md")
    found = watched_folders(tmp_path, Rules(is_prose, (pattern,)))
    assert set(found) == {"", *opened}


def test_links_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "outside/a.md", "book/one.md")
    (tmp_path / "book" / "linked").symlink_to(tmp_path / "outside")
    (tmp_path / "book" / "two.md").symlink_to(tmp_path / "outside" / "a.md")
    root = tmp_path / "book"
    found = watched_folders(root, PROSE)
    assert set(found) == {""}
    assert [path for path, _ in wanted_files(root, found, PROSE)] == ["one.md"]


def test_a_folder_that_was_replaced_is_another(tmp_path: Path) -> None:
    make(tmp_path, "part/one.md")
    before = watched_folders(tmp_path, PROSE)
    (tmp_path / "part").rename(tmp_path / "aside")
    make(tmp_path, "part/one.md")
    after = watched_folders(tmp_path, PROSE)
    assert before["part"] != after["part"]
    assert before["part"] == after["aside"]


def test_names_that_are_no_text_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"p\xff")).mkdir()
    assert set(watched_folders(tmp_path, PROSE)) == {""}


def test_too_many_folders_and_none_are_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "MOST_FOLDERS", 3)
    make(tmp_path, "a/x", "b/x")
    assert len(watched_folders(tmp_path, PROSE)) == 3
    make(tmp_path, "c/x")
    with pytest.raises(WatchError, match="too many"):
        watched_folders(tmp_path, PROSE)
    with pytest.raises(WatchError, match="cannot be listed"):
        watched_folders(tmp_path / "none", PROSE)


def test_files_that_editors_make_for_themselves_are_passed_over(tmp_path: Path) -> None:
    own = (
        *(".weir.md.swp", "weir.md~", "#weir.md#", ".#weir.md", "4913", "weir.md.tmp", "~$weir.md"),
        *(
            "weir.md.bak",
            "weir.md.orig",
            "weir.md___jb_tmp___",
            ".goutputstream-AB12",
            "deep/.DS_Store",
        ),
    )
    make(tmp_path, "weir.md", "#1.md", "4913.md", *own)
    assert all(is_passing(name) for name in own)
    everything = Rules(lambda path: True)
    found = watched_folders(tmp_path, everything)
    names = sorted(path for path, _ in wanted_files(tmp_path, found, everything))
    assert names == ["#1.md", "4913.md", "weir.md"]
