"""Which drafts the pipeline finds, however a writer keeps them, and what it says of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from gitrepo import GitRepo
from invented_prose import prose, run

from drafttime.errors import DraftError
from drafttime.pipeline import find_drafts, find_manuscript
from drafttime.request import Request


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    return GitRepo(tmp_path / "Tide")


def test_drafts_kept_in_folders_are_never_summed(repo: GitRepo) -> None:
    repo.commit({"draft1/ch1.md": prose("heron"), "draft1/ch2.md": prose("weir")}, "draft one")
    repo.commit(
        {"draft2/ch1.md": prose("heron", "eel"), "draft2/ch2.md": prose("lock")}, "rewriting"
    )
    analysis = run(repo)
    assert {file.path for file in analysis.manuscript.files} == {"draft2/ch1.md", "draft2/ch2.md"}
    assert analysis.drift.first.words < analysis.manuscript.words
    assert 0.4 < (analysis.drift.measures["survival"] or 0) < 0.6
    assert max(r.words for r in analysis.revisions) == analysis.manuscript.words


def test_a_draft_kept_as_a_file_can_be_named(repo: GitRepo) -> None:
    repo.commit({"1818.md": prose("heron", "weir"), "1831.md": prose("heron", "eel")}, "both")
    analysis = run(repo, first="1818.md", include=("1831.md",))
    assert [file.path for file in analysis.manuscript.files] == ["1831.md"]
    assert analysis.drift.measures["survival"] == pytest.approx(0.5, abs=0.05)
    assert "1818.md" in analysis.drift.first.resolved_by


def test_a_draft_on_another_branch_can_be_named(repo: GitRepo) -> None:
    repo.commit({"ch1.md": prose("heron")}, "begin")
    repo.branch("old")
    repo.switch("old")
    repo.commit({"ch1.md": prose("heron", "weir")}, "another way")
    repo.switch("main")
    repo.commit({"ch1.md": prose("heron", "eel")}, "the right way")
    analysis = run(repo, first="old")
    assert analysis.drift.measures["survival"] == pytest.approx(0.5, abs=0.05)
    assert [r.subject for r in analysis.revisions if r.mainline] == ["begin", "the right way"]


def test_the_first_draft_that_nobody_marked_is_said_to_be_a_guess(repo: GitRepo) -> None:
    repo.commit({"ch1.md": prose("heron", "weir", "eel", "lock")}, "begin")
    repo.commit({"ch1.md": prose("heron", "weir", "eel", "mud")}, "on")
    analysis = run(repo)
    assert analysis.drift.first.guessed
    assert any(notice.code == "guessed-draft" for notice in analysis.notices)


def test_one_commit_is_its_own_first_draft(repo: GitRepo) -> None:
    repo.commit({"ch1.md": prose("heron")}, "begin")
    analysis = run(repo)
    assert analysis.drift.measures["survival"] == 1
    assert [d.name for d in analysis.drafts] == ["Final"]


def test_files_and_drafts_can_be_listed_alone(repo: GitRepo) -> None:
    repo.commit({"ch1.md": prose("heron"), "README.md": "a book"}, "first draft")
    repo.commit({"ch1.md": prose("weir")}, "on")
    manuscript, _ = find_manuscript(Request(repo.path))
    assert [file.path for file in manuscript.files] == ["ch1.md"]
    listed = find_drafts(Request(repo.path))
    lines = [candidate.tag_line for candidate in listed.candidates if candidate.tag_line]
    assert lines
    assert lines[0].startswith("git tag draft-1 ")


def test_an_unknown_draft_is_an_error(repo: GitRepo) -> None:
    repo.commit({"ch1.md": prose("heron")}, "begin")
    with pytest.raises(DraftError):
        run(repo, first="no-such-draft")
    with pytest.raises(DraftError):
        run(repo, final="no-such-draft")
    with pytest.raises(DraftError):
        run(repo, first="HEAD:no-such-file.md")


def test_a_first_draft_after_the_final_one_is_an_error(repo: GitRepo) -> None:
    final = repo.commit({"ch1.md": prose("heron")}, "begin")
    repo.commit({"ch1.md": prose("heron", "weir")}, "on")
    with pytest.raises(DraftError):
        run(repo, first="HEAD", final=final)
