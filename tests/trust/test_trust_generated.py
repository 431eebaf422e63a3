"""Histories that nobody made are told as they were made; see `suite_generated`."""

from __future__ import annotations

import pytest
import suite_generated
from invented_histories import chance_of
from invented_texts import Words
from invented_writing import write
from inventing import invent
from inventing_acts import ACTS, Act
from inventing_desk import Desk


def test_invented_histories_are_told_as_they_were_made(tmp_path):
    figures = suite_generated.run(40, 1, tmp_path)
    assert figures.failures == ()
    assert figures.runs == 40
    for name in ("commits", "merges", "exact words", "processes"):
        assert figures.counts[name]
    assert figures.counts["roots"] > 40


def test_the_same_number_gives_the_same_history(tmp_path):
    one, other = write(tmp_path / "a", [invent(7, 3)]), write(tmp_path / "b", [invent(7, 3)])
    assert one[0].ids == other[0].ids


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_whatever_is_done_can_be_done_where_a_branch_has_no_file_left(act: Act) -> None:
    chance = chance_of(1, 1)
    desk = Desk(chance, Words(chance, unique=True), b"book/", kinds=("md",))
    assert len(desk.sheets(act.do(desk, {}, {}))) == (act.name == "new file")


@pytest.mark.long
def test_twenty_thousand_histories_are_told_as_they_were_made(tmp_path):
    figures = suite_generated.run(20_000, 1, tmp_path)
    assert figures.failures == ()
    assert figures.runs == 20_000
