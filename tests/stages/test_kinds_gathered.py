"""Kinds of revision by draft, month and chapter, and examples of them, in small books."""

from __future__ import annotations

from pathlib import Path

import pytest
from gitrepo import GitRepo
from shore import BOAT, LAMP, RAIN, SALT, TIDE, page, words

from drafttime.model import Analysis, Example, labour_shares, summed
from drafttime.pipeline import analyse
from drafttime.request import Request

DAY = 86_400
SPRING = 1_709_280_000  # 1 March 2024


def read(repo: GitRepo, **overrides: object) -> Analysis:
    return analyse(Request(repo.path, overrides=overrides, use_cache=False))


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    repo = GitRepo(tmp_path / "book")
    repo.commit({"ch1.md": page(TIDE, LAMP), "ch2.md": page(RAIN)}, "first", time=SPRING)
    repo.tag("draft-1")
    turned = TIDE.replace("anybody on the quay", "any man on the quay")
    repo.commit({"ch1.md": page(turned, LAMP)}, "reword", time=SPRING + DAY)
    repo.commit({"ch2.md": page(RAIN, BOAT)}, "add", time=SPRING + 40 * DAY)
    repo.commit({"ch1.md": page(turned)}, "cut the lamp", time=SPRING + 41 * DAY)
    return repo


@pytest.fixture
def book(repo: GitRepo) -> Analysis:
    return read(repo)


def of_kind(analysis: Analysis, kind: str) -> list[Example]:
    return [example for example in analysis.examples if example.kind == kind]


def test_each_revision_bears_its_kinds(book: Analysis) -> None:
    first, reword, add, cut = book.revisions
    assert {k: c.words for k, c in first.kinds.items()} == {"new": words(TIDE, LAMP, RAIN)}
    assert {k: (c.acts, c.words) for k, c in reword.kinds.items()} == {"rewording": (1, 3)}
    assert reword.words_rewritten == 1
    assert {k: c.words for k, c in add.kinds.items()} == {"new": words(BOAT)}
    assert {k: c.words for k, c in cut.kinds.items()} == {"cut": words(LAMP)}


def test_drafts_months_and_chapters_each_add_up_to_the_whole(book: Analysis) -> None:
    kinds = book.kinds
    assert [spell.name for spell in kinds.drafts] == ["Draft 1", "Final"]
    assert [spell.name for spell in kinds.months] == ["2024-03", "2024-04"]
    assert [spell.name for spell in kinds.chapters] == ["ch1.md", "ch2.md"]
    for spells in (kinds.drafts, kinds.months, kinds.chapters):
        assert summed(spell.counts for spell in spells) == kinds.total
    assert [spell.revisions for spell in kinds.drafts] == [1, 3]
    assert [spell.revisions for spell in kinds.chapters] == [3, 2]
    assert labour_shares(kinds.drafts[0].counts) == {
        "drafting": 1.0, "revising": 0.0, "cutting": 0.0
    }  # fmt: skip


def test_chapters_of_a_book_in_one_file_are_its_headings(tmp_path: Path) -> None:
    def whole(*first: str) -> str:
        return page("# Ebb", *first, "# Flow", RAIN, SALT)

    repo = GitRepo(tmp_path / "book")
    repo.commit({"novel.md": whole(TIDE, LAMP)}, "first", time=SPRING)
    repo.commit({"novel.md": whole(TIDE)}, "cut", time=SPRING + DAY)
    found = read(repo).kinds.chapters
    assert [spell.name for spell in found] == ["Ebb", "Flow"]
    assert found[0].counts["cut"].words == words(LAMP)
    assert "cut" not in found[1].counts


def test_examples_quote_the_change_amid_its_paragraph(book: Analysis) -> None:
    [reword] = of_kind(book, "rewording")
    assert reword.pieces == (
        ("same", "The tide had turned before "),
        ("out", "anybody "),
        ("in", "any man "),
        ("same", "on the quay thought of looking at the clock."),
    )
    assert (reword.chapter, reword.hand.subject) == ("Chapter 1", "reword")
    assert not of_kind(book, "copied")


def test_text_that_no_longer_stands_is_quoted_only_where_cuts_are_asked_for(
    repo: GitRepo, book: Analysis
) -> None:
    assert not of_kind(book, "cut")
    assert not any(LAMP in text for example in book.examples for _, text in example.pieces)
    asked = read(repo, show_cuts=True)
    [cut] = of_kind(asked, "cut")
    assert cut.pieces == (("out", LAMP),)
    assert any(("in", LAMP) in example.pieces for example in of_kind(asked, "new"))


def test_a_change_is_quoted_as_far_as_it_still_stands(repo: GitRepo) -> None:
    text = TIDE.replace("anybody on the quay", "any man on the quay")
    later = text.replace("looking at the clock", "turning to look at clocks")
    repo.commit({"ch1.md": page(later)}, "once more", time=SPRING + 50 * DAY)
    pieces = [e.pieces for e in of_kind(read(repo), "rewording") if e.hand.subject == "reword"]
    assert pieces == [
        (
            ("same", "The tide had turned before "),
            ("out", "anybody "),
            ("in", "any man "),
            ("same", "on the quay thought of …"),
        )
    ]
    repo.commit({"ch1.md": page(later.replace("any man", "a soul"))}, "no", time=SPRING + 51 * DAY)
    assert "reword" not in {e.hand.subject for e in of_kind(read(repo), "rewording")}


def test_examples_come_from_different_commits_and_are_three_at_most(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "book")
    text = page(TIDE, LAMP, RAIN, SALT, BOAT)
    repo.commit({"ch1.md": text}, "first", time=SPRING)
    turns = [("clock", "time"), ("lamp", "torch"), ("men", "women"), ("salt", "rime")]
    for k, (old, new) in enumerate(turns):
        text = text.replace(f" {old}", f" {new}", 1)
        repo.commit({"ch1.md": text}, f"turn {k}", time=SPRING + (k + 1) * DAY)
    found = of_kind(read(repo), "rewording")
    assert len(found) == 3
    assert len({example.hand.commit for example in found}) == 3


def test_labour_that_was_not_asked_for_is_not_counted(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "book")
    repo.commit({"ch1.md": page(TIDE)}, "first", time=SPRING)
    repo.commit({"ch1.md": page(TIDE, LAMP)}, "later", time=SPRING + 40 * DAY)
    found = read(repo, since="2024-04-01")
    assert found.kinds.total["new"].words == words(LAMP)
    assert [example.hand.subject for example in found.examples] == ["later"]
