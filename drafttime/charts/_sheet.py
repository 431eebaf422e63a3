"""A sheet to draw on: a matplotlib figure in points from the top left, in roles for colours.

Everything that a chart draws goes through here, in the order in which it is to lie on the page.
Text is cleaned on its way, single lines only, and stands on its baseline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from drafttime.charts import _type
from drafttime.charts._chart import Canvas
from drafttime.charts._colours import roles
from drafttime.charts._type import LABEL, SUBTITLE, TITLE, TITLE_NARROW, Face

if TYPE_CHECKING:
    from matplotlib.artist import Artist

Point = tuple[float, float]
Anchor = Literal["left", "center", "right"]
ASCENT, DESCENT = 0.68, 0.22
SEPARATOR = 0.7


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, `y0` above `y1`."""

    x0: float
    y0: float
    x1: float
    y1: float

    def overlaps(self, other: Box) -> bool:
        """Return whether the two have a point in common."""
        return (
            self.x0 <= other.x1
            and other.x0 <= self.x1
            and self.y0 <= other.y1
            and other.y0 <= self.y1
        )

    def holds(self, other: Box) -> bool:
        """Return whether the other lies inside this one."""
        beside = self.x0 <= other.x0 and other.x1 <= self.x1
        return beside and self.y0 <= other.y0 and other.y1 <= self.y1

    def padded(self, margin: float) -> Box:
        """Return the box, larger by a margin on every side."""
        return Box(self.x0 - margin, self.y0 - margin, self.x1 + margin, self.y1 + margin)


def text_box(x: float, y: float, words: str, face: Face, anchor: Anchor = "left") -> Box:
    """Return where one line of text lies whose baseline is at `y`."""
    wide = _type.width(words, face)
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[anchor]
    return Box(left, y - ASCENT * face.size, left + wide, y + DESCENT * face.size)


@cache
def _font(face: Face) -> FontProperties:
    """Return the shipped typeface by its file, so that no other of that name is taken."""
    path = _type.font_path(bold=face.bold, italic=face.italic)
    return FontProperties(
        family=["STIXGeneral"],
        weight="bold" if face.bold else "normal",
        style="italic" if face.italic else "normal",
        size=face.size,
        fname=str(path),
    )


class Sheet:
    """The figure of one canvas, of the canvas's height or another."""

    def __init__(self, canvas: Canvas, height: float | None = None) -> None:
        self.canvas = canvas
        self.width = canvas.width
        self.height = height or canvas.height
        self.figure = Figure(figsize=(self.width / 72, self.height / 72), dpi=72)
        self.figure.patch.set_facecolor(roles()["paper"][0])
        points = Affine2D().scale(1 / 72, -1 / 72).translate(0, self.height / 72)
        self._points = points + self.figure.dpi_scale_trans
        self._laid = 0

    def _next(self) -> int:
        """Return the place in the pile, above all that was drawn before."""
        self._laid += 1
        return self._laid

    def _add(self, artist: Artist) -> None:
        artist.set_zorder(self._next())
        artist.set_clip_on(False)
        self.figure.add_artist(artist)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        face: Face = LABEL,
        role: str = "ink",
        anchor: Anchor = "left",
        *,
        upright: bool = False,
    ) -> Box:
        """Write one line, its baseline at `y`; `upright` text climbs the page. Return its box."""
        words = _type.clean(words)
        self.figure.text(
            x,
            y,
            words,
            transform=self._points,
            fontproperties=_font(face),
            color=roles()[role][0],
            ha=anchor,
            va="baseline",
            rotation=90 if upright else 0,
            rotation_mode="anchor",
            zorder=self._next(),
        )
        box = text_box(x, y, words, face, anchor)
        if not upright:
            return box
        return Box(x - y + box.y0, y - box.x1 + x, x - y + box.y1, y - box.x0 + x)

    def line(self, points: Sequence[Point], role: str, width: float = SEPARATOR) -> None:
        """Draw straight lines from point to point."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        looks: dict[str, Any] = {"solid_capstyle": "butt", "solid_joinstyle": "round"}
        colour = roles()[role][0]
        self._add(Line2D(xs, ys, transform=self._points, color=colour, lw=width, **looks))

    def lines(
        self, pairs: Iterable[tuple[Point, Point]], role: str, width: float = SEPARATOR
    ) -> None:
        """Draw many separate straight lines as one shape."""
        corners, codes = [], []
        for start, end in pairs:
            corners += [start, end]
            codes += [Path.MOVETO, Path.LINETO]
        if corners:
            looks: dict[str, Any] = {"transform": self._points, "capstyle": "butt"}
            edge = roles()[role][0]
            path = Path(corners, codes)
            self._add(PathPatch(path, facecolor="none", edgecolor=edge, lw=width, **looks))

    def area(self, points: Sequence[Point], role: str, opacity: float = 1) -> None:
        """Fill the polygon between the points."""
        self._fill(Path([*points, points[0]], closed=True), role, opacity)

    def boxes(self, boxes: Iterable[Box], role: str, opacity: float = 1) -> None:
        """Fill many rectangles as one shape."""
        corners: list[Point] = []
        for box in boxes:
            corners += [(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)]
            corners.append((box.x0, box.y0))
        if corners:
            one = [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY]
            self._fill(Path(corners, one * (len(corners) // 5)), role, opacity)

    def curved(self, outlines: Iterable[Sequence[Point]], role: str, opacity: float = 1) -> None:
        """Fill closed shapes with curved sides as one shape.

        Each outline is its first corner, then three points for every side: two that pull the curve
        and the corner that it ends at, the last one where the outline began.
        """
        corners: list[Point] = []
        codes: list[Any] = []
        for outline in outlines:
            corners += [*outline, outline[0]]
            codes += [Path.MOVETO, *[Path.CURVE4] * (len(outline) - 1), Path.CLOSEPOLY]
        if corners:
            self._fill(Path(corners, codes), role, opacity)

    def _fill(self, path: Path, role: str, opacity: float) -> None:
        looks: dict[str, Any] = {"facecolor": roles()[role][0], "edgecolor": "none", "lw": 0}
        self._add(PathPatch(path, transform=self._points, alpha=opacity, **looks))

    def ring(self, x: float, y: float, radius: float, role: str, width: float = 1.4) -> None:
        """Draw a circle filled with paper."""
        looks: dict[str, Any] = {"facecolor": roles()["paper"][0], "edgecolor": roles()[role][0]}
        self._add(Circle((x, y), radius, transform=self._points, lw=width, **looks))

    def head(self, title: str, subtitle: str, left: float, right: float) -> float:
        """Write title and subtitle between `left` and `right`; return the y where they end."""
        room, y = right - left, 8.0
        face = TITLE_NARROW if self.canvas.narrow else TITLE
        for row in _type.balanced(_type.clean(title), face, room):
            y += face.size * 1.14
            self.text(left, y - face.size * 0.14, row, face)
        y += 3
        for row in _type.balanced(_type.clean(subtitle), SUBTITLE, room):
            y += SUBTITLE.size * 1.3
            self.text(left, y - SUBTITLE.size * 0.3, row, SUBTITLE, "muted")
        return y


def head_height(canvas: Canvas, title: str, subtitle: str, room: float) -> float:
    """Return what `Sheet.head` will take of the height, for sheets that grow with their rows."""
    face = TITLE_NARROW if canvas.narrow else TITLE
    titles = len(_type.balanced(_type.clean(title), face, room))
    subtitles = len(_type.balanced(_type.clean(subtitle), SUBTITLE, room))
    return 8 + titles * face.size * 1.14 + 3 + subtitles * SUBTITLE.size * 1.3
