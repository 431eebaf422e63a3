from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.text.rules import (
    closed_folder,
    is_archive,
    is_certain,
    is_prose_name,
    reason_against,
)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("README.md", "a README"),
        ("chapters/readme.txt", "a README"),
        ("README.de.md", "a README"),
        ("00-README.md", "a README"),
        ("LICENSE", "a licence"),
        ("LICENSE-MIT.txt", "a licence"),
        ("licence-cc-by-sa-4.0.md", "a licence"),
        ("COPYING.txt", "a licence"),
        ("CHANGELOG.md", "a change log"),
        ("release-notes.md", "a change log"),
        ("CHANGES.rst", "a change log"),
        ("CONTRIBUTING.md", "a guide for contributors"),
        ("CODE_OF_CONDUCT.md", "a code of conduct"),
        ("code-of-conduct.md", "a code of conduct"),
        ("SECURITY.md", "a file about the repository"),
        ("notes.md", "notes"),
        ("Notes/anything.md", "notes"),
        ("notes 2.md", "notes"),
        ("notes-2024-03-01.md", "notes"),
        ("notes for chapter three.md", "notes"),
        ("notes-ch-7.md", "notes"),
        ("my_notes.txt", "notes"),
        ("storyNotes.md", "notes"),
        ("chapter 3 notes.md", "notes"),
        ("01 Notes/a.md", "notes"),
        ("Notizen.md", "notes"),
        ("заметки/а.md", "notes"),
        ("brouillon.md", "scraps"),
        ("大纲.md", "an outline"),
        ("Story Bible/mo.md", "about the world of the book"),
        ("research/tides.md", "research"),
        ("characters.md", "about the characters"),
        ("Character Sheets/mo.md", "about the characters"),
        ("outline.md", "an outline"),
        ("novel-outline-v2.md", "an outline"),
        ("01-outline.md", "an outline"),
        ("synopsis.md", "a synopsis"),
        ("TODO.txt", "a list of things to do"),
        ("to-do.md", "a list of things to do"),
        ("cut.md", "cut passages"),
        ("cuts/weir.md", "cut passages"),
        ("cut scenes.md", "cut passages"),
        ("cut2.md", "cut passages"),
        ("Deleted Scenes/1.md", "cut passages"),
        ("graveyard/ch9.md", "cut passages"),
        ("scraps.md", "scraps"),
        ("Templates/scene.md", "a template"),
        ("beta-feedback.md", "feedback"),
        ("timelog.md", "a log of the work"),
        ("writing diary.md", "a log of the work"),
        ("status_report/status_report.tex", "a report on the work"),
        ("build/book.md", "build output"),
        ("out/book.md", "build output"),
        ("_site/ch1.md", "build output"),
        ("drafttime-report/x.md", "build output"),
        (".github/pull.md", "a hidden folder"),
        (".obsidian/a.md", "a hidden folder"),
        ("a/.trash/ch1.md", "a hidden folder"),
        (".hidden.md", "a hidden file"),
        ("node_modules/x/y.md", "installed software"),
        ("old drafts/ch1.md", "put away in an archive folder"),
        ("Archive/ch1.md", "put away in an archive folder"),
        ("attic/ch1.md", "put away in an archive folder"),
        ("images/captions.txt", "pictures, data and other material"),
        ("refs.bib", "bibliography data"),
        ("requirements.txt", "a file for programs"),
        ("CMakeLists.txt", "a file for programs"),
        ("ch1 (Mo's conflicted copy 2024-01-01).md", "a copy that a synchronising program made"),
        ("Book.scriv/Files/Data/1/notes.txt", "a Scrivener project"),
    ],
)
def test_a_name_is_no_manuscript(path, reason):
    assert reason_against(path) == reason


@pytest.mark.parametrize(
    "path",
    [
        "ch1.md",
        "noteworthy.md",
        "notes-from-underground.md",
        "notes on a scandal.md",
        "research-methods.md",
        "05-notes.md",
        "07-characters.md",
        "ch03-04-comments.md",
        "characters-in-search.md",
        "the-cut.md",
        "cutlass.md",
        "cut-the-lights.md",
        "licence-to-kill.md",
        "copying-machines.md",
        "security.md",
        "history.md",
        "changes.md",
        "graveyard.md",
        "the-outline-of-a-hill.md",
        "the-archive.md",
        "archive.md",
        "old.md",
        "the old house/ch1.md",
        "outlander/ch1.md",
        "builders/ch1.md",
        "manuscript/ch1.md",
        "Draft/ch1.md",
        "src/ch1.md",
        "text/ch1.md",
        "log cabin.md",
        "диалог.md",
        "conclusion.md",
        "10-bibliography.rst",
    ],
)
def test_a_name_may_be_manuscript(path):
    assert reason_against(path) == ""


def test_archives_are_folders():
    assert is_archive("book/Old Versions/ch1.md")
    assert is_archive("_old/ch1.md")
    assert not is_archive("old/../archive.md".rpartition("/")[2])
    assert not is_archive("archivist/ch1.md")


def test_closed_folders_are_named_from_the_outermost():
    assert closed_folder("a/build/.x/y.md") == ("a/build/", "build output")
    assert closed_folder("a/notes/y.md") is None


def test_extensions_tell_prose():
    for path in ("a.md", "a.MD", "a.tex", "a.rst", "a.org", "a.adoc", "a.typ", "a.fountain"):
        assert is_prose_name(path)
    for path in ("a.py", "a", ".md", "a.png", "a.bib", "md"):
        assert not is_prose_name(path)


def test_some_names_are_no_book_even_where_there_is_no_other():
    assert is_certain("README.md")
    assert not is_certain("notes.md")


@given(st.text(max_size=30))
def test_every_name_gets_an_answer(path):
    assert isinstance(reason_against(path), str)
