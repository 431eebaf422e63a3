from __future__ import annotations

import random
from dataclasses import replace

import pytest
from matplotlib.colors import to_hex
from rendering import CHARTS, analysis, drawn, figure, shapes

from drafttime.charts._barcode_columns import barcode_columns
from drafttime.charts._barcode_drawing import MARGIN
from drafttime.charts._chart import WIDE
from drafttime.charts._colours import draft_role, roles
from drafttime.charts._render import draw_figure, render
from drafttime.model import Band, Lineage, ManuscriptFile, Weave

BARCODE = CHARTS["barcode"]


def woven(*chapters, names=None, drafts=True):
    """A book whose chapters are these runs of (band, words)."""
    book = analysis("novel")
    bands = max(band for runs in chapters for band, _ in runs) + 1
    names = names or [f"Draft {number}" for number in range(1, bands + 1)]
    lineage = Lineage(
        bands=tuple(Band(name, k if drafts else None) for k, name in enumerate(names)),
        weaves=tuple(Weave(k, tuple(runs)) for k, runs in enumerate(chapters)),
    )
    share = book.chapters[0]
    shares = tuple(
        replace(share, chapter=replace(share.chapter, number=k + 1, slot=k))
        for k in range(len(chapters))
    )
    files = tuple(
        ManuscriptFile(f"book/{k:03d}.md", "markdown", 1, "", "") for k in range(len(chapters))
    )
    manuscript = replace(book.manuscript, files=files)
    return replace(book, lineage=lineage, chapters=shares, manuscript=manuscript)


def in_folders(book, *folders):
    files = tuple(
        replace(file, path=f"{folder}/{k:03d}.md")
        for k, (file, folder) in enumerate(zip(book.manuscript.files, folders, strict=True))
    )
    return replace(book, manuscript=replace(book.manuscript, files=files))


def test_a_column_is_a_bin_of_words_in_reading_order():
    (part,) = barcode_columns(woven([(0, 30), (1, 10)]), 4).parts
    assert part.columns == ((1, 0), (1, 0), (1, 0), (0, 1))


def test_a_run_over_a_border_counts_in_both_columns():
    (part,) = barcode_columns(woven([(0, 5), (1, 5), (0, 10)]), 8).parts
    assert part.columns[:4] == ((1, 0), (1, 0), (0, 1), (0, 1))
    (part,) = barcode_columns(woven([(0, 5), (1, 15)]), 2).parts
    assert part.columns == ((0.5, 0.5), (0, 1))


def test_there_may_be_more_columns_than_words():
    (part,) = barcode_columns(woven([(0, 1), (1, 1)]), 6).parts
    assert part.columns == ((1, 0),) * 3 + ((0, 1),) * 3


@pytest.mark.parametrize("name", ["novel", "twelve_drafts", "many_chapters", "tiny", "one_draft"])
@pytest.mark.parametrize("columns", [340, 700, 1500])
def test_columns_fill_the_width_and_hold_every_word(name, columns):
    book = analysis(name)
    found = barcode_columns(book, columns)
    last = found.parts[-1]
    assert found.parts[0].start == 0
    assert last.start + len(last.columns) == columns
    assert sum(found.words) == book.manuscript.words
    for part in found.parts:
        assert all(sum(shares) == pytest.approx(1) for shares in part.columns)


def test_chapters_are_as_wide_as_they_are_long():
    found = barcode_columns(woven([(0, 100)], [(0, 300)], [(1, 600)]), 1012)
    assert [len(part.columns) for part in found.parts] == [100, 300, 600]
    assert [part.start for part in found.parts] == [0, 106, 412]
    assert found.chapters == ((1, 0), (2, 106), (3, 412))
    assert found.gaps_are == "chapters"


def test_a_chapter_of_one_word_has_a_column_and_an_empty_one_has_none():
    found = barcode_columns(woven([(0, 1)], [(0, 0)], [(1, 100_000)]), 100)
    assert [len(part.columns) for part in found.parts] == [1, 93]
    assert [number for number, _ in found.chapters] == [1, 3]


def test_gaps_take_at_most_a_quarter():
    found = barcode_columns(woven(*[[(0, 50), (1, 50)]] * 31), 340)
    gaps = {
        b.start - a.start - len(a.columns)
        for a, b in zip(found.parts, found.parts[1:], strict=False)
    }
    assert gaps == {3}


def test_up_to_forty_chapters_have_gaps():
    assert len(barcode_columns(woven(*[[(0, 9)]] * 40), 700).parts) == 40
    found = barcode_columns(woven(*[[(0, 9)]] * 41), 700)
    assert (len(found.parts), found.gaps_are) == (1, "")
    assert len(found.chapters) == 41


def test_over_forty_chapters_gaps_are_folders():
    book = in_folders(woven(*[[(0, 10)]] * 50), *["one"] * 20, *["two"] * 25, *["one"] * 5)
    found = barcode_columns(book, 512)
    assert found.gaps_are == "folders"
    assert [len(part.columns) for part in found.parts] == [200, 250, 50]
    assert [number for number, _ in found.chapters] == [1, 21, 46]
    assert "where the folder changes" in BARCODE.subtitle(book)


def test_too_many_folders_are_no_gaps():
    book = in_folders(woven(*[[(0, 10)]] * 50), *map(str, range(50)))
    assert len(barcode_columns(book, 512).parts) == 1


def test_too_few_columns_are_refused():
    with pytest.raises(ValueError, match="do not fit"):
        barcode_columns(woven(*[[(0, 9)]] * 30), 20)


def test_at_most_seven_colours_are_told_apart():
    found = barcode_columns(analysis("twelve_drafts"), 700)
    assert len(found.names) == len(found.words) == 7
    assert {len(shares) for part in found.parts for shares in part.columns} == {7}


OLD, MIXED, SECOND, THIRD, LAST = (
    [(0, 90)], [(0, 50), (2, 50)], [(1, 9), (2, 9)], [(2, 9), (3, 1)], [(3, 20)],
)  # fmt: skip


@pytest.mark.parametrize(
    ("chapters", "title"),
    [
        ((OLD, MIXED, OLD + LAST), "Every chapter holds words of the first draft"),
        ((OLD, MIXED + LAST), "Both chapters hold words of the first draft"),
        ((OLD, THIRD), "One chapter holds nothing older than Draft 3"),
        ((OLD, THIRD, THIRD, LAST), "Three chapters hold nothing older than Draft 3"),
        ((OLD, THIRD, SECOND), "Two chapters hold nothing written for the first draft"),
        ((OLD, LAST), "One chapter holds nothing older than the final draft"),
        ((SECOND, LAST), "Nothing written for the first draft is left in the final text"),
        ((OLD + LAST,), "The final text, page by page, by the draft that wrote it"),
        (
            (OLD, [(0, 1), (3, 900)]),
            "The final text, page by page, by the draft that wrote it",
        ),
    ],
)
def test_the_title_claims_only_what_the_words_bear(chapters, title):
    names = ["Draft 1", "Draft 2", "Draft 3", "Final"]
    assert BARCODE.title(woven(*chapters, names=names)) == title


def test_seasons_are_no_drafts():
    book = woven(OLD, LAST, names=["Winter", "Spring", "Summer", "Autumn"], drafts=False)
    assert BARCODE.title(book) == "The final text, page by page, by when it was written"
    assert "draft" not in BARCODE.title(book) + BARCODE.subtitle(book) + BARCODE.alt(book)


def test_no_chart_without_text_or_with_one_band():
    assert not BARCODE.applies(woven([(0, 0), (1, 0)]))
    assert not BARCODE.applies(woven([(0, 90)]))
    assert BARCODE.applies(woven([(1, 90)]))
    assert not BARCODE.applies(replace(analysis("novel"), lineage=Lineage()))


def painted(kind):
    """The colour that lies on top in every column of the japanese book, from foot to head."""
    found = barcode_columns(analysis("japanese"), {"wide": 700, "narrow": 340}[kind])
    bars = shapes(figure("barcode", "japanese", kind))[:2]
    newest, oldest = ({}, {})
    for patch, heights in zip(bars, (newest, oldest), strict=True):
        corners = patch.get_path().vertices.reshape(-1, 5, 2)
        for box in corners:
            for x in range(round(box[:, 0].min()), round(box[:, 0].max())):
                heights[x - MARGIN] = box[:, 1].max() - box[:, 1].min()
    return found, bars, newest, oldest


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_columns_are_stacked_by_share_with_the_oldest_at_the_bottom(kind):
    found, bars, newest, oldest = painted(kind)
    colours = [to_hex(patch.get_facecolor()) for patch in bars]
    assert colours == [roles()[draft_role(place, 2)][0] for place in (1, 0)]
    high = max(newest.values())
    for part in found.parts:
        for place, (old, new) in enumerate(part.columns, part.start):
            assert oldest.get(place, 0) == pytest.approx(old * high, abs=0.3)
            if new * high > 0.5:
                assert newest[place] == high


def test_gaps_are_paper():
    found, _, newest, oldest = painted("wide")
    text = {
        place for part in found.parts for place in range(part.start, part.start + len(part.columns))
    }
    assert set(newest) | set(oldest) == text
    assert len(text) == 700 - 3 * 6


def test_there_is_one_shape_for_each_draft_and_its_swatch():
    assert len(shapes(figure("barcode", "novel", "wide"))) == 2 * 4


def test_names_stand_oldest_first_with_their_shares():
    words = [text.get_text() for text in figure("barcode", "novel", "wide").texts]
    places = [words.index(name) for name in ("Draft 1", "Draft 2", "Draft 3", "Final")]
    assert places == sorted(places)
    assert words[places[0] + 1] == "60\N{NO-BREAK SPACE}%"


def numbers(name, kind):
    words = [text.get_text() for text in figure("barcode", name, kind).texts]
    return [int(word) for word in words if word.isdecimal()]


def test_chapter_numbers_are_sparse_where_there_is_no_room():
    assert numbers("single_file", "wide") == list(range(1, 15))
    assert numbers("novel", "narrow") == [1, *range(5, 31, 5)]
    assert numbers("many_chapters", "wide") == [1, 20, 40, 60, 80, 100]
    assert numbers("two_revisions", "wide") == []


def test_every_folder_that_has_room_shows_its_chapter():
    # The second folder is too close to the first; the others are not thinned out for its sake.
    book = in_folders(
        woven([(0, 1)], *[[(0, 10)]] * 60), "a", *["b"] * 20, *["c"] * 20, *["d"] * 20
    )
    words = [text.get_text() for text in draw_figure(BARCODE, book, WIDE).texts]
    assert [int(word) for word in words if word.isdecimal()] == [1, 22, 42]


def test_no_chapter_is_named():
    words = " ".join(text.get_text() for text in figure("barcode", "novel", "wide").texts)
    titles = [share.chapter.title for share in analysis("novel").chapters]
    assert not any(title in words for title in titles)


def test_the_file_stays_small_for_a_long_and_restless_book():
    chance = random.Random(3)
    chapters = [
        [(chance.randrange(12), chance.choice([1, 2, 5, 9, 30, 80])) for _ in range(600)]
        for _ in range(20)
    ]
    book = woven(*chapters)
    assert sum(words for runs in chapters for _, words in runs) > 240_000
    svgs = render(BARCODE, book, "test")
    assert len(svgs.svg_wide) < 150_000
    assert len(svgs.svg_narrow) < 150_000


def test_the_alternative_text_gives_shares_and_range():
    said = drawn("barcode", "novel").alt
    assert "94,564\N{NO-BREAK SPACE}words in 31\N{NO-BREAK SPACE}chapters" in said
    assert "Draft 1 60\N{NO-BREAK SPACE}%" in said
    assert "between 0\N{NO-BREAK SPACE}% and 91\N{NO-BREAK SPACE}%" in said
