"""The data of a portfolio: the figures of its page and charts, and nothing else of the book."""

from __future__ import annotations

from dataclasses import asdict
from itertools import zip_longest

from drafttime import __version__
from drafttime.model import Analysis, ChapterShare, Draft
from drafttime.output.data import drift_object
from drafttime.output.discreet import TITLES, WITHHELD, discreet
from drafttime.output.evidence import with_evidence
from drafttime.output.json_text import SCHEMA, Json, plain
from drafttime.output.lineage_data import band_objects, provenance_objects
from drafttime.output.passes_totals import passes_totals
from drafttime.output.portfolio_options import PortfolioOptions, options_object
from drafttime.output.rules import rules
from drafttime.output.time_data import INTERVAL, estimate_object
from drafttime.output.totals import labour, words_at_once, work_by_draft, work_by_writer


def portfolio_object(analysis: Analysis, options: PortfolioOptions) -> Json:
    """Return what a portfolio tells, in plain values and a fixed order; evidence is its last key.

    Days stand where the report has times, numbers where it has names. `settings` are those that
    give nothing away; `settings_withheld` names the others that were set: what they did cannot be
    verified from the data alone. Linear.
    """
    quiet = discreet(analysis, options.show)
    withheld = quiet.settings.get(WITHHELD, ())
    found = {
        "schema": SCHEMA,
        "drafttime": __version__,
        "portfolio": options_object(options),
        "rules": rules(quiet.time.rule),
        "settings": {k: v for k, v in quiet.settings.items() if k != WITHHELD},
        "settings_withheld": withheld,
        "notices": [{"code": notice.code} for notice in quiet.notices],
        "manuscript": {
            "name": quiet.manuscript.name,
            "author": quiet.manuscript.author or None,
            "words": quiet.manuscript.words,
            "files": len(quiet.manuscript.files),
            "left_out": len(quiet.manuscript.left_out),
        },
        "drafts": [
            {**_draft(draft), "since_previous": asdict(work) if work else None}
            for draft, work in zip_longest(quiet.drafts, work_by_draft(quiet))
        ],
        "drift": drift_object(quiet.drift),
        "chapters": [_chapter(share, titles=TITLES in options.show) for share in quiet.chapters],
        "time": _time(quiet),
        "ledger": {**asdict(quiet.ledger), "words_at_once": words_at_once(quiet)},
        "provenance": provenance_objects(quiet),
        "lineage": _lineage(quiet),
        "history": _history(quiet),
    }
    return with_evidence({key: plain(value) for key, value in found.items()})


def _draft(draft: Draft) -> Json:
    return {
        "name": draft.name,
        "commit": draft.commit,
        "day": draft.authored.day(),
        "words": draft.words,
        "resolved_by": draft.resolved_by,
        "guessed": draft.guessed,
    }


def _chapter(share: ChapterShare, *, titles: bool) -> Json:
    named = {"title": share.chapter.title} if titles else {}
    return {
        "number": share.chapter.number,
        **named,
        "words": share.chapter.words,
        "first_draft_words": share.first_draft_words,
        "first_share": share.first_draft_tokens / share.tokens if share.tokens else None,
        "sessions": share.sessions,
        "bands": share.bands,
        "words_written": share.words_written,
    }


def _time(analysis: Analysis) -> Json:
    time, both = analysis.time, analysis.time.hand_and_eye
    return {
        "observed_minutes": time.observed_minutes,
        "recorded_minutes": time.recorded_minutes,
        "estimated_minutes": estimate_object(time.estimate),
        "interval": INTERVAL if time.estimate is not None else None,
        "unknown_words": time.unknown_words,
        "sessions": len(analysis.sessions),
        "hand_minutes": both.hand_minutes if both else None,
        "eye_minutes": estimate_object(both.eye) if both else None,
        "eye_for_one_of_hand": estimate_object(both.ratio) if both else None,
        "logs": time.logs,
    }


def _lineage(analysis: Analysis) -> Json:
    lineage, totals = analysis.lineage, passes_totals(analysis)
    return {
        "written_per_kept": lineage.written_per_kept,
        "bands": band_objects(lineage),
        "passes": None if totals is None else asdict(totals),
        "strata": [
            {
                "day": analysis.revisions[stand.revision].authored.day(),
                "standing": stand.standing,
                "cut": stand.cut,
            }
            for stand in lineage.stands
        ],
    }


def _history(analysis: Analysis) -> Json:
    facts = analysis.facts
    return {
        "commits": facts.commits,
        "revisions": len(analysis.revisions),
        "labour": len(labour(analysis)),
        "merges": facts.merges,
        "writers": len([work for work in work_by_writer(analysis) if work.revisions]),
        "partial": facts.partial,
        "first_day": facts.first_time.day(),
        "last_day": facts.last_time.day(),
    }
