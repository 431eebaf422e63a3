"""Sets of token ids against Python's own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafttime.revision.held import FEW_QUESTIONS, Held, Standing
from drafttime.revision.id_sets import FEW_RUNS, IdSet
from drafttime.revision.intervals import IdRun
from drafttime.revision.ropes import Rope, rope_of

RUNS = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 9)), max_size=10)
MANY_RUNS = st.lists(
    st.tuples(st.integers(0, 900), st.integers(1, 9)), min_size=FEW_RUNS + 1, max_size=FEW_RUNS + 30
)
RUN = st.tuples(st.integers(0, 95), st.integers(1, 20))


def plain(runs: list[IdRun]) -> set[int]:
    return {start + k for start, length in runs for k in range(length)}


def ropes(runs: list[IdRun]) -> list[Rope]:
    return [Rope((start,), (length,)) for start, length in runs]


@given(RUNS | MANY_RUNS, RUN)
def test_a_set_of_ids_is_a_set(runs: list[IdRun], run: IdRun) -> None:
    ids, own, asked = IdSet(ropes(runs)), plain(runs), plain([run])
    assert ids.meets(run) == bool(asked & own)
    assert ids.holds(run) == (asked <= own)
    if own:
        assert rope_of(runs).reach == (min(own), max(own) + 1)


@given(RUNS | MANY_RUNS, RUN)
def test_a_run_is_split_into_what_is_in_the_set_and_what_is_not(
    runs: list[IdRun], run: IdRun
) -> None:
    own = plain(runs)
    parts = list(IdSet(ropes(runs)).split(run))
    listed = [(start + k, inside) for start, length, inside in parts for k in range(length)]
    assert listed == [(token, token in own) for token in range(run[0], run[0] + run[1])]
    assert all(length > 0 for _, length, _ in parts)


def test_an_empty_set_holds_nothing() -> None:
    ids = IdSet([Rope()])
    assert not ids.meets((0, 5))
    assert not ids.holds((0, 1))
    assert list(ids.split((3, 2))) == [(3, 2, False)]


@given(st.lists(RUNS, max_size=4), st.lists(RUN, min_size=1, max_size=6), st.booleans())
def test_what_stands_in_some_slots_is_known_however_often_it_is_asked(
    slots: list[list[IdRun]], asked: list[IdRun], often: bool
) -> None:
    standing = Standing(Held(("", ""), (), rope_of(runs), ()) for runs in slots)
    own = plain([run for runs in slots for run in runs])
    for _ in range(FEW_QUESTIONS + 1 if often else 0):
        standing.meets((0, 1))
    for run in asked:
        assert standing.meets(run) == bool(plain([run]) & own)
        absent = standing.without(run)
        assert sorted(plain(absent)) == [t for t in sorted(plain([run])) if t not in own]
        assert absent == sorted(absent)
