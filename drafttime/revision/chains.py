"""Follow every text file through its renames: one chain per file, over the whole commit graph.

The name of a file changes, the file stays: what is counted, and in which order, is decided for the
chain (design, section 4). The state of a commit is that of its first parent with its own changes;
what a merge brings in keeps the chain of the parent that it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from drafttime.history import History
from drafttime.model import Change, Text
from drafttime.revision.renames import COPIED_TOKENS, TextOf, find_renames, find_sources
from drafttime.revision.tracing import Edit, FileHistory, Source, State, Tracer
from drafttime.text.order import natural_order


def trace_files(
    history: History,
    wanted: Callable[[str], bool],
    is_archive: Callable[[str], bool],
    text_of: TextOf,
) -> FileHistory:
    """Trace all `wanted` paths of the history, in topological order.

    A file that moves into an archive folder ends there, so that a chapter put away counts as cut.
    Cost: O(changes), plus one copy of the path table at each fork of the graph.
    """
    tracer = Tracer(text_of, is_archive)
    edits: dict[str, tuple[Edit, ...]] = {}
    bases: dict[str, str | None] = {}
    states: dict[str, State] = {}
    waiting = _children(history)
    state: State = {}
    for commit_id in history.order:
        commit = history.commits[commit_id]
        parents = [p for p in commit.parents if p in states]
        known_first = bool(commit.parents) and commit.parents[0] in states
        base = states[commit.parents[0]] if known_first else {}
        bases[commit_id] = commit.parents[0] if known_first else None
        others = [states[p] for p in parents if not known_first or p != commit.parents[0]]
        changes = history.changes.get(commit_id, ())
        relevant = [c for c in (changes[0] if changes else ()) if wanted(c.path)]
        shared = known_first and waiting[commit.parents[0]] > 1
        state = dict(base) if shared or not known_first else base
        _unite(tracer, base, others)
        edits[commit_id] = _apply(tracer, state, others, relevant)
        for parent in parents:
            waiting[parent] -= 1
            if waiting[parent] == 0:
                del states[parent]
        states[commit_id] = state
    final = states.get(history.mainline[-1], {}) if history.mainline else {}
    return _finished(tracer, edits, bases, final)


def _children(history: History) -> dict[str, int]:
    """How many children are still to come, for each commit (the final one is kept)."""
    waiting = dict.fromkeys(history.order, 0)
    for commit_id in history.order:
        for parent in history.commits[commit_id].parents:
            if parent in waiting:
                waiting[parent] += 1
    if history.mainline:
        waiting[history.mainline[-1]] += 1
    return waiting


def _unite(tracer: Tracer, base: State, others: list[State]) -> None:
    """Let chains be one that two sides of a merge hold under the same name, and nowhere else."""
    for number, other in enumerate(others, 1):
        mine = {tracer.root(chain): path for path, (chain, _) in base.items()}
        theirs = {tracer.root(chain): path for path, (chain, _) in other.items()}
        for path, (chain, _) in other.items():
            if path in base:
                a, b = tracer.root(base[path][0]), tracer.root(chain)
                if a != b and a not in theirs and b not in mine and not tracer.met(a, b):
                    tracer.alias[max(a, b)] = min(a, b)
        if number < len(others):  # the sides that come in may agree among themselves
            base = {**other, **base}


def _apply(
    tracer: Tracer, state: State, others: list[State], changes: list[Change]
) -> tuple[Edit, ...]:
    """Bring `state` up to date with the changes of one commit, and tell them by chain."""
    before = {tracer.root(state[c.path][0]): c.path for c in changes if c.path in state}
    after = _assign(tracer, state, others, changes)
    old_files = {chain: (path, state[path][1]) for chain, path in before.items()}
    _note_places(tracer, state, old_files.keys() - after.values())
    for change in changes:
        state.pop(change.path, None)
    new_files: dict[int, tuple[str, str]] = {}
    for change in changes:
        if change.new_blob is not None:
            chain = after[change.path]
            state[change.path] = (chain, change.new_blob)
            tracer.name(chain, change.path)
            new_files[chain] = (change.path, change.new_blob)
    nothing = (None, None)
    return tuple(
        Edit(chain, *old_files.get(chain, nothing), *new_files.get(chain, nothing))
        for chain in sorted(old_files.keys() | new_files.keys())
    )


def _note_places(tracer: Tracer, state: State, ending: Collection[int]) -> None:
    """Record which files stood before those that end here, nearest first."""
    if not ending:
        return
    order = tuple(tracer.root(state[path][0]) for path in natural_order(state))
    for place, chain in enumerate(order):
        if chain in ending:
            tracer.stood_after[chain] = (order, place)


def _assign(
    tracer: Tracer, state: State, others: list[State], changes: list[Change]
) -> dict[str, int]:
    """Decide the chain of every path that a commit added or modified."""
    after: dict[str, int] = {}
    changed = {change.path for change in changes}
    # A chain that stands untouched elsewhere cannot be here as well; only a merge could say so.
    taken: set[int] = set()
    if others:
        taken = {tracer.root(chain) for path, (chain, _) in state.items() if path not in changed}
    after.update(_renumbered(tracer, state, changes))
    taken.update(after.values())
    for change in changes:
        if change.new_blob is not None and change.path not in after:
            for chain in _claims(tracer, state, others, change):
                if chain not in taken:
                    after[change.path] = chain
                    taken.add(chain)
                    break
    gone = [
        change
        for change in changes
        if change.new_blob is None
        and change.path in state
        and tracer.root(state[change.path][0]) not in taken
    ]
    fresh = [c for c in changes if c.new_blob is not None and c.path not in after]
    candidates = [c for c in fresh if not tracer.is_archive(c.path)]
    for rename in find_renames(gone, candidates, tracer.text_of):
        after[rename.new] = tracer.root(state[rename.old][0])
    new = [change for change in fresh if change.path not in after]
    if new:
        standing = frozenset(tracer.root(chain) for chain, _ in state.values())
        beside = standing.union(after.values())
        tracer.commit += 1
        for change in new:
            after[change.path] = tracer.new_chain(beside)
        _note_sources(tracer, state, {after[change.path]: change for change in new})
    return after


def _renumbered(tracer: Tracer, state: State, changes: list[Change]) -> dict[str, int]:
    """Return the paths that took over, word for word, what another changed path held.

    As when a chapter is put in and the files behind it move up by one: the text says which file is
    which, not the number. Contents that stand more than once say nothing.
    """
    held: dict[str, list[str]] = {}
    come: dict[str, list[str]] = {}
    for change in changes:
        if change.path in state:
            held.setdefault(state[change.path][1], []).append(change.path)
        if change.new_blob is not None:
            come.setdefault(change.new_blob, []).append(change.path)
    return {
        come[blob][0]: tracer.root(state[paths[0]][0])
        for blob, paths in held.items()
        if len(paths) == 1 and len(come.get(blob, ())) == 1 and not tracer.is_archive(come[blob][0])
    }


def _claims(tracer: Tracer, state: State, others: list[State], change: Change) -> list[int]:
    """Return the chains that a changed path may continue: what a merge took over first."""
    theirs = [other[change.path] for other in others if change.path in other]
    equal = [chain for chain, blob in theirs if blob == change.new_blob]
    mine = [state[change.path][0]] if change.path in state else []
    return [tracer.root(chain) for chain in [*equal, *mine, *(chain for chain, _ in theirs)]]


def _note_sources(tracer: Tracer, state: State, new: Mapping[int, Change]) -> None:
    """Record what new files were copied from, where they were."""
    if not state:
        return
    fresh: dict[int, tuple[str, Text]] = {}
    by_blob = {blob: path for path, (_, blob) in reversed(state.items())}
    for chain, change in new.items():
        text = tracer.text_of(change.new_blob or "", change.path)
        if text is None or text.tokens < COPIED_TOKENS:
            continue
        equal = by_blob.get(change.new_blob or "")
        if equal is not None:
            tracer.copied_from[chain] = _source(tracer, state, equal)
        else:
            fresh[chain] = (change.path, text)
    if fresh:
        texts = {path: tracer.text_of(blob, path) for path, (_, blob) in state.items()}
        standing = {path: text for path, text in texts.items() if text is not None}
        for chain, path in find_sources(fresh, standing).items():
            tracer.copied_from[chain] = _source(tracer, state, path)


def _source(tracer: Tracer, state: State, path: str) -> Source:
    chain, blob = state[path]
    return Source(tracer.root(chain), path, blob)


def _finished(
    tracer: Tracer,
    edits: Mapping[str, tuple[Edit, ...]],
    bases: Mapping[str, str | None],
    final: State,
) -> FileHistory:
    """Resolve the chains that turned out to be one."""
    root = tracer.root
    names: dict[int, set[str]] = {}
    last_path: dict[int, str] = {}
    for chain, paths in tracer.names.items():
        names.setdefault(root(chain), set()).update(paths)
        last_path[root(chain)] = tracer.last_path[chain]
    final_chains = {path: root(chain) for path, (chain, _) in final.items()}
    last_path.update({chain: path for path, chain in final_chains.items()})
    return FileHistory(
        edits={
            commit: tuple(
                Edit(root(e.chain), e.old_path, e.old_blob, e.new_path, e.new_blob) for e in found
            )
            for commit, found in edits.items()
        },
        bases=bases,
        final=final_chains,
        last_path=last_path,
        names={chain: frozenset(paths) for chain, paths in names.items()},
        copied_from={
            root(chain): Source(root(source.chain), source.path, source.blob)
            for chain, source in tracer.copied_from.items()
            if root(chain) != root(source.chain)
        },
        stood_after={root(chain): found for chain, found in tracer.stood_after.items()},
    )
