"""Real git histories for tests: fixed people and times, no configuration, no process.

    repo = GitRepo(tmp_path / "book")
    first = repo.commit({"ch01.md": "It was raining.\n"}, "First draft")
    repo.tag("draft-1")
    repo.commit({"ch01.md": None, "ch02.md": "It rained.\n"}, "Move on", offset="+0100")

Objects are written here, loose, byte for byte, so that a commit takes about a millisecond and its
id can be asserted. `git()` runs the real git on the result, without anybody's configuration.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

START = 1704099600  # 2024-01-01 09:00 UTC, a Monday
AUTHOR = "Ada Writer <ada@example.org>"
ENVIRONMENT = {
    "PATH": os.environ.get("PATH", os.defpath),
    "HOME": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Ada Writer",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": f"{START} +0000",
    "GIT_COMMITTER_NAME": "Ada Writer",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_COMMITTER_DATE": f"{START} +0000",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


@dataclass(frozen=True)
class Special:
    """A tree entry that is no plain file: mode, and its bytes or (submodule) its commit."""

    mode: str
    data: bytes | str


def symlink(target: str) -> Special:
    return Special("120000", target.encode())


def script(text: str | bytes) -> Special:
    return Special("100755", _bytes(text))


def submodule(commit: str) -> Special:
    return Special("160000", commit)


Content = str | bytes | Special | None
Files = dict[str, tuple[str, str]]  # path -> (mode, object id)


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


class GitRepo:
    """A repository under construction; HEAD is on `branch`, each commit an hour after the last."""

    def __init__(
        self, path: Path, *, object_format: str = "sha1", bare: bool = False, branch: str = "main"
    ) -> None:
        self.path = path
        self.git_dir = path if bare else path / ".git"
        self.object_format = object_format
        self.clock = START
        self._files: dict[str, Files] = {}
        self._parents: dict[str, tuple[str, ...]] = {}
        for folder in ("objects/info", "objects/pack", "refs/heads", "refs/tags", "info"):
            (self.git_dir / folder).mkdir(parents=True)
        version = 0 if object_format == "sha1" else 1
        config = f"[core]\n\trepositoryformatversion = {version}\n\tfilemode = true\n"
        config += f"\tbare = {str(bare).lower()}\n"
        if version:
            config += f"[extensions]\n\tobjectformat = {object_format}\n"
        (self.git_dir / "config").write_text(config)
        self.switch(branch)

    # objects

    def raw(self, kind: str, data: bytes) -> str:
        """Write any object, well-formed or not, and return its id."""
        whole = b"%s %d\0%s" % (kind.encode(), len(data), data)
        name = hashlib.new(self.object_format, whole).hexdigest()
        path = self.object_path(name)
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(zlib.compress(whole, 1))
        return name

    def object_path(self, name: str) -> Path:
        return self.git_dir / "objects" / name[:2] / name[2:]

    def blob(self, data: str | bytes) -> str:
        return self.raw("blob", _bytes(data))

    def tree(self, files: Files) -> str:
        """Write the trees for `files` and return the id of the outermost."""
        here: dict[bytes, tuple[str, str]] = {}
        below: dict[str, Files] = {}
        for path, entry in files.items():
            folder, slash, rest = path.partition("/")
            if slash:
                below.setdefault(folder, {})[rest] = entry
            else:
                here[path.encode("utf-8", "surrogateescape")] = entry
        for folder, inner in below.items():
            here[folder.encode("utf-8", "surrogateescape")] = ("40000", self.tree(inner))
        ordered = sorted(here.items(), key=lambda e: e[0] + (b"/" if e[1][0] == "40000" else b""))
        return self.raw(
            "tree",
            b"".join(b"%s %s\0%s" % (m.encode(), n, bytes.fromhex(i)) for n, (m, i) in ordered),
        )

    # commits

    def commit(
        self,
        files: Mapping[str, Content] | None = None,
        message: str | bytes = "Write",
        *,
        author: str | bytes = AUTHOR,
        time: int | str | None = None,
        offset: str = "+0000",
        committed: int | str | None = None,
        committer: str | bytes | None = None,
        parents: Sequence[str] | None = None,
        headers: bytes = b"",
        encoding: str | None = None,
        move: bool = True,
    ) -> str:
        """Change `files` (None removes one) of the first parent and commit; return the id.

        `parents` are HEAD unless given (an empty list begins a new root). `headers` are raw lines
        between committer and message. `move=False` leaves HEAD's branch where it is.
        """
        if parents is None:
            parents = [self.head] if self.head else []
        state = dict(self._files[parents[0]]) if parents else {}
        for path, content in (files or {}).items():
            if content is None:
                del state[path]
            elif isinstance(content, Special) and content.mode == "160000":
                state[path] = (content.mode, str(content.data))
            elif isinstance(content, Special):
                state[path] = (content.mode, self.blob(content.data))
            else:
                state[path] = ("100644", self.blob(content))
        if time is None:
            self.clock += 3600
            time = self.clock
        elif isinstance(time, int):
            self.clock = time
        how = encoding or "utf-8"
        said = [x if isinstance(x, bytes) else x.encode(how) for x in (author, committer or author)]
        stamps = [
            f"{t} {offset}".encode() for t in (time, time if committed is None else committed)
        ]
        lines = [b"tree " + self.tree(state).encode()]
        lines += [b"parent " + parent.encode() for parent in parents]
        lines += [b"author %s %s" % (said[0], stamps[0]), b"committer %s %s" % (said[1], stamps[1])]
        if encoding:
            lines.append(b"encoding " + encoding.encode())
        text = message if isinstance(message, bytes) else (message + "\n").encode(how)
        name = self.raw("commit", b"\n".join(lines) + b"\n" + headers + b"\n" + text)
        self._files[name], self._parents[name] = state, tuple(parents)
        if move:
            self.move(name)
        return name

    def merge(
        self,
        *others: str,
        files: Mapping[str, Content] | None = None,
        message: str = "Merge",
        **how,
    ) -> str:
        """Merge `others` (branches or ids) into HEAD; `files` settle what both sides changed."""
        ours = self.head
        assert ours
        state = self._files[ours]
        taken: dict[str, Content] = {}
        theirs = [self.id_of(other) for other in others]
        for other in theirs:
            base = self._files.get(self._base(ours, other), {})
            for path in sorted({*base, *self._files[other]}):
                old, new = base.get(path), self._files[other].get(path)
                if old == new or path in (files or {}) or state.get(path) == new:
                    continue
                assert state.get(path) == old, f"both sides changed {path}: say what it becomes"
                taken[path] = Special(*self._stored(*new)) if new else None
        return self.commit({**taken, **(files or {})}, message, parents=[ours, *theirs], **how)

    def _stored(self, mode: str, name: str) -> tuple[str, bytes | str]:
        if mode == "160000":
            return mode, name
        return mode, zlib.decompress(self.object_path(name).read_bytes()).partition(b"\0")[2]

    def _base(self, ours: str, other: str) -> str:
        seen, ahead = {ours}, [ours]
        while ahead:
            more = [p for c in ahead for p in self._parents[c] if p not in seen]
            seen.update(more)
            ahead = more
        ahead = [other]
        while ahead:
            for commit in ahead:
                if commit in seen:
                    return commit
            ahead = [p for c in ahead for p in self._parents[c]]
        return ""

    # names

    @property
    def head(self) -> str | None:
        """The commit of HEAD, or None before the first."""
        text = (self.git_dir / "HEAD").read_text().strip()
        return self._read_ref(text[5:]) if text.startswith("ref: ") else text

    def id_of(self, name: str) -> str:
        """Return the id that a branch or tag holds; anything else is taken for an id."""
        return self._read_ref(f"refs/heads/{name}") or self._read_ref(f"refs/tags/{name}") or name

    def _read_ref(self, name: str) -> str | None:
        path, packed = self.git_dir / name, self.git_dir / "packed-refs"
        if path.exists():
            return path.read_text().strip()
        lines = packed.read_text().splitlines() if packed.exists() else []
        return next((line.split()[0] for line in lines if line.endswith(" " + name)), None)

    def ref(self, name: str, target: str) -> None:
        """Write the loose ref `name` (whole, such as refs/remotes/origin/main)."""
        path = self.git_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(target + "\n")

    def move(self, target: str) -> None:
        """Let HEAD's branch (or a detached HEAD) point to `target`."""
        text = (self.git_dir / "HEAD").read_text().strip()
        self.ref(text[5:] if text.startswith("ref: ") else "HEAD", target)

    def branch(self, name: str, target: str | None = None) -> None:
        self.ref(f"refs/heads/{name}", target or self.head or "")

    def switch(self, branch: str) -> None:
        """Put HEAD on `branch`, which need not exist yet."""
        (self.git_dir / "HEAD").write_text(f"ref: refs/heads/{branch}\n")

    def detach(self, target: str | None = None) -> None:
        (self.git_dir / "HEAD").write_text((target or self.head or "") + "\n")

    def tag(self, name: str, target: str | None = None, message: str | None = None) -> str:
        """Tag `target` or HEAD, annotated if there is a `message`; return what the tag holds."""
        target = target or self.head or ""
        if message is not None:
            lines = (
                f"object {target}\ntype commit\ntag {name}\ntagger {AUTHOR} {self.clock} +0000\n"
            )
            target = self.raw("tag", f"{lines}\n{message}\n".encode())
        self.ref(f"refs/tags/{name}", target)
        return target

    # the real git

    def git(self, *arguments: str, stdin: bytes | None = None, **environment: str) -> str:
        """Run git on the repository with nobody's configuration; return what it prints."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.path,
            env={**ENVIRONMENT, "GIT_DIR": str(self.git_dir), **environment},
            input=stdin,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return done.stdout.decode(errors="surrogateescape").strip()

    def pack(self) -> None:
        """Put all objects into one pack and all refs into packed-refs."""
        self.git("repack", "-adq")
        self.git("pack-refs", "--all")

    def checkout(self) -> None:
        """Write HEAD's files to the work tree, and the index."""
        self.git("reset", "--hard", "--quiet", GIT_WORK_TREE=str(self.path))
