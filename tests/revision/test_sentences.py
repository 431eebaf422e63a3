"""Which sentence became which: small cases whose answer is plain."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.revision.alignment import align
from drafttime.revision.sentences import Link, sentence_links
from drafttime.text.tokens import Vocabulary

RAIN = "It rained all day upon the old weir."
DAM = "Nobody had opened the dam since the spring."
BELL = "Far away a bell was ringing for the drowned."
LAMP = "She lit one lamp and carried it upstairs."


def links(old: list[str], new: list[str], *, whole: bool = False) -> tuple[Link, ...]:
    """Link sentences by the runs of alignment: each sentence a paragraph, or all of them one."""
    vocabulary = Vocabulary()
    before, after = ([vocabulary.encode(text) for text in side] for side in (old, new))
    sides = (("".join(before),), ("".join(after),)) if whole else (tuple(before), tuple(after))
    runs = align({0: sides[0]}, {0: sides[1]}).runs
    return sentence_links(
        before, after, [(run.old_start, run.new_start, run.length) for run in runs]
    )


@pytest.mark.parametrize("whole", [False, True], ids=["sentences", "paragraph"])
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([RAIN, DAM], [RAIN, DAM], ((0, 0), (1, 1))),
        ([RAIN, DAM], [RAIN, BELL, DAM], ((0, 0), (1, 2))),
        ([RAIN, BELL, DAM], [RAIN, DAM], ((0, 0), (2, 1))),
        ([RAIN], [LAMP], ()),
        ([], [RAIN], ()),
        ([], [], ()),
        ([RAIN, DAM], [RAIN.replace("old", "rotten"), DAM], ((0, 0), (1, 1))),
    ],
    ids=["equal", "added", "deleted", "unlike", "from nothing", "nothing", "a word"],
)
def test_what_became_of_each_sentence(
    old: list[str], new: list[str], expected: tuple[Link, ...], whole: bool
) -> None:
    assert links(old, new, whole=whole) == expected


@pytest.mark.parametrize("whole", [False, True], ids=["sentences", "paragraph"])
def test_a_sentence_that_is_split_or_joined_has_two_partners(whole: bool) -> None:
    joined = "It rained all day upon the old weir, and nobody had opened the dam since the spring."
    assert links([BELL, joined, LAMP], [BELL, RAIN, DAM, LAMP], whole=whole) == (
        (0, 0),
        (1, 1),
        (1, 2),
        (2, 3),
    )
    assert links([BELL, RAIN, DAM, LAMP], [BELL, joined, LAMP], whole=whole) == (
        (0, 0),
        (1, 1),
        (2, 1),
        (3, 2),
    )


def words(*ranges: range) -> str:
    return "".join(chr(0x10000 + code) for codes in ranges for code in codes)


@pytest.mark.parametrize("most_first", [True, False])
def test_a_clause_that_goes_next_door_makes_no_split(most_first: bool) -> None:
    old = words(range(10))
    most, least = words(range(6), range(20, 24)), words(range(6, 10), range(30, 36))
    if most_first:
        assert sentence_links([old], [most, least], [(0, 0, 6), (6, 10, 4)]) == ((0, 0),)
    else:
        assert sentence_links([old], [least, most], [(0, 10, 6), (6, 0, 4)]) == ((0, 1),)


def test_a_sentence_that_was_moved_is_linked() -> None:
    assert links([RAIN, DAM, BELL, LAMP], [LAMP, RAIN, DAM, BELL]) == (
        (0, 1),
        (1, 2),
        (2, 3),
        (3, 0),
    )


def test_a_sentence_turned_round_is_linked_by_its_words() -> None:
    turned = "Upon the old weir it had rained all day."
    assert links([DAM, RAIN, BELL], [DAM, turned, BELL]) == ((0, 0), (1, 1), (2, 2))


def test_likeness_without_runs_counts_between_the_same_links_only() -> None:
    turned = "Upon the old weir it had rained all day."
    vocabulary = Vocabulary()
    old = [vocabulary.encode(text) for text in (DAM, BELL, RAIN)]
    new = [vocabulary.encode(text) for text in (DAM, turned, BELL)]
    size = len(old[0])
    in_order = [(0, 0, size), (size, size + len(new[1]), len(old[1]))]
    assert sentence_links(old, new, in_order) == ((0, 0), (1, 2))
    assert sentence_links(old, new, []) == ((0, 0), (1, 2), (2, 1))


def test_short_answers_are_not_linked_by_their_full_stop() -> None:
    vocabulary = Vocabulary()
    old, new = [vocabulary.encode("Yes.")], [vocabulary.encode("No.")]
    assert sentence_links(old, new, [(1, 1, 1)]) == ()


def test_a_row_of_stars_is_linked_to_its_like() -> None:
    assert links([RAIN, "* * *", DAM], [RAIN, "* * *", DAM]) == ((0, 0), (1, 1), (2, 2))


def test_ties_go_to_the_earlier_sentence() -> None:
    vocabulary = Vocabulary()
    rain = vocabulary.encode(RAIN)
    half = len(rain) // 2
    runs = [(0, 0, half), (half, len(rain) + half, len(rain) - half)]
    ((first, _), *_) = sentence_links([rain], [rain, rain], runs)
    assert first == 0
    assert sentence_links([rain, rain], [rain], []) == ((0, 0),)


SENTENCES = st.lists(st.sampled_from([RAIN, DAM, BELL, LAMP, "Yes.", "No.", "…"]), max_size=8)


@given(SENTENCES, SENTENCES, st.booleans())
def test_links_are_pairs_in_order_and_split_or_join(
    old: list[str], new: list[str], whole: bool
) -> None:
    found = links(old, new, whole=whole)
    assert list(found) == sorted(set(found))
    for i, j in found:
        assert 0 <= i < len(old)
        assert 0 <= j < len(new)
        alone_old = sum(a == i for a, _ in found) == 1
        alone_new = sum(b == j for _, b in found) == 1
        assert alone_old or alone_new, "no sentence is split and joined at once"


@given(SENTENCES)
def test_an_unchanged_text_is_linked_to_itself(sentences: list[str]) -> None:
    assert links(sentences, sentences) == tuple((k, k) for k in range(len(sentences)))


def test_thousands_of_unlike_sentences_cost_little() -> None:
    chance = random.Random(1)
    old, new = (
        ["".join(chr(0x10000 + chance.randrange(500)) for _ in range(15)) for _ in range(3_000)]
        for _ in range(2)
    )
    start = time.process_time()
    assert len(sentence_links(old, new, [])) < 300
    assert time.process_time() - start < 5
