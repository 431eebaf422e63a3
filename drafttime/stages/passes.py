"""Who came back to each paragraph of the final text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drafttime.model import Chapter, ParagraphLife, Revision
from drafttime.revision.held import Node, State
from drafttime.text.tokens import count_words

TOUCHES = frozenset({"born", "changed", "restored"})


def find_passes(
    state: State,
    chapters: Sequence[Chapter],
    slot_of_file: Mapping[int, int],
    order: Sequence[str],
    revisions: Sequence[Revision],
) -> tuple[ParagraphLife, ...]:
    """Return the paragraphs of the final text with the revisions that touched them.

    `order` gives the commits by rank, with one name for a change that is there twice. What the
    options leave out of labour touches a paragraph all the same; a merge does not. Costs one visit
    to each version of each paragraph, and a bit of it per commit.
    """
    number = {r.commit: k for k, r in enumerate(revisions) if r.why_not_labour != "merge"}
    nodes = [node for held in state.values() for node in held.nodes]
    touched = _touched(nodes)
    found = []
    for index, chapter in enumerate(chapters):
        held = state.get(slot_of_file[chapter.slot])
        if held is None:
            continue
        for at in range(chapter.start, min(chapter.stop, len(held.paragraphs))):
            ranks = _ranks(touched[held.nodes[at]])
            own = tuple(sorted(number[order[r]] for r in ranks if order[r] in number))
            sessions = {revisions[k].session for k in own} - {None}
            words = count_words(held.paragraphs[at])
            found.append(ParagraphLife(index, words, own, len(sessions)))
    return tuple(found)


def _touched(nodes: Sequence[Node]) -> dict[Node, int]:
    """Return for each node the ranks that touched it or what it came from, as bits of a number."""
    reached: set[Node] = set()
    ahead = list(nodes)
    while ahead:
        node = ahead.pop()
        if node not in reached:
            reached.add(node)
            ahead.extend(node.sources)
    found: dict[Node, int] = {}
    # A source is never younger than what came from it.
    for node in _oldest_first(reached):
        bits = 1 << node.rank if node.event in TOUCHES else 0
        for source in node.sources:
            bits |= found[source]
        found[node] = bits
    return found


def _oldest_first(nodes: set[Node]) -> list[Node]:
    """Return nodes after all their sources."""
    done: set[Node] = set()
    ordered: list[Node] = []
    for start in sorted(nodes, key=lambda node: (node.rank, node.slot, node.paragraph)):
        ahead = [start]
        while ahead:
            node = ahead[-1]
            waiting = [source for source in node.sources if source not in done]
            if node in done or not waiting:
                ahead.pop()
                if node not in done:
                    done.add(node)
                    ordered.append(node)
            else:
                ahead.extend(waiting)
    return ordered


def _ranks(bits: int) -> list[int]:
    """Return the places of the bits that are set."""
    found = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return found
