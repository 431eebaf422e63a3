"""The diary of a week: the writer's own commit messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice

from drafttime.model import DiaryLine, Week
from drafttime.output.escaping import shown
from drafttime.output.prose import one_line
from drafttime.output.week_words import NAME_LIMIT
from drafttime.output.wording import number_in_prose

SUBJECT_LIMIT = 200
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def diary_line(line: DiaryLine, week: Week) -> str:
    """Return what a message says, with its writer where that is not the one with most commits."""
    said = shown(one_line(line.subject), SUBJECT_LIMIT)
    times = f" ({number_in_prose(line.times)} times)" if line.times > 1 else ""
    main = next(iter(week.writers), line.writer)
    by = "" if line.writer == main else f"{shown(line.writer, NAME_LIMIT)}: "
    return f"{by}{said}{times}"


def spread(lines: Sequence[DiaryLine], most: int) -> tuple[DiaryLine, ...]:
    """Return so many lines of a diary: of each day the first ones, all days alike."""
    kept: set[int] = set()
    turn = 0
    places: dict[date, list[int]] = {}
    for place, line in enumerate(lines):
        places.setdefault(line.day, []).append(place)
    while len(kept) < min(most, len(lines)):
        left = (own[turn] for own in places.values() if turn < len(own))
        kept.update(islice(left, most - len(kept)))
        turn += 1
    return tuple(lines[place] for place in sorted(kept))


def weekday(line: DiaryLine) -> str:
    """Return "Tue"."""
    return WEEKDAYS[line.day.weekday()]
