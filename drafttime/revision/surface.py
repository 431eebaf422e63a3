"""How far a rewritten sentence leaves alone what is said: a number, without a learned model.

What adds or takes away something said is, more often than not, a stretch of words that nothing on
the other side faces: a clause put in, an example left out. What turns the wording faces what it
replaces. So the longest stretch of content words without a counterpart is set against the length of
the sentence. On the development half of ArgRewrite V2 (Kashefi et al.) this ranks surface changes
before changes of content with an area under the curve of 0.96, in which sentences that were added
or deleted count as content (`tests/benchmarks/kinds.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from drafttime.revision.distance import word_edits
from drafttime.revision.kind_words import Reader, Seen


def surface_score(reader: Reader, old: str, new: str) -> float:
    """Return 1 − the longest unfaced stretch of content words over the mean length in words.

    `old` and `new` are the tokens of sentences that belong together (several, where one was split).
    1 where nothing is left unfaced; 0 where either side is empty. A word that changed its place
    counts for nothing. Costs the alignment of two sentences.
    """
    before = [seen for seen in reader.see(old) if seen.folded]
    after = [seen for seen in reader.see(new) if seen.folded]
    if not before or not after:
        return float(before == after)
    edits = word_edits([seen.folded for seen in before], [seen.folded for seen in after])
    gone = [_content(before[a:b]) for a, b, _, _ in edits]
    came = [_content(after[c:d]) for _, _, c, d in edits]
    shared = _all(gone) & _all(came)
    left, right = Counter(shared), Counter(shared)
    longest = max(
        (
            abs(_without(words, left) - _without(others, right))
            for words, others in zip(gone, came, strict=True)
        ),
        default=0,
    )
    return max(0.0, 1 - 2 * longest / (len(before) + len(after)))


def _content(words: Sequence[Seen]) -> list[str]:
    return [word.folded for word in words if not word.function]


def _all(stretches: Iterable[Sequence[str]]) -> Counter[str]:
    return Counter(word for stretch in stretches for word in stretch)


def _without(words: Sequence[str], elsewhere: Counter[str]) -> int:
    """Count words but for those that stand on the other side too, each taken once."""
    found = 0
    for word in words:
        if elsewhere[word] > 0:
            elsewhere[word] -= 1
        else:
            found += 1
    return found
