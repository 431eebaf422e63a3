"""Examples of each kind for the page: three changes, marked word by word, and their rule."""

from __future__ import annotations

from collections.abc import Iterable

from drafttime.model import Analysis, Example, Kind, Piece
from drafttime.output.escaping import shown
from drafttime.output.kinds_words import figures, name_of
from drafttime.output.marked import elided, joined
from drafttime.output.view import KindShown, MarkedChange
from drafttime.output.wording import counted, day, number_in_prose
from drafttime.revision.kinds import RULES

TITLE_LIMIT = 80
HIDDEN = "\N{HORIZONTAL ELLIPSIS}"


def kinds_shown(analysis: Analysis) -> tuple[KindShown, ...]:
    """Return each kind of which there is anything, with its rule and its examples.

    Text that was taken out is shown only where that was asked for.
    """
    counts = analysis.kinds.total
    with_cuts = bool(analysis.settings.get("show-cuts"))
    return tuple(
        KindShown(
            name=name_of(rule.kind),
            figures=figures(counts, rule.kind),
            rule=rule.looks_for,
            held=rule.held,
            changes=_changes(analysis.examples, rule.kind, with_cuts=with_cuts),
            hidden=rule.kind == "cut" and not with_cuts,
        )
        for rule in RULES
        if rule.kind in counts and rule.kind != "copied"
    )


def _changes(
    examples: Iterable[Example], kind: Kind, *, with_cuts: bool
) -> tuple[MarkedChange, ...]:
    own = [example for example in examples if example.kind == kind]
    if kind == "cut" and not with_cuts:
        return ()
    return tuple(
        MarkedChange(
            pieces=tuple(_piece(piece, with_cuts=with_cuts) for piece in _fit(one)),
            place=_place(one),
        )
        for one in own
    )


def _fit(example: Example) -> list[Piece]:
    """Return pieces fit to be shown, with the space behind marked words outside the mark."""
    found: list[Piece] = []
    for mark, text in elided(joined(example.pieces)):
        bare = text.rstrip()
        if mark != "same" and bare != text:
            found += [(mark, bare), ("same", " ")]
        else:
            found.append((mark, text))
    return found


def _piece(piece: Piece, *, with_cuts: bool) -> tuple[str, str]:
    """Return a mark and its text; what went is counted where it is not to be shown."""
    mark, text = piece
    if mark != "out" or with_cuts:
        return mark, text
    words = len([word for word in text.split() if any(map(str.isalnum, word))])
    said = counted(words, "word") if words else counted(len(text.split()), "mark")
    return "hidden", f"[{said}]"


def _place(example: Example) -> str:
    said = [day(example.hand.authored.day())]
    if example.chapter:
        said.append(shown(example.chapter, TITLE_LIMIT))
    if example.times > 1:
        said.append(f"{number_in_prose(example.times)} times in one act")
    return " · ".join(said)
