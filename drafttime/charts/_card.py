"""The card for social networks, and the bar code alone: pictures without axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafttime.charts import _matplotlib, _type, barcode
from drafttime.charts._card_words import CardWords
from drafttime.charts._chart import Canvas, Drawn
from drafttime.charts._look import Look
from drafttime.charts._type import Face
from drafttime.model import Analysis

if TYPE_CHECKING:
    from drafttime.charts._sheet import Box, Sheet

CARD = Canvas("wide", 1200, 630)
BAND = Canvas("wide", 1500, 300)
_MARGIN = 64.0
_CARD_BARS = 190.0
_GAP = 4
_TITLES = (76, 64, 54, 46)
_BYLINE, _FINDING, _FOOT = Face(30), Face(38, italic=True), Face(22)
_LEADING = 1.12


def card(analysis: Analysis, words: CardWords, look: Look) -> bytes:
    """Return the card: title and finding above, the bar code along the foot from edge to edge.

    Letters are twice as large as on a page, since the card is mostly seen at half its size.
    """
    _matplotlib.load()
    from drafttime.charts._fonts import set_fallbacks  # noqa: PLC0415 - needs matplotlib
    from drafttime.charts._render import to_png  # noqa: PLC0415
    from drafttime.charts._sheet import Box, Sheet  # noqa: PLC0415

    room, foot = CARD.width - 2 * _MARGIN, CARD.height - _CARD_BARS
    with _matplotlib.style():
        sheet = Sheet(CARD)
        face, rows = _title(words.title, room)
        y = _MARGIN
        for row in rows:
            y += face.size * _LEADING
            sheet.text(_MARGIN, y - face.size * 0.26, row, face)
        y += 40
        sheet.text(_MARGIN, y, _type.fit(words.byline, _BYLINE, room), _BYLINE, "muted")
        sheet.line([(_MARGIN, y + 32), (_MARGIN + 96, y + 32)], "first", 3)
        rows = _type.wrap(_type.clean(words.finding), _FINDING, room, 2)
        y = foot - 92 - _FINDING.size * 1.2 * (len(rows) - 1)
        for row in rows:
            sheet.text(_MARGIN, y, row, _FINDING)
            y += _FINDING.size * 1.2
        sheet.text(_MARGIN, foot - 46, _type.fit(words.foot, _FOOT, room), _FOOT, "muted")
        if barcode.applies(analysis):
            _bars(sheet, analysis, Box(0, foot, CARD.width, CARD.height))
        set_fallbacks(sheet.figure)
        return to_png(sheet.figure, 72, look)


def _title(title: str, room: float) -> tuple[Face, tuple[str, ...]]:
    """Return the largest face in which the title takes two lines at most, and the lines."""
    clean = _type.clean(title)
    for size in _TITLES:
        face = Face(size, bold=True)
        rows = _type.balanced(clean, face, room)
        if len(rows) <= (1 if size == _TITLES[0] else 2):
            return face, rows
    return face, _type.wrap(clean, face, room, 2)


def band(analysis: Analysis, look: Look, prefix: str) -> Drawn | None:
    """Return the bar code alone in all forms; the narrow one is the same."""
    if not barcode.applies(analysis):
        return None
    _matplotlib.load()
    from drafttime.charts._render import to_png  # noqa: PLC0415 - needs matplotlib
    from drafttime.charts._sheet import Box, Sheet  # noqa: PLC0415
    from drafttime.charts._svg import to_svg  # noqa: PLC0415

    title, alt = barcode.title(analysis), barcode.alt(analysis)
    with _matplotlib.style():
        sheet = Sheet(BAND)
        _bars(sheet, analysis, Box(0, 0, BAND.width, BAND.height))
        svg = to_svg(sheet.figure, title, alt, f"{prefix}-band", look)
        pngs = [to_png(sheet.figure, dpi, look) for dpi in (72, 144)]
    return Drawn(
        key="band",
        heading=barcode.CHART.heading,
        title=title,
        subtitle=barcode.subtitle(analysis),
        alt=alt,
        svg_wide=svg,
        svg_narrow=svg,
        png_1x=pngs[0],
        png_2x=pngs[1],
    )


def _bars(sheet: Sheet, analysis: Analysis, frame: Box) -> None:
    from drafttime.charts._barcode_columns import barcode_columns  # noqa: PLC0415 - as the rest
    from drafttime.charts._barcode_drawing import draw_bars  # noqa: PLC0415

    draw_bars(sheet, barcode_columns(analysis, round(frame.x1 - frame.x0), _GAP), frame)
