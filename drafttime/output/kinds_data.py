"""Kinds of revision as data: counts only, no text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from drafttime.model import KindCounts, Kinds, KindSpell, Revision, Session, summed
from drafttime.output.json_text import Json


def counts_object(counts: KindCounts) -> Json:
    """Return counts by kind; kinds of which there is nothing are absent."""
    return {
        kind: {"acts": one.acts, "words": one.words, "tokens": one.tokens}
        for kind, one in counts.items()
    }


def kinds_object(kinds: Kinds) -> Json:
    """Return the kinds of all labour, gathered as in the analysis."""
    return {
        "total": counts_object(kinds.total),
        "drafts": _spells(kinds.drafts),
        "months": _spells(kinds.months),
        "chapters": _spells(kinds.chapters),
        "sources": dict(kinds.sources),
    }


def _spells(spells: Iterable[KindSpell]) -> list[Json]:
    return [
        {
            "name": spell.name,
            "start": spell.start,
            "end": spell.end,
            "revisions": spell.revisions,
            "counts": counts_object(spell.counts),
        }
        for spell in spells
    ]


def session_kinds(session: Session, revisions: Mapping[str, Revision]) -> Json:
    """Return the kinds of a session: those of its revisions together."""
    own = (revisions[commit].kinds for commit in session.revisions if commit in revisions)
    return counts_object(summed(own))
