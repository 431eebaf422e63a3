"""The tables behind the charts of lineage."""

from __future__ import annotations

from drafttime.model import Analysis
from drafttime.output.escaping import shown
from drafttime.output.passes_totals import passes_totals
from drafttime.output.view import Cell, Table, named, numeral, table
from drafttime.output.wording import count, per_cent

NAME_LIMIT = 80


def bands(analysis: Analysis) -> Table | None:
    """Give the words born on the way to each draft, and what became of them."""
    lineage = analysis.lineage
    if not lineage.stands or len(lineage.bands) < 2:
        return None
    last = lineage.stands[-1]
    total = max(1, sum(last.standing))
    rows = [
        (
            named(shown(band.name, NAME_LIMIT)),
            numeral(count(standing + cut)),
            numeral(count(standing)),
            numeral(per_cent(standing / total)),
            numeral(count(cut)),
        )
        for band, standing, cut in zip(lineage.bands, last.standing, last.cut, strict=True)
    ]
    first = "Born on the way to" if lineage.bands[0].draft is not None else "Born in"
    columns = (
        Cell(first), numeral("Words"), numeral("Standing"), numeral("Of the text"),
        numeral("Cut or replaced"),
    )  # fmt: skip
    return table("The words by their birth", columns, rows)


def passes(analysis: Analysis) -> Table | None:
    """Give the paragraphs of the final text by the number of sessions that touched them."""
    totals = passes_totals(analysis)
    if totals is None:
        return None
    rows = [
        (
            Cell(_span(step.least, step.most)),
            numeral(count(step.paragraphs)),
            numeral(count(step.words)),
            numeral(per_cent(step.share)),
        )
        for step in totals.steps
    ]
    columns = (Cell("Sessions"), numeral("Paragraphs"), numeral("Words"), numeral("Of the text"))
    return table("How often paragraphs were touched", columns, rows)


def _span(least: int, most: int | None) -> str:
    if most is None:
        return f"{least} and more"
    if not most:
        return "none known"
    return str(least) if least == most else f"{least}–{most}"


def pairs(analysis: Analysis) -> Table | None:
    """Give survival, share and drift between the drafts, pair by pair."""
    found = analysis.lineage.pairs
    if len(found) < 2:
        return None
    rows = []
    for pair in found:
        names = [shown(analysis.drafts[k].name, NAME_LIMIT) for k in (pair.old, pair.new)]
        values = [pair.measures.get(key) for key in ("survival", "first_share", "moved")]
        drift = pair.measures.get("drift")
        rows.append(
            (
                *(named(name) for name in names),
                *(numeral("–" if value is None else per_cent(value)) for value in values),
                numeral("–" if drift is None else f"{drift:.2f}"),
            )
        )
    columns = (
        Cell("From"), Cell("To"), numeral("Survives"), numeral("Share of the later"),
        numeral("Moved"), numeral("Drift"),
    )  # fmt: skip
    return table("Draft against draft", columns, rows, kind="pairs")
