"""The ledger balances, whatever came in by whichever door."""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "revision"))

from invented_history import Story, files, text_of

from drafttime.model import Ledger
from drafttime.progress import Silent
from drafttime.revision.chains import trace_files
from drafttime.revision.lineage import trace_lineage
from drafttime.revision.lives import live
from drafttime.revision.revisions import Rules, measure_revisions, repeated_changes
from drafttime.revision.slot_edits import slot_edits
from drafttime.revision.slots import assign_slots
from drafttime.stages.ledger import draw_ledger

ONE = "the tide came in over the flats and nobody saw it come\n"
TWO = "she mended the sluice in the dark with a lamp between her teeth\n"
SIX = "pqrstu\n"


def words(text: str) -> int:
    return len(text.replace("\n", ""))


def ledger(story: Story, *paths: str, uncounted: Collection[str] = ()) -> Ledger:
    history = story.history()
    traced = trace_files(history, lambda p: p.endswith(".md"), lambda _: False, text_of)
    slots = assign_slots(files(*paths), traced, lambda _: True, text_of)
    edits = slot_edits(history, traced, slots)
    lineage = trace_lineage(history, edits, text_of, (), Silent())
    rules = Rules(lambda c: c.author.name, frozenset(), lambda _: "")
    revisions = tuple(
        replace(r, labour=r.labour and r.commit not in uncounted)
        for r in measure_revisions(history, edits, slots, text_of, rules, lineage)
    )
    twins = repeated_changes(history, lineage.twins, frozenset(history.mainline))
    found = draw_ledger(live(lineage), history.order, twins, revisions, revisions[-1].words)
    assert found.words_written + found.words_unattributed == found.words_kept + found.words_cut
    assert found.words_kept + found.words_standing_twice == revisions[-1].words
    return found


def test_what_is_gone_at_the_end_was_cut() -> None:
    story = Story()
    story.commit("a", {"x.md": ONE + TWO})
    story.commit("b", {"x.md": TWO + SIX}, "a")
    found = ledger(story, "x.md")
    assert (found.words_written, found.words_unattributed) == (words(ONE + TWO + SIX), 0)
    assert (found.words_kept, found.words_cut) == (words(TWO + SIX), words(ONE))


def test_what_an_uncounted_revision_wrote_is_unattributed() -> None:
    story = Story()
    story.commit("a", {"x.md": ONE})
    story.commit("b", {"x.md": ONE + TWO}, "a")
    found = ledger(story, "x.md", uncounted={"b"})
    assert (found.words_written, found.words_unattributed) == (words(ONE), words(TWO))
    assert found.words_cut == 0


def test_words_of_a_conflict_that_was_resolved_are_unattributed() -> None:
    story = Story()
    story.commit("a", {"x.md": ONE})
    story.commit("main", {"x.md": ONE + TWO}, "a")
    story.commit("side", {"y.md": SIX, "x.md": ONE}, "a")
    story.commit("merge", {"x.md": ONE + TWO + "vwxyz\n", "y.md": SIX}, "main", "side")
    found = ledger(story, "x.md", "y.md")
    assert found.words_unattributed == len("vwxyz")
    assert found.words_written == words(ONE + TWO + SIX)


def test_what_came_back_was_written_once_and_not_cut() -> None:
    story = Story()
    story.commit("a", {"x.md": ONE + TWO})
    story.commit("b", {"x.md": ONE}, "a")
    story.commit("c", {"x.md": ONE + TWO}, "b")
    found = ledger(story, "x.md")
    assert (found.words_written, found.words_cut) == (words(ONE + TWO), 0)
    assert found.words_restored == words(TWO)


def test_a_book_that_went_on_in_a_copy_cut_nothing() -> None:
    story = Story()
    story.commit("a", {"old.md": ONE + TWO + SIX})
    story.commit("b", {"old.md": ONE + TWO + SIX, "new.md": ONE + TWO + SIX}, "a")
    story.commit("c", {"new.md": ONE + TWO + SIX}, "b")
    found = ledger(story, "new.md")
    assert (found.words_written, found.words_unattributed) == (words(ONE + TWO + SIX), 0)
    assert found.words_cut == 0


def test_a_copy_that_stands_beside_its_original_is_counted_apart() -> None:
    story = Story()
    story.commit("a", {"x.md": ONE + TWO})
    story.commit("b", {"x.md": ONE + TWO + ONE}, "a")
    found = ledger(story, "x.md")
    assert found.words_kept == words(ONE + TWO)
    assert found.words_standing_twice == found.words_copied == words(ONE)


def test_words_written_and_cut_on_a_branch_count_as_both() -> None:
    story = Story()
    story.commit("a", {"x.md": ONE})
    story.commit("side", {"x.md": ONE, "y.md": TWO + SIX}, "a")
    story.commit("side2", {"x.md": ONE, "y.md": TWO}, "side")
    story.commit("main", {"x.md": ONE + "abc\n"}, "a")
    story.commit("merge", {"x.md": ONE + "abc\n", "y.md": TWO}, "main", "side2")
    found = ledger(story, "x.md", "y.md")
    assert found.words_written == words(ONE + TWO + SIX + "abc")
    assert found.words_cut == words(SIX)
