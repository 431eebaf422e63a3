"""Write invented histories into a repository through one `git fast-import`.

    written = write(folder, [invent(1, 0), invent(1, 1)])
    written[0].show(folder)   # HEAD and the tags are now those of the first one

All histories share the objects of one bare repository; refs say which of them is to be seen.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gitrepo import ENVIRONMENT, GitRepo
from invented_histories import Entry, Invented


@dataclass(frozen=True)
class Written:
    """A history in a repository: the ids of its commits, by position."""

    invented: Invented
    ids: tuple[str, ...]

    def show(self, folder: Path, final: int | None = None) -> None:
        """Let HEAD lead to one of the commits, and the tags to theirs where they stand by then."""
        last = self.invented.final if final is None else final
        seen = {*self.invented.ancestors(last), last}
        (folder / "HEAD").write_text("ref: refs/heads/main\n")
        lines = [f"{self.ids[last]} refs/heads/main\n"]
        lines += [
            f"{self.ids[at]} refs/tags/{tag}\n"
            for tag, at in sorted(self.invented.tags.items())
            if at in seen
        ]
        fresh = folder / "packed-refs.lock"
        fresh.write_text("".join(lines))
        fresh.rename(folder / "packed-refs")


def write(folder: Path, several: Sequence[Invented]) -> list[Written]:
    """Create a bare repository in `folder` that holds these histories."""
    GitRepo(folder, bare=True)
    done = subprocess.run(
        ["git", "fast-import", "--quiet", "--force", "--date-format=raw-permissive",
         "--export-marks=marks"],
        input=b"".join(_stream(several)),
        cwd=folder,
        env={**ENVIRONMENT, "GIT_DIR": os.fspath(folder)},
        capture_output=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise AssertionError(done.stderr.decode(errors="replace")[-2_000:])
    marks = dict(line.split() for line in (folder / "marks").read_text().splitlines())
    (folder / "marks").unlink()
    for ref in (folder / "refs" / "heads").glob("*"):
        ref.unlink()
    found, first = [], 1
    for invented in several:
        ids = tuple(marks[f":{first + at}"] for at in range(len(invented.commits)))
        found.append(Written(invented, ids))
        first += len(invented.commits)
    return found


def _stream(several: Sequence[Invented]) -> Iterator[bytes]:
    count = sum(len(invented.commits) for invented in several)
    blobs: dict[bytes, int] = {}
    first = 1
    for number, invented in enumerate(several):
        for position, made in enumerate(invented.commits):
            for entry in made.tree.values():
                if entry.mode != b"160000" and entry.bytes not in blobs:
                    blobs[entry.bytes] = count + 1 + len(blobs)
                    yield b"blob\nmark :%d\n%s" % (blobs[entry.bytes], _data(entry.bytes))
            # A branch of its own, or fast-import would take the last commit for the parent.
            yield b"reset refs/heads/b%d\n" % number
            yield b"commit refs/heads/b%d\nmark :%d\n" % (number, first + position)
            yield b"author %s %s\ncommitter %s %s\n" % (
                *(made.identity, made.stamp), *(made.identity, made.stamp),
            )  # fmt: skip
            if made.encoding:
                yield b"encoding %s\n" % made.encoding
            yield _data(made.message)
            for at, parent in enumerate(made.parents):
                yield b"%s :%d\n" % (b"merge" if at else b"from", first + parent)
            yield b"deleteall\n"
            for path, entry in sorted(made.tree.items()):
                yield b"M %s %s %s\n" % (entry.mode, _ref(entry, blobs), _quoted(path))
            yield b"\n"
        first += len(invented.commits)
    yield b"done\n"


def _ref(entry: Entry, blobs: dict[bytes, int]) -> bytes:
    return entry.data if entry.mode == b"160000" else b":%d" % blobs[entry.bytes]


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _quoted(path: bytes) -> bytes:
    inner = b"".join(
        bytes([b]) if 32 <= b < 127 and b not in b'"\\' else b"\\%03o" % b for b in path
    )
    return b'"' + inner + b'"'
