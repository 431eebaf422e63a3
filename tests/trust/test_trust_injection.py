"""No string of a repository is obeyed: by a terminal, a page, a drawing, a table, or data."""

from __future__ import annotations

from pathlib import Path

import pytest
from injected import FAMILIES, STRINGS
from injection_media import in_csv, in_json, in_svg, in_terminal
from suite_injection import run

pytestmark = pytest.mark.usefixtures("as_before")


def test_there_are_two_hundred_strings_of_every_kind() -> None:
    assert len(STRINGS) >= 200
    assert {family[0] for family in FAMILIES.values()} <= set(STRINGS[: len(FAMILIES)])


@pytest.mark.browser
def test_one_string_through_all_media(tmp_path: Path) -> None:
    figures = run(1, 4, tmp_path)
    assert figures.failures == ()
    for medium in ("prints", "csv", "json", "svg"):
        assert figures.counts[medium]


@pytest.mark.long
@pytest.mark.browser
def test_two_hundred_strings_through_all_media(tmp_path: Path) -> None:
    figures = run(220, 1, tmp_path)
    assert figures.failures == ()
    assert figures.counts["pages"]


@pytest.mark.parametrize(
    ("look", "data"),
    [
        (in_terminal, b"a\x1b[31m"),
        (in_terminal, b"a\xc2\x9b31m"),
        (in_terminal, "a\u202eb".encode()),
        (in_terminal, b"a\xff"),
        (in_csv, b"a\r\n=1+1\r\n"),
        (in_csv, b'a\r\n"=1+1"\r\n'),
        (in_csv, b"a,b\r\nc\r\n"),
        (in_csv, b"a;\r\nx;=1+1\r\n"),
        (in_json, b'["</script>"]'),
        (in_json, b'["<!--"]'),
        (in_svg, b"<svg><script/></svg>"),
        (in_svg, b"<svg onload='x'/>"),
        (in_svg, b"<svg><a href='https://x'/></svg>"),
        (in_svg, b"<!DOCTYPE svg><svg/>"),
        (in_svg, b"<svg><style>@import 'x'</style></svg>"),
    ],
)
def test_the_checks_find_what_they_look_for(look, data) -> None:
    assert list(look(data))
