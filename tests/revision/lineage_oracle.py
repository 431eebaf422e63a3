"""Histories whose every move, cut and return is known, to be judged by `lineage_judge`.

A writer works on one to three branches; each commit does one to three of the things that writers
do. What was done to which tokens is written down as it is done.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from invented_history import Story
from model_book import Book, Paragraph, Typist, all_tokens, merged
from model_desk import LONG_ENOUGH, Deed, Desk, Keys


@dataclass(slots=True)
class Told:
    """A history and the truth about it, by the name of each commit."""

    story: Story = field(default_factory=Story)
    books: dict[str, Book] = field(default_factory=dict)
    deeds: dict[str, list[Deed]] = field(default_factory=dict)
    graves: dict[str, list[Paragraph]] = field(default_factory=dict)


def tell(seed: int, commits: int = 12) -> Told:
    """Make up a history of about so many commits, and two for each branch that is still open."""
    writer = Writer(random.Random(seed))
    writer.begin()
    for _ in range(commits):
        writer.go_on()
    writer.bring_all_together()
    return writer.told


class Writer:
    """Makes commits: `heads[0]` is the mainline, the others are branches."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.told = Told()
        self.heads: list[str] = []
        self.keys = Keys()

    def begin(self) -> None:
        name, typist = self._next()
        book: Book = {}
        for _ in range(self.chance.randint(2, 4)):
            count = self.chance.randint(2, 7)
            paragraphs = tuple(typist.paragraph() for _ in range(count))
            self.keys.new_file(book, paragraphs)
        self._commit(name, book, (), [Deed("typed", tuple(typist.typed))], [])
        self.heads.append(name)

    def go_on(self) -> None:
        """Commit on some branch, open one, or merge two."""
        roll = self.chance.random()
        if roll < 0.1 and len(self.heads) < 3:
            self.heads.append(self.chance.choice(self.heads))
        elif roll < 0.25 and len(self.heads) > 1:
            a, b = self.chance.sample(range(len(self.heads)), 2)
            self._merge(a, [b])
            if self.chance.random() < 0.5 and b:
                del self.heads[b]
        at = self.chance.randrange(len(self.heads))
        self._revise(at)

    def bring_all_together(self) -> None:
        """Merge what is still open, and make a last revision."""
        if len(self.heads) > 2 and self.chance.random() < 0.5:
            self._merge(0, [1, 2])
            del self.heads[1:]
        while len(self.heads) > 1:
            self._merge(0, [1])
            del self.heads[1]
        self._revise(0)

    def _next(self) -> tuple[str, Typist]:
        name = f"c{len(self.told.books):03}"
        return name, Typist(self.chance, name)

    def _commit(
        self,
        name: str,
        book: Book,
        parents: Sequence[str],
        deeds: list[Deed],
        cut: Sequence[Paragraph],
    ) -> None:
        told = self.told
        told.story.commit(name, {file.path: file.blob for file in book.values()}, *parents)
        told.books[name] = book
        told.deeds[name] = deeds
        buried = [grave for parent in parents for grave in told.graves[parent]]
        told.graves[name] = [*dict.fromkeys([*buried, *cut])]

    def _revise(self, at: int) -> None:
        parent = self.heads[at]
        name, typist = self._next()
        told = self.told
        before = told.books[parent]
        grandparents = told.story.commits[parent].parents
        if len(grandparents) == 1 and self.chance.random() < 0.05:
            book = dict(told.books[grandparents[0]])
            deeds = [
                *(Deed(_back(run), run) for run in _only_in(book, before)),
                *(Deed("cut by revert", run) for run in _only_in(before, book)),
            ]
            self._commit(name, book, (parent,), deeds, [])
        else:
            desk = Desk(self.keys, typist, before, told.graves[parent])
            for _ in range(self.chance.choice([1, 1, 2, 3])):
                desk.work()
            self._commit(name, desk.book, (parent,), desk.deeds, desk.cut)
        self.heads[at] = name

    def _merge(self, at: int, others: Sequence[int]) -> None:
        told, mine = self.told, self.heads[at]
        theirs = [
            head for head in dict.fromkeys(self.heads[k] for k in others)
            if head not in self._ancestors(mine)
        ]  # fmt: skip
        if not theirs:
            return
        name, typist = self._next()

        def resolve(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> Iterator[Paragraph]:
            how = self.chance.randrange(5)
            if how in (0, 1, 4):
                yield from left
            if how in (0, 2):
                yield from (p for p in right if p not in left)
            if how == 3:
                yield from (p for p in right if p not in left)
                yield from left
            if how == 4:
                yield typist.paragraph()

        book = told.books[mine]
        for other in theirs:
            known = self._ancestors(other)
            common = [c for c in told.books if c in known and c in self._ancestors(mine)]
            base = told.books[common[-1]] if common else {}
            book = merged(base, book, told.books[other], resolve)
        self._commit(name, book, (mine, *theirs), [Deed("resolved", tuple(typist.typed))], [])
        self.heads[at] = name

    def _ancestors(self, commit: str) -> set[str]:
        found, ahead = {commit}, [commit]
        while ahead:
            for parent in self.told.story.commits[ahead.pop()].parents:
                if parent not in found:
                    found.add(parent)
                    ahead.append(parent)
        return found


def _only_in(book: Book, other: Book) -> Iterator[Paragraph]:
    """Yield the runs of a book's tokens that the other does not hold, file by file."""
    known = set(all_tokens(other))
    for file in book.values():
        for strange, run in groupby(file.tokens, lambda token: token not in known):
            if strange:
                yield tuple(run)


def _back(run: Paragraph) -> str:
    return "back by revert" if len(run) >= LONG_ENOUGH else "back by revert, too short"
