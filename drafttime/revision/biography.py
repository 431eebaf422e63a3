"""Carry the biography of paragraphs from one version of a slot to the next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from drafttime.revision.held import Held, Node, Origin
from drafttime.revision.pairing import offsets
from drafttime.revision.slot_edits import Version

# A paragraph came from another when so much of the shorter one stands in the longer one.
SOURCE_AT_LEAST = 0.5


def carry(
    rank: int,
    slot: int,
    version: Version,
    paragraphs: Sequence[str],
    origins: Sequence[Origin],
    before: Held | None,
) -> tuple[Node, ...]:
    """Return the node of each paragraph of a new version.

    `origins` cover the text from left to right. A paragraph that stands whole, where it stood,
    keeps its node; one that was changed gets a node whose sources are the paragraphs that at least
    half of the shorter one came from. Cost: the paragraphs from the first that differs on.
    """
    head = _common_head(before, paragraphs, origins)
    at = offsets(paragraphs)
    tail = _common_tail(before, paragraphs, origins, at[-1]) if head < len(paragraphs) else 0
    tail = min(tail, len(paragraphs) - head)
    nodes: list[Node] = list(before.nodes[:head]) if before else []
    k = 0
    for j in range(head, len(paragraphs) - tail):
        start, stop = at[j], at[j + 1]
        while k < len(origins) and origins[k].start + origins[k].length <= start:
            k += 1
        # Most paragraphs between the first and the last that differ stand as they stood.
        if k < len(origins) and origins[k].kind == "kept":
            node = _whole(start, stop, origins[k])
            if node is not None and node.slot == slot:
                nodes.append(node)
                continue
        parts = []
        m = k
        while m < len(origins) and origins[m].start < stop:
            parts.append(origins[m])
            m += 1
        nodes.append(_node(rank, slot, version, j, start, stop, parts))
    if before and tail:
        nodes += before.nodes[-tail:]
    return tuple(nodes)


def _common_head(before: Held | None, paragraphs: Sequence[str], origins: Sequence[Origin]) -> int:
    """Count the paragraphs at the beginning that stand as they stood."""
    if before is None or not origins:
        return 0
    first = origins[0]
    if first.kind != "kept" or first.held is not before or first.start or first.source_start:
        return 0
    limit = bisect_right(before.at, first.length) - 1
    head = 0
    for old, new in zip(before.paragraphs[:limit], paragraphs, strict=False):
        if old != new:
            break
        head += 1
    return head


def _common_tail(
    before: Held | None, paragraphs: Sequence[str], origins: Sequence[Origin], size: int
) -> int:
    """Count the paragraphs at the end that stand as they stood."""
    if before is None or not origins:
        return 0
    last = origins[-1]
    end = last.source_start + last.length
    if last.kind != "kept" or last.held is not before or end != before.at[-1]:
        return 0
    left, tail = min(last.length, size), 0
    for old, new in zip(reversed(before.paragraphs), reversed(paragraphs), strict=False):
        left -= len(new)
        if left < 0 or old != new:
            break
        tail += 1
    return tail


def _node(
    rank: int,
    slot: int,
    version: Version,
    paragraph: int,
    start: int,
    stop: int,
    parts: Sequence[Origin],
) -> Node:
    node = _whole(start, stop, parts[0]) if len(parts) == 1 else None
    if node is not None:
        stays = parts[0].kind == "kept"
        if stays and node.slot == slot:
            return node
        event = "moved" if stays else parts[0].kind
        return Node(rank, slot, version, paragraph, event, (node,))
    shared: dict[Node, int] = {}
    sizes: dict[Node, int] = {}
    kinds: dict[str, int] = {}
    for part in parts:
        length = min(stop, part.start + part.length) - max(start, part.start)
        kinds[part.kind] = kinds.get(part.kind, 0) + length
        if part.held is not None:
            for node, size, tokens in _sources(part, start, stop):
                shared[node] = shared.get(node, 0) + tokens
                sizes[node] = size
    sources = [
        node
        for node, tokens in shared.items()
        if tokens >= SOURCE_AT_LEAST * min(sizes[node], stop - start)
    ]
    told = _event(kinds) if sources else "born"
    return Node(rank, slot, version, paragraph, told, tuple(sources))


def _event(kinds: dict[str, int]) -> str:
    """Name what mostly happened to a paragraph that has sources."""
    for kind in ("restored", "copied"):
        if 2 * kinds.get(kind, 0) > sum(kinds.values()):
            return kind
    return "changed"


def _whole(start: int, stop: int, part: Origin) -> Node | None:
    """Return the node of the one paragraph that stands whole in a stretch that holds these tokens.

    None where the stretch does not hold them all, or they were no paragraph.
    """
    held = part.held
    if held is None or part.start > start or part.start + part.length < stop:
        return None
    at = held.at
    begin = part.source_start + start - part.start
    i = bisect_right(at, begin) - 1
    return held.nodes[i] if at[i] == begin and at[i + 1] == begin + stop - start else None


def _sources(part: Origin, start: int, stop: int) -> Iterable[tuple[Node, int, int]]:
    """Yield the source paragraphs of a stretch: node, its length, tokens taken from it."""
    assert part.held is not None
    at = part.held.at
    begin = part.source_start + max(0, start - part.start)
    end = part.source_start + min(part.length, stop - part.start)
    i = bisect_right(at, begin) - 1
    while begin < end:
        upto = min(at[i + 1], end)
        if upto > begin:
            yield part.held.nodes[i], at[i + 1] - at[i], upto - begin
        begin = upto
        i += 1
