"""What in a text is a source, and that labelling changes no word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.model import Text
from drafttime.revision.source_marks import changed_marks
from drafttime.text.library import Library


def read(source: str, path: str) -> Text:
    found = Library().text("blob", source.encode(), path)
    assert found is not None
    return found


def marks(source: str, path: str = "a.md") -> list[tuple[str, str]]:
    return [mark for group in read(source, path).marks for mark in group]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("As [the almanac](https://tides.example/1903) says.", [("link", "https://tides.example/1903")]),
        ("A picture ![of it](boat.png) is none.", []),
        ("See <https://tides.example>.", [("link", "https://tides.example")]),
        ("[a]: https://tides.example 'x'", []),
        ("The [tide][a].\n\n[a]: https://tides.example 'x'", [("link", "https://tides.example")]),
        ("[A] [of it][a ] [a][] ![a].\n\nSo.\n\n[a]: t\n[b]: u", [("link", "t")] * 3),
        ("[The [tide]][a].\n[a]: t", [("link", "t")]),
        ("Read https://tides.example/a, then go.", [("link", "https://tides.example/a")]),
        ("[https://tides.example](https://tides.example)", [("link", "https://tides.example")]),
        ("Above, [there](#ebb); or <mailto:me@tides.example>, <me@tides.example>.", []),
        ("Type `[a](b) @x [^1]` and ``[@y] ` [z](c)``.", []),
        ("Type ` [a](b).", [("link", "b")]),
        ("- So:\n\n  ~~~\n  [a](b)\n  ~~~\n\n  [c](d)", [("link", "d")]),
        ("As @tides1903 [p. 3] says, and @reader knows.", [("citation", "tides1903")]),
        ("The [@tides1903, p. 3; -@moon].", [("citation", "tides1903"), ("citation", "moon")]),
        ("Write to me@tides.example [now].", []),
        ("The tide[^1] turned.", [("footnote", "1")]),
        ("The tide^[So it says.] turned.", [("footnote", "So it says.")]),
    ],
)  # fmt: skip
def test_marks_of_markdown(source: str, found: list[tuple[str, str]]) -> None:
    assert marks(source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (r"The \cite[p.~3]{tides, moon}.", [("citation", "tides"), ("citation", "moon")]),
        (r"The tide \parencite{tides} turned.", [("citation", "tides")]),
        (r"The tide\footnote{So \emph{it} says.} turned.", [("footnote", r"So \emph{it} says.")]),
        (r"The \href{https://tides.example}{tide} turned.", [("link", "https://tides.example")]),
        ("The tide turned. % \\cite{tides}", []),
        (r"The \nocite{*} \citestyle{apa} tide.", []),
        (r"Type \verb|\cite{tides}| and \lstinline!\url{x}!.", []),
        (
            "So:\n\\begin{verbatim}\n\\cite{tides}\n\\end{verbatim}\nand \\cite{moon}.",
            [("citation", "moon")],
        ),
    ],
)  # fmt: skip
def test_marks_of_latex(source: str, found: list[tuple[str, str]]) -> None:
    assert marks(source, "a.tex") == found


def test_quotations_epigraphs_notes_and_bibliographies_in_markdown() -> None:
    text = read(
        "# Ebb\n\n> The sea hath bounds.\n\nHe waited.\n\n> So it is said.\n\n[^1]: A note.\n\n"
        "## References\n\nTides, 1903.\n\nMoon, 1911.\n\n# Flow\n\n“Speech is no quotation.”\n",
        "a.md",
    )
    assert dict(text.sources) == {
        1: "epigraph", 3: "quotation", 4: "footnote", 6: "bibliography", 7: "bibliography",
    }  # fmt: skip


def test_quotations_in_latex_go_on_over_empty_lines() -> None:
    text = read(
        "\\chapter{Ebb}\n\nHe waited.\n\n\\begin{quote}\nOne.\n\nTwo.\n\\end{quote}\n\nHe went.\n\n"
        "\\epigraph{The sea hath bounds.}{Anon}\n",
        "a.tex",
    )
    assert dict(text.sources) == {2: "quotation", 3: "quotation", 5: "epigraph", 6: "epigraph"}


def test_texts_without_sources_share_nothing_and_cost_nothing() -> None:
    text = read("He waited.\n\nHe went.\n", "a.txt")
    assert (dict(text.sources), text.marks) == ({}, ())


def test_a_mark_that_leads_elsewhere_is_one_act() -> None:
    library = Library()

    def of(name: str, source: str) -> Text | None:
        return library.text(name, source.encode(), "a.md")

    old, new = of("1", "The [tide](a) and [moon](b)."), of("2", "The [tide](c) and [moon](b).")
    assert changed_marks(old, new) == {"link": 1}
    assert changed_marks(old, old) == {}
    assert changed_marks(None, old) == {"link": 2}
    assert changed_marks(new, None) == {"link": 2}
    named = "The [tide][t].\n\n[t]: "
    assert changed_marks(of("5", named + "a"), of("6", named + "b")) == {"link": 1}
    assert changed_marks(of("7", named + "a\n[u]: a"), of("5", named + "a")) == {}
    assert changed_marks(of("3", "A [@x]."), of("4", "A^[so].")) == {"citation": 1, "footnote": 1}


PARTS = (
    "`; ~~~; [k]: v; [x][k]; https://a.b; \\verb|; \\begin{verbatim}; "
    "> said; [a](b); [@key]; [^1]; [^1]: note; \\cite{k}; \\footnote{so}; [; ]; \\begin{quote}; "
    "\\end{quote}; (; words here; \n\n; \n; <a href='x'>; {; }"
).split("; ")
pieces = st.lists(st.sampled_from(PARTS), max_size=30)


@given(pieces, st.sampled_from(["a.md", "a.tex", "a.txt"]))
def test_labels_never_fail_and_lie_inside_the_text(parts: list[str], path: str) -> None:
    text = read(" ".join(parts), path)
    assert all(0 <= paragraph < len(text.paragraphs) for paragraph in text.sources)
    again = read(" ".join(parts).replace(" ", "  "), path)
    assert again.paragraphs is not None


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "[a" * 50_000,
        "`[" * 50_000,
        "[a]: b\n" * 20_000,
        "\\begin{verbatim}" * 9_000,
        "\\cite{" * 20_000,
        "^[" * 50_000,
    ],
)
def test_hostile_brackets_are_read_in_passing(text: str) -> None:
    read(text, "a.md")
    read(text, "a.tex")
