"""Kinds of revision as words, tables, examples and data."""

from __future__ import annotations

from dataclasses import replace

from shared_books import hostile, novel, tiny

from drafttime.model import KindCount, Kinds, KindSpell
from drafttime.output.kinds_data import counts_object, kinds_object
from drafttime.output.kinds_page import kinds_shown
from drafttime.output.kinds_tables import by_chapter, by_draft, in_all
from drafttime.output.kinds_words import labour_divides, largest, sources, surface_share

COUNTS = {
    "spelling": KindCount(3, 6, 6),
    "new": KindCount(2, 60, 74),
    "cut": KindCount(1, 18, 20),
    "copied": KindCount(1, 900, 900),
}


def book(**changes):
    return replace(novel(), kinds=Kinds(total=COUNTS, **changes))


def test_labour_divides_into_drafting_revising_and_cutting():
    assert labour_divides(book()) == (
        "Of the words and marks that you touched, 74\u202f% was drafting, 6\u202f% was revising "
        "and 20\u202f% was cutting."
    )
    assert labour_divides(replace(novel(), kinds=Kinds())) == ""


def test_the_surface_is_told_with_its_changes_and_copies_are_left_out():
    assert surface_share(book()).endswith("make 6\u202f% of them, in 3 changes.")
    assert surface_share(replace(novel(), kinds=Kinds(total={"new": KindCount(1, 1, 1)}))) == ""
    assert largest(COUNTS) == "new 74\u202f%, cut 20\u202f%, spelling 6\u202f%"


def test_sources_are_named_by_sort():
    found = book(sources={"citation": 1, "quotation": 2, "link": 0})
    assert sources(found) == "Sources that came, went or changed: 2 quotations and 1 citation."
    assert sources(book()) == ""


def test_text_that_was_taken_out_is_counted_and_shown_only_when_asked_for():
    def texts(analysis):
        return [piece for k in kinds_shown(analysis) for c in k.changes for piece in c.pieces]

    plain = texts(novel())
    assert ("hidden", "1 word") in plain
    assert not [text for mark, text in plain if mark == "out"]
    assert "Nobody" not in str(plain)
    cut = next(kind for kind in kinds_shown(novel()) if kind.name == "Cut text")
    assert (cut.none, cut.changes) == (
        "These are words that were cut: --show-cuts shows them.",
        (),
    )
    shown = texts(replace(novel(), settings={**novel().settings, "show-cuts": True}))
    assert ("out", "Nobody asked him again.") in shown


def test_a_renaming_says_how_often_it_was_done():
    found = replace(novel(), kinds=Kinds(total={"renaming": KindCount(1, 32, 32)}))
    [kind] = kinds_shown(found)
    assert kind.figures == "1 change, 32 words and marks"
    said = "“Jonah” took the place of another name 16 times, in one act"
    assert kind.changes[0].place.endswith(said)
    [shown] = kinds_shown(replace(found, settings={**found.settings, "show-cuts": True}))
    assert shown.changes[0].place.endswith("“Elias” became “Jonah” 16 times, in one act")


def test_hostile_names_stay_text():
    assert all("\x1b" not in change.place for k in kinds_shown(hostile()) for change in k.changes)


def test_tables_name_chapters_by_title():
    assert [row[0].text for row in in_all(book()).rows] == [
        "New text", "Cut text", "Spelling", "Copied text",
    ]  # fmt: skip
    spell = KindSpell(novel().manuscript.files[0].path, None, None, 2, COUNTS)
    found = book(chapters=(spell,), drafts=(replace(spell, name="Draft 1"),))
    assert by_chapter(found).rows[0][0].text == novel().manuscript.files[0].title
    assert by_draft(found).rows[0][2].text == "100"
    assert in_all(replace(tiny(), kinds=Kinds())) is None


def test_data_holds_counts_and_no_text():
    assert counts_object({"new": KindCount(1, 2, 3)}) == {
        "new": {"acts": 1, "words": 2, "tokens": 3}
    }
    found = kinds_object(novel().kinds)
    assert set(found) == {"total", "drafts", "months", "chapters", "sources"}
    total = sum(one["counts"]["new"]["words"] for one in found["months"] if "new" in one["counts"])
    assert total == found["total"]["new"]["words"]
