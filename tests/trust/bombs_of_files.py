"""Bombs made of many files, commits and names; `FILE_BOMBS` maps names to builders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from bombs import CHAPTER, Builder, commit_bytes, commit_line, data, imported
from gitrepo import GitRepo


def _chapter() -> bytes:
    return b"M 100644 inline ch01.md\n" + data(CHAPTER.encode())


def _paths(folder: Path, scale: float) -> None:
    def stream() -> Iterator[bytes]:
        yield commit_line(1) + _chapter()
        for k in range(int(100_000 * scale)):
            yield b"M 100644 inline part%d/f%d.md\n" % (k % 100, k)
            yield data(b"A page of its own, number %d, in a book.\n" % k)
        yield b"\n" + commit_line(2) + b"from :1\n" + _chapter() + b"\n"

    imported(folder, stream())


def _deep(folder: Path, scale: float) -> None:
    repo = GitRepo(folder, bare=True)
    repo.commit({"ch01.md": CHAPTER}, "Begin")
    tree = repo.tree({"ch02.md": ("100644", repo.blob("The end of it.\n"))})
    for _ in range(int(10_000 * scale)):
        tree = repo.raw("tree", b"40000 a\0" + bytes.fromhex(tree))
    _finish(repo, tree)


def _doubling(folder: Path, scale: float) -> None:
    """Ten trees, each naming the next one ten times."""
    repo = GitRepo(folder, bare=True)
    repo.commit({"ch01.md": CHAPTER}, "Begin")
    inner = bytes.fromhex(repo.blob("The end of it.\n"))
    tree = repo.raw("tree", b"".join(b"100644 %d.md\0%s" % (k, inner) for k in range(10)))
    for _ in range(max(2, int(10 * scale))):
        raw = bytes.fromhex(tree)
        tree = repo.raw("tree", b"".join(b"40000 %d\0%s" % (k, raw) for k in range(10)))
    _finish(repo, tree)


def _finish(repo: GitRepo, tree: str) -> None:
    """Commit a tree beside the chapter, and the chapter alone after it."""
    blob = bytes.fromhex(repo.blob(CHAPTER))
    whole = repo.raw("tree", b"40000 a\0%s100644 ch01.md\0%s" % (bytes.fromhex(tree), blob))
    middle = repo.raw("commit", commit_bytes(whole, [repo.head or ""]))
    plain = repo.raw("tree", b"100644 ch01.md\0" + blob)
    repo.move(repo.raw("commit", commit_bytes(plain, [middle], "End")))


def _tags(folder: Path, scale: float) -> None:
    """Tags that are no more than names, and a thousand that are objects which name each other."""
    repo = GitRepo(folder, bare=True)
    at = repo.commit({"ch01.md": CHAPTER}, "Begin")
    lines = [f"{at} refs/tags/draft-{k}\n" for k in range(int(49_000 * scale))]
    kind = "commit"
    for k in range(int(1_000 * scale)):
        at = repo.raw("tag", f"object {at}\ntype {kind}\ntag chain-{k}\n\nA draft\n".encode())
        kind = "tag"
        lines.append(f"{at} refs/tags/chain-{k}\n")
    (repo.git_dir / "packed-refs").write_text("".join(lines))


def _refs(folder: Path, scale: float) -> None:
    repo = GitRepo(folder, bare=True)
    names = [repo.commit({"ch01.md": CHAPTER + f"And {k}.\n"}, f"Draft {k}") for k in range(10)]
    lines = [
        f"{names[k % 10]} refs/{'tags' if k % 2 else 'heads'}/name-{k:06}\n"
        for k in range(int(100_000 * scale))
    ]
    (repo.git_dir / "packed-refs").write_text("".join(sorted(lines, key=lambda x: x[41:])))


def _octopus(folder: Path, scale: float, *, files: bool = False) -> None:
    count = int((20_000 if not files else 2_000) * scale)

    def stream() -> Iterator[bytes]:
        yield commit_line(1) + _chapter() + b"\n"
        for k in range(count):
            yield b"reset refs/heads/side\n"
            yield commit_line(2 + k, ref="side") + b"from :1\nM 100644 inline side%d.md\n" % (
                k if files else 0
            )
            yield data(b"A page of its own, number %d, in a book of pages.\n" % k) + b"\n"

    imported(folder, stream())
    repo = _again(folder)
    first = repo.git("rev-parse", "refs/heads/main")
    sides = _commits_of(repo)
    assert len(sides) == count + 1
    tree = {"ch01.md": ("100644", repo.blob(CHAPTER))}
    if files:
        for k in range(count):
            text = f"A page of its own, number {k}, in a book of pages.\n"
            tree[f"side{k}.md"] = ("100644", repo.blob(text))
    parents = [first, *(name for name in sides if name != first)]
    repo.ref("refs/heads/main", repo.raw("commit", commit_bytes(repo.tree(tree), parents)))


def _again(folder: Path) -> GitRepo:
    """Return what writes into a repository that is there already."""
    repo = GitRepo(folder.parent / f"{folder.name} again", bare=True)
    repo.git_dir = repo.path = folder
    return repo


def _commits_of(repo: GitRepo) -> list[str]:
    found = repo.git("cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectname)")
    return [line[7:] for line in found.splitlines() if line.startswith("commit ")]


def _renames(folder: Path, scale: float) -> None:
    """Let all files go at once, and as many come that are much like all of them."""
    count = int(5_000 * scale)
    chance = Random(1)
    shared = ["The same words stand in every file of this book, as if by law." for _ in range(3)]

    def page(k: int) -> bytes:
        own = " ".join(f"w{chance.randrange(3_000)}" for _ in range(20))
        return "\n\n".join([*shared, f"Number {k}: {own}.", *shared]).encode()

    def stream() -> Iterator[bytes]:
        yield commit_line(1) + _chapter()
        for k in range(count):
            yield b"M 100644 inline old/f%d.md\n" % k + data(page(k))
        yield b"\n" + commit_line(2) + b"from :1\nD old\n"
        for k in range(count):
            yield b"M 100644 inline new/g%d.md\n" % k + data(page(k + count))
        yield b"\n"

    imported(folder, stream())


def _equal_renames(folder: Path, scale: float) -> None:
    """Let thousands of equal files change their folder."""
    count = int(5_000 * scale)

    def stream() -> Iterator[bytes]:
        yield commit_line(1) + _chapter()
        for k in range(count):
            yield b"M 100644 inline old/f%d.md\n" % k + data(CHAPTER.encode() * 3)
        yield b"\n" + commit_line(2) + b"from :1\nD old\n"
        for k in range(count):
            yield b"M 100644 inline new/g%d.md\n" % k + data(CHAPTER.encode() * 3)
        yield b"\n"

    imported(folder, stream())


def _commits(folder: Path, scale: float) -> None:
    def stream() -> Iterator[bytes]:
        for k in range(1, int(100_000 * scale) + 2):
            yield commit_line(k) + (b"from :%d\n" % (k - 1) if k > 1 else b"")
            yield _chapter() if k == 1 else b""
            yield b"\n"

    imported(folder, stream())


def _deltas(folder: Path, scale: float) -> None:
    """A file of four thousand versions, each stored as what changed in the one before."""
    lines = [f"Line {k} of a chapter that is told at some length.\n\n" for k in range(200)]

    def stream() -> Iterator[bytes]:
        for k in range(1, int(4_000 * scale) + 2):
            lines[k % 200] = f"Line {k} was written anew, for the {k}th time, at length.\n\n"
            yield commit_line(k) + (b"from :%d\n" % (k - 1) if k > 1 else b"")
            yield b"M 100644 inline ch01.md\n" + data("".join(lines).encode()) + b"\n"

    imported(folder, stream())
    _again(folder).git("repack", "-adfq", "--depth=4000", "--window=3")


def _settings(text: str) -> Builder:
    def build(folder: Path, scale: float) -> None:
        repo = GitRepo(folder, bare=True)
        repo.commit(
            {"ch01.md": CHAPTER, "drafttime.toml": text.replace("@", "[" * int(90_000 * scale))}
        )

    return build


def _mailmap(folder: Path, scale: float) -> None:
    repo = GitRepo(folder, bare=True)
    lines = "".join(f"Ada {k} <a{k}@x> <b{k}@x>\n" for k in range(int(800_000 * scale)))
    repo.commit({"ch01.md": CHAPTER, ".mailmap": lines})


def _globs(folder: Path, scale: float) -> None:
    repo = GitRepo(folder, bare=True)
    deep = "/".join(["a"] * int(400 * scale) + ["ch02.md"])
    stars = "/".join(["**", "a*a*a*a*a*"] * int(100 * scale))
    repo.commit(
        {"ch01.md": CHAPTER, deep: CHAPTER, "drafttime.toml": f'exclude = ["{stars}/z.md"]\n'}
    )


FILE_BOMBS: Mapping[str, Builder] = {
    "100,000 paths": _paths,
    "10,000 folders in each other": _deep,
    "ten trees that name each other ten times": _doubling,
    "50,000 tags": _tags,
    "100,000 refs": _refs,
    "a merge of 20,000": _octopus,
    "a merge of 2,000 with 2,000 files": lambda f, s: _octopus(f, s, files=True),
    "5,000 files gone and 5,000 like them come": _renames,
    "5,000 equal files in another folder": _equal_renames,
    "100,000 empty commits": _commits,
    "a chain of 4,000 deltas": _deltas,
    "settings in 90,000 brackets": _settings("title = @\n"),
    "a mailmap of 800,000 lines": _mailmap,
    "patterns with hundreds of stars": _globs,
}
