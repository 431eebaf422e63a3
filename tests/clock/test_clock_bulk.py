"""Text that cannot have been typed in the time is named; long sittings are not."""

from __future__ import annotations

import pytest
from clockwork import DAY, HOUR, MINUTE, START, revision
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock.bulk import bulk_revisions, is_bulk

SPEED = 32.5


def test_a_giant_first_commit() -> None:
    first = revision("a", START, words=80_112, inserted=80_112)
    assert bulk_revisions([first], SPEED) == {
        "a": "80,112 words arrived at once; their time is unknown."
    }


def test_a_first_commit_of_one_long_sitting_is_work() -> None:
    assert bulk_revisions([revision("a", START, words=4_800, inserted=4_800)], SPEED) == {}


def test_an_import_a_minute_after_another_commit() -> None:
    history = [
        revision("a", START, words=400, inserted=400),
        revision("b", START + MINUTE, words=30_400, inserted=30_000),
    ]
    assert set(bulk_revisions(history, SPEED)) == {"b"}


def test_a_days_work_committed_chapter_by_chapter_is_work() -> None:
    history = [revision("a", START, words=90_000, inserted=0)]
    history += [
        revision(f"b{n}", START + DAY + 20 * n, words=90_000, inserted=4_000) for n in range(3)
    ]
    assert bulk_revisions(history, 1_000) == {}
    assert bulk_revisions(history, SPEED) == {}


def test_a_squash_of_a_week_in_an_evening() -> None:
    history = [
        revision("a", START, words=20_000, inserted=10),
        revision("b", START + 4 * HOUR, words=40_000, inserted=20_000),
    ]
    assert set(bulk_revisions(history, SPEED)) == {"b"}


def test_a_month_of_writing_in_one_commit_could_have_been_typed() -> None:
    history = [
        revision("a", START, words=10, inserted=10),
        revision("b", START + 30 * DAY, words=50_000, inserted=50_000),
    ]
    assert bulk_revisions(history, SPEED) == {}


def test_nobody_types_a_book_in_two_days() -> None:
    history = [
        revision("a", START, words=10, inserted=10),
        revision("b", START + 2 * DAY, words=80_000, inserted=80_000),
    ]
    assert set(bulk_revisions(history, SPEED)) == {"b"}


def test_what_is_small_beside_the_book_is_left_alone() -> None:
    history = [
        revision("a", START, words=400_000, inserted=0),
        revision("b", START + MINUTE, words=400_000, inserted=30_000),
    ]
    assert bulk_revisions(history, SPEED) == {}


def test_another_writers_commits_lend_no_time() -> None:
    history = [
        revision("a", START, "Ada", words=10, inserted=10),
        revision("b", START + 30 * DAY, "Ben", words=50_000, inserted=50_000),
    ]
    assert set(bulk_revisions(history, SPEED)) == {"b"}


def test_a_copy_in_the_same_second_takes_no_time_away() -> None:
    history = [
        revision("a", START, words=10, inserted=10),
        revision("copy", START + 30 * DAY, words=50_000, inserted=50_000, labour=False),
        revision("b", START + 30 * DAY, words=50_000, inserted=50_000),
    ]
    assert bulk_revisions(history, SPEED) == {}


def test_unknown_times_are_judged_like_first_ones() -> None:
    history = [
        revision("a", START, words=10, inserted=10),
        revision("b", None, words=50_000, inserted=50_000),
    ]
    assert set(bulk_revisions(history, SPEED)) == {"b"}


def test_merges_and_copies_are_not_named() -> None:
    assert bulk_revisions([revision("a", START, inserted=90_000, labour=False)], SPEED) == {}


def test_nothing_gives_nothing() -> None:
    assert bulk_revisions([], SPEED) == {}


@pytest.mark.parametrize("speed", [0, -1, float("nan")])
def test_a_speed_that_makes_no_sense_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        bulk_revisions([], speed)


@given(
    st.integers(0, 200_000),
    st.integers(0, 10_000),
    st.floats(0, 100_000),
    st.floats(0, 100_000),
    st.floats(1, 200),
)
def test_more_time_and_fewer_words_are_never_more_bulk(
    words: int, fewer: int, minutes: float, more: float, speed: float
) -> None:
    if not is_bulk(words, minutes, speed):
        assert not is_bulk(words, minutes + more, speed)
        assert not is_bulk(max(0, words - fewer), minutes, speed)
    if not is_bulk(words, None, speed):
        assert not is_bulk(words, minutes, speed)
