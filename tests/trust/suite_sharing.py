"""Eight runs at once on one cache, while git packs and prunes the repository under them.

All figures are those of a run alone without a cache, or what is missing is disclosed. In every
fourth round the cache is damaged beforehand, in every fourth other one it is cleared meanwhile.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from figures import Figures
from forking import Child, Ending, warm_up
from gitrepo import ENVIRONMENT
from small_novel import write_novel

from drafttime.model import Analysis
from drafttime.output.data import report_object
from drafttime.pipeline import analyse
from drafttime.request import Request
from drafttime.store import FILE

NAME = "sharing"
AT_ONCE = 8
DAMAGED, CLEARED = 1, 3  # of four rounds
NOT_FIGURES = ("notices", "history", "evidence")
UPKEEP = (
    ("gc", "--prune=now", "--quiet"),
    ("repack", "-a", "-d", "-f", "--quiet"),
    ("pack-refs", "--all"),
    ("commit-graph", "write", "--reachable"),
    ("multi-pack-index", "write"),
    ("prune", "--expire=now"),
    ("gc", "--prune=now", "--aggressive", "--quiet"),
)


@dataclass
class Round:
    """What the runs share."""

    scratch: Path
    novel: Path
    cold: dict[str, Any]
    counts: Counter[str] = field(default_factory=Counter)


def run(count: int, seed: int, scratch: Path) -> Figures:
    """Start at least `count` runs, eight at a time."""
    begun = time.monotonic()
    warm_up()
    os.environ["DRAFTTIME_CACHE"] = str(scratch / "cache")
    novel = write_novel(scratch / "plain" / "book").path
    shared = Round(scratch, novel, figures_of(analyse(Request(novel, use_cache=False))))
    failures: list[str] = []
    rounds = -(-count // AT_ONCE)
    for number in range(rounds):
        failures += [
            f"{NAME}, seed {seed}, number {number}: {why}" for why in once(shared, seed, number)
        ]
    seconds = time.monotonic() - begun
    return Figures(NAME, rounds * AT_ONCE, tuple(failures), shared.counts, seconds)


def once(shared: Round, seed: int, number: int) -> list[str]:
    """Let eight runs go at once; return what was wrong."""
    chance = random.Random(f"{NAME} {seed} {number}")
    book = shared.scratch / "book"
    shutil.rmtree(book, ignore_errors=True)
    shutil.copytree(shared.novel, book)
    if chance.random() < 0.5:
        shutil.rmtree(shared.scratch / "cache", ignore_errors=True)
    if number % 4 == DAMAGED:
        damage(shared.scratch / "cache" / FILE, chance)
    children = [
        Child(
            lambda k=k: told(book, shared.scratch / f"told-{k}", k * 0.02),
            shared.scratch,
            f"child-{k}",
        )
        for k in range(AT_ONCE - 1)
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "drafttime", "files", str(book), "--json", "-", "--quiet"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    keep_up(shared, book, children, chance, clearing=number % 4 == CLEARED)
    found = []
    for k, child in enumerate(children):
        found += [f"run {k}: {why}" for why in judged(shared, child.ended(), f"told-{k}")]
    output, errors = process.communicate(timeout=60)
    if process.returncode or json.loads(output)["manuscript"] != shared.cold["manuscript"]:
        found.append(f"the process of its own: code {process.returncode}, {errors[-300:]}")
    return found


def damage(file: Path, chance: random.Random) -> None:
    if file.exists():
        content = bytearray(file.read_bytes())
        for _ in range(200):
            content[chance.randrange(len(content))] ^= 255
        file.write_bytes(content)


def told(book: Path, place: Path, pause: float) -> int:
    """Analyse, and write down the figures and what was said."""
    time.sleep(pause)
    analysis = analyse(Request(book))
    said = [notice.code for notice in analysis.notices]
    found = {"figures": figures_of(analysis), "said": said, "partial": analysis.facts.partial}
    place.write_text(json.dumps(found))
    return 0


def keep_up(
    shared: Round, book: Path, children: list[Child], chance: random.Random, *, clearing: bool
) -> None:
    """Let git tidy the repository, one command after the other, until all children have ended."""
    from drafttime.store_survey import clear

    while any(child.running for child in children):
        what = chance.choice(UPKEEP)
        done = subprocess.run(
            ["git", "-C", str(book), *what], env=ENVIRONMENT, capture_output=True, check=False
        )
        shared.counts["upkeep"] += not done.returncode
        if clearing:
            shared.counts["cleared"] += not clear().problem


def judged(shared: Round, ending: Ending, name: str) -> list[str]:
    """Say what is wrong with one of the runs."""
    place = shared.scratch / name
    if ending.code:
        return [f"code {ending.code}: {ending.errors[-400:]}"]
    found = json.loads(place.read_text())
    place.unlink()
    for code in ("cache-rebuilt", "cache-off"):
        shared.counts[code] += code in found["said"]
    if found["figures"] == shared.cold:
        shared.counts["exact"] += 1
        return []
    if found["partial"]:
        shared.counts["disclosed"] += 1
        return []
    return ["the figures differ, and nothing is said of it"]


def figures_of(analysis: Analysis) -> dict[str, Any]:
    found = json.loads(json.dumps(report_object(analysis), default=str))
    return {key: value for key, value in found.items() if key not in NOT_FIGURES}
