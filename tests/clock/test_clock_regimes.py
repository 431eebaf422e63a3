"""By which habit a writer commits, and when the habit changed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from clockwork import DAY, HOUR, MINUTE, START, revision
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock.regimes import find_regimes
from drafttime.model import Revision

MORNING = START - START % DAY + 9 * HOUR


def days(first: int, number: int, a_day: int, *, automatic: bool = False) -> list[Revision]:
    return [
        replace(
            revision(f"{first + k}-{n}", MORNING + (first + k) * DAY + n * 20 * MINUTE),
            automatic=automatic,
        )
        for k in range(number)
        for n in range(a_day)
    ]


def habits(made: list[Revision], imported: set[str] | None = None) -> list[tuple[str, int]]:
    return [(r.habit, r.commits) for r in find_regimes(made, imported or set())]


@pytest.mark.parametrize(
    ("made", "habit"),
    [
        (days(0, 10, 3), "by hand"),
        (days(0, 30, 1), "daily"),
        (days(0, 12, 6, automatic=True), "automatic"),
    ],
)
def test_one_habit_throughout(made: list[Revision], habit: str) -> None:
    assert habits(made) == [(habit, len(made))]


def test_a_habit_changes_once() -> None:
    made = [*days(0, 20, 4), *days(20, 40, 1), *days(60, 20, 8, automatic=True)]
    assert [habit for habit, _ in habits(made)] == ["by hand", "daily", "automatic"]


def test_single_commits_now_and_then_are_no_habit() -> None:
    made = [r for k in range(30) for r in days(k, 1, 1 if k % 2 else 3)]
    assert habits(made) == [("by hand", len(made))]


def test_a_few_odd_days_end_no_habit() -> None:
    made = [*days(0, 20, 1), *days(20, 1, 3), *days(21, 20, 1)]
    assert [habit for habit, _ in habits(made)] == ["daily"]


def test_a_history_that_begins_with_an_import() -> None:
    made = [*days(0, 2, 1), *days(2, 20, 4)]
    found = find_regimes(made, {"0-0", "1-0"})
    assert [r.habit for r in found] == ["imported", "by hand"]
    assert found[0].why == "2 of 2 commits brought text that arrived at once"


def test_one_day_of_import_begins_a_history_and_does_not_interrupt_one() -> None:
    made = days(0, 30, 3)
    first = find_regimes(made, {r.commit for r in made[:3]})
    assert [(r.habit, r.commits) for r in first] == [("imported", 3), ("by hand", 87)]
    assert [r.habit for r in find_regimes(made, {r.commit for r in made[45:48]})] == ["by hand"]


def test_each_writer_has_their_own_the_busiest_first() -> None:
    ada, ben = days(0, 5, 3), [replace(r, writer="Ben") for r in days(0, 30, 1)]
    guest = [replace(r, writer="Guest") for r in days(0, 3, 4)]
    found = find_regimes([*ada, *ben, *guest])
    assert [(r.writer, r.habit) for r in found] == [("Ben", "daily"), ("Ada", "by hand")]
    assert [r.writer for r in find_regimes(guest)] == ["Guest"]


def test_unknown_times_and_what_is_no_labour_are_passed_over() -> None:
    assert find_regimes([revision("a", None), revision("b", START, labour=False)]) == ()


@given(
    st.lists(st.tuples(st.integers(1, 6), st.booleans(), st.booleans()), min_size=1, max_size=60)
)
def test_regimes_follow_one_another_and_hold_every_commit(
    seen: list[tuple[int, bool, bool]],
) -> None:
    made, imported = [], set()
    for k, (number, automatic, arrived) in enumerate(seen):
        own = days(k, 1, number, automatic=automatic)
        made += own
        imported |= {r.commit for r in own} if arrived else set()
    found = find_regimes(made, imported)
    assert sum(r.commits for r in found) == len(made)
    assert all(one.end < other.start for one, other in pairwise(found))
    assert all(one.habit != other.habit for one, other in pairwise(found))
