"""What a slot holds can be read in part, and asked what stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafttime.revision.held import FEW_QUESTIONS, Held, Standing
from drafttime.revision.ropes import Rope, rope_of

PARAGRAPHS = st.lists(st.text(alphabet="abcdef", min_size=1, max_size=6), min_size=1, max_size=8)


def held(paragraphs: list[str], rope: Rope) -> Held:
    return Held(("blob", "a.md"), tuple(paragraphs), rope, ())


@given(PARAGRAPHS, st.data())
def test_a_part_is_a_slice_of_the_text(paragraphs: list[str], data: st.DataObject) -> None:
    whole = "".join(paragraphs)
    start = data.draw(st.integers(0, len(whole)))
    stop = data.draw(st.integers(start, len(whole)))
    one = held(paragraphs, Rope((0,), (len(whole),)))
    assert one.part(start, stop) == whole[start:stop]
    one.forget()
    assert one.part(start, stop) == whole[start:stop]
    assert len(one.rope) == len(whole)


RUNS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 6)), max_size=6)


@given(st.lists(RUNS, max_size=4), st.lists(st.tuples(st.integers(0, 66), st.integers(1, 8))))
def test_what_stands_is_the_same_for_few_questions_and_for_many(
    slots: list[list[tuple[int, int]]], asked: list[tuple[int, int]]
) -> None:
    standing = Standing(held([], rope_of(runs)) for runs in slots)
    ids = {k for runs in slots for start, length in runs for k in range(start, start + length)}
    for _ in range(2):
        for start, length in asked:
            wanted = set(range(start, start + length))
            assert standing.meets((start, length)) == bool(ids & wanted)
            left = {k for a, n in standing.without((start, length)) for k in range(a, a + n)}
            assert left == wanted - ids
        for _ in range(FEW_QUESTIONS):
            standing.meets((1_000, 1))
