"""Ropes are lists of token ids, only shorter; every question is put to a plain list as well."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from traced_story import passage

from drafttime.revision.intervals import Intervals
from drafttime.revision.lives import ids_of
from drafttime.revision.ropes import Births, Rope, rope_of, splice
from drafttime.text.tokens import FIRST_WORD, count_words

RUNS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=12)
WORDS = "".join(chr(FIRST_WORD + k) for k in range(200))


def plain(rope: Rope) -> list[int]:
    return [start + k for start, length in rope.runs() for k in range(length)]


@given(RUNS)
def test_a_rope_is_as_long_as_its_list(runs: list[tuple[int, int]]) -> None:
    rope = rope_of(runs)
    assert plain(rope) == [start + k for start, length in runs for k in range(length)]
    assert len(rope) == len(plain(rope))
    assert ids_of(rope.runs()).tolist() == plain(rope)


@given(RUNS)
def test_runs_that_follow_each_other_are_one(runs: list[tuple[int, int]]) -> None:
    rope = rope_of(runs)
    ends = [start + length for start, length in rope.runs()]
    assert all(end != start for end, start in zip(ends, rope.ids[1:], strict=False))


@given(RUNS, st.data())
def test_cutting_a_rope_is_slicing_its_list(
    runs: list[tuple[int, int]], data: st.DataObject
) -> None:
    rope = rope_of(runs)
    start = data.draw(st.integers(0, len(rope)))
    stop = data.draw(st.integers(0, len(rope)))
    assert plain(rope.cut(start, stop)) == plain(rope)[start:stop]


@given(RUNS, st.data())
def test_a_rope_that_was_cut_and_spliced_is_the_rope(
    runs: list[tuple[int, int]], data: st.DataObject
) -> None:
    rope = rope_of(runs)
    at = sorted(data.draw(st.lists(st.integers(0, len(rope)), max_size=4)))
    bounds = [0, *at, len(rope)]
    parts = [rope.cut(a, b) for a, b in pairwise(bounds)]
    assert splice(parts) == rope


def test_an_empty_rope_has_nothing() -> None:
    assert len(Rope()) == 0
    assert splice([Rope(), Rope()]) == Rope() == rope_of([(3, 0)])
    assert Rope((4,), (2,)).cut(1, 1) == Rope()


@given(st.lists(st.integers(1, 6), min_size=1, max_size=8), st.data())
def test_the_register_knows_every_token(sizes: list[int], data: st.DataObject) -> None:
    births = Births()
    ranks: list[int] = []
    text = ""
    for rank, size in enumerate(sizes):
        word = passage(rank, size) if rank % 2 else WORDS[rank : rank + size]
        rope = births.bear(word, rank, slot=0)
        assert plain(rope) == list(range(len(text), len(text) + size))
        ranks += [rank] * size
        text += word
    assert births.count == len(text)
    start = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(1, len(text) - start))
    assert births.rank_of(start) == ranks[start]
    assert births.words(start, length) == count_words(text[start : start + length])
    pieces = list(births.pieces(Rope((start,), (length,))))
    assert [ranks[k] for k in range(start, start + length)] == [
        rank for _, (_, tokens), rank in pieces for _ in range(tokens)
    ]
    assert [at + start for at, _, _ in pieces] == [first for _, (first, _), _ in pieces]


def test_of_two_births_of_the_same_words_the_later_gives_way() -> None:
    births = Births()
    births.bear(WORDS[:30], 0, 0)
    births.fold(3, 20, 5)
    births.fold(22, 5, 2)
    assert births.folds == [(20, 3, 5), (22, 5, 2)]
    assert births.folded.meets((24, 1))
    assert not births.folded.meets((3, 5))


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=20))
def test_a_growing_set_meets_what_was_added(runs: list[tuple[int, int]]) -> None:
    ids, plain_set = Intervals(), set[int]()
    for start, length in runs:
        ids.add((start, length))
        plain_set.update(range(start, start + length))
        for at in range(70):
            assert ids.meets((at, 1)) == (at in plain_set)
            assert ids.meets((at, 4)) == (not plain_set.isdisjoint(range(at, at + 4)))
