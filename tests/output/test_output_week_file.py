"""Whatever the writer puts into the file of a week, making it again keeps it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from invented_weeks import a_week, hostile_week, quiet_week, weeks

from drafttime.output.week_file import END, NotOursError, renewed
from drafttime.output.week_markdown import book_key, new_file, written_part
from drafttime.text.retrospectives import MARK, is_retrospective

FOUND = weeks()
KEY = book_key(FOUND)
FIRST = written_part(a_week(state="so far", revisions=4), FOUND).encode()
LATER = written_part(a_week(), FOUND)
PART = FIRST.rstrip(b"\n")

own_words = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from([END.encode() + b"\n", b"# a\r\n", MARK.encode(), b"\xef\xbb\xbf", b"\n" * 9]),
)


@given(own_words, own_words)
@example(b"---\ntags: x\n---\n", b"\n## What I worked on\n\nthe weir\n")
@example(b"", b"\r\n" + END.encode())
def test_what_stands_around_is_kept_to_the_byte(before: bytes, after: bytes) -> None:
    before, after = before + b"\n" if before else b"", b"\n" + after
    now = renewed(before + PART + after, LATER, KEY)
    assert now == before + LATER.encode().rstrip(b"\n") + after
    assert renewed(now, LATER, KEY) == now


@given(own_words.filter(bool), st.integers(0, len(PART)))
def test_a_word_inside_keeps_the_whole_file_as_it_is(word: bytes, place: int) -> None:
    """Either nothing of it is lost, or the file is left alone."""
    old = PART[:place] + word + PART[place:] + b"\nmine\n"
    try:
        now = renewed(old, LATER, KEY)
    except NotOursError:
        return
    assert word in now or not word.strip()
    assert now.endswith(b"\nmine\n")


@given(own_words)
def test_a_file_without_the_mark_is_nobodys_but_the_writers(text: bytes) -> None:
    with pytest.raises(NotOursError, match="not written by drafttime week"):
        renewed(text, LATER, KEY)


def test_a_file_with_other_line_ends_keeps_them() -> None:
    old = (FIRST + b"\nmine\n").replace(b"\n", b"\r\n")
    now = renewed(old, LATER, KEY)
    assert now == (LATER + "\nmine\n").replace("\n", "\r\n").encode()


def test_a_byte_order_mark_of_an_editor_stays() -> None:
    mark = b"\xef\xbb\xbf"
    assert renewed(mark + FIRST + b"mine\n", LATER, KEY) == mark + LATER.encode() + b"mine\n"
    with pytest.raises(NotOursError):
        renewed(b"mine " + mark + FIRST, LATER, KEY)


def test_the_cost_follows_the_length_however_often_the_first_mark_stands_there() -> None:
    """Were what follows each mark read to the end, this would be 80 GB to digest."""
    head = PART.split(b"\n")[0] + b"\n"
    assert renewed(head * 30_000 + FIRST, LATER, KEY) == head * 30_000 + LATER.encode()


def test_a_part_that_was_emptied_is_filled_again() -> None:
    head, *_, foot = PART.split(b"\n")
    emptied = head + b"\n\n" + foot + b"\nmy words, moved down here\n"
    now = renewed(emptied, LATER, KEY)
    assert now == LATER.encode() + b"my words, moved down here\n"


def test_another_week_another_book_and_a_second_copy_are_left_alone() -> None:
    old = FIRST + b"mine\n"
    other_week = written_part(a_week(monday=a_week().monday.replace(day=20)), FOUND)
    with pytest.raises(NotOursError, match="another week or book"):
        renewed(old, other_week, KEY)
    other = replace(FOUND, settings={"book": "two"})
    with pytest.raises(NotOursError, match="another week or book"):
        renewed(old, written_part(a_week(), other), book_key(other))
    with pytest.raises(NotOursError, match="more than once"):
        renewed(old + FIRST, LATER, KEY)
    with pytest.raises(NotOursError, match="changed by hand"):
        renewed(PART.replace(END.encode(), b""), LATER, KEY)


def test_the_part_comes_from_nowhere_else() -> None:
    with pytest.raises(ValueError, match="marked"):
        renewed(FIRST, "# something else\n", KEY)


@pytest.mark.parametrize("week", [a_week(), hostile_week(), quiet_week()])
def test_no_name_can_end_the_part(week: object) -> None:
    found = weeks(week, name="<!-- drafttime week end -->\n")  # type: ignore[arg-type]
    text = new_file(found.weeks[0], found)
    assert text.count("<!-- ") == 2
    assert is_retrospective(text.encode())
    again = renewed(text.encode() + b"mine", written_part(found.weeks[0], found), book_key(found))
    assert again == text.encode() + b"mine"
