"""Rows of the kinds chart: the way to each draft, or stretches of time, by sort of labour."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from drafttime.charts import _words
from drafttime.charts._type import label
from drafttime.model import Analysis, Kind, KindCounts, KindSpell, summed

GROUPS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("new", ("new",)),
    ("sources", ("sources",)),
    ("moved", ("moved", "restored")),
    ("surface", ("mechanics", "spelling", "function words")),
    ("reworded", ("rewording", "renaming", "split", "merged")),
    ("cut", ("cut",)),
)
"""What is drawn, from left to right. Copies are no labour."""

FEWEST_DRAFTS = 3
NEARLY_ALL = 0.8
MOST_ROWS = 16


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: its name, and words and marks touched, by group in the order of `GROUPS`."""

    name: str
    tokens: tuple[int, ...]

    @property
    def total(self) -> int:
        """All words and marks touched."""
        return sum(self.tokens)

    def share(self, group: str) -> float:
        """Return a group's share (0 to 1)."""
        names = [name for name, _ in GROUPS]
        return self.tokens[names.index(group)] / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Rows:
    """The whole, and its parts in order of time; `by` says what a part is."""

    whole: Row
    parts: tuple[Row, ...]
    by: str


def rows(analysis: Analysis) -> Rows | None:
    """Return the rows, None where nothing was touched.

    From three drafts on by draft, unless nearly all was done on the way to one of them; else by month, season or year, the finest that gives no more
    than `MOST_ROWS`. Parts in which nothing was touched are left out.
    """
    kinds = analysis.kinds
    whole = _row("in all", kinds.total)
    if not whole.total:
        return None
    drafts = tuple(_row(label(spell.name), spell.counts) for spell in kinds.drafts)
    largest = max((row.total for row in drafts), default=0)
    if len(drafts) >= FEWEST_DRAFTS and largest <= NEARLY_ALL * whole.total:
        return Rows(whole, tuple(row for row in drafts if row.total)[-MOST_ROWS:], "draft")
    for by, name in _SPANS:
        found = _by_span(kinds.months, name)
        if len(found) <= MOST_ROWS:
            return Rows(whole, found, by)
    return Rows(whole, found[-MOST_ROWS:], "year")


def _by_span(months: Iterable[KindSpell], name: Callable[[date], str]) -> tuple[Row, ...]:
    own: dict[str, list[KindCounts]] = {}
    for month in months:
        if month.start is not None:
            own.setdefault(name(month.start), []).append(month.counts)
    found = (_row(span, summed(counts)) for span, counts in own.items())
    return tuple(row for row in found if row.total)


def _month(day: date) -> str:
    return f"{_words.MONTHS[day.month - 1][:3]} {day.year}"


def _quarter(day: date) -> str:
    first = (day.month - 1) // 3 * 3
    names = _words.MONTHS[first][:3], _words.MONTHS[first + 2][:3]
    return f"{names[0]}–{names[1]} {day.year}"


_SPANS: Sequence[tuple[str, Callable[[date], str]]] = (
    ("month", _month),
    ("quarter", _quarter),
    ("year", lambda day: str(day.year)),
)


def _row(name: str, counts: KindCounts) -> Row:
    return Row(name, tuple(_tokens(counts, kinds) for _, kinds in GROUPS))


def _tokens(counts: Mapping[Kind, object], kinds: Iterable[Kind]) -> int:
    return sum(getattr(counts[kind], "tokens", 0) for kind in kinds if kind in counts)
