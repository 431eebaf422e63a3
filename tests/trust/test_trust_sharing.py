"""Runs that share a cache and a repository in motion agree with a run alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from suite_sharing import run

pytestmark = pytest.mark.usefixtures("as_before")


def test_eight_runs_at_once_and_eight_on_a_damaged_cache(tmp_path: Path) -> None:
    figures = run(16, 1, tmp_path)
    assert figures.failures == ()
    assert figures.runs == 16
    assert figures.counts["exact"]
    assert figures.counts["upkeep"]


@pytest.mark.long
def test_four_hundred_runs(tmp_path: Path) -> None:
    figures = run(400, 1, tmp_path)
    assert figures.failures == ()
    assert figures.counts["cache-rebuilt"]
    assert figures.counts["cleared"]
