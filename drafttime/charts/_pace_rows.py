"""How many words were touched an hour on the way to each draft: figures only, no drawing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from drafttime.charts import _words
from drafttime.charts._once import once
from drafttime.charts._type import label
from drafttime.durations import round_to
from drafttime.model import Analysis, Spell

MOST_ROWS = 24
_NAME = 40
_ALL = 0.95
_CLEARLY = 1.1


@dataclass(frozen=True, slots=True)
class Row:
    """The pace of one draft, in words touched an hour.

    `low`, `middle` and `high` are the range, all three the same where (nearly) all hours were
    recorded.
    Where nothing is estimated, `at_most` is the pace in the hours that were seen, since there may
    have been more; None where none were. `last` says that it is the final draft.
    """

    name: str
    words: int
    low: float | None
    middle: float | None
    high: float | None
    at_most: float | None
    recorded: bool
    last: bool

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return self.middle is not None or self.at_most is not None

    @property
    def figure(self) -> str:
        """The pace as it stands beside the row: "210–430", "340", "at most 1,900"."""
        if self.low is not None and self.high is not None:
            return between(self.low, self.high)
        return "not known" if self.at_most is None else f"at most {_words.count(up(self.at_most))}"


@dataclass(frozen=True, slots=True)
class Rows:
    """The drafts in order of time, those that are shown, and where the axis ends.

    `most` is in words an hour.
    """

    every: tuple[Row, ...]
    shown: tuple[Row, ...]
    most: float

    @property
    def slowest(self) -> Row | None:
        """The draft whose pace lies clearly below all others; None where paces meet.

        Nothing is said where a draft was only observed: it may have been slower still. Nor where
        hours are estimated: the estimate follows the words, and would be asked about itself.
        """
        known = [row for row in self.every if row.known]
        if not all(row.recorded for row in known):
            return None
        ranges = [(r.low, r.high, r) for r in known if r.low is not None and r.high is not None]
        if len(known) < 2 or len(ranges) < len(known):
            return None
        _, high, slowest = min(ranges, key=lambda found: found[1])
        others = min(low for low, _, row in ranges if row is not slowest)
        return slowest if high * _CLEARLY < others else None


@once
def rows(analysis: Analysis) -> Rows:
    """Return a row for every draft; of more than 24 those with the most words touched.

    Linear in drafts.
    """
    estimated = analysis.time.estimate is not None
    spells = analysis.time.drafts
    every = tuple(
        _row(spell, estimated=estimated, last=place == len(spells) - 1)
        for place, spell in enumerate(spells)
    )
    order = sorted(range(len(every)), key=lambda place: (-every[place].words, place))
    shown = tuple(every[place] for place in sorted(order[:MOST_ROWS]))
    return Rows(every, shown, _most(shown))


def _row(spell: Spell, *, estimated: bool, last: bool) -> Row:
    name, words = label(spell.name, _NAME), spell.words_touched
    own, observed = spell.estimate if estimated else None, spell.observed_minutes
    recorded = observed > 0 and spell.recorded_minutes >= _ALL * (
        own.high_minutes if own else observed
    )
    if not words:
        return Row(name, words, None, None, None, None, recorded=False, last=last)
    if recorded:
        pace = words * 60 / (own.mid_minutes if own else observed)
        return Row(name, words, pace, pace, pace, None, recorded=True, last=last)
    if own and own.low_minutes > 0:
        minutes = (own.high_minutes, own.mid_minutes, own.low_minutes)
        low, middle, high = (words * 60 / each for each in minutes)
        return Row(name, words, low, middle, high, None, recorded=False, last=last)
    at_most = words * 60 / observed if observed > 0 else None
    return Row(name, words, None, None, None, at_most, recorded=False, last=last)


def _most(shown: Sequence[Row]) -> float:
    """Return the end of the axis: what was only observed may lie beyond it."""
    ranges = [row.high for row in shown if row.high is not None]
    return max(ranges or [row.at_most for row in shown if row.at_most is not None] or [0.0])


def between(low: float, high: float) -> str:
    """Return a range in figures as rough as it is: "210–430", or one where they are the same."""
    first, last = (_words.count(round_to(number)) for number in (low, high))
    return first if first == last else f"{first}–{last}"


def up(number: float) -> int:
    """Return the number of two leading digits that is not below: 1,812 as 1,900."""
    near = round_to(number)
    step = 10 ** max(0, math.floor(math.log10(max(number, 1))) - 1)
    return near if near >= number else near + step
