"""What in a text is a source, and that labelling changes no word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.model import SourceMark, Text
from drafttime.revision.source_marks import changed_marks
from drafttime.text.library import Library


def read(source: str, path: str) -> Text:
    found = Library().text("blob", source.encode(), path)
    assert found is not None
    return found


def marks(source: str, path: str = "a.md") -> list[SourceMark]:
    return [mark for group in read(source, path).marks for mark in group]


@pytest.mark.parametrize("path", ["a.txt", "a.rst", "a.org", "a"])
def test_addresses_are_the_links_of_plain_text(path: str) -> None:
    source = (
        "Read https://tides.example/1903 (or www.moon.example), then go.\n\n"
        "Write to me@tides.example or @reader. [a](b) is none, nor `c`_, nor https:// alone.\n"
    )
    assert marks(source, path) == [
        ("link", "https://tides.example/1903"), ("link", "www.moon.example"),
    ]  # fmt: skip


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


def sections(*headings: str) -> list[str | None]:
    """Return the sort of the paragraph below each heading."""
    text = read("\n\n".join(f"{heading}\n\nTides, 1903." for heading in headings), "a.md")
    return [text.sources.get(heading.paragraph + 1) for heading in text.headings]


@pytest.mark.parametrize(
    "title",
    [
        "Bibliography",
        "References",
        "Works cited",
        "Sources",
        "7. REFERENCES",
        "Quellen:",
        "参考文献",
    ],
)
def test_a_closing_section_of_sources_is_a_bibliography(title: str) -> None:
    assert sections("# Ebb", f"# {title}") == [None, "bibliography"]
    assert sections("# Ebb", f"## {title}", "# Flow") == [None, "bibliography", None]
    assert sections("# Ebb", f"# {title}", "## Letters") == [None, "bibliography", "bibliography"]


@pytest.mark.parametrize("title", ["Further reading", "Referencing", "Open sources", "Cited"])
def test_other_sections_are_none(title: str) -> None:
    assert sections("# Ebb", f"# {title}") == [None, None]


def test_sources_are_a_bibliography_only_where_the_book_closes() -> None:
    assert sections("# Sources", "# Flow") == [None, None]
    assert sections("# Notes", "# Flow", "# Notes") == [None, None, "footnote"]
    assert sections("# Bibliography", "# Flow") == ["bibliography", None]
    assert sections("# Ebb", "# Notes", "# Sources", "# Acknowledgements") == [
        None, "footnote", "bibliography", None,
    ]  # fmt: skip
    assert sections("# Ebb", "## Notes", "## Ebb again", "# Flow", "## Notes") == [
        None, None, None, None, "footnote",
    ]  # fmt: skip


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
    assert all(to and not to.startswith("@") for group in text.marks for _, to in group)


@given(pieces, st.sampled_from(["a.md", "a.tex", "a.txt"]))
def test_every_block_of_a_piece_has_its_sort(parts: list[str], path: str) -> None:
    found = Library().format_of(path)
    for piece in found.split(" ".join(parts)):
        sorts = found.sources(piece).sorts
        assert not sorts or len(sorts) == len(found.parse(piece))


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
        "@" * 50_000,
        "`" * 50_000,
        "http://a" + ")" * 50_000,
        "[a]: b\n\n[a] @a\n\n" * 5_000,
        "# Notes\n\n" * 10_000,
        "\\footnote{" * 20_000 + "}" * 20_000,
        "\\cite{" * 20_000 + "}" * 20_000,
        "\\footnote{\\url{a} \\cite{b}}" * 5_000,
        "\\end{quote} a\n\n" * 5_000,
    ],
)
def test_hostile_brackets_are_read_in_passing(text: str) -> None:
    for path in ("a.md", "a.tex", "a.txt"):
        assert read(text, path) is not None
