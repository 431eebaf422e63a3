"""WakaTime's dumps and Wakapi's heartbeats: whose they are, and how long they last."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_logs import minutes, read, refusal

from drafttime.clock.logs import _entries, _log
from drafttime.clock.logs._log import LogOptions, WallClock
from drafttime.clock.logs.wakatime import LOG

START = 1_709_323_200
OURS = LogOptions(projects=("Tidewright",), files=("book/ch-01.md",))
CSV = "branch,category,entity,is_write,language,project,time,type\n"


def beat(seconds: float, project: str | None = "tidewright", entity: str = "/w/x.md") -> Any:
    return {"time": START + seconds, "project": project, "entity": entity, "type": "file"}


def dump(*beats: Any, day: str = "2024-03-01") -> str:
    days = [{"date": day, "heartbeats": list(beats)}]
    return json.dumps({"user": {"id": "me"}, "range": {"start": 0, "end": 1}, "days": days})


def share(name: str | None, seconds: float, **entities: float) -> Any:
    return {
        "name": name,
        "grand_total": {"total_seconds": seconds},
        "entities": [
            {"name": f"/w/{path.replace('_', '/')}.md", "total_seconds": part, "type": "file"}
            for path, part in entities.items()
        ],
    }


def daily(*shares: Any, day: str = "2024-03-01") -> str:
    return json.dumps({"days": [{"date": day, "projects": list(shares)}]})


def test_heartbeats_within_the_timeout_make_one_record() -> None:
    log = read(LOG, dump(beat(0), beat(600), beat(1_500), beat(2_401), beat(2_461)), OURS)
    assert minutes(log) == [25, 1]
    assert [record.line for record in log.records] == [1, 4]
    assert [record.says for record in log.records] == ["tidewright", "tidewright"]
    assert log.records[0].start is not None
    assert log.records[0].start.seconds == START
    assert log.left_out == 0


def test_the_timeout_is_the_one_that_was_set() -> None:
    options = LogOptions(projects=("tidewright",), timeout_minutes=5)
    assert minutes(read(LOG, dump(beat(0), beat(300), beat(601)), options)) == [5]


def test_the_day_is_the_writers_own() -> None:
    clock = WallClock(ZoneInfo("Pacific/Auckland"))
    log = read(LOG, dump(beat(0), beat(60)), LogOptions(clock=clock))
    assert log.records[0].day == date(2024, 3, 2)
    assert log.zone_from == clock.zone_from


def test_only_the_books_heartbeats_count_by_project_or_by_file() -> None:
    text = dump(
        beat(0, "TIDEWRIGHT"),
        beat(60, None, "C:\\me\\book\\ch-01.md"),
        beat(120, "shop", "/w/shop/ch-01.md"),
        beat(180, "shop", "/w/notabook/ch-01.md"),
    )
    log = read(LOG, text, OURS)
    assert minutes(log) == [1]
    assert log.left_out == 2


def test_time_in_another_project_between_two_heartbeats_is_not_counted() -> None:
    log = read(LOG, dump(beat(0), beat(120, "shop"), beat(600), beat(660)), OURS)
    assert minutes(log) == [3]
    assert log.records[0].end is not None
    assert log.records[0].end.seconds == START + 660


def test_words_that_were_asked_for_decide_alone() -> None:
    text = dump(beat(0), beat(60), beat(900, "shop"), beat(960, "shop"))
    log = read(LOG, text, LogOptions(only=("SHOP",), projects=("tidewright",)))
    assert minutes(log) == [1]
    assert log.records[0].says == "shop"
    path = read(LOG, text, LogOptions(only=("/w/x",)))
    assert minutes(path) == [16]


def test_a_log_without_the_book_names_what_it_holds() -> None:
    text = dump(beat(0, "shop"), beat(60, "shop"), beat(90, "blog"))
    error = refusal(LOG, text, OURS)
    assert "none of its 3 heartbeats" in error.reason
    assert error.reason.endswith("“shop”, “blog”")
    assert '--log-only "shop"' in error.hint
    assert "none of its" in refusal(LOG, text, LogOptions(only=("thesis",))).reason


def test_a_log_of_no_heartbeats_is_no_error() -> None:
    assert read(LOG, dump(), OURS).records == ()
    assert read(LOG, daily(), OURS).records == ()


def test_heartbeats_come_as_an_answer_a_list_and_a_table() -> None:
    beats = [beat(60), beat(0)]
    rows = "".join(f'main,,"/w/a ""b"".md",true,,tidewright,{START + s}.5,file\n' for s in (0, 60))
    for text in (
        json.dumps({"data": beats, "start": "2024-03-01T00:00:00Z"}),
        json.dumps({"heartbeats": beats}),
        json.dumps(beats),
        CSV + rows,
    ):
        assert minutes(read(LOG, text, OURS)) == [1]
        assert LOG.recognises("export", text[:1024])
    assert read(LOG, CSV + rows, OURS).records[0].line == 2
    assert read(LOG, dump(beat(60), beat(0)), OURS).records[0].line == 2


def test_a_table_needs_three_columns_and_may_begin_with_a_mark() -> None:
    text = f"\ufeffentity,project,time\n/w/a,tidewright,{START}\n/w/a,tidewright,{START + 60}\n"
    assert LOG.recognises("export.csv", text)
    assert minutes(read(LOG, text, OURS)) == [1]


def test_a_dump_of_sums_counts_projects_or_files() -> None:
    shares = (
        share("tidewright", 5_400, a=5_400),
        share("notes", 900, other=900),
        share("desk", 1_200, **{"book_ch-01": 700.0, "x": 500.0}),
    )
    log = read(LOG, daily(*shares), OURS)
    assert minutes(log) == [round(6_100 / 60, 6)]
    record = log.records[0]
    assert (record.day, record.start, record.end) == (date(2024, 3, 1), None, None)
    assert record.says == "tidewright, desk"
    assert log.left_out == 1
    assert log.zone_from == ""
    assert minutes(read(LOG, daily(*shares), LogOptions(only=("desk",)))) == [20]


def test_a_dump_of_sums_without_the_book_names_the_longest() -> None:
    error = refusal(LOG, daily(share("shop", 60), share("blog", 90)), OURS)
    assert error.reason.endswith("“blog”, “shop”")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (dump(beat(0))[:-20], "ends in the middle"),
        (dump(beat(-START - 1)), "heartbeat 1 has a “time” that does not lie between 1970"),
        (dump(beat(0), beat(START * 999)), "heartbeat 2 has a “time” that does not lie between"),
        (dump(beat(0) | {"time": True}), "heartbeat 1 has a “time” that is no number"),
        (dump(beat(0) | {"time": "now"}), "heartbeat 1 has a “time” that is no number"),
        (dump(beat(0) | {"time": None}), "heartbeat 1 has no “time”"),
        (dump(beat(0) | {"time": float("nan")}), "NaN"),
        (dump(beat(0)).replace(str(START), "1e999"), "out of all bounds"),
        (dump(beat(0)).replace(str(START), "9" * 5_000), "a number in it is too long"),
        (dump(beat(0) | {"project": 7}), "“project” that is no text"),
        (dump(beat(0) | {"entity": None}), "has no “entity”"),
        (dump(7), "heartbeat 1 is no JSON object"),
        (dump(beat(0)).replace('"project"', '"time"'), "names “time” twice"),
        ('{"days": ' + "[" * 200_000, "nested too deeply"),
        ('{"days": {}}', "“days” that is no list"),
        ('{"days": [{"date": "2024-03-01"}]}', "neither heartbeats nor projects"),
        ('{"weeks": []}', "neither days nor heartbeats"),
        ("7", "its columns"),
        (daily(share("shop", -1)), "negative “total_seconds”"),
        (daily(share("shop", 60), day="2024-02-30"), "“date” that is no day"),
        (daily(share("shop", 60), day="20240301"), "“date” that is no day"),
        (daily(share("shop", 91_000)), "25 hours of work"),
        (json.dumps({"days": json.loads(daily(share("a", 1)))["days"] * 2}), "stands there twice"),
        (dump(beat(0), *(beat(600 * k) for k in range(1_200))), "hours of work with hardly"),
    ],
)
def test_a_bad_dump_is_refused_with_its_reason(text: str, reason: str) -> None:
    assert reason in refusal(LOG, text).reason


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ("main,,/w/a,true,,tidewright\n", 2, "6 fields where there are 8 columns"),
        (f'main,,"/w\n/a",true,,t,{START},file\nmain\n', 4, "1 fields"),
        ("main,,/w/a,true,,t,2024-03-01 20:00:00,file\n", 2, "no number of seconds"),
        ("main,,/w/a,true,,t,-5,file\n", 2, "no number of seconds"),
        ("main,,/w/a,true,,t,1e400,file\n", 2, "no number of seconds"),
        ("main,,/w/a,true,,t,999999999999,file\n", 2, "between 1970 and 2200"),
        ('main,,"/w/a,true\n', 2, "inside a quotation"),
        (f"main,,{'x' * 200_000},true,,t,{START},file\n", 2, "no row of a table"),
    ],
)
def test_a_bad_row_is_refused_with_its_line(rows: str, line: int, reason: str) -> None:
    error = refusal(LOG, CSV + rows)
    assert error.line == line
    assert reason in error.reason


def test_logs_that_are_too_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    text = dump(beat(0), beat(60))
    monkeypatch.setattr(_entries, "MOST_PARTS", 3)
    assert "more than 3 values" in refusal(LOG, text).reason
    monkeypatch.setattr(_log, "MOST_BYTES", len(text) - 1)
    assert "at most" in refusal(LOG, text).reason


def test_other_logs_are_not_taken_for_heartbeats() -> None:
    for head in (
        '{"buckets": {',
        '[{"time": 5, "task": "x"}]',
        "time,project\n",
        '[{"id": 1, "start": "x"}]',
        "start,end,project\n",
        "",
    ):
        assert not LOG.recognises("export", head)


@given(
    st.lists(st.tuples(st.integers(0, 5_000), st.booleans()), max_size=12, unique_by=lambda b: b[0])
)
def test_no_second_is_counted_twice_or_for_another(beats: list[tuple[int, bool]]) -> None:
    """What lies between two of ours counts, up to the first of another project."""
    ours = sorted(at for at, is_ours in beats if is_ours)
    text = dump(*(beat(at, "tidewright" if is_ours else "shop") for at, is_ours in beats))
    if beats and not ours:
        refusal(LOG, text, OURS)
        return
    counted = 0
    for first, second in pairwise(ours):
        between = [at for at, is_ours in beats if not is_ours and first < at < second]
        if second - first <= 900:
            counted += min([second, *between]) - first
    log = read(LOG, text, OURS)
    assert sum(record.minutes or 0 for record in log.records) * 60 == pytest.approx(counted)
    assert log.left_out == len(beats) - len(ours)
