from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Circle
from rendering import CHARTS, analysis, figure, lines, shapes

from drafttime.charts._colours import draft_role, roles
from drafttime.charts._curves import curves
from drafttime.model import Draft, Moment

DRIFT = CHARTS["drift"]
novel, tiny = partial(analysis, "novel"), partial(analysis, "tiny")
N = "\N{NO-BREAK SPACE}"
FINAL, FIRST = roles()[draft_role(1, 2)][0], roles()["first"][0]


def curve(name, colour):
    drawn = lines(figure("drift", name, "wide"))
    return [
        line for line in drawn if to_hex(line.get_color()) == colour and line.get_linewidth() > 2
    ]


def scale(name):
    """The y of 0 % and 100 %, from the labels of the grid."""
    found = {t.get_text(): t.get_position()[1] - 4 for t in figure("drift", name, "wide").texts}
    return found[f"0{N}%"], found[f"100{N}%"]


def share_at(name, y):
    zero, whole = scale(name)
    return (y - zero) / (whole - zero)


def test_curves_are_those_of_the_mainline():
    found = curves(novel())
    assert found.written[-1] == 1
    assert found.survival[-1] == pytest.approx(novel().drift.measures["survival"], abs=0.01)
    assert found.survival[found.first] == 1
    assert [name for _, name in found.drafts] == ["Draft 1", "Draft 2", "Draft 3"]


def test_the_lines_end_where_the_figures_do():
    found = curves(analysis("novel"))
    for colour, shares in ((FINAL, found.written), (FIRST, found.survival)):
        end = curve("novel", colour)[-1].get_xydata()[-1]
        assert share_at("novel", end[1]) == pytest.approx(shares[-1], abs=0.001)


def test_the_first_draft_begins_to_fall_at_its_own_mark():
    first = curve("twelve_drafts", FIRST)[0].get_xydata()[0]
    (label,) = [
        t for t in figure("drift", "twelve_drafts", "wide").texts if t.get_text() == "Draft 1"
    ]
    begin = label.get_position()[0]
    assert begin <= first[0] <= begin + 50
    assert share_at("twelve_drafts", first[1]) == pytest.approx(1)


def test_lines_are_broken_at_long_pauses():
    assert len(curve("novel", FINAL)) == 5
    assert len(curve("one_draft", FINAL)) == 1


def test_the_crossing_is_the_last_one():
    found = curves(novel())
    cross = found.crossing
    assert found.written[cross - 1] <= found.survival[cross - 1]
    later = zip(found.written[cross:], found.survival[cross:], strict=True)
    assert all(written > survival for written, survival in later)


def test_the_title_is_the_day_it_turned():
    day = curves(novel()).crossing_day
    assert DRIFT.title(novel()) == f"From {day.day}{N}December 2023 it was more final than first"


@pytest.mark.parametrize("name", ["unchanged", "giant_first_commit", "two_revisions"])
def test_no_crossing_is_named_where_most_survives(name):
    assert curves(analysis(name)).crossing is None
    assert DRIFT.title(analysis(name)) == "Most of the first draft still stands"


def test_without_a_crossing_of_known_time_the_title_is_a_noun_phrase():
    book = novel()
    timeless = [replace(r, authored=Moment(None)) for r in book.revisions]
    drafts = [replace(draft, authored=Moment(None)) for draft in book.drafts]
    book = replace(book, revisions=tuple(timeless), drafts=tuple(drafts))
    assert curves(book).crossing_day is None
    assert DRIFT.title(book) == "From the first draft to the final text"
    assert "day" not in DRIFT.subtitle(book)


def test_one_draft_has_one_line():
    assert curve("one_draft", FIRST) == []
    assert DRIFT.title(analysis("one_draft")) == "How the final text came together"
    assert "first draft" not in DRIFT.subtitle(analysis("one_draft"))


def test_pauses_are_explained_only_where_there_are_any():
    assert "half a year" in DRIFT.subtitle(novel())
    assert "half a year" not in DRIFT.subtitle(tiny())


def test_a_draft_from_elsewhere_stands_where_most_of_it_stood():
    book = novel()
    other = Draft("draft.md", "0" * 40, Moment(None), 900, 1000, "path draft.md")
    found = curves(replace(book, drift=replace(book.drift, first=other)))
    assert found.survival[found.first] == max(found.survival)


def test_a_tag_on_a_commit_without_prose_is_placed_by_its_day():
    book = novel()
    moved = replace(book.drafts[1], commit="f" * 40)
    found = curves(replace(book, drafts=(book.drafts[0], moved, *book.drafts[2:])))
    assert found.drafts == curves(book).drafts


def test_it_needs_two_days():
    book = tiny()
    assert not DRIFT.applies(replace(book, revisions=book.revisions[:1]))
    assert not DRIFT.applies(replace(book, revisions=()))
    assert DRIFT.applies(book)


def test_the_alternative_text_gives_the_shares_and_days():
    said = DRIFT.alt(novel())
    found = curves(novel())
    assert f"{round(found.survival[-1] * 100)}{N}% of the first draft still stands" in said
    assert f"{round(found.written[found.first] * 100)}{N}% of the final text" in said
    assert "Draft 1, 14\N{NO-BREAK SPACE}March 2023" in said


def test_revisions_off_the_mainline_and_without_change_are_no_steps():
    book = novel()
    before = len(curves(book).steps)
    aside = replace(book.revisions[5], mainline=False, survival=None, final_written=None)
    still = replace(book.revisions[9], distance_tokens=0, authored=Moment(1))
    more = (*book.revisions[:10], aside, still, *book.revisions[10:])
    assert len(curves(replace(book, revisions=more)).steps) == before


def test_the_crossing_lies_on_both_lines_and_is_named_beside_them():
    found = curves(analysis("novel"))
    step = found.crossing
    for shares in (found.written, found.survival):
        low, high = sorted((shares[step - 1], shares[step]))
        assert low <= found.crossing_share <= high
    (ring,) = [s for s in shapes(figure("drift", "novel", "wide")) if isinstance(s, Circle)]
    assert share_at("novel", ring.center[1]) == pytest.approx(found.crossing_share)
    written = [text.get_text() for text in figure("drift", "novel", "wide").texts]
    assert f"{found.crossing_day.day}{N}Dec 2023" in written


def with_new_text(inserted, replaced):
    book = novel()
    comparison = replace(
        book.drift.comparison, inserted_tokens=inserted, replaced_tokens=replaced, new_tokens=1000
    )
    return replace(book, drift=replace(book.drift, comparison=comparison))


def test_new_text_is_told_apart_where_that_is_known():
    book = with_new_text(500, 300)
    assert f"Of what is new, 60{N}% stands in place of cut text." in DRIFT.subtitle(book)
    said = DRIFT.alt(book)
    assert f"50{N}% of the final text, of which 60{N}% stands in place of cut text" in said
    assert f"and 40{N}% where nothing stood" in said


@pytest.mark.parametrize("book", [with_new_text(500, None), with_new_text(0, 0)])
def test_nothing_is_said_of_new_text_that_is_unknown_or_not_there(book):
    assert " new" not in DRIFT.subtitle(book)
    assert "New since" not in DRIFT.alt(book)


def test_one_draft_has_no_new_text():
    assert " new" not in DRIFT.subtitle(analysis("one_draft"))


def test_little_is_never_called_nothing():
    assert f"less than 1{N}% stands" in DRIFT.subtitle(with_new_text(500, 1))
