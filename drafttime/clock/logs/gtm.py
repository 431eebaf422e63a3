"""Git Time Metric: the seconds that editors saw, which it keeps in the notes of commits.

Source: git-time-metric/gtm, `note/note.go`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from drafttime.clock.logs._belonging import file_matcher
from drafttime.clock.logs._entries import FURTHEST_ZONE, LATEST_SECONDS, shortened
from drafttime.clock.logs._log import (
    LogError,
    LogFile,
    LogFormat,
    LogOptions,
    counted,
    in_order,
    lines_in,
    moment_of,
    text_of,
)
from drafttime.model import Log, Moment, Record

NOTES_REF = "refs/notes/gtm-data"
"""Where git keeps the notes."""

LONGEST_NOTE = 1 << 20
"""A note has a line a file and a few bytes an hour; one of a megabyte is none."""

_LONGEST_HOURS = 7 * 24
"""Nobody works for a week without a pause, however long a commit was in the making."""

_HEADER = re.compile(r"\[ver:[12],total:(\d{1,9})\]", re.ASCII)
_COMMIT = re.compile(r"commit ([0-9a-f]{40}|[0-9a-f]{64}) ([\dTZ:+\-]{20,25})", re.ASCII)
_HOUR = re.compile(r"\d{1,12}:\d{1,9}", re.ASCII)
_SECONDS = re.compile(r"\d{1,9}", re.ASCII)
_STATES = {"m", "r", "d", ""}
_LONGEST_SAYS = 200


@dataclass(frozen=True, slots=True)
class _Note:
    """The text of a commit's note, its lines numbered where they stand in a file."""

    commit: str
    authored: Moment
    line: int
    text: tuple[tuple[int | None, str], ...]


@dataclass(slots=True)
class _Part:
    """One of the notes that were joined: what its header says, and its files."""

    line: int | None
    total: int
    files: list[tuple[str, int]]


def read_notes(
    notes: Mapping[str, bytes], commits: Mapping[str, Moment], options: LogOptions
) -> Log:
    """Return what the notes of a repository say, one record a commit.

    `notes` are the notes of `refs/notes/gtm-data` by whole commit id, `commits` the author times.
    Where `options.files` are known only the seconds of these files count, otherwise all of a note;
    `options.only` does not choose, since the notes are the repository's own. Left out and counted
    are notes of commits that are not known, and those that show no time for the manuscript. A
    record has the commit and its day, but neither start nor end. Raises LogError for a note that
    cannot be read as a whole, and where the notes of a day come to more than lies between it and
    the one with notes before it. Costs a pass over the text.
    """
    found: list[_Note] = []
    for number, (commit, data) in enumerate(notes.items(), 1):
        if commit not in commits:
            continue
        if len(data) > LONGEST_NOTE:
            raise LogError(NOTES_REF, None, f"the note of commit {commit[:12]} is over 1 MB long")
        text = data.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
        lines = tuple((None, line) for line in text.split("\n"))
        found.append(_Note(commit, commits[commit], number, lines))
    return _log(NOTES_REF, found, len(notes) - len(found), options)


def _recognises(_name: str, head: str) -> bool:
    return bool(_COMMIT.fullmatch(head.lstrip("\ufeff").lstrip().split("\n", 1)[0].rstrip()))


def _read(file: LogFile, options: LogOptions) -> Log:
    return _log(file.name, _written_notes(file), 0, options)


def _written_notes(file: LogFile) -> Iterator[_Note]:
    """Yield the notes of a text that git wrote; commits that have none are passed over."""
    seen: set[str] = set()
    note: _Note | None = None
    lines: list[tuple[int | None, str]] = []
    length = 0
    for number, line in lines_in(file.name, text_of(file)):
        length += len(line)
        if length > LONGEST_NOTE:
            raise LogError(file.name, number, "this note is over 1 MB long")
        text = line.strip()
        head = _COMMIT.fullmatch(text)
        if head is not None:
            if note is not None and lines:
                yield _Note(note.commit, note.authored, note.line, tuple(lines))
            if head[1] in seen:
                raise LogError(file.name, number, "this commit has stood there before")
            seen.add(head[1])
            length = 0
            note, lines = _Note(head[1], _moment(file.name, number, head[2]), number, ()), []
        elif note is None and text:
            raise LogError(file.name, number, "no commit stands before it")
        elif text or lines:
            lines.append((number, text))
    if note is not None and lines:
        yield _Note(note.commit, note.authored, note.line, tuple(lines))


def _moment(file: str, line: int, written: str) -> Moment:
    reason = "the commit’s time is no ISO 8601 time with a zone"
    try:
        found = datetime.fromisoformat(written)
        offset = found.utcoffset()
    except ValueError:
        raise LogError(file, line, reason) from None
    if offset is None or abs(offset) > FURTHEST_ZONE:
        raise LogError(file, line, reason)
    if not 0 <= found.timestamp() < LATEST_SECONDS:
        raise LogError(file, line, "the commit’s time does not lie between 1970 and 2200")
    return moment_of(found)


def _log(file: str, notes: Iterable[_Note], left_out: int, options: LogOptions) -> Log:
    is_ours = file_matcher(options.files) if options.files else None
    records: list[Record] = []
    for note in counted(notes, file):
        record = _record(file, note, is_ours)
        if record is None:
            left_out += 1
        else:
            records.append(record)
    found = in_order(records)
    _refuse_long_days(found)
    return Log(LOG.name, file, found, left_out=left_out)


def _refuse_long_days(records: Iterable[Record]) -> None:
    """Raise LogError for a day whose notes hold more than there was time for since those before.

    Notes hold all that was done since the last commit, which may be days ago; so a day may have 24
    hours for itself and for each day back to the one with notes before it, and never over a week.
    """
    days: dict[date, list[Record]] = defaultdict(list)
    for record in records:
        days[record.day].append(record)
    before: date | None = None
    for day, own in days.items():
        hours = sum(record.minutes or 0.0 for record in own) / 60
        since = 24 * ((day - before).days + 1) if before else _LONGEST_HOURS
        if hours > min(since, _LONGEST_HOURS):
            raise LogError(
                own[0].file,
                None,
                f"the notes of the commits of {day.isoformat()} hold {hours:,.0f} hours, which is "
                "more than there was time for",
                "correct what cannot be; if several people keep time there, one log cannot tell "
                "them apart",
            )
        before = day


def _record(file: str, note: _Note, is_ours: Callable[[str], bool] | None) -> Record | None:
    """Return the record of a note, or None where it shows no time for the manuscript."""
    parts = list(_parts(file, note))
    files = [one for part in parts for one in part.files]
    names = [path for path, seconds in files if seconds]
    if is_ours is None or not files:
        seconds = sum(part.total for part in parts)
    else:
        seconds = sum(seconds for path, seconds in files if is_ours(path))
        names = [path for path in names if is_ours(path)]
    if seconds > _LONGEST_HOURS * 3600:
        reason = f"it says that {seconds / 3600:,.0f} hours were worked on one commit"
        raise _error(file, note, note.line if note.text[0][0] else None, reason)
    day = note.authored.day()
    if not seconds or day is None:
        return None
    return Record(
        log=LOG.name,
        file=file,
        line=note.line,
        day=day,
        minutes=seconds / 60,
        says=shortened(", ".join(dict.fromkeys(names)), _LONGEST_SAYS),
        commit=note.commit,
    )


def _parts(file: str, note: _Note) -> Iterator[_Part]:
    """Yield what was joined into one note: git puts them one below the other when commits are."""
    part: _Part | None = None
    for line, written in note.text:
        text = written.strip()
        header = _HEADER.fullmatch(text)
        if header is not None or not text:
            if part is not None:
                yield _checked(file, note, part)
            part = None if header is None else _Part(line, int(header[1]), [])
            continue
        if part is None:
            raise _error(file, note, line, "it is no header such as “[ver:1,total:60]”")
        found = _file_line(text)
        if found is None:
            raise _error(file, note, line, "it is no file with its seconds")
        part.files.append(found)
    if part is not None:
        yield _checked(file, note, part)


def _checked(file: str, note: _Note, part: _Part) -> _Part:
    seconds = sum(seconds for _, seconds in part.files)
    if part.files and seconds != part.total:
        reason = f"its files add up to {seconds:,} seconds, and it says {part.total:,}"
        raise _error(file, note, part.line, reason)
    return part


def _error(file: str, note: _Note, line: int | None, reason: str) -> LogError:
    where = f"in the note of commit {note.commit[:12]}: " if line is None else ""
    return LogError(file, line, where + reason)


def _file_line(text: str) -> tuple[str, int] | None:
    """Return path and seconds of a line such as `ch-01.md:90,1709319600:60,1709323200:30,m`.

    It is read from its end, since a path may hold commas and colons of its own.
    """
    head, comma, state = text.rpartition(",")
    if not comma or state not in _STATES:
        return None
    groups = head.split(",")
    last = len(groups)
    while last > 1 and _HOUR.fullmatch(groups[last - 1]):
        last -= 1
    for end in (last, last + 1):  # “notes,2:30” ends as an hour does
        path, colon, seconds = ",".join(groups[:end]).rpartition(":")
        if path and colon and _SECONDS.fullmatch(seconds):
            return path, int(seconds)
    return None


LOG = LogFormat(
    name="gtm",
    title="Git Time Metric",
    says=(
        "The seconds that Git Time Metric keeps in the notes of commits (`refs/notes/gtm-data`), "
        "or a text of them as `git log --notes=gtm-data --format='commit %H %aI%n%N'` writes it. "
        "The minutes are those of the manuscript’s files; the day is that of the commit, for the "
        "notes do not say when a sitting began."
    ),
    example=(
        "commit 2f1e0d9c8b7a69584736251403f2e1d0c9b8a796 2024-03-01T21:40:00+01:00\n"
        "[ver:1,total:2700]\n"
        "ch-01.md:2400,1709319600:600,1709323200:1800,m\n"
        "notes/people.md:300,1709323200:300,r\n"
    ),
    recognises=_recognises,
    read=_read,
)
