"""Cuts and biographies as JSON; the data of a report holds cuts only where they were asked for."""

from __future__ import annotations

from collections.abc import Iterable

from drafttime.model import Biography, Cut, FoundBiographies, Hand, Version
from drafttime.output.cutting_room import CuttingRoom
from drafttime.output.json_text import Json, listing, notice_objects


def cuts_to_json(room: CuttingRoom) -> str:
    """Return what `drafttime cuts` lists as JSON text."""
    return listing(
        {
            "notices": notice_objects(room.notices),
            "name": room.name,
            "words_cut": room.words_cut,
            "min_words": room.min_words,
            "passages": room.passages,
            "cuts": cut_objects(room.cuts),
        }
    )


def biographies_to_json(found: FoundBiographies) -> str:
    """Return what `drafttime trace` finds as JSON text: every match, with whole texts."""
    return listing(
        {
            "notices": notice_objects(found.notices),
            "name": found.name,
            "asked": found.asked,
            "biographies": [_biography(life) for life in found.biographies],
        }
    )


def cut_objects(cuts: Iterable[Cut] | None) -> list[Json] | None:
    """Return what the data says of cuts, None where they were not asked for."""
    return None if cuts is None else [_cut(cut) for cut in cuts]


def _cut(cut: Cut) -> Json:
    return {
        "words": cut.words,
        "path": cut.path,
        "draft": cut.draft or None,
        "days": cut.days,
        "written": _hand(cut.written),
        "last_written": _hand(cut.last_written),
        "cut": _hand(cut.cut),
        "before": cut.before,
        "after": cut.after,
        "text": cut.text,
    }


def _biography(life: Biography) -> Json:
    return {
        "path": life.path,
        "chapter": life.chapter,
        "text": life.text,
        "versions": [_version(version) for version in life.versions],
    }


def _version(version: Version) -> Json:
    return {
        **_hand(version.hand),
        "path": version.path,
        "events": version.events,
        "words": version.words,
        "pieces": [{"mark": mark, "text": text} for mark, text in version.pieces],
    }


def _hand(hand: Hand) -> Json:
    return {
        "commit": hand.commit,
        "time": hand.authored.iso(),
        "writer": hand.writer,
        "subject": hand.subject,
        "session": hand.session,
    }
