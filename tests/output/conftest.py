"""One browser for all pages, and one drawing of an analysis for those who ask for no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import running
from drawn_once import draw_once

from drafttime.output import portfolio, remaking


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with running() as found:
        yield found


@pytest.fixture
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (remaking, portfolio):
        monkeypatch.setattr(module, "draw_all", draw_once)
