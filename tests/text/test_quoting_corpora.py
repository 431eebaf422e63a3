"""Real books given back as prose, file by file; skipped where the books are absent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_format_corpora import CORPORA, Book

from drafttime.text.decoding import decode
from drafttime.text.library import Library
from drafttime.text.quoting import line_paragraph, quote

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the real books are not beside the project"),
]
BUNDLES = sorted(path.stem for path in CORPORA.glob("*.bundle"))
PROSE = (".md", ".tex", ".txt", ".rst")


def last_files(book: Book) -> Iterator[tuple[str, str, bytes]]:
    """Yield (blob, path, data) of the prose files that the book holds in the end."""
    for row in book.git("ls-tree", "-rz", "HEAD").decode().split("\0")[:-1]:
        told, path = row.split("\t")
        _, kind, blob = told.split()
        if kind == "blob" and path.endswith(PROSE):
            yield blob, path, book.git("cat-file", "blob", blob)


@pytest.mark.parametrize("name", BUNDLES)
def test_every_token_of_a_book_has_its_place(name: str, tmp_path: Path) -> None:
    library = Library()
    seen = 0
    for blob, path, data in last_files(Book(name, tmp_path)):
        text = library.text(blob, data, path)
        if text is None:
            continue
        quoted = quote(library, data, path)
        assert len(quoted) == len(text.paragraphs), path
        for shown, paragraph in zip(quoted, text.paragraphs, strict=True):
            tokens = [shown.text[start:stop] for start, stop in shown.spans]
            assert len(tokens) == len(paragraph), (path, shown.text)
            assert "".join(map(library.vocabulary.encode, tokens)) == paragraph, path
            seen += len(tokens)
    assert seen > 5_000


@pytest.mark.parametrize("name", ["uncurled", "honours-project", "numpy-book"])
def test_lines_of_a_book_belong_to_paragraphs_in_order(name: str, tmp_path: Path) -> None:
    library = Library()
    hits = lines = 0
    for _, path, data in list(last_files(Book(name, tmp_path)))[::5]:
        decoded = decode(data)
        quoted = quote(library, data, path)
        if decoded is None or not quoted:
            continue
        before = 0
        for at, line in enumerate(decoded.text.split("\n")[:200:3]):
            found = line_paragraph(library, decoded.text, path, 3 * at + 1)
            assert found is not None
            assert found >= before, (path, 3 * at + 1)
            before = found
            if len(line.split()) > 4 and not line.startswith(("%", "\\")):
                lines += 1
                hits += line.split()[2] in quoted[found].text
    assert hits > 0.8 * lines > 0
