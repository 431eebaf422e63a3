"""One file per chart: from the analysis to a figure.

A new chart is one new module that defines `CHART`; helpers begin with an underscore. Importing this
package imports no matplotlib: that happens when the first chart is drawn.
"""

from __future__ import annotations

import importlib
from collections.abc import Container, Iterable, Iterator

from drafttime.charts import _matplotlib
from drafttime.charts._card_words import CardWords
from drafttime.charts._chart import NARROW, WIDE, Canvas, Chart, Drawn
from drafttime.charts._colours import contrast
from drafttime.charts._css import CHART_CSS
from drafttime.charts._look import Look, Theme
from drafttime.discovery import discover
from drafttime.model import Analysis

__all__ = [
    "CHART_CSS",
    "NARROW",
    "WIDE",
    "Canvas",
    "CardWords",
    "Chart",
    "Drawn",
    "Look",
    "Theme",
    "all_charts",
    "contrast",
    "draw_all",
    "draw_band",
    "draw_card",
    "draw_each",
    "keys_for",
    "make_ready",
]

_PLAIN = Look()


def all_charts() -> tuple[Chart, ...]:
    """Return every chart, in the order in which a page shows them."""
    charts = discover("drafttime.charts", "CHART", Chart)
    return tuple(sorted(charts, key=lambda chart: (chart.order, chart.key)))


def draw_all(
    analysis: Analysis,
    prefix: str = "chart",
    look: Look = _PLAIN,
    only: Container[str] | None = None,
) -> tuple[Drawn, ...]:
    """Return every chart that applies to the analysis, drawn in all its forms.

    `prefix` begins the ids inside the SVGs, so that several may stand in one page; `only` names
    the charts that are wanted, all where it is None. The same analysis gives the same bytes. Costs
    about half a second for matplotlib, once, and a tenth of a second per chart.
    """
    return tuple(draw_each(analysis, keys_for(analysis, only), prefix, look))


def keys_for(analysis: Analysis, only: Container[str] | None = None) -> tuple[str, ...]:
    """Return the keys of the charts that `draw_all` draws, in its order."""
    return tuple(
        chart.key
        for chart in all_charts()
        if (only is None or chart.key in only) and chart.applies(analysis)
    )


def draw_each(
    analysis: Analysis, keys: Iterable[str], prefix: str = "chart", look: Look = _PLAIN
) -> Iterator[Drawn]:
    """Draw the charts of these keys, each when it is asked for, and the next key only then."""
    charts = {chart.key: chart for chart in all_charts()}
    for key in keys:
        from drafttime.charts._render import render  # noqa: PLC0415 - imports matplotlib

        yield render(charts[key], analysis, prefix, look)


def make_ready() -> None:
    """Import all that drawing needs, which takes half a second."""
    _matplotlib.load()  # before anything else imports it, and so reads other settings
    for name in ("_render", "_sheet", "_svg", "_fonts"):
        importlib.import_module(f"drafttime.charts.{name}")
    for name in ("matplotlib.backends.backend_agg", "PIL.PngImagePlugin"):
        importlib.import_module(name)
    all_charts()


def draw_band(analysis: Analysis, look: Look = _PLAIN, prefix: str = "chart") -> Drawn | None:
    """Return the bar code alone, 1500 × 300, without a word; None where it does not apply."""
    from drafttime.charts._card import band  # noqa: PLC0415 - imports matplotlib

    return band(analysis, look, prefix)


def draw_card(analysis: Analysis, words: CardWords, look: Look = _PLAIN) -> bytes:
    """Return the card for social networks as a PNG of 1200 × 630 pixels."""
    from drafttime.charts._card import card  # noqa: PLC0415 - imports matplotlib

    return card(analysis, words, look)
