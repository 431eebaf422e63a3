from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from analyses import BUILDERS
from rendering import analysis

from drafttime.charts._bands import shown_bands
from drafttime.charts._colours import MOST_DRAFTS
from drafttime.model import Band, Lineage, Stand, Weave


def written(*words, names=None, drafts=True):
    """A lineage of bands with so many words standing at the end."""
    names = names or [f"Draft {number}" for number in range(1, len(words) + 1)]
    bands = tuple(Band(name, k if drafts else None) for k, name in enumerate(names))
    return Lineage(bands=bands, stands=(Stand(0, words, (0,) * len(words)),))


def test_few_bands_are_all_shown():
    assert shown_bands(written(9, 1, 5), 7) == (("Draft 1", "Draft 2", "Draft 3"), (0, 1, 2))


def test_no_bands_are_no_groups():
    assert shown_bands(Lineage(), 7) == ((), ())


def test_the_smallest_neighbours_become_one():
    names, groups = shown_bands(written(50, 20, 3, 4, 30), 4)
    assert names == ("Draft 1", "Draft 2", "Drafts 3–4", "Draft 5")
    assert groups == (0, 1, 2, 2, 3)


def test_merged_neighbours_weigh_together():
    names, _ = shown_bands(written(50, 2, 2, 3, 3, 30), 4)
    assert names == ("Draft 1", "Drafts 2–3", "Drafts 4–5", "Draft 6")


def test_among_equals_the_earlier_pair_is_merged():
    assert shown_bands(written(5, 5, 5, 5, 5), 4)[1] == (0, 1, 1, 2, 3)


def test_first_and_last_stay_by_themselves():
    assert shown_bands(written(0, 90, 80, 70, 0), 3)[1] == (0, 1, 1, 1, 2)
    assert shown_bands(written(0, 1, 80), 2)[1] == (0, 0, 1)
    assert shown_bands(written(1, 2, 3), 1) == (("Drafts 1–3",), (0, 0, 0))


def test_words_that_were_cut_count_as_written():
    lineage = written(50, 1, 9, 9, 30)
    cut = replace(lineage, stands=(Stand(0, (50, 1, 9, 9, 30), (0, 90, 0, 0, 0)),))
    assert shown_bands(lineage, 4)[1] == (0, 1, 1, 2, 3)
    assert shown_bands(cut, 4)[1] == (0, 1, 2, 2, 3)


def test_without_stands_the_final_text_tells_the_words():
    lineage = replace(written(50, 20, 3, 4, 30), stands=())
    weave = Weave(0, ((0, 5), (1, 1), (2, 1), (3, 9), (4, 1)))
    assert shown_bands(replace(lineage, weaves=(weave,)), 4)[1] == (0, 1, 1, 2, 3)


def test_seasons_are_no_drafts():
    names = ["Autumn 2021", "Winter 2022", "Spring 2022", "Summer 2022"]
    lineage = written(9, 1, 1, 9, names=names, drafts=False)
    assert shown_bands(lineage, 3)[0][1] == "Winter 2022 – Spring 2022"


def test_no_group_at_all_is_refused():
    with pytest.raises(ValueError, match="0 groups"):
        shown_bands(written(1, 2), 0)


@pytest.mark.parametrize("name", BUILDERS)
def test_every_book_is_shown_in_neighbours(name):
    lineage = analysis(name).lineage
    names, groups = shown_bands(lineage, MOST_DRAFTS)
    assert len(names) <= MOST_DRAFTS
    assert len(groups) == len(lineage.bands)
    assert set(groups) == set(range(len(names)))
    assert all(b - a in {0, 1} for a, b in pairwise(groups))
    assert all(name == name.strip() and "\x1b" not in name for name in names)
