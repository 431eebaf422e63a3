"""What is remembered is what would be found again, and never more than was allowed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafttime.text.remembered import Remembered


@given(st.lists(st.text("ab", max_size=3)), st.integers(0, 12))
def test_answers_are_those_of_the_question_however_little_is_held(
    questions: list[str], most: int
) -> None:
    known = Remembered(str.upper, most)
    for question in questions:
        assert known[question] == question.upper()
        assert sum(map(len, known)) <= max(most, len(question))


def test_what_was_asked_lately_is_not_asked_again() -> None:
    asked: list[str] = []

    def answer(question: str) -> int:
        asked.append(question)
        return len(question)

    known = Remembered(answer, 4)
    for question in ("aa", "bb", "cc", "bb", "dd", "bb", "aa"):
        assert known[question] == 2
    assert asked == ["aa", "bb", "cc", "dd", "aa"]
