"""The biography of a passage: every version of its paragraph, back to its birth."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from drafttime.model import Biography, Piece, Revision, Version
from drafttime.revision.distance import matches
from drafttime.revision.held import Node, State
from drafttime.stages.quotes import Hands, Quotes, with_space
from drafttime.stages.reading import Book
from drafttime.stages.tracing import Traced
from drafttime.text.quoting import Quoted
from drafttime.text.tokens import count_words

_FILE_AND_LINE = re.compile(r"(?P<path>[^\n]+):(?P<line>\d{1,9})")


def find_biographies(
    book: Book, traced: Traced, revisions: Sequence[Revision], asked: str
) -> tuple[Biography, ...]:
    """Return the lives of the paragraphs that answer to FILE:LINE or to a phrase, in order.

    Costs one reading of each version that a paragraph went through.
    """
    state = traced.lineage.snapshots[traced.final.text.draft.commit]
    places = _places(book, state, asked)
    children = _children(state)
    quotes, hands = Quotes(book.source.texts), Hands(book, revisions)
    found = []
    for slot, at in places:
        held = state[slot]
        texts = quotes.of(held.version)
        found.append(
            Biography(
                text=texts[at].text if at < len(texts) else "",
                path=held.version[1],
                chapter=_title(book, slot, at),
                versions=tuple(
                    _version(book, quotes, hands, children, node) for node in _life(held.nodes[at])
                ),
            )
        )
    return tuple(found)


def _places(book: Book, state: State, asked: str) -> list[tuple[int, int]]:
    """Return the paragraphs (slot, place) that are asked for, in reading order."""
    named = _FILE_AND_LINE.fullmatch(asked)
    texts = book.source.texts
    if named:
        path = named["path"].removeprefix("./")
        for slot in sorted(state):
            blob, own = state[slot].version
            if own == path:
                at = texts.paragraph_at(blob, own, int(named["line"]))
                return [] if at is None or at >= len(state[slot].paragraphs) else [(slot, at)]
    found: dict[tuple[int, int], None] = {}
    for slot in sorted(state):
        for at, _, _ in texts.find(state[slot].paragraphs, asked):
            found[slot, at] = None
    return list(found)


def _title(book: Book, slot: int, at: int) -> str:
    """Return the title of the chapter that a paragraph stands in."""
    file = book.slots.file_index.get(slot)
    for chapter in book.manuscript.chapters:
        if chapter.slot == file and chapter.start <= at < chapter.stop:
            return chapter.title
    return ""


def _life(last: Node) -> list[Node]:
    """Return a paragraph's versions and those of all that it came from, oldest first."""
    reached: dict[Node, None] = {}
    ahead = [last]
    while ahead:
        node = ahead.pop()
        if node not in reached:
            reached[node] = None
            ahead.extend(node.sources)
    return sorted(reached, key=lambda node: (node.rank, node.slot, node.paragraph))


def _children(state: State) -> Mapping[Node, list[Node]]:
    """Return which versions came from each, over all paragraphs of the final text."""
    found: dict[Node, list[Node]] = {}
    seen: set[Node] = set()
    ahead = [node for held in state.values() for node in held.nodes]
    while ahead:
        node = ahead.pop()
        if node not in seen:
            seen.add(node)
            for source in node.sources:
                found.setdefault(source, []).append(node)
            ahead.extend(node.sources)
    return found


def _version(
    book: Book, quotes: Quotes, hands: Hands, children: Mapping[Node, list[Node]], node: Node
) -> Version:
    own = _paragraph(book, node)
    split = any(
        other is not node and other.rank == node.rank
        for source in node.sources
        for other in children.get(source, ())
    )
    return Version(
        hand=hands.of(node.rank),
        path=node.version[1],
        events=_events(node, split=split),
        words=count_words(own),
        pieces=_pieces(book, quotes, node, own, split=split),
    )


def _events(node: Node, *, split: bool) -> tuple[str, ...]:
    """Name what happened to a paragraph, what changed its place last."""
    events = ["changed"] if node.event == "changed" else []
    if node.event != "changed":
        events.append(node.event)
    elif any(source.slot != node.slot for source in node.sources):
        events.append("moved")
    if split:
        events.append("split")
    if len(node.sources) > 1:
        events.append("joined")
    return tuple(events)


def _paragraph(book: Book, node: Node) -> str:
    text = book.source.texts.of(*node.version)
    return text.paragraphs[node.paragraph] if text else ""


def _quoted(quotes: Quotes, node: Node) -> Quoted:
    paragraphs = quotes.of(node.version)
    return paragraphs[node.paragraph] if node.paragraph < len(paragraphs) else Quoted("", ())


def _pieces(book: Book, quotes: Quotes, node: Node, own: str, *, split: bool) -> tuple[Piece, ...]:
    """Mark a version word by word against what it came from."""
    here = _quoted(quotes, node)
    sources = sorted(node.sources, key=lambda source: (source.slot, source.paragraph))
    if not sources:
        return (("in", here.text),)
    old = "".join(_paragraph(book, source) for source in sources)
    there = [(source, k) for source in sources for k in range(len(_paragraph(book, source)))]
    runs = [run for run in matches(old, own) if run[2]]
    first, last = 0, len(old)
    if split and runs:  # what else it held went to its other part
        first, last = runs[0][0], runs[-1][0] + runs[-1][2]
    pieces: list[Piece] = []
    a, b = first, 0
    for i, j, n in [*runs, (last, len(own), 0)]:
        if a < i:
            pieces.append(("out", _old_words(quotes, there[a:i])))
        if b < j:
            pieces.append(("in", with_space(here, b, j)))
        if n:
            pieces.append(("same", with_space(here, j, j + n)))
        a, b = i + n, j + n
    return tuple(piece for piece in pieces if piece[1])


def _old_words(quotes: Quotes, places: Sequence[tuple[Node, int]]) -> str:
    """Return the words of a stretch that may run over several old paragraphs."""
    found = []
    begin = 0
    for k in range(1, len(places) + 1):
        if k == len(places) or places[k][0] is not places[begin][0]:
            node, first = places[begin]
            found.append(with_space(_quoted(quotes, node), first, places[k - 1][1] + 1))
            begin = k
    return " ".join(part.strip() for part in found[:-1]) + (" " if found[1:] else "") + found[-1]
