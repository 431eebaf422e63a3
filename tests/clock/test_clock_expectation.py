"""What one session may have taken, by its words and by the days before it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from clockwork import DAY, HOUR, MINUTE, START, revision
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock import priors
from drafttime.clock.expectation import (
    RULE,
    Expectation,
    PaceRule,
    expect,
    recorded,
    room_minutes,
    ticks_minutes,
)
from drafttime.clock.sessions import find_sessions
from drafttime.model import Moment, Session

WORDS = st.floats(0, 50_000)
DAYS = st.floats(0.001, 100)


def session(
    end: int, *, inserted: int = 0, deleted: int = 0, minutes: float = 0.0, source: str = "commits"
) -> Session:
    return Session(
        0, "Ada", Moment(end - round(60 * minutes)), Moment(end), ("a",), inserted, deleted,
        minutes, source,
    )  # fmt: skip


@given(words=st.floats(1, 50_000), days=st.floats(0.01, 2), times=st.integers(1, 7))
def test_equal_days_in_one_commit_take_as_long_as_one_by_one(
    words: float, days: float, times: int
) -> None:
    rule = PaceRule(overhead_words=0, sitting_words=1e-9)
    together = rule.minutes(times * words, times * days)
    assert together == pytest.approx(times * rule.minutes(words, days))


@given(words=WORDS, more=WORDS, days=DAYS, longer=DAYS)
def test_more_words_and_more_days_never_take_less(
    words: float, more: float, days: float, longer: float
) -> None:
    least = RULE.minutes(words, days)
    assert least <= RULE.minutes(words + more, days)
    assert least <= RULE.minutes(words, days + longer) * (1 + 1e-12)


def test_days_beyond_a_fortnight_add_nothing() -> None:
    assert RULE.minutes(50_000, 14) == RULE.minutes(50_000, 400)
    assert RULE.minutes(50_000, 13) < RULE.minutes(50_000, 14)


def test_a_typo_after_a_quiet_week_was_not_a_weeks_work() -> None:
    assert RULE.minutes(3, 7) == RULE.minutes(3, 1)
    assert RULE.minutes(3 * RULE.sitting_words, 7) == RULE.minutes(3 * RULE.sitting_words, 3)


def test_negative_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="never negative"):
        RULE.minutes(-1, 1)
    with pytest.raises(ValueError, match="never negative"):
        RULE.minutes(1, -1)


def test_a_cut_word_weighs_less_than_a_new_one_and_more_than_nothing() -> None:
    assert 0 < RULE.words(0, 1) < RULE.words(1, 0)


def test_a_dissertations_day_takes_some_hours() -> None:
    # 40 time logs have 3.5 hours on a day of writing; the one book among them 714 words.
    assert 2.5 * 60 < RULE.minutes(RULE.words(600, 114), 1) < 4.5 * 60


def test_room_is_all_of_a_short_time_and_sixteen_hours_of_a_day() -> None:
    assert room_minutes(1 / 24) == pytest.approx(60)
    assert room_minutes(16 / 24) == pytest.approx(16 * 60)
    assert room_minutes(20 / 24) == 16 * 60
    assert room_minutes(2.5) == pytest.approx(2.5 * 16 * 60 + 4 * 60)


@given(st.floats(0, 30), st.floats(0, 3))
def test_room_grows_with_time_and_never_exceeds_it(days: float, more: float) -> None:
    assert room_minutes(days) <= room_minutes(days + more) + 1e-9
    assert room_minutes(days) <= days * 24 * 60 + 1e-9


def test_the_first_session_is_given_a_day() -> None:
    (one,) = expect([session(START, inserted=500)], (), {})
    assert one == Expectation("Ada", "estimated", RULE.minutes(500, 1), 0.0)


def test_nothing_takes_longer_than_the_time_there_was() -> None:
    pair = [session(START), session(START + 20 * MINUTE, inserted=20_000)]
    assert expect(pair, (), {})[1].minutes == pytest.approx(20)


def test_days_run_from_the_writers_own_last_commit() -> None:
    pair = [session(START), session(START + 3 * DAY, inserted=400, minutes=30)]
    assert expect(pair, (), {})[1].minutes == pytest.approx(RULE.minutes(400, 2))


def test_a_record_is_what_it_says() -> None:
    one = recorded(session(START, inserted=9_000, minutes=12, source="org"))
    assert (one.kind, one.minutes) == ("recorded", 12)


def test_a_programs_commits_are_heartbeats() -> None:
    made = [revision(f"{k}", START + 10 * MINUTE * k) for k in range(7)]
    made = [replace(one, automatic=True) for one in made]
    ticks = ticks_minutes(made)
    assert ticks == {"Ada": 10}
    (found,) = find_sessions(made, {}, ticks)
    assert found.observed_minutes == 50  # an hour, less the tick that may have been idle
    (one,) = expect([found], {r.commit for r in made}, ticks)
    assert (one.kind, one.minutes) == ("heartbeats", 60)


def test_two_ticks_without_a_change_end_a_session() -> None:
    made = [revision(f"{k}", START + at) for k, at in enumerate((0, 600, 1200, 1200 + 1500, 4000))]
    made = [replace(one, automatic=True) for one in made]
    assert len(find_sessions(made, {}, {"Ada": 10.0})) == 3
    assert len(find_sessions(made, {})) == 1


def test_ticks_are_typical_pauses_up_to_an_hour() -> None:
    made = [revision("a", START), revision("b", START + 5 * HOUR)]
    assert ticks_minutes(made) == {}


@given(st.floats(0, 1))
def test_a_part_of_a_session_is_that_part_of_its_time(share: float) -> None:
    part = Expectation("Ada", "estimated", 60.0, 20.0).part(share)
    assert (part.minutes, part.observed_minutes) == (60 * share, 20 * share)


def test_every_constant_says_where_it_comes_from() -> None:
    assert all(prior.says and prior.source for prior in priors.PRIORS.values())


def test_automatic_commits_that_are_rare_are_weighed_by_their_words() -> None:
    made = [revision(f"{k}", START + k * DAY, inserted=400) for k in range(3)]
    made = [replace(one, automatic=True) for one in made]
    found = expect(find_sessions(made, {}, ticks_minutes(made)), {r.commit for r in made}, {})
    assert [one.kind for one in found] == ["estimated"] * 3
    assert found[1].minutes == pytest.approx(RULE.minutes(RULE.words(400, 3), 1))


def test_text_that_arrived_ends_the_pause_before_a_session() -> None:
    pair = [session(START), session(START + 3 * DAY, inserted=400)]
    found = expect(pair, (), {}, {"Ada": [START + 2 * DAY]})
    assert found[1].minutes == pytest.approx(RULE.minutes(400, 1))
