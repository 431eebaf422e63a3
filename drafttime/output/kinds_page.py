"""Examples of each kind for the page: three changes, marked word by word, and their rule."""

from __future__ import annotations

from drafttime.model import Analysis, Example, Kind, Piece
from drafttime.output.escaping import shown
from drafttime.output.kinds_words import by_size, figures, name_of
from drafttime.output.marked import elided, joined
from drafttime.output.view import KindShown, MarkedChange
from drafttime.output.wording import counted, day, number_in_prose
from drafttime.revision.kinds import RULES

TITLE_LIMIT = 80
NAME_LIMIT = 40


def kinds_shown(analysis: Analysis) -> tuple[KindShown, ...]:
    """Return each kind of which there is anything, with its rule and its examples.

    Those of which there is most come first. Words that were taken out are counted, not shown, where
    nobody asked for them.
    """
    counts = analysis.kinds.total
    with_cuts = bool(analysis.settings.get("show-cuts"))
    rules = {rule.kind: rule for rule in RULES}
    found = []
    for kind in by_size(counts):
        if kind == "copied":
            continue
        own = [example for example in analysis.examples if example.kind == kind]
        changes = tuple(_change(one, with_cuts=with_cuts) for one in own)
        none = _why_none(kind, counts[kind].tokens, with_cuts=with_cuts)
        hidden = kind == "cut" and not with_cuts
        found.append(
            KindShown(
                name=name_of(kind),
                figures=figures(counts, kind),
                rule=rules[kind].looks_for,
                held=rules[kind].held,
                changes=() if hidden else changes,
                none="" if changes and not hidden else none,
            )
        )
    return tuple(found)


def _why_none(kind: Kind, tokens: int, *, with_cuts: bool) -> str:
    if not tokens:
        return "No word of the text changed with them, so there is nothing to quote."
    if with_cuts:
        return "None of them is short enough to be quoted."
    if kind == "cut":
        return "These are words that were cut: --show-cuts shows them."
    return "None of them is short enough to be quoted and still stands as it was made."


def _change(example: Example, *, with_cuts: bool) -> MarkedChange:
    pieces = tuple(_piece(piece, with_cuts=with_cuts) for piece in _fit(example))
    return MarkedChange(pieces, _place(example, with_cuts=with_cuts))


def _fit(example: Example) -> list[Piece]:
    """Return pieces fit to be shown, with the space around marked words outside the mark."""
    found: list[Piece] = []
    for mark, text in elided(joined(example.pieces)):
        bare = text.strip()
        if mark == "same" or not bare:
            found.append((mark, text))
            continue
        before, behind = text[: text.index(bare)], text[text.index(bare) + len(bare) :]
        found += [("same", before), (mark, bare), ("same", behind)]
    return [piece for piece in found if piece[1]]


def _piece(piece: Piece, *, with_cuts: bool) -> tuple[str, str]:
    """Return a mark and its text; what went is counted where it is not to be shown."""
    mark, text = piece
    if mark != "out" or with_cuts:
        return mark, text
    words = len([word for word in text.split() if any(map(str.isalnum, word))])
    said = counted(words, "word") if words else counted(len(text.split()), "mark")
    return "hidden", said


def _place(example: Example, *, with_cuts: bool) -> str:
    said = [day(example.hand.authored.day())]
    if example.chapter:
        said.append(shown(example.chapter, TITLE_LIMIT))
    if example.kind == "renaming":
        said.append(_renamed(example, with_cuts=with_cuts))
    return " · ".join(said)


def _renamed(example: Example, *, with_cuts: bool) -> str:
    """Say what somebody or something is called now, and how often that changed in one act."""
    names = {mark: shown(text.strip(), NAME_LIMIT) for mark, text in joined(example.pieces)}
    old, new = names.get("out", ""), names.get("in", "")
    times = f"{number_in_prose(example.times)} times, in one act"
    if with_cuts:
        return f"“{old}” became “{new}” {times}"
    return f"“{new}” took the place of another name {times}"
