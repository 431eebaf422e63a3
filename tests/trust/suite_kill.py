"""kill -9 at any moment of a run that writes cache and report; then the run again.

At every moment the earlier report is whole, or the new one is. The run after it is byte for byte
that of one without a cache, and nothing is left beside the report.

A run is killed after a random time, before a random call to the file system, or inside a random
statement of SQLite. Charts are drawn once and handed out again, but for one run in twenty.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dying import DYING, Action, Countdown, flushing_at_once
from figures import Figures
from forking import Ending, command, contents, in_child, warm_up, with_rooms
from small_novel import write_novel

NAME = "kill"
WAYS = ("moment", "moment", "call", "write", "write", "write", "statement")
DRAWN_ANEW = 20
REAL_PROCESS = 50


@dataclass
class Stage:
    """What the runs share: the book, what whole reports look like, and where things lie."""

    scratch: Path
    book: Path
    old: dict[str, bytes]
    new: dict[str, bytes]
    summary: str
    seconds: float
    most: Mapping[str, int]
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def there(self) -> Path:
        return self.scratch / "there"

    @property
    def cache(self) -> Path:
        return self.scratch / "cache"


def run(count: int, seed: int, scratch: Path) -> Figures:
    """Kill `count` runs, one after the other, each followed by one that must come out whole."""
    begun = time.monotonic()
    stage = set_up(scratch)
    failures: list[str] = []
    number = 0
    while stage.counts["killed"] < count and number < 4 * count:
        failures += [
            f"kill, seed {seed}, number {number}: {why}" for why in once(stage, seed, number)
        ]
        number += 1
    if stage.counts["killed"] < count:
        failures.append(f"only {stage.counts['killed']} of {number} runs could be killed")
    return Figures(
        NAME, stage.counts["killed"], tuple(failures), stage.counts, time.monotonic() - begun
    )


def set_up(scratch: Path) -> Stage:
    """Write the book and the two reports that may stand, both without a cache."""
    warm_up()
    os.environ["DRAFTTIME_CACHE"] = str(scratch / "cache")
    (scratch / "rooms").mkdir()
    repo = write_novel(scratch / "book")
    drawn = hand_out_charts()
    reports: list[dict[str, bytes]] = []
    for final in (("--final", "HEAD~1"), ()):
        for entry in (scratch / "there").glob("*"):
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        (scratch / "there").mkdir(exist_ok=True)
        assert command(*arguments(scratch, repo.path), *final, "--no-cache", "--quiet")() == 0
        reports.append(contents(scratch / "there"))
    assert reports[0] != reports[1]
    assert len(drawn) == len(reports)
    ending = in_child(command(*arguments(scratch, repo.path), "--no-cache"), scratch)
    assert ending.code == 0, ending.errors
    most = {how: how_many(scratch, repo.path, how) for how in DYING}
    return Stage(scratch, repo.path, *reports, ending.output, ending.seconds, most)


def how_many(scratch: Path, book: Path, how: str) -> int:
    """Return at how many moments a run can be killed in this way."""
    shutil.rmtree(scratch / "cache", ignore_errors=True)
    countdown = Countdown(sys.maxsize)
    run_it = DYING[how](command(*arguments(scratch, book)), countdown)

    def told() -> int:
        code = run_it()
        (scratch / "counted").write_text(str(countdown.counted))
        return code

    assert in_child(told, scratch).code == 0
    return int((scratch / "counted").read_text())


def arguments(scratch: Path, book: Path) -> Sequence[object]:
    there = scratch / "there"
    return ("report", book, "--out", there / "out", "--json", there / "data.json")


def hand_out_charts() -> dict[object, Any]:
    """Let `draw_all` draw the same analysis only once."""
    import drafttime.charts as charts

    draw, drawn = getattr(charts.draw_all, "really", charts.draw_all), {}

    def remembered(analysis: Any, *rest: Any, **more: Any) -> Any:
        key = analysis.drift.final.commit
        if key not in drawn:
            drawn[key] = draw(analysis, *rest, **more)
        return drawn[key]

    remembered.really = draw  # type: ignore[attr-defined]
    charts.draw_all = remembered
    return drawn


def once(stage: Stage, seed: int, number: int) -> list[str]:
    """Kill one run and do it again; return what was wrong."""
    chance = random.Random(f"{NAME} {seed} {number}")
    stood = lay_out(stage, chance)
    ending = killed(stage, chance, number)
    failures = []
    if ending.killed:
        stage.counts["killed"] += 1
    elif ending.code:
        failures.append(f"ended with {ending.code}: {ending.errors[-300:]}")
    failures += half_reports(stage, stood)
    stage.counts["unfinished"] += len(list(stage.there.glob(".drafttime-*")))
    again = command(*arguments(stage.scratch, stage.book))
    ending = in_child(charts_anew(again) if number % DRAWN_ANEW == 10 else again, stage.scratch)
    failures += [f"the run after it: {why}" for why in unlike_cold(stage, ending)]
    shutil.rmtree(stage.scratch / "rooms")
    (stage.scratch / "rooms").mkdir()
    return failures


def lay_out(stage: Stage, chance: random.Random) -> dict[str, bytes]:
    """Put an earlier report, or none, in its place, and take the cache away at times."""
    shutil.rmtree(stage.there)
    stage.there.mkdir()
    stood = chance.choice((stage.old, stage.old, stage.old, stage.new, {}))
    for name, data in stood.items():
        place = stage.there / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    if chance.random() < 0.6:
        shutil.rmtree(stage.cache, ignore_errors=True)
        stage.counts["cold"] += 1
    return stood


def killed(stage: Stage, chance: random.Random, number: int) -> Ending:
    run_it = with_rooms(stage.scratch / "rooms", command(*arguments(stage.scratch, stage.book)))
    if number % REAL_PROCESS == 7:
        stage.counts["processes"] += 1
        return kill_process(stage, chance)
    if number % DRAWN_ANEW == 11:
        run_it = charts_anew(run_it)
    if chance.random() < 0.5:
        run_it = flushing_at_once(run_it)
    how = chance.choice(WAYS)
    stage.counts[how] += 1
    if how == "moment":
        return in_child(run_it, stage.scratch, kill_after=chance.uniform(0, stage.seconds))
    countdown = Countdown(chance.randrange(1, stage.most[how] + 1))
    return in_child(DYING[how](run_it, countdown), stage.scratch)


def kill_process(stage: Stage, chance: random.Random) -> Ending:
    """Kill a process of its own, `python -m drafttime`."""
    told = [str(argument) for argument in arguments(stage.scratch, stage.book)]
    process = subprocess.Popen(
        [sys.executable, "-m", "drafttime", *told],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(stage.scratch / "rooms")},
    )
    try:
        process.wait(chance.uniform(0.3, 2.5))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return Ending(process.returncode, "", "", 0.0)


def charts_anew(action: Action) -> Action:
    def really() -> int:
        import drafttime.charts as charts

        charts.draw_all = getattr(charts.draw_all, "really", charts.draw_all)
        return action()

    return really


def half_reports(stage: Stage, stood: dict[str, bytes]) -> list[str]:
    """Say where neither the earlier report nor the new one stands whole."""
    found = []
    for part in ("out/", "data.json"):
        now = {name: data for name, data in contents(stage.there).items() if name.startswith(part)}
        whole = [
            {name: data for name, data in report.items() if name.startswith(part)}
            for report in (stood, stage.new)
        ]
        if now not in whole:
            found.append(f"{part} is neither the earlier nor the new one: {sorted(now)[:4]}")
        elif now == whole[0]:
            stage.counts[f"earlier {part.strip('/')}"] += 1
    return found


def unlike_cold(stage: Stage, ending: Ending) -> list[str]:
    """Say what differs from a run without a cache."""
    if ending.code:
        return [f"code {ending.code}: {ending.errors[-300:]}"]
    found = []
    now = contents(stage.there)
    if now != stage.new:
        names = {
            name for name in now.keys() | stage.new.keys() if now.get(name) != stage.new.get(name)
        }
        found.append(f"differs in {sorted(names)[:5]}")
    if beside := {entry.name for entry in stage.there.iterdir()} - {"out", "data.json"}:
        found.append(f"left over: {sorted(beside)}")
    if ending.output != stage.summary:
        found.append("its summary differs")
    return found
