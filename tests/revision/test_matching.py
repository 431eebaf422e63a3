"""Two texts laid over each other by the ids of their tokens, against counting by hand."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from drafttime.revision.matching import Matching, Tokens, match

# Each slot a list of ids; −1 is a token of no known lineage, repeated ids are copies.
SIDE = st.lists(st.lists(st.integers(-1, 9), max_size=9), max_size=3)
# Texts in which most tokens stand once, so that there are runs to be moved.
SHUFFLED = st.permutations(list(range(16))).map(lambda ids: [ids[:6], ids[6:]])


def tokens(slots: list[list[int]]) -> Tokens:
    ids = [token for slot in slots for token in slot]
    places = [k for k, slot in enumerate(slots) for _ in slot]
    return Tokens(
        np.array(ids, np.int64), np.array(places, np.int64), np.ones(len(ids), np.bool_)
    )  # fmt: skip


def partners(old: Tokens, new: Tokens) -> list[int]:
    """Pair equal ids of one file first, then what is left: the first with the first."""
    home = [-1] * len(new)
    taken: set[int] = set()
    for same_file in (True, False):
        for at, token in enumerate(new.ids.tolist()):
            if token < 0 or home[at] >= 0:
                continue
            for place, other in enumerate(old.ids.tolist()):
                near = old.slots[place] == new.slots[at] or not same_file
                if other == token and near and place not in taken:
                    home[at] = place
                    taken.add(place)
                    break
    return home


def heaviest(runs: list[tuple[int, int, int]]) -> int:
    """The tokens of the heaviest chain of runs that rises on both sides, by trying all ends."""
    best = [0] * len(runs)
    runs = sorted(runs)
    for k, (old, new, length) in enumerate(runs):
        before = [best[j] for j in range(k) if runs[j][0] < old and runs[j][1] < new]
        best[k] = length + max(before, default=0)
    return max(best, default=0)


@given(SIDE, SIDE)
@settings(max_examples=300)
def test_what_stands_is_the_multiset_that_both_texts_share(
    before: list[list[int]], after: list[list[int]]
) -> None:
    old, new = tokens(before), tokens(after)
    found = match(old, new)
    a, b = old.ids.tolist(), new.ids.tolist()
    assert found.home.tolist() == partners(old, new)
    shared = Counter(t for t in a if t >= 0) & Counter(t for t in b if t >= 0)
    assert int(found.stands.sum()) == shared.total()
    assert found.copied.tolist() == [
        home < 0 and token >= 0 and token in a
        for home, token in zip(partners(old, new), b, strict=True)
    ]
    kinds = found.stands.astype(int) + found.copied + found.fresh
    assert (kinds == 1).all()


@given(SIDE | SHUFFLED, SIDE | SHUFFLED)
@settings(max_examples=300)
def test_runs_cover_what_stands_and_the_heaviest_chain_stays(
    before: list[list[int]], after: list[list[int]]
) -> None:
    old, new = tokens(before), tokens(after)
    found = match(old, new)
    covered = np.full(len(new), -1)
    moved = np.zeros(len(new), np.bool_)
    for run in found.runs:
        assert run.length > 0
        assert len(set(old.slots[run.old : run.old + run.length])) == 1
        assert len(set(new.slots[run.new : run.new + run.length])) == 1
        covered[run.new : run.new + run.length] = np.arange(run.old, run.old + run.length)
        moved[run.new : run.new + run.length] = run.moved
    assert (covered == found.home).all()
    assert (moved == found.moved).all()
    assert [run.new for run in found.runs] == sorted(run.new for run in found.runs)
    flat = [(run.old, run.new, run.length) for run in found.runs]
    stays = sum(run.length for run in found.runs if not run.moved)
    assert stays == heaviest(flat)
    in_place = [run for run in found.runs if not run.moved]
    assert [run.old for run in in_place] == sorted(run.old for run in in_place)


@given(SIDE, SIDE)
@settings(max_examples=300)
def test_no_more_is_replaced_than_was_cut_and_than_is_new(
    before: list[list[int]], after: list[list[int]]
) -> None:
    found = match(tokens(before), tokens(after))
    assert not (found.replaced & ~found.fresh).any()
    gone = np.ones(len(found.old), np.bool_)
    gone[found.home[found.stands]] = False
    assert int(found.replaced.sum()) <= int(gone.sum())


def replaced(before: list[list[int]], after: list[list[int]]) -> list[int]:
    return np.flatnonzero(match(tokens(before), tokens(after)).replaced).tolist()


def test_new_words_stand_in_place_of_cut_ones_gap_by_gap() -> None:
    assert replaced([[0, 1, 2, 3]], [[0, 7, 8, 3]]) == [1, 2]
    assert replaced([[0, 1, 2, 3]], [[0, 7, 3]]) == [1]
    assert replaced([[0, 1, 3]], [[0, 7, 8, 9, 3]]) == [1]  # the others stand where nothing stood
    assert replaced([[0, 3]], [[0, 7, 8, 3]]) == []
    assert replaced([[0, 1, 2, 3]], [[7, 0, 2, 3]]) == []  # cut in one gap, new in another
    assert replaced([[0, 1]], [[0, 1], [7, 8]]) == []  # a new chapter
    assert replaced([[0, 1], [4, 5]], [[0, 1], [7, 8]]) == [2, 3]  # a chapter written anew


def test_what_was_cut_is_replaced_once() -> None:
    """A chapter is split where a line was cut, and both halves have a new line there."""
    assert replaced([[0, 1, 2]], [[0, 7], [8, 2]]) == [1]
    assert replaced([[0, 1, 2]], [[0], [8, 2]]) == [1]


def test_an_empty_text_shares_nothing() -> None:
    some = tokens([[0, 1]])
    for old, new in ((tokens([]), some), (some, tokens([])), (tokens([]), tokens([]))):
        found: Matching = match(old, new)
        assert not found.runs
        assert int(found.fresh.sum()) == len(new)


def test_tokens_of_no_known_lineage_are_strangers() -> None:
    found = match(tokens([[-1, -1, 3]]), tokens([[-1, 3, -1]]))
    assert found.home.tolist() == [-1, 2, -1]
    assert not found.copied.any()


def test_two_texts_without_any_known_token_share_nothing() -> None:
    found = match(tokens([[-1, -1]]), tokens([[-1]]))
    assert found.home.tolist() == [-1]
    assert found.fresh.all()


def test_a_run_ends_where_a_file_ends() -> None:
    found = match(tokens([[0, 1, 2, 3]]), tokens([[0, 1], [2, 3]]))
    assert [(run.old, run.new, run.length) for run in found.runs] == [(0, 0, 2), (2, 2, 2)]
    assert not found.moved.any()


def test_the_lighter_of_two_blocks_that_changed_places_has_moved() -> None:
    found = match(tokens([[0, 1, 2, 3, 4]]), tokens([[3, 4, 0, 1, 2]]))
    assert np.flatnonzero(found.moved).tolist() == [0, 1]


@given(SIDE)
@settings(max_examples=100)
def test_a_text_is_its_own_whole_copies_and_all(slots: list[list[int]]) -> None:
    text = tokens(slots)
    found = match(text, text)
    known = text.ids >= 0
    assert found.stands.tolist() == known.tolist()
    assert not found.moved.any()
    assert int(found.once.sum()) == len(set(text.ids[known].tolist()))


def test_a_chapter_that_stays_is_not_taken_for_its_twin_that_changes() -> None:
    twins = tokens([[1, 2, 3], [1, 2, 3]])
    found = match(twins, tokens([[7, 8], [1, 2, 3]]))
    assert found.home.tolist() == [-1, -1, 3, 4, 5]
    assert not found.moved.any()


def test_one_sentence_from_elsewhere_leaves_a_new_chapter_where_nothing_stood() -> None:
    old = tokens([list(range(100)), list(range(200, 260))])
    new = tokens([list(range(100)), [], [*range(300, 380), *range(200, 206)]])
    found = match(old, new)
    assert not found.replaced.any()
