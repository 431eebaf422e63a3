"""What is kept, moved and gone between two snapshots."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prose import WORD, book, paragraph

from drafttime.revision.alignment import Alignment, align
from drafttime.revision.crossing import Snapshot


def tokens(snapshot: Snapshot) -> int:
    return sum(sum(map(len, p)) for p in snapshot.values())


def check(old: Snapshot, new: Snapshot, found: Alignment) -> None:
    """Runs are equal on both sides and overlap on neither."""
    for sides in (
        [(r.old_slot, r.old_start, r.length) for r in found.runs],
        [(r.new_slot, r.new_start, r.length) for r in found.runs],
    ):
        at: dict[int, int] = {}
        for slot, start, length in sorted(sides):
            assert start >= at.get(slot, 0)
            at[slot] = start + length
    for run in found.runs:
        a = "".join(old[run.old_slot])[run.old_start : run.old_start + run.length]
        assert a == "".join(new[run.new_slot])[run.new_start : run.new_start + run.length]
        assert a


PARAGRAPHS = st.lists(
    st.text(alphabet="ab\U00010000\U00010001\U00010002", min_size=1, max_size=14), max_size=12
).map(tuple)
SNAPSHOTS = st.dictionaries(st.integers(0, 3), PARAGRAPHS, max_size=3)


@given(SNAPSHOTS, SNAPSHOTS)
def test_runs_are_equal_and_disjoint(old: Snapshot, new: Snapshot) -> None:
    found = align(old, new)
    check(old, new, found)


@given(SNAPSHOTS)
def test_a_text_is_kept_by_itself(old: Snapshot) -> None:
    found = align(old, old)
    assert found.kept_tokens == tokens(old)
    assert found.moved_tokens == 0


@given(SNAPSHOTS, SNAPSHOTS)
def test_alignment_is_deterministic(old: Snapshot, new: Snapshot) -> None:
    assert align(old, new) == align(dict(reversed(list(old.items()))), new)


@given(st.integers(0, 10_000))
@settings(max_examples=25)
def test_a_shuffle_loses_nothing_but_short_lines(seed: int) -> None:
    old = tuple(p for p in book(seed) if len(p) >= 8)
    new = list(old)
    random.Random(seed).shuffle(new)
    found = align({0: old}, {0: tuple(new)})
    assert found.kept_tokens + found.moved_tokens == tokens({0: old})


@given(st.integers(0, 10_000), st.integers(2, 4))
@settings(max_examples=25)
def test_joining_and_splitting_paragraphs_is_no_change(seed: int, together: int) -> None:
    old = book(seed)
    new = tuple("".join(old[k : k + together]) for k in range(0, len(old), together))
    for a, b in ((old, new), (new, old)):
        found = align({0: a}, {0: b})
        assert found.kept_tokens >= 0.99 * tokens({0: old})


@given(st.integers(0, 10_000), st.integers(1, 39))
@settings(max_examples=25)
def test_splitting_a_chapter_moves_nothing(seed: int, at: int) -> None:
    old = book(seed)
    found = align({0: old}, {0: old[:at], 1: old[at:]})
    assert found.moved_tokens == 0
    # A short last line before the cut may stand alone; everything else is found.
    assert found.kept_tokens >= tokens({0: old}) - 2 * 2


def test_a_paragraph_in_another_chapter_is_moved_not_cut() -> None:
    a, b = book(1), book(2)
    traveller = paragraph(random.Random(9))
    old = {0: (*a[:5], traveller, *a[5:]), 1: b}
    new = {0: a, 1: (*b, traveller)}
    found = align(old, new)
    assert found.moved_tokens == len(traveller)
    assert found.kept_tokens == tokens(old) - len(traveller)


def test_unchanged_files_weigh_in_on_what_moved() -> None:
    a, b = book(1, 4), book(2, 3)
    old = {0: a, 2: ()}
    new = {0: (), 2: (*b, *a)}
    light = align(old, new, lambda: {1: 10})
    assert light.moved_tokens == 0
    heavy = align(old, new, lambda: {1: 10_000})
    assert heavy.moved_tokens == tokens({0: a})


@pytest.mark.parametrize("count", [1, 4, 9, 12, 40])
def test_light_rework_is_found_however_much_of_it_there_is(count: int) -> None:
    """Every fifth word replaced, in a run of paragraphs with nothing unchanged between them."""
    chance = random.Random(count)
    old = tuple(paragraph(random.Random(1000 + k)) for k in range(count))
    new = tuple(
        "".join(chr(WORD + chance.randint(5_000, 9_000)) if k % 5 == 4 else c
                for k, c in enumerate(p))
        for p in old
    )  # fmt: skip
    found = align({0: old}, {0: new})
    assert found.kept_tokens >= 0.75 * tokens({0: old})


@pytest.mark.parametrize("count", [4, 9, 50])
def test_lines_of_verse_with_one_word_changed_are_the_same_lines(count: int) -> None:
    chance = random.Random(count)
    old = tuple(paragraph(random.Random(k), 1)[:9] for k in range(count))
    new = tuple(p[:4] + chr(WORD + chance.randint(5_000, 9_000)) + p[5:] for p in old)
    found = align({0: old}, {0: new})
    assert found.kept_tokens >= 0.85 * tokens({0: old})


def test_a_stub_that_was_written_out_is_not_cut() -> None:
    stub = paragraph(random.Random(1), 1)
    grown = stub + paragraph(random.Random(2), 6)
    found = align({0: (stub,)}, {0: (grown,)})
    assert found.kept_tokens == len(stub)


def test_a_page_long_paragraph_that_was_broken_up_is_still_there() -> None:
    """As when line breaks become paragraphs, with new lines here and there between them."""
    pieces = [paragraph(random.Random(k)) for k in range(30)]
    chance = random.Random(99)
    broken = []
    for k, piece in enumerate(pieces):
        broken.append(piece)
        if k % 4 == 1:
            broken.append(paragraph(chance, 1))
    old = ("".join(pieces[:15]), "".join(pieces[15:]))
    found = align({0: old}, {0: tuple(broken)})
    assert found.kept_tokens >= 0.97 * tokens({0: old})


def test_unrelated_texts_share_nothing_worth_naming() -> None:
    old, new = {0: book(3, 120)}, {0: book(4, 120)}
    found = align(old, new)
    assert found.kept_tokens <= 0.03 * tokens(old)
    assert found.moved_tokens <= 0.001 * tokens(old)


def test_a_reworded_paragraph_keeps_what_it_keeps() -> None:
    old = book(5)
    reworded = old[7][:12] + chr(0x10000 + 1499) + old[7][14:]
    found = align({0: old}, {0: (*old[:7], reworded, *old[8:])})
    assert found.kept_tokens == tokens({0: old}) - 2
    assert found.moved_tokens == 0


def test_a_paragraph_that_moved_whole_is_not_taken_for_its_half_similar_newcomer() -> None:
    a, b = book(1), book(2)
    traveller = paragraph(random.Random(9))
    newcomer = traveller[: len(traveller) * 3 // 5] + paragraph(random.Random(10), 2)
    old = {0: (*a[:5], traveller, *a[5:]), 1: b}
    new = {0: (*a[:5], newcomer, *a[5:]), 1: (*b, traveller)}
    found = align(old, new)
    assert sum(r.length for r in found.runs if (r.old_slot, r.new_slot) == (0, 1)) == len(traveller)
    assert sum(r.length for r in found.moved()) == len(traveller)


def test_a_sentence_that_moves_alone_has_moved() -> None:
    one, two, sentence = (paragraph(random.Random(k), 6) for k in (1, 2, 3))
    sentence = sentence[:9]
    old = {0: (one[:20] + sentence + one[20:], *book(7, 6), two)}
    new = {0: (one, *book(7, 6), two[:20] + sentence + two[20:])}
    found = align(old, new)
    assert found.moved_tokens == len(sentence)
    assert found.kept_tokens == tokens(old) - len(sentence)


def test_seven_tokens_that_turn_up_elsewhere_are_cut_and_new() -> None:
    one, two = (paragraph(random.Random(k), 6) for k in (1, 2))
    few = paragraph(random.Random(3), 6)[:7]
    old = {0: (one[:20] + few + one[20:], *book(7, 6), two)}
    new = {0: (one, *book(7, 6), two[:20] + few + two[20:])}
    found = align(old, new)
    assert found.moved_tokens == 0
    assert found.kept_tokens == tokens(old) - len(few)
