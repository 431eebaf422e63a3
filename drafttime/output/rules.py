"""The rules behind every figure, one plain sentence each: for the page and for the data."""

from __future__ import annotations

from collections.abc import Mapping

from drafttime.clock.rules import TIME_RULES
from drafttime.text.tokens import WORD_RULE

FEWEST_FOR_TIME = 15
"""Below so many revisions nothing is said about time but what was observed."""

SAID_ELSEWHERE = frozenset({"guessed-draft", "guessed-drafts"})
"""Codes of notices that page and terminal say in a line of their own."""

ENOUGH_TO_LIST = 300
"""Tables on the page stop after so many rows; the data holds all."""


def rules(time_rule: str) -> dict[str, str]:
    """Return the rules by name; `time_rule` is the one that time was counted by."""
    chosen: Mapping[str, str] = {name: rule.says for name, rule in TIME_RULES.items()}
    return {
        "word": WORD_RULE,
        "time": chosen.get(time_rule, time_rule),
        "survival": (
            "A word of the first draft survives when aligning the two texts, paragraph by "
            "paragraph and word by word, finds it in the final one, in its place or moved. Shares "
            "count punctuation marks as well."
        ),
        "distance": (
            "Re-wrapping a paragraph changes nothing. Distances count words and marks that were "
            "put in or taken out."
        ),
        "cut": (
            "A word that is replaced by another counts once as cut or replaced and once as written."
        ),
        "observed": (
            "Everything here is observed: it is in the history, and the history is all that was "
            "read. What is not known is left blank, and nothing is estimated."
        ),
    }
