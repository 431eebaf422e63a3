"""Births through renames, splits, joins and copies of whole files."""

from __future__ import annotations

from invented_history import Story
from traced_story import passage, prose, trace_story, words_of

A, B, C, D, E = (passage(k, 20) for k in range(5))
CHAPTER = tuple(passage(10 + k, 30) for k in range(6))
OTHER = tuple(passage(20 + k, 30) for k in range(6))
WORDS = 180


def test_a_renamed_file_writes_nothing() -> None:
    story = Story()
    story.commit("a", {"draft": prose(*CHAPTER), "y": prose(*OTHER)})
    story.commit("b", {"one": prose(*CHAPTER), "y": prose(*OTHER)}, "a")
    found = trace_story(story)
    assert found.did("b") == (0, 0, 0, 0, 0)
    assert found.ids("b", "one") == found.ids("a", "draft")


def test_a_file_that_is_renamed_and_reworked_keeps_the_births_of_what_stayed() -> None:
    story = Story()
    story.commit("a", {"draft": prose(*CHAPTER)})
    story.commit("b", {"one": prose(CHAPTER[0], A, *CHAPTER[2:])}, "a")
    found = trace_story(story)
    assert found.births("b", "one") == [["a"], ["b"], *[["a"]] * 4]
    assert found.did("b") == (20, 30, 0, 0, 0)


def test_chapters_that_exchange_their_names_move_and_cut_nothing() -> None:
    story = Story()
    story.commit("a", {"1": prose(*CHAPTER), "2": prose(*OTHER)})
    story.commit("b", {"1": prose(*OTHER), "2": prose(*CHAPTER)}, "a")
    found = trace_story(story)
    inserted, deleted, _, restored, copied = found.did("b")
    assert (inserted, deleted, restored, copied) == (0, 0, 0, 0)
    assert found.ids("b", "2") == found.ids("a", "1")


def test_a_chapter_that_is_split_in_two_keeps_its_births() -> None:
    story = Story()
    story.commit("a", {"1": prose(*CHAPTER), "2": prose(*OTHER)})
    story.commit(
        "b", {"1": prose(*CHAPTER[:4]), "1b": prose(*CHAPTER[4:]), "2": prose(*OTHER)}, "a"
    )
    found = trace_story(story)
    inserted, deleted, _, restored, copied = found.did("b")
    assert (inserted, deleted, restored, copied) == (0, 0, 0, 0)
    assert found.births("b", "1b") == [["a"], ["a"]]


def test_a_chapter_that_is_joined_to_another_keeps_its_births() -> None:
    story = Story()
    story.commit("a", {"1": prose(*CHAPTER), "2": prose(*OTHER)})
    story.commit("b", {"1": prose(*CHAPTER, *OTHER)}, "a")
    found = trace_story(story)
    inserted, deleted, _, restored, copied = found.did("b")
    assert (inserted, deleted, restored, copied) == (0, 0, 0, 0)
    assert found.ids("b", "1") == [*found.ids("a", "1"), *found.ids("a", "2")]
    assert found.ledger().words_cut == 0


def test_a_copied_file_inherits_its_births_and_writes_no_word() -> None:
    story = Story()
    story.commit("a", {"1": prose(*CHAPTER)})
    story.commit("b", {"1": prose(*CHAPTER), "2": prose(*CHAPTER)}, "a")
    found = trace_story(story)
    assert found.did("b") == (0, 0, 0, 0, WORDS)
    assert found.ids("b", "2") == found.ids("a", "1")
    ledger = found.ledger()
    assert (ledger.words_written, ledger.words_kept, ledger.words_standing_twice) == (
        WORDS, WORDS, WORDS
    )  # fmt: skip


def test_a_file_that_is_copied_and_edited_at_once_writes_the_edits_alone() -> None:
    """Half of the new file must stand word for word in the old one, so that it is a copy."""
    edited = [p[:10] + E[k : k + 1] + p[11:] for k, p in enumerate(CHAPTER[:2])]
    story = Story()
    story.commit("a", {"1": prose(*CHAPTER)})
    story.commit("b", {"1": prose(*CHAPTER), "2": prose(*edited, *CHAPTER[2:], A)}, "a")
    found = trace_story(story)
    assert found.did("b") == (22, 0, 0, 0, WORDS - 2)
    births = [found.birth(token) for token in found.ids("b", "2")]
    assert births.count("a") == WORDS - 2


def test_cp_draft1_draft2_writes_no_word_and_nor_does_deleting_draft1() -> None:
    """`cp -r draft1 draft2` and, a day later, `rm -r draft1`."""
    first = {"draft1/1": prose(*CHAPTER), "draft1/2": prose(*OTHER)}
    copy = {"draft2/1": prose(*CHAPTER), "draft2/2": prose(*OTHER)}
    story = Story()
    story.commit("a", first)
    story.commit("b", {**first, **copy}, "a")
    story.commit("c", copy, "b")
    story.commit("d", {**copy, "draft2/2": prose(*OTHER, A)}, "c")
    found = trace_story(story)
    assert found.did("b") == found.did("c") == (0, 0, 0, 0, 0)
    assert found.did("d") == (20, 0, 0, 0, 0)
    ledger = found.ledger()
    assert (ledger.words_written, ledger.words_kept, ledger.words_cut) == (
        2 * WORDS + 20, 2 * WORDS + 20, 0
    )  # fmt: skip
    assert [words_of(found.state(c)) for c in "abcd"] == [360, 360, 360, 380]


def test_a_book_that_was_copied_chapter_by_chapter_and_then_deleted_cut_nothing() -> None:
    """As one real book was converted: the copies first, the originals gone a day later."""
    story = Story()
    story.commit("a", {"1.txt": prose(*CHAPTER), "2.txt": prose(*OTHER)})
    both = {"1.txt": prose(*CHAPTER), "1.md": prose(*CHAPTER), "2.txt": prose(*OTHER)}
    story.commit("b", both, "a")
    story.commit("c", {**both, "2.md": prose(*OTHER)}, "b")
    story.commit("d", {"1.md": prose(*CHAPTER), "2.md": prose(*OTHER)}, "c")
    found = trace_story(story)
    ledger = found.ledger()
    assert (ledger.words_written, ledger.words_kept, ledger.words_cut) == (360, 360, 0)
    assert found.births("d", "1.md") == [["a"]] * 6


def test_drafts_kept_as_files_pass_their_lineage_on_as_through_a_rename() -> None:
    story = Story()
    one, two = prose(*CHAPTER), prose(*CHAPTER[:3], A, *CHAPTER[4:])
    story.commit("a", {"novel draft1.md": one})
    story.commit("b", {"novel draft1.md": one, "novel draft2.md": two}, "a")
    found = trace_story(story, paths=["novel draft2.md"])
    assert found.births("b", "novel draft2.md") == [["a"]] * 3 + [["b"]] + [["a"]] * 2
    assert found.did("b") == (20, 30, 0, 0, 0)
    assert words_of(found.state("b")) == WORDS - 10


def test_what_a_split_chapter_kept_goes_on_standing_until_it_is_cut() -> None:
    """Two files with half the text each are no two copies of one."""
    story = Story()
    story.commit("a", {"1": prose(*CHAPTER), "2": prose(*OTHER)})
    split = {"1": prose(*CHAPTER[:3]), "1b": prose(*CHAPTER[3:]), "2": prose(*OTHER)}
    story.commit("b", split, "a")
    story.commit("c", {"1b": prose(*CHAPTER[3:]), "2": prose(*OTHER)}, "b")
    found = trace_story(story)
    assert words_of(found.state("b")) == 2 * WORDS
    assert found.did("c") == (0, 90, 0, 0, 0)
