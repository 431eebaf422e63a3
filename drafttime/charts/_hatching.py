"""Hatching without patterns: slanting lines, clipped to a row of upright columns by arithmetic.

SVG patterns need ids and links, which the writer of SVG refuses, so the lines are shapes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]
Column = tuple[float, float, float, float]
"""Left, upper, right and lower edge, in points from the top left."""

_TOUCH = 1e-6


def hatch(columns: Sequence[Column], distance: float) -> list[tuple[Point, Point]]:
    """Return the parts inside the columns of lines that climb to the right at 45 degrees.

    Lines lie `distance` apart on either axis, in step with each other whatever the columns, and run
    through where columns touch. Columns are given from left to right. Costs the area over the
    distance in the worst case of columns as narrow as a point.
    """
    open_lines: dict[int, tuple[Point, Point]] = {}
    found: list[tuple[Point, Point]] = []
    for x0, y0, x1, y1 in columns:
        if y1 - y0 <= 0 or x1 - x0 <= 0:
            continue
        for line in range(math.ceil((x0 + y0) / distance), math.floor((x1 + y1) / distance) + 1):
            total = line * distance  # x + y is the same all along a line
            start, end = max(x0, total - y1), min(x1, total - y0)
            if end - start <= _TOUCH:
                continue
            part = ((start, total - start), (end, total - end))
            before = open_lines.get(line)
            if before and part[0][0] - before[1][0] <= _TOUCH:
                part = (before[0], part[1])
            elif before:
                found.append(before)
            open_lines[line] = part
    return found + list(open_lines.values())
