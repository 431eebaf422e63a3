"""A snippet for another page: one picture, with its words, that needs nothing else."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from drafttime.charts import Drawn
from drafttime.model import Analysis
from drafttime.output import sentences
from drafttime.output.portfolio_options import PortfolioOptions
from drafttime.output.portfolio_text import byline

LIKED = ("barcode", "strata")

_COMMENT = """\
<!-- Paste this into a page. It holds the picture itself: no other file, no script, no connection.
     As it is an image, neither its style nor its names can meet those of your page, and it turns
     dark by itself where the theme was left to the reader. If your site takes such images out,
     upload charts/{key}.svg and charts/{key}-narrow.svg, and put their addresses in the place of
     what begins with data: below. -->
"""


def embed_html(quiet: Analysis, options: PortfolioOptions, drawn: Sequence[Drawn]) -> str:
    """Return the snippet for the bar code, or for the first chart there is; empty without one."""
    keys = [chart.key for chart in drawn]
    key = next((key for key in LIKED if key in keys), keys[0] if keys else "")
    if not key:
        return ""
    chart = drawn[keys.index(key)]
    caption = " · ".join(
        [
            f"<cite>{escape(sentences.title(quiet))}</cite>",
            *map(escape, filter(None, [byline(quiet)])),
        ]
    )
    if options.address:
        caption = f'<a href="{escape(options.address)}">{caption}</a>'
    return (
        f"{_COMMENT.format(key=key)}"
        '<figure style="margin:1.5em 0;max-width:720px">\n'
        "<picture>\n"
        f'<source media="(max-width:599px)" srcset="{_uri(chart.svg_narrow)}">\n'
        f'<img src="{_uri(chart.svg_wide)}" alt="{escape(chart.alt)}" '
        'style="display:block;width:100%;height:auto">\n'
        "</picture>\n"
        f"<figcaption>{caption}</figcaption>\n"
        "</figure>\n"
    )


def _uri(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
