"""The report page: from the analysis to the values of its template, and from these to HTML."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

from markupsafe import Markup

from drafttime import __version__
from drafttime.charts import Drawn
from drafttime.model import Analysis
from drafttime.output import page_tables, sentences
from drafttime.output.counting import counted_parts
from drafttime.output.cuts_page import cuts_section
from drafttime.output.data import report_object
from drafttime.output.environment import TEMPLATES, environment
from drafttime.output.evidence import evidence_line
from drafttime.output.findings import findings, time_paragraphs
from drafttime.output.inline import inline, styles
from drafttime.output.json_text import Json
from drafttime.output.kinds_page import kinds_shown
from drafttime.output.view import Page, Picture, Section

TIME_HEADING = "Time"


def page_html(analysis: Analysis, drawn: Sequence[Drawn], evidence: Json | None = None) -> str:
    """Return the whole page as HTML that needs nothing but itself. Linear in what it shows.

    `evidence` is that of the data beside the page, where it was worked out already.
    """
    css = _style(drawn)
    template = environment().get_template("report.html.j2")
    return template.render(
        page=page_of(analysis, drawn, evidence),
        style=Markup(css),  # noqa: S704 - ours, and held free of markup by `_style`
        policy=policy(css),
    )


def page_of(analysis: Analysis, drawn: Sequence[Drawn], evidence: Json | None = None) -> Page:
    """Return what the template lays out: a section per chart, time, cuts, the counting."""
    evidence = evidence or report_object(analysis)["evidence"]
    charts = [
        Section(
            name=chart.key,
            heading=chart.heading,
            sentences=findings(chart.key, analysis),
            picture=Picture(chart.key, inline(chart.svg_wide), inline(chart.svg_narrow)),
            tables=page_tables.tables(chart.key, analysis),
            kinds=kinds_shown(analysis) if chart.key == "kinds" else (),
        )
        for chart in drawn
    ]
    first, *more = time_paragraphs(analysis)
    time = Section(
        name="time",
        heading=TIME_HEADING,
        sentences=(first,),
        more=tuple(more),
        tables=page_tables.tables("time", analysis),
    )
    cuts = cuts_section(analysis)
    return Page(
        title=sentences.title(analysis),
        kicker=sentences.kicker(analysis),
        headline=sentences.headline(analysis),
        standfirst=sentences.standfirst(analysis),
        guess=sentences.guess(analysis),
        figures=sentences.figures(analysis),
        sections=(*charts, time, *([cuts] if cuts else [])),
        counted=counted_parts(analysis),
        font_notes=tuple(dict.fromkeys(chart.font_note for chart in drawn if chart.font_note)),
        version=__version__,
        with_logs=bool(analysis.time.logs),
        commit=evidence["commit"],
        digest=evidence["digest"],
        evidence=evidence_line(evidence),
    )


def policy(css: str) -> str:
    """Return the content-security policy: this one style by its hash, pictures inline, no more."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _style(drawn: Sequence[Drawn]) -> str:
    own = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    svgs = [svg for chart in drawn for svg in (chart.svg_wide, chart.svg_narrow)]
    theirs = [css for svg in svgs for css in styles(svg)]
    css = "\n".join(dict.fromkeys([own, *theirs]))
    if "<" in css:
        raise ValueError("a style holds markup")
    return css
