"""What of an earlier version still stands in the final text, word for word.

A page shows text that was removed only where that was asked for. So what is quoted from history
without that is quoted only as far as the final text has the same words in a row.
"""

from __future__ import annotations

from collections.abc import Mapping

from drafttime.revision.crossing import Paragraphs


class Standing:
    """The final text as one run of tokens; each question is a search through it, linear."""

    def __init__(self, final: Mapping[int, Paragraphs]) -> None:
        self._tokens = "".join("".join(paragraphs) for _, paragraphs in sorted(final.items()))

    def around(self, before: str, middle: str, behind: str) -> tuple[int, int] | None:
        """Return how many tokens right before and right behind stand in a row with the middle.

        Those before are looked for first. None where the middle itself does not stand.
        """
        if middle not in self._tokens:
            return None
        left = right = 0
        while left < len(before) and before[-left - 1 :] + middle in self._tokens:
            left += 1
        middle = before[len(before) - left :] + middle
        while right < len(behind) and middle + behind[: right + 1] in self._tokens:
            right += 1
        return left, right
