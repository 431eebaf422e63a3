"""Bombs, each read by a real process: within a minute and 512 MB, a report or a refusal.

The minute is one of work, of the process and of every git that it starts, so that other work on the
same machine does not decide; waiting has a limit of its own.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bombs import BOMBS
from bombs_of_files import FILE_BOMBS
from figures import Figures

MOST_SECONDS = 60.0
MOST_MEGABYTES = 512.0
ALL = {**BOMBS, **FILE_BOMBS}
OUTCOMES = {0: "whole reports", 1: "refusals", 3: "partial reports", 4: "refusals"}
LONGEST_WAIT_SECONDS = 240.0
_PROCESSOR_SECONDS = 90  # a bomb that is only just too slow is told with its time
_ADDRESS_BYTES = 4 << 30  # the machine is not to be brought down by what the suite finds


@dataclass(frozen=True)
class Read:
    """How a process ended: its code, seconds of work and in all, most memory, its words."""

    code: int
    seconds: float
    waited_seconds: float
    megabytes: float
    said: str


def run(count: int, seed: int, scratch: Path, scale: float = 1.0) -> Figures:
    """Read the first `count` bombs (0: all) at a scale; the seed is not used."""
    began = time.perf_counter()
    names = list(ALL)[: count or None]
    failures: list[str] = []
    counts: Counter[str] = Counter()
    for number, name in enumerate(names):
        found = explode(name, scratch / f"bomb-{number}", scale)
        failures += [f"bombs, {name}: {what}" for what in judge(found)]
        counts[OUTCOMES.get(found.code, "other endings")] += 1
        counts["most seconds"] = max(counts["most seconds"], round(found.seconds))
        counts["most megabytes"] = max(counts["most megabytes"], round(found.megabytes))
    return Figures("bombs", len(names), tuple(failures), dict(counts), time.perf_counter() - began)


def explode(name: str, folder: Path, scale: float) -> Read:
    """Build a bomb and let drafttime make a report of it."""
    folder.mkdir()
    (folder / "book").mkdir()
    ALL[name](folder / "book", scale)
    found = report(folder / "book", folder)
    shutil.rmtree(folder)
    return found


def report(book: Path, folder: Path) -> Read:
    """Make a report in a process of its own, and measure it."""
    command = [sys.executable, "-m", "drafttime", "report", str(book), "--no-cache"]
    began = time.perf_counter()
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            [*command, "--out", str(folder / "report"), "--json", str(folder / "data.json")],
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**os.environ, "TMPDIR": str(folder)},
            start_new_session=True,
            preexec_fn=_bounded,  # noqa: PLW1509 - no threads are running here
        )
        until = began + LONGEST_WAIT_SECONDS
        status, usage, most = 0, None, 0.0
        while usage is None:
            ended, status, found = os.wait4(process.pid, os.WNOHANG)
            if ended:
                usage = found
            elif time.perf_counter() > until:
                os.killpg(process.pid, signal.SIGKILL)
                _, status, usage = os.wait4(process.pid, 0)
            else:
                most = max(most, _megabytes(process.pid))
                time.sleep(0.02)
    process.returncode = os.waitstatus_to_exitcode(status)
    words = (folder / "said").read_text("utf-8", "replace")
    return Read(
        process.returncode,
        usage.ru_utime + usage.ru_stime,
        time.perf_counter() - began,
        most,
        words[-2_000:],
    )


def _megabytes(process: int) -> float:
    """Return the most memory that a process had so far; `ru_maxrss` knows its parent's, too."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:  # it has just ended
        return 0.0
    found = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), "0")
    return int(found) / 1024


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_BYTES, _ADDRESS_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))


def judge(found: Read) -> list[str]:
    """Return what is wrong with how a bomb was read."""
    wrong = []
    if found.code not in OUTCOMES:
        wrong.append(f"the process ended with {found.code}: {found.said[-400:]}")
    if "Traceback" in found.said:
        wrong.append(f"a traceback: {found.said[-400:]}")
    if found.seconds > MOST_SECONDS:
        wrong.append(f"{found.seconds:.0f} s")
    if found.megabytes > MOST_MEGABYTES:
        wrong.append(f"{found.megabytes:.0f} MB")
    return wrong
