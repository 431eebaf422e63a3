"""What still stands of a quotation: looked up in a text of letters, one letter a token."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafttime.stages.standing import Standing

letters = st.text("abc", max_size=6)


def test_what_stands_around_is_counted_from_the_middle_outwards() -> None:
    final = Standing({0: ("ship ahoy",), 1: ("harbour lights",)})
    assert final.around("the sh", "ip", " ahead") == (2, 3)
    assert final.around("", "lights", "") == (0, 0)
    assert final.around("a", "lantern", "b") is None
    assert final.around("harbour", "", " light") == (7, 6)


@given(st.lists(letters, max_size=4), letters, letters, letters)
def test_what_is_quoted_stands_and_one_token_more_would_not(
    paragraphs: list[str], before: str, middle: str, behind: str
) -> None:
    text = "".join(paragraphs)
    around = Standing({0: tuple(paragraphs)}).around(before, middle, behind)
    if around is None:
        assert middle not in text
        return
    left, right = around
    quoted = before[len(before) - left :] + middle
    assert quoted + behind[:right] in text
    assert left == len(before) or before[len(before) - left - 1 :] + middle not in text
    assert right == len(behind) or quoted + behind[: right + 1] not in text
