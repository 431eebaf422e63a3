"""Words a day as plug-ins of Obsidian count them.

Sources: the code of Better Word Count (`vault-stats.json`), Daily Stats (whose months count from 0,
as JavaScript's do) and Keep the Rhythm (schema 0.2).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

from drafttime.clock.logs._belonging import chooser, nothing_found
from drafttime.clock.logs._entries import Entry, entry_of, json_of, shortened
from drafttime.clock.logs._log import LogFile, LogFormat, LogOptions, counted, in_order, text_of
from drafttime.clock.logs._years import EARLIEST_YEAR, LATEST_YEAR
from drafttime.model import Log, Record

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FROM_ZERO = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")
_LONGEST_SAYS = 300

_Counts = Mapping[tuple[date, str], int]
"""Words by day and file; the file is empty where the plug-in does not name it."""


def _recognises(_name: str, head: str) -> bool:
    if not head.lstrip("\ufeff \t\r\n").startswith("{"):
        return False
    is_history = '"history"' in head and ('"totalWords"' in head or '"modifiedFiles"' in head)
    return is_history or '"dayCounts"' in head or '"dailyActivity"' in head


def _read(file: LogFile, options: LogOptions) -> Log:
    whole = entry_of(file.name, None, "it", json_of(file, text_of(file)))
    counts = _plug_in(whole)(whole)
    if not counts:
        raise whole.error("holds no days")
    wanted = _wanted(options)
    records = in_order(
        Record(LOG.name, file.name, number, day, words=words, says=shortened(path, _LONGEST_SAYS))
        for number, ((day, path), words) in enumerate(counted(counts.items(), file.name), 1)
        if words > 0 and wanted(path)
    )
    named = Counter({path: 1 for _, path in counts if path})
    if not records and named and not any(wanted(path) for path in named):
        raise nothing_found(file.name, f"{len(named):,} notes", named)
    return Log(LOG.name, file.name, records, left_out=len(counts) - len(records))


def _plug_in(whole: Entry) -> Callable[[Entry], _Counts]:
    """Return the reader of the plug-in that wrote the file, which its keys give away."""
    found = [read for key, read in _PLUG_INS.items() if key in whole.values]
    if len(found) != 1:
        raise whole.error("was written by none of the plug-ins that are known, or by several")
    return found[0]


def _wanted(options: LogOptions) -> Callable[[str], bool]:
    """Return a test for notes. What names no note is of the whole vault, and all of it counts."""
    is_ours = chooser(options)
    return lambda path: not path or is_ours("", path)


def _better_word_count(whole: Entry) -> _Counts:
    history = whole.part("history", "its history")
    return {
        (_day(whole, key, _DAY, 0), ""): history.part(key, f"the day {shortened(key)}").whole(
            "words"
        )
        for key in history.values
    }


def _daily_stats(whole: Entry) -> _Counts:
    days = whole.part("dayCounts", "its list of days")
    if any(_DAY.fullmatch(key) for key in days.values):
        raise whole.error("counts characters or words, and does not say which")
    return {(_day(whole, key, _DAY_FROM_ZERO, 1), ""): days.whole(key) for key in days.values}


def _keep_the_rhythm(whole: Entry) -> _Counts:
    counts: Counter[tuple[date, str]] = Counter()
    stats = whole.part("stats", "its statistics")
    for entry in stats.parts("dailyActivity", "entry"):
        day = _day(entry, entry.text("date"), _DAY, 0)
        written = sum(_change(change) for change in entry.parts("changes", f"{entry.name}, change"))
        counts[day, entry.text("filePath")] += written
    return counts


def _change(change: Entry) -> int:
    words = change.number("w")
    if not words.is_integer():
        raise change.error("has a “w” that is no whole number")
    return int(words)


def _day(entry: Entry, text: str, form: re.Pattern[str], months_from: int) -> date:
    """Return a day. `months_from` is what is added to the number of its month."""
    found = form.fullmatch(text)
    if found is None:
        raise entry.error(f"holds a day that is none: {shortened(text)}")
    year, month, day = int(found[1]), int(found[2]) + months_from, int(found[3])
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise entry.error(f"holds a day before {EARLIEST_YEAR} or after {LATEST_YEAR}")
    try:
        return date(year, month, day)
    except ValueError:
        counted = ", its months counted from 0" if months_from else ""
        raise entry.error(f"holds a day that is none{counted}: {shortened(text)}") from None


_PLUG_INS: Mapping[str, Callable[[Entry], _Counts]] = {
    "history": _better_word_count,
    "dayCounts": _daily_stats,
    "stats": _keep_the_rhythm,
}

LOG = LogFormat(
    name="obsidian",
    title="Obsidian",
    says="Words a day from the plug-ins Better Word Count (.obsidian/vault-stats.json), Daily "
    "Stats and Keep the Rhythm (data.json in the plug-in’s folder). Nothing is said of time; days "
    "on which no words came to be are left out.",
    example='{"history": {"2024-03-01": {"words": 512, "characters": 2890, "totalWords": 48210},\n'
    ' "2024-03-02": {"words": 1204, "characters": 6903, "totalWords": 49377}},\n'
    ' "modifiedFiles": {}}\n',
    recognises=_recognises,
    read=_read,
)
