"""Build the sample: a novella's repository, from the drafts and the history in `sample_repo/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import reduce
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from drafttime.errors import OutputError
from drafttime.history.fast_import import NewCommit, write_repository
from drafttime.model.history import Moment, Person
from drafttime.sample_edits import Book, EditError, Page, SampleError, apply

_KEYS = {"at", "message", "name", "branch", "after", "merge", "tag", "says", "edit"}
_HINT = "the patch language is described in sample_repo/README.md"


@dataclass(frozen=True, slots=True)
class Sample:
    """What `sample_repo/` says: the book's title, its commits oldest first, and the main branch.

    `drafts` holds the stored full text of each tagged state, path to text, by the tag's name.
    """

    title: str
    branch: str
    commits: tuple[NewCommit, ...]
    drafts: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class _Written:
    """A commit of the plan with the state it leaves behind and the label others know it by."""

    commit: NewCommit
    book: Book
    label: str


def build_sample(folder: Path) -> str:
    """Build the sample's repository in `folder`, checked out, and return the id of its HEAD.

    The folder is made if need be, and must be empty. The result is the same to the bit every time.
    Raises OutputError when the folder is not empty or cannot be written, SampleError when the
    description does not hold together, RepositoryError when git is missing, ImportFailedError when
    it fails. Takes some 0.2 s.
    """
    sample = read_sample(sample_data())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        occupied = any(folder.iterdir())
    except OSError as error:
        raise OutputError(
            f"the sample cannot be built in {folder}: {error.strerror or 'it cannot be written'}",
            "name a folder that you may write to",
        ) from error
    if occupied:
        raise OutputError(
            f"the sample cannot be built in {folder}: the folder is not empty",
            "name a new folder, or an empty one",
        )
    return write_repository(folder.resolve(), sample.commits, head=sample.branch)


def sample_data() -> Traversable:
    """Return the folder `sample_repo`, inside an installed package or beside it in a checkout."""
    for place in (files("drafttime") / "sample_repo", Path(__file__).parents[1] / "sample_repo"):
        if (place / "book.toml").is_file():
            return place
    raise SampleError(
        "the sample novella is not part of this installation",
        "install drafttime again, from its wheel or from a whole checkout",
    )


def read_sample(data: Traversable) -> Sample:
    """Read the description in `data`, make every state, compare the tagged ones with the drafts.

    Raises SampleError naming the commit whose edit cannot be made, or the draft and file that
    differ. Costs one pass over the changed files per commit.
    """
    sample = _replay(data)
    _compare(sample.commits, sample.drafts)
    return sample


def write_drafts(folder: Path) -> None:
    """Write the states at the tags into `folder`/drafts, after a change to the history.

    For whoever edits the novella: what changes is then seen in a diff of the drafts. Raises
    SampleError when an edit cannot be made.
    """
    for commit in _replay(folder).commits:
        for path, content in commit.files.items() if commit.tag else ():
            place = folder / "drafts" / commit.tag / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


def _replay(data: Traversable) -> Sample:
    """Make every state that the description in `data` leads through."""
    about = _toml(data / "book.toml")
    drafts = {d.name: _texts(d) for d in (data / "drafts").iterdir() if d.is_dir()}
    blank = Book({}, int(about["columns"]), drafts)
    author = Person(about["author"], about["email"])
    written: list[_Written] = []
    for place in sorted((data / "history").iterdir(), key=lambda place: place.name):
        for entry in _toml(place).get("commit", ()):
            written.append(_write(entry, written, blank, author, about["branch"]))
    commits = tuple(w.commit for w in written)
    return Sample(about["title"], about["branch"], commits, drafts)


def _write(
    entry: Mapping[str, object],
    written: Sequence[_Written],
    blank: Book,
    author: Person,
    trunk: str,
) -> _Written:
    """Return the commit that `entry` describes, after those already written."""
    message = str(entry.get("message", ""))
    at = entry.get("at")
    where = f"commit {len(written) + 1} (“{message}”)"
    if not isinstance(at, datetime) or at.tzinfo is None or not message:
        raise SampleError(
            f"{where} of the sample lacks a message, or a time with its zone",
            "write for example: at = 2024-02-11T21:14:03+00:00",
        )
    try:
        if strangers := sorted(set(entry) - _KEYS):
            raise EditError(f"a commit knows no “{strangers[0]}”")  # noqa: TRY301
        branch = str(entry.get("branch", trunk))
        parents = _parents(entry, written, branch)
        book = _state(written, parents, blank)
        edits = entry.get("edit", [])
        book = reduce(apply, edits if isinstance(edits, list) else [], book)
    except EditError as error:
        raise SampleError(f"{where} of the sample cannot be made: {error}", _HINT) from error
    offset = (at.utcoffset() or timedelta()) // timedelta(minutes=1)
    commit = NewCommit(
        branch=branch,
        author=author,
        authored=Moment(int(at.timestamp()), offset),
        message=message,
        parents=parents,
        files={path: page.text().encode() for path, page in book.pages.items()},
        tag=str(entry.get("tag", "")),
        tag_message=str(entry.get("says", "")),
    )
    return _Written(commit, book, str(entry.get("name", "")))


def _parents(
    entry: Mapping[str, object], written: Sequence[_Written], branch: str
) -> tuple[int, ...]:
    """Return the parents' positions: the named commit or the branch's tip, then the merged one."""
    if not written:
        return ()
    tips = {w.commit.branch: position for position, w in enumerate(written)}
    labels = {w.label: position for position, w in enumerate(written) if w.label}
    first = labels.get(str(entry["after"])) if "after" in entry else tips.get(branch)
    if first is None:
        raise EditError(f"nothing is known of “{entry.get('after', branch)}”")
    if "merge" not in entry:
        return (first,)
    second = tips.get(str(entry["merge"]))
    if second is None:
        raise EditError(f"there is no branch “{entry['merge']}” to merge")
    return (first, second)


def _state(written: Sequence[_Written], parents: tuple[int, ...], blank: Book) -> Book:
    """Return the state to begin from: the parent's, or the two sides of a merge put together."""
    if not parents:
        return blank
    ours = written[parents[0]].book
    if len(parents) == 1:
        return ours
    theirs, base = written[parents[1]].book, written[_fork(written, parents)].book
    pages: dict[str, Page] = {}
    for path in {**ours.pages, **theirs.pages}:
        here, there, before = (book.pages.get(path) for book in (ours, theirs, base))
        if before not in (here, there) and here != there:
            raise EditError(f"{path} was changed on both sides")
        page = there if here == before else here
        if page is not None:
            pages[path] = page
    return replace(ours, pages=pages, cuts=(*ours.cuts, *theirs.cuts))


def _fork(written: Sequence[_Written], parents: tuple[int, ...]) -> int:
    """Return the latest commit that both parents come from (positions only grow along a line)."""

    def line(tip: int) -> set[int]:
        seen: set[int] = set()
        todo = [tip]
        while todo:
            position = todo.pop()
            if position not in seen:
                seen.add(position)
                todo += written[position].commit.parents
        return seen

    return max(line(parents[0]) & line(parents[1]))


def _compare(commits: Sequence[NewCommit], drafts: Mapping[str, Mapping[str, str]]) -> None:
    """Raise SampleError unless tagged states and stored drafts are the same, name by name."""
    tagged = {c.tag: c.files for c in commits if c.tag}
    for name in sorted(set(tagged) | set(drafts)):
        stored, made = drafts.get(name, {}), tagged.get(name, {})
        for path in sorted(set(stored) | set(made)):
            if stored.get(path, "").encode() != made.get(path, b""):
                raise SampleError(
                    f"the sample's {path} at {name} is not the text in drafts/{name}/{path}",
                    "change the history or the draft; sample_repo/README.md says how to compare",
                )


def _toml(place: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(place.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SampleError(f"the sample's {place.name} cannot be read: {error}", _HINT) from error


def _texts(folder: Traversable, above: str = "") -> dict[str, str]:
    """Return every file under `folder`, path to text."""
    texts: dict[str, str] = {}
    for place in folder.iterdir():
        path = above + place.name
        if place.is_dir():
            texts |= _texts(place, f"{path}/")
        else:
            texts[path] = place.read_bytes().decode("utf-8")
    return texts
