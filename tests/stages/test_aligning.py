"""A remembered alignment is looked at before it is believed."""

from __future__ import annotations

from array import array

import pytest

from drafttime.revision.alignment import align
from drafttime.stages.aligning import _checked, packed

OLD = {0: ("abcdefgh" * 2, "xyz"), 1: ("klmnopqr" * 2,)}
NEW = {0: ("xyz", "abcdefgh" * 2), 2: ("klmnopqr" * 2,)}


def test_what_is_stored_comes_back() -> None:
    found = align(OLD, NEW)
    assert found.runs
    assert _checked(packed(found), OLD, NEW) == found


@pytest.mark.parametrize("place", range(5))
def test_what_does_not_fit_is_not_believed(place: int) -> None:
    numbers = array("I")
    numbers.frombytes(packed(align(OLD, NEW)))
    numbers[place] += 3
    assert _checked(numbers.tobytes(), OLD, NEW) is None


def test_half_a_row_is_nothing() -> None:
    assert _checked(packed(align(OLD, NEW))[:-3], OLD, NEW) is None
