"""A book laid with traps: programs that would tell on whoever runs them, and a secret beside it."""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from gitrepo import GitRepo, submodule
from small_novel import write_novel

SECRET = "Grimalkin"
ATTRIBUTES = "ch*.md diff=prose filter=prose merge=prose\n"
LOST = "These are the words that were never fetched.\n"

_PGP = b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----\n"
_SSH = b"gpgsig -----BEGIN SSH SIGNATURE-----\n U1NI\n -----END SSH SIGNATURE-----\n"
_X509 = b"gpgsig -----BEGIN SIGNED MESSAGE-----\n MIA=\n -----END SIGNED MESSAGE-----\n"


def write_book(path: Path) -> GitRepo:
    """Write a small novel that has everything that git could be steered by: signatures, drivers."""
    repo = write_novel(path, commits=6)
    base = repo.head
    repo.commit({"ch1.md": "# One\n\nIt rained on the other side.\n"}, "Another way")
    repo.branch("other")
    repo.move(base or "")
    modules = '[submodule "sub"]\n\tpath = sub\n\turl = ./sub\n'
    repo.commit(
        {".gitattributes": ATTRIBUTES, ".gitmodules": modules, "sub": submodule("1" * 40)},
        "Attributes",
    )
    for number, signature in enumerate((_PGP, _SSH, _X509)):
        text = f"# One\n\nShe signed it {number + 1} times, and it rained.\n"
        repo.commit({"ch1.md": text}, f"Sign {number}", headers=signature)
    repo.commit({"lost.md": LOST}, "Add what will be lost")
    repo.commit({"lost.md": None}, "Take it away again")
    repo.tag("draft-2", message="Signed\n-----BEGIN PGP SIGNATURE-----\n\niQ==\n")
    repo.checkout()
    return repo


def write_secret(path: Path) -> GitRepo:
    """Write a book of somebody else, which no trap may lead a reader to."""
    repo = GitRepo(path)
    repo.commit({"ch1.md": f"# {SECRET}\n\n{SECRET} is my secret.\n"}, f"Write {SECRET}")
    repo.checkout()
    (path / "drafttime.toml").write_text(f'title = "{SECRET}"\n')
    (path / "log.csv").write_text(f"start,end,note\n2024-01-02 09:00,2024-01-02 10:00,{SECRET}\n")
    (path / "config").write_text(f"[core]\n\teditor = {SECRET}\n")
    return repo


class Listener:
    """A socket of this machine that nobody may knock at."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.port = int(self._socket.getsockname()[1])

    def knocks(self) -> int:
        """Return how often somebody connected since this was last asked."""
        found = 0
        while True:
            try:
                self._socket.accept()[0].close()
            except BlockingIOError:
                return found
            found += 1

    def close(self) -> None:
        self._socket.close()


@dataclass
class Trap:
    """One copy of the book in `home`, what its programs would write, and the environment."""

    home: Path
    secret: Path
    port: int
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def book(self) -> Path:
        return self.home / "book"

    @property
    def git_dir(self) -> Path:
        return self.book / ".git"

    def canary(self, name: str) -> Path:
        """Return the file that stands after something was run or written that should not be."""
        return self.home / "canaries" / re.sub(r"[^\w.-]+", "-", name)

    def script(self, name: str, place: Path | None = None) -> Path:
        """Write a program that makes its canary sing, and return its path."""
        path = place or self.home / "bin" / self.canary(name).name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(f'#!/bin/sh\necho "$0 $*" >> "{self.canary(name)}"\n')
        path.chmod(0o755)
        return path

    def module(self, name: str) -> str:
        """Return the text of a Python module that makes its canary sing when it is loaded."""
        return f"open({str(self.canary(name))!r}, 'a').write('loaded')\n"

    def fifo(self, place: Path) -> Path:
        """Put a pipe that nobody writes to into a place."""
        self.take_away(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(place)
        return place

    def link(self, place: Path, target: Path) -> None:
        self.take_away(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target)

    def write(self, place: Path, text: str | bytes) -> None:
        """Write a file, adding to a configuration that is there, and replacing anything else."""
        data = text.encode() if isinstance(text, str) else text
        adds = place.name in {"config", "attributes", ".gitattributes"}
        before = place.read_bytes() if adds and place.is_file() and not place.is_symlink() else b""
        self.take_away(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(before + data)

    def take_away(self, place: Path) -> None:
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)

    def configure(self, name: str, text: str) -> None:
        """Add to the repository's configuration; {run} is a program that sings as `name`."""
        if not (self.git_dir / "config").parent.is_dir():
            return
        self.write(self.git_dir / "config", self.filled(name, text))

    def filled(self, name: str, text: str) -> str:
        """Fill in what a configuration names: {run}, {home}, {port}, {secret}."""
        return (
            text.replace("{run}", str(self.script(name)))
            .replace("{home}", str(self.home))
            .replace("{port}", str(self.port))
            .replace("{secret}", str(self.secret))
        )

    def lose(self, text: str) -> None:
        """Take the blob of a text away, as a partial clone that never fetched it."""
        name = GitRepo.blob(self.repo(), text)
        (self.git_dir / "objects" / name[:2] / name[2:]).unlink()

    def repo(self) -> GitRepo:
        """Return the repository as one that objects can be written to."""
        found = object.__new__(GitRepo)
        found.path, found.git_dir, found.object_format = self.book, self.git_dir, "sha1"
        return found

    def songs(self) -> list[str]:
        """Return the canaries that sang, with what they wrote."""
        folder = self.home / "canaries"
        return [f"{path.name}: {path.read_text('utf-8', 'replace')[:200]}"
                for path in sorted(folder.iterdir())]  # fmt: skip


@contextmanager
def laid(home: Path, book: Path, secret: Path, port: int) -> Iterator[Trap]:
    """Copy the book into `home`, to be trapped; all of it is gone afterwards."""
    (home / "canaries").mkdir(parents=True)
    shutil.copytree(book, home / "book", symlinks=True)
    try:
        yield Trap(home, secret, port)
    finally:
        shutil.rmtree(home)
