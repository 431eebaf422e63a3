"""Results with the cache are those without it; see `suite_incremental`."""

from __future__ import annotations

import pytest
import suite_incremental


def test_a_run_with_a_cache_says_what_a_cold_run_says(tmp_path):
    figures = suite_incremental.run(6, 1, tmp_path)
    assert figures.failures == ()
    assert figures.runs == 6
    assert figures.counts["comparisons"] >= 6
    assert figures.counts["part of the history"]
    assert figures.counts["other settings"]


@pytest.mark.long
def test_two_thousand_splits_of_histories_make_no_difference(tmp_path):
    figures = suite_incremental.run(2_000, 1, tmp_path)
    assert figures.failures == ()
    assert figures.runs == 2_000
