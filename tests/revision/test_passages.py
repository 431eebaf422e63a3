"""Passages of eight tokens are found wherever a naive search finds them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from traced_story import passage

from drafttime.revision.passages import MOST_HOMES, PASSAGE_TOKENS, PassageIndex, Taken

# Few letters, so that passages overlap, repeat, and end in the middle of others.
TEXT = st.text(alphabet="ab", max_size=40)


def anything(number: int, start: int, length: int) -> int:
    return length


def naive(stretches: list[str], text: str) -> list[tuple[int, int, int, int]]:
    """From left to right the longest passage; of equal ones the latest added, furthest right."""
    found, at = [], 0
    while at <= len(text) - PASSAGE_TOKENS:
        best = (0, 0, 0)
        for number, stretch in enumerate(stretches):
            for start in range(len(stretch) - PASSAGE_TOKENS + 1):
                length = 0
                while (
                    stretch[start + length : start + length + 1]
                    == text[at + length : at + length + 1]
                    != ""
                ):
                    length += 1
                if length >= PASSAGE_TOKENS:
                    best = max(best, (length, number, start))
        if best[0]:
            found.append((at, best[1], best[2], best[0]))
            at += best[0]
        else:
            at += 1
    return found


@given(st.lists(TEXT, max_size=3), TEXT)
def test_what_is_found_is_what_a_naive_search_finds(stretches: list[str], text: str) -> None:
    index = PassageIndex()
    for stretch in stretches:
        index.add(stretch)
    assert len(index) == len(stretches)
    found = list(index.find(text, anything))
    assert all(stretches[k][start : start + n] == text[at : at + n] for at, k, start, n in found)
    most = max((_homes(stretches, text[at : at + 8]) for at in range(len(text))), default=0)
    if most <= MOST_HOMES:
        assert found == naive(stretches, text)


def _homes(stretches: list[str], gram: str) -> int:
    return sum(
        stretch[k : k + len(gram)] == gram
        for stretch in stretches
        for k in range(len(stretch) - len(gram) + 1)
    )


def test_seven_tokens_are_no_passage() -> None:
    index = PassageIndex()
    index.add(passage(1, 7))
    index.add(passage(2, 20))
    assert not list(index.find(passage(1, 7) + passage(2, 7), anything))


def test_the_latest_of_equal_homes_is_taken() -> None:
    index = PassageIndex()
    for _ in range(3):
        index.add(passage(1, 10))
    assert list(index.find(passage(1, 10), anything)) == [(0, 2, 0, 10)]


def test_the_longest_home_goes_before_the_latest() -> None:
    index = PassageIndex()
    index.add(passage(1, 20))
    index.add(passage(1, 9))
    assert list(index.find(passage(1, 20), anything)) == [(0, 0, 0, 20)]


def test_a_home_that_may_not_be_used_is_passed_over() -> None:
    index = PassageIndex()
    index.add(passage(1, 12))
    index.add(passage(1, 12))

    def not_the_second(number: int, start: int, length: int) -> int:
        return 0 if number == 1 else length

    assert list(index.find(passage(1, 12), not_the_second)) == [(0, 0, 0, 12)]
    assert not list(index.find(passage(1, 12), lambda *_: 7))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=6), st.integers(0, 40))
def test_what_was_taken_is_not_free(runs: list[tuple[int, int]], start: int) -> None:
    taken, gone = Taken(), set[int]()
    for at, length in runs:
        taken.take(5, at, length)
        gone.update(range(at, at + length))
    free = 0
    while start + free not in gone and free < 10:
        free += 1
    assert taken.free(5, start, 10) == free
    assert taken.free(6, start, 10) == 10


def test_one_home_serves_one_return() -> None:
    index, taken = PassageIndex(), Taken()
    index.add(passage(1, 10))
    found = []
    for at, number, start, length in index.find(passage(1, 10) * 2, taken.free):
        taken.take(number, start, length)
        found.append((at, number, start, length))
    assert found == [(0, 0, 0, 10)]
