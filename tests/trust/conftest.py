"""What suites change in their process is put back after the test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


@pytest.fixture
def as_before() -> Iterator[None]:
    """Put back the environment and the drawing of charts, which suites change for themselves."""
    import drafttime.charts as charts
    import drafttime.charts._render as render

    environment, draw, pixels = dict(os.environ), charts.draw_all, render.to_png
    yield
    os.environ.clear()
    os.environ.update(environment)
    charts.draw_all, render.to_png = draw, pixels
