"""Run the engine on a told history, and count what it got right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lineage_oracle import Told
from model_book import Token
from model_desk import Deed
from traced_story import Traced, trace_story

from drafttime.model import Text
from drafttime.text.tokens import count_words

Ids = list[int]


def text_of(blob: str, path: str) -> Text | None:
    """Read a blob that is its own text, one paragraph a line, one token a character."""
    paragraphs = tuple(line for line in blob.split("\n") if line)
    return Text(paragraphs, sum(map(count_words, paragraphs)))


@dataclass(frozen=True, slots=True)
class Run:
    """A told history and what the engine made of it."""

    told: Told
    traced: Traced

    def placed(self, commit: str) -> Iterator[tuple[Token, int]]:
        """Every token that stands at a commit: as its writer knows it, and its id."""
        held = {h.version[1]: h for h in self.traced.state(commit).values()}
        for file in self.told.books[commit].values():
            if file.path in held:
                ids = self.traced.lives.of(held[file.path].rope).tolist()
                yield from zip(file.tokens, ids, strict=True)

    def hides(self) -> bool:
        """Whether a file of some commit is no part of the manuscript (it repeated another)."""
        return any(
            len(self.traced.state(commit)) != len(self.told.books[commit])
            for commit in self.traced.history.order
        )


def run(told: Told) -> Run:
    """Trace the lineage of a told history."""
    return Run(told, trace_story(told.story, text_of=text_of))


@dataclass(slots=True)
class Score:
    """Tokens by what was done to them: how many, and how many are labelled rightly."""

    all: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str, Token]] = field(default_factory=list)

    def add(self, kind: str, commit: str, token: Token, *, right: bool) -> None:
        self.all[kind] += 1
        self.right[kind] += right
        if not right:
            self.wrong.append((kind, commit, token))

    def share(self, *kinds: str) -> float:
        """The share of tokens of these kinds that were labelled rightly, 1 where there are none."""
        total = sum(self.all[kind] for kind in kinds)
        return sum(self.right[kind] for kind in kinds) / total if total else 1.0


MOVED = (
    "moved paragraph", "moved sentence", "swapped chapter", "split file", "joined file",
    "renamed file", "split paragraph", "joined paragraph",
)  # fmt: skip
CUT = ("cut paragraph", "cut sentence", "cut by revert")
RESTORED = ("restored paragraph", "restored sentence", "back by revert")
COPIED = ("copied paragraph",)


def judge(found: Run, score: Score) -> None:
    """Judge every token that some commit did something to."""
    told = found.told
    for commit in found.traced.history.order:
        parents = told.story.commits[commit].parents
        if len(parents) > 1:
            for token, name in found.placed(commit):
                score.add("standing after a merge", commit, token,
                          right=found.traced.birth(name) == token.birth)  # fmt: skip
            continue
        before = _by_token(found, parents[0]) if parents else {}
        after = _by_token(found, commit)
        standing = {name for names in after.values() for name in names}
        for deed in told.deeds[commit]:
            for token in deed.tokens:
                right = _right(found, deed, token, before, after, standing)
                if right is not None:
                    score.add(deed.kind, commit, token, right=right)


def _by_token(found: Run, commit: str) -> Mapping[Token, Ids]:
    places: dict[Token, Ids] = {}
    for token, name in found.placed(commit):
        places.setdefault(token, []).append(name)
    return places


def _right(
    found: Run,
    deed: Deed,
    token: Token,
    before: Mapping[Token, Ids],
    after: Mapping[Token, Ids],
    standing: set[int],
) -> bool | None:
    """Say whether a token has the label that it must have; None where nothing is asked of it."""
    was, now = before.get(token, []), after.get(token, [])
    if deed.kind in MOVED:
        return bool(now) and set(now) == set(was)
    if deed.kind in CUT:
        return None if now else standing.isdisjoint(was)
    if deed.kind in RESTORED:
        return bool(now) and all(found.traced.birth(name) == token.birth for name in now)
    if deed.kind in COPIED:
        return bool(was) and set(now) == set(was)
    if deed.kind in ("typed", "reworded", "resolved"):
        if not now:
            return None
        return all(found.traced.birth(name) == token.birth for name in now)
    assert deed.kind == "replaced" or deed.kind.endswith("too short"), deed.kind
    return None
