"""Find the repository that a folder belongs to, and follow only links that are proven.

A `.git` file may name any folder of the machine. It is believed when the folder that it names
points back: a worktree that the other repository has registered, a submodule whose work tree is
here. Anything else would let a strange folder read a private repository through us.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from drafttime.errors import RefusedError, RepositoryError
from drafttime.history.config import LIMIT_BYTES, parse_config
from drafttime.history.safe_files import kind_of, read_file

_GITFILE_BYTES = 8192
_REFUSED_HINT = (
    "open the repository that it belongs to, or run again with --allow-linked if you trust it"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a repository are.

    `git_dir` holds HEAD; `common_dir` the refs and the configuration: the same folder, but for a
    worktree. `linked` is True where something was followed only because the writer allowed it.
    """

    git_dir: Path
    common_dir: Path
    objects: Path
    work_tree: Path | None
    config: Mapping[str, str]
    linked: bool = False


def locate(where: Path, *, allow_linked: bool) -> Layout:
    """Return the layout of the repository that `where` is in, looking upwards as git does.

    Raises RepositoryError where there is none, RefusedError for links that nothing proves.
    """
    start = _start(where)
    for folder in (start, *start.parents):
        kind = kind_of(folder / ".git")
        if kind == "folder" and _is_git_dir(folder / ".git"):
            return _layout(folder / ".git", folder / ".git", folder, allow_linked=allow_linked)
        if kind == "file":
            return _follow_file(folder, allow_linked=allow_linked)
        if kind == "link":
            return _follow_link(folder, allow_linked=allow_linked)
        if _is_git_dir(folder):
            work_tree = folder.parent if folder.name == ".git" else None
            return _layout(folder, folder, work_tree, allow_linked=allow_linked)
    raise RepositoryError(
        f"{_shown(where)} is not in a git repository",
        "go to the folder of the book (cd), or start its history there:"
        ' git init && git add . && git commit -m "First draft"',
    )


def _start(where: Path) -> Path:
    try:
        start = where.resolve()
        if start.exists():
            return start
    except (OSError, RuntimeError, ValueError):  # no permission, a loop of links, a NUL
        pass
    raise RepositoryError(
        f"{where} does not exist, or cannot be opened",
        "check the spelling, or run drafttime in the folder of the book",
    )


def _shown(where: Path) -> str:
    return "this folder" if str(where) == "." else str(where)


def _is_git_dir(folder: Path) -> bool:
    places = [kind_of(folder / name) for name in ("objects", "refs")]
    return kind_of(folder / "HEAD") == "file" and all(p in {"folder", "link"} for p in places)


def _follow_link(folder: Path, *, allow_linked: bool) -> Layout:
    if not allow_linked:
        raise RefusedError(
            f"{folder / '.git'} is a link to a repository somewhere else", _REFUSED_HINT
        )
    target = _resolved(folder / ".git")
    if target is None or not _is_git_dir(target):
        raise _broken(folder)
    return _layout(target, target, folder, allow_linked=True, linked=True)


def _follow_file(folder: Path, *, allow_linked: bool) -> Layout:
    """Follow a `.git` file: a worktree, a submodule, or a separate git folder."""
    target = _path_in(folder / ".git", folder, prefix=b"gitdir: ")
    if target is None or kind_of(target / "HEAD") != "file":
        raise _broken(folder)
    common = target
    if kind_of(target / "commondir") != "absent":
        named = _path_in(target / "commondir", target)
        if named is None or not _is_git_dir(named):
            raise _broken(folder)
        common = named
        proven = target.parent == common / "worktrees" and _is_registered(target, folder)
    else:
        proven = _is_submodule(target, folder)
    if not proven and not allow_linked:
        raise RefusedError(
            f"{folder / '.git'} names a repository that does not name this folder in return",
            _REFUSED_HINT,
        )
    return _layout(target, common, folder, allow_linked=allow_linked, linked=not proven)


def _broken(folder: Path) -> RepositoryError:
    return RepositoryError(
        f"{folder / '.git'} does not lead to a repository",
        "if the folder was moved, run `git worktree repair` in the main folder of the book",
    )


def _is_registered(target: Path, folder: Path) -> bool:
    back = _path_in(target / "gitdir", target)
    return back is not None and back == folder / ".git"


def _is_submodule(target: Path, folder: Path) -> bool:
    work_tree = _read_config(target).get("core.worktree")
    return bool(work_tree) and _resolved(target / str(work_tree)) == folder


def _path_in(file: Path, base: Path, prefix: bytes = b"") -> Path | None:
    """Return the path that a one-line file names, relative to `base`; None if it names none."""
    data = read_file(file, _GITFILE_BYTES)
    if data is None or not data.startswith(prefix) or b"\0" in data:
        return None
    text = data.removeprefix(prefix).rstrip(b"\r\n").decode("utf-8", "surrogateescape")
    return _resolved(base / text) if text else None


def _resolved(path: Path) -> Path | None:
    """Return where a path leads to; None where links lead in a circle, or nowhere we may look."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return None


def _layout(
    git_dir: Path,
    common: Path,
    work_tree: Path | None,
    *,
    allow_linked: bool,
    linked: bool = False,
) -> Layout:
    for name in ("objects", "refs"):
        if kind_of(common / name) == "link":
            if not allow_linked:
                raise RefusedError(
                    f"{common / name} is a link: this repository lives in another folder",
                    _REFUSED_HINT,
                )
            linked = True
    objects = _resolved(common / "objects")
    if objects is None or _resolved(common / "refs") is None:
        place = common / ("refs" if objects else "objects")
        raise RepositoryError(
            f"{place} is a link that leads in a circle",
            "put the folder back in its place, or run drafttime in a fresh clone of the book",
        )
    return Layout(git_dir, common, objects, work_tree, _read_config(common), linked)


def _read_config(folder: Path) -> Mapping[str, str]:
    values: dict[str, str] = {}
    for name in ("config", "config.worktree"):
        values.update(parse_config(read_file(folder / name, LIMIT_BYTES) or b""))
    return values
