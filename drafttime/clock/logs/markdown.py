"""Logs of time kept by hand in Markdown: a heading for each day, an item for each piece of work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from drafttime.clock.logs._hours import refuse_long_days
from drafttime.clock.logs._local import span
from drafttime.clock.logs._log import LogError, LogFile, LogFormat, LogOptions, in_order, text_of
from drafttime.clock.logs._markdown_items import Item, tidy
from drafttime.clock.logs._markdown_reader import Draft, Found, found_in
from drafttime.clock.logs._rows import record_of
from drafttime.clock.logs._years import dates_of
from drafttime.model import Log, Record

_ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
_MAYBE_ENDINGS = (".txt", ".text")
_TIME_OF_DAY_MINUTES = 8 * 60
_LONGEST_SPAN = timedelta(hours=12)


def _recognises(name: str, head: str) -> bool:
    folded = name.casefold()
    is_markdown = folded.endswith(_ENDINGS)
    if not is_markdown and "." in folded and not folded.endswith(_MAYBE_ENDINGS):
        return False
    try:
        found = found_in(name, head)
    except LogError:
        return is_markdown
    return bool(found.drafts or found.totals or (is_markdown and found.marks))


def _read(file: LogFile, options: LogOptions) -> Log:
    found = found_in(file.name, text_of(file))
    days = dates_of(file.name, found.marks, found.title_year)
    drafts = [*found.drafts, *_whole_days(found)]
    if not drafts:
        raise LogError(
            file.name,
            None,
            "no item in it begins with a length of time",
            "write items such as “- 1.5 hours: the ferry scene” under a heading with the date",
        )
    _refuse_unclear(file.name, drafts)
    records = [_record(file.name, draft, found, days, options) for draft in drafts]
    wanted = in_order(one for one in records if options.wants(one.says))
    refuse_long_days(wanted)
    return Log(
        LOG.name,
        file.name,
        wanted,
        zone_from=options.clock.zone_from if any(one.start for one in wanted) else "",
        left_out=found.left_out + len(records) - len(wanted),
    )


def _whole_days(found: Found) -> Iterator[Draft]:
    """Yield an entry for every heading that gives a day's time where no item below it does."""
    itemised = {draft.mark for draft in found.drafts}
    for mark, item in found.totals.items():
        if mark not in itemised:
            yield Draft(found.marks[mark].line, mark, item)


def _refuse_unclear(file: str, drafts: Sequence[Draft]) -> None:
    """Raise LogError for a number without a unit, and for a length that may be a time of day.

    A number that is marked as the lengths are (“*1.5* proofs”) is one of hours where all others of
    the file are.
    """
    items = [(draft.line, draft.item) for draft in drafts if draft.item is not None]
    others = [item for _, item in items if item.spent is not None and not item.is_bare]
    in_hours = bool(others) and all(item.spent.in_hours for item in others if item.spent)
    for line, item in items:
        if item.is_bare and not in_hours:
            raise LogError(
                file, line, "its time has no unit", "write hours as 1.5 h, minutes as 90 min"
            )
        if item.spent and item.spent.like_a_clock and item.spent.minutes >= _TIME_OF_DAY_MINUTES:
            raise LogError(
                file,
                line,
                "its time may be a length of time or a time of day",
                "write lengths as 1h 30m, and from when to when as 20:00–21:30",
            )


def _record(
    file: str, draft: Draft, found: Found, days: Sequence[date | None], options: LogOptions
) -> Record:
    day = days[draft.mark]
    assert day is not None
    if draft.row is not None:
        return record_of(LOG.name, draft.row, day, None, options.clock)
    assert draft.item is not None
    record = _item_record(file, draft, draft.item, day, options)
    if found.marks[draft.mark].written.several and record.minutes:
        raise LogError(
            file,
            draft.line,
            f"its time belongs to several days (“{tidy(found.marks[draft.mark].written.text)}”)",
            "give each of these days a heading of its own",
        )
    return record


def _item_record(file: str, draft: Draft, item: Item, day: date, options: LogOptions) -> Record:
    says = tidy(" ".join([item.says, *draft.more]))
    if item.span is None:
        assert item.spent is not None
        return Record(LOG.name, file, draft.line, day, minutes=item.spent.minutes, says=says)
    first, last = (datetime.combine(day, at) for at in item.span)
    if last <= first:
        last += timedelta(days=1)
        if last - first > _LONGEST_SPAN:
            raise LogError(file, draft.line, "it ends before it begins")
    start, end = span(options.clock, first, last)
    assert start.seconds is not None
    assert end.seconds is not None
    minutes = (end.seconds - start.seconds) / 60
    return Record(LOG.name, file, draft.line, day, start, end, minutes=minutes, says=says)


LOG = LogFormat(
    name="markdown",
    title="Markdown",
    says="A log kept by hand: a heading with the date for each day, and under it items that begin "
    "with how long something took. Tables with a date and hours are read as well. Items without a "
    "length of time are passed over.",
    example="# Log of a novel, 2024\n\n"
    "## 1 March\n\n"
    "- **1.5 hours** the ferry scene\n"
    "- 45 min: read chapter two aloud\n\n"
    "## 2 March\n\n"
    "- 2h 30m cut the prologue\n",
    recognises=_recognises,
    read=_read,
)
