"""Numbers that a writer left are held against drafttime's own, without favour."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from clockwork import DAY, HOUR, START, commit, revision
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock.claims_compared import TENTH, compare_claims
from drafttime.model import Agreement, Commit, Revision

TODAY = "2023-11-14"
"""The day of `START`."""


def history(*made: tuple[str, Revision]) -> tuple[list[Commit], dict[str, Revision]]:
    """Commits with these messages, and their revisions by id."""
    commits = [commit(r.commit, r.authored.seconds, message, r.writer) for message, r in made]
    return commits, {r.commit: r for _, r in made}


def compare(
    *made: tuple[str, Revision],
    minutes: dict[str, float] | None = None,
    files: tuple[str, ...] = (),
) -> tuple[Agreement, ...]:
    return compare_claims(*history(*made), minutes or {}, files)


def test_nothing_stated_is_nothing_compared() -> None:
    assert compare(("more", revision("a", START))) == ()
    assert compare_claims([], {}, {}) == ()


def test_a_word_count_is_held_against_the_book_after_the_commit() -> None:
    (found,) = compare(("Word count: 1,050", revision("a", START, words=1_000)))
    assert (found.kind, found.where) == ("words", "commit messages")
    assert (found.compared, found.within_tenth, found.typical_ratio) == (1, 1, 1.05)
    (claim,) = found.examples
    assert (claim.at, claim.says, claim.theirs, claim.ours) == (
        "a",
        "Word count: 1,050",
        1_050,
        1_000,
    )


def test_a_tenth_is_a_tenth_of_ours() -> None:
    for theirs, close in ((1_100, 1), (1_101, 0), (900, 1), (899, 0)):
        (found,) = compare((f"wordcount {theirs}", revision("a", START, words=1_000)))
        assert found.within_tenth == close


def test_revisions_that_are_no_labour_and_unknown_commits_are_passed_over() -> None:
    merged = revision("a", START, labour=False)
    assert compare(("wordcount 1000", merged)) == ()
    commits, _ = history(("wordcount 1000", revision("a", START)))
    assert compare_claims(commits, {}, {}) == ()


def test_two_numbers_of_one_kind_in_a_message_are_passed_over() -> None:
    made = revision("a", START, inserted=500)
    assert compare(("Wrote 500 words\n\nWrote 800 words", made)) == ()
    kinds = [one.kind for one in compare(("Wrote 500 words, now at 1,000 words", made))]
    assert kinds == ["words", "words written"]


def test_a_count_of_one_file_is_of_the_book_only_where_there_is_one() -> None:
    made = ("1000 weir.md", revision("a", START, words=1_000))
    assert compare(made) == ()
    assert compare(made, files=("book/weir.md", "book/ebb.md")) == ()
    assert compare(made, files=("book/ebb.md",)) == ()
    (found,) = compare(made, files=("book/weir.md",))
    assert found.within_tenth == 1


def steps(
    numbers: str, writer: str, count: int, *, inserted: int = 900, deleted: int = 400
) -> list[tuple[str, Revision]]:
    return [
        (
            numbers,
            revision(f"{writer}{k}", START + k * HOUR, writer, inserted=inserted, deleted=deleted),
        )
        for k in range(count)
    ]


def test_the_reading_is_chosen_over_all_of_a_writers_numbers() -> None:
    odd = ("wrote 905 words", revision("odd", START, "Ada", inserted=900, deleted=400))
    (net,) = compare(*steps("wrote 500 words", "Ada", 3), odd)
    assert net.where == "commit messages, beside the net change"
    assert (net.compared, net.within_tenth) == (4, 3)
    (put_in,) = compare(*steps("wrote 900 words", "Ada", 3))
    assert put_in.where == "commit messages, beside the words put in"
    assert put_in.within_tenth == 3


def test_a_reading_is_not_chosen_for_few_numbers() -> None:
    (found,) = compare(*steps("wrote 500 words", "Ada", 2))
    assert found.where == "commit messages, beside the words put in"
    assert found.within_tenth == 0


def test_each_writer_has_a_reading_of_their_own() -> None:
    found = compare(*steps("wrote 900 words", "Ada", 3), *steps("wrote 500 words", "Ben", 4))
    assert [(one.where.rpartition("the ")[2], one.compared, one.within_tenth) for one in found] == [
        ("words put in", 3, 3),
        ("net change", 4, 4),
    ]


def test_the_net_change_counts_what_came_back() -> None:
    made = [
        (message, replace(one, words_restored=300, words_copied=200))
        for message, one in steps("wrote 1000 words", "Ada", 3)
    ]
    (found,) = compare(*made)
    assert found.where.endswith("the net change")
    assert found.typical_ratio == 1


def test_numbers_of_today_count_the_day_up_to_the_commit() -> None:
    (found,) = compare(
        ("first", revision("a", START - 3 * HOUR, inserted=300)),
        ("1000 words today", revision("b", START - 2 * HOUR, inserted=700)),
        ("later", revision("c", START - HOUR, inserted=5_000)),
        ("Ben's", revision("d", START - 3 * HOUR, "Ben", inserted=9_000)),
        ("before", revision("e", START - DAY, inserted=9_000)),
        ("a merge", revision("f", START - 3 * HOUR, inserted=9_000, labour=False)),
    )
    assert [(one.at, one.theirs, one.ours) for one in found.examples] == [("b", 1_000, 1_000)]
    assert compare(("1000 words today", revision("a", None))) == ()


def test_minutes_are_held_against_the_commit_or_its_day() -> None:
    made = [
        ("The weir (1h)", revision("a", START)),
        ("Ebb (30 min)", revision("b", START - HOUR)),
    ]
    (by_commit,) = compare(*made, minutes={"a": 60, TODAY: 5})
    assert [(one.at, one.theirs, one.ours) for one in by_commit.examples] == [
        ("a", 60, 60),
        (TODAY, 30, 5),
    ]
    (by_day,) = compare(*made, minutes={TODAY: 100})
    assert [(one.at, one.says, one.theirs, one.ours) for one in by_day.examples] == [
        (TODAY, "2 messages", 90, 100)
    ]
    assert compare(*made, minutes={"2020-01-01": 10}) == ()


def test_of_times_of_the_day_the_writers_last_one_counts() -> None:
    (found,) = compare(
        ("worked 1h today", revision("a", START - 2 * HOUR)),
        ("worked 3h today", revision("b", START - HOUR)),
        ("The weir (2h)", revision("c", START)),
        ("Ebb (1h)", revision("d", START, "Ben")),
        minutes={TODAY: 240, "b": 7},
    )
    assert [(one.at, one.theirs, one.ours) for one in found.examples] == [(TODAY, 240, 240)]


def test_the_ratio_is_unknown_where_ours_is_always_zero() -> None:
    (found,) = compare(("wrote 500 words", revision("a", START, inserted=0)))
    assert (found.typical_ratio, found.within_tenth) == (None, 0)


def test_examples_are_the_newest_three_and_last_the_worst() -> None:
    sizes = [1_000, 1_010, 3_000, 1_020, 1_030, 1_040]
    (found,) = compare(
        *(
            (f"wordcount {size}", revision(f"c{k}", START + k * DAY, words=1_000))
            for k, size in enumerate(sizes)
        )
    )
    assert [one.at for one in found.examples] == ["c5", "c4", "c3", "c2"]
    assert (found.compared, found.within_tenth) == (6, 5)
    assert found.typical_ratio == pytest.approx(1.025)


@given(
    st.lists(
        st.tuples(st.integers(100, 9_999), st.integers(0, 9_999), st.integers(0, 5_000)),
        max_size=12,
    ),
    st.randoms(),
)
def test_the_order_of_commits_does_not_matter_and_the_counts_add_up(
    made: list[tuple[int, int, int]], chance: random.Random
) -> None:
    pairs = [
        (f"wrote {theirs} words", revision(f"c{k}", START + k, inserted=put_in, deleted=out))
        for k, (theirs, put_in, out) in enumerate(made)
    ]
    commits, revisions = history(*pairs)
    found = compare_claims(commits, revisions, {})
    chance.shuffle(commits)
    assert compare_claims(commits, revisions, {}) == found
    assert sum(one.compared for one in found) == len(made)
    put_in = sum(abs(theirs - ours) <= TENTH * ours for theirs, ours, _ in made)
    net = sum(abs(theirs - (a - b)) <= TENTH * abs(a - b) for theirs, a, b in made)
    best = max(put_in, net) if len(made) >= 3 else put_in
    assert sum(one.within_tenth for one in found) == best
    assert all(len(one.examples) == min(4, one.compared) for one in found)
