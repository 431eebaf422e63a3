"""Charts in the page: their style moves to the page's one style block, nothing else may come in."""

from __future__ import annotations

import re

from markupsafe import Markup

_STYLE = re.compile(r"<style>(.*?)</style>\n?", re.DOTALL)
_TAG = re.compile(r"<([!?/]?[^\s/>]*)([^>]*)>")
_ATTRIBUTE = re.compile(r"""\s([\w:-]+)=(?:"[^"]*"|'[^']*')""")

SHAPES = frozenset(
    {"svg", "title", "desc", "g", "path", "rect", "line", "circle", "polyline", "polygon", "text"}
    | {"tspan"}
)
_NO_PLACE = frozenset({"style", "href", "xlink:href"})


def styles(svg: str) -> tuple[str, ...]:
    """Return the text of every style block of a chart."""
    return tuple(_STYLE.findall(svg))


def inline(svg: str) -> Markup:
    """Return a chart for the body of the page, without its style block.

    Raises ValueError where it holds anything but shapes and words: the charts escape the names that
    they show, and this looks after them. Linear.
    """
    body = _STYLE.sub("", svg)
    for name, attributes in _TAG.findall(body):
        if name.removeprefix("/") not in SHAPES:
            raise ValueError(f"a chart holds <{name[:40]!a}>, which has no place in a page")
        for attribute in _ATTRIBUTE.findall(attributes):
            if attribute in _NO_PLACE or attribute.startswith("on"):
                raise ValueError(f"a chart holds the attribute {attribute!a}")
    return Markup(body)  # noqa: S704 - escaped where it was drawn, and looked through above
