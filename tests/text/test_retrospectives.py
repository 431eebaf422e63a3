"""Files that `drafttime week` wrote are known by their mark, and are never manuscript."""

from __future__ import annotations

import pytest

from drafttime.text.library import Library
from drafttime.text.retrospectives import MARK, WITHIN_BYTES, is_retrospective

LINE = f"{MARK}2025-W44 0123456789abcdef: x -->\n".encode()


@pytest.mark.parametrize(
    ("data", "ours"),
    [
        (LINE, True),
        (b"\xef\xbb\xbf" + LINE, True),
        (b"---\ntags: [week]\n---\n" + LINE + b"text", True),
        (b"a\r\n" + LINE, True),
        (b"see " + LINE, False),
        (b"x\n" * WITHIN_BYTES + LINE, False),
        (b"", False),
        (b"<!-- drafttime -->\n", False),
    ],
)
def test_the_mark_begins_a_line_near_the_beginning(data: bytes, ours: bool) -> None:
    assert is_retrospective(data) is ours


def test_such_a_file_holds_no_prose() -> None:
    library = Library()
    text = library.text("one", LINE + b"\nWhat I cut, and why: the table legs.\n", "2025-W44.md")
    assert text is not None
    assert (text.words, text.paragraphs) == (0, ())
    other = library.text("two", b"What I cut, and why: the table legs.\n", "2025-W44.md")
    assert other is not None
    assert other.words == 8
