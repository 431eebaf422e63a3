"""Figures by name, their digest, and what the page says of both."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from page_reader import PageReader
from shared_books import novel

from drafttime.output.data import report_object
from drafttime.output.evidence import (
    canonical,
    digest,
    evidence_line,
    evidence_object,
    flatten,
    is_outside,
    outside_names,
    with_evidence,
)
from drafttime.output.page import page_html

SCALARS = st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-9, 9) | st.text(max_size=3)
KEYS = st.sampled_from(["a", "b", "a.b", "a[]", "[0]", "", '["a"]', "b.", "é"])
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
DATA = st.dictionaries(KEYS, TREES, max_size=3)


def leaves(value: Any) -> int:
    if isinstance(value, dict):
        return sum(map(leaves, value.values()))
    if isinstance(value, list):
        return 1 + sum(map(leaves, value))
    return 1


@given(DATA)
def test_no_two_figures_share_a_name(data: dict[str, Any]) -> None:
    assert len(flatten(data)) == leaves(data)


def test_figures_are_named_by_their_place() -> None:
    found = flatten(report_object(novel()))
    assert found["drift.survival"] == novel().drift.measures["survival"]
    assert found["chapters[3].words"] == novel().chapters[3].chapter.words
    assert found["drafts[1].commit"] == novel().drafts[1].commit
    assert found["chapters[]"] == len(novel().chapters)
    assert found["ledger.words_cut"] == novel().ledger.words_cut


def test_what_another_clone_cannot_tell_is_no_figure() -> None:
    names = " ".join(flatten(report_object(novel())))
    for absent in ("rules", "settings", "notices", "evidence", "resolved_by", "objects_verified",
                   "uncommitted", "reason"):  # fmt: skip
        assert absent not in names.replace("regimes", "")


@given(st.dictionaries(st.text(max_size=5), SCALARS, min_size=1, max_size=6), st.data())
def test_the_digest_holds_every_figure_and_no_order(figures: dict[str, Any], data: Any) -> None:
    shuffled = dict(data.draw(st.permutations(list(figures.items()))))
    assert digest(shuffled) == digest(figures)
    name = data.draw(st.sampled_from(sorted(figures)))
    value = data.draw(SCALARS)
    altered = {**figures, name: value}
    same = json.dumps(canonical(value)) == json.dumps(canonical(figures[name]))
    assert (digest(altered) == digest(figures)) == same


def test_the_last_digits_of_a_fraction_do_not_count() -> None:
    assert digest({"a": 0.1 + 0.2}) == digest({"a": 0.3})
    assert digest({"a": 3.0}) == digest({"a": 3})
    assert digest({"a": 0.30001}) != digest({"a": 0.3})
    assert digest({"a": True}) != digest({"a": 1})


def test_evidence_is_the_last_key_and_replaces_itself() -> None:
    data = report_object(novel())
    assert list(data)[-1] == "evidence"
    assert data["evidence"]["commit"] == novel().drift.final.commit
    assert data["evidence"]["figures"] == len(flatten(data))
    assert data["evidence"]["digest"] == f"sha256:{digest(flatten(data))}"
    assert with_evidence(data) == data
    assert evidence_object({"drafts": [{"commit": "ab"}]})["commit"] == "ab"
    assert evidence_object({})["commit"] == ""


def test_only_logs_outside_the_repository_make_figures_uncertain() -> None:
    data = report_object(novel())
    assert outside_names(data) == []
    notes = {**data, "settings": {"logs": ["refs/notes/gtm-data"]}}
    assert outside_names(notes) == []
    outside = outside_names({**data, "settings": {"logs": ["hours.csv"]}})
    for name in ("time.observed_minutes", "time.days[3].sessions", "sessions[]", "sessions[4].day",
                 "chapters[0].sessions", "revisions[7].session"):  # fmt: skip
        assert is_outside(name, outside), name
    for name in ("drift.survival", "time.gaps[0].minutes", "chapters[0].words", "sessionsish",
                 "revisions[7].words", "ledger.words_cut"):  # fmt: skip
        assert not is_outside(name, outside), name


def test_the_page_carries_commit_and_digest() -> None:
    evidence = report_object(novel())["evidence"]
    read = PageReader(page_html(novel(), ()))
    stated = {meta.attributes.get("name"): meta.attributes["content"] for meta in read.all("meta")
              if "name" in meta.attributes}  # fmt: skip
    assert stated["drafttime-commit"] == evidence["commit"]
    assert stated["drafttime-digest"] == evidence["digest"]
    [footer] = read.all("footer")
    assert evidence_line(evidence) in footer.words
    assert evidence["commit"][:7] in footer.words
    assert evidence["digest"][: len("sha256:") + 12] in footer.words
    assert "the writer’s own word" in footer.words
    assert "logs" in evidence_line({**evidence, "outside": ["sessions"]})
