"""Write a repository in one go, through `git fast-import`; nothing comes from the user's setup.

The same commits give the same object ids on every machine: identities, times, zones, the branch and
the object format are all said, and no configuration, template, hook or `GIT_*` variable is read.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafttime.errors import DrafttimeError
from drafttime.history.environment import find_git
from drafttime.model.history import Moment, Person

SECONDS_TO_WAIT = 60


class ImportFailedError(DrafttimeError):
    """Git would not take what it was given."""


@dataclass(frozen=True, slots=True)
class NewCommit:
    """A commit to be written.

    `parents` are positions in the list of commits, the first parent first. `files` is the whole
    tree, path to contents. `tag` is the name of an annotated tag on this commit, or empty, and
    `tag_message` is what the tag says.
    """

    branch: str
    author: Person
    authored: Moment
    message: str
    parents: tuple[int, ...]
    files: Mapping[str, bytes]
    tag: str = ""
    tag_message: str = ""


def write_repository(folder: Path, commits: Sequence[NewCommit], *, head: str = "main") -> str:
    """Create a repository in the existing, empty `folder`, check out `head`, return HEAD's id.

    Author and committer are the same person at the same time. The index is written, so that
    `git status` is clean. Costs four git processes, whatever the number of commits. Raises
    RepositoryError when git is missing, ImportFailedError when it refuses.
    """
    _git(
        folder, "init", "--quiet", "--template=", f"--initial-branch={head}", "--object-format=sha1"
    )
    _git(folder, "fast-import", "--quiet", "--date-format=raw", stream=b"".join(_stream(commits)))
    _git(folder, "read-tree", "-m", "-u", "HEAD")
    return _git(folder, "rev-parse", "--verify", "HEAD").decode("ascii").strip()


def _stream(commits: Sequence[NewCommit]) -> Iterator[bytes]:
    """Yield the import stream: every content once, then the commit that first needs it."""
    blobs: dict[bytes, int] = {}
    first_blob = len(commits) + 1
    for position, commit in enumerate(commits):
        for content in commit.files.values():
            if content not in blobs:
                blobs[content] = first_blob + len(blobs)
                yield b"blob\nmark :%d\n" % blobs[content]
                yield _data(content)
        yield from _commit(commit, position, blobs)
        if commit.tag:
            yield b"tag %s\nfrom :%d\n" % (commit.tag.encode(), position + 1)
            yield _who("tagger", commit)
            yield _data(f"{commit.tag_message or commit.tag}\n".encode())
    yield b"done\n"


def _commit(commit: NewCommit, position: int, blobs: Mapping[bytes, int]) -> Iterator[bytes]:
    """Yield one commit with its whole tree; the mark is its position plus one."""
    yield b"commit refs/heads/%s\nmark :%d\n" % (commit.branch.encode(), position + 1)
    yield _who("author", commit)
    yield _who("committer", commit)
    yield _data(f"{commit.message.rstrip()}\n".encode())
    for number, parent in enumerate(commit.parents):
        yield b"%s :%d\n" % (b"merge" if number else b"from", parent + 1)
    yield b"deleteall\n"
    for path in sorted(commit.files):
        yield b"M 100644 :%d %s\n" % (blobs[commit.files[path]], path.encode())
    yield b"\n"


def _who(role: str, commit: NewCommit) -> bytes:
    sign = "-" if commit.authored.offset_minutes < 0 else "+"
    hours, minutes = divmod(abs(commit.authored.offset_minutes), 60)
    zone = f"{sign}{hours:02}{minutes:02}"
    person = f"{commit.author.name} <{commit.author.email}>"
    return f"{role} {person} {commit.authored.seconds} {zone}\n".encode()


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _environment(folder: Path, inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for git: nothing of git's or ssh's is inherited, no setup is read."""
    kept = {k: v for k, v in inherited.items() if not k.upper().startswith(("GIT_", "SSH_"))}
    return kept | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        # A folder inside somebody's repository must not be taken for a part of it.
        "GIT_DIR": str(folder / ".git"),
        "HOME": str(folder / ".git"),
        "XDG_CONFIG_HOME": str(folder / ".git"),
        "LC_ALL": "C",
    }


def _git(folder: Path, *arguments: str, stream: bytes = b"") -> bytes:
    """Run git in `folder`, feed it `stream`, return what it prints."""
    options: Iterable[str] = ("-c", f"core.hooksPath={os.devnull}", "-c", "core.autocrlf=false")
    try:
        done = subprocess.run(
            [find_git(), *options, *arguments],
            cwd=folder,
            env=_environment(folder, os.environ),
            input=stream,
            capture_output=True,
            check=True,
            timeout=SECONDS_TO_WAIT,
        )
    except (subprocess.SubprocessError, OSError):
        # Git's own words are not passed on: they may hold anything.
        raise ImportFailedError(
            f"git could not do its step “{arguments[0]}” in {folder}",
            "see that `git --version` says 2.32 or newer and that the disk is not full",
        ) from None
    return done.stdout
