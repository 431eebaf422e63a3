"""Damaged objects are read exactly, told, or refused; see `suite_object_faults`."""

from __future__ import annotations

import pytest
import suite_object_faults as suite
from every_command import QUICK, Places
from faulty_books import loose
from forking import command, in_child, warm_up
from gitrepo import GitRepo


def test_damage_is_told_or_does_not_matter(tmp_path, monkeypatch):
    monkeypatch.setenv("DRAFTTIME_CACHE", "set again by the suite")
    monkeypatch.setenv("XDG_DATA_HOME", "set again by the suite")
    figures = suite.run(48, 3, tmp_path)
    assert figures.failures == ()
    assert figures.runs == 48
    for name in ("exact", "disclosed", "stopped", "commands"):
        assert figures.counts[name]


# `week` and `replay` and the rest of the report tell the same in their own tests.
@pytest.mark.parametrize("what", ["files", "drafts", "sessions", "week", "cuts", "trace", "replay"])
def test_commands_on_a_history_with_a_gap_end_with_3(tmp_path, monkeypatch, what):
    monkeypatch.setenv("DRAFTTIME_CACHE", str(tmp_path / "cache"))
    warm_up()
    (tmp_path / "out").mkdir()
    loose(tmp_path / "book")
    repo = object.__new__(GitRepo)
    repo.path, repo.git_dir = tmp_path / "book", tmp_path / "book" / ".git"
    if what in {"files", "drafts"}:
        lost = repo.git("rev-parse", "HEAD:notes.txt")
    else:
        lost = repo.git("rev-parse", "HEAD~4:")
    repo.object_path(lost).unlink()
    at = Places(str(repo.path), tmp_path / "out", tmp_path, tmp_path / "log.csv")
    ending = in_child(command(*QUICK[what](at)), tmp_path)
    assert ending.code == 3, ending.errors
    assert lost[:12] in ending.errors + ending.output


@pytest.mark.long
def test_five_thousand_faults_are_told_or_do_not_matter(tmp_path):
    figures = suite.run(5_000, 1, tmp_path)
    assert figures.failures == ()
    assert figures.runs == 5_000
