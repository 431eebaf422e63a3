from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from matplotlib.colors import to_hex
from rendering import CHARTS, analysis, figure, shapes

from drafttime.charts._chapter_rows import rows
from drafttime.charts._colours import draft_role, roles

CHAPTERS = CHARTS["chapters"]
novel, many_chapters = partial(analysis, "novel"), partial(analysis, "many_chapters")


THE_REST = "the rest still stand on the first draft"


def with_shares(*shares, words=1000, sessions=3):
    """A book whose chapters are first draft in these shares."""
    book = novel()
    chosen = [
        replace(
            part,
            chapter=replace(part.chapter, words=words),
            tokens=words,
            first_draft_tokens=round(words * share),
            first_draft_words=round(words * share),
            sessions=sessions,
        )
        for part, share in zip(book.chapters, shares, strict=False)
    ]
    return replace(book, chapters=tuple(chosen))


@pytest.mark.parametrize(
    ("shares", "title"),
    [
        (
            (0.0, 0.03, 0.05, 0.02, 0.9, 0.6),
            "Four chapters are new; the rest still stand on the first draft",
        ),
        ((0.0, 0.9, 0.6), "One chapter is new; the rest still stand on the first draft"),
        ((0.0, 0.9), "One chapter is new; the rest still stands on the first draft"),
        ((0.0, 0.9, 0.2), "One of three chapters is new since the first draft"),
        ((0.0, 0.0, 0.3, 0.9), "Two of four chapters are new since the first draft"),
        ((0.5, 0.7, 1.0), "Every chapter still stands on the first draft"),
        ((0.5, 0.7), "Both chapters still stand on the first draft"),
        ((0.0, 0.01, 0.02), "Every chapter is new since the first draft"),
        ((0.0, 0.0), "Both chapters are new since the first draft"),
        ((0.2, 0.7, 1.0), "What each chapter keeps of the first draft"),
    ],
)
def test_the_title_claims_only_what_the_shares_bear(shares, title):
    assert CHAPTERS.title(with_shares(*shares)) == title


def test_no_chart_for_a_single_chapter():
    assert not CHAPTERS.applies(with_shares(0.4))
    assert not CHAPTERS.applies(with_shares())
    assert CHAPTERS.applies(with_shares(0.4, 0.5))


def test_chapters_without_words_are_no_rows():
    assert rows(with_shares(0.4, 0.5, words=0)).every == ()


def test_over_forty_chapters_the_most_changed_are_shown_in_reading_order():
    book = many_chapters()
    found = rows(book)
    later = sorted((row.later for row in found.every), reverse=True)
    assert sorted((row.later for row in found.shown), reverse=True) == later[:20]
    places = [found.every.index(row) for row in found.shown]
    assert places == sorted(places)
    assert "the 20 most changed of 120 chapters" in CHAPTERS.subtitle(book)


def test_up_to_forty_chapters_all_are_shown():
    forty = novel().chapters + novel().chapters[:9]
    assert len(rows(replace(novel(), chapters=forty)).shown) == 40
    assert "Shown" not in CHAPTERS.subtitle(novel())


def written(key, name, kind="wide"):
    return [text.get_text() for text in figure(key, name, kind).texts]


def test_unknown_sessions_leave_the_column_out():
    assert "sessions" in written("chapters", "novel")
    assert "sessions" not in written("chapters", "single_file")
    assert "sessions" not in written("chapters", "single_file", "narrow")


def test_one_draft_has_one_colour_and_no_share():
    words = written("chapters", "one_draft")
    assert "first draft" not in words
    assert not any("%" in word for word in words)
    faces = {patch.get_facecolor() for patch in shapes(figure("chapters", "one_draft", "wide"))}
    assert len(faces) == 1


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_bars_are_as_long_as_their_chapters(kind):
    old, new = (roles()[draft_role(place, 2)][0] for place in (0, 1))
    lengths = {old: [], new: []}
    for patch in shapes(figure("chapters", "single_file", kind)):
        path = patch.get_path()
        if to_hex(patch.get_facecolor()) in lengths and len(path.vertices) == 5:
            box = path.get_extents()
            lengths[to_hex(patch.get_facecolor())].append((box.y0, box.width))
    shown = rows(analysis("single_file")).shown
    for place, colour in enumerate((old, new)):
        bars = [width for _, width in sorted(lengths[colour])][1:]  # the first is the key's
        words = [row.parts[place] for row in shown if row.parts[place]]
        ratios = [bar / count for bar, count in zip(bars, words, strict=True)]
        assert ratios == pytest.approx([ratios[0]] * len(ratios), rel=0.01)


def test_the_sheet_grows_with_its_rows():
    few, many = (
        figure("chapters", name, "wide").get_size_inches()[1] for name in ("tiny", "novel")
    )
    assert few * 72 < 430 < many * 72


def test_new_chapters_have_their_share_in_bold():
    bold = {
        t.get_text()
        for t in figure("chapters", "single_file", "wide").texts
        if t.get_weight() == "bold"
    }
    new = {
        f"{round(row.share * 100)}\N{NO-BREAK SPACE}%"
        for row in rows(analysis("single_file")).shown
        if row.new
    }
    assert new
    assert {text for text in bold if "%" in text} == new


def test_a_chapter_without_a_title_is_called_by_its_number():
    assert "Chapter 10" in written("chapters", "hostile")


def test_the_alternative_text_gives_range_and_extremes():
    said = CHAPTERS.alt(with_shares(0.1, 0.9, 0.4))
    assert "3\N{NO-BREAK SPACE}chapters" in said
    assert "most in ‘The Tide Tables’ (90\N{NO-BREAK SPACE}%)" in said
    assert "least in ‘Slack Water’ (10\N{NO-BREAK SPACE}%)" in said
    assert "in every chapter" in CHAPTERS.alt(with_shares(0.0, 0.0))
