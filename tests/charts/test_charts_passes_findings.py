from __future__ import annotations

from dataclasses import replace

import pytest
from rendering import CHARTS, analysis
from touching import book, swept

from drafttime.charts._passes import passes
from drafttime.charts._passes_findings import (
    DIAGONAL,
    sessions_of_half,
    spearman,
    sweeps,
    untouched_share,
)
from drafttime.model import ParagraphLife

PASSES = CHARTS["passes"]
N = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("xs", "ys", "expected"),
    [
        ([1, 2, 3, 4], [10, 20, 30, 40], 1.0),
        ([1, 2, 3, 4], [4, 3, 2, 1], -1.0),
        ([1, 2, 3, 4, 5], [2, 1, 4, 3, 5], 0.8),
        ([1, 2, 2, 3], [1, 2, 3, 4], 0.9486832980505138),
        ([86, 97, 99, 100, 101, 103, 106, 110, 112, 113],
         [2, 20, 28, 27, 50, 29, 7, 17, 6, 12], -0.17575757575757575),
    ],
)  # fmt: skip
def test_rank_correlation_is_spearmans(xs, ys, expected):
    assert spearman(xs, ys) == pytest.approx(expected)


@pytest.mark.parametrize(("xs", "ys"), [([], []), ([1], [2]), ([1, 1, 1], [1, 2, 3])])
def test_there_is_no_rank_correlation_of_what_does_not_vary(xs, ys):
    assert spearman(xs, ys) is None


def test_a_sweep_needs_marks_on_enough_days():
    assert sweeps(passes(swept(range(40))))[-1].marks >= 40
    assert sweeps(passes(swept(range(5)))) == ()


def test_one_pass_is_named_as_such():
    made = swept(range(40))
    assert sweeps(passes(made))[-1].one_pass
    assert PASSES.title(made) == "The final draft was one pass from the first page to the last"


def test_a_pass_over_half_of_the_book_is_no_pass_to_the_last_page():
    made = swept([place // 2 for place in range(40)])
    (sweep,) = sweeps(passes(made))
    assert sweep.diagonal
    assert not sweep.one_pass
    said = PASSES.title(made)
    assert said == "The final draft falls as a diagonal: the work moved from front to back"


def test_two_passes_are_no_diagonal():
    made = swept([*range(0, 40, 2), *range(0, 40, 2)])
    (sweep,) = sweeps(passes(made))
    assert sweep.correlation < DIAGONAL
    assert "diagonal" not in PASSES.title(made)
    assert "diagonal" not in PASSES.alt(made)


def test_a_pass_from_back_to_front_is_no_diagonal_either():
    made = swept(range(39, -1, -1))
    assert "diagonal" not in PASSES.title(made) + PASSES.alt(made)
    assert "climb" in PASSES.alt(made)


@pytest.mark.parametrize("name", ["novel", "twelve_years", "hostile", "nothing_left"])
def test_the_title_says_diagonal_only_where_a_later_draft_is_one(name):
    later = [s for s in sweeps(passes(analysis(name))) if s.stretch.draft and s.diagonal]
    assert later or "diagonal" not in PASSES.title(analysis(name))


def test_writing_in_order_is_told_from_rereading():
    touched = [{place} for place in range(40)]
    made = book([*touched], days=41, draft_at=39)
    first = replace(made.lineage, paragraphs=tuple(
        replace(life, revisions=(*life.revisions, 40)) for life in made.lineage.paragraphs
    ))  # fmt: skip
    made = replace(made, lineage=first)
    assert PASSES.title(made) == "Draft 1 was written from the first page to the last"


@pytest.mark.parametrize(
    ("once", "again", "words"),
    [
        (1, 2, "A third of the text was never touched again"),
        (1, 1, "Half of the text was never touched again"),
        (9, 11, f"45{N}% of the text was never touched again"),
        (1, 9, "Where each day’s work landed in the text"),
    ],
)
def test_what_was_never_touched_again_is_named_where_it_is_much(once, again, words):
    assert PASSES.title(book([{0}] * once + [{0, 1}] * again)) == words


@pytest.mark.parametrize(
    ("sessions", "words"),
    [
        (5, "Half of the paragraphs were touched in five sessions or more"),
        (14, "Half of the paragraphs were touched in 14 sessions or more"),
        (2, "Where each day’s work landed in the text"),
    ],
)
def test_how_often_is_named_where_it_is_often(sessions, words):
    assert PASSES.title(book([{0, 1}] * 3, sessions=sessions)) == words


def lives(*sessions):
    return [ParagraphLife(0, 10, (0,) * number, number) for number in sessions]


def test_half_of_the_paragraphs_means_at_least_half():
    assert sessions_of_half(lives(1, 2, 3, 4)) == 3
    assert sessions_of_half(lives(1, 2, 3)) == 2
    assert sessions_of_half([]) is None


def test_the_untouched_are_weighed_by_their_words():
    once, again = ParagraphLife(0, 30, (4,), 1), ParagraphLife(0, 90, (4, 5), 1)
    assert untouched_share([once, again]) == 0.25
    assert untouched_share([]) is None
