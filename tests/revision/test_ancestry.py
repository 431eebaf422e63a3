"""Ancestors, against a walk over the whole graph."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_history import Story
from traced_story import walked

from drafttime.revision.ancestry import ancestry_of


def graph(seed: int) -> tuple[Story, list[str]]:
    """Make up a graph: chains, forks, octopuses, several roots, several tips."""
    chance = random.Random(seed)
    story, names = Story(), list[str]()
    for k in range(chance.randint(1, 25)):
        recent = names[-6:]
        count = chance.choice([0, 1, 1, 1, 1, 2, 2, 3])
        parents = chance.sample(recent, min(count, len(recent)))
        story.commit(f"c{k}", {}, *parents)
        names.append(f"c{k}")
    tips = chance.sample(names, min(len(names), chance.randint(1, 3)))
    return story, tips


@given(st.integers(0, 100_000))
def test_an_ancestor_is_what_the_parents_lead_to(seed: int) -> None:
    story, tips = graph(seed)
    history = walked(story, *tips)
    ancestry = ancestry_of(history)
    above: dict[str, set[str]] = {}
    for name in history.order:
        parents = history.commits[name].parents
        above[name] = {name}.union(*(above[parent] for parent in parents))
    for rank, name in enumerate(history.order):
        for other, ancestor in enumerate(history.order):
            assert ancestry.holds(rank, other) == (ancestor in above[name]), (name, ancestor)


@given(st.integers(0, 100_000))
def test_a_commit_joins_the_mainline_where_it_is_first_held(seed: int) -> None:
    story, tips = graph(seed)
    history = walked(story, *tips)
    ancestry = ancestry_of(history)
    rank = {name: k for k, name in enumerate(history.order)}
    for name in history.order:
        held = [
            k
            for k, commit in enumerate(history.mainline)
            if ancestry.holds(rank[commit], rank[name])
        ]
        assert ancestry.joins[rank[name]] == (held[0] if held else len(history.mainline))


def test_a_long_chain_is_no_deep_recursion() -> None:
    story = Story()
    story.commit("c0", {})
    for k in range(1, 5_000):
        story.commit(f"c{k}", {}, f"c{k - 1}")
    ancestry = ancestry_of(walked(story, "c4999"))
    assert ancestry.holds(4_999, 0)
    assert not ancestry.holds(0, 4_999)


@pytest.mark.parametrize("ask", [(2, 1), (1, 2)])
def test_two_branches_do_not_hold_each_other(ask: tuple[int, int]) -> None:
    story = Story()
    story.commit("a", {})
    story.commit("b", {}, "a")
    story.commit("c", {}, "a")
    story.commit("d", {}, "b", "c")
    assert not ancestry_of(walked(story, "d")).holds(*ask)
