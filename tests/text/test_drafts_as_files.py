from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.text.drafts_as_files import LAST, draft_key, earlier_drafts


@pytest.mark.parametrize(
    ("path", "slot", "order", "name"),
    [
        ("draft2/ch01.md", "ch01.md", (2,), "Draft 2"),
        ("Draft 3/part 1/ch01.md", "part 1/ch01.md", (3,), "Draft 3"),
        ("book/draft-02/ch01.md", "book/ch01.md", (2,), "Draft 2"),
        ("first draft/ch01.md", "ch01.md", (1,), "Draft 1"),
        ("2nd draft/ch01.md", "ch01.md", (2,), "Draft 2"),
        ("rough draft/ch01.md", "ch01.md", (0,), "Draft 0"),
        ("final draft/ch01.md", "ch01.md", (LAST,), "Final draft"),
        ("v2/ch01.md", "ch01.md", (2,), "Version 2"),
        ("tidewright-draft-2/ch1.md", "tidewright/ch1.md", (2,), "Draft 2"),
        ("Draft 2 - after Jo/ch1.md", "ch1.md", (2,), "Draft 2"),
        ("draft1.md", "draft.md", (1,), "Draft 1"),
        ("Second Draft.md", "draft.md", (2,), "Draft 2"),
        ("novel v2.md", "novel.md", (2,), "Version 2"),
        ("novel-draft-two.md", "novel.md", (2,), "Draft 2"),
        ("ch1_v1.2.md", "ch1.md", (1, 2), "Version 1.2"),
        ("novel (draft 3).md", "novel.md", (3,), "Draft 3"),
        ("chapter1draft2.md", "chapter1.md", (2,), "Draft 2"),
        ("Entwurf 2/kap1.md", "kap1.md", (2,), "Draft 2"),
        ("draft 2b.md", "draft.md", (2, 2), "Draft 2b"),
        ("rev3.md", "draft.md", (3,), "Revision 3"),
    ],
)
def test_a_name_says_which_draft_it_is(path, slot, order, name):
    key = draft_key(path)
    assert key is not None
    assert (key.slot_path, key.order, key.name) == (slot, order, name)


@pytest.mark.parametrize(
    "path",
    ["ch2.md", "draft.md", "drafts/ch2.md", "Draft/ch2.md", "ivory.md", "dev2.md", "prev3.md",
     "part one draft.md", "book v for vendetta.md", "v.md", "drafty2.md", "growing old.md",
     "the final.md", "henry v 1.md", "2 drafts.md"],
)  # fmt: skip
def test_other_names_say_nothing_about_drafts(path):
    assert draft_key(path) is None


def earlier(*paths, words=None):
    return earlier_drafts(paths, lambda path: (words or {}).get(path, 1000))


def test_of_draft_folders_the_newest_counts_as_a_whole():
    assert earlier("draft1/a.md", "draft1/b.md", "draft2/a.md", "draft10/a.md") == {
        "draft1/a.md": "Draft 1",
        "draft1/b.md": "Draft 1",
        "draft2/a.md": "Draft 2",
    }


def test_front_matter_beside_draft_folders_stays():
    words = {"dedication.md": 12}
    assert earlier("dedication.md", "draft1/a.md", "draft2/a.md", words=words) == {
        "draft1/a.md": "Draft 1"
    }


def test_a_book_beside_its_first_draft_is_the_newest():
    assert earlier("ch1.md", "ch2.md", "draft1/ch1.md") == {"draft1/ch1.md": "Draft 1"}
    assert earlier("novel.md", "novel-draft1.md", "novel-draft2.md") == {
        "novel-draft1.md": "Draft 1",
        "novel-draft2.md": "Draft 2",
    }


def test_a_book_beside_its_second_version_is_the_first():
    assert earlier("novel.md", "novel v2.md", "novel v3.md") == {
        "novel.md": "Draft 1",
        "novel v2.md": "Version 2",
    }
    assert earlier("ch1.md", "draft2/ch1.md") == {"ch1.md": "Draft 1"}


def test_a_final_version_is_the_newest():
    assert earlier("novel.md", "novel draft 1.md", "novel final.md") == {
        "novel.md": "the first",
        "novel draft 1.md": "Draft 1",
    }


def test_old_copies_count_only_beside_the_living_one():
    assert earlier("ch1.md", "ch1-old.md", "ch1 v2.md") == {
        "ch1.md": "Draft 1",
        "ch1-old.md": "ch1-old",
    }
    assert earlier("ch1.md", "ch1-backup.md") == {"ch1-backup.md": "ch1-backup"}
    assert earlier("growing old.md", "the final.md", "ch1.md") == {}


def test_drafts_of_one_chapter_do_not_touch_another():
    assert earlier("ch1-draft1.md", "ch1-draft2.md", "ch2-draft1.md") == {
        "ch1-draft1.md": "Draft 1"
    }


def test_a_draft_may_change_its_format():
    assert earlier("draft1.txt", "draft2.md") == {"draft1.txt": "Draft 1"}


def test_two_books_with_draft_folders_do_not_mix():
    assert earlier("a/draft1/x.md", "a/draft2/x.md", "b/draft1/x.md") == {
        "a/draft1/x.md": "Draft 1"
    }


@given(st.lists(st.text(alphabet="draftv12 -/.md", min_size=1, max_size=14), max_size=6))
def test_never_is_everything_an_earlier_draft(paths):
    found = earlier_drafts(paths, lambda _: 1)
    assert set(found) <= set(paths)
    assert not paths or set(found) != set(paths)


def test_long_names_do_not_take_long():
    began = time.monotonic()
    for name in ("draft " * 5000, "1" * 9000, "v1." * 4000, "a/" * 4000, "final" * 3000):
        draft_key(name + ".md")
    assert time.monotonic() - began < 2
