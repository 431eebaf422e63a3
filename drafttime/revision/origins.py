"""Tell where the new words of a revision come from: copied, restored, or written here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from drafttime.model import Text
from drafttime.revision.alignment import align
from drafttime.revision.ancestry import Ancestry
from drafttime.revision.grouping import TRAVEL_TOKENS
from drafttime.revision.held import Deletion, Held, Kind, Origin, Standing, State, outside
from drafttime.revision.intervals import IdRun, Intervals
from drafttime.revision.passages import PASSAGE_TOKENS, PassageIndex, Taken
from drafttime.revision.ropes import Births, Rope, rope_of
from drafttime.revision.slot_edits import SlotEdit, Version

TextOf = Callable[[str, str], Text | None]


@dataclass(slots=True)
class Memory:
    """What the walk over the history remembers beside the state of each commit."""

    ancestry: Ancestry
    text_of: TextOf
    births: Births = field(default_factory=Births)
    graveyard: PassageIndex = field(default_factory=PassageIndex)
    deletions: list[Deletion] = field(default_factory=list)
    homes: dict[str, list[int]] = field(default_factory=dict)
    buried: list[Deletion] = field(default_factory=list)
    borrowed: set[int] = field(default_factory=set)
    _known: dict[tuple[int, int], Deletion] = field(default_factory=dict)
    _sizes: dict[Version, int] = field(default_factory=dict)

    def bury(self, deletion: Deletion) -> None:
        """Remember what was taken out, so that it is known again when it comes back.

        `buried[k]` is stretch k of the graveyard. The very same tokens are not laid there twice on
        one line of descent: a chapter that goes and comes back a thousand times costs no more
        memory than one that went once.
        """
        self.deletions.append(deletion)
        rope = deletion.rope
        key = (rope.ids[0], deletion.length)
        before = self._known.get(key)
        if (
            before is not None
            and before.rope == rope
            and self.ancestry.holds(deletion.rank, before.rank)
        ):
            return
        self._known[key] = deletion
        self.buried.append(deletion)
        stop = deletion.start + deletion.length
        self.graveyard.add(deletion.held.part(deletion.start, stop))

    def borrow(self, rank: int, parts: Iterable[Origin]) -> None:
        """Remember the commits whose words one takes over that does not hold them itself."""
        for part in parts:
            for _, _, birth in self.births.pieces(part.rope):
                if not self.ancestry.holds(rank, birth):
                    self.borrowed.add(birth)

    def born_apart(self, commit: int, others: Sequence[int]) -> Collection[int]:
        """Return in which commits the tokens were born that one commit may hold and others cannot.

        They are the commits of its own, and those whose words another branch took over.
        """
        ancestry = self.ancestry
        own = ancestry.apart(commit, others)
        borrowed = (b for b in self.borrowed if not any(ancestry.holds(o, b) for o in others))
        return own.union(borrowed)

    def size_of(self, held: Held) -> int:
        """Return the tokens of a slot; counted once for each version of its file."""
        size = self._sizes.get(held.version)
        if size is None:
            size = self._sizes[held.version] = len(held.rope)
        return size

    def settle(self, slot: int, paragraphs: Iterable[str]) -> None:
        """Remember in which slots a long paragraph has ever stood."""
        for paragraph in paragraphs:
            if len(paragraph) >= TRAVEL_TOKENS:
                slots = self.homes.setdefault(paragraph, [])
                if slot not in slots:
                    slots.append(slot)


class Parent:
    """What stood before a commit (by rank), and what the commit took back of what was deleted."""

    __slots__ = ("rank", "standing", "state", "taken")

    def __init__(self, rank: int, state: State) -> None:
        self.rank, self.state = rank, state
        self.standing, self.taken = Standing(state.values()), Taken()


def find_origins(
    memory: Memory,
    parent: Parent,
    edit: SlotEdit,
    paragraphs: tuple[str, ...],
    kept: Sequence[Origin],
) -> list[Origin]:
    """Return the origins of a new version from left to right; `kept` are what alignment found.

    What is left over is a *copy* where its whole paragraph (of eight tokens or more) stands
    somewhere in the parent, or where the file began as a copy; it is *restored* where a passage of
    eight tokens was deleted in the commit's own history, the latest deletion first; and *written*
    otherwise.
    """
    text = "".join(paragraphs)
    origins = [*kept, *_copies(memory, parent.state, paragraphs, kept)]
    if edit.old is None and edit.source is not None:
        origins += _file_copy(parent.state, edit, paragraphs, _sorted(origins))
    origins = _sorted(origins)
    for start, stop in outside(len(text), origins):
        if stop - start >= PASSAGE_TOKENS:
            origins += _restored(memory, parent, text[start:stop], start)
    origins = _sorted(origins)
    for start, stop in outside(len(text), origins):
        rope = memory.births.bear(text[start:stop], parent.rank, edit.slot)
        origins.append(Origin(start, stop - start, "written", rope))
    return _sorted(origins)


def _sorted(origins: Sequence[Origin]) -> list[Origin]:
    return sorted(origins, key=lambda origin: origin.start)


def _copies(
    memory: Memory, parent: State, paragraphs: Sequence[str], kept: Sequence[Origin]
) -> list[Origin]:
    """Return the left-over paragraphs that stand word for word somewhere in the parent."""
    found = []
    at = k = 0
    for paragraph in paragraphs:
        stop = at + len(paragraph)
        while k < len(kept) and kept[k].start + kept[k].length <= at:
            k += 1
        free = k == len(kept) or kept[k].start >= stop
        if free and len(paragraph) >= TRAVEL_TOKENS and paragraph in memory.homes:
            home = _standing(parent, memory.homes[paragraph], paragraph)
            if home is not None:
                held, i = home
                start = held.at[i]
                rope = held.rope.cut(start, start + len(paragraph))
                found.append(Origin(at, len(paragraph), "copied", rope, held, start))
        at = stop
    return found


def _standing(parent: State, slots: Sequence[int], paragraph: str) -> tuple[Held, int] | None:
    """Return where a paragraph stands in a state: the first place in reading order."""
    for slot in sorted(slots):
        held = parent.get(slot)
        if held is not None and paragraph in held.paragraphs:
            return held, held.paragraphs.index(paragraph)
    return None


def _file_copy(
    parent: State, edit: SlotEdit, paragraphs: tuple[str, ...], covered: Sequence[Origin]
) -> list[Origin]:
    """Return what a new file took over from the chapter that it was copied from, reworked or not.

    A source that is no part of the manuscript gives no lineage: its words are born here.
    """
    assert edit.source is not None
    version = (edit.source.blob, edit.source.path)
    held = next((h for h in parent.values() if h.version == version), None)
    if held is None:
        return []
    found = []
    free = outside(sum(map(len, paragraphs)), covered)
    for run in align({0: held.paragraphs}, {0: paragraphs}).runs:
        for start, stop in free:
            a, b = max(start, run.new_start), min(stop, run.new_start + run.length)
            if a < b:
                source = run.old_start + a - run.new_start
                rope = held.rope.cut(source, source + b - a)
                found.append(Origin(a, b - a, "copied", rope, held, source))
    return found


def _restored(memory: Memory, parent: Parent, text: str, base: int) -> list[Origin]:
    """Return the passages of a left-over stretch that were deleted before, with their old ids."""
    deletions, ancestry, taken = memory.buried, memory.ancestry, parent.taken

    def usable(number: int, start: int, length: int) -> int:
        if not ancestry.holds(parent.rank, deletions[number].rank):
            return 0
        return taken.free(number, start, length)

    found: list[Origin] = []
    standing, back = parent.standing, taken.ids
    for at, number, start, length in memory.graveyard.find(text, usable):
        deletion = deletions[number]
        taken.take(number, start, length)
        source, done = deletion.start + start, 0
        rope = deletion.held.rope.cut(source, source + length)
        for kind, own in _by_kind(rope, standing, back):
            place = source + done
            found.append(Origin(base + at + done, len(own), kind, own, deletion.held, place))
            done += len(own)
        for run in rope.runs():
            back.add(run)
    return found


def _by_kind(rope: Rope, standing: Standing, back: Intervals) -> Iterable[tuple[Kind, Rope]]:
    """Yield the parts of a rope that were restored, and those that are copies.

    What stands already, or came back a moment ago, cannot come back: then it is a copy.
    """
    if not any(standing.meets(run) or back.meets(run) for run in rope.runs()):
        yield "restored", rope
        return
    for again, parts in groupby(_apart(rope, standing, back), lambda part: part[1]):
        yield "copied" if again else "restored", rope_of(run for run, _ in parts)


def _apart(rope: Rope, standing: Standing, back: Intervals) -> Iterable[tuple[IdRun, bool]]:
    """Yield the runs of a rope, those apart that stand already or came back just before."""
    for run in rope.runs():
        at = run[0]
        absent = standing.without(run)
        for start, length in [*absent, (run[0] + run[1], 0)]:
            if at < start:
                yield (at, start - at), True
            for first, tokens, again in back.split((start, length)):
                yield (first, tokens), again
            at = start + length
