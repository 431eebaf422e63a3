"""The mark by which the file of a week is known, so that it is never read as manuscript.

`drafttime week --out` writes it; the writer's own words may stand before it (front matter, a
title), so it is looked for in the beginning of a file, not at its first character only.
"""

from __future__ import annotations

MARK = "<!-- drafttime week "
"""How the line begins that stands above what drafttime wrote."""

WITHIN_BYTES = 4096

REASON = "a look back on a week, by drafttime"
"""Why such a file is left out, in the list of files."""

_BYTES = MARK.encode()


def is_retrospective(data: bytes) -> bool:
    """Return whether bytes are those of a week's file: a line near the beginning has the mark."""
    place = data.find(_BYTES, 0, WITHIN_BYTES + len(_BYTES))
    return place >= 0 and (not place or data[place - 1 : place] in {b"\n", b"\r", b"\xbf"})
