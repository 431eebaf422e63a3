"""Logs that count words a day are held against the words of that day's commits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from clockwork import DAY, HOUR, START, revision

from drafttime.clock.claims_compared import PATIENCE_DAYS, compare_log_words
from drafttime.model import Record, Revision

FIRST_DAY = date(2023, 11, 14)
"""The day of `START`."""


def record(
    day: int, words: int | None, *, says: str = "", writer: str = "", log: str = "desk"
) -> Record:
    on = FIRST_DAY + timedelta(days=day)
    return Record(log, "desk.csv", 1, on, words=words, says=says, writer=writer)


def by_id(*revisions: Revision) -> dict[str, Revision]:
    return {one.commit: one for one in revisions}


def days(*inserted: int, deleted: int = 0) -> dict[str, Revision]:
    return by_id(
        *(
            revision(f"c{k}", START + k * DAY, inserted=words, deleted=deleted)
            for k, words in enumerate(inserted)
        )
    )


def test_words_a_day_are_held_against_the_words_put_in() -> None:
    found = compare_log_words([record(0, 510), record(1, 700)], days(500, 1_000))
    assert found is not None
    assert (found.kind, found.where) == ("words written", "desk, beside the words put in")
    assert (found.compared, found.within_tenth) == (2, 1)
    assert found.typical_ratio == pytest.approx((1.02 + 0.7) / 2)
    assert [(one.at, one.theirs, one.ours) for one in found.examples] == [
        ("2023-11-14", 510, 500),
        ("2023-11-15", 700, 1_000),
    ]


def test_the_reading_is_chosen_for_all_days_together() -> None:
    records = [record(day, 300) for day in range(4)]
    found = compare_log_words(records, days(500, 500, 500, 300, deleted=200))
    assert found is not None
    assert found.where == "desk, beside the net change"
    assert found.within_tenth == 3


def test_entries_of_a_day_and_of_days_before_the_commit_are_added_up() -> None:
    records = [record(-1, 200, says="at night"), record(0, 100), record(0, 200)]
    found = compare_log_words(records, days(500))
    assert found is not None
    assert [(one.at, one.says, one.theirs) for one in found.examples] == [
        ("2023-11-14", "3 entries", 500)
    ]


def test_all_commits_of_a_day_are_added_up() -> None:
    revisions = by_id(
        revision("a", START, inserted=200),
        revision("b", START - HOUR, "Ben", inserted=300),
        revision("merge", START, inserted=9_000, labour=False),
    )
    found = compare_log_words([record(0, 500, says="Ebb")], revisions)
    assert found is not None
    assert [(one.says, one.ours) for one in found.examples] == [("Ebb", 500)]
    of_ben = compare_log_words([record(0, 300, writer="Ben")], revisions)
    assert of_ben is not None
    assert of_ben.examples[0].ours == 300


def test_an_entry_long_before_any_commit_or_after_the_last_is_left_out() -> None:
    assert compare_log_words([record(-PATIENCE_DAYS - 1, 500), record(1, 500)], days(500)) is None
    assert compare_log_words([record(-PATIENCE_DAYS, 500)], days(500)) is not None


def test_logs_without_words_and_days_of_imports_are_left_out() -> None:
    assert compare_log_words([record(0, None)], days(500)) is None
    assert compare_log_words([], days(500)) is None
    assert compare_log_words([record(0, 500)], {}) is None
    assert compare_log_words([record(0, 500, writer="Cid")], days(500)) is None
    imported = replace(revision("a", START, inserted=500), bulk=True)
    assert compare_log_words([record(0, 500)], by_id(imported)) is None
    unknown = revision("a", None, inserted=500)
    assert compare_log_words([record(0, 500)], by_id(unknown)) is None


def test_a_day_of_cutting_can_agree() -> None:
    records = [record(day, -200) for day in range(3)]
    found = compare_log_words(records, days(100, 100, 100, deleted=300))
    assert found is not None
    assert (found.within_tenth, found.typical_ratio) == (3, 1)


def test_all_logs_are_named() -> None:
    found = compare_log_words([record(0, 500), record(1, 500, log="app")], days(500, 500))
    assert found is not None
    assert found.where == "app, desk, beside the words put in"
