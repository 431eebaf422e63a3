"""What a chart is: one value that says when it applies, what it finds, and how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from drafttime.model import Analysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Canvas:
    """The surface of a drawing, in points; a chart may ask for another height than this.

    The narrow one is drawn for telephones, not scaled: a wide chart scaled to a telephone has
    letters of six pixels.
    """

    kind: Literal["wide", "narrow"]
    width: float
    height: float

    @property
    def narrow(self) -> bool:
        """Whether this is the canvas for telephones."""
        return self.kind == "narrow"


WIDE = Canvas("wide", 720, 430)
NARROW = Canvas("narrow", 360, 400)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: pure functions from an analysis to words and to a figure.

    `heading` names the section of a page, `order` its place there. `title` is a finding where the
    figures bear one, else a plain noun phrase; `subtitle` says what is drawn; `alt` says the same
    with its figures to those who do not see it. None of these four imports matplotlib. `draw` is
    called only where `applies` holds, inside the style of `_style`, and only through `_render`.
    """

    key: str
    order: int
    heading: str
    applies: Callable[[Analysis], bool]
    title: Callable[[Analysis], str]
    subtitle: Callable[[Analysis], str]
    alt: Callable[[Analysis], str]
    draw: Callable[[Analysis, Canvas], Figure]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as it came out: words, two SVG texts, and the wide one as PNG at 72 and 144 dpi.

    `font_note` says which characters of the PNG stand in another typeface or in none; it is empty
    where the chart's own typeface had them all.
    """

    key: str
    heading: str
    title: str
    subtitle: str
    alt: str
    svg_wide: str
    svg_narrow: str
    png_1x: bytes
    png_2x: bytes
    font_note: str = ""
