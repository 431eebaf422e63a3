from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from drafttime.charts._once import once
from drafttime.charts._svg import _number, _numbers


@dataclass(frozen=True)
class Book:
    words: int


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.booleans())))
def test_what_is_remembered_is_what_would_be_found(asked: list[tuple[int, int, bool]]) -> None:
    books = [Book(1), Book(2), Book(1)]

    def find(book: Book, more: int, *, twice: bool) -> int:
        return book.words * (2 if twice else 1) + more

    remembered = once(find)
    for place, more, twice in asked:
        assert remembered(books[place], more, twice=twice) == find(books[place], more, twice=twice)


def test_it_is_found_once_for_one_book_and_anew_for_another() -> None:
    found: list[Book] = []
    remembered = once(found.append)
    one, alike = Book(1), Book(1)
    for book in (one, one, alike, alike, one):
        remembered(book)
    assert [id(book) for book in found] == [id(one), id(alike), id(one)]


@given(st.lists(st.floats(-1e6, 1e6)))
def test_many_numbers_are_written_as_one_is(values: list[float]) -> None:
    assert _numbers(values) == [_number(value) for value in values]
