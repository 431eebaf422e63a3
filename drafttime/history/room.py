"""The clean room: a private, bare git folder that borrows only the objects of the repository.

No option makes git ignore a repository's configuration, attributes and hooks. So git never sees
the repository: it runs in a folder of our own making, with a configuration of five lines, and
finds nothing of the repository there but its objects.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from drafttime.errors import RepositoryError
from drafttime.history.environment import (
    check_version,
    find_git,
    git_environment,
    load_gitpython,
)
from drafttime.history.process import TOTAL_BYTES, GitProcess
from drafttime.temporary import temporary_folder

_CONFIG = """\
[core]
\trepositoryFormatVersion = {version}
\tbare = true
\tcommitGraph = false
\tmultiPackIndex = false
"""
_EXTENSIONS = "[extensions]\n\tobjectFormat = {object_format}\n"


class CleanRoom:
    """A context manager; leaving it removes the folder. Opening takes a few milliseconds.

    Not for several threads: GitPython and `cat-file` mix up the answers.
    """

    def __init__(self, objects: Path, object_format: str, shallow: Iterable[str] = ()) -> None:
        self._executable = find_git()
        check_version(self._executable)
        git = load_gitpython(self._executable)
        self._folder, path = _furnished(object_format, shallow)
        self._environment = git_environment(path, objects)
        self._not_started: tuple[type[Exception], ...] = (git.exc.GitError, OSError)
        self._repo = git.Repo(path, expand_vars=False)

    def start(
        self,
        *arguments: str,
        feed: Iterable[bytes] | None = None,
        limit_bytes: int = TOTAL_BYTES,
    ) -> GitProcess:
        """Start `git ARGUMENTS`, which are fixed words or hex digits, never other text."""
        try:
            started = self._repo.git.execute(
                [self._executable, *arguments],
                istream=subprocess.PIPE,
                as_process=True,
                env=self._environment,
                start_new_session=True,  # a process group of its own
            )
        except self._not_started as error:
            raise RepositoryError(
                "git could not be started",
                "check that `git version` works in this terminal, then run drafttime again",
            ) from error
        # GitPython's wrapper would end the process as soon as this function returns.
        process, started.proc = started.proc, None
        return GitProcess(process, feed, limit_bytes=limit_bytes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._repo.close()
        self._folder.cleanup()


def _furnished(
    object_format: str, shallow: Iterable[str]
) -> tuple[tempfile.TemporaryDirectory[str], Path]:
    try:
        folder = temporary_folder()
        path = Path(folder.name).resolve()
        _furnish(path, object_format, shallow)
    except OSError as error:
        raise RepositoryError(
            "there is no room for temporary files",
            "free some space, or set TMPDIR to a folder that can be written to",
        ) from error
    return folder, path


def _furnish(path: Path, object_format: str, shallow: Iterable[str]) -> None:
    (path / "objects").mkdir()
    (path / "refs").mkdir()
    (path / "HEAD").write_text("ref: refs/heads/none\n")
    plain = object_format == "sha1"
    config = _CONFIG.format(version=0 if plain else 1)
    config += "" if plain else _EXTENSIONS.format(object_format=object_format)
    (path / "config").write_text(config)
    if lines := "".join(f"{name}\n" for name in sorted(shallow)):
        (path / "shallow").write_text(lines)
