"""From a chart to its files: both SVGs, and the wide figure as PNG at 72 and 144 dpi."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from drafttime.charts import _matplotlib
from drafttime.charts._chart import NARROW, WIDE, Canvas, Chart, Drawn
from drafttime.charts._colours import channels, roles
from drafttime.model import Analysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SHADES = 128  # a third of the bytes of full colour, and no difference to the eye
_NEARLY_EXACT = 6


def draw_figure(chart: Chart, analysis: Analysis, canvas: Canvas) -> Figure:
    """Return the figure of a chart, drawn in the project's style."""
    with _matplotlib.style():
        return chart.draw(analysis, canvas)


def render(chart: Chart, analysis: Analysis, prefix: str) -> Drawn:
    """Return the chart in all its forms; costs about 0.1 s, half of it for the larger PNG."""
    _matplotlib.load()  # before anything else imports it, and so reads other settings
    from drafttime.charts._fonts import set_fallbacks  # noqa: PLC0415 - needs matplotlib
    from drafttime.charts._svg import to_svg  # noqa: PLC0415

    title, alt = chart.title(analysis), chart.alt(analysis)
    with _matplotlib.style():
        wide, narrow = chart.draw(analysis, WIDE), chart.draw(analysis, NARROW)
        svgs = [
            to_svg(figure, title, alt, f"{prefix}-{chart.key}-{canvas.kind}")
            for figure, canvas in ((wide, WIDE), (narrow, NARROW))
        ]
        font_note = set_fallbacks(wide)
        pngs = [to_png(wide, dpi) for dpi in (72, 144)]
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


def to_png(figure: Figure, dpi: int) -> bytes:
    """Return the figure as a PNG without dates or names of programs."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - late
    from PIL import Image  # noqa: PLC0415 - comes with matplotlib

    figure.set_dpi(dpi)
    canvas: Any = FigureCanvasAgg(figure)
    with warnings.catch_warnings():
        # What no installed font has is said in `font_note`.
        warnings.filterwarnings("ignore", message="(?s).*[Gg]lyph.*")
        canvas.draw()
    image = Image.frombytes("RGBA", canvas.get_width_height(), bytes(canvas.buffer_rgba()))
    few = image.convert("RGB").quantize(_SHADES, Image.Quantize.FASTOCTREE)
    few.putpalette(_with_exact_colours(few.getpalette() or []))
    out = io.BytesIO()
    few.save(out, "PNG", dpi=(dpi, dpi), compress_level=6)
    return out.getvalue()


def _with_exact_colours(palette: list[int]) -> list[int]:
    """Return a palette of red, green, blue … in which our own colours are exact again."""
    found = list(palette)
    entries = [tuple(found[place : place + 3]) for place in range(0, len(found), 3)]
    for light, _ in roles().values():
        wanted = channels(light)
        gaps = [sum(abs(a - b) for a, b in zip(entry, wanted, strict=True)) for entry in entries]
        nearest = gaps.index(min(gaps))
        if gaps[nearest] <= _NEARLY_EXACT:
            found[3 * nearest : 3 * nearest + 3] = wanted
    return found
