"""Weeks as JSON: every figure; text of the book only where it was asked for."""

from __future__ import annotations

from statistics import median

from drafttime.model import FoundWeeks, KindCounts, Returned, Shift, Week, WeekTexts
from drafttime.model.week import week_label
from drafttime.output.json_text import Json, listing, notice_objects
from drafttime.output.passages_data import cut_objects
from drafttime.output.time_data import spell_object


def weeks_to_json(found: FoundWeeks) -> str:
    """Return the weeks that were asked for as JSON text, the oldest first."""
    return listing(
        {
            "notices": notice_objects(found.notices),
            "name": found.name,
            "writers": found.writers or None,
            "history_begins": found.begins,
            "uncommitted": found.uncommitted,
            "weeks": [week_object(week) for week in found.weeks],
        }
    )


def week_object(week: Week) -> Json:
    """Return everything that is known of a week."""
    words = week.words
    return {
        "week": week_label(week.monday),
        "start": week.monday,
        "end": week.sunday,
        "state": week.state,
        "revisions": week.revisions,
        "other_commits": week.others,
        "automatic_commits": week.automatic,
        "writers": [
            {"name": name, "revisions": revisions} for name, revisions in week.writers.items()
        ],
        "words_inserted": words.inserted,
        "words_deleted": words.deleted,
        "words_rewritten": words.rewritten,
        "words_moved": words.moved,
        "words_restored": words.restored,
        "words_copied": words.copied,
        "words_at_once": words.at_once,
        "words_touched": words.touched,
        "words_touched_before": week.before,
        "words_touched_median": median(week.before) if week.before else None,
        "words": _rounded(week.book),
        "labour": week.labour,
        "kinds": kinds_object(week.kinds),
        "time": None if week.time is None else spell_object(week.time),
        "first_draft": week.first_draft if week.survival else None,
        "survival": _shift(week.survival),
        "drift_from_first": _shift(week.drift),
        "chapters": [
            {
                "number": chapter.number,
                "title": chapter.title,
                "path": chapter.path,
                "tokens_touched": chapter.tokens,
            }
            for chapter in week.chapters
        ],
        "tokens_touched_in_chapters_gone": week.chapters_gone,
        "returned": None if week.returned is None else _returned(week.returned, week.texts),
        "diary": [
            {
                "day": line.day,
                "writer": line.writer,
                "subject": line.subject,
                "commit": line.commit,
                "times": line.times,
            }
            for line in week.diary
        ],
        "cut": _cut(week.texts),
    }


def kinds_object(kinds: KindCounts) -> Json:
    """Return how much was done of each kind."""
    return {
        kind: {"acts": count.acts, "words": count.words, "tokens": count.tokens}
        for kind, count in kinds.items()
    }


def _shift(shift: Shift | None) -> Json | None:
    return None if shift is None else {"before": shift.before, "after": shift.after}


def _rounded(shift: Shift) -> Json:
    return {"before": round(shift.before), "after": round(shift.after)}


def _returned(found: Returned, texts: WeekTexts | None) -> Json:
    return {
        "chapter": found.chapter,
        "title": found.title,
        "paragraph": found.paragraph,
        "words": found.words,
        "sessions": found.sessions,
        "sessions_in_all": found.sessions_in_all,
        "text": None if texts is None else texts.returned,
    }


def _cut(texts: WeekTexts | None) -> Json | None:
    cuts = cut_objects([texts.cut] if texts and texts.cut else None)
    return cuts[0] if cuts else None
