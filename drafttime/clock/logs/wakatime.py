"""WakaTime's data dumps and Wakapi's heartbeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from drafttime.clock.logs._belonging import chooser, nothing_found
from drafttime.clock.logs._entries import shortened
from drafttime.clock.logs._intervals import LONGEST_SECONDS, record_of
from drafttime.clock.logs._log import (
    LogError,
    LogFile,
    LogFormat,
    LogOptions,
    counted,
    in_order,
    text_of,
)
from drafttime.clock.logs._wakatime import (
    COLUMNS,
    Dump,
    Share,
    Sums,
    csv_dump,
    json_dump,
)
from drafttime.model import Log, Record

_DUMP = re.compile(r'\ufeff?\s{0,20}\{\s{0,20}"(?:user|range|days|heartbeats)"\s{0,5}:')
_BEATS = re.compile(r'\ufeff?\s{0,20}(?:\{\s{0,20}"data"\s{0,5}:\s{0,5})?\[\s{0,20}\{')
_NO_PROJECT = "no project"
_LONGEST_SAYS = 200

_Wanted = Callable[[str, str], bool]


def _recognises(_name: str, head: str) -> bool:
    if _DUMP.match(head):
        return True
    if _BEATS.match(head):
        return '"entity"' in head and '"time"' in head
    first = head.lstrip("\ufeff").lstrip().split("\n", 1)[0]
    return set(first.strip().casefold().replace('"', "").split(",")) >= COLUMNS


def _read(file: LogFile, options: LogOptions) -> Log:
    text = text_of(file)
    read = json_dump if text.lstrip()[:1] in {"{", "["} else csv_dump
    dump = read(file, text)
    wanted = chooser(options)
    opened = dump.beats.labels()
    ours = sum(number for what, number in opened.items() if wanted(*what))
    days = [(sums, [_chosen(share, wanted) for share in sums.shares]) for sums in dump.days]
    if (opened or dump.days) and not ours and not any(sum(chosen) for _, chosen in days):
        _refuse_if_others(file.name, dump)
    records = [
        *counted(_of_beats(file.name, dump, wanted, options), file.name),
        *_of_days(file.name, days),
    ]
    left_out = len(dump.beats) - ours + sum(chosen.count(0) for _, chosen in days)
    return Log(
        LOG.name,
        file.name,
        in_order(records),
        zone_from=options.clock.zone_from if opened else "",
        left_out=left_out,
    )


def _refuse_if_others(file: str, dump: Dump) -> None:
    named: Counter[str] = Counter()
    for (project, _), number in dump.beats.labels().items():
        named[project or _NO_PROJECT] += number
    what = f"{len(dump.beats):,} heartbeats"
    if not dump.beats:
        for share in (share for sums in dump.days for share in sums.shares):
            named[share.project or _NO_PROJECT] += round(share.seconds)
        what = f"{len(dump.days):,} days"
    if named:
        raise nothing_found(file, what, named)


def _of_beats(file: str, dump: Dump, wanted: _Wanted, options: LogOptions) -> Iterator[Record]:
    """Yield the runs of work; a heartbeat that stands alone shows no time and makes none."""
    runs = dump.beats.runs(lambda what: wanted(*what), options.timeout_minutes * 60)
    for run, line, (project, entity) in runs:
        says = project or entity.replace("\\", "/").rpartition("/")[2]
        yield record_of(
            run,
            log=LOG.name,
            file=file,
            line=line,
            clock=options.clock,
            says=shortened(says, _LONGEST_SAYS),
        )


def _chosen(share: Share, wanted: _Wanted) -> float:
    """Return the seconds of a project that count: all of them, or those of the book's files."""
    if wanted(share.project, ""):
        return share.seconds
    files = sum(seconds for name, seconds in share.entities if wanted("", name))
    return min(files, share.seconds)


def _of_days(file: str, days: list[tuple[Sums, list[float]]]) -> Iterator[Record]:
    for sums, chosen in days:
        seconds = sum(chosen)
        if seconds > LONGEST_SECONDS:
            raise LogError(file, None, f"day {sums.line} has {seconds / 3600:,.0f} hours of work")
        if seconds > 0:
            names = [share.project for share, part in zip(sums.shares, chosen, strict=True) if part]
            says = shortened(", ".join(filter(None, names)), _LONGEST_SAYS)
            yield Record(LOG.name, file, sums.line, sums.day, minutes=seconds / 60, says=says)


LOG = LogFormat(
    name="wakatime",
    title="WakaTime, Wakapi",
    says=(
        "The data dump that WakaTime offers in its settings, of heartbeats or of daily totals, and "
        "the heartbeats that Wakapi hands out as JSON or, by its download script, as CSV. The "
        "minutes are those between heartbeats no further apart than the timeout, up to the next "
        "one in another project; what follows the last is not counted. Kept is what belongs to a "
        "project of the book's name or to one of its files, or what `--log-only` asks for."
    ),
    example=(
        '{"range": {"start": 1709319600, "end": 1709405999}, "days": [{"date": "2024-03-01", '
        '"heartbeats": [\n'
        '  {"time": 1709323500.5, "entity": "/home/me/tidewright/ch-01.md", "type": "file", '
        '"project": "tidewright"},\n'
        '  {"time": 1709324220.0, "entity": "/home/me/tidewright/ch-01.md", "type": "file", '
        '"project": "tidewright"}\n'
        "]}]}\n"
    ),
    recognises=_recognises,
    read=_read,
)
