"""Finds out whether a text holds one of many names as a word of its own.

Source: Aho and Corasick, “Efficient string matching: an aid to bibliographic search”, 1975. Whether
a name that ends another one's beginning has a letter before it is known from that beginning, so
that one look at every letter of the text is enough, however the names begin and end.
"""

from __future__ import annotations

from collections.abc import Iterable


class WordFinder:
    """A test for texts that hold one of the names with no letter or digit at either side.

    Only letters that have two cases count: Chinese and Japanese have no spaces between words.
    To make it costs O(n) in the length of the names, a test O(n) in that of the text.
    """

    __slots__ = ("_depths", "_fails", "_has_inner", "_is_name", "_moves")

    def __init__(self, names: Iterable[str]) -> None:
        self._moves: dict[tuple[int, str], int] = {}
        self._depths = [0]
        self._is_name = [False]
        parents, owners = [0], [""]
        for name in names:
            place = 0
            for letter in name:
                following = self._moves.get((place, letter))
                if following is None:
                    following = self._moves[place, letter] = len(parents)
                    parents.append(place)
                    owners.append(name)
                    self._depths.append(self._depths[place] + 1)
                    self._is_name.append(False)
                place = following
            self._is_name[place] = bool(name)
        self._fails = [0] * len(parents)
        self._has_inner = [False] * len(parents)
        self._link(parents, owners)

    def stands_in(self, text: str) -> bool:
        """Return whether one of the names stands in a text."""
        clings = [_clings(letter) for letter in text]
        clings.append(False)  # what lies behind the text, and at -1 what lies before it
        place = 0
        for at, letter in enumerate(text):
            place = self._after(place, letter)
            if clings[at + 1]:
                continue
            if self._has_inner[place]:
                return True
            if self._is_name[place] and not clings[at - self._depths[place]]:
                return True
        return False

    def _after(self, place: int, letter: str) -> int:
        """Return the longest beginning of a name with which a text ends that grew by a letter."""
        while True:
            following = self._moves.get((place, letter))
            if following is not None:
                return following
            if place == 0:
                return 0
            place = self._fails[place]

    def _link(self, parents: list[int], owners: list[str]) -> None:
        """Note down for each beginning the longest other one that ends it, the short ones first.

        `_has_inner` says that a whole name ends it behind something else than a letter.
        """
        for place in sorted(range(1, len(parents)), key=self._depths.__getitem__):
            name, depth, parent = owners[place], self._depths[place], parents[place]
            fail = self._after(self._fails[parent], name[depth - 1]) if parent else 0
            self._fails[place] = fail
            self._has_inner[place] = self._has_inner[fail] or (
                self._is_name[fail] and not _clings(name[depth - self._depths[fail] - 1])
            )


def _clings(letter: str) -> bool:
    return letter.isdigit() or letter.islower()
