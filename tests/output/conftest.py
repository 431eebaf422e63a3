"""One browser for all pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import running


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with running() as found:
        yield found
