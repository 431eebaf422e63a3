"""A disk that fills up under the cache, the report or the temporary folder, at a random byte.

What stood there stays whole, nothing half-written is left, and two lines say what happened. A full
disk under the cache costs nothing but the cache. Where a small disk can be mounted it is a real one
(Linux, as root); elsewhere the calls that write are told that there is no space.
"""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dying import Action
from figures import Figures
from forking import Ending, command, contents, in_child, warm_up, with_rooms
from small_novel import write_novel
from suite_kill import arguments, hand_out_charts

NAME = "full_disk"
DISK_BYTES = 4 << 20
PAGE = 4096
PLACES = {"cache": 120_000, "there": 700_000, "rooms": 12_000}
"""What may lie on a full disk, and below how many free bytes something happens."""
NOT_FIGURES = ("notices", "evidence")


@dataclass
class Stage:
    """The book, its two reports, and where things lie; `disk` is None where none can be mounted."""

    scratch: Path
    book: Path
    old: Mapping[str, bytes]
    new: Mapping[str, bytes]
    disk: Path | None
    counts: Counter[str] = field(default_factory=Counter)


def run(count: int, seed: int, scratch: Path) -> Figures:
    """Let the disk run full under `count` runs."""
    begun = time.monotonic()
    warm_up()
    hand_out_charts()
    failures: list[str] = []
    with small_disk(scratch) as disk:
        stage = set_up(scratch, disk)
        for number in range(count):
            failures += [
                f"{NAME}, seed {seed}, number {number}: {why}" for why in once(stage, seed, number)
            ]
    return Figures(NAME, count, tuple(failures), stage.counts, time.monotonic() - begun)


@contextmanager
def small_disk(scratch: Path) -> Iterator[Path | None]:
    """Mount a disk of a few megabytes in memory, where that is allowed."""
    place = scratch / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "drafttime-test", str(place)]
    try:
        mounted = not subprocess.run(mount, capture_output=True, check=False).returncode
    except OSError:
        mounted = False
    try:
        yield place if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


def set_up(scratch: Path, disk: Path | None) -> Stage:
    book = write_novel(scratch / "book").path
    reports = []
    for final in (("--final", "HEAD~1"), ()):
        place = scratch / "plain"
        (place / "there").mkdir(parents=True)
        assert command(*arguments(place, book), *final, "--no-cache", "--quiet")() == 0
        reports.append(contents(place / "there"))
        shutil.rmtree(place)
    return Stage(scratch, book, *reports, disk)


def once(stage: Stage, seed: int, number: int) -> list[str]:
    """Let the disk run full under one run; return what was wrong."""
    chance = random.Random(f"{NAME} {seed} {number}")
    full = list(PLACES)[number % len(PLACES)]
    places = lay_out(stage, full)
    os.environ["DRAFTTIME_CACHE"] = str(places["cache"])
    told = arguments(places["there"].parent, stage.book)
    free = chance.randrange(PLACES[full])
    run_it = with_rooms(places["rooms"], command(*told))
    if stage.disk is None:
        run_it = refusing(run_it, places[full], free)
    else:
        fill(stage.disk, free)
    ending = in_child(run_it, stage.scratch)
    stage.counts[f"{full} full"] += bool(ending.code)
    found = [f"{full}, {free} bytes free: {why}" for why in judged(stage, places, full, ending)]
    if stage.disk is not None:
        (stage.disk / "ballast").unlink(missing_ok=True)
    return found


def lay_out(stage: Stage, full: str) -> dict[str, Path]:
    """Make the three folders anew, one of them on the small disk, with an earlier report."""
    places = {}
    for name in PLACES:
        root = stage.disk if stage.disk is not None and name == full else stage.scratch / "wide"
        places[name] = root / name
        shutil.rmtree(places[name], ignore_errors=True)
        places[name].mkdir(parents=True, mode=0o700)
    for name, data in stage.old.items():
        place = places["there"] / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return places


def fill(disk: Path, free: int) -> None:
    """Leave so many bytes free on the disk."""
    found = os.statvfs(disk)
    ballast = found.f_bavail * found.f_frsize - free
    if ballast > 0:
        with (disk / "ballast").open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, ballast // PAGE * PAGE)


def refusing(action: Action, place: Path, free: int) -> Action:
    """Let whatever is written below a folder fail after so many bytes."""
    left = [free]

    def take(size: int) -> None:
        left[0] -= size
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def refused() -> int:
        import drafttime.store as store

        write, mkdtemp, prepare = os.write, tempfile.mkdtemp, store.prepare

        def writing(handle: int, data: Any) -> int:
            if str(Path(f"/proc/self/fd/{handle}").readlink()).startswith(str(place)):
                take(len(data))
            return write(handle, data)

        def making(*values: Any, **named: Any) -> str:
            take(PAGE)
            return str(mkdtemp(*values, **named))

        def small(base: Any) -> bool:
            done = prepare(base)
            base.execute(f"PRAGMA max_page_count = {1 + free // PAGE}").fetchall()
            return done

        os.write = writing
        if place.name == "rooms":
            tempfile.mkdtemp = making
        if place.name == "cache":
            store.prepare = small
        return action()

    return refused


def judged(stage: Stage, places: Mapping[str, Path], full: str, ending: Ending) -> list[str]:
    """Say what is wrong with what stands there and with what was said."""
    found = []
    there = contents(places["there"])
    if beside := {entry.name for entry in places["there"].iterdir()} - {"out", "data.json"}:
        found.append(f"left over: {sorted(beside)}")
    if ending.code:
        found += complaints(ending)
        for part in ("out/", "data.json"):
            if part_of(there, part) not in (part_of(stage.old, part), part_of(stage.new, part)):
                found.append(f"{part} is half-written")
        stage.counts["refused"] += 1
        if full == "cache":
            found.append("a full disk under the cache ended the run")
    elif full == "cache" and "cache-off" in there["data.json"].decode():
        stage.counts["without a cache"] += 1
        if figures(there) != figures(stage.new):
            found.append("the figures differ")
    elif there != stage.new:
        found.append("the report differs")
    else:
        stage.counts["done"] += 1
    return found


def complaints(ending: Ending) -> list[str]:
    """Say what is wrong with the words of a run that could not go on."""
    lines = ending.errors.splitlines()
    kinds = [line.partition(":")[0] for line in lines]
    if ending.code != 1 or kinds != ["error", "hint"]:
        return [f"ended with {ending.code}: {ending.errors[-400:]}"]
    if "space" not in ending.errors or "mistake of its own" in ending.errors:
        return [f"does not say what happened: {ending.errors}"]
    return []


def part_of(files: Mapping[str, bytes], part: str) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name.startswith(part)}


def figures(files: Mapping[str, bytes]) -> dict[str, Any]:
    found = json.loads(files["data.json"])
    return {key: value for key, value in found.items() if key not in NOT_FIGURES}
