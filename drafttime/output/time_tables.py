"""The tables of the time section: by draft, chapter and week, and what hangs on the gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from drafttime.model import Agreement, Analysis, Claim, Session, Spell
from drafttime.output.escaping import shown
from drafttime.output.rules import ENOUGH_TO_LIST
from drafttime.output.time_words import KINDS
from drafttime.output.view import Cell, Table, named, numeral, table
from drafttime.output.wording import (
    count,
    day,
    days,
    hours_range_short,
    hours_short,
    sentence,
)

NAME_LIMIT = 80
WEEK = timedelta(days=6)


def by_draft(analysis: Analysis) -> Table | None:
    """Give the time of the way to each draft."""
    return _spells("Time by draft", "On the way to", analysis.time.drafts, lambda spell: spell.name)


def by_chapter(analysis: Analysis) -> Table | None:
    """Give the time of each file, those that are gone together."""
    titles = {
        analysis.manuscript.files[share.chapter.slot].path: share.chapter.title
        for share in analysis.chapters
        if share.chapter.title
    }
    alone = len(titles) == len(analysis.chapters)

    def name(spell: Spell) -> str:
        return titles.get(spell.name, spell.name) if alone else spell.name

    return _spells("Time by chapter", "Chapter", analysis.time.chapters, name)


def by_week(analysis: Analysis) -> Table | None:
    """Give the time of each week with work, the latest first."""
    weeks = tuple(reversed(analysis.time.weeks))
    return _spells("Time by week", "Week", weeks, lambda spell: week_name(spell.name))


def week_name(monday: str) -> str:
    """Return a week, which the data names by its Monday, as "3–9 Mar 2023"."""
    first = date.fromisoformat(monday)
    return days(first, first + WEEK if first <= date.max - WEEK else date.max)


def probably(low_high: tuple[float, float] | None) -> str:
    """Return a range for a narrow column; what is recorded is no range."""
    if low_high is None:
        return "not known"
    low, high = low_high
    return hours_short(low) if low == high else hours_range_short(low, high)


def least(item: Spell | Session) -> str:
    """Return what "at least" may be said of, for a narrow column.

    Where the writer's own records say that not all that commits show was work, the low end of the
    estimate is less than what was observed.
    """
    found = item.estimate
    minutes = item.observed_minutes
    return hours_short(minutes if found is None else min(minutes, found.low_minutes))


def range_of(item: Spell | Session) -> tuple[float, float] | None:
    """Return the limits of what was estimated, in minutes."""
    found = item.estimate
    return None if found is None else (found.low_minutes, found.high_minutes)


def _spells(
    caption: str, what: str, spells: Sequence[Spell], name: Callable[[Spell], str]
) -> Table | None:
    if not spells:
        return None
    rows = [
        (
            named(shown(name(spell), NAME_LIMIT)),
            numeral(count(spell.sessions)),
            numeral(count(spell.words_touched)),
            numeral(least(spell)),
            numeral(probably(range_of(spell)) if spell.sessions else "–"),
        )
        for spell in spells
    ]
    columns = (
        Cell(what), numeral("Sessions"), numeral("Words touched"), numeral("At least"),
        numeral("Probably"),
    )  # fmt: skip
    note = (
        "The ranges do not add up: each is that of its own total. Text that arrived at once is in "
        "no row."
    )
    return table(caption, columns, rows, most=ENOUGH_TO_LIST, note=note, kind="spells")


def trials(analysis: Analysis) -> Table | None:
    """Give sessions and observed hours at other gaps."""
    rows = [
        (
            numeral(f"{trial.gap_minutes:g} min"),
            numeral(count(trial.sessions)),
            numeral(hours_short(trial.observed_minutes)),
        )
        for trial in analysis.time.trials
    ]
    columns = (numeral("Session gap"), numeral("Sessions"), numeral("Observed"))
    return table("What hangs on the session gap", columns, rows) if rows else None


def regimes(analysis: Analysis) -> Table | None:
    """Give the habits of committing, writer by writer."""
    found = analysis.time.regimes
    rows = [
        (
            named(shown(regime.writer, NAME_LIMIT)),
            Cell(sentence(regime.habit)),
            Cell(days(regime.start, regime.end)),
            numeral(count(regime.commits)),
            Cell(sentence(regime.why)),
        )
        for regime in found
    ]
    columns = (
        Cell("Writer"), Cell("Habit"), Cell("When"), numeral("Commits"), Cell("Because"),
    )  # fmt: skip
    made = table("Habits of committing", columns, rows, most=ENOUGH_TO_LIST, kind="habits")
    return made if rows else None


def claims(analysis: Analysis) -> Table | None:
    """Give a few numbers that writers left, beside drafttime's own."""
    rows = [
        (
            named(shown(_place(claim), NAME_LIMIT)),
            Cell(KINDS[found.kind]),
            numeral(_figure(found, claim.theirs)),
            numeral(_figure(found, claim.ours)),
        )
        for found in analysis.time.agreements
        for claim in found.examples
    ]
    columns = (Cell("Where"), Cell("Of what"), numeral("Yours"), numeral("drafttime’s"))
    return table("Numbers that were left in messages and logs", columns, rows) if rows else None


def _place(claim: Claim) -> str:
    try:
        return day(date.fromisoformat(claim.at))
    except ValueError:
        return claim.at[:7]


def _figure(found: Agreement, value: float) -> str:
    return hours_short(value) if found.kind == "minutes" else count(round(value))
