"""What the cache holds and what clearing it came to, in plain words and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from drafttime.output.escaping import shown
from drafttime.output.json_text import listing
from drafttime.output.terminal import Line, labelled
from drafttime.output.wording import counted, day
from drafttime.store_survey import Cleared, StageRows, State, Survey

LABELS = 5
_STEP = 1024
_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def size(number: int) -> str:
    """Return 13000000 as "12.4 MB", 512 as "512 bytes"."""
    amount, unit = float(number), 0
    while amount >= _STEP and unit < len(_UNITS) - 1:
        amount, unit = amount / _STEP, unit + 1
    if not unit:
        return counted(number, "byte")
    return f"{amount:.0f} {_UNITS[unit]}" if amount >= 100 else f"{amount:.1f} {_UNITS[unit]}"


def cache_text(found: Survey, width: int) -> str:
    """Return what the cache holds, for the eye."""
    lines = [
        Line("Where", shown(str(found.folder))),
        Line("Size", f"{size(found.bytes)}; it grows to {size(found.limit_bytes)} at most"),
    ]
    if found.state is State.SOUND:
        lines += [Line("Kept", _kept(found.stages)), Line("Used", _used(found))]
    return f"{_headline(found)}\n\n{labelled(lines, width, LABELS)}"


def _headline(found: Survey) -> str:
    match found.state:
        case State.EMPTY:
            return "The cache is empty: no results of earlier runs are kept."
        case State.SOUND:
            return f"The cache keeps {counted(found.rows, 'result')} of earlier runs."
        case State.DAMAGED:
            return (
                "The cache is damaged. The next run makes it anew; `drafttime cache clear` removes "
                "it now. Nothing of your book is lost."
            )
        case State.UNUSABLE:
            return f"There is no cache: the folder {shown(found.problem)}."


def _kept(stages: Sequence[StageRows]) -> str:
    ordered = sorted(stages, key=lambda stage: (-stage.rows, stage.stage))
    return "; ".join(
        f"{shown(stage.stage, 40)}: {counted(stage.rows, 'result')}, {size(stage.bytes)}"
        for stage in ordered
    )


def _used(found: Survey) -> str:
    newest, oldest = found.newest_use, found.oldest_use
    last = f"last on {day(newest.date() if newest else None)}"
    if oldest is None or newest is None or oldest.date() == newest.date():
        return last
    return f"{last}, some not since {day(oldest.date())}"


def cache_json(found: Survey) -> str:
    """Return what the cache holds as JSON: bytes, and times in ISO 8601."""
    whole = asdict(found)
    whole["folder"], whole["rows"] = str(found.folder), found.rows
    return listing({"cache": {**whole, "state": str(found.state)}})


def cleared_text(done: Cleared) -> str:
    """Return what was cleared, for the eye."""
    place = shown(str(done.folder))
    if done.in_use:
        return (
            f"The results in {place} are gone, and {size(done.freed_bytes)} are free again. "
            "Another run has the cache open, so that its empty file stays."
        )
    if not done.freed_bytes:
        return f"There was nothing to clear in {place}."
    return f"The cache in {place} is gone, and {size(done.freed_bytes)} are free again."


def cleared_json(done: Cleared) -> str:
    """Return what was cleared as JSON."""
    return listing({"cleared": {**asdict(done), "folder": str(done.folder)}})
