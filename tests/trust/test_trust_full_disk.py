"""A disk that fills up is told in plain words, and what stood there stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import suite_full_disk
from suite_full_disk import run

pytestmark = pytest.mark.usefixtures("as_before")


@contextmanager
def no_disk(_: Path) -> Iterator[None]:
    yield None


@pytest.mark.parametrize("mounted", [True, False])
def test_a_few_full_disks(tmp_path: Path, mounted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not mounted:
        monkeypatch.setattr(suite_full_disk, "small_disk", no_disk)
    figures = run(6, 1, tmp_path)
    assert figures.failures == ()
    assert figures.counts["there full"]
    assert figures.counts["done"] + figures.counts["without a cache"]


@pytest.mark.long
def test_five_hundred_full_disks(tmp_path: Path) -> None:
    figures = run(500, 1, tmp_path)
    assert figures.failures == ()
    assert figures.counts["without a cache"]
    assert figures.counts["rooms full"]
