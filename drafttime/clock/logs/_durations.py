"""Lengths of time as people write them down: “2.5 hours”, “1h 30m”, “45 min”, “1:30”, “½ h”.

All patterns are bounded, so that reading costs the same whatever follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

_NUMBER = (
    r"(?:(?P<{0}>[0-9]{{1,9}}(?:[.,][0-9]{{1,4}})?|[.,][0-9]{{1,4}})?(?:\s?(?P<{0}_part>[½¼¾]))?)"
)
_NO_LETTER = r"(?![^\W\d_])\.?"
_HOURS = r"\s{0,3}(?:hours?|hrs?|h)"
_MINUTES = r"\s{0,3}(?:minutes?|mins?|m|['′])"

_LENGTH = re.compile(
    _NUMBER.format("hours")
    + _HOURS
    + r"(?:(?P<digits>[0-5][0-9])(?:\s?m(?:in(?:ute)?s?)?)?(?![^\W_])|"
    + _NO_LETTER
    + r"(?:\s{0,3}(?:,|&|and)?\s{0,3}(?P<and_minutes>[0-9]{1,4})"
    + _MINUTES
    + _NO_LETTER
    + r")?)",
    re.IGNORECASE,
)
_ONLY_MINUTES = re.compile(_NUMBER.format("minutes") + _MINUTES + _NO_LETTER, re.IGNORECASE)
_CLOCK = re.compile(
    r"(?P<hours>[0-9]{1,3}):(?P<minutes>[0-5][0-9])(?::(?P<seconds>[0-5][0-9]))?(?!:?[0-9])"
    r"(?P<unit>\s{0,2}(?:hours?|hrs?|h)(?![^\W_])\.?)?",
    re.IGNORECASE,
)
_HALF_DAY = re.compile(r"\s{0,2}[ap]\.?m\b", re.IGNORECASE)
_SPAN = re.compile(
    r"([0-9]{1,2}):([0-5][0-9])\s{0,2}(?:-|–|—|to|until)\s{0,2}([0-9]{1,2}):([0-5][0-9])(?!:?[0-9])",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:~|≈|(?:ca|approx)\.?|c\.|approximately|about|around|roughly|nearly|almost)\s{0,2}(?=[0-9.,½¼¾a])",
    re.IGNORECASE,
)
_SPELT = re.compile(
    r"(?P<half>half\s(?:an|a)\s(?:hour|hr)|(?:a\s)?half\shour)|(?P<quarter>(?:a\s)?quarter\sof\s"
    r"an\shour)|(?P<one>(?:an|one)\s(?:hour|hr))(?P<and_half>\sand\sa\shalf)?(?![^\W_])",
    re.IGNORECASE,
)
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(frozen=True, slots=True)
class Spent:
    """A length of time as it was written.

    `end` is where it ends in the text. `in_hours` says that hours were its only unit,
    `like_a_clock` that it was written as 1:30 with no unit, which may be a time of day.
    """

    minutes: float
    end: int
    in_hours: bool = False
    like_a_clock: bool = False


def spent_at(text: str, start: int = 0) -> Spent | None:
    """Return the length of time that stands at `start` of a text, or None where there is none.

    “about”, “ca.” and “~” before it are passed over. A number without a unit is none.
    """
    about = _ABOUT.match(text, start)
    place = start if about is None else about.end()
    return _spelt(text, place) or _clock(text, place) or _length(text, place)


def span_at(text: str) -> tuple[time, time, int] | None:
    """Return the two times of day with which a text begins (“20:00–21:30”) and where they end."""
    found = _SPAN.match(text)
    if found is None or _HALF_DAY.match(text, found.end()):
        return None
    first, second, third, fourth = map(int, found.groups())
    if first > 23 or third > 24 or (third == 24 and fourth):
        return None
    return time(first, second), time(third % 24, fourth), found.end()


def minutes_of(text: str) -> float | None:
    """Return the minutes of a text that is a length of time and nothing else, or None."""
    bare = text.strip()
    found = spent_at(bare)
    return found.minutes if found is not None and found.end == len(bare) else None


def number_of(text: str) -> float | None:
    """Return a text that is a plain number (“2”, “.5”, “1,25”, “2½”) and nothing else, or None."""
    found = re.fullmatch(_NUMBER.format("whole"), text.strip())
    if found is None or not found[0]:
        return None
    return _number(found["whole"], found["whole_part"])


def _length(text: str, start: int) -> Spent | None:
    found = _LENGTH.match(text, start)
    if found is not None and (found["hours"] or found["hours_part"]):
        extra = found["digits"] or found["and_minutes"]
        minutes = 60 * _number(found["hours"], found["hours_part"]) + float(extra or 0)
        return Spent(minutes, found.end(), in_hours=extra is None)
    found = _ONLY_MINUTES.match(text, start)
    if found is not None and (found["minutes"] or found["minutes_part"]):
        return Spent(_number(found["minutes"], found["minutes_part"]), found.end())
    return None


def _clock(text: str, start: int) -> Spent | None:
    found = _CLOCK.match(text, start)
    if found is None or _HALF_DAY.match(text, found.end()):
        return None
    minutes = 60 * int(found["hours"]) + int(found["minutes"]) + int(found["seconds"] or 0) / 60
    return Spent(minutes, found.end(), like_a_clock=found["unit"] is None)


def _spelt(text: str, start: int) -> Spent | None:
    found = _SPELT.match(text, start)
    if found is None:
        return None
    if found["half"]:
        return Spent(30, found.end(), in_hours=True)
    if found["quarter"]:
        return Spent(15, found.end(), in_hours=True)
    return Spent(90 if found["and_half"] else 60, found.end(), in_hours=True)


def _number(digits: str | None, part: str | None) -> float:
    whole = float(digits.replace(",", ".")) if digits else 0.0
    return whole + _PARTS.get(part or "", 0.0)
