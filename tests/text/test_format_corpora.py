"""Reading real books in all their versions; skipped where the books are absent."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafttime.text.decoding import decode
from drafttime.text.formats import markdown, plain
from drafttime.text.formats._markdown_blocks import read_blocks
from drafttime.text.library import Library

CORPORA = Path(
    os.environ.get("DRAFTTIME_CORPORA", Path(__file__).parents[3] / "shared" / "corpora")
)
pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the real books are not beside the project"),
]


class Book:
    """A bundle, cloned."""

    def __init__(self, name: str, folder: Path) -> None:
        self.folder = folder / name
        self.git("clone", "-q", "--bare", CORPORA / f"{name}.bundle", self.folder, inside=False)

    def git(self, *arguments: str | Path, given: bytes = b"", inside: bool = True) -> bytes:
        env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        where = ["-C", self.folder] if inside else []
        return subprocess.run(
            ["git", *where, *arguments], input=given, capture_output=True, check=True, env=env
        ).stdout

    def versions(self, extension: str, each: int) -> Iterator[tuple[str, bytes]]:
        """Yield (blob, data) of one in `each` of all the versions of files so named."""
        rows = self.git("rev-list", "--objects", "--all").decode().splitlines()
        blobs = dict.fromkeys(row[:40] for row in rows if row.endswith(extension))
        wanted = list(blobs)[::each]
        told = self.git("cat-file", "--batch", given="\n".join([*wanted, ""]).encode())
        at = 0
        for blob in wanted:
            end = told.index(b"\n", at)
            size = int(told[at:end].split()[2])
            yield blob, told[end + 1 : end + 1 + size]
            at = end + size + 2


@pytest.mark.parametrize(
    ("name", "each"), [("uncurled", 1), ("eloquent-javascript", 12), ("rust-book", 60)]
)
def test_pieces_of_markdown_read_alone_are_the_whole(name: str, each: int, tmp_path: Path) -> None:
    for blob, data in Book(name, tmp_path).versions(".md", each):
        decoded = decode(data)
        assert decoded is not None
        text = decoded.text
        whole = read_blocks(markdown.without_unread(text).lstrip("\n")).blocks
        pieces = [block for piece in markdown.FORMAT.split(text) for block in markdown.parse(piece)]
        assert tuple(pieces) == whole, blob
        assert whole or not text.strip(), blob


@pytest.mark.long
@pytest.mark.parametrize("name", ["eloquent-javascript", "rust-book"])
def test_pieces_of_every_version(name: str, tmp_path: Path) -> None:
    test_pieces_of_markdown_read_alone_are_the_whole(name, 1, tmp_path)


@pytest.mark.parametrize(
    ("name", "extension"), [("numpy-book", ".rst"), ("eloquent-javascript", ".txt")]
)
def test_pieces_of_plain_text_read_alone_are_the_whole(
    name: str, extension: str, tmp_path: Path
) -> None:
    for blob, data in Book(name, tmp_path).versions(extension, 20):
        decoded = decode(data)
        assert decoded is not None
        pieces = plain.FORMAT.split(decoded.text)
        blocks = tuple(block for piece in pieces for block in plain.parse(piece))
        assert blocks == plain.parse(decoded.text), blob


def test_a_commit_that_wraps_22_files_anew_changes_no_token(tmp_path: Path) -> None:
    book = Book("eloquent-javascript", tmp_path)
    subject = "Remove paragraph-internal line breaks"
    commit = book.git("log", "--all", "--format=%H", f"--grep={subject}").decode().split()[0]
    library = Library()
    rows = book.git("diff-tree", "-r", f"{commit}^", commit).decode().splitlines()
    assert len(rows) == 22
    for row in rows:
        _, _, *blobs, _, path = row.split()
        before, after = (
            library.text(blob, book.git("cat-file", "blob", blob), path) for blob in blobs
        )
        assert before is not None
        assert after is not None
        assert blobs[0] != blobs[1]
        assert "".join(before.paragraphs) == "".join(after.paragraphs), path


@pytest.mark.parametrize(("year", "chapters"), [(1818, 28), (1831, 29)])
def test_two_drafts_of_a_novel(year: int, chapters: int) -> None:
    blocks = plain.parse((CORPORA / "frankenstein" / f"{year}.txt").read_text("utf-8"))
    headings = [block.text for block in blocks if block.kind == "heading"]
    assert len(headings) == chapters
    assert headings[:3] == ["PREFACE.", headings[1], "LETTER II."]
    assert {block.level for block in blocks if block.kind == "heading"} == {1}
