"""The data of a report as one JSON object, stable within its schema (`docs/reference/data.md`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import zip_longest

from drafttime import __version__
from drafttime.drafts import Candidate, DraftList
from drafttime.model import (
    Analysis,
    ChapterShare,
    Draft,
    Drift,
    Manuscript,
    Notice,
    Revision,
)
from drafttime.output.evidence import with_evidence
from drafttime.output.json_text import SCHEMA, Json, json_text, listing, notice_objects, plain
from drafttime.output.kinds_data import counts_object, kinds_object
from drafttime.output.lineage_data import lineage_object, provenance_objects
from drafttime.output.passages_data import cut_objects
from drafttime.output.rules import rules
from drafttime.output.time_data import session_object, time_object
from drafttime.output.totals import (
    DraftWork,
    labour,
    words_at_once,
    work_by_draft,
    work_by_writer,
)


def report_object(analysis: Analysis) -> Json:
    """Return everything that the report shows, and what ties it to the history."""
    return with_evidence(figures_object(analysis))


def figures_object(analysis: Analysis) -> Json:
    """Return everything that the report shows, in plain values and in a fixed order of keys.

    What is not known is None. Strings are valid Unicode: a byte of a name that is not UTF-8 stands
    as "⟨FF⟩". Linear in the number of revisions.
    """
    writers = work_by_writer(analysis)
    by_commit = {revision.commit: revision for revision in analysis.revisions}
    found = {
        "schema": SCHEMA,
        "drafttime": __version__,
        "rules": rules(analysis.time.rule),
        "settings": dict(analysis.settings),
        "notices": notice_objects(analysis.notices),
        "manuscript": _manuscript(analysis.manuscript),
        "drafts": [
            {**draft_object(draft), "since_previous": asdict(work) if work else None}
            for draft, work in _drafts_with_work(analysis)
        ],
        "drift": drift_object(analysis.drift),
        "chapters": [_chapter(share, analysis.manuscript) for share in analysis.chapters],
        "writers": [asdict(writer) for writer in writers],
        "revisions": [_revision(revision) for revision in analysis.revisions],
        "sessions": [session_object(session, by_commit) for session in analysis.sessions],
        "time": time_object(analysis.time, writers),
        "ledger": _ledger(analysis),
        "provenance": provenance_objects(analysis),
        "lineage": lineage_object(analysis),
        "kinds": kinds_object(analysis.kinds),
        "history": _history(analysis),
        "cuts": cut_objects(analysis.cuts),
    }
    return {key: plain(value) for key, value in found.items()}


def to_json(analysis: Analysis) -> str:
    """Return `report_object` as JSON text; the same analysis gives the same text."""
    return json_text(report_object(analysis))


def manuscript_to_json(manuscript: Manuscript, notices: Sequence[Notice]) -> str:
    """Return what `drafttime files` lists as JSON text."""
    return listing({"notices": notice_objects(notices), "manuscript": _manuscript(manuscript)})


def drafts_to_json(found: DraftList) -> str:
    """Return what `drafttime drafts` lists as JSON text."""
    return listing(
        {
            "notices": notice_objects(found.notices),
            "first": draft_object(found.first),
            "final": draft_object(found.final),
            "drafts": [draft_object(draft) for draft in found.drafts],
            "candidates": _candidates(found.candidates),
            "per_chapter": _candidates(found.per_chapter),
        }
    )


def _manuscript(manuscript: Manuscript) -> Json:
    return {
        "name": manuscript.name,
        "author": manuscript.author or None,
        "words": manuscript.words,
        "files": [
            {"path": file.path, "format": file.format, "words": file.words, "title": file.title}
            for file in manuscript.files
        ],
        "left_out": [
            {"path": left.path, "reason": left.reason, "words": left.words}
            for left in manuscript.left_out
        ],
        "chapters_from": manuscript.chapters_from,
    }


def draft_object(draft: Draft) -> Json:
    """Return what the data says of a draft."""
    return {
        "name": draft.name,
        "commit": draft.commit,
        "time": draft.authored.iso(),
        "words": draft.words,
        "resolved_by": draft.resolved_by,
        "guessed": draft.guessed,
    }


def _drafts_with_work(analysis: Analysis) -> Iterable[tuple[Draft, DraftWork | None]]:
    return zip_longest(analysis.drafts, work_by_draft(analysis))


def _candidates(candidates: Iterable[Candidate]) -> list[Json]:
    return [
        {
            **draft_object(candidate.draft),
            "reason": candidate.reason,
            "tag_line": candidate.tag_line,
        }
        for candidate in candidates
    ]


def drift_object(drift: Drift) -> Json:
    """Return the figures of drift between two drafts."""
    comparison = drift.comparison
    return {
        "first": drift.first.name,
        "final": drift.final.name,
        "first_commit": drift.first.commit,
        "final_commit": drift.final.commit,
        "first_words": comparison.old_words,
        "final_words": comparison.new_words,
        **{key: drift.measures.get(key) for key in _MEASURES},
        "edit_distance_at_most": comparison.indel_at_most,
        "halves_edit_distance": drift.halves_edit_distance,
        "kept_tokens": comparison.kept_tokens,
        "moved_tokens": comparison.moved_tokens,
        "gone_tokens": comparison.gone_tokens,
        "copied_tokens": comparison.copied_tokens,
        "new_tokens": comparison.inserted_tokens,
        "replaced_tokens": comparison.replaced_tokens,
        "first_copies_tokens": comparison.old_copies_tokens,
        "by": comparison.by,
    }


_MEASURES = ("survival", "first_share", "drift", "moved", "edit_distance")


def _chapter(share: ChapterShare, manuscript: Manuscript) -> Json:
    chapter = share.chapter
    return {
        "number": chapter.number,
        "title": chapter.title,
        "path": manuscript.files[chapter.slot].path,
        "words": chapter.words,
        "first_draft_words": share.first_draft_words,
        "first_share": share.first_draft_tokens / share.tokens if share.tokens else None,
        "sessions": share.sessions,
        "bands": share.bands,
        "survival": share.survival,
        "drift": share.drift,
        "edit_distance": share.edit_distance,
        "moved": share.moved,
        "new_words_where_nothing_stood": share.fresh_words,
        "new_words_in_place_of_cut": share.replaced_words,
        "words_written": share.words_written,
        "written_per_kept": (
            share.words_written / chapter.words
            if share.words_written is not None and chapter.words
            else None
        ),
        "untouched_words": share.untouched_words,
    }


def _revision(revision: Revision) -> Json:
    return {
        "commit": revision.commit,
        "writer": revision.writer,
        "time": revision.authored.iso(),
        "subject": revision.subject,
        "mainline": revision.mainline,
        "labour": revision.labour,
        "why_not_labour": revision.why_not_labour or None,
        "automatic": revision.automatic,
        "bulk": revision.bulk,
        "words": revision.words,
        "words_inserted": revision.words_inserted,
        "words_deleted": revision.words_deleted,
        "words_moved": revision.words_moved,
        "words_restored": revision.words_restored,
        "words_copied": revision.words_copied,
        "distance_tokens": revision.distance_tokens,
        "drift_from_first": revision.drift_from_first,
        "drift_to_final": revision.drift_to_final,
        "survival": revision.survival,
        "final_written": revision.final_written,
        "words_rewritten": revision.words_rewritten,
        "kinds": None if revision.why_not_labour == "merge" else counts_object(revision.kinds),
        "session": revision.session,
    }


def _ledger(analysis: Analysis) -> Json:
    ledger, at_once = analysis.ledger, words_at_once(analysis)
    return {
        **asdict(ledger),
        "words_at_once": at_once,
        "words_written_in_sittings": ledger.words_written - at_once,
    }


def _history(analysis: Analysis) -> Json:
    facts = analysis.facts
    return {
        "commits": facts.commits,
        "revisions": len(analysis.revisions),
        "labour": len(labour(analysis)),
        "mainline_commits": facts.mainline_commits,
        "merges": facts.merges,
        "duplicates": facts.duplicates,
        "automatic": facts.automatic,
        "objects_verified": facts.objects_verified,
        "partial": facts.partial,
        "uncommitted": facts.uncommitted,
        "first_time": facts.first_time.iso(),
        "last_time": facts.last_time.iso(),
    }
