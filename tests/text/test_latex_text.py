"""What is left out leaves no space before the sign behind it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from drafttime.text.formats._latex_text import LEFT_OUT, without_gaps

PLAIN_WAY = re.compile(rf" ?{LEFT_OUT} ?(?=[,.;:!?)])|{LEFT_OUT}")


@given(st.text(f"a {LEFT_OUT},)", max_size=12))
def test_gaps_close_as_one_pattern_would_close_them(text: str) -> None:
    assert without_gaps(text) == PLAIN_WAY.sub("", text)
