"""Numbers that writers leave in commit messages are found, and nothing that is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock.claims import MOST_CHARACTERS, find_claims


def found(message: str) -> list[tuple[str, float]]:
    return [(one.kind, one.number) for one in find_claims(message)]


WRITTEN = {
    1500: """
        1500 words|+1,500 words|1.5k words|1500w|1500 words.|wrote 1500 words|Wrote ~1500 words
        Added about 1,500 words to the weir scene|+ 1500 words|1500 new words|1500 more words
        1500 words on chapter 3|Finish ch. 3: wrote 1500 words|Day 5: 1500 words
        The ferry (1500 words)|2024-03-02: 1500 words|Words written: 1500|another 1 500 words
        wrote over 1,500 words|Wrote 1500 words and cut 300 words|Ferry, at last. 1500 words
        **1500 words**|1500+ words|1.500 Wörter geschrieben|1500 Wörter|schrieb 1500 Wörter
        1500 mots|1 500 mots écrits|ajout de 1500 mots|1500 palabras
        ajout de 1500 mots sur la digue|escribí 1.500 palabras
        1500 parole|aggiunte 1500 parole|1500 palavras|escrevi 1500 palavras
        1500 woorden geschreven|1500 слов|написала 1500 слов|1\u202f500 mots sur la digue
        1’500 Wörter am Wehr""",
}
WHOLE = {
    84213: """
        word count: 84,213|Word count 84213|wordcount now 84,213|wc -w: 84213
        `wc -w` says 84,213|total 84,213 words|84,213 words total|84213 words so far
        Total words: 84,213|84,213 words|now at 84,213 words
        Finished chapter 3, now at 84,213 words|the book is 84,213 words|84,213 of 100,000 words
        84,213/100,000 words|First draft done at 84,213 words|insgesamt 84.213 Wörter
        jetzt bei 84.213 Wörtern|total : 84 213 mots|84.213 palabras en total
        in totale 84.213 parole|agora 84.213 palavras|totaal 84.213 woorden|всего 84 213 слов""",
    84000: """
        now at 84k|we're now at 84k!|Chapter 3 done, now at 84k|reached 84k|passed 84,000 words
        now at 84K words|hit 84k""",
}
MINUTES = {
    120: "2h|2 h|2 hours|2 hrs.|worked 2h|2h writing|2 hours of editing|spent about 2 hours|"
    "2h on chapter 3|The ferry (2h)|Chapter 3 (2h)|Time: 2h|hours: 2|#time 2h|120 min|"
    "Schleuse, 2h|2 Stunden|2 Std. Arbeit|2 heures|travaillé 2 heures|2 horas|2 ore|2 uur|"
    "2 часа|2 ч|работала 2 часа",
    150: "2 h 30|2h30|2h 30m|2h30m|2.5 hours|2,5 Stunden|2½ hours|2:30h|2:30 hours|150 minutes|"
    "wrote for 2 hours and 30 minutes|time spent: 2h 30m",
}


def phrases(table: dict[int, str]) -> list[tuple[str, int]]:
    return [
        (phrase.strip(), number)
        for number, text in table.items()
        for line in text.splitlines()
        for phrase in line.split("|")
        if phrase.strip()
    ]


@pytest.mark.parametrize(("message", "number"), phrases(WRITTEN))
def test_words_that_were_written_are_found(message: str, number: int) -> None:
    assert found(message) == [("words written", number)]


@pytest.mark.parametrize(("message", "number"), phrases(WHOLE))
def test_lengths_of_the_book_are_found(message: str, number: int) -> None:
    assert found(message) == [("words", number)]


@pytest.mark.parametrize(("message", "number"), phrases(MINUTES))
def test_times_at_work_are_found(message: str, number: int) -> None:
    assert found(message) == [("minutes", number)]


NONE = """
    word count: -500|word count: 2h|±500 words|30,000 of 50,000 words of part one|9 of 800 words
    the memo reached me, 84,213 words total in chapter 3|readers 84,213 words total|1500 words read
    at 84,213 words today|500,000 of 20,000 words|12,345 of 50,000 words today|80,000 words today
    Blurb: 1500 words total|Aside: 1500 words now|hours 2:30|1:30 min
    worked 2 hours 30|2h 1500|1:30 minutes of editing
    version 1.5|v2.1|chapter 2|2nd edition|fixes #1500|2024-03-01|12:30|see 3f2a9c1
    10 words replaced|replace 3 words|a 500 word limit|500-word intro|500 words limit
    limit: 500 words|cut 500 words|-500 words|−500 words|removed 500 words of chapter 3
    500 words fewer|to do: 500 words|goal: 50,000 words|500 words to go|500 words left
    up to 500 words|at most 500 words|<500 words|write 500 words per day|500 words every morning
    1000-1500 words|between 1000 and 1500 words|1000 or 1500 words|80,000 -> 84,213 words
    from 80,000 to 84,000 words|didn't write 500 words|trim synopsis (500 words)
    Reworked the intro, 1500 words|chapter 3, 1500 words|Chapter 3: 1500 words
    chapter 3 is now at 1500 words|Day 5 700 words|Synopsis: 500 words|10,000 common words
    1500/1667 words|Words: 1500|PDF now at 84k|now at 84kB|reduced to 84k|1,500 readers
    now at 1.5|007 words|1.5 words|at 2h|vers 14h30|14h30|9h30|24h|24h clock|life/24h.md: new
    solution to 8H|8H|2d+1|h = 3|48 hours|3 hours later|2 hours ago
    Jonas waits 3 hours at the ferry|2 hours on the train|2 hours of silence|5 min read
    add talk (5 min)|timeout 30 min|every 2 hours|Default is 3600 (1 hour)|up 2 hours, 5 min
    worked at 2h|wrote 2 hours scene|2h deadline|ETA: 2h|estimate 2h|Chapter 5: 3 hours
    1/2 hours|40 hours in total|worked 20h this week|worked 500 hours|less than 5 minutes
    Written 900 words: 600 kept|Add the line "I walked 2 hours"|Say “1500 words” less often
    500 Wörter pro Tag|noch 500 Wörter|objectif : 50 000 mots|500 mots supprimés
    500 palabras eliminadas|удалил 500 слов|цель: 50 000 слов|fix a swapped word in chapter 10
    a thousand words|words|k words|+|2|h|1:99h|1.2.3 words|1,50 words
    Weir · 6,648 words · 4 chapters"""


@pytest.mark.parametrize("message", [phrase for phrase, _ in phrases({0: NONE})])
def test_what_is_no_claim_is_not_found(message: str) -> None:
    assert find_claims(message) == ()


@pytest.mark.parametrize(
    "message",
    [
        'Revert "wrote 1500 words"\n\nThis reverts commit 3f2a9c1.',
        "Merge branch 'weir'\n\n* weir: wrote 1500 words",
        "fixup! wrote 1500 words",
        "The weir\n\n> wrote 1500 words",
    ],
)
def test_messages_that_repeat_others_say_nothing(message: str) -> None:
    assert find_claims(message) == ()


def test_several_kinds_stand_in_one_message_and_repeats_count_once() -> None:
    message = "Wrote 1,500 words, now at 84,213 words (2h)\n\n- wrote 1500 words\n- Time: 2h"
    assert sorted(found(message)) == [
        ("minutes", 120),
        ("words", 84213),
        ("words written", 1500),
    ]


def test_what_was_added_may_stand_behind_the_count() -> None:
    for message in ("Word count: 5,213 (+1,500)", "5,213 words (+1,500)"):
        assert found(message) == [("words", 5213), ("words written", 1500)]


@pytest.mark.parametrize(
    "message", ["1500 words today", "Today: 1500 words", "Heute 1.500 Wörter geschrieben"]
)
def test_numbers_of_today_are_of_the_day(message: str) -> None:
    (one,) = find_claims(message)
    assert (one.kind, one.number, one.span) == ("words written", 1500, "day")
    assert find_claims("worked 3h today")[0].span == "day"


def test_a_wrapped_line_is_read_with_the_one_before() -> None:
    assert (
        find_claims(
            "The ferry\n\nThe whole of the chapter on the ferry was brought down to\n1500 words"
        )
        == ()
    )
    assert found("The ferry\n\nShort.\n1500 words") == [("words written", 1500)]
    assert found(
        "The ferry\n\nThis evening, at the kitchen table, I wrote another\n1500 words"
    ) == [("words written", 1500)]


def test_a_time_alone_counts_in_the_subject_or_on_its_own_line() -> None:
    assert found("The ferry\n\n2h") == [("minutes", 120)]
    assert find_claims("The ferry\n\nJonas misses it, 2h") == ()


def test_says_is_the_place_as_it_was_written() -> None:
    (one,) = find_claims("Ferry done at last. Word count:  84,213, and `so` to bed")
    assert one.says == "Word count:  84,213"
    long = find_claims("Wrote 1500 words " + "about the sea " * 20)[0].says
    assert 70 < len(long) <= 80
    assert long.endswith("…")


def test_only_the_beginning_of_a_message_is_read() -> None:
    line = "wrote 1500 words\n"
    padding = "x" * 60 + ".\n"
    before = padding * (MOST_CHARACTERS // len(padding) - 1)
    assert found(before + line) == [("words written", 1500)]
    assert find_claims(padding * (MOST_CHARACTERS // len(padding) + 1) + line) == ()
    cut = "\n" + "y" * (MOST_CHARACTERS - len("\nz\nword count: 84,2") - 1) + ".\nz\n"
    message = f"{cut}word count: 84,213"
    assert find_claims(message) == ()


FORMS = ("{0}", "{0:,}", "~{0}", "{0}+")


@given(st.integers(20, 9_999), st.sampled_from(FORMS), st.sampled_from(["wrote", "Added", "+"]))
def test_a_number_is_read_in_every_form(number: int, form: str, verb: str) -> None:
    message = f"The weir: {verb} {form.format(number)} words"
    assert found(message.replace("The weir: +", "+")) == [("words written", number)]


@given(st.integers(1_000, 999_999), st.sampled_from([",", ".", "'", "’", " ", "\u00a0", "\u202f"]))
def test_thousands_are_marked_in_many_ways(number: int, mark: str) -> None:
    assert found(f"wordcount: {number:,}".replace(",", mark)) == [("words", number)]


@given(
    st.integers(0, 15), st.integers(0, 59), st.sampled_from(["{}h {}m", "{} h {} min", "{}:{:02}h"])
)
def test_hours_and_minutes_are_added(hours: int, minutes: int, form: str) -> None:
    total = hours * 60 + minutes
    expected = [("minutes", total)] if total >= 5 else []
    assert [
        (kind, round(number, 6)) for kind, number in found(f"worked {form.format(hours, minutes)}")
    ] == expected


PIECES = st.sampled_from(
    'wrote 1500 words word count : now at 84k 84,213 + 2h 30 min and , ( ) / of → " “ total '
    "chapter 3 \n today 12 .5 1:30h – - * ` than more 1 234 567 total.md #time".split(" ")
)


@given(st.lists(PIECES, max_size=30), st.sampled_from(["", " "]))
def test_any_message_gives_numbers_within_bounds(pieces: list[str], glue: str) -> None:
    _within_bounds(glue.join(pieces))


@given(st.text(max_size=200))
def test_any_text_gives_numbers_within_bounds(text: str) -> None:
    _within_bounds(text)


def _within_bounds(message: str) -> None:
    for one in find_claims(message):
        low, high = {
            "words": (1, 5_000_000),
            "words written": (20, 100_000),
            "minutes": (5, 960),
        }[one.kind]
        assert low <= one.number <= high
        assert 0 < len(one.says) <= 80
