"""Colours from paper to ink: lightness falls with the draft, so that it also prints in grey.

Every colour is known by its role and has a light and a dark form. The light form is unique to its
role, so that the SVG writer can tell the role from the colour that a figure was drawn in.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

MOST_DRAFTS = 7

PAGE: dict[str, tuple[str, str]] = {
    "paper": ("#fbf9f4", "#16181b"),
    "ink": ("#26241f", "#ece7da"),
    "muted": ("#6b675d", "#a29d90"),
    "rule": ("#ddd8cc", "#33363a"),
    "first": ("#7a6636", "#cdb67c"),
}
_LIGHT = ("#d9c8a0", "#93b3a2", "#3f8296", "#1c3557")
_DARK = ("#6a6353", "#5c8a80", "#79b9c9", "#f6e7bd")
_SIX_LIGHT = ("#d9c8a0", "#aebba1", "#81a9a0", "#4f8c98", "#31627c", "#1c3557")
_SIX_DARK = ("#6a6353", "#627a6e", "#62938e", "#73afba", "#a9cbc4", "#f6e7bd")


def channels(colour: str) -> tuple[int, ...]:
    """Return red, green and blue (0 to 255) of "#rrggbb"."""
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def between(anchors: tuple[str, ...], share: float) -> str:
    """Return the colour at `share` (0 to 1) of the way along the anchors, measured in ΔE."""
    lengths = [difference(a, b) for a, b in pairwise(anchors)]
    left, step = share * sum(lengths), 0
    while step < len(lengths) - 1 and left > lengths[step]:
        left -= lengths[step]
        step += 1
    low, high = channels(anchors[step]), channels(anchors[step + 1])
    part = left / (lengths[step] or 1)
    mixed = (round(a + (b - a) * part) for a, b in zip(low, high, strict=True))
    return "#" + "".join(f"{value:02x}" for value in mixed)


@cache
def palette(drafts: int) -> tuple[tuple[str, str], ...]:
    """Return the (light, dark) colours of 1 to 7 drafts, oldest first.

    More drafts than seven cannot be told apart beside each other: merge neighbours first. Raises
    ValueError outside that range.
    """
    if not 1 <= drafts <= MOST_DRAFTS:
        raise ValueError(f"there are colours for 1 to {MOST_DRAFTS} drafts, not for {drafts}")
    chosen = {1: (2,), 2: (0, 3), 3: (0, 2, 3), 4: (0, 1, 2, 3)}.get(drafts)
    if chosen:
        return tuple((_LIGHT[place], _DARK[place]) for place in chosen)
    if drafts == len(_SIX_LIGHT):
        return tuple(zip(_SIX_LIGHT, _SIX_DARK, strict=True))
    shares = [place / (drafts - 1) for place in range(drafts)]
    return tuple((between(_LIGHT, share), between(_DARK, share)) for share in shares)


def draft_role(place: int, drafts: int) -> str:
    """Return the role of draft `place` (from 0) of `drafts`: the name to give to a `Sheet`."""
    return f"draft-{place + 1}-of-{drafts}"


@cache
def roles() -> dict[str, tuple[str, str]]:
    """Return every role with its (light, dark) colours; several roles may share a pair."""
    found = dict(PAGE)
    for drafts in range(1, MOST_DRAFTS + 1):
        for place, pair in enumerate(palette(drafts)):
            found[draft_role(place, drafts)] = pair
    return found


@cache
def names() -> dict[str, str]:
    """Return the one class name of every light colour."""
    found: dict[str, str] = {}
    for role, (light, _) in roles().items():
        found.setdefault(light, role)
    return found


def _lab(colour: str) -> tuple[float, float, float]:
    """Return CIE L*a*b* (D65) of an sRGB colour."""
    red, green, blue = map(_linear, channels(colour))
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def lightness(colour: str) -> float:
    """Return L* of a colour, 0 (black) to 100 (white)."""
    return _lab(colour)[0]


def difference(one: str, other: str) -> float:
    """Return ΔE (CIE 1976) between two colours: 0 for equal ones, about 2 for just noticeable."""
    pairs = zip(_lab(one), _lab(other), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def contrast(one: str, other: str) -> float:
    """Return the ratio of contrast of two colours by WCAG 2, 1 (none) to 21 (black on white)."""
    low, high = sorted(_luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def smallest_step(colours: tuple[str, ...]) -> float:
    """Return the smallest difference between neighbours, infinity for a single colour."""
    return min((difference(a, b) for a, b in pairwise(colours)), default=float("inf"))
