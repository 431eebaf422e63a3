"""Branches, tags and HEAD, read from their files by us; nothing in them is believed yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from drafttime.errors import RepositoryError
from drafttime.history.safe_files import Folder, read_file

_REF_BYTES = 4096
_PACKED_BYTES = 64 << 20
_SHALLOW_BYTES = 16 << 20
_MOST_REFS = 100_000
_DEEPEST = 16
_LONGEST_CHAIN = 5

_BAD_NAME = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|(^|/)\.|\.lock(/|$)|[./]$|^@$")
_KINDS: tuple[tuple[str, Literal["tag", "branch", "remote"]], ...] = (
    ("refs/heads/", "branch"),
    ("refs/tags/", "tag"),
    ("refs/remotes/", "remote"),
)


@dataclass(frozen=True, slots=True)
class RawRefs:
    """The refs as found: whole names to ids, which may be missing or no commits.

    `head` is the id that HEAD leads to, None before the first commit; `head_name` the short name of
    its branch. `replaced` says that there are replace refs, which are left out; `odd` counts the
    files and lines that are no refs.
    """

    ids: Mapping[str, str]
    head: str | None
    head_name: str | None
    replaced: bool
    odd: int


def read_refs(git_dir: Path, common_dir: Path, id_length: int) -> RawRefs:
    """Read HEAD, the loose refs (which win) and packed-refs; costs about 20 µs a loose ref."""
    found: dict[str, str] = {}
    found.update(_packed(read_file(common_dir / "packed-refs", _PACKED_BYTES) or b""))
    folder = Folder.open((common_dir / "refs").resolve())
    if folder is not None:
        with folder:
            for count, (name, text) in enumerate(_loose(folder, "refs", _DEEPEST)):
                if count >= _MOST_REFS:
                    break
                found[name] = text
    head_text = _text(read_file(git_dir / "HEAD", _REF_BYTES))
    target = head_text.removeprefix("ref:").strip() if head_text.startswith("ref:") else None
    good: dict[str, str] = {}
    for name in sorted(found):
        value = _resolve(found[name], found, id_length)
        if value is not None and is_ref_name(name):
            good[name] = value
    ids = {name: value for name, value in good.items() if not name.startswith("refs/replace/")}
    return RawRefs(
        ids=ids,
        head=_resolve(head_text, found, id_length),
        head_name=short_name(target) if target and is_ref_name(target) else None,
        replaced=len(ids) < len(good),
        odd=len(found) - len(good),
    )


def refuse_reftable(common_dir: Path, config: Mapping[str, str]) -> None:
    """Raise RepositoryError for a repository whose refs are in a reftable."""
    storage = config.get("extensions.refstorage", "files").lower()
    if storage != "files":
        raise RepositoryError(
            f"the branches and tags in {common_dir} are kept as “{storage[:20]}”,"
            " which drafttime does not read yet",
            "make them readable: git refs migrate --ref-format=files",
        )


def read_shallow(common_dir: Path, id_length: int) -> frozenset[str]:
    """Return the commits at which a shallow clone was cut; lines that are no ids are ignored."""
    lines = (read_file(common_dir / "shallow", _SHALLOW_BYTES) or b"").split(b"\n")
    return frozenset(line.decode() for line in lines if _is_id(line.decode("latin-1"), id_length))


def is_ref_name(name: str) -> bool:
    """Return whether git would accept `name` (git-check-ref-format(1)) as a ref in `refs/`."""
    return name.startswith("refs/") and _BAD_NAME.search(name) is None


def short_name(name: str) -> str:
    """Return the name that a writer knows the ref by: "main" for "refs/heads/main"."""
    for prefix, _ in _KINDS:
        if name.startswith(prefix):
            return name.removeprefix(prefix)
    return name


def kind_of_ref(name: str) -> Literal["tag", "branch", "remote", "other"]:
    """Return what the ref of this whole name is."""
    return next((kind for prefix, kind in _KINDS if name.startswith(prefix)), "other")


def _is_id(text: str, length: int) -> bool:
    return len(text) == length and all(c in "0123456789abcdef" for c in text)


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "surrogateescape").strip()


def _resolve(text: str, found: Mapping[str, str], id_length: int) -> str | None:
    for _ in range(_LONGEST_CHAIN):
        if not text.startswith("ref:"):
            return text if _is_id(text, id_length) else None
        text = found.get(text.removeprefix("ref:").strip(), "")
    return None


def _packed(data: bytes) -> Iterator[tuple[str, str]]:
    # Lines that begin with ^ say where an annotated tag leads. The tag itself is read instead.
    for line in data.split(b"\n"):
        value, _, name = line.rstrip(b"\r").partition(b" ")
        if name and not line.startswith((b"#", b"^")):
            yield name.decode("utf-8", "surrogateescape"), value.decode("latin-1")


def _loose(folder: Folder, above: str, depth: int) -> Iterator[tuple[str, str]]:
    for name, kind in folder.entries():
        path = f"{above}/{name}"
        if kind == "file":
            data = folder.read(name, _REF_BYTES)
            if data is not None and not name.endswith(".lock"):
                yield path, _text(data)
        elif kind == "folder" and depth:
            below = folder.folder(name)
            if below is not None:
                with below:
                    yield from _loose(below, path, depth - 1)
