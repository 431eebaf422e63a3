"""One file per chart: from the analysis to a figure.

A new chart is one new module that defines `CHART`; helpers begin with an underscore. Importing this
package imports no matplotlib: that happens when the first chart is drawn.
"""

from __future__ import annotations

from drafttime.charts._chart import NARROW, WIDE, Canvas, Chart, Drawn
from drafttime.charts._css import CHART_CSS
from drafttime.discovery import discover
from drafttime.model import Analysis

__all__ = [
    "CHART_CSS",
    "NARROW",
    "WIDE",
    "Canvas",
    "Chart",
    "Drawn",
    "all_charts",
    "draw_all",
]


def all_charts() -> tuple[Chart, ...]:
    """Return every chart, in the order in which a page shows them."""
    charts = discover("drafttime.charts", "CHART", Chart)
    return tuple(sorted(charts, key=lambda chart: (chart.order, chart.key)))


def draw_all(analysis: Analysis, prefix: str = "chart") -> tuple[Drawn, ...]:
    """Return every chart that applies to the analysis, drawn in all its forms.

    `prefix` begins the ids inside the SVGs, so that several may stand in one page. The same
    analysis gives the same bytes. Costs about half a second for matplotlib, once, and a tenth of a
    second per chart.
    """
    from drafttime.charts._render import render  # noqa: PLC0415 - imports matplotlib

    return tuple(
        render(chart, analysis, prefix) for chart in all_charts() if chart.applies(analysis)
    )
