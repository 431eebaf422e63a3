"""What is planted where a file or a folder is looked for, and the places that are."""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import stat
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from every_command import QUICK
from traps import SECRET

from drafttime.store_folder import OWN_FILES

GIT = (
    ".git .git/HEAD .git/config .git/config.worktree .git/packed-refs .git/refs .git/refs/heads "
    ".git/refs/heads/main .git/refs/heads/more .git/refs/tags .git/refs/tags/draft-1 .git/objects "
    ".git/objects/info .git/objects/info/alternates .git/objects/info/commit-graph "
    ".git/objects/info/commit-graphs .git/objects/pack .git/objects/pack/multi-pack-index "
    ".git/objects/LOOSE .git/objects/FOLDER .git/objects/PACK .git/objects/INDEX .git/info "
    ".git/info/grafts .git/info/exclude .git/info/attributes .git/shallow .git/commondir "
    ".git/gitdir .git/index .git/logs .git/logs/HEAD .git/FETCH_HEAD .git/hooks .git/worktrees"
).split()
WORK = ("drafttime.toml", ".mailmap", ".gitattributes", ".gitmodules", "ch1.md", "notes", "log.csv")
OURS = ("cache", *(f"cache/{name}" for name in OWN_FILES), "watch", "rooms")
OUTPUT: Mapping[str, tuple[str, ...]] = {
    "out": (),
    "out/s.csv": ("sessions file",),
    "out/weeks": ("week diary",),
    "out/weeks/2024-W01.md": ("week diary",),
    "out/compare.html": ("compare page",),
    "out/replay.html": ("replay",),
    "out/report": ("report",),
    "out/report/.drafttime-report": ("report",),
    "out/report/index.html": ("report",),
    "out/report/.gitignore": ("report",),
    "out/data.json": ("report",),
    "out/portfolio": ("portfolio",),
    "out/portfolio/.drafttime-report": ("portfolio",),
    "watch/LOG": ("watch", "watch", "watch status"),
    "watch/LOCK": ("watch", "watch", "watch status"),
    "report": ("verify",),
    "report/index.html": ("verify",),
    "report/data.json": ("verify",),
    "report/.drafttime-report": ("verify",),
    "log.csv": ("import", "sessions by draft"),
}
MORE = ("cache info", "cache clear", "watch")

PLACES: Mapping[str, tuple[str, ...]] = {
    **{f"book/{name}": () for name in (*GIT, *WORK)},
    **dict.fromkeys(OURS, (*QUICK, *MORE)),
    **OUTPUT,
}
"""Each place, below the home of a case, with the commands that look there (none: any)."""

NAMED = frozenset({"log.csv", "report", "rooms"})
"""Places that whoever runs a command names: a link there is followed."""

GONE_THROUGH = frozenset({"out", "rooms"})
"""Folders on the way to what is named: one that leads elsewhere is gone through."""

Plant = Callable[[Path, Path], None]
"""Called with the place, which is free, and with the folder outside."""


def twin(place: Path, outside: Path) -> Path:
    """Return what stands outside in the place's stead, made if there is nothing like it."""
    parts = place.parts[place.parts.index(outside.parent.name) + 1 :]
    found = outside.joinpath("secret", *parts)
    if not found.exists():
        found = outside / "secret.txt"
    return found


def pipe(place: Path, outside: Path) -> None:
    os.mkfifo(place)


def link(place: Path, outside: Path) -> None:
    place.symlink_to(twin(place, outside))


def near_link(place: Path, outside: Path) -> None:
    place.symlink_to(os.path.relpath(twin(place, outside), place.parent))


def link_to_folder(place: Path, outside: Path) -> None:
    place.symlink_to(outside / "folder")


def link_to_nothing(place: Path, outside: Path) -> None:
    place.symlink_to(outside / "nothing")


def link_to_pipe(place: Path, outside: Path) -> None:
    place.symlink_to(outside / "pipe")


def circle(place: Path, outside: Path) -> None:
    place.symlink_to(place.name)


def wide_circle(place: Path, outside: Path) -> None:
    other = place.with_name(place.name + ".other")
    with suppress(FileExistsError):
        other.symlink_to(place.name)
    place.symlink_to(other.name)


def endless(place: Path, outside: Path) -> None:
    place.symlink_to("/dev/zero")


def terminal(place: Path, outside: Path) -> None:
    place.symlink_to("/dev/stdin")


def device(place: Path, outside: Path) -> None:
    """A device that gives zeros without end, where one may be made."""
    try:
        os.mknod(place, stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except OSError:
        endless(place, outside)


def folder(place: Path, outside: Path) -> None:
    (place / "inner").mkdir(parents=True)


def file(place: Path, outside: Path) -> None:
    place.write_text("Nothing that anybody looks for here.\n")


def empty(place: Path, outside: Path) -> None:
    place.touch()


def listener(place: Path, outside: Path) -> None:
    here = os.open(place.parent, os.O_RDONLY | os.O_DIRECTORY)
    with socket.socket(socket.AF_UNIX) as bound:  # its path would be too long for one
        bound.bind(f"/proc/self/fd/{here}/{place.name}")
    os.close(here)


PLANTS: Mapping[str, Plant] = {
    "pipe": pipe,
    "link": link,
    "relative link": near_link,
    "link to a folder": link_to_folder,
    "link to nothing": link_to_nothing,
    "link to a pipe": link_to_pipe,
    "link to itself": circle,
    "links in a circle": wide_circle,
    "link to /dev/zero": endless,
    "link to /dev/stdin": terminal,
    "device": device,
    "folder": folder,
    "file": file,
    "empty file": empty,
    "socket": listener,
}
UNREADABLE = "unreadable"
"""What stands in the place, closed to everybody."""

EVERY_PLANT = (*PLANTS, UNREADABLE)


def plant(place: Path, how: str, outside: Path) -> None:
    """Plant something into a place; what stood there is gone, unless it is to be unreadable."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if how == UNREADABLE:
        if not place.exists():
            place.touch()
        place.chmod(0)
        return
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
    PLANTS[how](place, outside)


def write_outside(outside: Path) -> None:
    """Write what no link may lead to, or through."""
    (outside / "folder").mkdir()
    (outside / "folder" / "inner.md").write_text(f"{SECRET} was here.\n")
    (outside / "secret.txt").write_text(f"{SECRET} is my secret.\n")
    os.mkfifo(outside / "pipe")


def become_ordinary() -> None:
    """Give up root's right to open what is closed, also for the programs that are run."""
    if os.geteuid() != 0 or not sys.platform.startswith("linux"):
        return
    library = ctypes.CDLL(None, use_errno=True)
    for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        library.prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    data = (ctypes.c_uint32 * 6)()
    assert library.capget(header, data) == 0
    data[0] &= ~0b110
    data[1] &= ~0b110
    assert library.capset(header, data) == 0
