"""A few kills at random moments; `tests/benchmarks/watch_kills.py` is the long form."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def benchmark() -> ModuleType:
    path = Path(__file__).parents[1] / "benchmarks" / "watch_kills.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_killed_watcher_loses_at_most_the_line_that_it_had_begun() -> None:
    outcome = benchmark().kill_many(3, seed=7)
    assert outcome.kills == 3
    assert outcome.lines >= 3
    assert outcome.is_good, str(outcome)
