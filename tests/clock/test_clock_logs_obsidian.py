"""Words a day from the plug-ins of Obsidian."""

from __future__ import annotations

import json
from datetime import date

import pytest
from reading_logs import read, refusal

from drafttime.clock.logs._log import LogOptions
from drafttime.clock.logs.obsidian import LOG


def vault(days: dict[str, object]) -> str:
    return json.dumps({"history": days, "modifiedFiles": {}})


def counted(days: dict[str, object]) -> str:
    return json.dumps({"dayCounts": days, "todaysWordCount": {}})


def activity(*entries: dict[str, object]) -> str:
    return json.dumps({"schema": "0.2", "settings": {}, "stats": {"dailyActivity": entries}})


def entry(day: str, path: str, *words: object) -> dict[str, object]:
    changes = [{"timeKey": "09:05", "w": one, "c": 0} for one in words]
    return {"date": day, "filePath": path, "wordCountStart": 0, "changes": changes}


def test_better_word_count_gives_the_words_of_each_day_and_no_time() -> None:
    log = read(LOG, vault({"2024-03-02": {"words": 40}, "2024-03-01": {"words": 512}}))
    assert [(record.day, record.words) for record in log.records] == [
        (date(2024, 3, 1), 512),
        (date(2024, 3, 2), 40),
    ]
    assert all(record.minutes is None and record.start is None for record in log.records)
    assert log.zone_from == ""


def test_a_day_without_words_is_left_out_and_counted() -> None:
    log = read(LOG, vault({"2024-03-01": {"words": 0}, "2024-03-02": {"words": 1}}))
    assert len(log.records) == 1
    assert log.left_out == 1


def test_the_months_of_daily_stats_count_from_zero() -> None:
    log = read(LOG, counted({"2024/0/31": 12, "2024/1/29": 7, "2024/11/1": 5}))
    assert [record.day for record in log.records] == [
        date(2024, 1, 31),
        date(2024, 2, 29),
        date(2024, 12, 1),
    ]


def test_keep_the_rhythm_gives_what_remained_of_each_note() -> None:
    log = read(
        LOG,
        activity(
            entry("2024-03-01", "Book/One.md", 100, -30),
            entry("2024-03-01", "Book/One.md", 5),
            entry("2024-03-01", "Book/Two.md", -8),
            entry("2024-03-01", "Book/Three.md"),
        ),
    )
    assert [(record.says, record.words) for record in log.records] == [("Book/One.md", 75)]
    assert log.left_out == 2


def test_notes_are_chosen_by_the_files_of_the_book_or_by_words() -> None:
    text = activity(entry("2024-03-01", "Book/One.md", 100), entry("2024-03-01", "Diary.md", 900))
    for options in (LogOptions(files=("One.md",)), LogOptions(only=("book/",))):
        log = read(LOG, text, options)
        assert [record.words for record in log.records] == [100]
        assert log.left_out == 1


def test_a_vault_of_which_no_note_is_of_the_book_is_refused() -> None:
    text = activity(entry("2024-03-01", "Diary.md", 900))
    assert "none of its 1 notes" in refusal(LOG, text, LogOptions(files=("One.md",))).reason


def test_a_count_of_the_whole_vault_cannot_be_chosen_from() -> None:
    log = read(
        LOG, vault({"2024-03-01": {"words": 5}}), LogOptions(only=("book",), files=("a.md",))
    )
    assert [record.words for record in log.records] == [5]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (vault({"2024-02-30": {"words": 5}}), "a day that is none: 2024-02-30"),
        (vault({"2024/02/03": {"words": 5}}), "a day that is none: 2024/02/03"),
        (vault({"1820-01-01": {"words": 5}}), "before 1970"),
        (vault({"2024-03-01": {"words": -5}}), "negative"),
        (vault({"2024-03-01": {"words": 5.5}}), "no whole number"),
        (vault({"2024-03-01": {"words": "5"}}), "no number"),
        (vault({"2024-03-01": {"words": True}}), "no number"),
        (vault({"2024-03-01": {}}), "has no “words”"),
        (vault({"2024-03-01": 5}), "no JSON object"),
        (vault({}), "holds no days"),
        (counted({"2024/12/1": 5}), "its months counted from 0: 2024/12/1"),
        (counted({"2024/1/30": 5}), "its months counted from 0: 2024/1/30"),
        (counted({"2024-03-01": 5}), "counts characters or words, and does not say which"),
        (activity(entry("1 March", "a.md", 5)), "a day that is none: 1 March"),
        (activity(entry("2024-03-01", "a.md", 0.5)), "no whole number"),
        (activity({"date": "2024-03-01", "filePath": "a.md"}), "has no “changes”"),
        ('{"history": {"2024-03-01": {"words": 1}, "2024-03-01": {"words": 2}}}', "twice"),
        ('{"history": {}, "dayCounts": {}}', "none of the plug-ins that are known, or by several"),
        ('{"history": {"2024-03-01": {"wor', "ends in the middle"),
        ("[]", "no JSON object"),
    ],
)
def test_what_is_not_understood_gives_nothing(text: str, reason: str) -> None:
    assert reason in refusal(LOG, text).reason


def test_files_are_known_by_their_keys() -> None:
    assert LOG.recognises("data.json", vault({"2024-03-01": {"words": 5}}))
    assert LOG.recognises("data.json", counted({}))
    assert LOG.recognises("data.json", activity())
    assert not LOG.recognises("vault-stats.json", '{"history": 5}')
    assert not LOG.recognises("data.json", '[{"dayCounts": 5}]')
