"""Where words were born, through edits, moves, cuts, returns and copies."""

from __future__ import annotations

from invented_history import Story
from traced_story import passage, prose, trace_story

A, B, C, D, E = (passage(k, 20) for k in range(5))
FILLER = tuple(passage(10 + k, 30) for k in range(6))


def test_a_typed_paragraph_is_born_where_it_was_typed() -> None:
    story = Story()
    story.commit("a", {"x": prose(A, B)})
    story.commit("b", {"x": prose(A, C, B)}, "a")
    story.commit("c", {"x": prose(A, C, B, D)}, "b")
    found = trace_story(story)
    assert found.births("c", "x") == [["a"], ["b"], ["a"], ["c"]]
    assert found.did("b") == (20, 0, 0, 0, 0)


def test_words_put_into_a_paragraph_are_born_there_and_the_others_keep_their_birth() -> None:
    story = Story()
    story.commit("a", {"x": prose(A)})
    story.commit("b", {"x": prose(A[:5] + E[:3] + A[7:])}, "a")
    found = trace_story(story)
    births = [found.birth(token) for token in found.ids("b", "x")]
    assert births == ["a"] * 5 + ["b"] * 3 + ["a"] * 13
    assert found.did("b") == (3, 2, 0, 0, 0)
    assert found.ids("b", "x")[:5] == found.ids("a", "x")[:5]


def test_a_paragraph_that_moves_within_its_file_keeps_its_birth() -> None:
    story = Story()
    story.commit("a", {"x": prose(A, *FILLER)})
    story.commit("b", {"x": prose(*FILLER, A)}, "a")
    found = trace_story(story)
    assert found.births("b", "x")[-1] == ["a"]
    assert found.did("b") == (0, 0, 20, 0, 0)


def test_a_paragraph_that_moves_to_another_file_keeps_its_birth() -> None:
    story = Story()
    story.commit("a", {"x": prose(A, *FILLER[:2]), "y": prose(*FILLER[2:])})
    story.commit("b", {"x": prose(*FILLER[:2]), "y": prose(*FILLER[2:], A)}, "a")
    found = trace_story(story)
    assert found.births("b", "y")[-1] == ["a"]
    assert found.did("b") == (0, 0, 20, 0, 0)
    assert found.ledger().words_cut == 0


def test_a_sentence_of_eight_words_moves_and_one_of_seven_does_not() -> None:
    for size, did in ((8, (0, 0, 8, 0, 0)), (7, (7, 7, 0, 0, 0))):
        story = Story()
        story.commit("a", {"x": prose(A + E[:size], *FILLER)})
        story.commit("b", {"x": prose(A, *FILLER[:-1], FILLER[-1] + E[:size])}, "a")
        found = trace_story(story)
        assert found.did("b") == did
        born = "a" if size == 8 else "b"
        assert found.birth(found.ids("b", "x")[-1]) == born


def test_a_paragraph_that_comes_back_regains_its_birth() -> None:
    story = Story()
    story.commit("a", {"x": prose(A, B, *FILLER)})
    story.commit("b", {"x": prose(B, *FILLER)}, "a")
    story.commit("c", {"x": prose(B, *FILLER, C)}, "b")
    story.commit("d", {"x": prose(B, A, *FILLER, C)}, "c")
    found = trace_story(story)
    assert found.ids("d", "x")[20:40] == found.ids("a", "x")[:20]
    assert found.did("d") == (0, 0, 0, 20, 0)
    assert (found.ledger().words_cut, found.ledger().words_restored) == (0, 20)


def test_a_paragraph_that_comes_back_in_another_file_regains_its_birth() -> None:
    story = Story()
    story.commit("a", {"x": prose(A, B), "y": prose(*FILLER)})
    story.commit("b", {"x": prose(B), "y": prose(*FILLER)}, "a")
    story.commit("c", {"x": prose(B), "y": prose(*FILLER[:2], A, *FILLER[2:])}, "b")
    found = trace_story(story)
    assert found.births("c", "y")[2] == ["a"]
    assert found.did("c") == (0, 0, 0, 20, 0)


def test_a_chapter_that_comes_back_regains_its_births() -> None:
    story = Story()
    story.commit("a", {"x": prose(*FILLER), "y": prose(A, B)})
    story.commit("b", {"x": prose(*FILLER), "y": prose(A, C, B)}, "a")
    story.commit("c", {"x": prose(*FILLER)}, "b")
    story.commit("d", {"x": prose(*FILLER), "y": prose(A, C, B)}, "c")
    found = trace_story(story)
    assert found.births("d", "y") == [["a"], ["b"], ["a"]]
    assert found.did("c") == (0, 60, 0, 0, 0)
    assert found.did("d") == (0, 0, 0, 60, 0)


def test_a_sentence_of_eight_words_comes_back_and_one_of_seven_does_not() -> None:
    for size, did in ((8, (0, 0, 0, 8, 0)), (7, (7, 0, 0, 0, 0))):
        story = Story()
        story.commit("a", {"x": prose(A + E[:size], B)})
        story.commit("b", {"x": prose(A, B)}, "a")
        story.commit("c", {"x": prose(A, B[:10] + E[:size] + B[10:])}, "b")
        assert trace_story(story).did("c") == did


def test_of_several_deletions_the_latest_gives_the_birth() -> None:
    """Typed twice and cut twice: what comes back are the words that were cut last."""
    story = Story()
    story.commit("a", {"x": prose(E[:9], A)})
    story.commit("b", {"x": prose(A)}, "a")
    story.commit("c", {"x": prose(A, E[:7])}, "b")  # too short to be known again: typed anew
    story.commit("d", {"x": prose(A, E[:9])}, "c")
    story.commit("e", {"x": prose(A)}, "d")
    story.commit("f", {"x": prose(A, E[:9])}, "e")
    found = trace_story(story)
    assert found.ids("f", "x") == found.ids("d", "x")
    assert found.births("f", "x")[1] == ["c", "d"]


def test_what_was_cut_on_a_branch_that_was_never_merged_gives_no_birth() -> None:
    """The words are the same, but this history never held them."""
    story = Story()
    story.commit("a", {"x": prose(A)})
    story.commit("other", {"x": prose(A, E)}, "a", at=1)
    story.commit("dropped", {"x": prose(A)}, "other", at=2)
    story.commit("b", {"x": prose(A, B)}, "a", at=3)
    story.commit("c", {"x": prose(A, B, E)}, "b", at=4)
    for tips in (("c", "dropped"), ("dropped", "c")):
        found = trace_story(story, tips=tips, paths=["x"])
        assert found.births("c", "x")[2] == ["c"]
        assert found.did("c") == (20, 0, 0, 0, 0)


def test_what_was_cut_before_a_fork_comes_back_on_both_sides() -> None:
    story = Story()
    story.commit("a", {"x": prose(A, E)})
    story.commit("b", {"x": prose(A)}, "a")
    story.commit("c", {"x": prose(A, E)}, "b")
    story.commit("side", {"x": prose(E, A)}, "b")
    found = trace_story(story, tips=["c", "side"], paths=["x"])
    assert found.did("c") == found.did("side") == (0, 0, 0, 20, 0)
    assert found.births("side", "x") == [["a"], ["a"]]


def test_a_passage_that_stands_cannot_come_back_and_is_a_copy() -> None:
    story = Story()
    story.commit("a", {"x": prose(A, E)})
    story.commit("b", {"x": prose(A)}, "a")
    story.commit("c", {"x": prose(A, E)}, "b")
    story.commit("d", {"x": prose(A + E[:10], E)}, "c")
    found = trace_story(story)
    assert found.did("c") == (0, 0, 0, 20, 0)
    assert found.did("d") == (0, 0, 0, 0, 10)
    assert found.ledger().words_standing_twice == 10


def test_one_deletion_comes_back_once_and_its_second_return_is_a_copy() -> None:
    story = Story()
    story.commit("a", {"x": prose(A, E)})
    story.commit("b", {"x": prose(A)}, "a")
    story.commit("c", {"x": prose(E, A, E)}, "b")
    found = trace_story(story)
    inserted, _, _, restored, copied = found.did("c")
    assert restored == 20
    assert inserted + copied == 20
    assert found.ledger().words_cut == 0


def test_a_paragraph_that_was_written_in_pieces_comes_back_as_one() -> None:
    story = Story()
    story.commit("a", {"x": prose(A, E[:10] + E[13:])})
    story.commit("b", {"x": prose(A, E)}, "a")
    story.commit("c", {"x": prose(A)}, "b")
    story.commit("d", {"x": prose(E, A)}, "c")
    found = trace_story(story)
    assert found.ids("d", "x")[:20] == found.ids("b", "x")[20:]
    node = found.held("d", "x").nodes[0]
    assert (node.event, node.sources) == ("restored", (found.held("b", "x").nodes[1],))


def test_a_passage_of_which_half_stands_comes_back_as_to_the_other_half() -> None:
    story = Story()
    story.commit("a", {"x": prose(A, E)})
    story.commit("b", {"x": prose(A)}, "a")
    story.commit("c", {"x": prose(A[:5] + E[:10] + A[5:])}, "b")
    story.commit("d", {"x": prose(A[:5] + E[:10] + A[5:], E)}, "c")
    found = trace_story(story)
    assert found.did("c") == (0, 0, 0, 10, 0)
    assert found.did("d") == (0, 0, 0, 10, 10)
    assert found.births("d", "x")[1] == ["a"]


def test_a_paragraph_that_is_copied_in_the_book_inherits_its_birth() -> None:
    story = Story()
    story.commit("a", {"x": prose(A, B), "y": prose(*FILLER)})
    story.commit("b", {"x": prose(A, B), "y": prose(*FILLER, A)}, "a")
    story.commit("c", {"x": prose(A, B), "y": prose(*FILLER, A, A)}, "b")
    found = trace_story(story)
    assert found.ids("c", "y")[-20:] == found.ids("a", "x")[:20]
    assert found.did("b") == found.did("c") == (0, 0, 0, 0, 20)
    ledger = found.ledger()
    assert (ledger.words_written, ledger.words_copied, ledger.words_standing_twice) == (220, 40, 40)


def test_a_copied_paragraph_of_seven_words_is_written_again() -> None:
    """“Yes,” she said is nobody's copy."""
    story = Story()
    story.commit("a", {"x": prose(A, E[:7])})
    story.commit("b", {"x": prose(A, E[:7], B, E[:7])}, "a")
    assert trace_story(story).did("b") == (27, 0, 0, 0, 0)


def test_when_one_of_two_copies_is_cut_the_words_still_stand() -> None:
    story = Story()
    story.commit("a", {"x": prose(A, B)})
    story.commit("b", {"x": prose(A, B, A)}, "a")
    story.commit("c", {"x": prose(B, A)}, "b")
    found = trace_story(story)
    ledger = found.ledger()
    assert (ledger.words_kept, ledger.words_cut, ledger.words_standing_twice) == (40, 0, 0)
    assert found.births("c", "x") == [["a"], ["a"]]


def test_splitting_and_joining_paragraphs_moves_and_cuts_nothing() -> None:
    story = Story()
    story.commit("a", {"x": prose(A, B, C)})
    story.commit("b", {"x": prose(A[:9], A[9:], B, C)}, "a")
    story.commit("c", {"x": prose(A[:9], A[9:] + B + C)}, "b")
    story.commit("d", {"x": prose(A + B + C)}, "c")
    story.commit("e", {"x": prose(A + B[:3], B[3:8], B[8:] + C)}, "d")
    found = trace_story(story)
    assert [found.did(c) for c in "bcde"] == [(0, 0, 0, 0, 0)] * 4
    assert found.ids("e", "x") == found.ids("a", "x")
    assert all(found.lineage.deltas[c].distance_tokens == 0 for c in "bcde")


def test_two_runs_are_equal() -> None:
    story = Story()
    story.commit("a", {"x": prose(A, E[:9]), "y": prose(*FILLER)})
    story.commit("b", {"x": prose(A, A, B), "y": prose(*FILLER, E[:9], E[:9])}, "a")
    story.commit("c", {"x": prose(B, A), "y": prose(E[:9], *FILLER)}, "b")
    one, other = trace_story(story).lineage, trace_story(story).lineage
    assert one.births == other.births
    assert one.steps == other.steps
    assert one.deltas == other.deltas
