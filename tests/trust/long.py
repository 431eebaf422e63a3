"""Run the long forms of the suites of trust, and keep their figures.

    python tests/trust/long.py [SUITE ...] [--count N] [--seed N] [--out FILE]

Without names every suite runs. The figures of each are merged into FILE (default: `figures.json`
beside this file) as soon as it is done. Ends with 1 where anything failed.
"""

from __future__ import annotations

import argparse
import importlib
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
SHOWN = 20


def main(arguments: Sequence[str] | None = None) -> int:
    sys.path[:0] = [str(HERE), *(str(HERE.parent / name) for name in ("", "output", "history"))]
    from suites import SUITES

    parser = argparse.ArgumentParser(description="Run the long forms of the suites of trust.")
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=", ".join(SUITES))
    parser.add_argument("--count", type=int, help="so many cases, not those of the long form")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=HERE / "figures.json")
    told = parser.parse_args(arguments)
    if unknown := set(told.suites) - set(SUITES):
        parser.error(f"no such suite: {', '.join(sorted(unknown))}")
    failed = False
    for name in told.suites or SUITES:
        figures = run_suite(name, told.count, told.seed)
        keep(told.out, name, figures)
        print(name, json.dumps({k: v for k, v in figures.items() if k != "failures"}), flush=True)
        for failure in figures["failures"]:
            print(f"  {failure}", flush=True)
        failed = failed or bool(figures["failures"])
    return int(failed)


def run_suite(name: str, count: int | None, seed: int) -> dict:
    """Run one suite in a scratch folder of its own, and return its figures as an object."""
    from suites import SUITES

    module, usual, must_show = SUITES[name]
    before = _processor_seconds()
    with tempfile.TemporaryDirectory(prefix=f"suite-{name}-") as scratch:
        run = importlib.import_module(module).run
        figures = run(usual if count is None else count, seed, Path(scratch).resolve())
    return {
        "runs": figures.runs,
        "with": must_show,
        "failed": len(figures.failures),
        "failures": list(figures.failures[:SHOWN]),
        "counts": dict(sorted(figures.counts.items())),
        "seed": seed,
        "seconds": round(figures.seconds, 1),
        "processor_seconds": round(_processor_seconds() - before, 1),
        "date": datetime.now(UTC).date().isoformat(),
        "python": sys.version.split()[0],
        "git": subprocess.check_output(["git", "version"], text=True).split()[2],
    }


def keep(file: Path, name: str, figures: dict) -> None:
    """Merge the figures of one suite into the file; suites that run beside this one keep theirs."""
    kept = json.loads(file.read_text("utf-8")) if file.exists() else {}
    whole = json.dumps({**kept, name: figures}, indent=1, sort_keys=True, ensure_ascii=False)
    unfinished = file.with_name(f".{file.name}-{name}")
    unfinished.write_text(whole + "\n", "utf-8")
    unfinished.replace(file)


def _processor_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(found.ru_utime + found.ru_stime for found in used)


if __name__ == "__main__":
    sys.exit(main())
