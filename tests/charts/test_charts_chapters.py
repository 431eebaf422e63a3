from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from matplotlib.colors import to_hex
from rendering import CHARTS, analysis, figure, shapes

from drafttime.charts import WIDE
from drafttime.charts._chapter_rows import rows
from drafttime.charts._colours import draft_role, roles
from drafttime.charts._render import draw_figure
from drafttime.model import Lineage

CHAPTERS = CHARTS["chapters"]
novel, many_chapters = partial(analysis, "novel"), partial(analysis, "many_chapters")
single_file = partial(analysis, "single_file")


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
            words_written=None,
        )
        for part, share in zip(book.chapters, shares, strict=False)
    ]
    return replace(book, chapters=tuple(chosen))


def with_effort(*times, words=1000):
    """A book of chapters for which so many times their words were written."""
    book = with_shares(*(0.6 for _ in times), words=words)
    chosen = [
        replace(part, words_written=None if time is None else round(words * time))
        for part, time in zip(book.chapters, times, strict=True)
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


def test_one_draft_is_told_apart_by_season_and_has_no_share():
    words = written("chapters", "one_draft")
    assert {"Winter 2024", "Spring 2024", "Summer 2024"} <= set(words)
    assert not {"first draft", "rewritten"} & set(words)
    assert not any("%" in word for word in words)
    faces = {to_hex(p.get_facecolor()) for p in shapes(figure("chapters", "one_draft", "wide"))}
    assert {roles()[draft_role(place, 3)][0] for place in range(3)} <= faces


def without_births(name):
    book = analysis(name)
    chapters = [replace(share, bands=()) for share in book.chapters]
    return replace(book, chapters=tuple(chapters), lineage=Lineage())


def test_without_births_a_bar_is_first_draft_and_what_came_later():
    found = rows(without_births("single_file"))
    assert found.parts == ("first draft", "written later")
    assert [row.later for row in found.every] == [row.later for row in rows(single_file()).every]
    assert all(row.parts == (row.first_draft, row.later) for row in found.every)


def test_one_draft_without_births_has_one_colour():
    book = without_births("one_draft")
    drawing = draw_figure(CHAPTERS, book, WIDE)
    assert len({patch.get_facecolor() for patch in shapes(drawing)}) == 1
    assert "by when" not in CHAPTERS.subtitle(book)


def test_births_that_do_not_add_up_are_not_drawn():
    book = novel()
    first = replace(book.chapters[0], bands=(1, 0, 0, 0))
    found = rows(replace(book, chapters=(first, *book.chapters[1:])))
    assert found.parts == ("first draft", "written later")


def test_bars_are_split_by_birth():
    found = rows(novel())
    assert found.parts == ("Draft 1", "Draft 2", "Draft 3", "Final")
    assert [row.parts for row in found.every] == [share.bands for share in novel().chapters]


def test_more_drafts_than_colours_are_merged_and_no_word_is_lost():
    book = analysis("twelve_drafts")
    found = rows(book)
    assert len(found.parts) == 7
    assert "Draft 1" in found.parts
    assert any("–" in name for name in found.parts)
    assert [row.words for row in found.every] == [part.chapter.words for part in book.chapters]


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_every_colour_of_the_key_has_its_name(kind):
    words = written("chapters", "twelve_drafts", kind)
    assert set(rows(analysis("twelve_drafts")).parts) <= set(words)


def test_rewritten_is_what_stands_in_place_of_cut_text():
    row, share = rows(novel()).every[0], novel().chapters[0]
    assert row.rewritten == share.replaced_words / share.chapter.words
    assert row.fresh == share.fresh_words / share.chapter.words
    assert "rewritten" in written("chapters", "novel")
    assert "Rewritten is what stands in place of cut text" in CHAPTERS.subtitle(novel())


def test_the_narrow_drawing_leaves_the_rewritten_to_the_others():
    words = written("chapters", "novel", "narrow")
    assert "first draft" in words
    assert not any("ewritten" in word for word in words)


def test_unknown_new_text_leaves_the_column_out():
    chapters = [replace(share, replaced_words=None) for share in novel().chapters]
    book = replace(novel(), chapters=tuple(chapters))
    said = [text.get_text() for text in draw_figure(CHAPTERS, book, WIDE).texts]
    assert not any("ewritten" in word for word in said)
    assert "ewritten" not in CHAPTERS.subtitle(book) + CHAPTERS.alt(book)


@pytest.mark.parametrize(
    ("times", "title"),
    [
        ((1.2, 3.0, 1.4), "‘The Tide Tables’ was written three times over"),
        ((1.2, 2.02, 1.4), "‘The Tide Tables’ was written twice over"),
        ((1.2, 1.95, 1.4), "‘The Tide Tables’ was written twice over"),
        ((1.2, 2.8, 1.4), "‘The Tide Tables’ was written nearly three times over"),
        ((1.2, 2.6, 1.4), "‘The Tide Tables’ was written more than twice over"),
        ((1.2, 14.3, 1.4), "‘The Tide Tables’ was written more than 14 times over"),
        ((1.2, 3.0, 2.9), "Every chapter still stands on the first draft"),
        ((1.0, 1.8, 1.0), "Every chapter still stands on the first draft"),
        ((None, 3.0, None), "Every chapter still stands on the first draft"),
    ],
)
def test_the_chapter_that_fought_back_is_named_where_it_stands_out(times, title):
    assert CHAPTERS.title(with_effort(*times)) == title


def test_a_stub_does_not_fight_back():
    assert CHAPTERS.title(with_effort(1.2, 9.0, 1.4, words=150)).startswith("Every chapter")


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


def test_the_alternative_text_tells_new_text_apart():
    said = CHAPTERS.alt(novel())
    assert "Most rewritten: ‘Undertow’, where 67\N{NO-BREAK SPACE}% of the words stand" in said
    assert "and 33\N{NO-BREAK SPACE}% where nothing stood" in said
    assert "For ‘Undertow’, 4.9 times the words that now stand were written" in said
