"""Repositories that are made to use up time or memory: small to send, and huge to read.

`BOMBS` maps a name to what builds it: a function of an empty folder and of a `scale` from 0 to 1,
of which 1 is the whole bomb. Each holds a chapter of honest prose beside the bomb.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from random import Random

from gitrepo import ENVIRONMENT, GitRepo

Builder = Callable[[Path, float], None]

CHAPTER = (
    "# The Ferry\n\n"
    + "The tide came in over the flats, and nobody saw it come in but the pilot.\n\n" * 3
)
_CHUNK = 1 << 20


def of_versions(*versions: Callable[[float], str | bytes], path: str = "ch02.md") -> Builder:
    """Return the builder of a book in which one file holds these texts, one after another."""

    def build(folder: Path, scale: float) -> None:
        repo = GitRepo(folder, bare=True)
        repo.commit({"ch01.md": CHAPTER}, "Begin")
        for number, version in enumerate(versions, 1):
            repo.commit({path: version(scale)}, f"Version {number}")
        repo.commit({"ch01.md": CHAPTER + "And then it went out.\n"}, "End")

    return build


def times(text: str, count: int, tail: str = "\n\nThe end of it.\n") -> Callable[[float], str]:
    """Return a text that repeats another so often, at full scale."""
    return lambda scale: text * max(1, int(count * scale)) + tail


def _shuffled(make: Callable[[int], str], count: int, seed: int) -> Callable[[float], str]:
    def build(scale: float) -> str:
        parts = [make(k) for k in range(int(count * scale))]
        Random(seed).shuffle(parts)
        return "".join(parts)

    return build


def _noise(count: int) -> Callable[[float], bytes]:
    return lambda scale: bytes(Random(1).choices(range(0xA0, 0x100), k=int(count * scale)))


def _zeros(folder: Path, scale: float) -> None:
    repo = GitRepo(folder, bare=True)
    repo.commit({"ch01.md": CHAPTER}, "Begin")
    huge = stored(repo, b"blob", int(scale * (1 << 30)))
    _commit_tree(repo, {"ch01.md": ("100644", repo.blob(CHAPTER)), "ch02.md": ("100644", huge)})


def _many_zeros(folder: Path, scale: float) -> None:
    repo = GitRepo(folder, bare=True)
    files = {"ch01.md": ("100644", repo.blob(CHAPTER))}
    for k in range(max(2, int(scale * 60))):
        files[f"part{k}.md"] = ("100644", stored(repo, b"blob", (30 << 20) + k, b"word " * 4_000))
    _commit_tree(repo, files)


def _message(folder: Path, scale: float) -> None:
    repo = GitRepo(folder, bare=True)
    tree = repo.tree({"ch01.md": ("100644", repo.blob(CHAPTER))})
    first = repo.commit({"ch01.md": CHAPTER}, "Begin")
    head = (
        f"tree {tree}\nparent {first}\nauthor A <a@b> 1700000000 +0000\n"
        "committer A <a@b> 1700000000 +0000\n\n"
    )
    size = int(scale * (100 << 20))
    name = stored(repo, b"commit", size, b"x" * 4_000, head.encode())
    repo._files[name], repo._parents[name] = dict(repo._files[first]), (first,)
    repo.move(name)
    repo.commit({"ch01.md": CHAPTER + "And then it went out.\n"}, "End")


def stored(
    repo: GitRepo, kind: bytes, size: int, pattern: bytes = b"\0" * 4_096, head: bytes = b""
) -> str:
    """Write a loose object that repeats a pattern up to its size; never held in memory."""
    digest, packer = hashlib.new(repo.object_format), zlib.compressobj(1)
    target = repo.git_dir / "objects" / "new"
    with target.open("wb") as file:
        for piece in _pieces(kind, size, pattern, head):
            digest.update(piece)
            file.write(packer.compress(piece))
        file.write(packer.flush())
    path = repo.object_path(digest.hexdigest())
    path.parent.mkdir(exist_ok=True)
    target.rename(path)
    return digest.hexdigest()


def _pieces(kind: bytes, size: int, pattern: bytes, head: bytes) -> Iterator[bytes]:
    yield b"%s %d\0" % (kind, size)
    yield head
    left = size - len(head)
    chunk = pattern * (_CHUNK // len(pattern))
    while left > 0:
        yield chunk[:left]
        left -= len(chunk)


def _commit_tree(repo: GitRepo, files: dict[str, tuple[str, str]], message: str = "Bomb") -> str:
    """Commit a whole tree by the ids of its files."""
    name = repo.raw("commit", commit_bytes(repo.tree(files), [repo.head] if repo.head else []))
    repo.move(name)
    return name


def commit_bytes(tree: str, parents: Iterable[str], message: str = "Bomb") -> bytes:
    lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
    lines += ["author A Writer <a@example.org> 1700000000 +0000"]
    lines += ["committer A Writer <a@example.org> 1700000000 +0000", "", message, ""]
    return "\n".join(lines).encode()


def imported(folder: Path, stream: Iterable[bytes]) -> None:
    """Feed a stream to `git fast-import` in a new bare repository whose HEAD is on main."""
    GitRepo(folder, bare=True)
    process = subprocess.Popen(
        ["git", "fast-import", "--quiet", "--force", "--date-format=raw-permissive"],
        stdin=subprocess.PIPE,
        cwd=folder,
        env={**ENVIRONMENT, "GIT_DIR": os.fspath(folder)},
    )
    assert process.stdin
    with process.stdin as pipe:
        for piece in stream:
            pipe.write(piece)
    assert process.wait() == 0


def data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def commit_line(mark: int, message: str = "Write", ref: str = "main") -> bytes:
    """Return the head of a commit for fast-import, an hour after the one before."""
    who = b"A Writer <a@example.org> %d +0000" % (1_600_000_000 + 3_600 * mark)
    return b"commit refs/heads/%s\nmark :%d\nauthor %s\ncommitter %s\n%s" % (
        *(ref.encode(), mark, who, who, data(message.encode())),
    )  # fmt: skip


_MD = {
    "quotes in quotes": times(">", 100_000, " the end\n"),
    "open brackets": times("[", 1_000_000),
    "brackets and links": times("[a](", 250_000),
    "images in images": times("![", 500_000),
    "stars": times("*", 1_000_000),
    "stars around letters": times("*a **b ", 150_000),
    "underscores": times("_a __b ", 150_000),
    "backticks": times("`", 1_000_000),
    "backticks of all lengths": lambda scale: "".join(
        "`" * k + " a " for k in range(1, int(1_500 * scale) + 2)
    ),
    "lists in lists": lambda scale: "".join("  " * k + "- a\n" for k in range(int(2_000 * scale))),
    "less-thans": times("<", 1_000_000),
    "open tags": times("<div>\n", 100_000),
    "open comments": times("<!-- ", 200_000),
    "entities": times("&#x41;&amp;&", 200_000),
    "fences": times("```\na\n", 100_000),
    "tables": times("|a|b|\n|-|-|\n|c|d|\n\n", 50_000),
    "one wide table": lambda scale: (
        "|a" * int(50_000 * scale) + "|\n" + "|-" * int(50_000 * scale) + "|\n" + "|b|\n" * 2_000
    ),
    "link references": lambda scale: (
        "".join(f"[a{k}]: /b\n" for k in range(int(100_000 * scale)))
        + "\n[a1] " * int(100_000 * scale)
    ),
    "footnotes": lambda scale: "".join(
        f"word[^{k}]\n\n[^{k}]: note\n\n" for k in range(int(50_000 * scale))
    ),
    "headings": lambda scale: "".join(
        f"# Chapter {k}\n\nOnce more.\n\n" for k in range(int(50_000 * scale))
    ),
    "a line of 10 MB": times("seven words stand in every single line ", 260_000),
    "combining marks": times("a" + "\u0301" * 40, 100_000),
    "dashes and quotes": times("“‘—…’” ", 400_000),
    "front matter": lambda scale: (
        "---\n" + "a: &x [*x, *x]\n" * int(100_000 * scale) + "---\n\nThe end.\n"
    ),
}  # fmt: skip
_TEX = {
    "braces": times("{", 1_000_000),
    "environments": times("\\begin{quote}\n", 100_000),
    "dollars": times("$", 1_000_001),
    "backslashes": times("\\", 1_000_001),
    "percents": times("%\n", 500_000),
    "macros that double": lambda _: (
        "".join(
            f"\\newcommand{{\\a{chr(98 + k)}}}{{\\a{chr(97 + k)}\\a{chr(97 + k)}}}\n"
            for k in range(20)
        )
        + "\\newcommand{\\aa}{lol}\n\\au\n"
    ),
    "a file that takes itself in": lambda _: (
        "\\documentclass{book}\n\\input{ch02}\nText is here.\n"
    ),
    "footnotes in footnotes": times("\\footnote{a ", 100_000),
    "brackets": times("\\section[", 200_000),
    "verbatim": times("\\begin{verbatim}", 100_000),
}  # fmt: skip

_SAME = "The same words stand in this paragraph as in all the others, but for {}.\n\n"

BOMBS: Mapping[str, Builder] = {
    "a gigabyte of zeros": _zeros,
    "sixty files of thirty megabytes": _many_zeros,
    "a message of 100 MB": _message,
    **{f"Markdown: {name}": of_versions(text) for name, text in _MD.items()},
    **{f"LaTeX: {name}": of_versions(text, path="ch02.tex") for name, text in _TEX.items()},
    "noise that is no encoding": of_versions(_noise(10_000_000)),
    "one word five million times": of_versions(
        times("word ", 5_000_000), times("word ", 4_900_000), path="ch02.txt"
    ),
    "two words by turns": of_versions(
        times("one two ", 1_000_000), times("two one one ", 660_000), path="ch02.txt"
    ),
    "700,000 words in another order": of_versions(
        _shuffled(lambda k: f"w{k % 1_000} ", 700_000, 1),
        _shuffled(lambda k: f"w{k % 1_000} ", 700_000, 2),
        path="ch02.txt",
    ),
    "30,000 paragraphs alike in another order": of_versions(
        *(_shuffled(_SAME.format, 30_000, seed) for seed in (1, 2))
    ),
    "30,000 equal paragraphs, and half of them": of_versions(
        times(_SAME, 30_000), times(_SAME, 15_000)
    ),
    "30,000 short paragraphs in another order": of_versions(
        *(_shuffled(lambda k: f"Yes, {k % 50}.\n\n", 30_000, seed) for seed in (1, 2))
    ),
}
