"""Choose which files of a tree are the manuscript, and say of every other one why it is not.

The rules, in the order in which they speak: `include` and `exclude` of the settings; folders that
are never looked into; drafts kept beside each other; names; the book's own list of its chapters;
copies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from drafttime.settings import Settings
from drafttime.text.drafts_as_files import earlier_drafts
from drafttime.text.globs import first_match, matches, matches_any
from drafttime.text.order import natural_order
from drafttime.text.retrospectives import REASON, is_retrospective
from drafttime.text.rules import (
    BIBLIOGRAPHY,
    SCRIVENER,
    closed_folder,
    extension_of,
    is_archive,
    is_certain,
    is_prose_name,
    is_shouted,
    reason_against,
)
from drafttime.text.selection_books import Book, find_books, settle
from drafttime.text.selection_tree import Selection, Tree

EARLIER = "an earlier draft: "
"""How the reason of an earlier draft begins; its name follows."""

LONG_README = 1000
"""A README of so many words is the text itself where there is no other."""

NOT_TEXT = "not text that can be read, or too long for a book"
NO_PROSE = "no prose in it"
ABOUT = "a file about the repository"


def select_files(tree: Tree, settings: Settings) -> Selection:
    """Return what of `tree` is the manuscript under `settings`.

    A pure function of the tree's contents. Cost: every prose file is parsed once (through the
    tree), lists and LaTeX sources are scanned once, and texts that no list names are compared.
    """
    candidates, left_out, closed = _candidates(tree, settings)
    if settings.include:
        selection = _included(tree, settings, candidates)
    else:
        selection = _discovered(tree, settings, candidates)
    chosen, unread = _readable(tree, selection.chosen)
    return Selection(
        _in_order(chosen, settings.order),
        {**left_out, **selection.left_out, **unread, **_missing(tree, settings)},
        closed,
        selection.main,
    )


def _candidates(tree: Tree, settings: Settings) -> tuple[list[str], dict[str, str], dict[str, str]]:
    """Return the files that may be prose, those that are left out at once, and closed folders."""
    candidates: list[str] = []
    left_out: dict[str, str] = {}
    closed: dict[str, str] = {}
    for path in tree.paths:
        asked = matches_any(settings.include, path)
        folder = None if asked else closed_folder(path)
        if folder is not None:
            if is_prose_name(path) or folder[1] == SCRIVENER:
                closed.setdefault(*folder)
        elif not (asked or is_prose_name(path) or matches_any(settings.format, path)):
            if extension_of(path) in BIBLIOGRAPHY:
                left_out[path] = reason_against(path)
        elif matches_any(settings.exclude, path):
            left_out[path] = "left out by `exclude`"
        else:
            candidates.append(path)
    return candidates, left_out, closed


def _included(tree: Tree, settings: Settings, candidates: Sequence[str]) -> Selection:
    """Take what `include` names, in the book's own order where there is one."""
    named = [path for path in candidates if matches_any(settings.include, path)]
    earlier = earlier_drafts(named, tree.words)
    wanted = frozenset(named) - frozenset(earlier)
    left_out = {path: EARLIER + name for path, name in earlier.items()}
    for path in candidates:
        if path not in wanted and path not in earlier:
            other = _other_book(path, settings)
            left_out[path] = other or reason_against(path) or "not named by `include`"
    books = [book for book in find_books(tree, candidates, earlier) if wanted & {*book.files}]
    best = max(books, key=lambda book: len(wanted & {*book.files}), default=None)
    listed = [path for path in best.files if path in wanted] if best is not None else []
    chosen = dict.fromkeys(
        [*listed, *natural_order(wanted - frozenset(listed))], "named by `include`"
    )
    return Selection(chosen, left_out, {}, best.main if best is not None else None)


def _other_book(path: str, settings: Settings) -> str:
    for name, patterns in settings.other_books.items():
        if matches_any(patterns, path):
            return f"belongs to another book: {name}"
    return ""


def _discovered(tree: Tree, settings: Settings, candidates: Sequence[str]) -> Selection:
    """Find the manuscript by lists, names and words."""
    asked = [pattern for pattern in settings.order if not set(pattern) & set("*?[")]
    ordered = frozenset(path for path in candidates if matches_any(asked, path))
    passing = [path for path in candidates if path in ordered or not reason_against(path)]
    shouted = _shouted(tree, [path for path in passing if path not in ordered])
    passing = [path for path in passing if path not in shouted]
    earlier = earlier_drafts(passing, tree.words)
    books = find_books(tree, candidates, earlier)
    loose = [path for path in passing if path not in earlier]
    best, copies = settle(tree, books[0] if books else None, loose)
    against = _Against(best, books, earlier, copies, shouted)
    if best is not None:
        wanted = [*best.files, *natural_order(ordered - frozenset(best.files))]
        chosen = dict.fromkeys(wanted, best.reason)
        if best.main in chosen:
            chosen[best.main] = "the main file"
    else:
        chosen = dict.fromkeys(
            natural_order(path for path in loose if not against.lost(path)), "prose"
        )
        if not any(map(tree.words, chosen)):
            only = dict.fromkeys(_last_resort(tree, candidates), "the only prose here")
            chosen = only or chosen
    left_out = {path: against.reason(path) for path in candidates if path not in chosen}
    return Selection(chosen, left_out, {}, best.main if best is not None else None)


def _shouted(tree: Tree, passing: Sequence[str]) -> frozenset[str]:
    """Return files at the root with names in capitals, if there is more prose beside them."""
    shouted = frozenset(filter(is_shouted, passing))
    beside = sum(tree.words(path) for path in passing if path not in shouted)
    return shouted if shouted and sum(map(tree.words, shouted)) < beside else frozenset()


class _Against:
    """Why a file is not in the manuscript, once the book is known."""

    def __init__(
        self,
        best: Book | None,
        books: Sequence[Book],
        earlier: Mapping[str, str],
        copies: Mapping[str, str],
        shouted: Collection[str],
    ) -> None:
        self._best = best
        self._earlier = earlier
        self._copies = copies
        self._shouted = shouted
        self._others = [book for book in books if book is not best]

    def lost(self, path: str) -> str:
        """Return why a file is not among the loose ones when these are the manuscript."""
        for book in self._others:
            if book.why_not(path) or (book.latex and path in book.files):
                return book.why_not(path) or f"part of {book.main}, a shorter text"
        return self._copies.get(path, "")

    def reason(self, path: str) -> str:
        """Return why a file is left out: the first reason that holds."""
        if self._best is not None and self._best.why_not(path):
            return self._best.why_not(path)
        if path in self._earlier:
            return EARLIER + self._earlier[path]
        if reason_against(path) or path in self._shouted:
            return reason_against(path) or ABOUT
        if self._best is None:
            return self.lost(path) or "not part of the manuscript"
        for book in self._others:
            if path in book.files or book.why_not(path):
                return f"part of another book: {book.main}"
        return self._best.against


def _last_resort(tree: Tree, candidates: Sequence[str]) -> Sequence[str]:
    """Take what only its name spoke against, or a long README, where there is nothing else."""
    doubtful = [path for path in candidates if not is_certain(path) and not is_archive(path)]
    if any(map(tree.words, doubtful)):
        return natural_order(doubtful)
    return [
        path
        for path in candidates
        if reason_against(path) == "a README" and tree.words(path) >= LONG_README
    ][:1]


def _readable(tree: Tree, chosen: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Part what can be read and holds words from what does not."""
    readable: dict[str, str] = {}
    unread: dict[str, str] = {}
    for path, reason in chosen.items():
        text = tree.text(path)
        if text is None:
            unread[path] = NOT_TEXT
        elif not text.words:
            marked = is_retrospective((tree.raw(path) or "").encode(errors="replace"))
            unread[path] = REASON if marked else NO_PROSE
        else:
            readable[path] = reason
    return readable, unread


def _in_order(chosen: Mapping[str, str], order: Sequence[str]) -> dict[str, str]:
    """Put what `order` names first, in its order; the rest keeps the order that it has."""
    places = {path: first_match(order, path) for path in chosen}
    return {
        path: chosen[path]
        for path in sorted(
            chosen, key=lambda path: len(order) if places[path] is None else places[path] or 0
        )
    }


def _missing(tree: Tree, settings: Settings) -> dict[str, str]:
    """Name what the settings ask for and the tree does not have."""
    return {
        pattern: f"named by `{setting}`, but there is no such file"
        for setting, patterns in (("include", settings.include), ("order", settings.order))
        for pattern in patterns
        if not _finds(pattern, tree.paths)
    }


def _finds(pattern: str, paths: Collection[str] | Iterable[str]) -> bool:
    return any(matches(pattern, path) for path in paths)
