from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from rendering import CHARTS, analysis

from drafttime.charts._kinds_rows import GROUPS, rows
from drafttime.model import KINDS, KindCount, Kinds, KindSpell, summed

CHART = CHARTS["kinds"]


def spell(name, day=None, **tokens):
    counts = {k.replace("_", " "): KindCount(1, n, n) for k, n in tokens.items()}
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
                spell("Draft 2", sources=300, new=500),
                spell("Final", new=400, sources=10),
            ],
            "The sources were worked over on the way to Draft 2",
        ),
        (
            [spell("Draft 1", new=900), spell("Draft 2", new=500), spell("Final", new=400)],
            "What kind of labour it was",
        ),
    ],
)
def test_the_title_claims_what_the_figures_bear(drafts, title):
    assert CHART.title(with_drafts(*drafts)) == title


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
