"""The one style block of every chart's SVG, the same in all, so that one hash allows it."""

from __future__ import annotations

from drafttime.charts._colours import names, roles


def _dark() -> str:
    rules = []
    for role in names().values():
        dark = roles()[role][1]
        rules.append(f".dt-fill-{role}{{fill:{dark}}}.dt-stroke-{role}{{stroke:{dark}}}")
    return "".join(rules)


CHART_CSS = f"@media screen and (prefers-color-scheme:dark){{{_dark()}}}"
