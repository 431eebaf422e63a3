from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from rendering import CHARTS, analysis

from drafttime.charts._hours import PARTS_OF_DAY, hours
from drafttime.model import Moment, Session

RHYTHM = CHARTS["rhythm"]
novel, tiny = partial(analysis, "novel"), partial(analysis, "tiny")
MONDAY = 1704067200  # 1 January 2024, midnight in Greenwich
HOUR = 3600


def session(start, end, offset=0):
    return Session(0, "M", Moment(start, offset), Moment(end, offset), (), 0, 0, 0.0)


def with_sessions(*found):
    return replace(novel(), sessions=found)


def test_a_session_counts_in_every_hour_that_it_touches():
    cells = hours(with_sessions(session(MONDAY + 20.5 * HOUR, MONDAY + 22.1 * HOUR))).cells
    assert [hour for hour in range(24) if cells[0][hour]] == [20, 21, 22]
    assert sum(map(sum, cells)) == 3


def test_hours_are_those_of_the_writers_own_clock():
    cells = hours(with_sessions(session(MONDAY, MONDAY + 60, 9 * 60))).cells
    assert cells[0][9] == 1
    west = hours(with_sessions(session(MONDAY, MONDAY + 60, -5 * 60))).cells
    assert west[6][19] == 1


def test_a_session_past_midnight_reaches_the_next_day():
    cells = hours(with_sessions(session(MONDAY + 23.5 * HOUR, MONDAY + 24.5 * HOUR))).cells
    assert (cells[0][23], cells[1][0]) == (1, 1)


def test_unknown_and_endless_times_do_no_harm():
    endless = session(MONDAY, MONDAY + 10_000 * HOUR)
    assert hours(with_sessions(endless, session(None, None))).total == 24


def test_a_record_that_knows_only_its_day_counts_in_the_hours_of_its_commits():
    model, nobody = novel().revisions[0], Moment(None)
    commits = tuple(
        replace(
            model, commit=f"{int(hour * 10):040x}", authored=Moment(MONDAY + int(hour * HOUR), 60)
        )
        for hour in (8, 8.5, 20)
    )
    ids = tuple(commit.commit for commit in commits)
    logged = replace(session(None, None), revisions=ids, source="timesheet", start=nobody)
    book = replace(with_sessions(logged, session(None, None)), revisions=commits)
    found = hours(book)
    assert [hour for hour in range(24) if found.cells[0][hour]] == [9, 21]
    assert (found.total, found.by_commits) == (2, 1)
    assert RHYTHM.subtitle(book).endswith("only the day, the hours of its commits count.")
    assert RHYTHM.subtitle(novel()).endswith("The larger the square, the more.")


def test_parts_of_the_day_hold_each_hour_once():
    assert sorted(hour for part in PARTS_OF_DAY.values() for hour in part) == list(range(24))


def test_fifteen_revisions_with_known_times_are_needed():
    book = novel()
    assert not RHYTHM.applies(tiny())
    assert not RHYTHM.applies(replace(book, revisions=book.revisions[:14]))
    assert RHYTHM.applies(replace(book, revisions=book.revisions[:15]))
    timeless = [replace(r, authored=Moment(None)) for r in book.revisions]
    assert not RHYTHM.applies(replace(book, revisions=tuple(timeless)))
    idle = [replace(r, labour=False) for r in book.revisions]
    assert not RHYTHM.applies(replace(book, revisions=tuple(idle)))
    assert not RHYTHM.applies(replace(book, sessions=()))


@pytest.mark.parametrize(
    ("starts", "title"),
    [
        ((20, 44, 68, 92), "Mostly in the evening"),
        ((6, 7, 8, 9), "Mostly in the morning, most of all on Mondays"),
        ((6, 20, 21, 7), "Mostly in the morning, most of all on Mondays"),
        ((6, 13, 20, 26), "Most of all on Mondays"),
        ((6, 37, 68, 98), "When you wrote"),
    ],
)
def test_the_title_claims_a_habit_only_where_half_the_hours_bear_it(starts, title):
    sessions = [session(MONDAY + hour * HOUR, MONDAY + hour * HOUR) for hour in starts]
    assert RHYTHM.title(with_sessions(*sessions)) == title


def test_the_alternative_text_gives_all_shares():
    said = RHYTHM.alt(with_sessions(*[session(MONDAY + 20 * HOUR, MONDAY + 20 * HOUR)] * 4))
    assert "100\N{NO-BREAK SPACE}% in the evening" in said
    assert "Monday 100\N{NO-BREAK SPACE}%" in said
    assert "Monday from 20:00, with 4\N{NO-BREAK SPACE}sessions" in said
