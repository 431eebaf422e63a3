"""Walk the commits that the tips lead to, and put them into an order that always is the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from drafttime.errors import RefusedError
from drafttime.history.commits import parse_commit
from drafttime.history.objects import Conversation, Found, Objects
from drafttime.model import Change, Commit
from drafttime.progress import Progress

COMMIT_BYTES = 16 << 20
"""A commit with a longer message is not read."""

MOST_PARENTS = 256
"""A merge of more branches is refused: the work goes with the parents times the files."""


@dataclass(frozen=True, slots=True)
class History:
    """The commits that the tips lead to.

    `order` is topological, oldest first: every commit comes after its parents, and what a merge
    brings in comes after the history of its first parent (a depth-first walk from the tips, in
    their order, that visits parents in theirs). `mainline` is the first-parent chain of the first
    tip, oldest first. `changes` has, for each commit, one tuple for each of its parents, in their
    order; a commit without parents has one, against nothing.

    Parents that are missing, or cut off in a shallow clone, are taken out of `Commit.parents`, so
    that every parent of a commit is in `commits`; a notice names the missing ones.
    """

    commits: Mapping[str, Commit]
    order: tuple[str, ...]
    mainline: tuple[str, ...]
    changes: Mapping[str, tuple[tuple[Change, ...], ...]]


def read_commits(
    objects: Objects,
    tips: Iterable[str],
    shallow: frozenset[str],
    known: dict[str, Commit],
    progress: Progress,
) -> None:
    """Add all commits that `tips` lead to to `known`, which tells what was read before.

    What is missing or damaged is noted and left out. One request per commit, up to a hundred under
    way: about 30 µs a commit.
    """
    asked = set(known)
    talk = Conversation(objects, (), COMMIT_BYTES)

    def ask(names: Iterable[str]) -> None:
        for name in names:
            if name not in asked:
                asked.add(name)
                talk.ask(name)

    ask(tips)
    for before in known.values():
        ask(before.parents)
    for found in talk.answers():
        commit = _commit(objects, found, shallow)
        if commit is not None:
            known[found.id] = commit
            ask(commit.parents)
            progress.advance()


def read_one(
    objects: Objects, name: str, shallow: frozenset[str], known: dict[str, Commit]
) -> None:
    """Add one commit to `known`, without those before it."""
    commit = _commit(objects, objects.read(name, COMMIT_BYTES), shallow)
    if commit is not None:
        known[name] = commit


def _commit(objects: Objects, found: Found, shallow: frozenset[str]) -> Commit | None:
    notes = objects.notes
    if found.problem == "missing":
        notes.add("missing-commits", found.id)
    elif found.problem == "large":
        notes.add("large-commits", found.id)
    elif found.data is None or found.kind != "commit":
        notes.add("damaged-objects", found.id)
    else:
        parsed = parse_commit(found.id, found.data)
        if len(parsed.commit.parents) > MOST_PARENTS:
            raise _too_many_parents(parsed.commit)
        if parsed.odd_offset:
            notes.add("odd-offsets", found.id)
        if parsed.commit.authored.seconds is None:
            notes.add("unknown-times", found.id)
        if found.id in shallow:
            notes.add("shallow", found.id)
            return replace(parsed.commit, parents=())
        return parsed.commit
    return None


def _too_many_parents(commit: Commit) -> RefusedError:
    return RefusedError(
        f"the commit {commit.id[:12]} joins {len(commit.parents):,} branches at once",
        f"drafttime follows at most {MOST_PARENTS}; ask whoever made the repository for another",
    )


def reachable(commits: Mapping[str, Commit], tips: Sequence[str]) -> Mapping[str, Commit]:
    """Return what the tips lead to, in the order that `History` describes, missing parents cut."""
    done: dict[str, Commit] = {}
    begun: set[str] = set()
    for tip in tips:
        ahead = [tip]
        while ahead:
            name = ahead[-1]
            if name in done or name not in commits:
                ahead.pop()
            elif name in begun:
                ahead.pop()
                done[name] = _without_missing(commits[name], commits)
            else:
                begun.add(name)
                ahead += [p for p in reversed(commits[name].parents) if p not in begun]
    return done


def _without_missing(commit: Commit, commits: Mapping[str, Commit]) -> Commit:
    if all(parent in commits for parent in commit.parents):
        return commit
    return replace(commit, parents=tuple(p for p in commit.parents if p in commits))


def first_parents(commits: Mapping[str, Commit], tip: str) -> tuple[str, ...]:
    """Return the first-parent chain that ends in `tip`, oldest first."""
    chain: list[str] = []
    name: str | None = tip
    while name is not None and name in commits:
        chain.append(name)
        name = next(iter(commits[name].parents), None)
    return tuple(reversed(chain))
