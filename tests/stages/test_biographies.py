"""The biography of a passage reaches back to its birth, through moves and returns."""

from __future__ import annotations

from pathlib import Path

from gitrepo import GitRepo
from shore import BOAT, LAMP, RAIN, TIDE, page

from drafttime.model import Biography, Version
from drafttime.pipeline import trace_passage
from drafttime.request import Request


def lives(repo: GitRepo, asked: str) -> tuple[Biography, ...]:
    return trace_passage(Request(repo.path, use_cache=False), asked).biographies


def marked(version: Version, mark: str) -> list[str]:
    return [text.strip() for kind, text in version.pieces if kind == mark]


def book(folder: Path) -> GitRepo:
    repo = GitRepo(folder / "book")
    repo.commit({"ch1.md": page(TIDE, LAMP, RAIN), "ch2.md": page(BOAT)}, "first")
    return repo


def test_every_version_is_told_oldest_first(tmp_path: Path) -> None:
    repo = book(tmp_path)
    reworked = LAMP.replace("third step", "lowest step")
    repo.commit({"ch1.md": page(TIDE, reworked, RAIN)}, "rework")
    [life] = lives(repo, "carried the lamp")
    assert life.text == reworked
    assert [v.hand.subject for v in life.versions] == ["first", "rework"]
    assert [v.events for v in life.versions] == [("born",), ("changed",)]
    assert marked(life.versions[0], "in") == [LAMP]
    assert (marked(life.versions[1], "out"), marked(life.versions[1], "in")) == (
        ["third"],
        ["lowest"],
    )


def test_pieces_give_the_text_of_their_version(tmp_path: Path) -> None:
    repo = book(tmp_path)
    second = LAMP.replace("down to the water", "to the edge of the sea")
    repo.commit({"ch1.md": page(TIDE, second, RAIN)}, "rework")
    [life] = lives(repo, "carried the lamp")
    for version, text in zip(life.versions, (LAMP, second), strict=True):
        assert "".join(part for mark, part in version.pieces if mark != "out") == text


def test_moves_between_chapters_are_followed(tmp_path: Path) -> None:
    repo = book(tmp_path)
    repo.commit({"ch1.md": page(TIDE, RAIN), "ch2.md": page(BOAT, LAMP)}, "move")
    [life] = lives(repo, "carried the lamp")
    assert [v.events for v in life.versions] == [("born",), ("moved",)]
    assert [v.path for v in life.versions] == ["ch1.md", "ch2.md"]


def test_a_return_is_followed_to_before_the_cut(tmp_path: Path) -> None:
    repo = book(tmp_path)
    repo.commit({"ch1.md": page(TIDE, RAIN)}, "cut")
    repo.commit({"ch1.md": page(TIDE, RAIN, LAMP)}, "back")
    [life] = lives(repo, "carried the lamp")
    assert [v.events for v in life.versions] == [("born",), ("restored",)]
    assert [v.hand.subject for v in life.versions] == ["first", "back"]


def test_split_and_joined_paragraphs_keep_their_past(tmp_path: Path) -> None:
    repo = book(tmp_path)
    repo.commit({"ch1.md": page(f"{TIDE} {LAMP}", RAIN)}, "join")
    [life] = lives(repo, "carried the lamp")
    assert life.versions[-1].events == ("changed", "joined")
    assert {v.hand.subject for v in life.versions[:-1]} == {"first"}
    repo.commit({"ch1.md": page(TIDE, LAMP, RAIN)}, "split")
    [life] = lives(repo, "carried the lamp")
    assert life.versions[-1].events == ("changed", "split")
    assert marked(life.versions[-1], "out") == []


def test_a_place_is_as_good_as_a_phrase(tmp_path: Path) -> None:
    repo = book(tmp_path)
    assert lives(repo, "ch1.md:3") == lives(repo, "carried the lamp")
    assert lives(repo, "./ch1.md:3") == lives(repo, "ch1.md:3")
    assert lives(repo, "no such words at all") == ()


def test_case_and_marks_do_not_matter_where_nothing_stands_as_asked(tmp_path: Path) -> None:
    repo = book(tmp_path)
    [life] = lives(repo, "SHE CARRIED THE LAMP, DOWN")
    assert life.text == LAMP
