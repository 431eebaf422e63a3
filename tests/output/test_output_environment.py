"""How every page is filled in."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from drafttime.output.environment import environment, unbroken

BOUND = "10\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}36"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("50 min, 10 h 36 and 15 h", f"50 min, {BOUND} and 15 h"),
        ("at 10 h 3 he left", "at 10 h 3 he left"),
        ("he said h 36", "he said h 36"),
        (Markup("<b>10 h 36</b>"), Markup("<b>10 h 36</b>")),
        (None, None),
    ],
)
def test_no_line_ends_inside_a_duration(value: object, shown: object) -> None:
    assert unbroken(value) == shown


def test_what_a_template_shows_is_escaped_and_bound() -> None:
    template = environment().from_string("{{ said }}")
    assert template.render(said="<10 h 36>") == f"&lt;{BOUND}&gt;"
