"""Where a record covers a day, it says how long."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from clockwork import DAY, HOUR, MINUTE, START, revision
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock.recorded import Covered, cover, order, recorded_between, replaced
from drafttime.clock.sessions import find_sessions
from drafttime.model import Log, Moment, Record, Revision, Session

NOON = START - START % DAY + 12 * HOUR
TODAY = Moment(NOON).day()
assert TODAY is not None


def timed(start: int, end: int, minutes: float | None = None, name: str = "org") -> Record:
    span = (end - start) / 60
    day = Moment(start).day()
    assert day is not None
    return Record(
        name, f"a.{name}", 1, day, Moment(start), Moment(end), span if minutes is None else minutes,
        writer="Ada",
    )  # fmt: skip


def untimed(minutes: float | None, day: date = TODAY, writer: str = "Ada") -> Record:
    return Record("csv", "a.csv", 1, day, minutes=minutes, writer=writer)


def covered(made: list[Revision], *logs: list[Record]) -> Covered:
    own = [Log(records[0].log if records else "csv", "f", tuple(records)) for records in logs]
    return cover(made, own, {"Ada": 60.0})


def sessions(made: list[Revision], *logs: list[Record]) -> list[Session]:
    """Return all sessions, those of the commits that no record holds among them."""
    found = covered(made, *logs)
    rest = find_sessions([r for r in made if r.commit not in found.given], {})
    every = sorted([*found.sessions, *rest], key=order)
    return [replace(session, index=index) for index, session in enumerate(every)]


def test_without_a_record_nothing_changes() -> None:
    made = [revision("a", NOON), revision("b", NOON + DAY)]
    assert tuple(sessions(made)) == find_sessions(made, {})


def test_a_record_takes_the_place_of_its_days_sessions() -> None:
    made = [revision("a", NOON, inserted=40), revision("b", NOON + DAY)]
    record = [timed(NOON - HOUR, NOON + MINUTE)]
    assert [(s.source, s.observed_minutes, s.revisions) for s in sessions(made, record)] == [
        ("org", 61.0, ("a",)),
        ("commits", 0.0, ("b",)),
    ]
    found = covered(made, record)
    assert found.sessions[0].words_inserted == 40
    assert found.minutes == {("Ada", TODAY): 61.0}
    assert replaced(found, find_sessions(made, {})) == {("Ada", TODAY): (0,)}


def test_entries_close_together_are_one_session_and_pauses_are_no_work() -> None:
    records = [timed(NOON, NOON + 10 * MINUTE), timed(NOON + 30 * MINUTE, NOON + 40 * MINUTE)]
    (one,) = covered([], records).sessions
    assert (one.observed_minutes, one.end) == (20.0, Moment(NOON + 40 * MINUTE))
    apart = [timed(NOON, NOON + MINUTE), timed(NOON + 2 * HOUR, NOON + 3 * HOUR)]
    assert len(covered([], apart).sessions) == 2


def test_entries_that_overlap_are_counted_once() -> None:
    records = [timed(NOON, NOON + HOUR), timed(NOON + 30 * MINUTE, NOON + 90 * MINUTE)]
    (one,) = covered([], records).sessions
    assert one.observed_minutes == 90.0


def test_idle_time_that_a_log_took_off_stays_off() -> None:
    (one,) = covered([], [timed(NOON, NOON + 10 * HOUR, minutes=35.0)]).sessions
    assert one.observed_minutes == 35.0


def test_the_log_named_first_counts() -> None:
    first, second = (
        [timed(NOON, NOON + HOUR)],
        [untimed(500.0), untimed(70.0, TODAY + timedelta(1))],
    )
    found = covered([], first, second)
    assert [s.observed_minutes for s in found.sessions] == [60.0, 70.0]


def test_days_without_times_are_sessions_of_no_known_hour() -> None:
    made = [revision("a", NOON), revision("b", NOON + HOUR)]
    (one,) = covered(made, [untimed(90.0), untimed(30.0)]).sessions
    assert (one.observed_minutes, one.start.seconds, one.day) == (120.0, None, TODAY)
    assert one.revisions == ("a", "b")


def test_commits_go_to_the_nearest_entry() -> None:
    made = [revision("a", NOON - HOUR), revision("b", NOON + 4 * HOUR)]
    records = [timed(NOON, NOON + MINUTE), timed(NOON + 5 * HOUR, NOON + 6 * HOUR)]
    assert [s.revisions for s in covered(made, records).sessions] == [("a",), ("b",)]


def test_a_log_of_words_alone_covers_nothing() -> None:
    made = [revision("a", NOON)]
    assert tuple(sessions(made, [untimed(None)])) == find_sessions(made, {})


def test_another_writers_record_is_theirs() -> None:
    found = sessions([revision("a", NOON)], [untimed(10.0, writer="Ben")])
    assert [(s.writer, s.source) for s in found] == [("Ben", "csv"), ("Ada", "commits")]


MIDNIGHT = NOON + 12 * HOUR


def test_a_record_past_midnight_takes_the_commits_after_it() -> None:
    made = [revision("a", MIDNIGHT + 10 * MINUTE), revision("b", MIDNIGHT + 15 * MINUTE)]
    record = [timed(MIDNIGHT - 3 * HOUR, MIDNIGHT + 10 * MINUTE)]
    assert [(s.source, s.revisions) for s in sessions(made, record)] == [("org", ("a", "b"))]
    own = find_sessions(made, {})
    assert replaced(covered(made, record), own) == {("Ada", TODAY): (0,)}


def test_a_session_that_begins_before_midnight_meets_the_record_after_it() -> None:
    made = [revision(f"{k}", MIDNIGHT + k * HOUR, inserted=100) for k in (-1, 0, 1)]
    found = sessions(made, [timed(MIDNIGHT, MIDNIGHT + 2 * HOUR)])
    assert [(s.source, s.revisions) for s in found] == [("commits", ("-1",)), ("org", ("0", "1"))]


def test_a_short_record_does_not_take_a_whole_night() -> None:
    made = [revision(f"{k}", MIDNIGHT + 50 * MINUTE * k) for k in range(10)]
    found = sessions(made, [timed(MIDNIGHT - HOUR, MIDNIGHT + 5 * MINUTE)])
    assert [(s.source, len(s.revisions)) for s in found] == [("org", 1), ("commits", 9)]
    own = find_sessions(made, {})
    assert replaced(covered(made, [timed(MIDNIGHT - HOUR, MIDNIGHT + 5 * MINUTE)]), own) == {}


def test_entries_of_different_days_do_not_run_together_however_long_the_gap() -> None:
    records = [timed(NOON + k * DAY, NOON + k * DAY + HOUR) for k in range(90)]
    log = Log("org", "f", tuple(records))
    found = cover([revision("a", NOON + 80 * DAY)], [log], {"Ada": 7 * 24 * 60.0})
    assert len(found.sessions) == 90
    assert set(found.minutes.values()) == {60.0}
    assert found.given == {"a": TODAY + timedelta(80)}


def test_the_next_days_commits_are_not_those_of_a_night() -> None:
    made = [revision("a", MIDNIGHT + 9 * HOUR)]
    found = sessions(made, [timed(MIDNIGHT - 3 * HOUR, MIDNIGHT + 10 * MINUTE)])
    assert [s.source for s in found] == ["org", "commits"]


def test_entries_that_overlap_past_midnight_are_counted_once() -> None:
    records = [
        timed(MIDNIGHT - 4 * HOUR, MIDNIGHT + 8 * HOUR), timed(MIDNIGHT, MIDNIGHT + 8 * HOUR)
    ]  # fmt: skip
    assert sum(s.observed_minutes for s in covered([], records).sessions) == 12 * 60


def test_a_sitting_left_open_for_weeks_covers_them() -> None:
    made = [revision(f"c{k}", NOON + k * DAY, inserted=50) for k in range(1, 20)]
    made.append(revision("after", NOON + 25 * DAY))
    found = sessions(made, [timed(NOON, NOON + 470 * HOUR, minutes=66 * 60)])
    assert [(s.source, len(s.revisions)) for s in found] == [("org", 19), ("commits", 1)]


def test_a_day_without_time_covers_nothing() -> None:
    made = [revision("a", NOON), revision("b", NOON + HOUR)]
    assert tuple(sessions(made, [untimed(0.0)])) == find_sessions(made, {})


def test_what_is_recorded_before_a_commit_is_known() -> None:
    made = [revision("a", NOON), revision("b", NOON + 4 * DAY), revision("c", NOON + 5 * DAY)]
    days = [TODAY + timedelta(k) for k in (1, 2, 3)]
    found = covered(made, [untimed(60.0, day) for day in days])
    assert recorded_between(found, find_sessions(made, {}), made) == (0.0, 180.0, 0.0)


RECORDS = st.lists(
    st.one_of(
        st.builds(
            lambda start, minutes, part: timed(
                NOON + start * MINUTE, NOON + (start + minutes) * MINUTE, minutes * part
            ),
            st.integers(-2_000, 4_000),
            st.integers(0, 300),
            st.floats(0, 1),
        ),
        st.builds(untimed, st.floats(0, 300)),
    ),
    max_size=12,
)


@given(RECORDS, st.lists(st.integers(-3_000, 5_000), max_size=15))
def test_every_commit_stays_in_one_session_and_no_minute_is_invented(
    records: list[Record], minutes: list[int]
) -> None:
    made = [revision(f"c{k}", NOON + m * MINUTE) for k, m in enumerate(minutes)]
    found = sessions(made, records)
    seen = Counter(commit for session in found for commit in session.revisions)
    assert seen == Counter(r.commit for r in made)
    total = sum(s.observed_minutes for s in found if s.recorded)
    assert total <= sum(record.minutes or 0.0 for record in records) + 1e-6
    days = [s.day for s in found]
    assert days == sorted(days, key=lambda day: day or date.min)
