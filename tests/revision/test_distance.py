"""Raw Indel counts are a metric; matches are common, ordered and as many as claimed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafttime.revision.distance import common_subsequence, indel, matches, similarity

TEXT = st.text(alphabet="abcd\U00010000\U00010001", max_size=60)


@given(TEXT)
def test_identity(a: str) -> None:
    assert indel(a, a) == 0
    assert matches(a, a) == (((0, 0, len(a)),) if a else ())


@given(TEXT, TEXT)
def test_symmetry(a: str, b: str) -> None:
    assert indel(a, b) == indel(b, a)


@given(TEXT, TEXT)
def test_positive_unless_equal(a: str, b: str) -> None:
    assert (indel(a, b) == 0) == (a == b)


@given(TEXT, TEXT, TEXT)
def test_triangle_inequality(a: str, b: str, c: str) -> None:
    assert indel(a, c) <= indel(a, b) + indel(b, c)


@given(TEXT, TEXT)
def test_indel_is_the_quadratic_recurrence(a: str, b: str) -> None:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, start=1):
            diagonal = before
            before = row[j]
            row[j] = diagonal if x == y else min(row[j], row[j - 1]) + 1
    assert indel(a, b) == row[-1]


@given(TEXT, TEXT)
def test_matches_are_common_ordered_and_no_more_than_the_distance_allows(a: str, b: str) -> None:
    old = new = total = 0
    for i, j, size in matches(a, b):
        assert i >= old
        assert j >= new
        assert size > 0
        assert a[i : i + size] == b[j : j + size]
        old, new = i + size, j + size
        total += size
    assert len(a) + len(b) - 2 * total >= indel(a, b)


@given(TEXT, TEXT)
def test_similarity_is_one_minus_the_normalised_distance(a: str, b: str) -> None:
    whole = len(a) + len(b)
    assert abs(similarity(a, b) - (1 - indel(a, b) / whole if whole else 1.0)) < 1e-9


@given(st.lists(st.integers(0, 3), max_size=20), st.lists(st.integers(0, 3), max_size=20))
def test_common_subsequence_is_longest(a: list[int], b: list[int]) -> None:
    runs = common_subsequence(a, b)
    for i, j, size in runs:
        assert a[i : i + size] == b[j : j + size]
    total = sum(size for _, _, size in runs)
    assert len(a) + len(b) - 2 * total == indel("".join(map(chr, a)), "".join(map(chr, b)))
