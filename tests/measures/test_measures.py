"""Every measure keeps to its range and says what it should at the edges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.measures import Measure, all_measures, compute_all
from drafttime.model import Comparison

COUNT = st.integers(0, 5_000)


def comparison(
    kept: int = 0, moved: int = 0, gone: int = 0, copied: int = 0, new: int = 0
) -> Comparison:
    old_tokens, new_tokens = kept + moved + gone, kept + moved + copied + new
    return Comparison(
        old_tokens=old_tokens,
        new_tokens=new_tokens,
        kept_tokens=kept,
        moved_tokens=moved,
        gone_tokens=gone,
        copied_tokens=copied,
        inserted_tokens=new,
        old_words=old_tokens,
        new_words=new_tokens,
        indel_tokens=gone + copied + new + 2 * moved,
        indel_at_most=False,
    )


@pytest.mark.parametrize("measure", all_measures(), ids=lambda m: m.key)
@given(COUNT, COUNT, COUNT, COUNT, COUNT)
def test_every_measure_keeps_to_its_range(
    measure: Measure, kept: int, moved: int, gone: int, copied: int, new: int
) -> None:
    value = measure.compute(comparison(kept, moved, gone, copied, new))
    assert value is None or measure.low <= value <= measure.high


@pytest.mark.parametrize("measure", all_measures(), ids=lambda m: m.key)
def test_every_measure_explains_itself(measure: Measure) -> None:
    for text in (measure.name, measure.unit, measure.definition, measure.says, measure.source):
        assert text.strip()


def test_the_measures_of_the_design_are_all_there() -> None:
    keys = {measure.key for measure in all_measures()}
    assert keys >= {"survival", "first_share", "drift", "moved", "edit_distance"}


def test_both_empty() -> None:
    found = compute_all(comparison())
    assert found["drift"] == 0
    assert found["edit_distance"] == 0
    assert found["survival"] is None
    assert found["moved"] is None


def test_from_nothing_to_text() -> None:
    found = compute_all(comparison(new=10))
    assert found["drift"] == 1
    assert found["first_share"] == 0
    assert found["survival"] is None


def test_everything_cut() -> None:
    found = compute_all(comparison(gone=10))
    assert found["drift"] == 1
    assert found["survival"] == 0
    assert found["first_share"] is None


def test_identical() -> None:
    found = compute_all(comparison(kept=10))
    assert (found["drift"], found["survival"], found["moved"]) == (0, 1, 0)


def test_reorder_only() -> None:
    found = compute_all(comparison(kept=6, moved=4))
    assert found["drift"] == 0
    assert found["moved"] == 0.4


def test_pure_append() -> None:
    found = compute_all(comparison(kept=10, new=30))
    assert found["survival"] == 1
    assert found["first_share"] == 0.25


def test_an_uncomputed_distance_is_unknown_not_zero() -> None:
    one = comparison(kept=1, new=1)
    unknown = Comparison(
        **{name: getattr(one, name) for name in one.__dataclass_fields__} | {"indel_tokens": None}
    )
    assert compute_all(unknown)["edit_distance"] is None
