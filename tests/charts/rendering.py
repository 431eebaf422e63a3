"""What the tests of charts share: builders, charts and figures, each made only once."""

from __future__ import annotations

from functools import cache

from analyses import BUILDERS
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.transforms import Bbox

from drafttime.charts import NARROW, WIDE, Drawn, all_charts
from drafttime.charts._matplotlib import style
from drafttime.charts._render import draw_figure, render
from drafttime.model import Analysis

CHARTS = {chart.key: chart for chart in all_charts()}
CANVASES = {"wide": WIDE, "narrow": NARROW}


@cache
def analysis(name: str) -> Analysis:
    return BUILDERS[name]()


@cache
def figure(key: str, name: str, kind: str) -> Figure:
    return draw_figure(CHARTS[key], analysis(name), CANVASES[kind])


@cache
def drawn(key: str, name: str) -> Drawn:
    return render(CHARTS[key], analysis(name), "test")


@cache
def pairs() -> list[tuple[str, str]]:
    """Every chart with every analysis to which it applies."""
    return [(k, n) for k, chart in CHARTS.items() for n in BUILDERS if chart.applies(analysis(n))]


def texts(of: Figure) -> list[tuple[str, Bbox]]:
    """The words on a figure, and where matplotlib itself puts them, in points from below."""
    with style():
        of.set_dpi(72)
        renderer = FigureCanvasAgg(of).get_renderer()
        return [(t.get_text(), t.get_window_extent(renderer)) for t in of.texts if t.get_text()]


def lines(of: Figure) -> list[Line2D]:
    return [artist for artist in of.artists if isinstance(artist, Line2D)]


def shapes(of: Figure) -> list[Patch]:
    return [artist for artist in of.artists if isinstance(artist, Patch)]
