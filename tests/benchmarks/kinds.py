"""Print how well the rules for kinds of revision tell surface from content, beside annotators.

    python tests/benchmarks/kinds.py [FILE] [--errors] [--each]

FILE is labelled data in the form of the development half of ArgRewrite V2 (Kashefi et al.): pairs
of drafts, one pair a line, each a list of sentences with `aligned_to`, `identical` and `purposes`
(default: `truth/argrewrite-dev.jsonl` beside the project, or in DRAFTTIME_TRUTH). No rule was
fitted to single sentences of it; the constants of the rules are those of the product.

A *revision* is a sentence of the new draft that is not identical and bears a purpose, with the old
sentences that it is aligned to (and their other partners, where one sentence became several), or a
sentence of the old draft that was deleted. It is *surface* if all its purposes are
Word-Usage/Clarity, Conventions/Grammar/Spelling or Organization, else *content*.

* The area under the curve of `surface_score`: how often a surface revision ranks before a content
  one. Sentences that were added or deleted have the score 0.
* The precision of the surface rules: of the revisions in which every hunk is of a surface kind, how
  many the annotators call surface; and the same for every kind of rule.

The spread is that of 1,000 draws of the essays with replacement: the middle 80 %. The exit code is
1 if the area is below 0.95 or the precision below 0.97.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafttime.model import SURFACE
from drafttime.revision.distance import matches
from drafttime.revision.hunks import find_hunks
from drafttime.revision.kind_words import Reader
from drafttime.revision.kinds import surface_kind
from drafttime.revision.surface import surface_score
from drafttime.text.decoding import normalise
from drafttime.text.function_words import words_of
from drafttime.text.tokens import Vocabulary

TARGET_AREA, TARGET_PRECISION = 0.95, 0.97
SURFACE_PURPOSES = {"Word-Usage/Clarity", "Conventions/Grammar/Spelling", "Organization"}
DRAWS = 1_000


@dataclass(frozen=True)
class Judged:
    """One revision: what annotators say of it, its score, and the kinds of its hunks."""

    essay: str
    old: str
    new: str
    purposes: tuple[str, ...]
    surface: bool
    score: float
    kinds: tuple[str, ...]


def revisions(row: dict[str, Any]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield (old sentences, new sentences, purposes), one for every revision."""
    sides = {"old": {s["index"]: s for s in row["old"]}, "new": {s["index"]: s for s in row["new"]}}
    for olds, news in groups(sides):
        before = " ".join(sides["old"][k]["sentence"] for k in sorted(olds))
        after = " ".join(sides["new"][k]["sentence"] for k in sorted(news))
        named = [sides["new"][k] for k in news] or [sides["old"][k] for k in olds]
        for sentence in named:
            purposes = [p.strip() for entry in sentence["purposes"] for p in entry.split(",")]
            if not sentence["identical"] and purposes:
                yield before, after, tuple(purposes)


def groups(sides: dict[str, dict[int, Any]]) -> Iterator[tuple[set[int], set[int]]]:
    """Yield the sentences that hang together: one to one, one to several, or alone."""
    partners: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
    for side, other in (("old", "new"), ("new", "old")):
        for k, sentence in sides[side].items():
            partners[side, k].add((side, k))
            for name in sentence["aligned_to"].split(","):
                if name.strip().isdigit():
                    partners[side, k].add((other, int(name)))
                    partners[other, int(name)].add((side, k))
    seen: set[tuple[str, int]] = set()
    for start in sorted(partners):
        if start in seen:
            continue
        ahead, group = [start], {start}
        while ahead:
            for one in partners[ahead.pop()] - group:
                group.add(one)
                ahead.append(one)
        seen |= group
        yield ({k for s, k in group if s == "old"}, {k for s, k in group if s == "new"})


def kinds_of(reader: Reader, old: str, new: str) -> tuple[str, ...]:
    """Return the kind of every hunk between two sentences, "other" where it is no surface kind."""
    if not old or not new:
        return ("whole",)
    runs = [(0, a, 0, b, n) for a, b, n in matches(old, new)]
    gone = list(_between(((a, n) for _, a, _, _, n in runs), len(old)))
    came = list(_between(((b, n) for _, _, _, b, n in runs), len(new)))
    found = []
    for hunk in find_hunks(gone, came, runs, {0: (0, len(old))}, {0: (0, len(new))}):
        before = old[hunk.old[1] : hunk.old[2]] if hunk.old else ""
        after = new[hunk.new[1] : hunk.new[2]] if hunk.new else ""
        text, (_, start, stop) = (new, hunk.new) if hunk.new else (old, hunk.old)
        see = reader.see
        around = see(text[max(0, start - 1) : start]), see(text[stop : stop + 2])
        found.append(surface_kind(reader, see(before), see(after), around) or "other")
    return tuple(found)


def _between(runs: Iterable[tuple[int, int]], size: int) -> Iterator[tuple[int, int, int]]:
    at = 0
    for start, length in [*runs, (size, 0)]:
        if at < start:
            yield 0, at, start
        at = start + length


def judge(path: Path) -> list[Judged]:
    vocabulary = Vocabulary()
    reader = Reader(vocabulary.decode, words_of("en"))
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for before, after, purposes in revisions(row):
            old, new = (vocabulary.encode(normalise(text)) for text in (before, after))
            found.append(
                Judged(
                    essay=str(row["essay"]),
                    old=before,
                    new=after,
                    purposes=purposes,
                    surface=set(purposes) <= SURFACE_PURPOSES,
                    score=surface_score(reader, old, new),
                    kinds=kinds_of(reader, old, new),
                )
            )
    return found


def area(judged: Sequence[Judged]) -> float:
    """Return the area under the curve: ties count half."""
    ranked = sorted(judged, key=lambda one: one.score)
    positives = sum(one.surface for one in ranked)
    total, place = 0.0, 0
    while place < len(ranked):
        stop = place
        while stop < len(ranked) and ranked[stop].score == ranked[place].score:
            stop += 1
        total += (place + 1 + stop) / 2 * sum(one.surface for one in ranked[place:stop])
        place = stop
    negatives = len(ranked) - positives
    return (total - positives * (positives + 1) / 2) / (positives * negatives)


def by_surface_rules(judged: Iterable[Judged], kinds: Iterable[str]) -> list[Judged]:
    """Return the revisions in which every hunk is of one of these kinds."""
    wanted = set(kinds)
    return [one for one in judged if one.kinds and set(one.kinds) <= wanted]


def precision(judged: Sequence[Judged]) -> float:
    return sum(one.surface for one in judged) / len(judged) if judged else 1.0


def spread(judged: Sequence[Judged]) -> tuple[float, float]:
    own: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        own[one.essay].append(one)
    draw, essays = random.Random(1), sorted(own)
    areas = sorted(
        area([one for essay in draw.choices(essays, k=len(essays)) for one in own[essay]])
        for _ in range(DRAWS)
    )
    return areas[DRAWS // 10], areas[-DRAWS // 10]


def main() -> int:
    truth = Path(os.environ.get("DRAFTTIME_TRUTH", Path(__file__).parents[3] / "shared/truth"))
    parser = argparse.ArgumentParser(description="Kinds of revision beside annotators.")
    parser.add_argument("file", nargs="?", type=Path, default=truth / "argrewrite-dev.jsonl")
    parser.add_argument("--errors", action="store_true", help="print what the rules get wrong")
    parser.add_argument("--each", action="store_true", help="print every revision as JSON instead")
    options = parser.parse_args()
    judged = judge(options.file)
    if options.each:
        for one in judged:
            print(json.dumps(one.__dict__, ensure_ascii=False))
        return 0
    paired = [one for one in judged if one.old and one.new]
    surface = by_surface_rules(judged, SURFACE)
    low, high = spread(judged)
    print(f"revisions {len(judged):,}, surface {sum(one.surface for one in judged):,}")
    print(f"area under the curve  {area(judged):.4f}  ({low:.3f}–{high:.3f})")
    print(f"  paired sentences    {area(paired):.4f}  ({len(paired):,})")
    print(f"surface rules         {precision(surface):.4f}  "
          f"({sum(one.surface for one in surface)} of {len(surface)} right)")  # fmt: skip
    for kind in (*sorted(SURFACE), "split", "merged"):
        own = by_surface_rules(judged, [kind])
        print(f"  {kind:20}{precision(own):.4f}  "
              f"({sum(one.surface for one in own)} of {len(own)})")  # fmt: skip
    with_breaks = by_surface_rules(judged, [*SURFACE, "split", "merged"])
    print(f"  with split, merged  {precision(with_breaks):.4f}  ({len(with_breaks)})")
    print("purposes of what the surface rules take:",
          Counter(p for one in surface for p in one.purposes).most_common())  # fmt: skip
    if options.errors:
        for one in surface:
            if not one.surface:
                print(f"\n{one.purposes} {one.kinds}\n- {one.old}\n+ {one.new}")
    return int(area(judged) < TARGET_AREA or precision(surface) < TARGET_PRECISION)


if __name__ == "__main__":
    sys.exit(main())
