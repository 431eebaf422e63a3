from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from analyses import BUILDERS
from matplotlib.colors import to_hex
from rendering import CHARTS, analysis, figure, shapes

from drafttime.charts._colours import draft_role, roles
from drafttime.charts.ledger import incoming, outgoing
from drafttime.model import Ledger

LEDGER = CHARTS["ledger"]
novel = partial(analysis, "novel")


def with_ledger(written, unattributed, kept, cut, copied=0):
    book = replace(novel(), revisions=())
    return replace(book, ledger=Ledger(written, unattributed, kept, cut, None, copied))


@pytest.mark.parametrize(
    ("cut", "title"),
    [
        (0, "Every word that was written was kept"),
        (40, "Nearly every word that was written was kept"),
        (100, "About one word in ten was cut or replaced on the way"),
        (460, "About half of all words were cut or replaced on the way"),
        (700, "About seven words in ten were cut or replaced on the way"),
        (960, "Nearly every word was cut or replaced on the way"),
    ],
)
def test_the_title_counts_words_in_ten(cut, title):
    assert LEDGER.title(with_ledger(1000, 0, 1000 - cut, cut)) == title


def test_there_is_nothing_to_draw_without_words():
    assert not LEDGER.applies(with_ledger(0, 0, 0, 0))


@pytest.mark.parametrize("name", BUILDERS)
def test_both_bars_hold_the_same_words(name):
    came, went = (sum(p.words for p in side(analysis(name))) for side in (incoming, outgoing))
    assert came == went


def test_what_arrived_by_merge_is_told_apart():
    assert [part.name for part in incoming(with_ledger(900, 100, 500, 500))] == [
        "written",
        "by merge or import",
    ]
    assert [part.name for part in incoming(with_ledger(900, 0, 500, 400))] == ["written"]


def test_a_giant_commit_is_hatched_and_said():
    parts = incoming(analysis("giant_first_commit"))
    assert (parts[1].words, parts[1].name) == (80_112, "arrived all at once")
    assert "80,112\N{NO-BREAK SPACE}words arrived all at once: hatched." in LEDGER.subtitle(
        analysis("giant_first_commit")
    )
    assert "hatched" not in LEDGER.subtitle(novel())


def test_copies_are_mentioned_but_not_drawn():
    assert "(70\N{NO-BREAK SPACE}words)" in LEDGER.subtitle(with_ledger(10, 0, 5, 5, copied=70))


@pytest.mark.parametrize("kind", ["wide", "narrow"])
def test_the_parts_of_a_bar_are_in_proportion(kind):
    teal = roles()[draft_role(0, 1)][0]
    boxes = [
        patch.get_path().get_extents()
        for patch in shapes(figure("ledger", "novel", kind))
        if to_hex(patch.get_facecolor()) == teal
    ]
    below = max(box.y0 for box in boxes)
    kept, cut = (box.width for box in boxes if box.y0 == below)
    ledger = analysis("novel").ledger
    assert kept / cut == pytest.approx(ledger.words_kept / ledger.words_cut, rel=0.001)


def test_the_alternative_text_conserves():
    said = LEDGER.alt(with_ledger(900, 100, 700, 300))
    assert said == (
        "Two bars of 1,000\N{NO-BREAK SPACE}words each. Words that came in: 900 written, "
        "100 by merge or import. Of these: 700 kept, 300 cut or replaced."
    )
