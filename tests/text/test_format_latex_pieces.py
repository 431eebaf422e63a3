from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.text.formats.latex import FORMAT, parse
from drafttime.text.tokens import split_tokens

CORPORA = Path(
    os.environ.get("DRAFTTIME_CORPORA", Path(__file__).parents[3] / "shared" / "corpora")
)

PARTS = [
    "\n\n", "\n", "\n \n", " ", "a word", "don't", "{", "}", "[", "]", "$", "$$", "\\(", "\\)",
    "\\[", "\\]", "%", "% x\n", "&", "\\\\", "\\", "*", "\\begin{verbatim}", "\\end{verbatim}",
    "\\begin{align*}", "\\end{align*}", "\\begin{comment}", "\\end{comment}", "\\begin{theorem}",
    "\\end{theorem}", "\\begin{tabular}", "\\begin{document}", "\\end{document}", "\\iffalse",
    "\\fi", "\\section", "\\footnote{", "\\caption{", "\\emph{", "\\item", "\\newcommand",
    "\\def\\x", "\\usepackage{x}", "\\verb|", "\\'e", "\\c", "\\url{", "\\label{x}", "\\text{",
    "\\texorpdfstring{", "\\lettrine{", "\\rule{", "\\par", "\\scenebreak", "\\parskip=", "2pt",
    "\\cite{a}", "\\let\\x", "\\chapter{", "\\documentclass{x}",
]  # fmt: skip
LATEX = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)


def tokens(source: str) -> list[str]:
    return [token for block in parse(source) for token in split_tokens(block.text)]


def tokens_of_pieces(source: str) -> list[str]:
    return [token for piece in FORMAT.split(source) for token in tokens(piece)]


@given(LATEX)
def test_pieces_mean_alone_what_they_mean_together(source: str):
    assert tokens_of_pieces(source) == tokens(source)


@given(st.text())
def test_reads_any_text(source: str):
    assert tokens_of_pieces(source) == tokens(source)


def test_cuts_at_empty_lines():
    assert len(FORMAT.split("a\n\nb\n\n\\begin{theorem}c\n\nd\\end{theorem}")) == 4


@pytest.mark.parametrize(
    "source",
    ["\\emph{a\n\nb}", "\\begin{asy}\n\n{\n\n\\end{asy}", "\\iffalse\n\n\\fi", "{\n\n{\n\n}}"],
)
def test_does_not_cut_what_is_open(source: str):
    assert list(FORMAT.split(f"before\n\n{source}\n\nafter")) == ["before", source, "after"]


def test_drops_the_preamble_before_it_cuts():
    source = "\\documentclass{book}\n\n\\begin{document}a\n\nb\\end{document}\n\nc"
    assert list(FORMAT.split(source)) == ["a", "b"]


PATHOLOGICAL = [
    "{", "}", "[", "\\begin{a}", "$", "\\\\", "\\", "%", "%\n", "\n", " ", "\\(", "\\[", "\\(a\\) ",
    "\\footnote{", "\\section{", "\\verb|", "\\url{", "\\item[", "\\begin{verbatim}",
    "\\begin{comment}\n\n", "\\iffalse\n\n", "{\n\n", "$a\n\n", "\\text{$", "\\def\\a", "\\'",
    "\\lstinline[", "\\begin{document}%\n", "\\usepackage{a}\n", "\\texorpdfstring{}{", "\\rule",
]  # fmt: skip


def test_is_linear():
    """A reading that took a step for each pair of characters would take minutes."""
    start = time.process_time()
    for unit in PATHOLOGICAL:
        source = (unit * 40_000)[:40_000]
        FORMAT.split(source)
        parse(source)
        parse(source[:20_000] + "\\(a\\) " * 3_000)
    assert time.process_time() - start < 20


@pytest.mark.corpora
@pytest.mark.parametrize(
    ("book", "words"),
    [("napkin", 200_000), ("honours-project", 15_000), ("vepsian-chronicle", 70_000)],
)
def test_pieces_of_real_books(book: str, words: int, tmp_path: Path):
    bundle = CORPORA / f"{book}.bundle"
    if not bundle.exists():
        pytest.skip(f"{bundle} is not here")
    subprocess.run(
        ["git", "clone", "--quiet", str(bundle), str(tmp_path / book)],
        check=True,
        env={
            "PATH": os.environ["PATH"],
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        },
    )
    seen = 0
    for file in sorted((tmp_path / book).rglob("*.tex")):
        source = file.read_text(encoding="utf-8", errors="replace")
        expected = tokens(source)
        assert tokens_of_pieces(source) == expected, file
        seen += sum(token[0].isalnum() for token in expected)
    assert seen > words
