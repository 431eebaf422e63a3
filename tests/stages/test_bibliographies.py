"""Bibliography files beside the manuscript."""

from __future__ import annotations

from pathlib import Path

import pytest
from gitrepo import GitRepo
from shore import LAMP, TIDE, page

from drafttime.pipeline import analyse
from drafttime.request import Request
from drafttime.stages.bibliographies import entries, is_bibliography

ONE = "@book{tides, title = {Tides}, year = 1903}\n"
TWO = "@article{moon, title = {The Moon}}\n"
DAY = 86_400
SPRING = 1_709_280_000


@pytest.mark.parametrize(
    ("path", "is_one"),
    [("refs.bib", True), ("a/Library.RIS", True), ("references.json", True), ("data.json", False)],
)
def test_bibliographies_are_known_by_their_names(path: str, is_one: bool) -> None:
    assert is_bibliography(path) is is_one


def test_entries_are_told_apart_whatever_their_lines_and_order() -> None:
    assert entries(ONE + TWO, "a.bib") == entries(TWO.replace(" ", "\n  ") + "\n" + ONE, "a.bib")
    assert len(entries(ONE + TWO, "a.bib")) == 2
    assert len(entries("TY  - BOOK\nER  -\nTY  - JOUR\nER  -\n", "a.ris")) == 2
    assert len(entries('[{"id": 1}, {"id": 2}]', "references.json")) == 2
    assert len(entries("- id: a\n  x: 1\n- id: b\n", "references.yaml")) == 2
    assert entries("[" * 100_000, "references.json") == frozenset()


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("references:\n  - id: a\n    author:\n      - family: b\n  - id: c\n", "references.yaml"),
        ("%0 Book\n%T Tides\n\n%0 Book\n%T The Moon\n", "a.enw"),
        ('{"references": [{"id": "a"}, {"id": "b"}]}', "bibliography.json"),
    ],
)  # fmt: skip
def test_entries_of_every_format(source: str, path: str) -> None:
    assert len(entries(source, path)) == 2


def test_what_a_program_notes_in_a_bibliography_is_no_entry() -> None:
    note = "@Comment{jabref-meta: saved at noon}\n@string{oup = {Oxford}}\n"
    assert entries(ONE + note + TWO + note, "a.bib") == entries(ONE + TWO, "a.bib")


def test_an_entry_that_changed_is_told_by_its_words() -> None:
    for one, path in (
        ("%0 Book\n%T Tides\n", "a.enw"),
        ("- id: a\n", "references.yml"),
        (ONE, "a.bib"),
    ):
        assert entries(one, path).isdisjoint(entries(one.rstrip() + "x\n", path))
        assert entries(one, path) <= entries(one + "\n" + one.replace("i", "y"), path)


def test_commits_that_touch_only_a_bibliography_count_in_its_draft(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "book")
    repo.commit({"ch1.md": page(TIDE, LAMP)}, "first", time=SPRING)
    repo.tag("draft-1")
    repo.commit({"refs.bib": ONE}, "one", time=SPRING + DAY)
    repo.commit({"refs.bib": TWO + ONE}, "two", time=SPRING + 40 * DAY)
    repo.commit({"refs.bib": ONE.replace("1903", "1904") + TWO}, "three", time=SPRING + 41 * DAY)
    found = analyse(Request(repo.path, use_cache=False)).kinds
    assert found.sources == {"bibliography": 3}
    assert found.drafts[1].counts["sources"].acts == 3
    months = [spell.counts for spell in found.months if "sources" in spell.counts]
    assert [counts["sources"].acts for counts in months] == [1, 2]
    later = analyse(Request(repo.path, overrides={"since": "2024-04-01"}, use_cache=False)).kinds
    assert later.sources == {"bibliography": 2}
