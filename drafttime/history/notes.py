"""What was odd about a history, gathered while it is read and told in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafttime.model import Notice

_NEVER_FETCHED = frozenset({"shallow", "partial-clone"})
_NAMED = 3
_SHOWN_DIGITS = 12


@dataclass(frozen=True, slots=True)
class _Kind:
    """A sentence for one and for several; `partial`: the analysis lacks something it should have.

    `{n}` is their number, `{names}` the first few.
    """

    one: str
    several: str
    partial: bool = False


_KINDS: Mapping[str, _Kind] = {
    "missing-commits": _Kind(
        "1 commit is missing from the repository ({names}): the history before it is not read.",
        "{n} commits are missing from the repository ({names}): the history before them is not"
        " read.",
        partial=True,
    ),
    "missing-objects": _Kind(
        "1 object is missing from the repository ({names}): the text in it is not counted.",
        "{n} objects are missing from the repository ({names}): the text in them is not counted.",
        partial=True,
    ),
    "damaged-objects": _Kind(
        "1 object of the repository is damaged or is not what its name says ({names}): it is not"
        " used. `git fsck` tells more.",
        "{n} objects of the repository are damaged or are not what their names say ({names}): they"
        " are not used. `git fsck` tells more.",
        partial=True,
    ),
    "broken-refs": _Kind(
        "1 object that a branch or tag names is missing or damaged ({names}): the branch or tag is"
        " left out.",
        "{n} objects that branches or tags name are missing or damaged ({names}): the branches and"
        " tags are left out.",
        partial=True,
    ),
    "large-objects": _Kind(
        "1 file is too large to be prose and was not read ({names}).",
        "{n} files are too large to be prose and were not read ({names}).",
    ),
    "large-commits": _Kind(
        "1 commit holds more text than any message ({names}): it and the history before it are not"
        " read.",
        "{n} commits hold more text than any message ({names}): they and the history before them"
        " are not read.",
        partial=True,
    ),
    "unread-changes": _Kind(
        "What 1 commit changed could not be read ({names}): it is counted with the commit after"
        " it.",
        "What {n} commits changed could not be read ({names}): it is counted with the commits after"
        " them.",
        partial=True,
    ),
    "shallow": _Kind(
        "This is a shallow clone: what came before 1 commit ({names}) is not here, and its text"
        " looks as if it had come all at once. To fetch the rest: git fetch --unshallow",
        "This is a shallow clone: what came before {n} commits ({names}) is not here, and their"
        " text looks as if it had come all at once. To fetch the rest: git fetch --unshallow",
    ),
    "unknown-times": _Kind(
        "1 commit has no usable time ({names}); it belongs to no session.",
        "{n} commits have no usable time ({names}); they belong to no session.",
    ),
    "odd-offsets": _Kind(
        "1 commit names a time zone that no place has ({names}); it is read as UTC.",
        "{n} commits name time zones that no place has ({names}); they are read as UTC.",
    ),
}

_SENTENCES: Mapping[str, str] = {
    "replace-refs-ignored": "The repository replaces some of its objects with others (git replace);"
    " the originals are read.",
    "grafts-ignored": "The repository gives some commits other parents (.git/info/grafts); the"
    " commits' own parents are read.",
    "commit-graph-ignored": "The repository holds a commit-graph file, git's summary of its"
    " history; the commits themselves are read.",
    "odd-refs": "Some branches or tags do not lead to a commit and are left out.",
    "partial-clone": "This is a partial clone: texts that were never fetched are missing. To fetch"
    " them: git fetch --refetch",
    "linked": "The repository, or some of its objects, lies in another folder; it was followed"
    " because --allow-linked was given.",
}


def tells_of_gaps(notices: Iterable[Notice]) -> bool:
    """Say whether any notice tells of something missing that the history should have held."""
    return any(n.code in _KINDS and _KINDS[n.code].partial for n in notices)


def gaps(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Return the notices of what is not here, whether it should be or was never fetched."""
    return tuple(n for n in notices if n.code in _NEVER_FETCHED or tells_of_gaps([n]))


class Notes:
    """Gathers oddities by code; `notices` tells them, each code once, in the order of finding."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, None]] = {}

    def add(self, code: str, name: str = "") -> None:
        """Note that `code` holds, for the object or commit `name` where it is about one."""
        assert code in _KINDS or code in _SENTENCES
        self._found.setdefault(code, {})[name] = None

    @property
    def partial(self) -> bool:
        """Whether something is missing that the history should have held."""
        return any(code in _KINDS and _KINDS[code].partial for code in self._found)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was found, in sentences; ids are cut to twelve digits, the first three named."""
        return tuple(Notice(code, _tell(code, tuple(names))) for code, names in self._found.items())


def _tell(code: str, names: tuple[str, ...]) -> str:
    if code in _SENTENCES:
        return _SENTENCES[code]
    shown = ", ".join(name[:_SHOWN_DIGITS] for name in names[:_NAMED])
    if len(names) > _NAMED:
        shown += f" and {len(names) - _NAMED:,} more"
    kind = _KINDS[code]
    return (kind.one if len(names) == 1 else kind.several).format(n=f"{len(names):,}", names=shown)
