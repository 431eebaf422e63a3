"""ActivityWatch's export: the windows that were in front, and whether anybody sat there.

Source: ActivityWatch's documentation, “buckets and events” and “working with data”, whose canonical
events are made in the same way: windows, cut down to the time that is not “afk”.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from drafttime.clock.logs._belonging import chooser, nothing_found, title_chooser
from drafttime.clock.logs._entries import Entry, entry_of, json_of, shortened
from drafttime.clock.logs._intervals import Interval, intersection, record_of, runs, union
from drafttime.clock.logs._log import (
    LogError,
    LogFile,
    LogFormat,
    LogOptions,
    counted,
    in_order,
    text_of,
)
from drafttime.model import Log, Record

_START = re.compile(r'\ufeff?\s{0,20}\{\s{0,20}"buckets"\s{0,5}:')
_WINDOW, _EDITOR, _PRESENCE = "currentwindow", "app.editor.activity", "afkstatus"
_NO_HOST = {"", "unknown"}
_LONGEST_SAYS = 200


_Described = Callable[[Entry], tuple[str, str, bool]]
"""Returns what an event's data call the application and the text, and whether they are wanted."""


@dataclass(frozen=True, slots=True)
class _Event:
    """A wanted window: from when to when, its number in the file, its machine, its title."""

    start: float
    end: float
    line: int
    host: str
    says: str


@dataclass(slots=True)
class _Read:
    """What has been read so far: wanted events, presence by machine, seconds by application."""

    wanted: list[_Event] = field(default_factory=list)
    presence: dict[str, list[Interval]] = field(default_factory=lambda: defaultdict(list))
    apps: Counter[str] = field(default_factory=Counter)
    unwanted: int = 0


def _recognises(_name: str, head: str) -> bool:
    return bool(_START.match(head))


def _read(file: LogFile, options: LogOptions) -> Log:
    whole = entry_of(file.name, None, "it", json_of(file, text_of(file)))
    found = _Read()
    number = 0
    described = {_WINDOW: _window(options), _EDITOR: _editor(options)}
    for bucket in _buckets(whole.part("buckets", "its list of buckets")):
        number = _bucket(bucket, number, described, found)
    if not found.wanted and found.unwanted:
        raise nothing_found(file.name, f"{found.unwanted:,} windows", found.apps)
    present = _present(file.name, found)
    return Log(
        LOG.name,
        file.name,
        in_order(counted(_records(file.name, present, options), file.name)),
        zone_from=options.clock.zone_from,
        left_out=found.unwanted + len(found.wanted) - sum(len(events) for events, _ in present),
    )


def _buckets(holder: Entry) -> Iterator[Entry]:
    for name, value in holder.values.items():
        yield entry_of(holder.file, None, f"bucket “{shortened(name)}”", value)


def _bucket(bucket: Entry, before: int, described: Mapping[str, _Described], found: _Read) -> int:
    """Read one bucket, and return how many events of the file have been passed with it."""
    kind = bucket.text("type")
    host = bucket.text_or_nothing("hostname")
    if kind == _PRESENCE:
        spans = found.presence[host]
        for event in bucket.parts("events", "event", before + 1):
            span = _span(event)
            if event.part("data", f"the data of {event.name}").text("status") == "not-afk":
                spans.append(span)
    elif kind in described:
        for number, event in enumerate(bucket.parts("events", "event", before + 1), before + 1):
            start, end = _span(event)
            app, says, wanted = described[kind](event.part("data", f"the data of {event.name}"))
            if wanted:
                found.wanted.append(_Event(start, end, number, host, says))
            else:
                found.unwanted += 1
                found.apps[app] += round(end - start)
    held = bucket.values.get("events")
    return before + (len(held) if isinstance(held, list) else 0)


def _span(event: Entry) -> Interval:
    start = event.iso_seconds("timestamp")
    return start, event.within_bounds(start + event.amount("duration"), "duration")


def _window(options: LogOptions) -> _Described:
    wanted = title_chooser(options)

    def described(data: Entry) -> tuple[str, str, bool]:
        app, title = data.text_or_nothing("app"), data.text_or_nothing("title")
        return app or "no name", title or app, wanted(app, title)

    return described


def _editor(options: LogOptions) -> _Described:
    wanted = chooser(options)

    def described(data: Entry) -> tuple[str, str, bool]:
        project, path = data.text_or_nothing("project"), data.text_or_nothing("file")
        name = project.replace("\\", "/").rstrip("/").rpartition("/")[2]
        return name or "no project", name or path, wanted(name, path) or wanted(project, path)

    return described


def _present(file: str, found: _Read) -> list[tuple[list[_Event], tuple[Interval, ...]]]:
    """Return the wanted events by machine, with the time that somebody sat at it.

    Those of a machine whose presence is not known are left out.
    """
    if found.wanted and not found.presence:
        raise LogError(
            file,
            None,
            "it does not say when somebody was at the keyboard: there is no bucket of the type "
            f"“{_PRESENCE}”",
            "export all buckets together",
        )
    known = {host: union(spans) for host, spans in found.presence.items()}
    anywhere = union(span for spans in known.values() for span in spans)
    by_host: dict[str, list[_Event]] = defaultdict(list)
    for event in found.wanted:
        by_host[event.host].append(event)
    return [
        (events, known.get(host, anywhere))
        for host, events in by_host.items()
        if host in known or host in _NO_HOST
    ]


def _records(
    file: str,
    present: list[tuple[list[_Event], tuple[Interval, ...]]],
    options: LogOptions,
) -> Iterator[Record]:
    active = union(
        span
        for events, spans in present
        for span in intersection(union((one.start, one.end) for one in events), spans)
    )
    in_time = sorted(
        (event for events, _ in present for event in events), key=lambda one: (one.start, one.line)
    )
    starts = [event.start for event in in_time]
    for run in runs(active, options.timeout_minutes * 60):
        event = in_time[max(0, bisect.bisect_right(starts, run.start) - 1)]
        yield record_of(
            run,
            log=LOG.name,
            file=file,
            line=event.line,
            clock=options.clock,
            says=shortened(event.says, _LONGEST_SAYS),
        )


LOG = LogFormat(
    name="activitywatch",
    title="ActivityWatch",
    says=(
        "The export of all buckets of ActivityWatch (raw data, “Export all buckets as JSON”). The "
        "minutes are those in which a window of the book was in front and somebody was at the "
        "keyboard; pauses up to the timeout do not end a sitting and are not counted. A window is "
        "the book’s where its title holds the book’s name or that of one of its files, or what "
        "`--log-only` asks for."
    ),
    example=(
        '{"buckets": {\n'
        '  "aw-watcher-window_desk": {"type": "currentwindow", "hostname": "desk", "events": [\n'
        '    {"timestamp": "2024-03-01T19:05:00+00:00", "duration": 1500.0,\n'
        '     "data": {"app": "Editor", "title": "ch-01.md - tidewright"}}]},\n'
        '  "aw-watcher-afk_desk": {"type": "afkstatus", "hostname": "desk", "events": [\n'
        '    {"timestamp": "2024-03-01T19:00:00+00:00", "duration": 1200.0,\n'
        '     "data": {"status": "not-afk"}}]}\n'
        "}}\n"
    ),
    recognises=_recognises,
    read=_read,
)
