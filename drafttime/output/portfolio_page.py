"""The page of a portfolio: from a discreet analysis to the values of its template, and to HTML."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from drafttime import __version__
from drafttime.charts import Drawn, Look
from drafttime.model import Analysis, Piece
from drafttime.output import sentences
from drafttime.output.environment import TEMPLATES, environment
from drafttime.output.evidence import evidence_line
from drafttime.output.inline import inline, styles
from drafttime.output.json_text import Json
from drafttime.output.page import policy
from drafttime.output.portfolio_options import PortfolioOptions
from drafttime.output.portfolio_pair import Pair
from drafttime.output.portfolio_text import byline
from drafttime.output.portfolio_words import (
    RuledFigure,
    colophon,
    heading,
    pair_captions,
    pair_said,
    ruled_figures,
    said_of,
    time_said,
)

MOST_BYTES = 1_500_000
"""What the page may weigh."""

_ROOM_BYTES = 100_000
"""What of that is kept for all but the drawings."""

HEROES = ("strata", "barcode", "passes")


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing for wide and one for narrow screens; the second is empty where one serves both."""

    wide: Markup
    narrow: Markup


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its id, heading, sentences, picture, and whether that is one of the large ones."""

    name: str
    heading: str
    sentences: tuple[str, ...]
    picture: Picture | None = None
    hero: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """The sentence on the page: two captions, two texts, and a remark below."""

    older: str
    newer: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    said: str
    heading: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the template lays out."""

    title: str
    author: str
    years: str
    byline: str
    finding: str
    standfirst: str
    figures: tuple[RuledFigure, ...]
    band: Markup
    heroes: tuple[Section, ...]
    sides: Sides | None
    sections: tuple[Section, ...]
    colophon: tuple[str, ...]
    evidence: str
    commit: str
    digest: str
    version: str
    address: str
    scheme: str
    font_notes: tuple[str, ...]
    in_pixels: bool


def portfolio_html(
    quiet: Analysis,
    options: PortfolioOptions,
    drawn: Sequence[Drawn],
    band: Drawn | None,
    evidence: Json,
) -> str:
    """Return the page as HTML that needs nothing but itself. Linear in what it shows.

    `quiet` is discreet already. Drawings that are too heavy stand as images of dots: see `heavy`.
    """
    dotted = heavy(drawn, band)
    svgs = [s for d in drawn if d.key not in dotted for s in (d.svg_wide, d.svg_narrow)]
    css = _style(options.look, [*svgs, *([band.svg_wide] if band else [])])
    return (
        environment()
        .get_template("portfolio.html.j2")
        .render(
            page=_page(quiet, options, drawn, band, evidence, dotted),
            marked=_marked,
            style=Markup(css),  # noqa: S704 - ours, and held free of markup by `_style`
            policy=policy(css),
        )
    )


def heavy(drawn: Iterable[Drawn], band: Drawn | None) -> frozenset[str]:
    """Return the charts that stand as images of dots, so that the page weighs what it may.

    The heaviest go first; an image of dots weighs a few hundred kilobytes at most.
    """
    weights = {chart.key: len(chart.svg_wide) + len(chart.svg_narrow) for chart in drawn}
    dots = {chart.key: 4 * len(chart.png_2x) // 3 for chart in drawn}
    room = MOST_BYTES - _ROOM_BYTES - (len(band.svg_wide) if band else 0)
    found: set[str] = set()
    for key in sorted(weights, key=lambda key: -weights[key]):
        if sum(dots[k] if k in found else weights[k] for k in weights) <= room:
            break
        if dots[key] < weights[key]:
            found.add(key)
    return frozenset(found)


def _page(
    quiet: Analysis,
    options: PortfolioOptions,
    drawn: Sequence[Drawn],
    band: Drawn | None,
    evidence: Json,
    dotted: Collection[str],
) -> Page:
    sections = [_section(chart, quiet, dotted=chart.key in dotted) for chart in drawn]
    time = time_said(quiet)
    hours = [Section("time", "Hand and eye", (time,))] if time else []
    kicker = sentences.kicker(quiet)
    author = kicker[0] if quiet.manuscript.author.strip() and kicker else ""
    return Page(
        title=sentences.title(quiet),
        author=author,
        years=next((part for part in kicker[bool(author) :]), ""),
        byline=byline(quiet),
        finding=sentences.headline(quiet),
        standfirst=sentences.standfirst(quiet),
        figures=ruled_figures(quiet),
        band=_stretched(band.svg_wide) if band else Markup(),
        heroes=tuple(section for section in sections if section.hero),
        sides=_sides(options.pair) if options.pair else None,
        sections=(*(section for section in sections if not section.hero), *hours),
        colophon=colophon(quiet, options),
        evidence=evidence_line(evidence),
        commit=evidence["commit"],
        digest=evidence["digest"],
        version=__version__,
        address=options.address,
        scheme={"system": "light dark", "dark": "dark"}.get(options.look.theme, "light"),
        font_notes=tuple(dict.fromkeys(chart.font_note for chart in drawn if chart.font_note)),
        in_pixels=bool(dotted),
    )


def _section(chart: Drawn, quiet: Analysis, *, dotted: bool) -> Section:
    if dotted:
        picture = Picture(_dots(chart), Markup())
    else:
        picture = Picture(inline(chart.svg_wide), inline(chart.svg_narrow))
    return Section(
        name=chart.key,
        heading=heading(chart.key, chart.heading),
        sentences=said_of(chart.key, quiet),
        picture=picture,
        hero=chart.key in HEROES,
    )


def _dots(chart: Drawn) -> Markup:
    data = base64.b64encode(chart.png_2x).decode()
    return Markup('<img src="data:image/png;base64,{}" alt="{}">').format(data, chart.alt)


def _stretched(svg: str) -> Markup:
    """Return the bar code so that it fills whatever box it is given."""
    return Markup(  # noqa: S704 - looked through by `inline`
        str(inline(svg)).replace("<svg ", '<svg preserveAspectRatio="none" ', 1)
    )


def _sides(pair: Pair) -> Sides:
    older, newer = pair_captions(pair)
    noun = "paragraph" if pair.whole else "sentence"
    return Sides(
        older=older,
        newer=newer,
        before=pair.before,
        after=pair.after,
        said=pair_said(pair),
        heading=f"One {noun}, twice" if pair.before else f"One {noun}",
    )


def _style(look: Look, svgs: Iterable[str]) -> str:
    own = (TEMPLATES / "portfolio.css").read_text(encoding="utf-8")
    charts = [css for svg in svgs for css in styles(svg)]
    css = "\n".join(dict.fromkeys([_colours(look), own, *charts]))
    if "<" in css:
        raise ValueError("a style holds markup")
    return css


def _colours(look: Look) -> str:
    """Return the colours of the page as those of its charts, on screens and in print."""
    found = [f":root{{{_variables(look.colours(), dark=look.theme == 'dark')}}}"]
    if look.theme == "system":
        dark = _variables(look.on_dark(), dark=True)
        found.append(f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}")
    printed = _variables(look.printed(), dark=False)
    found.append(f"@media print{{:root{{{printed}}}.dt-fill-paper{{fill:#fff}}}}")
    return "\n".join(found)


def _variables(colours: Mapping[str, str], *, dark: bool) -> str:
    names = {"paper": "paper", "ink": "ink", "muted": "muted", "rule": "rule", "first": "accent"}
    link = "#a9cbc4" if dark else "#31627c"
    return "".join(f"--{name}:{colours[role]};" for role, name in names.items()) + f"--link:{link}"


def _marked(pieces: Iterable[Piece]) -> Markup:
    """Return a text with what went out and what came in as `del` and `ins`."""
    tags = {"out": "del", "in": "ins"}
    return Markup().join(
        Markup("<{0}>{1}</{0}>").format(Markup(tags[mark]), text)  # noqa: S704 - two fixed tags
        if mark in tags
        else escape(text)
        for mark, text in pieces
    )
