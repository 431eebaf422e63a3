"""What a portfolio was asked to show and how, checked, and as its data tells it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args
from urllib.parse import urlsplit

from drafttime.charts import Look, Theme, all_charts, contrast
from drafttime.errors import UsageError, nearest
from drafttime.output.discreet import TITLES
from drafttime.output.json_text import Json
from drafttime.output.portfolio_pair import Pair, pair_object, recorded_pair

THEMES: tuple[Theme, ...] = get_args(Theme)

ALWAYS = ("strata", "barcode", "passes", "drift", "chapters", "ledger")
"""The charts of every portfolio, in the order of the page, where they apply."""

NEVER = frozenset({"rhythm"})
"""Charts of the hours of the day."""

LEAST_CONTRAST = 3.0
"""What the guidelines for the web ask of large letters and lines (WCAG 2, AA)."""

_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_LONGEST_ADDRESS = 500


@dataclass(frozen=True, slots=True)
class PortfolioOptions:
    """How a portfolio looks (`look`), and what it shows besides the figures.

    `show` holds "titles" where chapters keep theirs; `charts` are those asked for besides `ALWAYS`.
    `pair` is the sentence that the writer picked. `address` is where the page will stand, empty
    where that is not known.
    """

    look: Look = field(default_factory=Look)
    show: frozenset[str] = frozenset()
    charts: tuple[str, ...] = ()
    pair: Pair | None = None
    address: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The charts of the page, in its order."""
        return (*ALWAYS, *(key for key in self.charts if key not in ALWAYS))


def checked_look(theme: str, accent: str) -> Look:
    """Return the look; an accent may be written as "#7a2e2e", "7a2e2e" or "#723".

    Raises UsageError for another theme, what is no colour, and an accent too near to the paper.
    """
    if theme not in THEMES:
        raise UsageError(f"there is no theme “{theme[:40]}”", f"choose one of {', '.join(THEMES)}")
    look = Look(theme)
    if not accent:
        return look
    colour = accent.strip().lower()
    colour = colour if colour.startswith("#") else f"#{colour}"
    if not _COLOUR.fullmatch(colour):
        raise UsageError(
            f"“{accent[:40]}” is no colour", 'write it as --accent "#7a2e2e": red, green, blue'
        )
    if len(colour) == 4:
        colour = "#" + "".join(2 * digit for digit in colour[1:])
    ratio = contrast(colour, look.paper)
    if ratio < LEAST_CONTRAST:
        darker = "lighter" if theme == "dark" else "darker"
        raise UsageError(
            f"the accent {colour} cannot be seen on the paper of the theme {theme}: its contrast "
            f"is {ratio:.1f}, and {LEAST_CONTRAST:g} is the least for lines and large letters",
            f"choose a {darker} colour, or another --theme",
        )
    return Look(look.theme, colour)


def checked_charts(asked: Sequence[str]) -> tuple[str, ...]:
    """Return the charts that are asked for besides those of every portfolio, each once.

    Raises UsageError for those that there are not, and for the hours of the day.
    """
    known = [chart.key for chart in all_charts()]
    for key in asked:
        if key in NEVER:
            raise UsageError(
                f"the chart {key} shows the hours of the day, which no portfolio does",
                "it stands in the report, which is for you alone",
            )
        if key not in known:
            free = [name for name in known if name not in {*ALWAYS, *NEVER}]
            meant = nearest(key, free)
            did_you = f"did you mean {meant[0]}? " if meant else ""
            raise UsageError(
                f"there is no chart “{key[:40]}”", f"{did_you}There are: {', '.join(free)}"
            )
    return tuple(dict.fromkeys(key for key in asked if key not in ALWAYS))


def checked_address(address: str) -> str:
    """Return the address of the page's folder, ending with a slash. Raises UsageError."""
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
    except ValueError:
        fine = False
    odd = re.search(r"[\s\"'<>\\\x00-\x20\x7f-\x9f]", address)
    if not fine or odd or len(address) > _LONGEST_ADDRESS or parts.query or parts.fragment:
        raise UsageError(
            f"“{address[:80]}” is no address of a page",
            "write it whole, as --address https://example.org/book/",
        )
    return f"{address.removesuffix('index.html').rstrip('/')}/"


def options_object(options: PortfolioOptions) -> Json:
    """Return the options as the data tells them."""
    return {
        "theme": options.look.theme,
        "accent": options.look.accent or None,
        "show": sorted(options.show),
        "charts": list(options.charts),
        "address": options.address or None,
        "sentence": pair_object(options.pair) if options.pair else None,
    }


def recorded_options(told: object) -> PortfolioOptions:
    """Return the options that the data of a portfolio tells, where anybody may have written them.

    The sentence is taken as it stands. Raises UsageError for what no portfolio could be made with.
    """
    table: Mapping[str, object] = told if isinstance(told, Mapping) else {}
    show, charts = table.get("show"), table.get("charts")
    asked = [str(key) for key in charts] if isinstance(charts, list) else []
    return PortfolioOptions(
        look=checked_look(str(table.get("theme") or ""), str(table.get("accent") or "")),
        show=frozenset({TITLES} & set(map(str, show))) if isinstance(show, list) else frozenset(),
        charts=checked_charts(asked),
        pair=recorded_pair(table.get("sentence")),
        address=checked_address(str(table.get("address") or "")),
    )
