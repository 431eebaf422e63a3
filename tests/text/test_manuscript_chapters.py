from __future__ import annotations

from bookshelf import prose, read, words_in
from hypothesis import given
from hypothesis import strategies as st

from drafttime.model import ManuscriptFile, Text
from drafttime.text import chapters as module
from drafttime.text.chapters import find_chapters


def chapters(*sources):
    texts = [read(source) for source in sources]
    files = [
        ManuscriptFile(f"{n}.md", "markdown", text.words, f"File {n}", "")
        for n, text in enumerate(texts)
    ]
    found = find_chapters(files, texts)
    holds_every_paragraph_once(found.chapters, texts)
    return [chapter.title for chapter in found.chapters], found.taken_from


def holds_every_paragraph_once(found, texts: list[Text]):
    for slot, text in enumerate(texts):
        held = [
            at for chapter in found if chapter.slot == slot
            for at in range(chapter.start, chapter.stop)
        ]  # fmt: skip
        assert held == list(range(len(text.paragraphs)))
    assert [chapter.number for chapter in found] == list(range(1, len(found) + 1))
    for chapter in found:
        told = texts[chapter.slot].paragraphs[chapter.start : chapter.stop]
        assert chapter.words == sum(map(words_in, told))


def test_files_are_chapters():
    assert chapters("# A\n\nx", "# B\n\ny") == (["File 0", "File 1"], "files")


def test_one_file_takes_its_chapters_from_its_headings():
    book = "# One\n\nx\n\n# Two\n\ny\n\n## Inside\n\nz"
    assert chapters(book) == (["One", "Two"], "headings")


def test_the_highest_level_that_occurs_twice_counts():
    book = "# The Book\n\nA motto.\n\n## One\n\nx\n\n## Two\n\ny\n\n### Inside\n\n### Inside"
    assert chapters(book) == (["One", "Two"], "headings")


def test_parts_are_not_chapters_where_they_hold_some():
    book = "# Part One\n\n## One\n\nx\n\n## Two\n\ny\n\n# Part Two\n\n## Three\n\nz"
    assert chapters(book) == (["One", "Two", "Three"], "headings")
    latex = r"\begin{document}\chapter{Part One}\chapter{A} x \chapter{Part Two}\chapter{B} y"
    assert chapters(latex) == (["A", "B"], "headings")


def test_text_before_the_first_chapter_is_kept_apart_if_it_is_long():
    book = prose(300, "preface") + "\n\n# One\n\nx\n\n# Two\n\ny"
    assert chapters(book) == (["Before the first chapter", "One", "Two"], "headings")


def test_scene_breaks_are_taken_where_there_are_no_headings():
    assert chapters("# The Book\n\nx\n\n***\n\ny\n\n***\n\nz") == (
        ["Scene 1", "Scene 2", "Scene 3"],
        "scene breaks",
    )


def test_a_text_without_either_is_one_chapter():
    assert chapters("x\n\ny") == (["File 0"], "files")


def test_one_file_that_holds_nearly_all_is_the_book():
    book = f"# One\n\n{prose(300, 1)}\n\n# Two\n\n{prose(300, 2)}"
    assert chapters(prose(20, 3), book) == (["File 0", "One", "Two"], "headings")
    assert chapters(prose(300, 3), book) == (["File 0", "File 1"], "files")


blocks = st.sampled_from(["# A", "# Part 1", "## B", "### C", "***", "some words", prose(130, 1)])


@given(st.lists(st.lists(blocks, min_size=1, max_size=8), min_size=1, max_size=3))
def test_every_paragraph_is_in_exactly_one_chapter(files):
    chapters(*("\n\n".join(file) for file in files))


def test_more_headings_than_any_book_has_make_no_chapters(monkeypatch):
    entries = "".join(f"# Entry {k}\n\nWhat it means.\n\n" for k in range(12))
    assert len(chapters(entries)[0]) == 12
    monkeypatch.setattr(module, "MOST_CHAPTERS", 11)
    assert chapters(entries) == (["File 0"], "files")
