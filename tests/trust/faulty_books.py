"""Small books whose objects are stored in every way that git has."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gitrepo import GitRepo

LINES = [f"The tide was at {number}, and nobody came to look at it then." for number in range(40)]


def _write(path: Path, object_format: str = "sha1") -> GitRepo:
    """Write a book of two chapters in eight commits: a merge, a rename, a folder, a cut, tags."""
    repo = GitRepo(path, object_format=object_format)

    def text(*ranges: range) -> str:
        return "# One\n\n" + "\n\n".join(LINES[k] for several in ranges for k in several) + "\n"

    repo.commit({"ch1.md": text(range(12)), "notes.txt": "Tide tables.\n"}, "First draft")
    repo.tag("draft-1", message="The first draft")
    repo.commit({"ch1.md": text(range(6), range(8, 16))}, "Cut, and go on")
    base = repo.commit({"part/ch2.md": text(range(20, 30))}, "Second chapter")
    repo.commit({"part/ch2.md": text(range(20, 27))}, "Cut", move=False)
    side = repo.commit({"part/ch3.md": text(range(30, 35))}, "Third", parents=[base or ""])
    repo.move(base or "")
    repo.commit({"ch1.md": text(range(4), range(9, 18))}, "Revise")
    repo.merge(side or "")
    repo.commit({"ch1.md": None, "part/ch1.md": text(range(4), range(9, 19))}, "Move")
    repo.commit({"part/ch2.md": text(range(26, 30), range(20, 24))}, "Turn round")
    return repo


def loose(path: Path) -> None:
    _write(path)


def packed(path: Path) -> None:
    _write(path).pack()


def deep_deltas(path: Path) -> None:
    _write(path).git("repack", "-adfq", "--depth=50", "--window=50")


def two_packs(path: Path) -> None:
    """Two packs that share objects, and some loose ones."""
    repo = _write(path)
    repo.git("repack", "-dq")
    repo.commit({"part/ch4.md": LINES[0] + "\n"}, "Add one")
    repo.git("repack", "-dq")
    repo.git("pack-objects", "--all", "-q", str(repo.git_dir / "objects/pack/pack"), stdin=b"")
    repo.commit({"part/ch4.md": LINES[1] + "\n"}, "Change it")


def sha256(path: Path) -> None:
    _write(path, "sha256").git("repack", "-adq")


def sha256_loose(path: Path) -> None:
    _write(path, "sha256")


BOOKS: Mapping[str, object] = {
    "loose": loose,
    "packed": packed,
    "deep deltas": deep_deltas,
    "two packs": two_packs,
    "sha256": sha256,
    "sha256 loose": sha256_loose,
}
