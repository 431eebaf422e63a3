"""Invent a history: a graph with forks, merges, criss-crosses and several roots, and what was done.

invented = invent(seed, number)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from invented_histories import Entry, Invented, Made, Path, Tree, chance_of
from invented_texts import Words
from inventing_acts import ACTS, Act, first_tree, tidied
from inventing_desk import Desk

_IDENTITIES = (
    (b"Ada Writer <ada@example.org>", b"", ("Ada Writer", "ada@example.org")),
    (b"Ada Writer <ada@example.org>", b"", ("Ada Writer", "ada@example.org")),
    ("Zoë Ünal <zoë@example.org>".encode(), b"", ("Zoë Ünal", "zoë@example.org")),
    (b"Zo\xeb <zoe@example.org>", b"", ("Zoë", "zoe@example.org")),
    (b"Zo\xeb <zoe@example.org>", b"ISO-8859-1", ("Zoë", "zoe@example.org")),
    (b"<nameless@example.org>", b"", ("", "nameless@example.org")),
    (b"Nobody <>", b"", ("Nobody", "")),
    (b"O\"Brien, 'X'  Y <o b@ example>", b"", ("O\"Brien, 'X' Y", "o b@ example")),
    ("\u202eevil\x1b[31m <x@y>".encode(), b"", ("\u202eevil\x1b[31m", "x@y")),
    (b"N" * 2_000 + b" <n@example.org>", b"", ("N" * 2_000, "n@example.org")),
)
_SUBJECTS = (
    *("Write", "Write on", "Mend the second part", "Ünïcode und Umlaute", "wip"),
    *("=1+1", "<b>bold</b>", "vault backup: 2024", "\x1b[2J \u202e", "x" * 3_000),
)
_ZONES = ((b"+0000", 0), (b"+0200", 120), (b"-0330", -210), (b"+1400", 840), (b"-1130", -690))
_ODD_ZONES = ((b"+9999", 0), (b"-7500", 0), (b"+1500", 0))
_ODD_SECONDS = (0, 1, 2**31 - 1, 2**31, 2**40, 2**63 - 1, 2**63, 2**64 - 1)
_HOMES = ((b"book/", True), (b"book/", False), (b"", False), (b"the book/part one/", True))


def invent(seed: int, number: int) -> Invented:
    """Return the history that belongs to a seed and a number."""
    chance = chance_of(seed, number)
    home, include = chance.choice(_HOMES)
    desk = Desk(chance, Words(chance, unique=chance.random() < 0.8), home)
    graph = _Graph(chance, desk, copies=chance.random() < 0.15)
    for _ in range(chance.randint(2, 18)):
        graph.step()
    final = graph.finish()
    commits = tuple(graph.commits)
    invented = Invented(commits, final, {}, home, include, desk.words.unique)
    return replace(invented, tags=_tags(chance, invented))


def _tags(chance: Random, invented: Invented) -> dict[str, int]:
    """Mark one or two snapshots as drafts, or none."""
    peak = max(map(invented.words, invented.mainline))
    grown = [p for p in invented.mainline if invented.words(p) * 5 > peak]
    marked = sorted(chance.sample(grown, min(len(grown), chance.randint(0, 2))))
    marked.sort(key=invented.mainline.index)
    return {f"draft-{number}": position for number, position in enumerate(marked, 1)}


class _Graph:
    """The commits so far, and the tips of all branches; the first one is the book's."""

    def __init__(self, chance: Random, desk: Desk, *, copies: bool) -> None:
        self.commits: list[Made] = []
        self._chance = chance
        self._desk = desk
        self._acts = [act for act in ACTS if copies or not act.copies]
        self._weights = [act.weight for act in self._acts]
        self._clock = 1_600_000_000 + chance.randrange(10**8)
        self._tips = [self._add((), first_tree(desk), "begin", clean=True)]

    def step(self) -> None:
        """Add one commit somewhere."""
        what, tips = self._chance.random(), self._tips
        if what < 0.12 and len(tips) < 4:
            tips.append(self._write(self._chance.randrange(len(self.commits))))
        elif what < 0.15 and len(tips) < 4:
            tips.append(self._add((), first_tree(self._desk), "begin anew", clean=True))
        elif what < 0.4 and len(tips) > 1:
            self._merge()
        elif what < 0.46:
            self._pick()
        else:
            at = self._chance.randrange(len(tips)) if self._chance.random() < 0.5 else 0
            tips[at] = self._write(tips[at])

    def finish(self) -> int:
        """Leave no file of the book without words at the end; return the final commit."""
        tip = self._tips[0]
        tree = tidied(self._desk, self.commits[tip].tree)
        if tree != self.commits[tip].tree or self._chance.random() < 0.3:
            return self._add((tip,), tree, "tidy", clean=False)
        return tip

    def _write(self, parent: int) -> int:
        act: Act = self._chance.choices(self._acts, self._weights)[0]
        before = self.commits[parent].tree
        past = self.commits[self._chance.randrange(parent + 1)].tree
        tree = act.do(self._desk, dict(before), past)
        return self._add((parent,), tree, act.name, clean=act.clean)

    def _pick(self) -> None:
        """Make a change of one branch again on another, by the same person at the same second."""
        at = self._chance.randrange(len(self._tips))
        parent = self._tips[at]
        before = self.commits[parent].tree
        for position in self._chance.sample(range(len(self.commits)), len(self.commits)):
            made = self.commits[position]
            if len(made.parents) != 1 or made.parents == (parent,):
                continue
            old = self.commits[made.parents[0]].tree
            paths = sorted(p for p in {*old, *made.tree} if old.get(p) != made.tree.get(p))
            if paths and all(before.get(p) == old.get(p) for p in paths):
                tree = {p: e for p, e in before.items() if p not in paths}
                tree |= {p: made.tree[p] for p in paths if p in made.tree}
                again = replace(made, parents=(parent,), tree=tree, act="pick", clean=False)
                self.commits.append(again)
                self._tips[at] = len(self.commits) - 1
                return

    def _merge(self) -> None:
        count = 2 if self._chance.random() < 0.75 else 3
        several = self._chance.sample(range(len(self._tips)), min(count, len(self._tips)))
        ours, *theirs = several
        tree: dict[Path, Entry] = dict(self.commits[self._tips[ours]].tree)
        parents = tuple(self._tips[at] for at in several)
        if len(set(parents)) < len(parents):
            return
        for other in parents[1:]:
            tree = self._united(parents[0], other, tree)
        if self._chance.random() < 0.1:
            tree = ACTS[0].do(self._desk, tree, tree)  # words of the merge's own
        merged = self._add(parents, tree, "merge", clean=False)
        crossed = self._chance.random() < 0.2 and len(parents) == 2
        if crossed:  # the other side merges what ours was: neither is the other's ancestor
            back = self._united(parents[1], parents[0], self.commits[parents[1]].tree)
            self._tips[theirs[0]] = self._add(parents[::-1], back, "merge back", clean=False)
        self._tips[ours] = merged
        gone = set() if crossed or self._chance.random() < 0.4 else {*theirs} - {0}
        self._tips = [tip for at, tip in enumerate(self._tips) if at not in gone]

    def _united(self, ours: int, theirs: int, tree: Tree) -> dict[Path, Entry]:
        """Take over what the other side changed; where both did, one side wins."""
        base = self._base(ours, theirs)
        other = self.commits[theirs].tree
        found = dict(tree)
        for path in sorted({*base, *other}):
            then, new, own = base.get(path), other.get(path), tree.get(path)
            if new in (then, own) or (own != then and self._chance.random() < 0.5):
                continue
            if new is not None:
                found[path] = new
            elif path not in self._desk.anchors:
                found.pop(path, None)
        return found

    def _base(self, ours: int, theirs: int) -> Tree:
        common = self._before(ours) & self._before(theirs)
        return self.commits[max(common)].tree if common else {}

    def _before(self, position: int) -> set[int]:
        seen, ahead = set(), [position]
        while ahead:
            at = ahead.pop()
            if at not in seen:
                seen.add(at)
                ahead += self.commits[at].parents
        return seen

    def _add(self, parents: Sequence[int], tree: Tree, act: str, *, clean: bool) -> int:
        chance = self._chance
        identity, encoding, (name, email) = chance.choice(_IDENTITIES)
        self._clock += int(chance.expovariate(1 / 20_000)) + 1
        seconds = self._clock - (chance.randrange(10**6) if chance.random() < 0.08 else 0)
        if chance.random() < 0.05:
            seconds = chance.choice(_ODD_SECONDS)
        zone, offset = chance.choice(_ODD_ZONES if chance.random() < 0.05 else _ZONES)
        subject = chance.choice(_SUBJECTS)
        message = subject.encode("latin-1" if encoding else "utf-8", "replace")
        if encoding:
            subject = message.decode("latin-1")
        message += chance.choice([b"", b"\n", b"\n\nWhat was done, and why.\n"])
        self.commits.append(
            Made(
                parents=tuple(parents),
                tree=dict(tree),
                identity=identity,
                stamp=b"%d %s" % (seconds, zone),
                message=message,
                encoding=encoding,
                told=(name, email, subject, seconds if seconds < 2**63 else None, offset),
                act=act,
                clean=clean,
            )
        )
        return len(self.commits) - 1
