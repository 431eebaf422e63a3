"""Follow every text file through its renames: one chain per file, over the whole commit graph.

The name of a file changes, the file stays: what is counted, and in which order, is decided for the
chain (design, section 4). The state of a commit is that of its first parent with its own changes;
what a merge brings in keeps the chain of the parent that it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from drafttime.history import History
from drafttime.model import Change
from drafttime.revision.renames import COPIED_TOKENS, TextOf, find_renames, find_source
from drafttime.text.order import natural_order

File = tuple[int, str]  # (chain, blob)
State = dict[str, File]  # path -> file


@dataclass(frozen=True, slots=True)
class Edit:
    """What a commit did to one chain, against the commit's first parent."""

    chain: int
    old_path: str | None
    old_blob: str | None
    new_path: str | None
    new_blob: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a new one was copied from, as it stood in the parent commit."""

    chain: int
    path: str
    blob: str


@dataclass(frozen=True, slots=True)
class FileHistory:
    """All chains, and what each commit did to them.

    `final` maps the paths of the final commit to chains; `last_path` gives each chain's last name,
    `names` all of them; `copied_from` the source of a chain that began as a copy; `stood_after`
    the chains before one that ended, nearest first, by the names of that time.
    """

    edits: Mapping[str, tuple[Edit, ...]]
    final: Mapping[str, int]
    last_path: Mapping[int, str]
    names: Mapping[int, frozenset[str]]
    copied_from: Mapping[int, Source]
    stood_after: Mapping[int, tuple[int, ...]]


@dataclass(slots=True)
class _Tracer:
    """The moving parts of `trace_files`."""

    text_of: TextOf
    is_archive: Callable[[str], bool]
    count: int = 0
    alias: dict[int, int] = field(default_factory=dict)
    beside: dict[int, frozenset[int]] = field(default_factory=dict)
    last_path: dict[int, str] = field(default_factory=dict)
    names: dict[int, set[str]] = field(default_factory=dict)
    copied_from: dict[int, Source] = field(default_factory=dict)
    stood_after: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def root(self, chain: int) -> int:
        while chain in self.alias:
            chain = self.alias[chain]
        return chain

    def new_chain(self, beside: Iterable[int]) -> int:
        """Begin a chain in a commit that also holds the chains `beside`."""
        self.beside[self.count] = frozenset(beside)
        self.count += 1
        return self.count - 1

    def met(self, a: int, b: int) -> bool:
        """Say whether two chains stood side by side when the younger one began."""
        return a in self.beside[b] or b in self.beside[a]

    def name(self, chain: int, path: str) -> None:
        self.last_path[chain] = path
        self.names.setdefault(chain, set()).add(path)


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
    tracer = _Tracer(text_of, is_archive)
    edits: dict[str, tuple[Edit, ...]] = {}
    states: dict[str, State] = {}
    waiting = _children(history)
    state: State = {}
    for commit_id in history.order:
        commit = history.commits[commit_id]
        parents = [p for p in commit.parents if p in states]
        known_first = bool(commit.parents) and commit.parents[0] in states
        base = states[commit.parents[0]] if known_first else {}
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
    return _finished(tracer, edits, final)


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


def _unite(tracer: _Tracer, base: State, others: list[State]) -> None:
    """Let chains be one that both sides of a merge hold under the same name, and nowhere else."""
    for other in others:
        mine = {tracer.root(chain): path for path, (chain, _) in base.items()}
        theirs = {tracer.root(chain): path for path, (chain, _) in other.items()}
        for path, (chain, _) in other.items():
            if path in base:
                a, b = tracer.root(base[path][0]), tracer.root(chain)
                if a != b and a not in theirs and b not in mine and not tracer.met(a, b):
                    tracer.alias[max(a, b)] = min(a, b)


def _apply(
    tracer: _Tracer, state: State, others: list[State], changes: list[Change]
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


def _note_places(tracer: _Tracer, state: State, ending: Collection[int]) -> None:
    """Record which files stood before those that end here, nearest first."""
    if not ending:
        return
    earlier: list[int] = []
    for path in natural_order(state):
        chain = tracer.root(state[path][0])
        if chain in ending:
            tracer.stood_after[chain] = tuple(reversed(earlier))
        earlier.append(chain)


def _assign(
    tracer: _Tracer, state: State, others: list[State], changes: list[Change]
) -> dict[str, int]:
    """Decide the chain of every path that a commit added or modified."""
    after: dict[str, int] = {}
    changed = {change.path for change in changes}
    # A chain that stands untouched elsewhere cannot be here as well; only a merge could say so.
    taken = {
        tracer.root(chain) for path, (chain, _) in state.items() if others and path not in changed
    }
    for change in changes:
        if change.new_blob is not None:
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
    standing = {tracer.root(chain) for chain, _ in state.values()} | set(after.values())
    for change in fresh:
        if change.path not in after:
            after[change.path] = tracer.new_chain(standing)
            standing.add(after[change.path])
            _note_source(tracer, state, after[change.path], change)
    return after


def _claims(tracer: _Tracer, state: State, others: list[State], change: Change) -> list[int]:
    """Return the chains that a changed path may continue: what a merge took over first."""
    theirs = [other[change.path] for other in others if change.path in other]
    equal = [chain for chain, blob in theirs if blob == change.new_blob]
    mine = [state[change.path][0]] if change.path in state else []
    return [tracer.root(chain) for chain in [*equal, *mine, *(chain for chain, _ in theirs)]]


def _note_source(tracer: _Tracer, state: State, chain: int, change: Change) -> None:
    """Record what a new file was copied from, if it was."""
    if not state or change.new_blob is None:
        return
    text = tracer.text_of(change.new_blob, change.path)
    if text is None or text.tokens < COPIED_TOKENS:
        return
    for path, (home, blob) in state.items():
        if blob == change.new_blob:
            tracer.copied_from[chain] = Source(tracer.root(home), path, blob)
            return
    texts = {path: tracer.text_of(blob, path) for path, (_, blob) in state.items()}
    standing = {p: t for p, t in texts.items() if t is not None}
    path = find_source(change.path, text, standing) or ""
    if path:
        tracer.copied_from[chain] = Source(tracer.root(state[path][0]), path, state[path][1])


def _finished(tracer: _Tracer, edits: Mapping[str, tuple[Edit, ...]], final: State) -> FileHistory:
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
        final=final_chains,
        last_path=last_path,
        names={chain: frozenset(paths) for chain, paths in names.items()},
        copied_from={
            root(chain): Source(root(source.chain), source.path, source.blob)
            for chain, source in tracer.copied_from.items()
            if root(chain) != root(source.chain)
        },
        stood_after={
            root(chain): tuple(map(root, found)) for chain, found in tracer.stood_after.items()
        },
    )
