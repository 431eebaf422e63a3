"""What each commit changed, and which commits are labour."""

from __future__ import annotations

import random

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from invented_history import WRITER, Story, files, text_of

from drafttime.model import Person, Revision
from drafttime.progress import Silent
from drafttime.revision.chains import trace_files
from drafttime.revision.lineage import trace_lineage
from drafttime.revision.revisions import Rules, measure_revisions
from drafttime.revision.slot_edits import slot_edits
from drafttime.revision.slots import Slots, assign_slots

ONE = "the tide came in over the flats\nand nobody saw it come\n"
TWO = "she mended the sluice in the dark\nwith a lamp between her teeth\n"


def revisions(story: Story, *paths: str) -> dict[str, Revision]:
    return measure(story, *paths)[0]


def measure(story: Story, *paths: str) -> tuple[dict[str, Revision], Slots]:
    history = story.history()
    traced = trace_files(history, lambda p: p.endswith(".md"), lambda _: False, text_of)
    slots = assign_slots(files(*paths), traced, lambda _: True, text_of)
    rules = Rules(lambda c: c.author.name, frozenset(), lambda _: "")
    edits = slot_edits(history, traced, slots)
    lineage = trace_lineage(history, edits, text_of, (), Silent())
    found = measure_revisions(history, edits, slots, text_of, rules, lineage)
    return {revision.commit: revision for revision in found}, slots


def words(text: str) -> int:
    return len(text.replace("\n", ""))


def test_words_in_and_out_balance() -> None:
    story = Story()
    story.commit("a", {"x.md": ONE})
    story.commit("b", {"x.md": ONE + TWO}, "a")
    story.commit("c", {"x.md": TWO}, "b")
    found = revisions(story, "x.md")
    assert [found[c].words for c in "abc"] == [words(ONE), words(ONE + TWO), words(TWO)]
    assert (found["b"].words_inserted, found["b"].words_deleted) == (words(TWO), 0)
    assert (found["c"].words_inserted, found["c"].words_deleted) == (0, words(ONE))


def test_a_merge_is_no_labour_and_is_listed_on_the_mainline() -> None:
    story = Story()
    story.commit("a", {"x.md": ONE})
    story.commit("side", {"x.md": ONE, "y.md": TWO}, "a")
    story.commit("main", {"x.md": ONE + "more\n"}, "a")
    story.commit("merge", {"x.md": ONE + "more\n", "y.md": TWO}, "main", "side")
    found = revisions(story, "x.md", "y.md")
    assert not found["merge"].labour
    assert found["merge"].why_not_labour == "merge"
    assert found["merge"].words == words(ONE) + 4 + words(TWO)
    assert found["side"].labour
    assert not found["side"].mainline


def test_a_cherry_picked_change_counts_once_on_the_mainline() -> None:
    story = Story()
    story.commit("a", {"x.md": ONE})
    story.commit("side", {"x.md": ONE + TWO}, "a", at=5)
    story.commit("other", {"x.md": "new\n" + ONE}, "a")
    story.commit("pick", {"x.md": "new\n" + ONE + TWO}, "other", at=5)
    story.commit("merge", {"x.md": "new\n" + ONE + TWO}, "pick", "side")
    found = revisions(story, "x.md")
    assert found["pick"].labour
    assert not found["side"].labour
    assert "pick" in found["side"].why_not_labour


def test_the_same_words_at_another_time_or_by_another_hand_are_labour_again() -> None:
    story = Story()
    story.commit("a", {"x.md": ONE})
    story.commit("b", {"x.md": ONE + TWO}, "a", at=5)
    story.commit("c", {"x.md": ONE}, "b", at=6)
    story.commit("d", {"x.md": ONE + TWO}, "c", at=7)
    story.commit("e", {"x.md": ONE}, "d", at=8)
    story.commit("f", {"x.md": ONE + TWO}, "e", at=5, author=Person("Bo", "bo@example.org"))
    assert all(r.labour for r in revisions(story, "x.md").values())


LONG = "\n".join(f"{k} paragraph of a chapter that is long enough to tell" for k in range(6)) + "\n"


def test_copied_chapters_are_not_written() -> None:
    story = Story()
    story.commit("a", {"ch1.md": LONG})
    story.commit("b", {"ch1.md": LONG, "ch2.md": LONG + "and then\n"}, "a")
    found = revisions(story, "ch1.md", "ch2.md")["b"]
    assert found.words_copied == words(LONG)
    assert found.words_inserted == len("and then")
    assert found.words == words(LONG) * 2 + len("and then")


def test_a_chapter_that_was_split_off_has_moved_and_is_no_copy() -> None:
    story = Story()
    story.commit("a", {"ch1.md": LONG + ONE + TWO})
    story.commit("b", {"ch1.md": ONE + TWO, "ch2.md": LONG}, "a")
    found = revisions(story, "ch1.md", "ch2.md")["b"]
    assert (found.words_inserted, found.words_deleted, found.words_copied) == (0, 0, 0)


def test_a_rename_writes_nothing() -> None:
    story = Story()
    story.commit("a", {"draft.md": LONG})
    story.commit("b", {"ch1.md": LONG}, "a")
    assert revisions(story, "ch1.md")["b"].distance_tokens == 0


def test_files_are_told_by_their_place_in_the_manuscript() -> None:
    story = Story()
    story.commit("a", {"a.md": ONE, "b.md": TWO})
    story.commit("b", {"a.md": ONE, "b.md": TWO + ONE}, "a")
    found = revisions(story, "b.md", "a.md")
    assert found["a"].slots == (0, 1)
    assert found["b"].slots == (0,)
    assert found["a"].writer == WRITER.name


@given(st.integers(0, 3_000))
@settings(max_examples=60, derandomize=True)
def test_words_are_conserved_from_commit_to_commit(seed: int) -> None:
    """At every commit of a random graph: after = before − deleted + all that came."""
    chance = random.Random(seed)
    story = _random_story(chance)
    history = story.history()
    found, slots = measure(story, *sorted(story.trees[history.mainline[-1]]))
    assume(not slots.left_out)  # files that only repeated others are not counted
    for commit, revision in found.items():
        parents = story.commits[commit].parents
        before = sum(words(t) for t in story.trees[parents[0]].values()) if parents else 0
        after = sum(words(t) for t in story.trees[commit].values())
        assert revision.words == after
        came = revision.words_inserted + revision.words_restored + revision.words_copied
        assert came - revision.words_deleted == after - before
        assert min(revision.words_inserted, revision.words_deleted, revision.words_copied) >= 0


def _random_story(chance: random.Random) -> Story:
    story = Story()
    heads: list[str] = []
    for k in range(chance.randint(2, 9)):
        parents = chance.sample(heads, min(len(heads), chance.choice([1, 1, 1, 2])))
        tree: dict[str, str] = {}
        for parent in reversed(parents):
            tree.update(story.trees[parent])
        for _ in range(chance.randint(1, 3)):
            path = f"{chance.choice('abc')}.md"
            kind = chance.randrange(4)
            if kind == 0:
                tree.pop(path, None)
            elif kind == 1 and tree:
                tree[path] = tree.pop(chance.choice(sorted(tree)))
            else:
                lines = tree.get(path, "").splitlines()
                lines.insert(
                    chance.randint(0, len(lines)),
                    "".join(chance.choice("abcdefgh") for _ in range(chance.randint(1, 20))),
                )
                tree[path] = "\n".join(lines) + "\n"
        story.commit(f"c{k}", tree, *parents)
        heads.append(f"c{k}")
    return story
