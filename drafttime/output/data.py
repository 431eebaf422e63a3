"""The data of a report as one JSON object, stable within its schema (`docs/reference/data.md`)."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import zip_longest
from typing import Any

from drafttime import __version__
from drafttime.drafts import Candidate, DraftList
from drafttime.model import (
    Analysis,
    ChapterShare,
    Draft,
    Manuscript,
    Notice,
    Revision,
    Session,
    Time,
)
from drafttime.output.escaping import whole
from drafttime.output.rules import rules
from drafttime.output.totals import (
    DraftWork,
    WriterWork,
    labour,
    words_at_once,
    work_by_draft,
    work_by_writer,
)

SCHEMA = 1

Json = dict[str, Any]

# Valid inside a JSON string, but a terminal or an editor would obey it: written as \uXXXX.
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def report_object(analysis: Analysis) -> Json:
    """Return everything that the report shows, in plain values and in a fixed order of keys.

    What is not known is None. Strings are valid Unicode: a byte of a name that is not UTF-8 stands
    as "⟨FF⟩". Linear in the number of revisions.
    """
    writers = work_by_writer(analysis)
    found = {
        "schema": SCHEMA,
        "drafttime": __version__,
        "rules": rules(analysis.time.rule),
        "settings": dict(analysis.settings),
        "notices": _notices(analysis.notices),
        "manuscript": _manuscript(analysis.manuscript),
        "drafts": [
            {**_draft(draft), "since_previous": asdict(work) if work else None}
            for draft, work in _drafts_with_work(analysis)
        ],
        "drift": _drift(analysis),
        "chapters": [_chapter(share, analysis.manuscript) for share in analysis.chapters],
        "writers": [asdict(writer) for writer in writers],
        "revisions": [_revision(revision) for revision in analysis.revisions],
        "sessions": [_session(session) for session in analysis.sessions],
        "time": _time(analysis.time, writers),
        "ledger": _ledger(analysis),
        "provenance": None,
        "history": _history(analysis),
    }
    return {key: plain(value) for key, value in found.items()}


def to_json(analysis: Analysis) -> str:
    """Return `report_object` as JSON text; the same analysis gives the same text."""
    return _text(report_object(analysis))


def manuscript_to_json(manuscript: Manuscript, notices: Sequence[Notice]) -> str:
    """Return what `drafttime files` lists as JSON text."""
    return _listing({"notices": _notices(notices), "manuscript": _manuscript(manuscript)})


def drafts_to_json(found: DraftList) -> str:
    """Return what `drafttime drafts` lists as JSON text."""
    return _listing(
        {
            "notices": _notices(found.notices),
            "first": _draft(found.first),
            "final": _draft(found.final),
            "drafts": [_draft(draft) for draft in found.drafts],
            "candidates": _candidates(found.candidates),
            "per_chapter": _candidates(found.per_chapter),
        }
    )


def plain(value: object) -> Any:
    """Return a value in what JSON has: texts valid, times ISO, numbers that are none None."""
    match value:
        case Mapping():
            return {whole(str(key)): plain(item) for key, item in value.items()}
        case set() | frozenset():
            return sorted(map(plain, value))
        case Iterable() if not isinstance(value, str):
            return [plain(item) for item in value]
        case float() if not math.isfinite(value):
            return None
        case None | bool() | int() | float():
            return value
        case _:
            return whole(value.isoformat() if isinstance(value, date) else str(value))


def _listing(found: Json) -> str:
    return _text({"schema": SCHEMA, "drafttime": __version__, **plain(found)})


def _text(found: Json) -> str:
    text = json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1)
    return _OBEYED.sub(lambda hit: f"\\u{ord(hit[0]):04x}", text) + "\n"


def _notices(notices: Iterable[Notice]) -> list[Json]:
    return [{"code": notice.code, "message": notice.message} for notice in notices]


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


def _draft(draft: Draft) -> Json:
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
        {**_draft(candidate.draft), "reason": candidate.reason, "tag_line": candidate.tag_line}
        for candidate in candidates
    ]


def _drift(analysis: Analysis) -> Json:
    drift, comparison = analysis.drift, analysis.drift.comparison
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
        "kinds": None,
        "session": revision.session,
    }


def _session(session: Session) -> Json:
    return {
        "index": session.index,
        "writer": session.writer,
        "start": session.start.iso(),
        "end": session.end.iso(),
        "revisions": session.revisions,
        "words_inserted": session.words_inserted,
        "words_deleted": session.words_deleted,
        "observed_minutes": session.observed_minutes,
        "estimated_minutes": None,
        "hand_minutes": None,
        "eye_minutes": None,
        "source": session.source,
    }


def _time(time: Time, writers: Sequence[WriterWork]) -> Json:
    """Return the time; `gap_minutes` is that of the writer with most revisions."""
    order = {writer.name: place for place, writer in enumerate(writers)}
    gaps = sorted(time.gaps, key=lambda gap: (order.get(gap.writer, len(order)), gap.writer))
    return {
        "observed_minutes": time.observed_minutes,
        "estimated_minutes": None,
        "interval": None,
        "gap_minutes": gaps[0].minutes if gaps else None,
        "gap_from": gaps[0].source if gaps else None,
        "hand_minutes": None,
        "eye_minutes": None,
        "rule": time.rule,
        "rule_minutes": time.rule_minutes,
        "gaps": [asdict(gap) for gap in gaps],
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
