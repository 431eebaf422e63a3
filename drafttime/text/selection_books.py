"""Books that name their own files, and which of them is the book of a repository."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from drafttime.model import Text
from drafttime.text.compiled import find_copies
from drafttime.text.order_latex import latex_books
from drafttime.text.order_listed import listed_books
from drafttime.text.rules import extension_of, reason_against
from drafttime.text.selection_tree import Tree

LIST_SHARE = 0.25
"""A list of chapters holds if what it names has this share of the words that it does not name."""

CERTAIN = 0.3
"""A LaTeX book beside which less than this share of its words stands needs no comparison."""

COLLECTION = 3
"""So many LaTeX files in one folder, each a document of its own, are a collection, not one book."""

SET_UP = "set-up, before the text begins"
LIST = "the list of chapters"


@dataclass(frozen=True, slots=True)
class Book:
    """A file that names the book's files, in reading order; `words` are theirs.

    `reason` says why they count, `against` why another file does not.
    """

    main: str
    files: tuple[str, ...]
    reason: str
    against: str
    set_up: frozenset[str] = frozenset()
    latex: bool = False
    words: int = 0

    def why_not(self, path: str) -> str:
        """Return what the book itself says against `path`, or an empty text."""
        if path in self.set_up:
            return SET_UP
        return LIST if path == self.main and path not in self.files else ""


def find_books(tree: Tree, candidates: Sequence[str], earlier: Collection[str]) -> list[Book]:
    """Return the books among `candidates` that name their files, the one with most words first.

    A book whose main file is an earlier draft, or is no manuscript by its name, is none.
    """
    known = frozenset(candidates)
    latex = (
        Book(
            book.main,
            tuple(path for path in book.files if path in known),
            f"part of {book.main}",
            f"not included by {book.main}",
            book.set_up,
            latex=True,
        )
        for book in latex_books(candidates, tree.raw)
    )
    listed = (
        Book(
            book.path,
            book.files,
            f"part of {book.path}" if book.reads else f"listed in {book.path}",
            f"not {'included by' if book.reads else 'listed in'} {book.path}",
        )
        for book in listed_books(candidates, tree.raw)
    )
    books = [
        replace(book, words=sum(map(tree.words, book.files)))
        for book in _without_collections([*latex, *listed])
        if book.main not in earlier and not reason_against(book.main)
    ]
    return sorted(books, key=lambda book: (-book.words, not book.latex, book.main))


def _without_collections(books: Iterable[Book]) -> list[Book]:
    """Leave out LaTeX documents that stand beside each other and take in nothing."""
    alone: defaultdict[str, list[Book]] = defaultdict(list)
    kept: list[Book] = []
    for book in books:
        if book.latex and len(book.files) == 1:
            alone[book.main.rpartition("/")[0]].append(book)
        else:
            kept.append(book)
    single = [book for group in alone.values() if len(group) < COLLECTION for book in group]
    return kept + single


def settle(
    tree: Tree, best: Book | None, loose: Sequence[str]
) -> tuple[Book | None, Mapping[str, str]]:
    """Decide between the best book and what lies loose beside it.

    Returns the book, or None where the loose files are the manuscript; and, where texts had to be
    compared for it, the copies that were found, with their reasons.
    """
    if best is None:
        return None, find_copies(_texts(tree, loose))
    inside = frozenset(best.files) | best.set_up | {best.main}
    beside = [path for path in loose if path not in inside and not (best.latex and _is_tex(path))]
    words = sum(map(tree.words, beside))
    if words < CERTAIN * best.words or (not best.latex and best.words >= LIST_SHARE * words):
        return best, {}
    copies = find_copies(_texts(tree, {*beside, *best.files}))
    theirs = sum(tree.words(path) for path in beside if path not in copies)
    own = sum(tree.words(path) for path in best.files if path not in copies)
    if own > theirs or (not best.latex and own >= LIST_SHARE * theirs):
        return best, {}
    return None, {**find_copies(_texts(tree, loose)), **copies}


def _is_tex(path: str) -> bool:
    return extension_of(path) in {"tex", "ltx", "latex"}


def _texts(tree: Tree, paths: Iterable[str]) -> dict[str, Text]:
    texts = {path: tree.text(path) for path in paths}
    return {path: text for path, text in texts.items() if text is not None}
