"""ActivityWatch: windows of the book, cut down to the time that somebody sat there."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_logs import minutes, read, refusal

from drafttime.clock.logs import _entries, _log
from drafttime.clock.logs._log import LogOptions, WallClock
from drafttime.clock.logs.activitywatch import LOG

START = 1_709_323_200
OURS = LogOptions(projects=("Tidewright",), files=("book/ch-01.md",))


def event(seconds: float, length: float, **data: Any) -> Any:
    at = datetime.fromtimestamp(START + seconds, UTC)
    return {"id": 7, "timestamp": at.isoformat(), "duration": length, "data": data}


def window(seconds: float, length: float, title: str = "ch-01.md - Editor", app: str = "Ed") -> Any:
    return event(seconds, length, app=app, title=title)


def present(seconds: float, length: float, status: str = "not-afk") -> Any:
    return event(seconds, length, status=status)


def bucket(kind: str, *events: Any, host: str | None = "desk") -> Any:
    return {"type": kind, "hostname": host, "client": "watcher", "events": list(events)}


def export(**buckets: Any) -> str:
    return json.dumps({"buckets": {f"aw-{name}": one for name, one in buckets.items()}})


def simple(windows: list[Any], presence: list[Any]) -> str:
    return export(window=bucket("currentwindow", *windows), afk=bucket("afkstatus", *presence))


ALWAYS = [present(0, 10**5)]


def test_windows_count_while_somebody_is_there() -> None:
    text = simple(
        [window(0, 600), window(600, 600, "mail"), window(1_200, 600)],
        [present(0, 300), present(300, 1_200, "afk"), present(1_500, 600)],
    )
    log = read(LOG, text, OURS)
    assert minutes(log) == [5, 5]
    assert log.left_out == 1
    assert [record.line for record in log.records] == [1, 3]
    assert [record.says for record in log.records] == ["ch-01.md - Editor"] * 2
    assert log.records[1].start is not None
    assert log.records[1].start.seconds == START + 1_500


def test_pauses_up_to_the_timeout_join_a_run_and_are_not_counted() -> None:
    windows = [window(0, 60), window(960, 60), window(1_921, 60)]
    log = read(LOG, simple(windows, ALWAYS), OURS)
    assert minutes(log) == [2, 1]
    first = log.records[0]
    assert first.start is not None
    assert first.end is not None
    assert first.end.seconds == START + 1_020


def test_the_day_is_the_writers_own() -> None:
    clock = WallClock(ZoneInfo("Asia/Tokyo"))
    log = read(LOG, simple([window(0, 60)], ALWAYS), LogOptions(clock=clock))
    assert log.records[0].day.day == 2
    assert log.zone_from == clock.zone_from


@pytest.mark.parametrize(
    ("title", "counts"),
    [
        ("The tidewright (draft)", True),
        ("TIDEWRIGHT", True),
        ("tidewrights of the world", False),
        ("Ch-01.md", True),
        ("notes/ch-01.md ●", True),
        ("ch-01.mdx", False),
        ("arch-01.md", False),
        ("ch-011.md", False),
        ("ch-01", False),
        ("", False),
    ],
)
def test_a_title_is_the_books_by_a_name_that_stands_alone(title: str, counts: bool) -> None:
    windows = [window(0, 60, "the Tidewright"), window(3_600, 60, title)]
    log = read(LOG, simple(windows, ALWAYS), OURS)
    assert len(log.records) == (2 if counts else 1)


def test_names_of_languages_without_spaces_are_found() -> None:
    options = LogOptions(projects=("潮汐手记",))
    windows = [window(0, 60, "打开潮汐手记第一章")]
    assert minutes(read(LOG, simple(windows, ALWAYS), options)) == [1]


def test_short_names_are_not_looked_for_in_titles() -> None:
    options = LogOptions(projects=("sea", "tidewright"))
    windows = [window(0, 60, "sea"), window(0, 30, "tidewright")]
    assert minutes(read(LOG, simple(windows, ALWAYS), options)) == [0.5]


def test_words_that_were_asked_for_decide_alone_in_title_or_application() -> None:
    windows = [window(0, 60), window(3_600, 120, "page 3", "WordPad")]
    options = LogOptions(only=("wordpad",), files=OURS.files)
    assert minutes(read(LOG, simple(windows, ALWAYS), options)) == [2]


def test_an_export_without_the_book_names_its_applications() -> None:
    windows = [window(at, 60, "mail", "Post") for at in (0, 700)]
    windows.append(window(60, 600, "film", "Cinema"))
    error = refusal(LOG, simple(windows, ALWAYS), OURS)
    assert "none of its 3 windows" in error.reason
    assert error.reason.endswith("“Cinema”, “Post”")
    assert '--log-only "Cinema"' in error.hint


def test_each_machine_has_its_own_presence() -> None:
    text = export(
        desk=bucket("currentwindow", window(0, 600)),
        lap=bucket("currentwindow", window(300, 600), host="lap"),
        phone=bucket("currentwindow", window(0, 5_000), host="phone"),
        nameless=bucket("currentwindow", window(2_000, 100), host=None),
        desk_afk=bucket("afkstatus", present(0, 60)),
        lap_afk=bucket("afkstatus", present(600, 60), present(1_950, 100), host="lap"),
    )
    log = read(LOG, text, LogOptions(projects=OURS.projects, files=OURS.files, timeout_minutes=1))
    assert minutes(log) == [1, 1, 0.833333]
    assert log.left_out == 1


def test_windows_without_any_presence_are_refused() -> None:
    error = refusal(LOG, export(window=bucket("currentwindow", window(0, 60))), OURS)
    assert "afkstatus" in error.reason
    assert error.hint == "export all buckets together"


def test_editors_that_name_files_count_beside_windows_and_nothing_twice() -> None:
    editor = bucket(
        "app.editor.activity",
        event(0, 120, project="/w/tidewright", file="/w/tidewright/x.md", language="markdown"),
        event(120, 60, project="/w/shop", file="/w/shop/book/ch-01.md"),
        event(180, 60, project="/w/shop", file="/w/shop/x.py"),
    )
    text = export(
        window=bucket("currentwindow", window(60, 120)),
        editor=editor,
        web=bucket("web.tab.current", event(0, 9, url="x"), {"whatever": 1}),
        afk=bucket("afkstatus", *ALWAYS),
    )
    log = read(LOG, text, OURS)
    assert minutes(log) == [3]
    assert log.records[0].says == "tidewright"
    assert log.left_out == 1
    shop = export(editor=bucket("app.editor.activity", event(0, 9, project="C:\\w\\shop")))
    assert refusal(LOG, shop, OURS).reason.endswith("“shop”")


def test_an_export_of_nothing_is_no_error() -> None:
    assert read(LOG, export(), OURS).records == ()
    assert read(LOG, simple([], []), OURS).records == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (simple([window(0, 60)], ALWAYS)[:-40], "ends in the middle"),
        (simple([window(0, -1)], ALWAYS), "event 1 has a negative “duration”"),
        (simple([window(0, 60)], [present(0, -1)]), "event 2 has a negative “duration”"),
        (simple([window(0, 60) | {"duration": "60"}], ALWAYS), "“duration” that is no number"),
        (simple([window(0, 60) | {"duration": False}], ALWAYS), "“duration” that is no number"),
        (simple([window(0, 60) | {"duration": float("inf")}], ALWAYS), "Infinity"),
        (simple([window(0, 1e11)], ALWAYS), "“duration” that does not lie between"),
        (simple([window(0, 60) | {"timestamp": START}], ALWAYS), "“timestamp” that is no text"),
        (simple([window(0, 60)], ALWAYS).replace("+00:00", ""), "without a zone"),
        (simple([window(0, 60)], ALWAYS).replace("+00:00", "+25:00"), "is no time"),
        (simple([window(0, 60)], ALWAYS).replace("+00:00", "+15:00"), "does not exist"),
        (simple([window(0, 60)], ALWAYS).replace("+00:00", "CET"), "is no time"),
        (simple([window(0, 60)], ALWAYS).replace("2024", "1969"), "between 1970 and 2200"),
        (simple([event(0, 60, app="Ed", title=7)], ALWAYS), "“title” that is no text"),
        (simple([window(0, 60) | {"data": []}], ALWAYS), "the data of event 1 is no JSON object"),
        (simple([7], ALWAYS), "event 1 is no JSON object"),
        (simple([window(0, 60)], [event(0, 60)]), "has no “status”"),
        (export(one={"type": "currentwindow"}), "has no “events”"),
        (export(one={"events": []}), "bucket “aw-one” has no “type”"),
        (export(one=7), "bucket “aw-one” is no JSON object"),
        ('{"buckets": {"a": {}, "a": {}}}', "names “a” twice"),
        ('{"buckets": []}', "no JSON object"),
        ('{"buckets": ' + '{"a": ' * 100_000, "nested too deeply"),
        (simple([window(0, 900_000)], [present(0, 900_000)]), "hours of work with hardly"),
    ],
)
def test_a_bad_export_is_refused_with_its_reason(text: str, reason: str) -> None:
    assert reason in refusal(LOG, text, OURS).reason


def test_exports_that_are_too_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    text = simple([window(0, 60)], ALWAYS)
    monkeypatch.setattr(_entries, "MOST_PARTS", sum(text.count(mark) for mark in ",[{") - 1)
    assert "values" in refusal(LOG, text).reason
    monkeypatch.setattr(_entries, "MOST_PARTS", sum(text.count(mark) for mark in ",[{"))
    assert minutes(read(LOG, text)) == [1]
    monkeypatch.setattr(_log, "MOST_BYTES", len(text) - 1)
    assert "at most" in refusal(LOG, text).reason


SPANS = st.lists(st.tuples(st.integers(0, 3_000), st.integers(0, 900), st.booleans()), max_size=8)


@given(SPANS, SPANS)
def test_every_second_counts_once_where_both_say_so(
    windows: list[tuple[int, int, bool]], presence: list[tuple[int, int, bool]]
) -> None:
    text = simple(
        [window(at, length, "Tidewright" if ours else "x") for at, length, ours in windows],
        [present(at, length, "not-afk" if here else "afk") for at, length, here in presence],
    )
    if windows and not any(ours for _, _, ours in windows):
        refusal(LOG, text, OURS)
        return
    ours = {at + k for at, length, is_ours in windows if is_ours for k in range(length)}
    here = {at + k for at, length, is_here in presence if is_here for k in range(length)}
    log = read(LOG, text, OURS)
    assert sum(record.minutes or 0 for record in log.records) * 60 == pytest.approx(
        len(ours & here), abs=1e-3
    )
