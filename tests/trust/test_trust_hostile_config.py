"""Hostile configurations, files and environments run nothing; see `suite_hostile_config`."""

from __future__ import annotations

import pytest
import suite_hostile_config as suite
from trap_configs import CONFIGS

QUICK_CONTROLS = (
    "config core.fsmonitor", "config diff.textconv", "config promisor http", "hooks",
    "git in the working directory", "GIT_CONFIG_COUNT", "modules in the working directory",
)  # fmt: skip


@pytest.fixture
def stage(tmp_path, monkeypatch):
    monkeypatch.setenv("DRAFTTIME_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    stage = suite.set_up(tmp_path)
    yield stage
    stage.listener.close()


def test_the_traps_catch_who_walks_into_them(stage):
    free = [n for n in QUICK_CONTROLS if not suite.falls_for(stage, n, suite.controls()[n])]
    assert not free


def test_nothing_runs_and_nobody_is_asked(tmp_path, monkeypatch):
    monkeypatch.setenv("DRAFTTIME_CACHE", "set again by the suite")
    monkeypatch.setenv("XDG_DATA_HOME", "set again by the suite")
    figures = suite.run(16, 1, tmp_path)
    assert figures.failures == ()
    assert figures.counts["executions"] == figures.counts["connections"] == 0
    assert figures.counts["vectors"] == len(CONFIGS) + len(suite.LAID) >= 40
    for name in ("whole", "processes"):
        assert figures.counts[name]


@pytest.mark.long
def test_nothing_runs_in_two_thousand_runs(stage, tmp_path):
    controls = suite.controls()
    assert [n for n, how in controls.items() if not suite.falls_for(stage, n, how)] == []
    (tmp_path / "long").mkdir()
    figures = suite.run(2_000, 1, tmp_path / "long")
    assert figures.failures == ()
    assert figures.runs == 2_000
