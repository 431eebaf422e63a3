"""What kind of labour a change was: rules that look at the words that went and those that came.

A rule claims nothing about meaning beyond what it saw. They are asked in the order of `RULES`; the
first that fits decides. Design, section 8; `docs/explanation/kinds.md` has the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafttime.model import Kind
from drafttime.revision.kind_words import Reader, Seen

# What came or went alone is new text or cut text from so many tokens on, as in the design.
RUN_TOKENS = 3
# Hunks with more words than this on a side are no surface change, and are not compared word by
# word: the cost would be their product.
MOST_WORDS = 12


DEFINED = "A definition: no annotators were asked."
_ARGREWRITE = "Of {0} revisions of this kind alone in ArgRewrite V2, annotators call {1} surface."


@dataclass(frozen=True, slots=True)
class KindRule:
    """One rule: the kind that it names, what it looks for, and a change as an example.

    `held` says what the rule was held against.
    """

    kind: Kind
    looks_for: str
    before: str
    after: str
    held: str = DEFINED


RULES: tuple[KindRule, ...] = (
    KindRule(
        "renaming",
        "The same capitalised words are replaced by the same others at least five times in one "
        "commit, and hardly any are left in the files that it changed. One act, however often.",
        "Elias shut the gate.",
        "Jonah shut the gate.",
    ),
    KindRule(
        "split",
        "One sentence becomes two while its words stay, function words aside; or a paragraph is "
        "broken where no word changed.",
        "The tide turned, and he went home.",
        "The tide turned. He went home.",
        _ARGREWRITE.format(5, 5),
    ),
    KindRule(
        "merged",
        "Two sentences become one while their words stay, function words aside; or two paragraphs "
        "are joined where no word changed.",
        "He knew. He said nothing.",
        "He knew, and said nothing.",
        _ARGREWRITE.format(2, 2),
    ),
    KindRule(
        "mechanics",
        "Both sides are the same letters and digits once case, punctuation and space are folded.",
        "the North sea",
        "the North Sea,",
        _ARGREWRITE.format(46, 46),
    ),
    KindRule(
        "spelling",
        "The words pair off in order: the same word, or one that begins alike and differs by one "
        "letter (two in words of seven and more). What is left over are function words.",
        "a seperate room",
        "a separate room",
        _ARGREWRITE.format(15, 15),
    ),
    KindRule(
        "function words",
        "Nothing came or went but function words (articles, pronouns, prepositions and the like) "
        "and punctuation.",
        "all of the boats",
        "all boats",
        _ARGREWRITE.format(94, 94),
    ),
    KindRule(
        "sources",
        "The change lies in a quotation, a footnote, an epigraph or a bibliography, or a citation "
        "or link came, went or leads elsewhere.",
        "as the almanac says",
        "as the almanac says [@tides1903]",
    ),
    KindRule(
        "rewording",
        "Other words stand in the place of those that went, in a paragraph that stays; or one or "
        "two words and marks came or went there.",
        "a cold wind",
        "a bitter wind",
    ),
    KindRule(
        "new",
        "Three words and marks or more came where nothing went: a phrase, a sentence, a paragraph. "
        "Where other words went, what exceeds them.",
        "He waited.",
        "He waited until the lamp on the far shore had gone out.",
    ),
    KindRule(
        "cut",
        "Three words and marks or more went and nothing took their place. Where other words came, "
        "what exceeds them.",
        "He waited until the lamp on the far shore had gone out.",
        "He waited.",
    ),
    KindRule(
        "moved",
        "The same words stand elsewhere: a paragraph, or eight words and marks in a row.",
        "",
        "",
    ),
    KindRule(
        "restored",
        "Text that was cut earlier came back.",
        "",
        "",
    ),
    KindRule(
        "copied",
        "Text that stands elsewhere stands here, too. It is no writing, and counts as no labour.",
        "",
        "",
    ),
)
"""Every rule, in the order in which they are asked."""


def surface_kind(
    reader: Reader,
    old: Sequence[Seen],
    new: Sequence[Seen],
    around: tuple[Sequence[Seen], Sequence[Seen]] = ((), ()),
) -> Kind | None:
    """Return the kind of a hunk that leaves what is said alone, None where more has changed.

    `around` are the tokens before and behind it in the paragraph, one or two of each, which both
    versions share: they tell whether a full stop ends a sentence. Costs O(n · m) for at most
    `MOST_WORDS` words a side.
    """
    old_words = [seen for seen in old if seen.folded]
    new_words = [seen for seen in new if seen.folded]
    same = _letters(old_words) == _letters(new_words)
    if not same:
        if max(len(old_words), len(new_words)) > MOST_WORDS:
            return None
        pairs = _pairs(reader, old_words, new_words)
        paired_old, paired_new = {i for i, _ in pairs}, {j for _, j in pairs}
        rest = [
            *(word for i, word in enumerate(old_words) if i not in paired_old),
            *(word for j, word in enumerate(new_words) if j not in paired_new),
        ]
        if not all(word.function for word in rest):
            return None
    more = _sentence_breaks(new, around) - _sentence_breaks(old, around)
    if more:
        return "split" if more > 0 else "merged"
    if same:
        return "mechanics"
    respelled = any(old_words[i].folded != new_words[j].folded for i, j in pairs)
    return "spelling" if respelled else "function words"


def _letters(words: Sequence[Seen]) -> str:
    return "".join(word.folded for word in words)


def _pairs(reader: Reader, old: Sequence[Seen], new: Sequence[Seen]) -> list[tuple[int, int]]:
    """Pair words that are alike, as many as can be in order, those earlier in the text first."""
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[reader.alike(a.folded, b.folded) for b in new] for a in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            skipped = max(best[i + 1][j], best[i][j + 1])
            best[i][j] = max(skipped, best[i + 1][j + 1] + 1) if alike[i][j] else skipped
    found, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + 1:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _sentence_breaks(hunk: Sequence[Seen], around: tuple[Sequence[Seen], Sequence[Seen]]) -> int:
    """Count the marks in a hunk after which a sentence begins, those in a row as one.

    A mark before a closing quotation mark may end a speech in the middle of a sentence, so it is
    not counted; nor is one at the end of the paragraph.
    """
    before, behind = around
    tokens = [*before[-1:], *hunk, *behind]
    first = len(before[-1:])
    goes_on = bool(first and tokens[0].ends)
    found = 0
    for place in range(first, first + len(hunk)):
        rest = tokens[place + 1 : place + 3]
        if not tokens[place].ends:
            goes_on = False
        elif rest and not rest[0].ends and not goes_on:
            opens = rest[1:] and not (rest[0].folded or rest[0].closes)
            found += rest[1].begins if opens else rest[0].begins
    return found
