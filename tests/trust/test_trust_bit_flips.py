"""A flipped bit in the cache is noticed, or it changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from suite_bit_flips import run

pytestmark = pytest.mark.usefixtures("as_before")


def test_a_few_flipped_bits(tmp_path: Path) -> None:
    figures = run(24, 1, tmp_path)
    assert figures.failures == ()
    assert figures.counts["rebuilt"]
    assert figures.counts["database"]
    assert figures.counts["wal"]
    assert figures.counts["shm"]


@pytest.mark.long
def test_five_thousand_flipped_bits(tmp_path: Path) -> None:
    figures = run(5_000, 1, tmp_path)
    assert figures.failures == ()
    assert figures.runs == 5_000
