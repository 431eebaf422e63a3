"""What in LaTeX is a source, and what only looks like one."""

from __future__ import annotations

import pytest
from test_sources import marks, read

from drafttime.model import SourceMark

ALMANAC = "https://tides.example/1903"


def latex(source: str) -> list[SourceMark]:
    return marks(source, "a.tex")


@pytest.mark.parametrize(
    "command",
    """cite citep citet citep* Citet citealp autocite Autocite parencite footcite textcite smartcite
    fullcite footfullcite citeauthor citeyear citetitle nocite cites parencites""".split(),
)
def test_every_command_that_cites(command: str) -> None:
    for options in ("", "[3]", "[see][p.~3]", "[{[sic]}]\n", " [3]\n  [%\n 4]"):
        assert latex(rf"The tide \{command}{options}{{tides, moon}} turned.") == [
            ("citation", "tides"), ("citation", "moon"),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        (r"\cites[1]{tides}[2]{moon} {sea}", ["tides", "moon", "sea"]),
        (r"\parencites(see)(too)[1]{tides}{moon}", ["tides", "moon"]),
        (r"\cite{tides} {moon}", ["tides"]),
        ("\\cite{tides,% who?\n  moon}", ["tides", "moon"]),
        (r"\nocite{*} \citestyle{apa} \cite \excited{me}", []),
        (r"50\% of \cite{tides} \\% \cite{moon}", ["tides"]),
    ],
)
def test_keys(source: str, keys: list[str]) -> None:
    assert latex(f"The tide {source}.") == [("citation", key) for key in keys]


@pytest.mark.parametrize(
    "source",
    [
        "The tide turned. % \\cite{tides}",
        r"Type \verb|\cite{tides}| and \lstinline!\url{x}! or \verb+\footnote{a}+.",
        "So:\n\\begin{verbatim}\n\\cite{tides}\n\n\\url{x}\n\\end{verbatim}\nHe went.",
        "So:\n\\begin{lstlisting}[language=TeX]\n\\cite{tides} \\footnote{x}\n\\end{lstlisting}\n",
        "So:\n\\begin{comment}\n\\cite{tides}\n\n\\begin{quote}\n\\end{comment}\nHe went.",
        r"Text with \iffalse \cite{tides} \fi nothing.",
    ],
)
def test_what_is_no_prose_holds_no_marks(source: str) -> None:
    text = read(source, "a.tex")
    assert (text.marks, dict(text.sources)) == ((), {})


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (rf"The \href{{{ALMANAC}}}{{tide}} turned.", [("link", ALMANAC)]),
        (rf"\url{{{ALMANAC}}} \href{{a\%20b}}{{c}}", [("link", ALMANAC), ("link", "a\\%20b")]),
        (r"See \url{a%20b} and \cite{tides}.", [("citation", "tides"), ("link", "a%20b")]),
        (r"Type \verb|%| and \cite{tides}.", [("citation", "tides")]),
        (r"Tide\footnote{So \emph{it} {\bf{is}}.}.", [("footnote", r"So \emph{it} {\bf{is}}.")]),
        (r"The tide\footnote[3]{So.} and \endnote{So.}.", [("footnote", "So.")] * 2),
        (r"Tide\footnote{So \cite[3]{a}, too.}.", [("footnote", "So, too."), ("citation", "a")]),
        ("\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}\n\\cite{moon}.", [("citation", "moon")]),
    ],
)  # fmt: skip
def test_links_and_notes(source: str, found: list[SourceMark]) -> None:
    assert sorted(latex(source)) == sorted(found)


BIBLIOGRAPHY = r"""\begin{thebibliography}{9}
\bibitem{a} Tides.

\bibitem{b} Moon.
\end{thebibliography}
"""
QUOTE = "\\begin{quote}The sea.\\end{quote}"


@pytest.mark.parametrize(
    ("source", "sorts"),
    [
        (f"He read:\n{QUOTE}\nHe went.\n", [None, "quotation", None]),
        ("\\begin{quote}\n\nSea.\n\nBay.\n\n\\end{quote}\n\nHe.\n", ["quotation"] * 2 + [None]),
        ("He read:\n\\begin{quotation}\nThe sea.\n\nIt hath.\n\\end{quotation}\nHe went.\n",
         [None, "quotation", "quotation", None]),
        (f"{QUOTE} He. {QUOTE}\n", ["quotation", None, "quotation"]),
        (f"He.\n{QUOTE.replace('quote', 'displayquote')}\n", [None, "quotation"]),
        ("% \\begin{quote}\n\nHe went.\n", [None]),
        ("\\chapter{Ebb}\n\\epigraph{The sea.}{Anon}\nHe.\n", [None, "epigraph", "epigraph", None]),
        ("\\dictum[Anon]{The sea.} He waited.\n", ["epigraph", None]),
        (f"He.\n\n{BIBLIOGRAPHY}", [None, "bibliography", "bibliography"]),
    ],
)  # fmt: skip
def test_only_the_words_of_a_quotation_belong_to_it(source: str, sorts: list[str | None]) -> None:
    text = read(source, "a.tex")
    assert [text.sources.get(at) for at in range(len(text.paragraphs))] == sorts
