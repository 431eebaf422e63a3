"""What `wc` printed: its total is the length of the book, a single file's that of the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock.claims import find_claims

NAMES = st.from_regex(r"[a-z]{1,8}(-[0-9]{1,2})?\.(md|txt|tex)", fullmatch=True)


def found(message: str) -> list[tuple[str, float, str]]:
    return [(one.kind, one.number, one.file) for one in find_claims(message)]


@pytest.mark.parametrize(
    "message",
    [
        "  12,345  67,890 400,000 total",
        "Evening\n\n$ wc *.md\n  12345   67890  400000 total\n",
        "67890 total",
        "Evening\n\n   60000 weir.md\n    7890 ebb.md\n   67890 total",
        "Evening\n\n 10 60000 300000 weir.md\n  2  7890  40000 ebb.md\n 12 67890 340000 total",
        "12 67890 340000 345000 total",
        "12 67890 340000 345000 120 total",
        "67890 insgesamt",
        "wc -w\n67890 total",
        "67.890 total",
    ],
)
def test_totals_are_words_of_the_book(message: str) -> None:
    assert found(message) == [("words", 67890, "")]


@pytest.mark.parametrize("message", ["84213 chapter-01.md", "  9 84213 400000 chapter-01.md"])
def test_a_file_keeps_its_name(message: str) -> None:
    assert found(message) == [("words", 84213, "chapter-01.md")]
    assert find_claims(message)[0].says == message.strip()


@pytest.mark.parametrize(
    "message",
    [
        "$ wc -l *.md\n 84213 total",
        "84213 total\n\ncharacters",
        "300 total",
        "67890 400000 total",
        "400000 67890 12 total",
        "12 67890 5 total",
        "70000 67890 400000 total",
        "60000 weir.md\n7890 ebb.md",
        "60000 weir.md\n7890 ebb.md\n99999 total",
        "84213 somebody@example.org",
        "84213 .weir",
        "84213 weir",
        "1 2 3 4 5 6 total",
        "0 weir.md",
        "99999999999 total",
        "1,23 total",
    ],
)
def test_other_listings_say_nothing(message: str) -> None:
    assert find_claims(message) == ()


@given(
    st.lists(
        st.tuples(st.integers(1, 400), st.integers(400, 90_000), NAMES), min_size=2, max_size=12
    ),
    st.booleans(),
)
def test_whatever_wc_prints_its_total_is_found(
    files: list[tuple[int, int, str]], in_full: bool
) -> None:
    total = sum(words for _, words, _ in files)
    rows = [*files, (sum(lines for lines, _, _ in files), total, "total")]
    printed = "\n".join(
        f" {lines:6} {words:7} {words * 6:7} {name}" if in_full else f" {words:7} {name}"
        for lines, words, name in rows
    )
    assert found(f"The weir\n\n{printed}\n") == [("words", total, "")]
