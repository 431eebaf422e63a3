"""git-of-theseus on the same files: how long it takes, and what it says of the lines.

It is installed with pip into a folder that is thrown away, and is no dependency of the project. It
samples the first-parent chain, runs `git blame` on every file that changed since
the sample before, and counts lines by the commit that blame names.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGE = "git-of-theseus"
WEEK_SECONDS = 7 * 24 * 60 * 60
ONLY_THE_LAST = 10**10
EVERY_COMMIT = -(10**10)  # a commit is taken when it is older than the last by more than this
OPTIONS = ("--all-filetypes", "--ignore-whitespace", "--quiet")
SPECIAL = re.compile(r"([\\*?\[\]{}()|!+@-])")


@dataclass(frozen=True)
class Took:
    """How a command ended: seconds, megabytes of its largest process, and why it failed, or ""."""

    seconds: float
    megabytes: float
    problem: str = ""

    def __str__(self) -> str:
        if self.problem:
            return self.problem
        return f"{self.seconds:.1f} s, {self.megabytes:.0f} MB in its largest process"


def limited(command: Sequence[str], limit_seconds: float) -> Took:
    """Run a command in a group of its own, and stop the group at the limit."""
    start = time.perf_counter()
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
        ) as process,
    ):
        clock = threading.Timer(limit_seconds, os.killpg, (process.pid, signal.SIGKILL))
        clock.start()
        _, status, usage = os.wait4(process.pid, 0)
        clock.cancel()
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        lines = said.read().decode(errors="replace").strip().splitlines()
    scale = 1 if sys.platform == "darwin" else 1024
    problem = ""
    if process.returncode == -signal.SIGKILL:
        problem = f"stopped after {limit_seconds:.0f} s"
    elif process.returncode:
        problem = f"failed: {lines[-1] if lines else f'exit code {process.returncode}'}"
    return Took(seconds, usage.ru_maxrss * scale / 1e6, problem)


def install(folder: Path) -> Path | str:
    """Install it into a virtual environment; return its command, or why that did not work."""
    for command in (
        [sys.executable, "-m", "venv", str(folder)],
        [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", PACKAGE],
    ):
        took = limited(command, 300)
        if took.problem:
            return f"{PACKAGE} does not install here ({took.problem})"
    return folder / "bin" / "git-of-theseus-analyze"


def print_peer(command: Path, clone: Path, book: Mapping[str, Any], limit_seconds: float) -> None:
    """Print its time by sampling, and the first draft's lines beside the first draft's words."""
    branch = git(clone, "symbolic-ref", "--short", "HEAD").strip()
    with tempfile.TemporaryDirectory() as work:

        def analyze(paths: Sequence[str], interval: int) -> tuple[Took, Path]:
            out = Path(work) / f"every-{interval}"
            options = [f"--outdir={out}", f"--interval={interval}", f"--branch={branch}"]
            only = ["--only=" + SPECIAL.sub(r"\\\1", path) for path in paths]
            whole = [str(command), *OPTIONS, *options, *only, str(clone)]
            return limited(whole, limit_seconds), out

        print(f"  {PACKAGE}, the same files under all their names:")
        for name, interval in (("a sample a week", WEEK_SECONDS), ("every commit", EVERY_COMMIT)):
            took, out = analyze(book["paths"], interval)
            print(f"    {name}: {took}{_samples(out)}", flush=True)
        took, out = analyze(book["final_paths"], ONLY_THE_LAST)
        print(f"    the final draft alone: {took}", flush=True)
        if not took.problem and book.get("survival") is not None:
            _print_first_draft(clone, book, out)


def git(where: Path, *arguments: str) -> str:
    """Return what a git command prints."""
    done = subprocess.run(["git", "-C", str(where), *arguments], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def _samples(out: Path) -> str:
    cohorts = out / "cohorts.json"
    if not cohorts.exists():
        return ""
    return f" ({len(json.loads(cohorts.read_text())['ts']):,} samples)"


def _print_first_draft(clone: Path, book: Mapping[str, Any], out: Path) -> None:
    """Compare lines whose commit is in the first draft's history with words, in the final files."""
    history = frozenset(git(clone, "rev-list", book["first"]).split())
    counts = json.loads((out / "survival.json").read_text())
    final = {commit: samples[-1][1] for commit, samples in counts.items()}
    stand = sum(lines for commit, lines in final.items() if commit in history)
    first = sum(_lines(clone, blob) for blob in book["first_blobs"])
    total = sum(final.values())
    print(
        f"  from the first draft ({book['first_name']}, {book['first'][:7]}) to the final one:\n"
        f"    lines, by {PACKAGE}: {stand / first:6.1%} of {first:,} still there, "
        f"{stand / total:6.1%} of the final {total:,}\n"
        f"    words, by drafttime:      {book['survival']:6.1%} of {book['first_words']:,} still "
        f"there, {book['share']:6.1%} of the final {book['words']:,}"
    )


def _lines(clone: Path, blob: str) -> int:
    done = subprocess.run(
        ["git", "-C", str(clone), "cat-file", "blob", blob], capture_output=True, check=True
    )
    return len(done.stdout.splitlines())
