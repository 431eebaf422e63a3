"""A repository, opened for reading: refs, commits, changes, files and their bytes."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from functools import cached_property
from pathlib import Path

from drafttime.errors import RepositoryError
from drafttime.history.changes import read_changes
from drafttime.history.locate import Layout, locate
from drafttime.history.names import Names
from drafttime.history.notes import Notes
from drafttime.history.object_store import look_over
from drafttime.history.objects import SHORT_LIST, Objects
from drafttime.history.refs import RawRefs, read_refs, read_shallow, refuse_reftable
from drafttime.history.room import CleanRoom
from drafttime.history.safe_files import kind_of
from drafttime.history.tags import follow_refs
from drafttime.history.trees import list_files
from drafttime.history.walk import History, first_parents, reachable, read_commits, read_one
from drafttime.history.work_tree import list_work_tree, read_work_tree_file
from drafttime.model import Commit, Notice, Ref, TreeEntry
from drafttime.progress import Progress, Silent
from drafttime.request import Recorded

BLOB_BYTES = 32 << 20
"""A larger file is no prose and is not read; the longest novels have some ten million letters."""

FEW_BYTES = 1 << 20
"""A short list of blobs of together no more than this is read at once, without another process."""

_FORMATS = {"sha1": 40, "sha256": 64}
_SILENT = Silent()


@contextmanager
def open_repository(where: Path, *, allow_linked: bool = False) -> Iterator[Repository]:
    """Open the repository that `where` is in, through a clean room that is removed on leaving.

    Raises RepositoryError where there is no repository that can be read, and RefusedError where it
    reaches into other folders and `allow_linked` is False. Costs about 10 ms, and once in a process
    about 0.1 s to import GitPython; every GIT_* and SSH_* variable leaves the environment then.
    """
    layout = locate(where, allow_linked=allow_linked)
    refuse_reftable(layout.common_dir, layout.config)
    object_format = layout.config.get("extensions.objectformat", "sha1").lower()
    if object_format not in _FORMATS:
        raise RepositoryError(
            f"{layout.git_dir} keeps its objects in a format that drafttime does not know",
            "check `git fsck`, or ask for a newer drafttime",
        )
    notes = Notes()
    raw = _look_around(layout, notes, _FORMATS[object_format], allow_linked=allow_linked)
    shallow = read_shallow(layout.common_dir, _FORMATS[object_format])
    with CleanRoom(layout.objects, object_format, shallow) as room:
        objects = Objects(room, object_format, notes)
        try:
            yield Repository(layout, object_format, raw, shallow, objects)
        finally:
            objects.close()


def _look_around(layout: Layout, notes: Notes, id_length: int, *, allow_linked: bool) -> RawRefs:
    """Read the refs, and note everything about the repository that a reader should know."""
    store = look_over(layout.objects, allow_linked=allow_linked)
    raw = read_refs(layout.git_dir, layout.common_dir, id_length)
    partial = any(key.endswith((".promisor", ".partialclone")) for key in layout.config)
    for code, holds in (
        ("linked", layout.linked or store.borrows),
        ("replace-refs-ignored", raw.replaced),
        ("grafts-ignored", kind_of(layout.common_dir / "info" / "grafts") != "absent"),
        ("commit-graph-ignored", store.commit_graph),
        ("partial-clone", partial or store.promised),
        ("odd-refs", raw.odd > 0),
    ):
        if holds:
            notes.add(code)
    return raw


class Repository:
    """What `open_repository` gives. Only for one thread, and only inside its `with` block.

    `head` is the commit of HEAD (None before the first one), `head_name` the branch that HEAD is
    on (None when it is on none). `shallow` are the commits at which a shallow clone was cut.
    """

    def __init__(
        self,
        layout: Layout,
        object_format: str,
        raw: RawRefs,
        shallow: frozenset[str],
        objects: Objects,
    ) -> None:
        self.git_dir = layout.git_dir
        self.work_tree = layout.work_tree
        self.object_format = object_format
        self.shallow = shallow
        self.head = raw.head
        self.head_name = raw.head_name
        self._recorded: Mapping[str, str] = {}
        self._raw = raw
        self._objects = objects
        self._commits: dict[str, Commit] = {}
        self._sizes: dict[str, int | None] = {}

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was odd so far; grows while the history is read."""
        return self._objects.notes.notices

    @property
    def partial(self) -> bool:
        """Whether something that the history should hold was missing or unreadable so far."""
        return self._objects.notes.partial

    @property
    def objects_verified(self) -> int:
        """How many objects were read, hashed again and found to be what their ids say."""
        return self._objects.verified

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Branches, tags and other refs that lead to a commit, in order of whole name."""
        return self._followed[1]

    def resolve(self, spec: str) -> str:
        """Return the commit that `spec` names: a ref, at least four hex digits, HEAD, ~n and ^n.

        Raises DraftError, saying what exists, and RepositoryError for HEAD without commits.
        """
        named = self._recorded.get(spec)
        return named if named and self._commit(named) else self._names.resolve(spec)

    def as_recorded(self, recorded: Recorded) -> Repository:
        """Return this repository as it stood when something was recorded of it.

        HEAD is the recorded final commit, the recorded names lead to their commits, the recorded
        tags are the only refs, and there is no work tree. Objects are shared with this one. Raises
        RepositoryError where the final commit is not here.
        """
        if self._commit(recorded.final) is None:
            raise RepositoryError(
                f"the commit {recorded.final[:12]} is not in this repository",
                "fetch it, or name the repository that the report was made from",
            )
        past = copy(self)
        past.work_tree = None
        past.head, past.head_name = recorded.final, recorded.branch or None
        past._recorded = recorded.names  # noqa: SLF001 - its own class
        tags = tuple(Ref(name, "tag", recorded.tags[name]) for name in sorted(recorded.tags))
        vars(past)["_followed"] = (self._followed[0], tags)
        vars(past).pop("_names", None)
        return past

    def walk(self, tips: Sequence[str], progress: Progress = _SILENT) -> History:
        """Return the commits that `tips` (ids) lead to, and what each changed.

        What is missing or damaged is left out and named in `notices`; only without the first tip
        there is nothing to tell: RepositoryError. About 60 µs a commit.
        """
        progress.stage("Reading the history")
        read_commits(self._objects, tips, self.shallow, self._commits, progress)
        if not tips or tips[0] not in self._commits:
            raise RepositoryError(
                f"the commit {tips[0][:12] if tips else 'to begin with'} is missing or damaged",
                "`git fsck` tells more; a fresh clone may still have it",
            )
        commits = reachable(self._commits, tips)
        return History(
            commits=commits,
            order=tuple(commits),
            mainline=first_parents(commits, tips[0]),
            changes=read_changes(self._objects, commits, tips[0]),
        )

    def tree(self, commit: str) -> tuple[TreeEntry, ...]:
        """Return the regular files of a commit, sorted as git does; links and submodules are none.

        Raises RepositoryError where the commit is missing.
        """
        found = self._commit(commit)
        if found is None:
            raise RepositoryError(
                f"the commit {commit[:12]} is missing or damaged", "`git fsck` tells more"
            )
        return list_files(self._objects, found.tree) if found.tree else ()

    def git_notes(
        self, ref: str, commits: Collection[str], limit: int
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the notes that `ref` (its whole name) keeps on these commits, with their commit.

        Notes of more than `limit` bytes, missing and damaged ones are left out. Nothing is given
        where there is no such ref. One note at a time is held.
        """
        found = self._raw.ids.get(ref)
        if found is None or self._commit(found) is None:
            return
        # Git spreads many notes over folders: the slashes are no part of the commit's id.
        entries = {e.path.replace("/", ""): e.blob for e in self.tree(found)}
        wanted = [(name, blob) for name, blob in entries.items() if name in commits]
        sizes = self.blob_sizes(blob for _, blob in wanted)
        small = [(n, b) for n, b in wanted if (size := sizes[b]) is not None and size <= limit]
        for (name, _), (_, data) in zip(small, self.blobs(b for _, b in small), strict=True):
            if data is not None:
                yield name, data

    def blob_sizes(self, ids: Iterable[str]) -> dict[str, int | None]:
        """Return the size in bytes of each blob; None where it is missing or no blob."""
        names = tuple(dict.fromkeys(ids))
        unknown = [name for name in names if name not in self._sizes and self._is_id(name)]
        for found in self._objects.check(unknown):
            self._sizes[found.id] = found.size if found.kind == "blob" else None
            if found.kind != "blob":
                self._objects.note_damage(found)
        return {name: self._sizes.get(name) for name in names}

    def blobs(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """Yield id and bytes of each blob, in the order asked for, hashed again on the way.

        None stands for a blob that is missing, damaged or larger than BLOB_BYTES, with a notice.
        One process; about 200 MB a second.
        """
        names = tuple(ids)
        sizes = self.blob_sizes(names)
        large = [name for name, size in sizes.items() if size is not None and size > BLOB_BYTES]
        for name in large:
            self._objects.notes.add("large-objects", name)
        left_out = {*large, *(name for name, size in sizes.items() if size is None)}
        wanted = [name for name in names if name not in left_out]
        few = len(wanted) <= SHORT_LIST and sum(sizes[n] or 0 for n in wanted) <= FEW_BYTES
        ask = self._objects.gather if few else self._objects.stream
        answers = iter(ask(wanted, BLOB_BYTES))
        for name in names:
            if name in left_out:
                yield name, None
            else:
                found = next(answers)
                self._objects.note(found)
                yield name, found.data

    def work_tree_file(self, path: str, limit: int) -> bytes | None:
        """Return a regular file of the work tree as it is now, uncommitted changes and all.

        None where there is none, where it has more than `limit` bytes, and behind links.
        """
        return read_work_tree_file(self.work_tree, path, limit) if self.work_tree else None

    def work_tree_names(self, folders: Iterable[str]) -> tuple[str, ...]:
        """Return the paths of the regular files directly in these folders of the work tree."""
        return list_work_tree(self.work_tree, folders) if self.work_tree else ()

    @cached_property
    def _followed(self) -> tuple[Mapping[str, str], tuple[Ref, ...]]:
        return follow_refs(self._objects, self._raw.ids)

    @cached_property
    def _names(self) -> Names:
        return Names(self.refs, self._followed[0], self._head, self._by_id, self._commit)

    def _is_id(self, name: str) -> bool:
        return len(name) == self._objects.id_length and name.isascii() and name.isalnum()

    def _commit(self, name: str) -> Commit | None:
        if name not in self._commits and self._is_id(name):
            read_one(self._objects, name, self.shallow, self._commits)
        return self._commits.get(name)

    def _by_id(self, digits: str) -> Sequence[str]:
        if len(digits) >= self._objects.id_length:  # whole: no process is needed to complete it
            return (digits,) if self._commit(digits) else ()
        found = self._objects.complete(digits)
        return found if len(found) != 1 or self._commit(found[0]) else ()

    def _head(self) -> str:
        if self.head is not None:
            return self.head
        place = self.work_tree or self.git_dir
        others = [ref.name for ref in self.refs if ref.kind == "branch"]
        if others and self.head_name:
            raise RepositoryError(
                f"the branch “{self.head_name}” that HEAD is on has no commits yet",
                f"switch to one that has: git switch {shlex.quote(others[0])}",
            )
        if self.head_name:
            raise RepositoryError(
                f"{place} has no commits yet",
                'commit what is written so far: git add . && git commit -m "First draft"',
            )
        raise RepositoryError(
            f"HEAD of the repository in {place} cannot be read", "`git status` tells more"
        )
