"""Two drafts side by side as JSON: figures, and texts only where they were asked for."""

from __future__ import annotations

from drafttime.model import ComparedChapter, ComparedDrafts, Row
from drafttime.output.data import draft_object, drift_object
from drafttime.output.json_text import Json, listing, notice_objects
from drafttime.output.side_by_side import ChapterFigures, Counter, Side, Tally


def side_by_side_to_json(compared: ComparedDrafts, *, with_text: bool) -> str:
    """Return two drafts as JSON text: figures, and per row the words and links of either side.

    No sentence of the book is in it unless `with_text`. Linear in the text.
    """
    counter = Counter()
    return listing(
        {
            "notices": notice_objects(compared.notices),
            "name": compared.name,
            "drafts": [draft_object(compared.drift.first), draft_object(compared.drift.final)],
            "drift": drift_object(compared.drift),
            "chapters": [
                _chapter(chapter, counter, with_text=with_text)
                for chapter in compared.sides.chapters
            ],
        }
    )


def _chapter(chapter: ComparedChapter, counter: Counter, *, with_text: bool) -> Json:
    counts: ChapterFigures = counter.chapter(chapter)
    return {
        "title": counts.title,
        "old_path": chapter.left_path or None,
        "new_path": chapter.right_path or None,
        "old": _words(counts.old, "gone"),
        "new": _words(counts.new, "new"),
        "share_changed": counts.share_changed,
        "rows": [_row(row, counter, with_text=with_text) for row in chapter.rows],
    }


def _row(row: Row, counter: Counter, *, with_text: bool) -> Json:
    return {
        "heading": row.heading,
        "old": _side(row.left, counter, "gone", with_text=with_text),
        "new": _side(row.right, counter, "new", with_text=with_text),
    }


def _side(side: Side, counter: Counter, changed: str, *, with_text: bool) -> Json | None:
    """Return one side of a row, None where nothing stands there."""
    if not side:
        return None
    found = {
        **_words(counter.tally(side), changed),
        "links": sorted({link for _, _, link in side if link}),
    }
    if with_text:
        found["pieces"] = [
            {"mark": mark, "link": link or None, "text": text} for mark, text, link in side
        ]
    return found


def _words(tally: Tally, changed: str) -> Json:
    return {"words": tally.words, changed: tally.changed, "moved": tally.moved}
