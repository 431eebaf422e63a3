"""Which sort of source each block lies in, noted while a reader makes its blocks."""

from __future__ import annotations

from drafttime.model import SourceSort


class Sorts:
    """The sorts of the blocks made so far, one for each, and what is open around the next.

    `closes` says that something ended that began before the text. Linear: each block is given its
    sort once, and those before such an end once more.
    """

    __slots__ = ("around", "closes", "found")

    def __init__(self) -> None:
        self.found: list[SourceSort | None] = []
        self.around: list[SourceSort | None] = []
        self.closes = False

    def label(self, blocks: int, sort: SourceSort | None = None) -> None:
        """Give the blocks since the last call a sort, by default that of what is around them."""
        sort = sort or (self.around[-1] if self.around else None)
        self.found += [sort] * (blocks - len(self.found))

    def begin(self, blocks: int, sort: SourceSort | None) -> None:
        """Note that what follows the first `blocks` lies in something of this sort."""
        self.label(blocks)
        self.around.append(sort)

    def end(self, blocks: int, sort: SourceSort | None) -> None:
        """Note that what began last has ended; where nothing did, it began before the text."""
        self.label(blocks)
        if self.around:
            self.around.pop()
        elif not self.closes:
            self.closes = True
            self.found = [own or sort for own in self.found]
