"""Judge a revision: every change in it by its kind, counted by slot and chapter."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from drafttime.model import Kind, KindCount, SourceSort, Text
from drafttime.revision.alignment import uncovered
from drafttime.revision.hunks import Hunk, Stretch, find_hunks, joined, moved_breaks
from drafttime.revision.kind_words import Reader, Seen
from drafttime.revision.kinds import RUN_TOKENS, surface_kind
from drafttime.revision.pairing import offsets
from drafttime.revision.renamings import find_renamings
from drafttime.revision.sightings import Sighting, Sightings
from drafttime.revision.slot_edits import CommitEdits, Version
from drafttime.revision.source_marks import changed_marks
from drafttime.revision.verdicts import Place, Revised, Verdict
from drafttime.text.tokens import count_words

_NO_CHAPTER = ""
_BEHIND = 2


@dataclass(slots=True)
class Judge:
    """Judges revisions one after the other, and remembers the most telling changes it saw.

    `edits_of` tells what the commit of a rank did to which contents; `titles` are those of the
    chapters of a book that is one file: changes are told apart by the heading under which they
    stood. Cost: the size of the change, and the paragraphs of its files.
    """

    reader: Reader
    text_of: Callable[[str, str], Text | None]
    edits_of: Callable[[int], CommitEdits]
    titles: frozenset[str] = frozenset()
    sightings: Sightings = field(default_factory=Sightings)
    _verdicts: dict[int, Verdict] = field(default_factory=dict)

    def hear(self, revised: Revised) -> None:
        """Judge a revision."""
        self._verdicts[revised.rank] = self.judge(revised)

    def judge(self, revised: Revised) -> Verdict:
        """Return the verdict on one revision."""
        return _Case(self, revised).verdict()

    def verdicts(self) -> Mapping[int, Verdict]:
        """Return the verdict on every revision that was heard, by rank."""
        return self._verdicts


class _Case:
    """One revision before the judge."""

    def __init__(self, judge: Judge, revised: Revised) -> None:
        self._reader, self._sightings = judge.reader, judge.sightings
        self._titles, self._revised = judge.titles, revised
        edits = judge.edits_of(revised.rank).edits
        self._versions: tuple[dict[int, Version], dict[int, Version]] = (
            {edit.slot: edit.old for edit in edits if edit.old},
            {edit.slot: edit.new for edit in edits if edit.new},
        )
        old, new = self._versions
        self._read: tuple[dict[int, Text | None], dict[int, Text | None]] = (
            {slot: judge.text_of(*version) for slot, version in old.items()},
            {slot: judge.text_of(*version) for slot, version in new.items()},
        )
        sides = [
            {slot: text.paragraphs for slot, name in names if (text := judge.text_of(*name))}
            for names in revised.names
        ]
        self._at, self._texts = (
            [{slot: offsets(paragraphs) for slot, paragraphs in side.items()} for side in sides],
            [{slot: "".join(paragraphs) for slot, paragraphs in side.items()} for side in sides],
        )
        self._kinds: dict[Place, dict[Kind, KindCount]] = {}
        self._sources: Counter[SourceSort] = Counter()
        self._rewritten = 0

    def verdict(self) -> Verdict:
        revised = self._revised
        runs = [
            (r.old_slot, r.old_start, r.new_slot, r.new_start, r.length)
            for r in revised.alignment.runs
        ]
        written = joined(revised.arrived.get("written", ()))
        hunks = find_hunks(self._gone(), written, runs, *self._at)
        hunks = self._renamed(self._same_letters(hunks))
        for hunk in hunks:
            self._hunk(hunk)
        for back in joined(revised.arrived.get("restored", ())):
            self._count("restored", Hunk(None, back))
        for copy in joined(revised.arrived.get("copied", ())):
            self._count("copied", Hunk(None, copy))
        self._moved()
        split, merged = moved_breaks(runs, *self._at)
        for slot, start in split:
            self._count("split", Hunk(None, (slot, start, start)))
        for slot, start in merged:
            self._count("merged", Hunk(None, (slot, start, start)))
        self._marks()
        return Verdict(self._kinds, self._rewritten, self._sources)

    def _gone(self) -> list[Stretch]:
        sizes = {slot: len(text) for slot, text in self._texts[0].items()}
        runs = self._revised.alignment.runs
        return uncovered(sizes, ((r.old_slot, r.old_start, r.length) for r in runs))

    def _tokens(self, side: int, stretch: Stretch | None) -> str:
        if stretch is None:
            return ""
        slot, start, stop = stretch
        return self._texts[side][slot][start:stop]

    def _same_letters(self, hunks: Sequence[Hunk]) -> list[Hunk]:
        """Let whole paragraphs face each other that differ in case and punctuation only.

        They stand in the same place, and are not the same altogether: a short paragraph that went
        elsewhere was cut and written, as everywhere.
        """
        gone: dict[object, list[int]] = {}
        for place, hunk in enumerate(hunks):
            if hunk.whole and hunk.old is not None:
                gone.setdefault((hunk.behind, self._letters(0, hunk.old)), []).append(place)
        facing: dict[int, int] = {}
        for place, hunk in enumerate(hunks):
            if gone and hunk.whole and hunk.new is not None:
                alike = gone.get((hunk.behind, self._letters(1, hunk.new)))
                if alike and self._tokens(0, hunks[alike[0]].old) != self._tokens(1, hunk.new):
                    facing[place] = alike.pop(0)
        taken = {*facing.values()}
        return [
            Hunk(hunks[facing[place]].old, hunk.new) if place in facing else hunk
            for place, hunk in enumerate(hunks)
            if place not in taken
        ]

    def _letters(self, side: int, stretch: Stretch) -> str:
        return "".join(seen.folded for seen in self._reader.see(self._tokens(side, stretch)))

    def _renamed(self, hunks: Sequence[Hunk]) -> list[Hunk]:
        """Count names that were changed throughout, and return the other hunks."""
        facing = [hunk for hunk in hunks if hunk.old is not None and hunk.new is not None]
        pairs = [(self._tokens(0, hunk.old), self._tokens(1, hunk.new)) for hunk in facing]
        done: set[int] = set()
        for places in find_renamings(self._reader, pairs, self._texts[1].values()):
            for place in places:
                hunk = facing[place]
                self._count("renaming", hunk, acts=int(place == places[0]), seen=False)
                self._rewritten += min(map(count_words, pairs[place]))
            forms = Counter(pairs[place] for place in places)
            usual = max(places, key=lambda place: forms[pairs[place]])
            self._see("renaming", facing[usual], len(places), times=len(places))
            done.update(id(facing[place]) for place in places)
        return [hunk for hunk in hunks if id(hunk) not in done]

    def _hunk(self, hunk: Hunk) -> None:
        old, new = self._tokens(0, hunk.old), self._tokens(1, hunk.new)
        gone, came = count_words(old), count_words(new)
        self._rewritten += min(gone, came)
        if not hunk.whole:
            reader = self._reader
            kind = surface_kind(reader, reader.see(old), reader.see(new), self._around(hunk))
            if kind is not None:
                self._count(kind, hunk)
                return
        sort = self._source(hunk)
        if sort is not None:
            self._sources[sort] += 1
            self._count("sources", hunk)
            return
        more: Kind = "new" if len(new) > len(old) else "cut"
        facing = min(len(old), len(new))
        if abs(len(new) - len(old)) < RUN_TOKENS and not hunk.whole:
            self._count("rewording", hunk)
        elif not facing:
            self._count(more, hunk)
        else:
            alike = 2 * facing >= max(len(old), len(new))
            self._count("rewording", hunk, size=(2 * min(gone, came), 2 * facing), seen=alike)
            self._count(more, hunk, size=(abs(came - gone), abs(len(new) - len(old))), seen=False)

    def _around(self, hunk: Hunk) -> tuple[list[Seen], list[Seen]]:
        """Return the tokens before and behind a hunk, as far as its paragraph reaches."""
        side, stretch = (1, hunk.new) if hunk.new is not None else (0, hunk.old)
        assert stretch is not None
        slot, start, stop = stretch
        at = self._at[side][slot]
        k = bisect_right(at, start) - 1
        before = (slot, max(at[k], start - 1), start)
        behind = (slot, stop, min(at[k + 1], stop + _BEHIND))
        see = self._reader.see
        return see(self._tokens(side, before)), see(self._tokens(side, behind))

    def _source(self, hunk: Hunk) -> SourceSort | None:
        """Return the sort of source that a hunk lies in, on either side."""
        for side, stretch in ((1, hunk.new), (0, hunk.old)):
            if stretch is not None:
                text = self._read[side].get(stretch[0])
                if text is not None and text.sources:
                    found = text.sources.get(
                        bisect_right(self._at[side][stretch[0]], stretch[1]) - 1
                    )
                    if found is not None:
                        return found
        return None

    def _moved(self) -> None:
        for run in self._revised.alignment.moved():
            stretch = (run.new_slot, run.new_start, run.new_start + run.length)
            self._count("moved", Hunk(None, stretch))

    def _marks(self) -> None:
        for slot in self._read[0].keys() | self._read[1].keys():
            changed = changed_marks(self._read[0].get(slot), self._read[1].get(slot))
            if changed:
                self._sources.update(changed)
                own = self._kinds.setdefault((slot, _NO_CHAPTER), {})
                acts = KindCount(acts=sum(changed.values()))
                own["sources"] = own.get("sources", KindCount()) + acts

    def _count(
        self,
        kind: Kind,
        hunk: Hunk,
        *,
        acts: int = 1,
        size: tuple[int, int] | None = None,
        seen: bool = True,
    ) -> None:
        """Count a hunk; `size` are its words and tokens where it is shared between two kinds."""
        if size is None:
            tokens = self._tokens(0, hunk.old) + self._tokens(1, hunk.new)
            size = count_words(tokens), len(tokens)
        own = self._kinds.setdefault(self._place(hunk), {})
        own[kind] = own.get(kind, KindCount()) + KindCount(acts, *size)
        if seen and size[1]:
            self._see(kind, hunk, size[1])

    def _see(self, kind: Kind, hunk: Hunk, size: int, times: int = 1) -> None:
        if self._sightings.wants(kind, size):
            old, new = (
                (versions[stretch[0]], *stretch[1:]) if stretch is not None else None
                for versions, stretch in zip(self._versions, (hunk.old, hunk.new), strict=True)
            )
            place = self._place(hunk)
            self._sightings.add(
                Sighting(kind, self._revised.rank, place[0], place[1], old, new, size, times)
            )

    def _place(self, hunk: Hunk) -> Place:
        side, stretch = (1, hunk.new) if hunk.new is not None else (0, hunk.old)
        assert stretch is not None
        slot, start, _ = stretch
        text = self._read[side].get(slot) if self._titles else None
        if text is None:
            return slot, _NO_CHAPTER
        paragraph = bisect_right(self._at[side][slot], start) - 1
        before = (h.title for h in reversed(text.headings) if h.paragraph <= paragraph)
        return slot, next((title for title in before if title in self._titles), _NO_CHAPTER)
