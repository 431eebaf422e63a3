"""A replay as numbers for its page: differences from step to step, and no text of the book."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from drafttime.charts._colours import MOST_DRAFTS, palette
from drafttime.model import Replay, ReplayStep
from drafttime.model.replay import Run
from drafttime.output.escaping import shown
from drafttime.output.json_text import Json
from drafttime.output.replay_layout import Plan
from drafttime.output.wording import day

NAME_LIMIT = 60


def replay_object(replay: Replay, plan: Plan) -> Json:
    """Return what the page's script reads.

    A run is two numbers, its words and its birth. A splice is its paragraph, its place, the words
    that were cut (negative where they still stand elsewhere), and runs. An order is its file, its
    place, how many paragraphs gave way, and the numbers of those that came. Linear.
    """
    return {
        "perLine": plan.words,
        "perPage": plan.lines,
        "pages": plan.pages,
        "bases": None if plan.bases is None else [[k, v] for k, v in plan.bases.items()],
        "drafts": [shown(name, NAME_LIMIT) for name in replay.drafts],
        "bands": [
            [shown(band.name, NAME_LIMIT), *colours]
            for band, colours in zip(replay.bands, band_colours(len(replay.bands)), strict=True)
        ],
        "births": [number for birth in replay.births for number in (birth.step, birth.band)],
        "heads": sorted(replay.heads),
        "steps": [
            [
                day(step.day),
                said_of(step),
                -1 if step.draft is None else step.draft,
                step.came,
                step.went,
                step.moved,
            ]
            for step in replay.steps
        ],
        "changes": [[*_changes(step)] for step in replay.steps],
    }


def said_of(step: ReplayStep) -> str:
    """Return what a step is called where it is no session."""
    if step.kind == "session":
        return ""
    return "arrived by merge" if step.kind == "merge" else f"not counted: {shown(step.why, 60)}"


def band_colours(bands: int) -> list[tuple[str, str]]:
    """Return a (light, dark) pair for each band; beyond seven, neighbours share one."""
    colours = palette(max(1, min(bands, MOST_DRAFTS)))
    return [colours[band * len(colours) // bands] for band in range(bands)]


def replay_json(replay: Replay, plan: Plan) -> str:
    """Return the numbers as JSON that may stand in a script element: no "<" is in it."""
    text = json.dumps(replay_object(replay, plan), ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026").replace(">", "\\u003e")


def _changes(step: ReplayStep) -> Iterator[list[list[int]]]:
    yield [[*_flat(runs)] for runs in step.new]
    yield [
        [one.paragraph, one.at, -one.cut if one.stays else one.cut, *_flat(one.put)]
        for one in step.splices
    ]
    yield [[one.slot, one.at, one.cut, *ranges(one.put)] for one in step.orders]


def _flat(runs: Iterable[Run]) -> Iterator[int]:
    for words, birth in runs:
        yield words
        yield birth


def ranges(numbers: Sequence[int]) -> Iterator[int]:
    """Yield numbers as (first, how many) pairs of those that follow each other."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield numbers[start]
            yield at - start
            start = at
