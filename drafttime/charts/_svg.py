"""Figures as lean SVG: text stays text, colours are classes, nothing but shapes and words.

A renderer of our own, since matplotlib's writes colours into `style` attributes, which a page with
a content-security policy refuses, and dates and ids that differ from run to run. What is written
here holds no `style` attribute, no script, no link and no id but those of its title and
description. Colours stand twice: as attributes in their light form, which serve any viewer and
print, and as classes, which the style block turns dark on a dark screen.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from drafttime.charts import _type
from drafttime.charts._colours import names
from drafttime.charts._look import Look

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text
    from matplotlib.transforms import Transform

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_LETTERS = {
    Path.MOVETO: ("M", 1),
    Path.LINETO: ("L", 1),
    Path.CURVE3: ("Q", 2),
    Path.CURVE4: ("C", 3),
    Path.CLOSEPOLY: ("Z", 1),
}
"""The command of an SVG for each code of a path, and how many corners it takes."""
PLAIN = Look()
_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def _number(value: float) -> str:
    """Return a length in hundredths of a point, in as few characters as it needs."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _numbers(values: list[float]) -> list[str]:
    """Return many lengths as `_number` does, at a quarter of its cost."""
    texts = ("%.2f " * len(values) % tuple(values)).split()
    short = [text[:-3] if text.endswith(".00") else text.removesuffix("0") for text in texts]
    return ["0" if text == "-0" else text for text in short] if "-0" in short else short


def _paint(kind: Literal["fill", "stroke"], colour: Any, look: Look) -> tuple[str, str, str]:
    """Return the class and the attributes of a fill or a stroke: (class, colour, opacity)."""
    light = to_hex(colour[:3])
    name = names().get(light)
    if name is None:
        raise ValueError(f"{light} is no colour of drafttime.charts._colours")
    opacity = colour[3] if len(colour) > 3 else 1
    faint = f' {kind}-opacity="{_number(opacity)}"' if opacity < 1 else ""
    return f"dt-{kind}-{name}", f'{kind}="{look.colours()[name]}"', faint


class SvgRenderer(RendererBase):
    """Writes what matplotlib draws at 72 dpi as SVG elements, in points, without clipping."""

    def __init__(self, width: float, height: float, look: Look) -> None:
        super().__init__()
        self._look = look
        self.width, self.height = width, height
        self.elements: list[str] = []
        self._flip = Affine2D().scale(1, -1).translate(0, height)

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size of the figure in points."""
        return self.width, self.height

    def points_to_pixels(self, points: Any) -> Any:
        """Return points: a pixel of an SVG is a point here."""
        return points

    def get_text_width_height_descent(
        self,
        s: str,
        prop: FontProperties,
        ismath: Any,  # noqa: ARG002 - mathematics is never parsed
    ) -> tuple[float, float, float]:
        """Return the size of a line by our own metrics, without asking other fonts."""
        face = face_of(prop)
        return _type.width(s, face), face.size * 0.9, face.size * 0.22

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803 - matplotlib's own name
    ) -> None:
        """Write a path with its fill, its stroke, or both."""
        classes, looks = [], []
        if rgbFace is not None and (len(rgbFace) < 4 or rgbFace[3] > 0):
            name, colour, faint = _paint("fill", rgbFace, self._look)
            classes.append(name)
            looks.append(colour + faint)
        else:
            looks.append('fill="none"')
        if gc.get_linewidth() > 0 and gc.get_rgb()[3] > 0:
            name, colour, faint = _paint("stroke", gc.get_rgb(), self._look)
            classes.append(name)
            looks.append(f'{colour}{faint} stroke-width="{_number(gc.get_linewidth())}"')
        if classes:
            shape = self._shape(path, transform)
            line = f'<path class="{" ".join(classes)}" {" ".join(looks)} d="{shape}"/>'
            self.elements.append(line)

    def _shape(self, path: Path, transform: Transform) -> str:
        found: Any = path.cleaned(
            transform=transform + self._flip,
            remove_nans=True,
            simplify=False,
            curves=True,
        )
        numbers = _numbers(found.vertices.ravel().tolist())
        parts = []
        place, codes = 0, found.codes.tolist()
        while place < len(codes) and codes[place] != Path.STOP:
            letter, corners = _LETTERS[codes[place]]
            end = place + corners
            parts.append(letter + " ".join(numbers[2 * place : 2 * end]) if letter != "Z" else "Z")
            place = end
        return "".join(parts)

    def draw_text(  # noqa: PLR0917 - matplotlib's own signature
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,  # noqa: ARG002
        mtext: Text | None = None,
    ) -> None:
        """Write one line of text, anchored where its artist is, so that any font fits."""
        anchor = "start"
        if mtext is not None:
            anchor = _ANCHORS[str(mtext.get_horizontalalignment())]
            x, below = mtext.get_transform().transform(mtext.get_position())
            y = self.height - below
        name, colour, faint = _paint("fill", gc.get_rgb(), self._look)
        face = face_of(prop)
        looks = [f'class="{name}" {colour}{faint} font-size="{_number(face.size)}"']
        looks += ['font-weight="bold"'] * face.bold + ['font-style="italic"'] * face.italic
        looks += [f'text-anchor="{anchor}"'] * (anchor != "start")
        place = f'x="{_number(x)}" y="{_number(y)}"'
        turn = f' transform="rotate({_number(-angle)} {_number(x)} {_number(y)})"' if angle else ""
        self.elements.append(
            f"<text {place}{turn} {' '.join(looks)}>{escape(s, quote=False)}</text>"
        )


def face_of(prop: FontProperties) -> _type.Face:
    """Return the face that a chart asked for."""
    bold, italic = prop.get_weight() == "bold", prop.get_style() == "italic"
    return _type.Face(prop.get_size_in_points(), bold=bold, italic=italic)


def to_svg(figure: Figure, title: str, description: str, prefix: str, look: Look = PLAIN) -> str:
    """Return the figure as one SVG element, fit to stand alone or inside a page.

    `prefix` makes the two ids unique in a page: letters, digits, hyphens and underscores, a letter
    first; raises ValueError otherwise. Costs time linear in the number of points.
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"{prefix!a} cannot begin an id")
    width, height = (float(inches * 72) for inches in figure.get_size_inches())
    renderer = SvgRenderer(width, height, look)
    figure.set_dpi(72)
    figure.draw(renderer)
    size = f"{_number(width)} {_number(height)}".split()
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="dt-chart" role="img" '
        f'width="{size[0]}" height="{size[1]}" viewBox="0 0 {size[0]} {size[1]}" '
        f'font-family="{_type.STACK}" stroke-linejoin="round" '
        f'aria-labelledby="{prefix}-title {prefix}-desc">'
    )
    lines = [
        opening,
        f'<title id="{prefix}-title">{escape(_type.clean(title), quote=False)}</title>',
        f'<desc id="{prefix}-desc">{escape(_type.clean(description), quote=False)}</desc>',
        *([f"<style>{css}</style>"] if (css := look.css()) else []),
        *renderer.elements,
        "</svg>\n",
    ]
    return "\n".join(lines)
