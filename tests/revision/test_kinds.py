"""The rules for kinds of revision, each on changes that a writer would make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kinds_of_text import judged, reader_of

from drafttime.model import KINDS, SURFACE, KindCount, labour_shares, summed
from drafttime.revision.kinds import RULES
from drafttime.revision.surface import surface_score

TAIL = " and the lamp burned on over the quay until the morning came up grey."
HEAD = "In the year of the flood "


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("the North sea, was cold", "the North Sea was cold", "mechanics"),
        ("the edge-device was cold", "the edge device was cold", "mechanics"),
        ("it was cold", "it was, cold", "mechanics"),
        ("it was cold - she said", "it was cold — she said", "mechanics"),
        ("any one could see", "anyone could see", "mechanics"),
        ("a seperate room", "a separate room", "spelling"),
        ("the boat waits", "the boats wait", "spelling"),
        ("recieve the letter", "receive the letter", "spelling"),
        ("all of the boats", "all boats", "function words"),
        ("on the quay wall", "at a quay wall", "function words"),
        ("a house by the sea", "a mouse by the sea", "rewording"),
        ("a cold wind", "a bitter wind", "rewording"),
        ("a wind", "a bitter wind", "rewording"),
        ("the man who had come waited", "the man waited", "cut"),
        ("the man waited", "the man from the harbour office waited", "new"),
        ("the tide turned, and he went home", "the tide turned. He went home", "split"),
        ("the tide turned. He went home", "the tide turned and he went home", "merged"),
        ("it was cold… Then nothing", "it was cold... Then nothing", "mechanics"),
        ("he was 12 years old", "he was 13 years old", "rewording"),
    ],
)
def test_a_change_inside_a_paragraph_is_of_its_kind(before: str, after: str, kind: str) -> None:
    found = judged([HEAD + before + TAIL], [HEAD + after + TAIL])
    assert set(found.counts) == {kind}
    assert found.counts[kind].acts == 1  # type: ignore[index]


def test_what_exceeds_the_words_it_replaced_is_new_or_cut() -> None:
    longer = "the men of the harbour office who had been called"
    found = judged([HEAD + "he waited" + TAIL], [HEAD + longer + " waited" + TAIL])
    assert found.counts["rewording"] == KindCount(1, 2, 2)
    assert found.counts["new"] == KindCount(1, 9, 9)
    assert found.rewritten == 1
    back = judged([HEAD + longer + " waited" + TAIL], [HEAD + "he waited" + TAIL])
    assert back.counts["rewording"].tokens == 2
    assert back.counts["cut"].tokens == 9


def test_paragraphs_without_a_counterpart_are_new_and_cut() -> None:
    one, other = "She sold the boat in spring.", "Nobody asked him about it again."
    assert set(judged([HEAD + TAIL], [HEAD + TAIL, one]).counts) == {"new"}
    assert set(judged([HEAD + TAIL, one], [HEAD + TAIL]).counts) == {"cut"}
    replaced = judged([HEAD + TAIL, one], [HEAD + TAIL, other])
    assert {kind: count.acts for kind, count in replaced.counts.items()} == {"new": 1, "cut": 1}


def test_a_heading_in_other_case_is_mechanics_where_it_stands_and_not_elsewhere() -> None:
    assert set(judged(["THE WEIR", HEAD + TAIL], ["The Weir", HEAD + TAIL]).counts) == {"mechanics"}
    found = judged(["THE WEIR", HEAD + TAIL], [HEAD + TAIL, "The Weir"])
    assert set(found.counts) == {"new", "cut"}


def test_a_paragraph_broken_or_joined_is_an_act_without_a_word() -> None:
    one, two = HEAD + TAIL, "Nobody asked him about it again in all that time."
    split = judged([f"{one} {two}"], [one, two])
    assert split.counts == {"split": KindCount(1, 0, 0)}
    assert judged([one, two], [f"{one} {two}"]).counts == {"merged": KindCount(1, 0, 0)}


def test_a_name_changed_throughout_is_one_act() -> None:
    lines = [f"Then {{0}} went to harbour number {k} and asked again." for k in range(7)]
    old, new = [line.format("Elias") for line in lines], [line.format("Jonah") for line in lines]
    found = judged(old, new)
    assert found.counts == {"renaming": KindCount(1, 14, 14)}
    few = judged(old[:4], new[:4])
    assert set(few.counts) == {"rewording"}
    assert few.counts["rewording"].acts == 4


def test_a_name_that_still_stands_in_many_places_was_not_changed_throughout() -> None:
    lines = [f"Then {{0}} went to harbour number {k} and asked again." for k in range(14)]
    old = [line.format("Elias") for line in lines]
    new = [line.format("Jonah" if k % 2 else "Elias") for k, line in enumerate(lines)]
    assert set(judged(old, new).counts) == {"rewording"}


def test_forms_of_one_name_are_one_act() -> None:
    forms = [("Саня", "Геннадич"), ("Саней", "Геннадичем"), ("Сани", "Геннадича")] * 3
    old = [f"И вот {a} вышел на берег у моста номер {k}." for k, (a, _) in enumerate(forms)]
    new = [f"И вот {b} вышел на берег у моста номер {k}." for k, (_, b) in enumerate(forms)]
    assert judged(old, new).counts["renaming"].acts == 1


def test_every_kind_has_a_rule_and_every_rule_a_kind() -> None:
    assert sorted(rule.kind for rule in RULES) == sorted(KINDS)
    assert set(KINDS) > SURFACE


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.before], ids=lambda r: r.kind)
def test_the_example_of_a_rule_is_of_its_kind(rule: object) -> None:
    kind, before, after = rule.kind, rule.before, rule.after  # type: ignore[attr-defined]
    if kind in {"renaming", "sources"}:  # one hunk, or one paragraph, does not show them
        return
    found = judged([f"{before} {HEAD}{TAIL}"], [f"{after} {HEAD}{TAIL}"])
    assert kind in found.counts


words = st.lists(
    st.sampled_from("the a tide turned boats cold lamp. , He went".split()), max_size=12
)


@given(words, words)
def test_whatever_differs_is_of_some_kind_and_counted_once(old: list[str], new: list[str]) -> None:
    found = judged([HEAD + " ".join(old) + TAIL], [HEAD + " ".join(new) + TAIL])
    tokens = sum(count.tokens for kind, count in found.counts.items() if kind != "moved")
    assert tokens == found.distance
    assert bool(found.counts) == (found.old != found.new)


@given(words, words)
def test_the_surface_score_lies_between_nothing_and_one(old: list[str], new: list[str]) -> None:
    reader, encode = reader_of("en")
    score = surface_score(reader, encode(" ".join(old)), encode(" ".join(new)))
    assert 0 <= score <= 1
    same = surface_score(reader, encode(" ".join(old)), encode(" ".join(old)))
    assert same == 1


def test_a_clause_put_in_scores_lower_than_words_exchanged() -> None:
    reader, encode = reader_of("en")
    old = encode("The boat came in under the wall.")
    exchanged = encode("The vessel crept in under the rampart.")
    longer = encode("The boat, which nobody had seen for seven winters, came in under the wall.")
    assert surface_score(reader, old, exchanged) > surface_score(reader, old, longer)
    turned = encode("Under the wall came in the boat.")
    assert surface_score(reader, old, turned) == 1


def test_labour_is_shared_between_drafting_revising_and_cutting() -> None:
    counts = {"new": KindCount(1, 5, 6), "cut": KindCount(2, 2, 2), "copied": KindCount(1, 9, 9)}
    shares = labour_shares({**counts, "moved": KindCount(1, 2, 2)})  # type: ignore[dict-item]
    assert shares == {"drafting": 0.6, "revising": 0.2, "cutting": 0.2}
    assert labour_shares({}) is None
    assert summed([{}, {"new": KindCount(1, 1, 1)}, {"new": KindCount(1, 2, 3)}]) == {
        "new": KindCount(2, 3, 4)
    }
