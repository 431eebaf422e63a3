"""Delete a random half of a book's commits: how far does the estimated total move?

    python tests/benchmarks/clock_thinning.py [BOOK …] [--bundles FOLDER] [--draws NUMBER]

The commits that leave are taken out of the history for good: each that stays keeps its files, its
writer and its times, and follows the nearest ancestors that stay.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from drafttime.model import Time
from drafttime.pipeline import analyse
from drafttime.request import Request

PROJECT = Path(__file__).resolve().parents[2]
BOOKS = ("uncurled", "napkin")


def main() -> int:
    """Print the estimate of the whole history and of its halves."""
    parser = argparse.ArgumentParser(description="Delete half of the commits, and estimate again.")
    parser.add_argument("books", nargs="*", default=BOOKS)
    parser.add_argument("--bundles", type=Path, default=PROJECT.parent / "shared" / "corpora")
    parser.add_argument("--draws", type=int, default=5)
    given = parser.parse_args()
    for name in given.books:
        with tempfile.TemporaryDirectory() as folder:
            clone = Path(folder) / name
            git(Path(folder), "clone", "-q", str(given.bundles / f"{name}.bundle"), str(clone))
            whole = analyse(Request(clone, use_cache=False)).time
            print(f"{name}: {_shown(whole)}")
            for seed in range(given.draws):
                half = Path(folder) / f"half-{seed}"
                thin(clone, half, seed)
                time = analyse(Request(half, use_cache=False)).time
                print(f"  half {seed}: {_shown(time)}  {_moved(whole, time)}")
    return 0


def git(where: Path, *arguments: str, given: str = "", **environment: str) -> str:
    """Return what a git command prints, without anybody's configuration."""
    clean = {
        "PATH": os.environ["PATH"],
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **environment,
    }
    done = subprocess.run(
        ["git", *arguments], cwd=where, env=clean, input=given.encode(), capture_output=True,
        check=True,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "surrogateescape").strip()


def thin(clone: Path, half: Path, seed: int) -> None:
    """Write a history with a random half of the commits; the last one always stays."""
    chance = random.Random(seed)
    git(clone.parent, "clone", "-q", "--no-tags", str(clone), str(half))
    rows = git(half, "rev-list", "--topo-order", "--reverse", "--parents", "HEAD").splitlines()
    stands_for: dict[str, Sequence[str]] = {}
    for place, row in enumerate(rows):
        commit, *parents = row.split()
        kept = list(dict.fromkeys(p for parent in parents for p in stands_for[parent]))
        if place + 1 < len(rows) and chance.random() < 0.5:
            stands_for[commit] = kept[:1]  # a merge that leaves is as if its branch had never been
            continue
        tree, name, mail, date, message = git(
            half, "show", "-s", "--format=%T%x00%an%x00%ae%x00%ad%x00%s", "--date=raw", commit
        ).split("\0")
        stands_for[commit] = [
            git(
                half, "commit-tree", tree, *(part for p in kept for part in ("-p", p)),
                given=message or "-",
                GIT_AUTHOR_NAME=name, GIT_AUTHOR_EMAIL=mail, GIT_AUTHOR_DATE=date,
                GIT_COMMITTER_NAME=name, GIT_COMMITTER_EMAIL=mail, GIT_COMMITTER_DATE=date,
            )
        ]  # fmt: skip
    git(half, "reset", "-q", "--hard", stands_for[rows[-1].split()[0]][0])


def _shown(time: Time) -> str:
    found = time.estimate
    if found is None:
        return time.why_no_estimate
    low, mid, high = (m / 60 for m in (found.low_minutes, found.mid_minutes, found.high_minutes))
    return f"at least {time.observed_minutes / 60:4.0f} h, {mid:4.0f} h ({low:.0f}–{high:.0f})"


def _moved(whole: Time, half: Time) -> str:
    if whole.estimate is None or half.estimate is None:
        return ""
    factor = half.estimate.mid_minutes / whole.estimate.mid_minutes
    inside = whole.estimate.low_minutes <= half.estimate.mid_minutes <= whole.estimate.high_minutes
    return f"× {factor:.2f}, {'inside' if inside else 'OUTSIDE'} the range of the whole"


if __name__ == "__main__":
    raise SystemExit(main())
