"""What is known of real working time, beside what sessions of several gaps would observe."""

from __future__ import annotations

import csv
import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path


def git(where: str | Path, *arguments: str) -> str:
    """Return what a git command prints, without anybody's configuration."""
    environment = {
        "PATH": os.environ["PATH"],
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1",
        "TZ": "UTC",
    }
    done = subprocess.run(
        ["git", "-C", str(where), *arguments], env=environment, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8", "replace")


def observed(times: Sequence[int], gap_minutes: float) -> tuple[int, float]:
    """Return the number of sessions and the observed minutes of one writer."""
    pauses = [(late - early) / 60 for early, late in pairwise(times)]
    inside = [pause for pause in pauses if pause <= gap_minutes]
    return len(times) - len(inside), sum(inside)


def logged_days(clone: Path) -> tuple[dict[date, float], dict[date, list[int]]]:
    """Return the hours logged on the dissertation and the times of its commits, by day."""
    hours: dict[date, float] = defaultdict(float)
    day: date | None = None
    for line in git(clone, "show", "HEAD:timelog.md").splitlines():
        if heading := re.match(r"### (\d+) (\w{3})\w* (\d{4})", line):
            day = datetime.strptime(" ".join(heading.groups()), "%d %b %Y").date()  # noqa: DTZ007
        entry = re.match(r"\* \*([\d.]+) hours?\* (.*)", line)
        words = r"dissert|writ|chapter|proof|abstract|introduction|conclusion"
        if day and entry and re.search(words, entry[2], re.IGNORECASE):
            hours[day] += float(entry[1])
    times: dict[date, list[int]] = defaultdict(list)
    log = git(clone, "log", "--all", "--no-merges", "--format=%at %ad", "--date=iso", "--", "*.tex")
    for line in log.splitlines():
        seconds, written = line.split(" ")[:2]
        times[date.fromisoformat(written)].append(int(seconds))
    return dict(hours), dict(times)


def print_logged(hours: dict[date, float], times: dict[date, list[int]]) -> None:
    """Print observed hours at several gaps beside a writer's own log."""
    days = sorted(hours.keys() & times.keys())
    logged = sum(hours[day] for day in days)
    print(
        f"honours-project: {len(days)} days with a log entry and commits, {logged:.1f} h logged\n"
    )
    for gap in (30, 60, 90, 120, 180, 240, 360):
        seen = {day: observed(sorted(times[day]), gap)[1] / 60 for day in days}
        over = sum(seen[day] > hours[day] + 0.25 for day in days)
        print(
            f"  gap {gap:3} min: observed {sum(seen.values()):6.1f} h, over the log on {over} days"
        )
    print()


def print_worked(truth: Path) -> None:
    """Print how much of the pause before a commit an editor saw as work, by its length."""
    bounds = (5, 15, 30, 60, 120, 180, 240, 360, 720, 1440)
    own: dict[str, list[dict[str, str]]] = defaultdict(list)
    with truth.open(newline="") as lines:
        for row in csv.DictReader(lines):
            own[row["repository"] + row["writer"]].append(row)
    shares: dict[int, list[float]] = defaultdict(list)
    total = first = 0
    for rows in own.values():
        times = sorted({int(row["author_time"]) for row in rows})
        before = dict(zip(times[1:], times, strict=False))
        for row in rows:
            worked = int(row["observed_seconds"] or 0)
            seconds = int(row["author_time"])
            pause = seconds - before.get(seconds, 0)
            total += worked
            first += worked if pause > 7200 else 0
            if worked and seconds in before and row["is_merge"] != "1":
                reach = next((bound for bound in bounds if pause <= bound * 60), 0)
                shares[reach].append(min(1.0, worked / pause))
    print("editor-observed-time.csv: share of the pause before a commit that was work (median)\n")
    for bound in (*bounds, 0):
        values = sorted(shares[bound])
        label = f"up to {bound} min" if bound else "longer"
        print(f"  {label:14} {len(values):4} commits  {values[len(values) // 2]:.0%}")
    print(
        f"\n  {first / total:.0%} of {total / 3600:.0f} h lie before commits over two hours after"
    )
