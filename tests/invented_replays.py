"""Replays made up by hand: two files, five steps, everything that can happen to a paragraph."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from drafttime.model import Band, Notice, Replay, ReplayStep
from drafttime.model.replay import Birth, Reorder, Splice

FIRST_DAY = date(2024, 1, 1)
WORDS = (430, 550, 480, 480, 430)
"""What stands after each step of `a_replay`."""


def a_replay() -> Replay:
    """Written, grown by a merge, shortened and joined, moved to the other file, cut."""
    steps = (
        ReplayStep(
            "session", FIRST_DAY, 0, 430, 430, 0, 0,
            new=(((400, 0),), ((30, 0),)),
            orders=(Reorder(0, 0, 0, (0, 1)),),
        ),
        ReplayStep(
            "merge", FIRST_DAY + timedelta(1), 0, 550, 120, 0, 0, why="merge",
            new=(((70, 1),), ((50, 1),)),
            orders=(Reorder(0, 1, 0, (2,)), Reorder(3, 0, 0, (3,))),
        ),
        ReplayStep(
            "session", FIRST_DAY + timedelta(9), 1, 480, 20, 90, 0,
            splices=(
                Splice(0, 10, 90, stays=False, put=((20, 2),)),
                Splice(0, 400, 0, stays=False, put=((70, 1),)),
                Splice(2, 0, 70, stays=True, put=()),
            ),
            orders=(Reorder(0, 1, 1, ()),),
        ),
        ReplayStep(
            "session", None, 1, 480, 0, 0, 30,
            orders=(Reorder(0, 1, 1, ()), Reorder(3, 0, 0, (1,))),
        ),
        ReplayStep(
            "not counted", FIRST_DAY + timedelta(30), 1, 430, 0, 50, 0, why="after 2024-01-20",
            splices=(Splice(3, 0, 50, stays=False, put=()),),
            orders=(Reorder(3, 1, 1, ()),),
        ),
    )  # fmt: skip
    return Replay(
        name="The Tidewright",
        drafts=("draft-1", "draft-2"),
        bands=(Band("draft-1", 0), Band("draft-2", 1)),
        births=(Birth(0, 0), Birth(1, 0), Birth(2, 1)),
        steps=steps,
        heads=frozenset(),
        notices=(Notice("shallow", "The history is cut off."), Notice("other", "Not for here.")),
        settings=MappingProxyType({}),
        partial=False,
    )


def hostile_replay() -> Replay:
    """The same with names that would like to be markup."""
    bad = "</script><img src=x onerror=alert(1)>\u202e\x1b[31m&<!--"
    found = a_replay()
    return replace(
        found,
        name=bad,
        drafts=(bad, bad),
        bands=tuple(replace(band, name=bad) for band in found.bands),
        steps=tuple(replace(step, why=bad if step.why else "") for step in found.steps),
    )


def long_replay(sessions: int = 200, words: int = 1_500) -> Replay:
    """A file a session: a long book with short steps."""
    steps = tuple(
        ReplayStep(
            "session", FIRST_DAY + timedelta(k), None, (k + 1) * words, words, 0, 0,
            new=(((words, k),),),
            orders=(Reorder(k, 0, 0, (k,)),),
        )
        for k in range(sessions)
    )  # fmt: skip
    births = tuple(Birth(k, 0) for k in range(sessions))
    return replace(a_replay(), drafts=(), bands=(Band("2024", None),), births=births, steps=steps)
