"""What is small in a repository and huge when it is read does no harm; see `suite_bombs`."""

from __future__ import annotations

from pathlib import Path

import pytest
from suite_bombs import ALL, Read, explode, judge, run

SMALL = ("a gigabyte of zeros", "Markdown: stars", "two words by turns")


@pytest.mark.parametrize("name", SMALL)
def test_a_hundredth_of_a_bomb_goes_off_in_the_open(name: str, tmp_path: Path) -> None:
    assert judge(explode(name, tmp_path / "bomb", 0.01)) == []


def test_what_is_wrong_is_found() -> None:
    assert judge(Read(3, 1.0, 1.0, 100.0, "")) == []
    for bad in (
        Read(-9, 1.0, 1.0, 100.0, ""),
        Read(0, 61.0, 61.0, 100.0, ""),
        Read(0, 1.0, 1.0, 513.0, ""),
        Read(1, 1.0, 1.0, 100.0, "Traceback (most recent call last)"),
    ):
        assert len(judge(bad)) == 1


@pytest.mark.long
def test_every_bomb_is_read_or_refused(tmp_path: Path) -> None:
    figures = run(0, 1, tmp_path)
    assert figures.failures == ()
    assert figures.runs == len(ALL)
