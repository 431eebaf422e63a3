"""Invented histories, traced as the pipeline traces real ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from invented_history import Story, files, text_of

from drafttime.history import History
from drafttime.history.walk import first_parents, reachable
from drafttime.model import Ledger, Revision, Text
from drafttime.progress import Silent
from drafttime.revision.chains import trace_files
from drafttime.revision.changes import Delta
from drafttime.revision.held import Held, State
from drafttime.revision.judging import Judge
from drafttime.revision.kind_words import Reader
from drafttime.revision.lineage import TokenLineage, trace_lineage
from drafttime.revision.lives import Lives, live
from drafttime.revision.revisions import Rules, measure_revisions, repeated_changes
from drafttime.revision.slot_edits import slot_edits
from drafttime.revision.slots import Slots, assign_slots
from drafttime.stages.ledger import draw_ledger
from drafttime.text.tokens import count_words

NOTHING = Delta()


def passage(seed: int, tokens: int) -> str:
    """Return a line of that many words that stand in no other passage."""
    return "".join(chr(0x4E00 + 100 * seed + k) for k in range(tokens))


def prose(*passages: str) -> str:
    """Put passages one under the other."""
    return "\n".join(passages) + "\n"


def walked(story: Story, *tips: str) -> History:
    """The history of a story in the order in which drafttime itself would walk it."""
    order = reachable(story.commits, tips)
    return History(order, tuple(order), first_parents(story.commits, tips[0]), story.changes)


@dataclass(frozen=True, slots=True)
class Traced:
    """What the engine made of a history, every commit kept as a snapshot."""

    history: History
    slots: Slots
    lineage: TokenLineage
    lives: Lives
    revisions: tuple[Revision, ...]

    def birth(self, token: int) -> str:
        """The commit in which a token was born."""
        return self.history.order[int(self.lives.ranks[token])]

    def state(self, commit: str) -> State:
        return self.lineage.snapshots[commit]

    def held(self, commit: str, path: str) -> Held:
        return next(h for h in self.state(commit).values() if h.version[1] == path)

    def ids(self, commit: str, path: str) -> list[int]:
        """The id of each token of a file, in reading order."""
        found: list[int] = self.lives.of(self.held(commit, path).rope).tolist()
        return found

    def births(self, commit: str, path: str) -> list[list[str]]:
        """The commits in which the tokens of each paragraph of a file were born."""
        held = self.held(commit, path)
        names = [self.birth(token) for token in self.ids(commit, path)]
        paragraphs = (names[a:b] for a, b in zip(held.at, held.at[1:], strict=False))
        return [list(dict.fromkeys(paragraph)) for paragraph in paragraphs]

    def did(self, commit: str) -> tuple[int, int, int, int, int]:
        """Words inserted, deleted, moved, restored and copied by a commit."""
        delta = self.lineage.deltas.get(commit, NOTHING)
        return (
            delta.words_inserted, delta.words_deleted, delta.words_moved,
            delta.words_restored, delta.words_copied,
        )  # fmt: skip

    def standing(self, commit: str) -> Iterator[int]:
        """The id of every token that stands at a commit, once for each time that it stands."""
        for held in self.state(commit).values():
            yield from self.lives.of(held.rope).tolist()

    def ledger(self) -> Ledger:
        twins = repeated_changes(self.history, self.lineage.twins, frozenset(self.history.mainline))
        final = words_of(self.state(self.history.mainline[-1]))
        return draw_ledger(self.lives, self.history.order, twins, self.revisions, final)


def words_of(state: State) -> int:
    return sum(count_words(held.text) for held in state.values())


def trace_story(
    story: Story,
    paths: Sequence[str] = (),
    tips: Sequence[str] = (),
    text_of: Callable[[str, str], Text | None] = text_of,
) -> Traced:
    """Trace a story from its last commit, or from `tips`; the files of the first are the book."""
    tips = tips or [list(story.commits)[-1]]
    history = walked(story, *tips)
    traced = trace_files(history, lambda _: True, lambda _: False, text_of)
    book = files(*(paths or sorted(story.trees[tips[0]])))
    slots = assign_slots(book, traced, lambda _: True, text_of)
    edits = slot_edits(history, traced, slots)
    reader = Reader(lambda tokens: [f"x{ord(char):x}" for char in tokens], ())
    judge = Judge(reader, text_of, lambda rank: edits[history.order[rank]])
    lineage = trace_lineage(
        history, edits, text_of, frozenset(history.order), Silent(), bench=judge
    )
    rules = Rules(lambda c: c.author.name, frozenset(), lambda _: "")
    revisions = measure_revisions(history, edits, slots, text_of, rules, lineage)
    return Traced(history, slots, lineage, live(lineage), revisions)
