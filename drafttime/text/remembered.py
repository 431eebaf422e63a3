"""A memory of bounded size for what is asked about the same texts again and again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_NOTHING: Any = object()


class Remembered(dict[K, V]):
    """Question → answer. A dictionary that fills itself is looked up without a call.

    When the questions add up to more than `most` (by default in characters), those are forgotten
    that were not asked since it was full the last time, so that at most twice as much is held.
    """

    __slots__ = ("_answer", "_before", "_held", "_most", "_size")

    def __init__(
        self,
        answer: Callable[[K], V],
        most: int,
        size: Callable[[K], int] = len,  # type: ignore[assignment]
    ) -> None:
        super().__init__()
        self._answer = answer
        self._size = size
        self._most = most
        self._held = 0
        self._before: dict[K, V] = {}

    def __missing__(self, question: K) -> V:
        answer = self._before.pop(question, _NOTHING)
        if answer is _NOTHING:
            answer = self._answer(question)
        self._held += self._size(question)
        if self._held > self._most:
            self._before = self.copy()
            self.clear()
            self._held = self._size(question)
        self[question] = answer
        found: V = answer
        return found

    def forget(self) -> None:
        """Give back all that is held."""
        self.clear()
        self._before = {}
        self._held = 0
