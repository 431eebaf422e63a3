from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from rendering import CANVASES, CHARTS, analysis, shapes, texts

from drafttime.charts import WIDE
from drafttime.charts._kinds_rows import GROUPS, MOST_ROWS, rows
from drafttime.charts._render import draw_figure
from drafttime.model import KINDS, KindCount, Kinds, KindSpell, summed

CHART = CHARTS["kinds"]


def spell(name, day=None, **tokens):
    counts = {k.replace("_", " "): KindCount(1, n, n) for k, n in tokens.items() if k != "acts"}
    if "acts" in tokens:  # of sources, where no word changed
        counts["sources"] = KindCount(tokens["acts"])
    return KindSpell(name, day, day, 1, counts)


def with_drafts(*drafts, months=()):
    total = summed(one.counts for one in drafts or months)
    return replace(analysis("novel"), kinds=Kinds(total=total, drafts=drafts, months=tuple(months)))


def test_every_kind_but_copies_is_drawn_once():
    drawn = [kind for _, kinds in GROUPS for kind in kinds]
    assert sorted([*drawn, "copied"]) == sorted(KINDS)


def test_nothing_touched_is_not_drawn():
    assert not CHART.applies(with_drafts())
    assert not CHART.applies(with_drafts(spell("Draft 1", copied=900)))


@pytest.mark.parametrize("canvas", CANVASES)
def test_labour_of_no_known_day_is_drawn_as_a_whole(canvas):
    undated = with_drafts(months=[spell("unknown", new=900, cut=100, acts=30)])
    assert CHART.title(undated) == "About one tenth of the labour was not new text"
    assert CHART.subtitle(undated) == "Shares of the words and marks touched."
    assert "1,000\xa0words and marks" in CHART.alt(undated)
    assert texts(draw_figure(CHART, undated, CANVASES[canvas]))


@pytest.mark.parametrize(
    ("drafts", "title"),
    [
        (
            [
                spell("Draft 1", new=900),
                spell("Draft 2", cut=700, new=100),
                spell("Final", new=400),
            ],
            "Draft 2 was mostly cutting",
        ),
        (
            [spell("Draft 1", new=900), spell("Draft 2", cut=90), spell("Final", new=400)],
            "About one tenth of the labour was not new text",
        ),
        (
            [
                spell("Draft 1", new=900),
                spell("Draft 2", acts=40, new=500),
                spell("Final", acts=9, new=400),
            ],
            "The sources were worked over on the way to Draft 2",
        ),
        (
            [spell("Draft 1", acts=40, new=900), spell("Draft 2", acts=9), spell("Final", new=400)],
            "What kind of labour it was",
        ),
        (
            [spell("Draft 1", new=300), spell("Draft 2", new=300), spell("Final", cut=600)],
            "The final draft was mostly cutting",
        ),
        (
            [spell("Draft 1", new=9_000), spell("Draft 2", new=9_000), spell("Final", cut=300)],
            "Nearly all of the labour was new text",
        ),
    ],
)
def test_the_title_claims_what_the_figures_bear(drafts, title):
    assert CHART.title(with_drafts(*drafts)) == title


def test_sources_that_were_worked_over_in_one_month_are_told_without_drafts():
    months = [
        spell("2024-03", date(2024, 3, 2), new=900),
        spell("2024-04", date(2024, 4, 2), acts=30, new=300),
    ]
    assert CHART.title(with_drafts(months=months)) == "The sources were worked over in April 2024"
    few = [months[0], spell("2024-04", date(2024, 4, 2), acts=9, new=300)]
    assert CHART.title(with_drafts(months=few)) == "What kind of labour it was"


def test_half_is_called_half():
    months = [spell("2024-03", date(2024, 3, 2), new=900, cut=900)]
    assert CHART.title(with_drafts(months=months)) == "About half of the labour was not new text"


@pytest.mark.parametrize("kind", CANVASES)
def test_bars_are_as_thick_as_they_hold_words(kind):
    months = [
        spell("2024-03", date(2024, 3, 2), new=8_000),
        spell("2024-04", date(2024, 4, 2), new=4_000),
        spell("2024-05", date(2024, 5, 2), new=12),
    ]
    drawing = draw_figure(CHART, with_drafts(months=months), CANVASES[kind])
    drawing.set_dpi(72)
    boxes = [s.get_path().get_extents(s.get_transform()) for s in shapes(drawing)]
    heights = [box.height for box in boxes if box.width > 200][-3:]
    assert heights[0] == pytest.approx(2 * heights[1])
    assert heights[2] == 3


def test_sources_have_a_column_where_there_are_any():
    bare = [spell("2024-03", date(2024, 3, 2), new=90), spell("2024-04", date(2024, 4, 2), new=9)]
    cited = [*bare, spell("2024-05", date(2024, 5, 2), acts=7)]
    for months, words in ((bare, {"touched"}), (cited, {"touched", "sources", "7", "–"})):
        book = with_drafts(months=months)
        said = {text for text, _ in texts(draw_figure(CHART, book, WIDE))}
        assert said & {"touched", "sources", "7", "–"} == words
        assert ("how often sources changed" in CHART.subtitle(book)) == (months is cited)
    assert "May 2024, 0 words and marks and 7 changes to sources." in CHART.alt(
        with_drafts(months=cited)
    ).replace("\xa0", " ")


def test_of_too_many_drafts_the_last_are_shown_and_that_is_said():
    drafts = [spell(f"Draft {number}", new=90) for number in range(1, 21)]
    found = rows(with_drafts(*drafts))
    assert [row.name for row in found.parts] == [f"Draft {n}" for n in range(5, 21)]
    assert f"The last {MOST_ROWS} of 20." in CHART.subtitle(with_drafts(*drafts))


def test_with_few_drafts_or_one_that_is_nearly_all_time_is_drawn_instead():
    months = [spell("2024-03", date(2024, 3, 2), new=50), spell("2024-05", date(2024, 5, 2), cut=9)]
    few = with_drafts(spell("Draft 1", new=50), spell("Final", cut=9), months=months)
    found = rows(few)
    assert (found.by, [row.name for row in found.parts]) == ("month", ["Mar 2024", "May 2024"])
    one = with_drafts(
        spell("Draft 1", new=900), spell("Draft 2", cut=1), spell("Final", new=1), months=months
    )
    assert rows(one).by == "month"


@pytest.mark.parametrize(("years", "by"), [(1, "month"), (3, "quarter"), (12, "year")])
def test_the_finest_stretch_that_leaves_room_is_taken(years, by):
    months = [
        spell(f"{year}-{month:02}", date(year, month, 1), new=10)
        for year in range(2010, 2010 + years)
        for month in range(1, 13)
    ]
    found = rows(with_drafts(months=months))
    assert found.by == by
    assert sum(row.total for row in found.parts) == found.whole.total
    assert CHART.subtitle(with_drafts(months=months)).count(f"by {by}") == 1


def test_the_alternative_text_names_every_bar():
    said = CHART.alt(analysis("novel"))
    assert said.startswith("In all, ")
    for draft in analysis("novel").drafts:
        assert f"{draft.name}, " in said
