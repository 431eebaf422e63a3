"""Sessions part a writer's labour at long pauses, and time is what lies inside them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from clockwork import DAY, HOUR, MINUTE, START, at, gap, revision
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock.rules import TIME_RULES, git_hours_minutes
from drafttime.clock.sessions import find_sessions, measure_time, sessions_of
from drafttime.model import Revision, SessionGap

WRITERS = ("Ada", "Ben", "Cy")


@st.composite
def histories(draw: st.DrawFn) -> list[Revision]:
    rows = draw(
        st.lists(
            st.tuples(
                st.one_of(st.none(), st.integers(-5 * DAY, 5 * DAY)),
                st.sampled_from(WRITERS),
                st.booleans(),
                st.integers(0, 50),
            ),
            max_size=40,
        )
    )
    return [
        revision(f"c{place}", seconds, writer, labour=labour, inserted=words, deleted=words // 2)
        for place, (seconds, writer, labour, words) in enumerate(rows)
    ]


def gaps(minutes: float) -> dict[str, SessionGap]:
    return {writer: gap(minutes, writer)[writer] for writer in WRITERS}


class TestFinding:
    def test_a_pause_up_to_the_gap_is_inside_and_a_longer_one_is_not(self) -> None:
        sessions = find_sessions(at([0, 120, 240.0, 360 + 1 / 60]), gap(120))
        assert [session.revisions for session in sessions] == [("Ada0", "Ada1", "Ada2"), ("Ada3",)]

    def test_observed_time_runs_from_the_first_revision_to_the_last(self) -> None:
        (session,) = find_sessions(at([0, 10, 45]), gap(60))
        assert session.observed_minutes == 45
        assert (session.words_inserted, session.words_deleted) == (30, 9)
        assert session.source == "commits"

    def test_a_lone_revision_is_a_session_of_no_observed_time(self) -> None:
        (session,) = find_sessions(at([0]), gap(60))
        assert session.observed_minutes == 0
        assert session.start == session.end

    def test_writers_do_not_share_sessions(self) -> None:
        sessions = find_sessions([*at([0, 10]), *at([5, 15], "Ben")], gaps(60))
        assert [(session.writer, session.observed_minutes) for session in sessions] == [
            ("Ada", 10),
            ("Ben", 10),
        ]

    def test_sessions_are_numbered_by_start_and_then_by_writer(self) -> None:
        revisions = [*at([0, 600], "Ben"), *at([0, 300], "Ada")]
        sessions = find_sessions(revisions, gaps(60))
        assert [session.index for session in sessions] == [0, 1, 2, 3]
        assert [session.writer for session in sessions] == ["Ada", "Ben", "Ada", "Ben"]

    def test_start_and_end_keep_the_writers_own_offset(self) -> None:
        revisions = [
            revision("a", START, offset=330),
            revision("b", START + 20 * MINUTE, offset=-180),
        ]
        (session,) = find_sessions(revisions, gap(60))
        assert (session.start.offset_minutes, session.end.offset_minutes) == (330, -180)
        assert session.observed_minutes == 20

    def test_a_clock_that_was_set_back_loses_no_time(self) -> None:
        forward = find_sessions(at([0, 30, 60]), gap(60))
        backward = find_sessions(at([60, 0, 30]), gap(60))
        assert backward[0].observed_minutes == forward[0].observed_minutes == 60
        assert backward[0].revisions == ("Ada1", "Ada2", "Ada0")

    def test_revisions_of_the_same_second_stay_in_the_order_of_the_history(self) -> None:
        (session,) = find_sessions(at([5, 0, 0, 0, 5]), gap(60))
        assert session.revisions == ("Ada1", "Ada2", "Ada3", "Ada0", "Ada4")

    def test_what_is_not_labour_or_has_no_time_is_in_no_session(self) -> None:
        revisions = [revision("a", START, labour=False), revision("b", None), *at([0])]
        assert sessions_of(find_sessions(revisions, gap(60))) == {"Ada0": 0}

    def test_a_writer_without_a_gap_gets_the_default(self) -> None:
        assert len(find_sessions(at([0, 120, 241]), {})) == 2

    def test_nothing_gives_nothing(self) -> None:
        assert find_sessions([], {}) == ()

    @given(histories(), st.integers(1, 3_000))
    def test_sessions_partition_the_labour(self, revisions: list[Revision], minutes: int) -> None:
        sessions = find_sessions(revisions, gaps(minutes))
        labour = [r for r in revisions if r.labour and r.authored.seconds is not None]
        counted = Counter(commit for session in sessions for commit in session.revisions)
        assert counted == Counter(revision.commit for revision in labour)
        assert sum(s.words_inserted for s in sessions) == sum(r.words_inserted for r in labour)
        assert sum(s.words_deleted for s in sessions) == sum(r.words_deleted for r in labour)
        by_name = {revision.commit: revision for revision in labour}
        for place, session in enumerate(sessions):
            assert session.index == place
            assert {by_name[commit].writer for commit in session.revisions} == {session.writer}
            times = [by_name[commit].authored.seconds or 0 for commit in session.revisions]
            assert times == sorted(times)
            assert all(b - a <= minutes * 60 for a, b in pairwise(times))
            assert session.observed_minutes == (times[-1] - times[0]) / 60 >= 0
        starts = [(session.start.seconds, session.writer) for session in sessions]
        assert starts == sorted(set(starts))

    @given(histories(), st.integers(1, 3_000))
    def test_sessions_of_a_writer_lie_further_apart_than_the_gap(
        self, revisions: list[Revision], minutes: int
    ) -> None:
        for writer in WRITERS:
            own = [s for s in find_sessions(revisions, gaps(minutes)) if s.writer == writer]
            for before, after in pairwise(own):
                pause = (after.start.seconds or 0) - (before.end.seconds or 0)
                assert pause > minutes * 60

    @given(histories(), st.integers(1, 3_000), st.integers(0, 3_000))
    def test_a_longer_gap_gives_no_more_sessions_and_no_less_time(
        self, revisions: list[Revision], minutes: int, more: int
    ) -> None:
        tight = find_sessions(revisions, gaps(minutes))
        loose = find_sessions(revisions, gaps(minutes + more))
        assert len(loose) <= len(tight)
        assert (
            sum(s.observed_minutes for s in loose) >= sum(s.observed_minutes for s in tight) - 1e-6
        )

    @given(histories(), st.integers(1, 30_000))
    def test_observed_time_never_exceeds_the_span(
        self, revisions: list[Revision], minutes: int
    ) -> None:
        sessions = find_sessions(revisions, gaps(minutes))
        for writer in {session.writer for session in sessions}:
            times = [
                r.authored.seconds
                for r in revisions
                if r.writer == writer and r.labour and r.authored.seconds is not None
            ]
            observed = sum(s.observed_minutes for s in sessions if s.writer == writer)
            assert observed <= (max(times) - min(times)) / 60 + 1e-6


class TestTime:
    def test_observed_time_is_the_sum_over_sessions(self) -> None:
        known = gaps(60)
        sessions = find_sessions([*at([0, 30, 500, 520]), *at([0, 40], "Ben")], known)
        time = measure_time(sessions, known)
        assert (time.observed_minutes, time.rule, time.rule_minutes) == (90, "observed", None)

    def test_gaps_are_listed_with_the_main_writer_first(self) -> None:
        known = gaps(60)
        sessions = find_sessions([*at([0]), *at([0, 1, 2], "Ben")], known)
        time = measure_time(sessions, known)
        assert [gap.writer for gap in time.gaps] == ["Ben", "Ada", "Cy"]

    def test_git_hours_adds_two_hours_per_session_of_its_own(self) -> None:
        revisions = [*at([0, 30, 1_000]), *at([0], "Ben")]
        sessions = find_sessions(revisions, gaps(60))
        time = measure_time(sessions, gaps(60), "git-hours", revisions)
        assert time.rule == "git-hours"
        assert time.rule_minutes == (120 + 30 + 120) + 120
        assert time.observed_minutes == 30

    def test_git_hours_takes_only_labour_of_known_time(self) -> None:
        revisions = [*at([0]), revision("m", START + HOUR, labour=False), revision("u", None)]
        time = measure_time(find_sessions(revisions, {}), {}, "git-hours", revisions)
        assert time.rule_minutes == 120

    def test_nothing_takes_no_time(self) -> None:
        assert measure_time((), {}).observed_minutes == 0
        assert measure_time((), {}, "git-hours").rule_minutes == 0

    def test_an_unknown_rule_is_refused(self) -> None:
        with pytest.raises(ValueError, match="known are observed, git-hours"):
            measure_time((), {}, "wishful")

    def test_a_comparison_rule_without_revisions_is_refused(self) -> None:
        with pytest.raises(ValueError, match="needs the revisions"):
            measure_time(find_sessions(at([0]), {}), {}, "git-hours")


class TestRules:
    def test_pauses_of_two_hours_and_more_are_not_counted(self) -> None:
        assert git_hours_minutes([]) == 0
        assert git_hours_minutes([0]) == 120
        assert git_hours_minutes([0, 2 * HOUR - 60]) == 120 + 119
        assert git_hours_minutes([0, 2 * HOUR]) == 240

    def test_every_rule_says_what_it_is_and_where_it_comes_from(self) -> None:
        for name, rule in TIME_RULES.items():
            assert rule.name == name
            assert rule.says.endswith(".")
            assert rule.source
