"""Kinds of revision for invented books: what came is new, what went is cut, and small change.

The kinds of each revision add up to its distance, and those of drafts, months and chapters to the
whole, as in a real book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from drafttime.model import (
    Analysis,
    Example,
    Hand,
    KindCount,
    KindCounts,
    Kinds,
    KindSpell,
    Revision,
    summed,
)

SMALL = 40
CITING = 7
"""Where so many words divide what came, two citations changed: no word changed with them."""


def kinds_of(revision: Revision) -> KindCounts:
    """Spelling for a few words, else new and cut text, a part of them one for another."""
    if not revision.distance_tokens:
        return {}
    came, went = revision.words_inserted, revision.words_deleted
    if came + went <= SMALL:
        return {"spelling": KindCount(1, came + went, revision.distance_tokens)}
    both = 2 * (min(came, went) // 2)
    marks = revision.distance_tokens - came - went - revision.words_restored
    marks -= revision.words_copied
    found = {
        "rewording": KindCount(both // 4, both, both),
        "mechanics": KindCount(marks, 0, marks),
        "moved": KindCount(1, revision.words_moved, revision.words_moved),
        "new": KindCount(1, came - both // 2, came - both // 2),
        "cut": KindCount(1, went - both // 2, went - both // 2),
        "restored": KindCount(1, revision.words_restored, revision.words_restored),
        "copied": KindCount(1, revision.words_copied, revision.words_copied),
    }
    if came % CITING == 0:
        found["sources"] = KindCount(2)
    return {k: v for k, v in found.items() if v.tokens or k == "sources"}  # type: ignore[misc]


def with_kinds(book: Analysis) -> Analysis:
    """Give every revision its kinds, and the book their sums and two examples."""
    revisions = tuple(
        replace(r, kinds=kinds_of(r), words_rewritten=min(r.words_inserted, r.words_deleted) // 2)
        for r in book.revisions
    )
    own = [r for r in revisions if r.labour and not r.bulk]
    ends = [draft.authored.day() or date.max for draft in book.drafts]

    def reached(revision: Revision) -> int:
        day = revision.authored.day() or date.max
        return next((k for k, end in enumerate(ends) if day <= end), len(ends) - 1)

    files = book.manuscript.files
    drafts = _gathered(own, lambda r: (reached(r), book.drafts[reached(r)].name))
    months = _gathered([r for r in own if r.authored.day()], lambda r: (0, _month(r)))
    chapters = _gathered(own, lambda r: (min(r.slots, default=0), _path(book, r)))
    total = summed(r.kinds for r in own)
    return replace(
        book,
        revisions=revisions,
        kinds=Kinds(
            total=total,
            drafts=drafts if len(book.drafts) > 1 else (),
            months=months,
            chapters=chapters if len(files) > 1 else (),
            sources={"citation": total["sources"].acts} if "sources" in total else {},
        ),
        examples=_examples(book, own),
    )


def _month(revision: Revision) -> str:
    return f"{revision.authored.day():%Y-%m}"


def _path(book: Analysis, revision: Revision) -> str:
    return book.manuscript.files[min(revision.slots, default=0)].path


def _gathered(
    own: Iterable[Revision], key: Callable[[Revision], tuple[int, str]]
) -> tuple[KindSpell, ...]:
    found: dict[tuple[int, str], list[Revision]] = {}
    for revision in own:
        found.setdefault(key(revision), []).append(revision)
    spells = []
    for (_, name), revisions in sorted(found.items(), key=lambda entry: entry[0]):
        days = [day for r in revisions if (day := r.authored.day())]
        counts = summed(r.kinds for r in revisions)
        start, end = min(days, default=None), max(days, default=None)
        spells.append(KindSpell(name, start, end, len(revisions), counts))
    return tuple(spells)


def _examples(book: Analysis, own: list[Revision]) -> tuple[Example, ...]:
    if not own:
        return ()
    last, chapter = own[-1], book.manuscript.chapters[0]
    hand = Hand(last.commit, last.authored, last.writer, last.subject, last.session)
    path = book.manuscript.files[0].path
    return (
        Example("mechanics", hand, path, chapter.title, (("out", "north "), ("in", "North "))),
        Example(
            "rewording",
            hand,
            path,
            chapter.title,
            (("same", "a "), ("out", "cold "), ("in", "<b>bitter</b> "), ("same", "wind")),
        ),
        Example("renaming", hand, path, "", (("out", "Elias "), ("in", "Jonah ")), 16),
        Example("cut", hand, path, chapter.title, (("out", "Nobody asked him again."),)),
    )
