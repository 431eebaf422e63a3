"""The rules behind every figure, one plain sentence each: for the page and for the data."""

from __future__ import annotations

from collections.abc import Mapping

from drafttime.clock.rules import TIME_RULES
from drafttime.text.tokens import WORD_RULE

ESTIMATED = (
    "An estimate covers what no commit saw, above all the work before the first commit of a "
    "session. It goes by the words that the session put in and took out (a word taken out weighs a "
    "quarter) and by the days since the commit before, at most fourteen and no more than the words "
    "make likely; it is not below what was observed, and not more than sixteen hours a day. The "
    "constants come from writers whose "
    "hours are known. Your own pace may differ from theirs; that doubt is the same in every "
    "session and does not average out, so a range is worked out for each total by itself. It "
    "should hold the truth four times in five. Your own records narrow it."
)
"""The rule of the estimate, in the words of the page."""

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
            "Every word is followed from revision to revision, paragraph by paragraph and word by "
            "word, through moves, renames and merges. A word of the first draft survives where it "
            "stands in the final one, in its place or moved; what was cut and comes back, in "
            "passages of eight words and marks or more, is the same word. Shares count punctuation "
            "marks as well."
        ),
        "distance": (
            "Re-wrapping a paragraph changes nothing. Distances count words and marks that were "
            "put in or taken out."
        ),
        "cut": (
            "A word that is replaced by another counts once as cut or replaced and once as written."
        ),
        "lineage": (
            "A word belongs to the draft on the way to which it was first written. A copy counts "
            "once. New text stands in place of cut text as far as words were cut at the same "
            "place; the rest stands where nothing stood."
        ),
        "recorded": (
            "Where a log covers a day it says how long, and the commits of that day say only what "
            "was done."
        ),
        "estimated": ESTIMATED,
        "observed": (
            "Everything but the estimated time is observed: it is in the history, or in a log that "
            "you named, and these are all that was read. What is not known is left blank."
        ),
    }
