"""How charts look where they are shown: a theme, and one colour of the writer's own.

Charts are always drawn in the light colours of `_colours`. A look says what stands in their place,
and which style block an SVG carries. Importing this imports no matplotlib.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from drafttime.charts._colours import PAGE, between, contrast, roles
from drafttime.charts._css import CHART_CSS, dark_css, rules_of

Theme = Literal["system", "light", "dark", "paper"]
"""Light or dark as the reader's system is; always light; always dark; black on white."""

READABLE = 4.5
"""The contrast that the guidelines for the web ask of text (WCAG 2, AA)."""

_PRINTED: Mapping[str, str] = MappingProxyType(
    {"paper": "#ffffff", "ink": "#141311", "muted": "#595750", "rule": "#d2cfc8"}
)
_STEPS = 40


@dataclass(frozen=True, slots=True)
class Look:
    """A theme, and an accent ("#rrggbb", empty: none) that the first draft's line is drawn in.

    The accent must be legible on the paper of the theme; where the page may also be dark, or is
    printed, it is lightened or darkened until it can be read there.
    """

    theme: Theme = "system"
    accent: str = ""

    @property
    def paper(self) -> str:
        """The colour that everything lies on."""
        return self.colours()["paper"]

    def colours(self) -> Mapping[str, str]:
        """Return the colour of every role, as PNGs and the attributes of SVGs have it."""
        return _colours(self)

    def on_dark(self) -> Mapping[str, str]:
        """Return the colour of every role on a dark screen."""
        found = {role: dark for role, (_, dark) in roles().items()}
        return _with_accent(found, self)

    def printed(self) -> Mapping[str, str]:
        """Return the colour of every role on paper."""
        found = {role: light for role, (light, _) in roles().items()} | dict(_PRINTED)
        return _with_accent(found, self)

    def css(self) -> str:
        """Return the style block of an SVG, empty where it needs none."""
        return _css(self)


@cache
def _colours(look: Look) -> Mapping[str, str]:
    if look.theme == "dark":
        return look.on_dark()
    if look.theme == "paper":
        return look.printed()
    return _with_accent({role: light for role, (light, _) in roles().items()}, look)


@cache
def _css(look: Look) -> str:
    if look.theme == "dark":
        return f"@media print{{{rules_of(look.printed())}}}"
    if look.theme != "system":
        return ""
    return dark_css(look.on_dark()) if look.accent else CHART_CSS


def _with_accent(colours: Mapping[str, str], look: Look) -> Mapping[str, str]:
    if not look.accent:
        return MappingProxyType(dict(colours))
    accent = look.accent
    is_dark = colours["paper"] == PAGE["paper"][1]
    if is_dark != (look.theme == "dark"):
        accent = legible(accent, colours["paper"], colours["ink"])
    return MappingProxyType({**colours, "first": accent})


def legible(colour: str, paper: str, ink: str) -> str:
    """Return the colour, mixed with as little ink as makes it legible on this paper."""
    for step in range(_STEPS):
        mixed = between((colour, ink), step / _STEPS)
        if contrast(mixed, paper) >= READABLE:
            return mixed
    return ink
