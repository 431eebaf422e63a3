"""Rows of the kinds chart: the way to each draft, or stretches of time, by sort of labour."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from drafttime.charts import _words
from drafttime.charts._once import once
from drafttime.charts._type import label
from drafttime.model import Analysis, Kind, KindCounts, KindSpell, summed
from drafttime.model.shares import told_shares

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
    """One bar: its name, and words and marks touched, by group in the order of `GROUPS`.

    `sources` counts changes to sources, for which often no word of the text changed: a citation is
    no word. `spoken` is the name as a sentence has it.
    """

    name: str
    tokens: tuple[int, ...]
    sources: int = 0
    spoken: str = ""

    @property
    def total(self) -> int:
        """All words and marks touched."""
        return sum(self.tokens)

    def share(self, group: str) -> float:
        """Return a group's share (0 to 1)."""
        names = [name for name, _ in GROUPS]
        return self.tokens[names.index(group)] / self.total if self.total else 0.0

    def told_shares(self) -> dict[str, float]:
        """Return the shares that there are, rounded together so that their per cent add up."""
        shares = {name: self.share(name) for name, _ in GROUPS if self.share(name)}
        return dict(zip(shares, told_shares(tuple(shares.values())), strict=True))


@dataclass(frozen=True, slots=True)
class Rows:
    """The whole, and its parts in order of time; `by` says what a part is.

    `earlier` parts are left out for want of room.
    """

    whole: Row
    parts: tuple[Row, ...]
    by: str
    earlier: int = 0


@once
def rows(analysis: Analysis) -> Rows | None:
    """Return the rows, None where nothing was touched.

    From three drafts on by draft, unless nearly all was done on the way to one of them; else by
    month, quarter or year, the finest that gives no more than `MOST_ROWS`. Parts in which nothing
    was touched are left out.
    """
    kinds = analysis.kinds
    whole = _row("in all", kinds.total)
    if not whole.total:
        return None
    drafts = [_row(label(s.name), s.counts, _draft_spoken(label(s.name))) for s in kinds.drafts]
    largest = max((row.total for row in drafts), default=0)
    if len(drafts) >= FEWEST_DRAFTS and largest <= NEARLY_ALL * whole.total:
        return _last(whole, drafts, "draft")
    for by, name in _SPANS:
        found = _by_span(kinds.months, name)
        if len(found) <= MOST_ROWS:
            return _last(whole, found, by)
    return _last(whole, found, "year")


def _last(whole: Row, parts: Sequence[Row], by: str) -> Rows:
    own = [row for row in parts if row.total or row.sources]
    return Rows(whole, tuple(own[-MOST_ROWS:]), by, max(0, len(own) - MOST_ROWS))


def _by_span(months: Iterable[KindSpell], name: Callable[[date], tuple[str, str]]) -> list[Row]:
    own: dict[tuple[str, str], list[KindCounts]] = {}
    for month in months:
        if month.start is not None:
            own.setdefault(name(month.start), []).append(month.counts)
    found = [_row(short, summed(counts), long) for (short, long), counts in own.items()]
    return [row for row in found if row.total or row.sources]


def _draft_spoken(name: str) -> str:
    return {"First draft": "the first draft", "Final": "the final draft"}.get(name, name)


def _month(day: date) -> tuple[str, str]:
    name = _words.MONTHS[day.month - 1]
    return f"{name[:3]} {day.year}", f"{name} {day.year}"


def _quarter(day: date) -> tuple[str, str]:
    first = (day.month - 1) // 3 * 3
    names = _words.MONTHS[first], _words.MONTHS[first + 2]
    short = f"{names[0][:3]}–{names[1][:3]} {day.year}"
    return short, f"{names[0]} to {names[1]} {day.year}"


_SPANS: Sequence[tuple[str, Callable[[date], tuple[str, str]]]] = (
    ("month", _month),
    ("quarter", _quarter),
    ("year", lambda day: (str(day.year), str(day.year))),
)


def _row(name: str, counts: KindCounts, spoken: str = "") -> Row:
    acts = counts["sources"].acts if "sources" in counts else 0
    return Row(name, tuple(_tokens(counts, kinds) for _, kinds in GROUPS), acts, spoken or name)


def _tokens(counts: Mapping[Kind, object], kinds: Iterable[Kind]) -> int:
    return sum(getattr(counts[kind], "tokens", 0) for kind in kinds if kind in counts)
