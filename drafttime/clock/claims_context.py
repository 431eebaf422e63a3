"""What is known of a clause of a commit message from what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from drafttime.clock.claims_clauses import FIGURE_SPACE, Clause, Token
from drafttime.clock.claims_words import CHANGED, LASTS, NOT_WRITTEN, PARTS, TODAY

LONGEST_SAYS = 80

Span = Literal["commit", "day"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a clause: its label (before a colon), and what its sentence spoke of.

    `outer` is whether it is the first or the last of its sentence.
    """

    clause: Clause
    label: Clause | None
    changed: bool
    part: bool
    lasts: bool
    outer: bool

    @property
    def texts(self) -> frozenset[str]:
        """The words of the clause and of its label."""
        return self.clause.texts | (self.label.texts if self.label else frozenset())

    @property
    def span(self) -> Span:
        """Whether the clause speaks of the whole day."""
        return "day" if self.texts & TODAY else "commit"


def settings_of(clauses: Sequence[Clause]) -> Iterator[Setting]:
    """Yield each clause with its label and what its sentence said before it."""
    changed = part = lasts = False
    for place, clause in enumerate(clauses):
        if clause.before == ".":
            changed = part = lasts = False
        label = clauses[place - 1] if clause.before == ":" else None
        outer = clause.before in {"", "."} or clause.after in {"", "."} or label is not None
        yield Setting(clause, label, changed, part, lasts, outer)
        changed = changed or bool(clause.texts & (CHANGED | NOT_WRITTEN))
        part = part or bool(clause.texts & PARTS)
        lasts = lasts or bool(clause.texts & LASTS)


def says_of(line: str, setting: Setting) -> str:
    """Return a clause and its label as they were written, cut to 80 characters."""
    first = (setting.label or setting.clause).tokens[0]
    said = (
        line[first.start : setting.clause.tokens[-1].end]
        .replace("`", "")
        .replace(FIGURE_SPACE, " ")
    )
    return said if len(said) <= LONGEST_SAYS else said[: LONGEST_SAYS - 1].rstrip() + "…"


def before_of(tokens: Sequence[Token], place: int, skipped: frozenset[str]) -> int:
    """Return the place of the last token before `place` that is not of `skipped`, or -1."""
    place -= 1
    while place >= 0 and tokens[place].text in skipped:
        if tokens[place].text == "than" and (place == 0 or tokens[place - 1].text != "more"):
            break
        place -= 1
    return place
