"""Thinned saves: few lines, and the same stretches of work."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from drafttime.clock.logs._heartbeats import joined
from drafttime.watching.rhythm import THIN_SECONDS, Rhythm, Save

SAVES = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), st.sampled_from([0.5, 3.0, 29.0, 31.0, 400.0, 2000.0])),
    max_size=40,
)


def play(
    steps: list[tuple[str, float]], tick: float
) -> tuple[list[Save], list[tuple[Save, float]]]:
    """Return all saves, and what was noted with the time of the noting."""
    rhythm, now = Rhythm(), 0.0
    saves: list[Save] = []
    noted: list[tuple[Save, float]] = []
    for file, pause in steps:
        end = now + pause
        while now + tick < end:
            now += tick
            noted += [(save, now) for save in rhythm.due(now)]
        now = end
        saves.append(Save(file, now))
        noted += [(save, now) for save in rhythm.saved(saves[-1], now)]
    noted += [(save, now) for save in rhythm.rest()]
    assert rhythm.rest() == ()
    return saves, noted


@given(SAVES, st.sampled_from([1.0, 6.0]))
def test_the_lines_show_the_same_work_as_all_saves(
    steps: list[tuple[str, float]], tick: float
) -> None:
    saves, noted = play(steps, tick)
    assert {save for save, _ in noted} <= set(saves)
    for timeout in (60, 900):
        everything = joined((save.at for save in saves), timeout)
        assert joined((save.at for save, _ in noted), timeout) == everything


@given(SAVES)
def test_a_file_has_at_most_one_line_in_the_time(steps: list[tuple[str, float]]) -> None:
    _, noted = play(steps, 1.0)
    times: dict[str, list[float]] = defaultdict(list)
    for save, at in noted:
        times[save.file].append(at)
    for of_file in times.values():
        # What is left at the end comes early, once.
        assert all(b - a >= THIN_SECONDS for a, b in pairwise(of_file[:-1]))


@given(SAVES)
def test_the_last_save_of_each_file_is_noted(steps: list[tuple[str, float]]) -> None:
    saves, noted = play(steps, 1.0)
    last = {save.file: save.at for save in saves}
    found: dict[str, float] = {}
    for save, _ in noted:
        found[save.file] = max(save.at, found.get(save.file, 0.0))
    assert found == last


def test_a_first_save_is_noted_at_once_and_the_next_when_it_is_due() -> None:
    rhythm = Rhythm(30)
    assert rhythm.saved(Save("a", 5), 100) == (Save("a", 5),)
    assert rhythm.saved(Save("a", 6), 101) == ()
    assert rhythm.saved(Save("b", 6), 101) == (Save("b", 6),)
    assert rhythm.saved(Save("a", 7), 102) == ()
    assert rhythm.due(129) == ()
    assert rhythm.due(130) == (Save("a", 7),)
    assert rhythm.due(500) == ()
