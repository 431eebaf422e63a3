"""How the grid of weekdays and hours is drawn: layout in points, no figures of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafttime.charts import _words
from drafttime.charts._chart import Canvas
from drafttime.charts._colours import draft_role
from drafttime.charts._hours import Hours
from drafttime.charts._sheet import Box, Sheet, head_height
from drafttime.charts._type import LABEL, TICK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARGIN = 10.0
_ROLE = draft_role(0, 1)
_NAMES = {0: "midnight", 6: "6:00", 12: "noon", 18: "18:00"}


def draw_grid(found: Hours, title: str, subtitle: str, canvas: Canvas) -> Figure:
    """Return the figure: one square per weekday and hour, its area the number of sessions."""
    row = 15.0 if canvas.narrow else 19.0
    left, right = (46.0, 44.0) if canvas.narrow else (88.0, 52.0)
    column = min(row * 1.2, (canvas.width - left - right) / 24)
    head = head_height(canvas, title, subtitle, canvas.width - 2 * MARGIN)
    sheet = Sheet(canvas, round(head + 38 + 7 * row + 12))
    top = sheet.head(title, subtitle, MARGIN, canvas.width - MARGIN) + 38
    _frame(sheet, found, top, left, row, column)
    most = max(max(day) for day in found.cells)
    squares = []
    for day, cells in enumerate(found.cells):
        for hour, number in enumerate(cells):
            if number:
                half = max(0.8, (min(row, column) / 2 - 1) * (number / most) ** 0.5)
                x, y = left + (hour + 0.5) * column, top + (day + 0.5) * row
                squares.append(Box(x - half, y - half, x + half, y + half))
    sheet.boxes(squares, _ROLE)
    return sheet.figure


def _frame(sheet: Sheet, found: Hours, top: float, left: float, row: float, column: float) -> None:
    """Draw hairlines every six hours, the days at the left, and their shares at the right."""
    bottom, right = top + 7 * row, left + 24 * column
    xs = [left + hour * column for hour in range(0, 25, 6)]
    sheet.lines([((x, top - 3), (x, bottom)) for x in xs], "rule")
    for hour, name in _NAMES.items():
        x = left + hour * column
        sheet.text(x, top - 8, name, TICK, "muted", "center" if hour else "left")
    sheet.text(right + 40, top - 8, "share", TICK, "muted", "right")
    shares = _words.percents([found.weekday(day) for day in range(7)])
    for day, name in enumerate(_words.WEEKDAYS):
        y = top + (day + 0.5) * row + 4
        sheet.text(MARGIN, y, name[:3] if sheet.canvas.narrow else name, LABEL)
        sheet.text(right + 40, y, shares[day], LABEL, "muted", "right")
