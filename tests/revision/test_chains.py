"""Files are followed through renames, merges and copies."""

from __future__ import annotations

from invented_history import Story, files, text_of

from drafttime.revision.chains import trace_files
from drafttime.revision.slot_edits import CommitEdits, slot_edits
from drafttime.revision.slots import Slots, assign_slots
from drafttime.revision.tracing import FileHistory

ONE = "the tide came in over the flats\nand nobody saw it come\n"
TWO = "she mended the sluice in the dark\nwith a lamp between her teeth\n"
THREE = "they buried the pilot on a Tuesday\nin rain that would not stop\n"


def trace(story: Story, final: str | None = None) -> FileHistory:
    return trace_files(
        story.history(final), lambda p: p.endswith(".md"), lambda p: p.startswith("old/"), text_of
    )


def slots_of(
    story: Story, *paths: str, final: str | None = None
) -> tuple[Slots, dict[str, CommitEdits]]:
    traced = trace(story, final)
    slots = assign_slots(files(*paths), traced, lambda p: not p.startswith("old/"), text_of)
    return slots, slot_edits(story.history(final), traced, slots)


def test_a_renamed_and_edited_file_is_the_same_file() -> None:
    story = Story()
    story.commit("a", {"one.md": ONE + TWO})
    story.commit("b", {"01-tide.md": ONE + TWO + THREE}, "a")
    traced = trace(story)
    [edit] = traced.edits["b"]
    assert (edit.old_path, edit.new_path) == ("one.md", "01-tide.md")
    assert traced.final["01-tide.md"] == traced.edits["a"][0].chain


def test_swapped_names_follow_the_text() -> None:
    story = Story()
    story.commit("a", {"x.md": ONE, "y.md": TWO})
    story.commit("b", {"x.md": TWO, "y.md": ONE}, "a")
    moves = {(e.old_path, e.new_path) for e in trace(story).edits["b"]}
    assert moves == {("x.md", "y.md"), ("y.md", "x.md")}


def test_a_chapter_put_in_moves_the_numbers_and_not_the_text() -> None:
    story = Story()
    story.commit("a", {"1.md": ONE, "2.md": TWO})
    story.commit("b", {"1.md": THREE, "2.md": ONE, "3.md": TWO}, "a")
    moves = {(e.old_path, e.new_path) for e in trace(story).edits["b"]}
    assert moves == {("1.md", "2.md"), ("2.md", "3.md"), (None, "1.md")}


def test_renumbered_chapters_keep_their_identity() -> None:
    story = Story()
    story.commit("a", {"ch1.md": ONE, "ch2.md": TWO})
    story.commit("b", {"ch1.md": ONE, "ch3.md": TWO, "new2.md": THREE}, "a")
    traced = trace(story)
    assert traced.final["ch3.md"] == next(
        e.chain for e in traced.edits["a"] if e.new_path == "ch2.md"
    )


def test_an_unrelated_new_file_is_no_rename() -> None:
    story = Story()
    story.commit("a", {"one.md": ONE})
    story.commit("b", {"two.md": THREE}, "a")
    edits = trace(story).edits["b"]
    assert len(edits) == 2
    assert {(e.old_path, e.new_path) for e in edits} == {("one.md", None), (None, "two.md")}


def test_a_file_put_away_into_an_archive_ends() -> None:
    story = Story()
    story.commit("a", {"one.md": ONE, "two.md": TWO})
    story.commit("b", {"one.md": ONE, "old/two.md": TWO}, "a")
    gone = [e for e in trace(story).edits["b"] if e.old_path == "two.md"]
    assert [e.new_path for e in gone] == [None]


def test_what_a_merge_brings_keeps_its_chain() -> None:
    story = Story()
    story.commit("a", {"one.md": ONE})
    story.commit("side", {"one.md": ONE, "two.md": TWO}, "a")
    story.commit("main", {"one.md": ONE + THREE}, "a")
    story.commit("merge", {"one.md": ONE + THREE, "two.md": TWO}, "main", "side")
    traced = trace(story)
    [arrived] = traced.edits["merge"]
    assert arrived.chain == next(e.chain for e in traced.edits["side"] if e.new_path == "two.md")


def test_a_rename_on_a_branch_survives_the_merge() -> None:
    story = Story()
    story.commit("a", {"ch5.md": ONE, "ch6.md": TWO})
    story.commit("side", {"ch5.md": THREE, "ch6.md": ONE, "ch7.md": TWO}, "a")
    story.commit("main", {"ch5.md": ONE, "ch6.md": TWO, "x.md": "a b c\n"}, "a")
    story.commit(
        "merge", {"ch5.md": THREE, "ch6.md": ONE, "ch7.md": TWO, "x.md": "a b c\n"}, "main", "side"
    )
    traced = trace(story)
    chains = {edit.chain for edit in traced.edits["merge"]}
    assert len(chains) == len(traced.edits["merge"])
    assert len(set(traced.final.values())) == 4


def test_the_same_file_added_on_both_sides_is_one() -> None:
    story = Story()
    story.commit("a", {"one.md": ONE})
    story.commit("main", {"one.md": ONE, "two.md": TWO}, "a")
    story.commit("side", {"one.md": ONE, "two.md": TWO}, "a")
    story.commit("merge", {"one.md": ONE, "two.md": TWO}, "main", "side")
    traced = trace(story)
    assert traced.edits["main"][0].chain == traced.edits["side"][0].chain


def test_the_same_file_added_on_two_sides_that_come_in_is_one() -> None:
    story = Story()
    story.commit("a", {"one.md": ONE})
    story.commit("left", {"one.md": ONE, "two.md": TWO}, "a")
    story.commit("right", {"one.md": ONE, "two.md": TWO}, "a")
    story.commit("merge", {"one.md": ONE, "two.md": TWO}, "a", "left", "right")
    chains = {edit.chain for side in ("left", "right") for edit in trace(story).edits[side]}
    assert len(chains) == 1


def test_several_roots_are_read() -> None:
    story = Story()
    story.commit("a", {"one.md": ONE})
    story.commit("b", {"two.md": TWO})
    story.commit("merge", {"one.md": ONE, "two.md": TWO}, "a", "b")
    assert set(trace(story).final) == {"one.md", "two.md"}


LONG = "\n".join(f"{k} paragraph of a chapter that is long enough to tell" for k in range(6)) + "\n"


def test_a_book_that_went_on_in_a_copy_has_one_slot_a_chapter() -> None:
    story = Story()
    story.commit("a", {"v1/ch.md": LONG})
    story.commit("b", {"v1/ch.md": LONG, "v2/ch.md": LONG}, "a")
    story.commit("c", {"v2/ch.md": LONG + THREE}, "b")
    slots, edits = slots_of(story, "v2/ch.md")
    assert list(slots.names) == ["v2/ch.md"]
    # The copy changes which file holds the chapter, not the chapter.
    assert edits["b"].edits[0].old == (LONG, "v1/ch.md")
    assert edits["b"].edits[0].new == (LONG, "v2/ch.md")
    assert edits["c"].edits[0].old == (LONG, "v2/ch.md")


def test_draft_folders_share_slots_and_the_newest_holds() -> None:
    story = Story()
    story.commit("a", {"draft1/ch1.md": LONG, "draft1/ch2.md": TWO})
    story.commit("b", {"draft1/ch1.md": LONG, "draft1/ch2.md": TWO, "draft2/ch1.md": ONE}, "a")
    story.commit(
        "c", {"draft1/ch1.md": LONG + TWO, "draft1/ch2.md": TWO, "draft2/ch1.md": ONE}, "b"
    )
    slots, edits = slots_of(story, "draft2/ch1.md")
    assert [slots.homes[c][0] for c in sorted(slots.homes)].count(0) == 2
    by_slot = {edit.slot: edit for edit in edits["b"].edits}
    assert by_slot[0].old == (LONG, "draft1/ch1.md")
    assert by_slot[0].new == (ONE, "draft2/ch1.md")
    # Chapter 2 has no successor: it ended when the newer draft began.
    assert by_slot[1].new is None
    # Work on the older draft afterwards does not change the manuscript.
    assert "c" not in edits


def test_a_chapter_that_was_cut_has_a_slot_in_its_place() -> None:
    story = Story()
    story.commit("a", {"ch1.md": ONE, "ch2.md": TWO, "ch3.md": THREE})
    story.commit("b", {"ch1.md": ONE, "ch3.md": THREE}, "a")
    slots, edits = slots_of(story, "ch1.md", "ch3.md")
    assert list(slots.names) == ["ch1.md", "ch2.md", "ch3.md"]
    assert slots.file_index == {0: 0, 2: 1}
    assert edits["b"].edits[0].new is None


def test_a_fork_does_not_share_its_state() -> None:
    story = Story()
    story.commit("a", {"one.md": ONE})
    story.commit("left", {"one.md": ONE + TWO}, "a")
    story.commit("right", {"one.md": ONE + THREE}, "a")
    story.commit("merge", {"one.md": ONE + TWO + THREE}, "left", "right")
    _, edits = slots_of(story, "one.md")
    assert edits["left"].edits[0].old == (ONE, "one.md")
    assert edits["right"].edits[0].old == (ONE, "one.md")
    assert edits["merge"].edits[0].old == (ONE + TWO, "one.md")


def test_a_compiled_manuscript_of_the_past_is_not_counted() -> None:
    story = Story()
    story.commit("a", {"ch1.md": LONG, "ch2.md": TWO + THREE})
    story.commit("b", {"ch1.md": LONG, "ch2.md": TWO + THREE, "whole.md": LONG + TWO + THREE}, "a")
    story.commit("c", {"ch1.md": LONG, "ch2.md": TWO + THREE}, "b")
    slots, edits = slots_of(story, "ch1.md", "ch2.md")
    assert list(slots.names) == ["ch1.md", "ch2.md"]
    assert slots.left_out == ("whole.md",)
    assert "b" not in edits


def test_a_chapter_that_went_into_another_one_is_no_copy() -> None:
    story = Story()
    story.commit("a", {"ch1.md": ONE, "ch2.md": LONG})
    story.commit("b", {"ch1.md": ONE + LONG}, "a")
    slots, _ = slots_of(story, "ch1.md")
    assert list(slots.names) == ["ch1.md", "ch2.md"]


def test_a_chapter_that_stands_on_another_branch_is_not_repeated_there() -> None:
    story = Story()
    story.commit("a", {"ch1.md": ONE, "ch2.md": LONG})
    story.commit("cut", {"ch1.md": ONE}, "a")
    story.commit("back", {"ch1.md": ONE, "ch3.md": LONG}, "cut")
    story.commit("aside", {"ch1.md": ONE, "ch4.md": LONG}, "cut")
    story.commit("merge", {"ch1.md": ONE, "ch3.md": LONG}, "back", "aside")
    slots, edits = slots_of(story, "ch1.md", "ch3.md")
    assert slots.left_out == ()
    assert len(edits["aside"].edits) == 1


def test_a_chapter_that_came_in_twice_and_was_reworded_once_stands_no_more() -> None:
    story = Story()
    story.commit("a", {"ch1.md": ONE})
    story.commit("b", {"ch2.md": LONG})
    story.commit("ab", {"ch1.md": ONE, "ch2.md": LONG}, "a", "b")
    story.commit("renamed", {"ch1.md": ONE, "ch3.md": LONG}, "ab")
    book = {"ch1.md": ONE, "ch3.md": LONG.upper()}
    story.commit("reworded", book, "renamed")
    story.commit("ba", {"ch1.md": ONE, "ch2.md": LONG}, "b", "a")
    story.commit("both", {**book, "ch2.md": LONG}, "reworded", "ba")
    story.commit("c", book, "both")
    slots, edits = slots_of(story, "ch1.md", "ch3.md")
    assert slots.left_out == ()
    assert len(edits["both"].edits) == len(edits["c"].edits) == 1


def test_a_chapter_that_was_split_off_and_came_back_is_no_copy() -> None:
    story = Story()
    story.commit("a", {"book.md": ONE + LONG})
    story.commit("b", {"book.md": ONE, "ch2.md": LONG}, "a")
    story.commit("c", {"book.md": ONE + LONG}, "b")
    slots, edits = slots_of(story, "book.md")
    assert list(slots.names) == ["book.md", "ch2.md"]
    assert slots.left_out == ()
    assert len(edits["c"].edits) == 2


def test_a_cut_chapter_keeps_the_place_that_it_had() -> None:
    story = Story()
    story.commit("a", {"4-barge.md": ONE, "5-board.md": TWO, "6-drawing.md": THREE})
    story.commit("b", {"3-barge.md": ONE + TWO, "4-drawing.md": THREE}, "a")
    slots, _ = slots_of(story, "3-barge.md", "4-drawing.md")
    assert list(slots.names) == ["3-barge.md", "5-board.md", "4-drawing.md"]


def test_a_book_begun_afresh_under_other_names_was_the_book_before() -> None:
    story = Story()
    story.commit("a", {"chapters/01.md": ONE, "chapters/02.md": TWO})
    story.commit("b", {"novel.md": THREE}, "a")
    slots, edits = slots_of(story, "novel.md")
    assert len(slots.names) == 3
    assert len(edits["a"].edits) == 2
