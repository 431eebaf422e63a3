"""A run that is killed leaves whole what stood there, and the next one comes out as a cold one."""

from __future__ import annotations

from pathlib import Path

import pytest
from suite_kill import run

pytestmark = pytest.mark.usefixtures("as_before")


def test_a_few_killed_runs(tmp_path: Path) -> None:
    figures = run(8, 1, tmp_path)
    assert figures.failures == ()
    assert figures.runs == 8
    assert figures.counts["unfinished"], "none was killed while it wrote the report"
    assert figures.counts["earlier out"]


@pytest.mark.long
def test_a_thousand_killed_runs(tmp_path: Path) -> None:
    figures = run(1_000, 1, tmp_path)
    assert figures.failures == ()
    assert figures.counts["killed"] >= 1_000
