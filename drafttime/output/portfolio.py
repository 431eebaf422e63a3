"""A portfolio’s folder: a page fit to be shown, its charts, a card, a snippet, the data."""

from __future__ import annotations

from collections.abc import Sequence

from drafttime.charts import CardWords, Drawn, draw_all, draw_band, draw_card
from drafttime.model import Analysis
from drafttime.output import sentences
from drafttime.output.discreet import discreet
from drafttime.output.json_text import json_text
from drafttime.output.portfolio_data import portfolio_object
from drafttime.output.portfolio_embed import embed_html
from drafttime.output.portfolio_options import PortfolioOptions
from drafttime.output.portfolio_page import portfolio_html
from drafttime.output.portfolio_text import byline
from drafttime.output.report import DATA, INDEX, chart_files

CARD = "card.png"
EMBED = "embed.html"
BARS = "The book from its first page to its last, the words of the first draft at the bottom."


def portfolio_files(analysis: Analysis, options: PortfolioOptions) -> dict[str, bytes]:
    """Return the content of a portfolio by path; the same arguments give the same bytes.

    The analysis is made discreet here, before anything is made from it. Draws every chart that is
    shown: some seconds.
    """
    quiet = discreet(analysis, options.show)
    data = portfolio_object(quiet, options)
    drawn = _drawn(quiet, options)
    band = draw_band(quiet, options.look, "portfolio")
    pictures = [*drawn, *([band] if band else [])]
    texts = {
        INDEX: portfolio_html(quiet, options, drawn, band, data["evidence"]),
        EMBED: embed_html(quiet, options, drawn),
        DATA: json_text(data),
    }
    files = {name: text.encode() for name, text in texts.items() if text}
    files[CARD] = draw_card(quiet, card_words(quiet), options.look)
    for picture in pictures:
        files |= chart_files(picture)
    return files


def _drawn(quiet: Analysis, options: PortfolioOptions) -> Sequence[Drawn]:
    """Return the charts of the page in its order."""
    keys = options.keys
    found = {d.key: d for d in draw_all(quiet, "portfolio", options.look, keys)}
    return [found[key] for key in keys if key in found]


def card_words(quiet: Analysis) -> CardWords:
    """Return the words of the card."""
    return CardWords(
        title=sentences.title(quiet),
        byline=byline(quiet),
        finding=sentences.headline(quiet),
        foot=BARS if quiet.lineage.bands and quiet.lineage.bands[0].draft == 0 else "",
    )
