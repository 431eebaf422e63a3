"""Histories that nobody made are told as they were made; see `suite_generated`."""

from __future__ import annotations

import pytest
import suite_generated
from invented_writing import write
from inventing import invent


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


@pytest.mark.long
def test_twenty_thousand_histories_are_told_as_they_were_made(tmp_path):
    figures = suite_generated.run(20_000, 1, tmp_path)
    assert figures.failures == ()
    assert figures.runs == 20_000
