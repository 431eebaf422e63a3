"""Two drafts of a real repository laid side by side: every word once, moved ones linked."""

from __future__ import annotations

from pathlib import Path

import pytest
from gitrepo import GitRepo

from drafttime.model import ComparedDrafts
from drafttime.pipeline import compare_drafts
from drafttime.request import Request

TIDE = "The tide had turned before anybody on the quay thought of looking at the clock.\n"
LAMP = "She carried the lamp down to the water and set it on the third step from the bottom.\n"
BOAT = "A boat came in under the wall, so low that only the mast was to be seen from above.\n"
RAIN = "It rained on the harbour office, on the nets, and on the men who mended them there.\n"
SALT = "There was salt on the window in the morning, and nobody had opened it in the night.\n"


@pytest.fixture
def compared(tmp_path: Path) -> ComparedDrafts:
    repo = GitRepo(tmp_path / "book")
    repo.commit(
        {
            "ch1.md": f"# One\n\n{TIDE}\n{LAMP}\n{RAIN}",
            "ch2.md": f"# Two\n\n{BOAT}",
        },
        "first",
    )
    repo.tag("draft-1")
    repo.commit(
        {
            "ch1.md": f"# One\n\n{TIDE.replace('anybody', 'a soul')}\n{RAIN}",
            "ch2.md": f"# Two\n\n{BOAT}\n{LAMP}\n{SALT}",
        },
        "second",
    )
    return compare_drafts(Request(repo.path, use_cache=False), "draft-1", "HEAD")


def text(compared: ComparedDrafts, side: str) -> str:
    rows = [row for chapter in compared.sides.chapters for row in chapter.rows]
    return "\n".join("".join(part for _, part, _ in getattr(row, side)) for row in rows)


def test_each_side_is_the_whole_text_of_its_draft(compared: ComparedDrafts) -> None:
    left, right = text(compared, "left"), text(compared, "right")
    for sentence in (TIDE, LAMP, BOAT, RAIN):
        assert sentence.strip() in left
    for sentence in (TIDE.replace("anybody", "a soul"), LAMP, BOAT, RAIN, SALT):
        assert sentence.strip() in right
    assert SALT.strip() not in left


def test_marks_say_what_happened(compared: ComparedDrafts) -> None:
    rows = [row for chapter in compared.sides.chapters for row in chapter.rows]
    gone = [part.strip() for row in rows for mark, part, _ in row.left if mark == "out"]
    new = [part.strip() for row in rows for mark, part, _ in row.right if mark == "in"]
    assert gone == ["anybody"]
    assert new == ["a soul", SALT.strip()]


def test_what_moved_bears_the_same_number_on_both_sides(compared: ComparedDrafts) -> None:
    rows = [row for chapter in compared.sides.chapters for row in chapter.rows]
    left = {link: part for row in rows for mark, part, link in row.left if mark == "moved"}
    right = {link: part for row in rows for mark, part, link in row.right if mark == "moved"}
    assert left.keys() == right.keys() == {1}
    assert left[1].strip() == right[1].strip() == LAMP.strip()


def test_reworked_paragraphs_face_each_other(compared: ComparedDrafts) -> None:
    rows = [row for chapter in compared.sides.chapters for row in chapter.rows]
    facing = [row for row in rows if row.left and row.right]
    assert any("anybody" in str(row.left) and "a soul" in str(row.right) for row in facing)
    assert {row.heading for row in facing if "One" in str(row.left)} == {1}


def test_the_figures_are_those_of_lineage(compared: ComparedDrafts) -> None:
    counts = compared.drift.comparison
    assert counts.by == "lineage"
    assert counts.gone_tokens == 1
    assert counts.moved_tokens > 0


def test_the_later_draft_may_stand_on_the_left(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "book")
    repo.commit({"ch1.md": TIDE}, "first")
    repo.tag("draft-1")
    repo.commit({"ch1.md": TIDE + "\n" + LAMP}, "second")
    found = compare_drafts(Request(repo.path, use_cache=False), "HEAD", "draft-1")
    assert found.drift.comparison.by == "lineage"
    assert found.drift.comparison.gone_tokens > 0
    assert found.drift.comparison.inserted_tokens == 0
    assert (found.drift.first.name, found.drift.final.name) == ("HEAD", "draft-1")


def test_drafts_kept_in_folders_are_named_by_their_paths(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "book")
    first = {"draft1/1.md": TIDE + "\n" + LAMP, "draft1/2.md": BOAT}
    repo.commit(first, "first")
    repo.commit({"draft2/1.md": LAMP + "\n" + RAIN, "draft2/2.md": BOAT}, "second")
    for old, new in (("draft1", "draft2"), ("HEAD:draft1", "HEAD:draft2")):
        found = compare_drafts(Request(repo.path, use_cache=False), old, new)
        assert TIDE.strip() in text(found, "left")
        assert RAIN.strip() in text(found, "right")
        assert found.drift.comparison.by == "alignment"
        marks = {mark for c in found.sides.chapters for r in c.rows for mark, _, _ in r.left}
        assert marks == {"same", "out"}


def test_a_chapter_under_another_name_faces_itself(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "book")
    repo.commit({"ch1.md": TIDE + "\n" + LAMP + "\n" + RAIN, "ch2.md": BOAT}, "first")
    repo.tag("draft-1")
    repo.commit({"ch1.md": None, "ch2.md": BOAT, "quay.md": TIDE + "\n" + LAMP + "\n" + RAIN}, "x")
    found = compare_drafts(Request(repo.path, use_cache=False), "draft-1", "HEAD")
    names = {(c.left_path, c.right_path) for c in found.sides.chapters}
    assert ("ch1.md", "quay.md") in names
