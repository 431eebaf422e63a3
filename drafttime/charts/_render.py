"""From a chart to its files: both SVGs, and the wide figure as PNG at 72 and 144 dpi."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from drafttime.charts import _matplotlib
from drafttime.charts._chart import NARROW, WIDE, Canvas, Chart, Drawn
from drafttime.charts._colours import channels, names
from drafttime.charts._look import Look
from drafttime.model import Analysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PLAIN = Look()
_SHADES = 128  # a third of the bytes of full colour, and no difference to the eye
_NEARLY_EXACT = 6
_RECOLOURED = "recoloured"


def draw_figure(chart: Chart, analysis: Analysis, canvas: Canvas) -> Figure:
    """Return the figure of a chart, drawn in the project's style."""
    with _matplotlib.style():
        return chart.draw(analysis, canvas)


def render(chart: Chart, analysis: Analysis, prefix: str, look: Look = PLAIN) -> Drawn:
    """Return the chart in all its forms; costs about 0.1 s, half of it for the larger PNG."""
    _matplotlib.load()  # before anything else imports it, and so reads other settings
    from drafttime.charts._fonts import set_fallbacks  # noqa: PLC0415 - needs matplotlib
    from drafttime.charts._svg import to_svg  # noqa: PLC0415

    title, alt = chart.title(analysis), chart.alt(analysis)
    with _matplotlib.style():
        wide, narrow = chart.draw(analysis, WIDE), chart.draw(analysis, NARROW)
        svgs = [
            to_svg(figure, title, alt, f"{prefix}-{chart.key}-{canvas.kind}", look)
            for figure, canvas in ((wide, WIDE), (narrow, NARROW))
        ]
        font_note = set_fallbacks(wide)
        pngs = [to_png(wide, dpi, look) for dpi in (72, 144)]
    return Drawn(
        key=chart.key,
        heading=chart.heading,
        title=title,
        subtitle=chart.subtitle(analysis),
        alt=alt,
        svg_wide=svgs[0],
        svg_narrow=svgs[1],
        png_1x=pngs[0],
        png_2x=pngs[1],
        font_note=font_note,
    )


def to_png(figure: Figure, dpi: int, look: Look = PLAIN) -> bytes:
    """Return the figure as a PNG without dates or names of programs.

    The figure, drawn in light colours, takes those of the look and keeps them.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - late
    from PIL import Image  # noqa: PLC0415 - comes with matplotlib

    _recolour(figure, look)
    figure.set_dpi(dpi)
    canvas: Any = FigureCanvasAgg(figure)
    with warnings.catch_warnings():
        # What no installed font has is said in `font_note`.
        warnings.filterwarnings("ignore", message="(?s).*[Gg]lyph.*")
        canvas.draw()
    size, pixels = canvas.get_width_height(), canvas.buffer_rgba()
    image = Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1)
    few = image.convert("RGB").quantize(_SHADES, Image.Quantize.FASTOCTREE)
    few.putpalette(_with_exact_colours(few.getpalette() or [], look))
    out = io.BytesIO()
    few.save(out, "PNG", dpi=(dpi, dpi), compress_level=6)
    return out.getvalue()


def _recolour(figure: Figure, look: Look) -> None:
    """Give every shape and word the colour that its light one stands for, once."""
    from matplotlib.colors import to_hex, to_rgba  # noqa: PLC0415 - late
    from matplotlib.lines import Line2D  # noqa: PLC0415
    from matplotlib.patches import Patch  # noqa: PLC0415
    from matplotlib.text import Text  # noqa: PLC0415

    if all(look.colours()[role] == light for light, role in names().items()):
        return
    if figure.get_gid() == _RECOLOURED:
        return

    def looked(colour: Any) -> str:
        return look.colours()[names()[to_hex(colour)]]

    for artist in figure.findobj(include_self=False):
        if isinstance(artist, Text | Line2D):
            artist.set_color(looked(artist.get_color()))
        elif isinstance(artist, Patch):
            face, edge = to_rgba(artist.get_facecolor()), to_rgba(artist.get_edgecolor())
            if face[3]:
                artist.set_facecolor(looked(face))
            if edge[3] and artist.get_linewidth():
                artist.set_edgecolor(looked(edge))
    figure.set_gid(_RECOLOURED)


def _with_exact_colours(palette: list[int], look: Look) -> list[int]:
    """Return a palette of red, green, blue … in which our own colours are exact again."""
    import numpy as np  # noqa: PLC0415 - late

    entries = np.array(palette).reshape(-1, 3)
    found = entries.copy()
    for colour in dict.fromkeys(look.colours().values()):
        wanted = np.array(channels(colour))
        gaps = np.abs(entries - wanted).sum(axis=1)
        nearest = gaps.argmin()
        if gaps[nearest] <= _NEARLY_EXACT:
            found[nearest] = wanted
    return [int(channel) for channel in found.ravel()]
