"""The one style block of every chart's SVG, the same in all, so that one hash allows it."""

from __future__ import annotations

from collections.abc import Mapping

from drafttime.charts._colours import names, roles


def rules_of(colours: Mapping[str, str]) -> str:
    """Return the rules that give every class the colour of its role."""
    return "".join(
        f".dt-fill-{role}{{fill:{colours[role]}}}.dt-stroke-{role}{{stroke:{colours[role]}}}"
        for role in names().values()
    )


def dark_css(colours: Mapping[str, str]) -> str:
    """Return a style block that turns to these colours on a dark screen."""
    return f"@media screen and (prefers-color-scheme:dark){{{rules_of(colours)}}}"


CHART_CSS = dark_css({role: dark for role, (_, dark) in roles().items()})
