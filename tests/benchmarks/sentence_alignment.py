"""Print how well sentences are linked between drafts, beside what annotators said.

    python tests/benchmarks/sentence_alignment.py [FILE] [--errors]

FILE is the development half of ArgRewrite V2 (Kashefi et al.): 86 pairs of drafts of 43 essays, one
pair a line (default: `truth/argrewrite-dev.jsonl` beside the project, or in DRAFTTIME_TRUTH).

A *gold pair* is every (index, index) that `aligned_to` names; a sentence without one was added or
deleted. A *predicted pair* is every link that `sentence_links` makes of the token runs of `align`.
Both are compared as sets, summed over all pairs of drafts (micro-average):

    precision = right / predicted    recall = right / gold    F1 = 2 · right / (predicted + gold)

*All* counts every pair. *Changed* counts those, gold or predicted, whose two sentences are not the
same string, so that the many sentences nobody touched cannot carry the figure.

The data hold no paragraph breaks, so alignment is given the essays in three shapes: each sentence a
paragraph, paragraphs of five sentences, and the whole essay one paragraph. The spread is that of
1,000 draws of 43 essays with replacement: the middle 80 %.

The exit code is 1 if F1 of all or of changed pairs is below its target in the first or last shape.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafttime.revision.alignment import align
from drafttime.revision.sentences import Link, sentence_links
from drafttime.text.decoding import normalise
from drafttime.text.tokens import Vocabulary

TARGET_ALL = 0.97
TARGET_CHANGED = 0.94
SHAPES = {"each sentence a paragraph": 1, "paragraphs of five": 5, "one paragraph": 10_000}
BOUND = ("each sentence a paragraph", "one paragraph")
DRAWS = 1_000


@dataclass(frozen=True)
class Score:
    """Pairs that are right, predicted and gold."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right, self.predicted + other.predicted, self.gold + other.gold
        )

    @property
    def f1(self) -> float:
        total = self.predicted + self.gold
        return 2 * self.right / total if total else 1.0

    def row(self) -> str:
        precision = self.right / self.predicted if self.predicted else 1.0
        recall = self.right / self.gold if self.gold else 1.0
        return f"{self.gold:6,}{self.predicted:7,}{precision:8.4f}{recall:8.4f}{self.f1:8.4f}"


@dataclass(frozen=True)
class Drafts:
    """Two drafts of an essay, the gold pairs and the predicted ones."""

    essay: int
    drafts: str
    annotator: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    gold: frozenset[Link]
    predicted: frozenset[Link]

    def score(self, *, changed: bool) -> Score:
        def wanted(links: Iterable[Link]) -> set[Link]:
            return {(i, j) for i, j in links if not changed or self.old[i] != self.new[j]}

        gold, predicted = wanted(self.gold), wanted(self.predicted)
        return Score(len(gold & predicted), len(predicted), len(gold))


def gold_pairs(row: dict[str, Any]) -> frozenset[Link]:
    """Return the pairs by position; both sides of the file name the same ones."""
    old_at = {sentence["index"]: k for k, sentence in enumerate(row["old"])}
    new_at = {sentence["index"]: k for k, sentence in enumerate(row["new"])}

    def named(side: str) -> Iterable[tuple[int, int]]:
        for sentence in row[side]:
            for other in sentence["aligned_to"].split(","):
                if other.strip().isdigit():  # not ADD or DELETE
                    yield sentence["index"], int(other)

    pairs = frozenset((old_at[i], new_at[j]) for i, j in named("old"))
    assert pairs == frozenset((old_at[i], new_at[j]) for j, i in named("new"))
    return pairs


def predicted_pairs(old: Sequence[str], new: Sequence[str], together: int) -> frozenset[Link]:
    """Align two drafts as paragraphs of so many sentences, and link the sentences."""

    def paragraphs(sentences: Sequence[str]) -> tuple[str, ...]:
        starts = range(0, len(sentences), together)
        return tuple("".join(sentences[start : start + together]) for start in starts)

    aligned = align({0: paragraphs(old)}, {0: paragraphs(new)})
    runs = [(run.old_start, run.new_start, run.length) for run in aligned.runs]
    return frozenset(sentence_links(old, new, runs))


def read(file: Path, together: int) -> list[Drafts]:
    vocabulary = Vocabulary()
    found = []
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        old, new = (tuple(each["sentence"] for each in row[side]) for side in ("old", "new"))
        old_tokens, new_tokens = (
            [vocabulary.encode(normalise(sentence)) for sentence in side] for side in (old, new)
        )
        links = predicted_pairs(old_tokens, new_tokens, together)
        found.append(
            Drafts(row["essay"], row["drafts"], row["annotator"], old, new, gold_pairs(row), links)
        )
    return found


def total(pairs: Iterable[Drafts], *, changed: bool) -> Score:
    return sum((each.score(changed=changed) for each in pairs), Score())


def spread(pairs: Sequence[Drafts], *, changed: bool) -> tuple[float, float]:
    """Return the 10th and the 90th of a hundred F1 over essays drawn with replacement."""
    essays: dict[int, Score] = {}
    for each in pairs:
        essays[each.essay] = essays.get(each.essay, Score()) + each.score(changed=changed)
    chance = random.Random(1)
    scores = list(essays.values())
    drawn = sorted(sum(chance.choices(scores, k=len(scores)), Score()).f1 for _ in range(DRAWS))
    return drawn[DRAWS // 10], drawn[DRAWS * 9 // 10]


def print_parts(pairs: Sequence[Drafts]) -> None:
    """Print the same by drafts and by annotator."""
    keys: dict[str, Callable[[Drafts], str]] = {
        "drafts": lambda each: "to".join(each.drafts),
        "annotator": lambda each: each.annotator,
    }
    for name, key in keys.items():
        for value in sorted(set(map(key, pairs))):
            part = [each for each in pairs if key(each) == value]
            for changed in (False, True):
                label = f"  {name} {value} ({len(part)} pairs)"
                print(f"{label:34}{_kind(changed)}{total(part, changed=changed).row()}")


def print_errors(pairs: Iterable[Drafts]) -> None:
    """Print every pair that was missed or made up, and count how many the gold gives partners."""
    kinds: Counter[str] = Counter()
    for each in pairs:
        for i, j in sorted(each.gold ^ each.predicted):
            kind = "missed" if (i, j) in each.gold else "made up"
            kinds[kind] += 1
            if kind == "made up":
                partners = any(i == a or j == b for a, b in each.gold)
                kinds["made up, where the gold has another partner"] += partners
            print(f"\n{kind}: essay {each.essay}, drafts {each.drafts}, {i + 1} and {j + 1}")
            print(f"  - {each.old[i]}\n  + {each.new[j]}")
    print("".join(f"\n{kind}: {count}" for kind, count in sorted(kinds.items())))


def _kind(changed: bool) -> str:
    return f"{'changed' if changed else 'all':9}"


def main() -> int:
    beside = Path(__file__).resolve().parents[3] / "shared" / "truth"
    folder = Path(os.environ.get("DRAFTTIME_TRUTH", beside))
    parser = argparse.ArgumentParser(description="sentence alignment beside ArgRewrite")
    parser.add_argument("file", nargs="?", type=Path, default=folder / "argrewrite-dev.jsonl")
    parser.add_argument("--errors", action="store_true", help="print every pair that is wrong")
    asked = parser.parse_args()
    if not asked.file.is_file():
        print(f"{asked.file} is not here; give the file as an argument")
        return 0
    good = True
    print(f"{'':34}{'pairs':9}{'gold':>6}{'ours':>7}{'prec.':>8}{'recall':>8}{'F1':>8}")
    for name, together in SHAPES.items():
        pairs = read(asked.file, together)
        for changed, target in ((False, TARGET_ALL), (True, TARGET_CHANGED)):
            score = total(pairs, changed=changed)
            low, high = spread(pairs, changed=changed)
            note = f"   {low:.4f} to {high:.4f}"
            if name in BOUND:
                note += f", target {target}"
                good = good and score.f1 >= target
            print(f"{name:34}{_kind(changed)}{score.row()}{note}")
        if name in BOUND:
            print_parts(pairs)
    if asked.errors:
        print_errors(read(asked.file, SHAPES[BOUND[0]]))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
