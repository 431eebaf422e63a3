"""The small patch language in which the sample's history is written; see sample_repo/README.md.

A page is held as paragraphs, unwrapped, with the width at which its file is wrapped; so an edit
names words and never lines, and a re-wrap is one number. Every function returns a new book.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from drafttime.errors import DrafttimeError

_AS_TYPED = ("#", ">", "- ", "|", "```", "%%", "    ")


class SampleError(DrafttimeError):
    """The description of the sample, or its place, does not hold together."""


class EditError(Exception):
    """Why an edit cannot be made; the caller knows in which commit, and says so."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file: its paragraphs in order, and its width in characters (0: a line a paragraph)."""

    paragraphs: tuple[str, ...]
    columns: int

    def text(self) -> str:
        """Return the file as it is stored, wrapped, with a line feed at the end."""
        return "\n\n".join(_wrapped(p, self.columns) for p in self.paragraphs) + "\n"


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that an edit may look at: the pages now, what was cut, and the stored drafts."""

    pages: Mapping[str, Page]
    columns: int
    drafts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cuts: tuple[str, ...] = ()

    def page(self, path: str) -> Page:
        """Return the page at `path`; raise EditError when there is none."""
        if path not in self.pages:
            raise EditError(f"there is no file {path}")
        return self.pages[path]

    def put(self, path: str, paragraphs: Sequence[str]) -> Book:
        """Return the book with these paragraphs at `path`; a new file gets the book's width."""
        old = self.pages.get(path)
        page = Page(tuple(paragraphs), old.columns if old else self.columns)
        return replace(self, pages={**self.pages, path: page})

    def without(self, path: str) -> Book:
        """Return the book without the file at `path`."""
        self.page(path)
        return replace(self, pages={k: v for k, v in self.pages.items() if k != path})


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: the file (or what else the verb acts upon) and the named words beside it."""

    target: str
    words: Mapping[str, str]

    def get(self, key: str) -> str:
        """Return the words under `key`; raise EditError when they are missing."""
        if key not in self.words:
            raise EditError(f"“{key}” is missing")
        return self.words[key]


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Split at blank lines; join the lines of prose, leave headings, quotes and lists as typed."""
    blocks = (block.strip("\n") for block in re.split(r"\n[ \t]*\n", text.strip("\n")))
    return tuple(b if b.startswith(_AS_TYPED) else " ".join(b.split()) for b in blocks if b.strip())


@cache
def _wrapped(paragraph: str, columns: int) -> str:
    if not columns or paragraph.startswith(_AS_TYPED):
        return paragraph
    return textwrap.fill(paragraph, columns, break_long_words=False, break_on_hyphens=False)


def _find(paragraphs: Sequence[str], beginning: str) -> int:
    """Return the place of the one paragraph that begins so; raise EditError for none or more."""
    found = [i for i, p in enumerate(paragraphs) if p.startswith(beginning)]
    if len(found) != 1:
        raise EditError(f"{len(found) or 'no'} paragraphs begin with “{beginning}”")
    return found[0]


def _run(paragraphs: Sequence[str], edit: Edit, begin: str, end: str) -> tuple[int, int]:
    """Return the half-open run of paragraphs that `edit` names under the keys `begin` and `end`."""
    start = _find(paragraphs, edit.get(begin)) if begin in edit.words else 0
    if end in edit.words:
        stop = _find(paragraphs, edit.words[end]) + 1
    else:
        stop = start + 1 if begin in edit.words else len(paragraphs)
    if stop <= start:
        raise EditError(f"“{edit.words[end]}” stands before “{edit.words[begin]}”")
    return start, stop


def _passage(book: Book, edit: Edit) -> tuple[str, ...]:
    """Return the paragraphs that `edit` brings: its own text, or a run of a stored draft."""
    if "draft" not in edit.words:
        return paragraphs_of(edit.get("text"))
    stored = book.drafts.get(edit.words["draft"], {})
    source = edit.words.get("source", edit.target)
    if source not in stored:
        raise EditError(f"draft {edit.words['draft']} holds no file {source}")
    paragraphs = paragraphs_of(stored[source])
    start, stop = _run(paragraphs, edit, "first", "last")
    return paragraphs[start:stop]


def _add(book: Book, edit: Edit) -> Book:
    old = book.pages[edit.target].paragraphs if edit.target in book.pages else ()
    return book.put(edit.target, (*old, *_passage(book, edit)))


def _insert(book: Book, edit: Edit) -> Book:
    old = book.page(edit.target).paragraphs
    at = _find(old, edit.get("after")) + 1
    return book.put(edit.target, (*old[:at], *_passage(book, edit), *old[at:]))


def _rewrite(book: Book, edit: Edit) -> Book:
    old = book.page(edit.target).paragraphs
    edit.get("from")
    start, stop = _run(old, edit, "from", "through")
    return book.put(edit.target, (*old[:start], *_passage(book, edit), *old[stop:]))


def _replace(book: Book, edit: Edit) -> Book:
    old, words = book.page(edit.target).paragraphs, edit.get("old")
    times = sum(paragraph.count(words) for paragraph in old)
    if times != 1:
        raise EditError(f"“{words}” stands {times} times in {edit.target}, not once")
    new = (" ".join(p.replace(words, edit.get("new")).split(" ")) for p in old)
    return book.put(edit.target, [p for p in new if p])


def _cut(book: Book, edit: Edit) -> Book:
    old = book.page(edit.target).paragraphs
    edit.get("from")
    start, stop = _run(old, edit, "from", "through")
    left = book.put(edit.target, (*old[:start], *old[stop:]))
    return replace(left, cuts=(*book.cuts, *old[start:stop]))


def _restore(book: Book, edit: Edit) -> Book:
    beginning = edit.get("from")
    cut = [p for p in book.cuts if p.startswith(beginning)]
    if not cut:
        raise EditError(f"nothing was cut that begins with “{beginning}”")
    old = book.page(edit.target).paragraphs
    at = _find(old, edit.get("after")) + 1
    return book.put(edit.target, (*old[:at], cut[-1], *old[at:]))


def _move(book: Book, edit: Edit) -> Book:
    old = book.page(edit.target).paragraphs
    edit.get("from")
    start, stop = _run(old, edit, "from", "through")
    passage, left = old[start:stop], book.put(edit.target, (*old[:start], *old[stop:]))
    to = edit.words.get("to", edit.target)
    there = left.page(to).paragraphs
    at = _find(there, edit.get("after")) + 1
    return left.put(to, (*there[:at], *passage, *there[at:]))


def _rename(book: Book, edit: Edit) -> Book:
    if edit.get("to") in book.pages:
        raise EditError(f"there is already a file {edit.get('to')}")
    page = book.page(edit.target)
    left = book.without(edit.target)
    return replace(left, pages={**left.pages, edit.get("to"): page})


def _split(book: Book, edit: Edit) -> Book:
    page = book.page(edit.target)
    at = _find(page.paragraphs, edit.get("at"))
    if edit.get("to") in book.pages or at == 0:
        raise EditError(f"{edit.target} cannot be split into {edit.get('to')} there")
    rest = replace(page, paragraphs=page.paragraphs[at:])
    left = book.put(edit.target, page.paragraphs[:at])
    return replace(left, pages={**left.pages, edit.get("to"): rest})


def _join(book: Book, edit: Edit) -> Book:
    tail = book.page(edit.target).paragraphs
    head = book.page(edit.get("to")).paragraphs
    return book.without(edit.target).put(edit.get("to"), (*head, *tail))


def _respell(book: Book, edit: Edit) -> Book:
    pattern, new = re.compile(rf"\b{re.escape(edit.target)}\b"), edit.get("as")
    after = book
    for path, page in book.pages.items():
        after = after.put(path, [pattern.sub(new, p) for p in page.paragraphs])
    if after.pages == book.pages:
        raise EditError(f"the word “{edit.target}” stands nowhere")
    return after


def _rewrap(book: Book, edit: Edit) -> Book:
    columns = int(edit.get("columns"))
    pages = {
        path: replace(page, columns=columns) if path.startswith(edit.target) else page
        for path, page in book.pages.items()
    }
    if pages == book.pages:
        raise EditError(f"no file under {edit.target} is wrapped at another width")
    return replace(book, pages=pages, columns=columns)


_PLACE, _TEXT = ("from", "through"), ("text", "draft", "source", "first", "last")
_VERBS: dict[str, tuple[Callable[[Book, Edit], Book], tuple[str, ...]]] = {
    "add": (_add, _TEXT),
    "insert": (_insert, ("after", *_TEXT)),
    "rewrite": (_rewrite, (*_PLACE, *_TEXT)),
    "replace": (_replace, ("old", "new")),
    "cut": (_cut, _PLACE),
    "restore": (_restore, ("from", "after")),
    "move": (_move, (*_PLACE, "to", "after")),
    "rename": (_rename, ("to",)),
    "split": (_split, ("at", "to")),
    "join": (_join, ("to",)),
    "respell": (_respell, ("as",)),
    "rewrap": (_rewrap, ("columns",)),
}


def apply(book: Book, described: Mapping[str, object]) -> Book:
    """Make one edit, as the description has it, and return the book after it.

    Raises EditError with a sentence when the verb or a key is unknown, or when the words that the
    edit leans on are not there exactly once. Costs one pass over the file it touches.
    """
    verbs = [key for key in described if key in _VERBS]
    if len(verbs) != 1:
        raise EditError(f"an edit has one verb out of {', '.join(_VERBS)}")
    function, allowed = _VERBS[verbs[0]]
    words = {key: str(value) for key, value in described.items() if key != verbs[0]}
    strangers = sorted(set(words) - set(allowed))
    if strangers:
        raise EditError(f"“{verbs[0]}” knows no “{strangers[0]}”, only {', '.join(allowed)}")
    return function(book, Edit(str(described[verbs[0]]), words))
