"""Hand and eye: what was seen, what is left out, and when the ratio is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from clockwork import DAY, MINUTE, START, gap, revision
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock.hand import (
    FEWEST_SESSIONS,
    LEAST_HAND_MINUTES,
    WIDEST,
    Seen,
    Stretch,
    find_stretches,
    hand_minutes,
    measure_hand_and_eye,
    ratio_of,
    rest,
)
from drafttime.clock.sessions import find_sessions
from drafttime.model import Estimate, HandAndEye, Moment, Revision, Session

SPEED = 20.0  # words a minute, for round figures
Commits = Sequence[tuple[float, int]]
"""Minutes after the start, and words typed."""

DAYS = st.lists(
    st.lists(st.tuples(st.floats(0, 100), st.integers(0, 3_000)), min_size=1, max_size=8),
    max_size=12,
)


def book(*days: Commits) -> tuple[tuple[Session, ...], dict[str, Revision]]:
    """Commits of some days, each day a session, by minute and words."""
    found = [
        revision(f"c{k}-{n}", START + k * DAY + round(minute * MINUTE), inserted=words)
        for k, day in enumerate(days)
        for n, (minute, words) in enumerate(sorted(day))
    ]
    return find_sessions(found, gap(200)), {r.commit: r for r in found}


def seen(*days: Commits) -> Seen:
    return find_stretches(*book(*days), SPEED)


def measured(*days: Commits, estimate: Estimate | None = None) -> HandAndEye:
    sessions, revisions = book(*days)
    return measure_hand_and_eye(sessions, revisions, estimate, SPEED)


def record(session: Session, minutes: float) -> Session:
    return replace(session, source="timesheet", observed_minutes=minutes)


def test_a_stretch_lies_between_two_commits_and_the_first_has_none() -> None:
    found = seen([(0, 900), (30, 100), (50, 60)])
    assert found.sessions == [[Stretch(30, 100), Stretch(20, 60)]]
    assert seen([(0, 900)], [(0, 900)]).sessions == []


def test_a_change_committed_in_parts_is_one_stretch() -> None:
    found = seen([(0, 0), (60, 100), (60.5, 400), (61, 100)])
    assert found.sessions == [[Stretch(61, 600)]]
    assert not found.too_short


def test_what_was_there_before_the_first_commit_is_left_out_and_counted() -> None:
    found = seen([(0, 900), (0.5, 800), (30.5, 100)])
    assert found.sessions == [[Stretch(30, 100)]]
    assert found.too_short == [Stretch(0.5, 800)]
    both = measured([(0, 900), (0.5, 800), (30.5, 100)])
    assert (both.too_short, both.too_short_words, both.interval_words) == (1, 800, 100)
    assert both.ratio_with_too_short == pytest.approx(30.5 / 45 - 1)
    assert both.outweighed


@given(DAYS)
def test_no_stretch_is_shorter_than_its_words_and_no_word_is_counted_twice(
    days: list[Commits],
) -> None:
    found = seen(*days)
    assert all(one.words <= one.minutes * SPEED for one in found.stretches)
    assert all(one.words > one.minutes * SPEED for one in found.too_short)
    sessions, revisions = book(*days)
    later = [c for session in sessions for c in session.revisions[1:]]
    words = sum(one.words for one in [*found.stretches, *found.too_short])
    assert words == sum(revisions[commit].words_inserted for commit in later)
    spent = sum(one.minutes for one in [*found.stretches, *found.too_short])
    assert spent == pytest.approx(sum(session.observed_minutes for session in sessions))


def test_a_record_is_one_stretch_with_the_records_before_it_that_have_no_commits() -> None:
    sessions, revisions = book([(0, 200), (5, 100)], [(0, 40)], [(0, 60)])
    alone = replace(record(sessions[1], 50), revisions=())
    found = find_stretches([record(sessions[0], 90), alone, sessions[2]], revisions, SPEED)
    assert found.sessions == [[Stretch(90, 300)]]
    found = find_stretches([alone, record(sessions[2], 25)], revisions, SPEED)
    assert found.sessions == [[Stretch(75, 60)]]
    found = find_stretches([alone, sessions[0], record(sessions[2], 25)], revisions, SPEED)
    assert found.sessions == [[Stretch(5, 100)], [Stretch(25, 60)]]


def test_a_record_of_too_few_minutes_is_left_out() -> None:
    sessions, revisions = book([(0, 900)])
    found = find_stretches([record(sessions[0], 10)], revisions, SPEED)
    assert (found.sessions, found.too_short) == ([], [Stretch(10, 900)])


def test_the_hand_of_a_session_is_its_typed_words_at_the_speed() -> None:
    (session,), revisions = book([(0, 100), (9, 300)])
    assert hand_minutes(session, revisions, SPEED) == 20
    assert hand_minutes(replace(session, revisions=()), revisions, SPEED) is None
    assert hand_minutes(session, {}, SPEED) is None


def test_what_remains_is_never_below_nothing() -> None:
    assert rest(Estimate(10, 50, 90), 30) == Estimate(0, 20, 60)
    assert measured([(0, 400)], estimate=Estimate(10, 50, 90)).eye == Estimate(0, 30, 70)
    assert measured([(0, 400)]).eye is None


def test_sessions_whose_typing_takes_longer_than_their_range_are_counted() -> None:
    sessions, revisions = book([(0, 400)], [(0, 400)])
    ranges = (Estimate(1, 5, 19), Estimate(1, 5, 20))
    told = [replace(s, estimate=own) for s, own in zip(sessions, ranges, strict=True)]
    assert measure_hand_and_eye(told, revisions, None, SPEED).sessions_too_short == 1


STEADY = [(0.0, 50), (40.0, 200), (80.0, 200)]  # 80 minutes, of which 20 are the hand's


def test_where_enough_was_seen_the_ratio_is_what_typing_leaves_over() -> None:
    days = [STEADY] * FEWEST_SESSIONS
    both = measured(*days)
    assert both.ratio == Estimate(3, 3, 3)
    assert both.why_not_known == ""
    assert both.intervals == 2 * FEWEST_SESSIONS == 2 * both.sessions_seen
    assert both.interval_minutes == 80 * FEWEST_SESSIONS
    assert both.ratio_with_too_short == pytest.approx(3)


def test_too_little_typing_too_few_sessions_and_too_wide_a_range_are_not_known() -> None:
    few = measured(*[STEADY] * (FEWEST_SESSIONS - 1))
    assert few.ratio is None
    assert few.why_not_known == "time was seen in 7 sessions only, where 8 are needed"
    little = measured(*[[(0, 50), (40, 100)]] * 11)
    assert 11 * 100 / SPEED < LEAST_HAND_MINUTES
    assert little.ratio is None
    assert little.why_not_known.startswith("only 55 minutes of typing were seen")
    unlike = measured(*[STEADY] * FEWEST_SESSIONS, *[[(0, 0), (150, 2)]] * FEWEST_SESSIONS * 2)
    assert unlike.ratio is not None
    one = measured(*[[(0, 0), (190, 40)]] * FEWEST_SESSIONS, [(0, 0), (70, 1_380)])
    assert one.ratio is None
    assert "differ too much" in one.why_not_known
    assert measured().ratio is None


def test_a_book_without_a_word_typed_has_no_ratio() -> None:
    both = measured(*[[(0, 0), (40, 0)]] * 20)
    assert (both.ratio, both.ratio_with_too_short) == (None, None)
    assert both.why_not_known.startswith("only 0 minutes")


SESSIONS = st.lists(
    st.lists(
        st.builds(Stretch, st.floats(0.1, 500), st.integers(0, 5_000)), min_size=1, max_size=4
    ),
    max_size=20,
)


@given(SESSIONS)
def test_the_range_holds_its_middle_and_the_order_of_sessions_is_nothing(
    sessions: list[list[Stretch]],
) -> None:
    found, turned = ratio_of(sessions, SPEED), ratio_of(sessions[::-1], SPEED)
    if found is None or turned is None:
        assert found is turned is None
        return
    assert found.low_minutes <= max(0.0, found.mid_minutes)
    assert found.mid_minutes <= found.high_minutes + 1e-9
    assert turned.mid_minutes == pytest.approx(found.mid_minutes)
    assert turned.high_minutes == pytest.approx(found.high_minutes, rel=1e-6)


def test_more_sessions_narrow_the_range_and_one_that_holds_most_widens_it() -> None:
    mixed = [[Stretch(80, 200)], [Stretch(40, 300)]]
    few, many = (ratio_of(mixed * n, SPEED) for n in (4, 40))
    assert few
    assert many
    assert few.mid_minutes == pytest.approx(many.mid_minutes)
    assert few.low_minutes < many.low_minutes < many.high_minutes < few.high_minutes
    heavy = ratio_of([*mixed * 4, [Stretch(900, 9_000)]], SPEED)
    assert heavy
    assert heavy.high_minutes > WIDEST * heavy.low_minutes


def test_writers_are_seen_each_by_their_own_sessions() -> None:
    own = [revision(f"a{n}", START + n * 30 * MINUTE, "Ada", inserted=90) for n in range(2)]
    other = [revision(f"b{n}", START + 60 + n * 30 * MINUTE, "Bo", inserted=40) for n in range(2)]
    sessions = find_sessions([*own, *other], {})
    found = find_stretches(sessions, {r.commit: r for r in [*own, *other]}, SPEED)
    assert found.sessions == [[Stretch(30, 90)], [Stretch(30, 40)]]


def test_a_record_of_a_day_without_a_time_takes_part() -> None:
    (session,), revisions = book([(0, 300)])
    untimed = replace(record(session, 60), start=Moment(None), end=Moment(None))
    assert find_stretches([untimed], revisions, SPEED).sessions == [[Stretch(60, 300)]]
