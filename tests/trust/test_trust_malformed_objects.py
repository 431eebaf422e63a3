"""Nothing that an object can hold is a surprise to a parser; see `suite_malformed_objects`."""

from __future__ import annotations

from pathlib import Path

import pytest
from suite_malformed_objects import run


def test_malformed_objects_are_read_or_told(tmp_path: Path) -> None:
    figures = run(2_000, 5, tmp_path)
    assert figures.failures == ()
    assert figures.runs == 2_000
    for name in ("commit", "tree", "lines", "in a repository", "with a known time"):
        assert figures.counts[name]


@pytest.mark.long
def test_two_hundred_thousand_malformed_objects_are_read_or_told(tmp_path: Path) -> None:
    figures = run(200_000, 1, tmp_path)
    assert figures.failures == ()
    assert figures.runs == 200_000
