"""Print time and memory of drafttime beside git's own word diff of the same history.

    python tests/benchmarks/report_speed.py [CORPORA] [--runs N] [--only NAME]

For every bundle in the folder (default: ../shared/corpora beside the checkout) a clone is made in a
temporary folder, and three commands are run in turn, N times each (default 3):

* git log -p --word-diff=porcelain, its output thrown away;
* the analysis alone, in a process of its own, without a cache;
* drafttime report --no-cache, charts and page included.

The table shows medians of wall time, peak memory of the process, and the ratios to git's time,
taken run by run.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ANALYSIS = """
import sys
from pathlib import Path
from drafttime.pipeline import analyse
from drafttime.request import Request
analyse(Request(Path(sys.argv[1]), use_cache=False))
"""


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command and return (wall seconds, peak megabytes)."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said = process.stderr.read().decode(errors="replace") if process.stderr else ""
    if process.returncode not in {0, 3}:
        raise SystemExit(f"{' '.join(command)} failed:\n{said}")
    scale = 1 if sys.platform == "darwin" else 1024
    return wall, usage.ru_maxrss * scale / 1e6


def measure(bundle: Path, work: Path, runs: int) -> dict[str, list[tuple[float, float]]]:
    """Clone a bundle and run the three commands in turn."""
    clone = work / bundle.stem
    subprocess.run(["git", "clone", "-q", str(bundle), str(clone)], check=True)
    out = work / f"{bundle.stem}-report"
    commands = {
        "git": ["git", "log", "-p", "--word-diff=porcelain"],
        "analysis": [sys.executable, "-c", ANALYSIS, str(clone)],
        "report": [
            sys.executable, "-m", "drafttime", "report", str(clone),
            "--no-cache", "--quiet", "--out", str(out),
        ],
    }  # fmt: skip
    home = Path(__file__).resolve().parents[2]
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            found[name].append(timed(command, clone if name == "git" else home))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    beside = Path(__file__).resolve().parents[3] / "shared" / "corpora"
    parser.add_argument("corpora", nargs="?", type=Path, default=beside)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only")
    options = parser.parse_args()
    bundles = sorted(options.corpora.glob("*.bundle"))
    if not bundles:
        raise SystemExit(f"no bundles in {options.corpora}")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print(
        f"{'book':22}{'git s':>8}{'analysis s':>12}{'MB':>6}{'× git':>7}"
        f"{'report s':>10}{'MB':>6}{'× git':>7}"
    )
    with tempfile.TemporaryDirectory() as work:
        for bundle in bundles:
            if options.only and bundle.stem != options.only:
                continue
            found = measure(bundle, Path(work), options.runs)
            git = [wall for wall, _ in found["git"]]
            row = f"{bundle.stem:22}{statistics.median(git):8.2f}"
            for name, width in (("analysis", 12), ("report", 10)):
                walls = [wall for wall, _ in found[name]]
                peak = max(memory for _, memory in found[name])
                ratio = statistics.median(w / g for w, g in zip(walls, git, strict=True))
                row += f"{statistics.median(walls):{width}.2f}{peak:6.0f}{ratio:7.1f}"
            print(row, flush=True)


if __name__ == "__main__":
    main()
