"""What was altered is named, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_books import NAMES, book_of

from drafttime.output.data import report_object
from drafttime.output.evidence import flatten, is_outside, outside_names, with_evidence
from drafttime.output.told import Told
from drafttime.output.verification import verify
from drafttime.output.verification_figures import Recomputed, alike

BOOK = "logged"


@cache
def text_of(name: str) -> str:
    return json.dumps(report_object(book_of(name)))


def data_of(name: str) -> Any:
    return json.loads(text_of(name))


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every scalar below a value."""
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    else:
        return [path]
    return [found for key, one in inner for found in places(one, (*path, key))]


def named(path: tuple[Any, ...]) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)[1:]


SMALL = flatten(data_of("tiny"))
PLACES = [place for place in places(data_of("tiny")) if named(place) in SMALL]


def altered(value: Any) -> Any:
    """Return another value that a reader could take for the figure."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value * 1.5 + 1
        case str():
            return value + "0"
        case _:
            return 1


def put(data: Any, path: tuple[Any, ...], change: Callable[[Any], Any]) -> None:
    *way, last = path
    for key in way:
        data = data[key]
    data[last] = change(data[last])


@pytest.mark.parametrize("name", NAMES)
def test_untouched_data_agrees(name: str) -> None:
    verdict = verify(Told(data_of(name), None), Recomputed(book_of(name)))
    assert not verdict.differs
    assert not verdict.not_verified
    assert verdict.figures_agree == len(flatten(data_of(name)))


@given(st.sampled_from(PLACES), st.booleans())
def test_the_figure_that_was_altered_is_named_and_no_other(
    place: tuple[Any, ...], sealed: bool
) -> None:
    data = data_of("tiny")
    put(data, place, altered)
    data = with_evidence(data) if sealed else data
    verdict = verify(Told(data, None), Recomputed(book_of("tiny")))
    [found] = verdict.figures
    assert found.name == named(place)
    assert verdict.figures_agree == len(flatten(data)) - 1
    commit = named(place) == "drift.final_commit"
    assert bool(verdict.files) == (not sealed) or commit


def test_several_are_all_named_with_both_values() -> None:
    data = data_of("novel")
    data["drift"]["survival"] = 0.7
    data["ledger"]["words_cut"] += 1
    verdict = verify(Told(with_evidence(data), None), Recomputed(book_of("novel")))
    ours = flatten(data_of("novel"))
    assert [(one.name, one.told, one.recomputed) for one in verdict.figures] == [
        ("drift.survival", "0.7", json.dumps(ours["drift.survival"])),
        ("ledger.words_cut", str(data["ledger"]["words_cut"]), str(ours["ledger.words_cut"])),
    ]


def test_what_was_taken_out_or_put_in_is_named() -> None:
    data = data_of("novel")
    del data["ledger"]["words_cut"]
    data["prizes"] = 3
    data["chapters"].pop()
    verdict = verify(Told(with_evidence(data), None), Recomputed(book_of("novel")))
    found = {one.name: (one.told, one.recomputed) for one in verdict.figures}
    assert found["ledger.words_cut"][0] is None
    assert found["prizes"] == ("3", None)
    assert found["chapters[]"] == ("30", "31")


def test_a_figure_cannot_hide_behind_another_ones_name() -> None:
    data = data_of("novel")
    data["drift.survival"] = data["drift"]["survival"]
    data["drift"]["survival"] = 0.7
    verdict = verify(Told(with_evidence(data), None), Recomputed(book_of("novel")))
    assert {one.name for one in verdict.figures} == {"drift.survival", '["drift.survival"]'}


def test_rules_and_notices_of_the_history_are_compared_and_those_of_a_clone_not() -> None:
    book = book_of("novel")
    data = data_of("novel")
    data["notices"] += [{"code": "commit-graph-ignored", "message": "Not used."}]
    assert not verify(Told(data, None), Recomputed(book)).differs
    data["notices"] += [{"code": "bulk-commit", "message": "Nothing came at once."}]
    data["rules"]["word"] = "Every word counts twice."
    verdict = verify(Told(data, None), Recomputed(book))
    last = f"notices[{len(data['notices']) - 1}]"
    assert [one.name for one in verdict.figures] == ["rules.word", last]
    assert verdict.figures[0].recomputed is not None
    assert verdict.figures[1].recomputed is None


def test_data_that_lies_about_itself_is_named() -> None:
    for key, value in (("figures", 3), ("outside", ["ledger"]), ("digest", "sha256:0")):
        data = data_of("novel")
        data["evidence"][key] = value
        verdict = verify(Told(data, None), Recomputed(book_of("novel")))
        assert not verdict.figures
        assert [one.file for one in verdict.files] == ["data.json"]


def without_logs() -> tuple[Any, Recomputed]:
    """Return data that rests on a log, and the analysis of the same book without it."""
    book, data = book_of(BOOK), data_of(BOOK)
    data["settings"]["logs"] = ["hours.csv"]
    bare = replace(book, sessions=(), time=replace(book.time, observed_minutes=0.0))
    return with_evidence(data), Recomputed(bare, "missing", ("hours.csv",))


def test_what_rests_on_a_log_outside_is_neither_accepted_nor_accused() -> None:
    data, found = without_logs()
    verdict = verify(Told(data, None), found)
    assert not verdict.differs
    [unknown] = verdict.not_verified
    outside = outside_names(data)
    assert set(unknown.names) == {name for name in flatten(data) if is_outside(name, outside)}
    assert "hours.csv" in unknown.why
    assert verdict.figures_agree + len(unknown.names) == len(flatten(data))
    data["drift"]["survival"] = 0.7
    [named_one] = verify(Told(data, None), found).figures
    assert named_one.name == "drift.survival"


def test_a_log_excuses_nothing_where_whoever_asks_has_it() -> None:
    data, found = without_logs()
    verdict = verify(Told(data, None), replace(found, logs="supplied"))
    assert "time.observed_minutes" in {one.name for one in verdict.figures}
    assert not verdict.not_verified


def test_a_clone_that_is_cut_off_accuses_nobody() -> None:
    data = data_of("novel")
    data["drift"]["survival"] = 0.7
    cut = Recomputed(book_of("novel"), excuse="this clone does not hold the whole history")
    verdict = verify(Told(with_evidence(data), None), cut)
    assert not verdict.differs
    assert [one.names for one in verdict.not_verified] == [("drift.survival",)]


def test_another_version_is_said_and_what_it_did_not_know_is_no_fault() -> None:
    data = data_of("novel")
    data["drafttime"] = "0.0.9"
    del data["lineage"]["crossings"]
    assert not verify(Told(with_evidence(data), None), Recomputed(book_of("novel"))).remarks
    data["drift"]["survival"] = 0.7
    verdict = verify(Told(with_evidence(deepcopy(data)), None), Recomputed(book_of("novel")))
    assert [one.name for one in verdict.figures] == ["drift.survival"]
    assert "0.0.9" in verdict.remarks[0]


def test_a_figure_that_only_another_version_has_is_not_verified() -> None:
    data = data_of("novel")
    data["drafttime"] = "0.0.9"
    data["drift"]["prizes"] = 3
    verdict = verify(Told(with_evidence(data), None), Recomputed(book_of("novel")))
    assert not verdict.differs
    [unknown] = verdict.not_verified
    assert unknown.names == ("drift.prizes",)
    assert "another version" in unknown.why


def test_what_was_set_is_said() -> None:
    data = data_of("novel")
    data["settings"] = {"since": "2024-03-01", "writer": ["Ada"], "title": "X", "gap": None}
    verdict = verify(Told(data, None), Recomputed(book_of("novel")))
    assert verdict.settings == ("since 2024-03-01", "writer Ada")


@given(st.floats(1e-6, 1e6), st.floats(-1e-12, 1e-12))
def test_noise_of_the_processor_is_no_difference(value: float, noise: float) -> None:
    assert alike(value, value * (1 + noise))
    assert not alike(value, value * 1.001)


def test_figures_of_other_kinds_are_never_alike() -> None:
    for one, other in ((1, True), (0, None), ("1", 1), (False, None), (0, False), ("", None)):
        assert not alike(one, other)
