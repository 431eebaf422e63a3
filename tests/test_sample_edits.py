"""Each verb of the patch language does what it says, or says why it cannot."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.sample_edits import Book, EditError, Page, apply, paragraphs_of

TEXT = "# One\n\nThe bus was late.\n\nMr. Finch waited.\nFinches sang.\n\nIt rained."


def book(text: str = TEXT, columns: int = 0) -> Book:
    drafts = {"d": {"b.md": "Alpha.\n\nBeta.\n\nGamma.\n"}}
    return Book({"a.md": Page(paragraphs_of(text), columns)}, columns, drafts)


def edited(*edits: Mapping[str, object], start: Book | None = None) -> dict[str, list[str]]:
    now = start or book()
    for edit in edits:
        now = apply(now, edit)
    return {path: list(page.paragraphs) for path, page in now.pages.items()}


def test_prose_is_unwrapped_and_lists_are_left() -> None:
    assert paragraphs_of("a\nb\n\n\n- c\n- d\n") == ("a b", "- c\n- d")


def test_add_makes_a_file_and_goes_on_with_it() -> None:
    made = edited({"add": "b.md", "text": "One."}, {"add": "b.md", "text": "Two.\n\nThree."})
    assert made["b.md"] == ["One.", "Two.", "Three."]


def test_add_takes_a_run_of_a_stored_draft() -> None:
    run = {"draft": "d", "first": "Al", "last": "Be"}
    assert edited({"add": "b.md", **run})["b.md"] == ["Alpha.", "Beta."]
    whole = edited({"add": "c.md", "draft": "d", "source": "b.md"})
    assert whole["c.md"] == ["Alpha.", "Beta.", "Gamma."]


def test_insert_rewrite_and_replace() -> None:
    made = edited(
        {"insert": "a.md", "after": "The bus", "text": "So was I."},
        {"rewrite": "a.md", "from": "Mr.", "through": "It", "text": "Nobody came."},
        {"replace": "a.md", "old": "was late", "new": "was early"},
    )
    assert made["a.md"] == ["# One", "The bus was early.", "So was I.", "Nobody came."]


def test_cut_and_restore_bring_back_the_latest_words() -> None:
    made = edited(
        {"cut": "a.md", "from": "It"},
        {"add": "a.md", "text": "It snowed."},
        {"cut": "a.md", "from": "It"},
        {"restore": "a.md", "from": "It", "after": "# One"},
    )
    assert made["a.md"][:2] == ["# One", "It snowed."]


def test_move_within_a_file_and_to_another() -> None:
    made = edited(
        {"move": "a.md", "from": "It", "after": "# One"},
        {"add": "b.md", "text": "# Two"},
        {"move": "a.md", "from": "The bus", "through": "Mr.", "to": "b.md", "after": "# Two"},
    )
    assert made["a.md"] == ["# One", "It rained."]
    assert made["b.md"] == ["# Two", "The bus was late.", "Mr. Finch waited. Finches sang."]


def test_split_join_and_rename_lose_nothing() -> None:
    made = edited(
        {"split": "a.md", "at": "Mr.", "to": "b.md"},
        {"rename": "b.md", "to": "c.md"},
        {"join": "c.md", "to": "a.md"},
    )
    assert made == {"a.md": list(paragraphs_of(TEXT))}


def test_respell_changes_whole_words_only() -> None:
    made = edited({"respell": "Finch", "as": "Pask"})
    assert made["a.md"][2] == "Mr. Pask waited. Finches sang."


@given(st.text(alphabet="ab \n#-", max_size=200), st.integers(8, 60))
def test_a_rewrap_changes_no_word(text: str, columns: int) -> None:
    before = book(text).pages["a.md"].text()
    after = Page(paragraphs_of(text), columns).text()
    assert after.split() == before.split()


def test_the_width_holds_for_files_made_later() -> None:
    now = apply(book(), {"rewrap": "a.md", "columns": 8})
    now = apply(now, {"add": "b.md", "text": "One two three four."})
    assert now.pages["b.md"].text() == "One two\nthree\nfour.\n"


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ({"paint": "a.md"}, "one verb out of"),
        ({"cut": "a.md", "add": "a.md"}, "one verb out of"),
        ({"cut": "a.md", "form": "It"}, "knows no “form”"),
        ({"cut": "a.md"}, "“from” is missing"),
        ({"cut": "x.md", "from": "It"}, "no file x.md"),
        ({"cut": "a.md", "from": "Snow"}, "no paragraphs begin with “Snow”"),
        ({"cut": "a.md", "from": ""}, "4 paragraphs begin with “”"),
        ({"cut": "a.md", "from": "It", "through": "The"}, "stands before “It”"),
        ({"replace": "a.md", "old": "a", "new": "b"}, "stands 5 times"),
        ({"add": "b.md", "draft": "e"}, "draft e holds no file b.md"),
        ({"add": "b.md"}, "“text” is missing"),
        ({"restore": "a.md", "from": "It", "after": "# One"}, "nothing was cut"),
        ({"rename": "a.md", "to": "a.md"}, "already a file a.md"),
        ({"split": "a.md", "at": "# One", "to": "b.md"}, "cannot be split"),
        ({"respell": "Robin", "as": "Wren"}, "“Robin” stands nowhere"),
        ({"rewrap": "a.md", "columns": 0}, "wrapped at another width"),
    ],
)
def test_an_edit_that_cannot_be_made_says_why(edit: dict[str, object], says: str) -> None:
    with pytest.raises(EditError) as caught:
        apply(book(), edit)
    assert says in str(caught.value)
