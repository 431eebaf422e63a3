"""Lineage as data: figures only, no text of the book."""

from __future__ import annotations

from dataclasses import asdict

from drafttime.model import Analysis, Lineage, Stand
from drafttime.output.json_text import Json
from drafttime.output.passes_totals import passes_totals


def lineage_object(analysis: Analysis) -> Json:
    """Return all figures of lineage; numbers of revisions, drafts and chapters are indices.

    Lists of lists are (band, band, …) in the order of `bands`. Linear in what it gives.
    """
    lineage, totals = analysis.lineage, passes_totals(analysis)
    return {
        "written_per_kept": lineage.written_per_kept,
        "bands": band_objects(lineage),
        "passes": None if totals is None else asdict(totals),
        "strata": [
            {"revision": stand.revision, "standing": stand.standing, "cut": stand.cut}
            for stand in lineage.stands
        ],
        "paragraphs": [
            {
                "chapter": life.chapter,
                "words": life.words,
                "sessions": life.sessions,
                "revisions": life.revisions,
            }
            for life in lineage.paragraphs
        ],
        "survival": [
            {
                "band": curve.band,
                "words": curve.words,
                "steps": [
                    [step.age_days, step.at_risk, step.died, step.survival] for step in curve.steps
                ],
            }
            for curve in lineage.survival
        ],
        "crossings": [
            {
                "old": crossing.old,
                "new": crossing.new,
                "old_chapters": crossing.old_chapters,
                "new_chapters": crossing.new_chapters,
                "ribbons": [asdict(ribbon) for ribbon in crossing.ribbons],
            }
            for crossing in lineage.crossings
        ],
        "pairs": [
            {
                "old": pair.old,
                "new": pair.new,
                "by": pair.comparison.by,
                **pair.measures,
                "kept_tokens": pair.comparison.kept_tokens,
                "moved_tokens": pair.comparison.moved_tokens,
                "gone_tokens": pair.comparison.gone_tokens,
                "copied_tokens": pair.comparison.copied_tokens,
                "new_tokens": pair.comparison.inserted_tokens,
                "replaced_tokens": pair.comparison.replaced_tokens,
            }
            for pair in lineage.pairs
        ],
    }


def band_objects(lineage: Lineage) -> list[Json]:
    """Return each band with the words that were born in it, and what became of them."""
    none = (0,) * len(lineage.bands)
    last = lineage.stands[-1] if lineage.stands else Stand(0, none, none)
    total = max(1, sum(last.standing))
    return [
        {
            "name": band.name,
            "draft": band.draft,
            "words": standing + cut,
            "standing": standing,
            "share": standing / total,
            "cut": cut,
        }
        for band, standing, cut in zip(lineage.bands, last.standing, last.cut, strict=True)
    ]


def provenance_objects(analysis: Analysis) -> list[Json]:
    """Return where the words of the final text were born, draft by draft."""
    return [
        {"draft": analysis.drafts[p.draft].name, "words": p.words, "share": p.share}
        for p in analysis.lineage.provenance
    ]
