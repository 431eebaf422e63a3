"""Bands, strata, survival, passes and ribbons of small books whose truth is plain."""

from __future__ import annotations

from pathlib import Path

import pytest
from gitrepo import GitRepo
from shore import BOAT, LAMP, RAIN, SALT, TIDE, page, words

from drafttime.model import Analysis
from drafttime.pipeline import analyse
from drafttime.request import Request

DAY = 86_400
SPRING = 1_709_280_000  # 1 March 2024


def read(repo: GitRepo, **overrides: object) -> Analysis:
    return analyse(Request(repo.path, overrides=overrides, use_cache=False))


@pytest.fixture
def two_drafts(tmp_path: Path) -> Analysis:
    repo = GitRepo(tmp_path / "book")
    repo.commit({"ch1.md": page(TIDE, LAMP, RAIN)}, "first", time=SPRING)
    repo.tag("draft-1")
    repo.commit({"ch1.md": page(TIDE, RAIN)}, "cut the lamp", time=SPRING + DAY)
    repo.commit({"ch1.md": page(RAIN, TIDE), "ch2.md": page(BOAT)}, "swap", time=SPRING + 2 * DAY)
    return read(repo)


def test_words_are_stacked_by_the_draft_of_their_birth(two_drafts: Analysis) -> None:
    lineage = two_drafts.lineage
    assert [band.name for band in lineage.bands] == ["Draft 1", "Final"]
    assert [stand.standing for stand in lineage.stands] == [
        (words(TIDE, LAMP, RAIN), 0),
        (words(TIDE, RAIN), 0),
        (words(TIDE, RAIN), words(BOAT)),
    ]
    assert [stand.cut for stand in lineage.stands] == [(0, 0), (words(LAMP), 0), (words(LAMP), 0)]
    assert [p.words for p in lineage.provenance] == [words(TIDE, RAIN), words(BOAT)]


def test_survival_counts_days_with_writing(two_drafts: Analysis) -> None:
    first, last = two_drafts.lineage.survival
    total = words(TIDE, LAMP, RAIN)
    assert [(s.age_days, s.at_risk, s.died) for s in first.steps] == [
        (0, total, 0),
        (1, total, words(LAMP)),
        (2, words(TIDE, RAIN), 0),
    ]
    assert first.steps[-1].survival == pytest.approx(words(TIDE, RAIN) / total)
    assert [(s.age_days, s.died) for s in last.steps] == [(0, 0)]


def test_a_block_that_moved_is_a_ribbon_of_its_own(two_drafts: Analysis) -> None:
    [crossing] = two_drafts.lineage.crossings
    assert crossing.old_chapters == (words(TIDE, LAMP, RAIN),)
    assert crossing.new_chapters == (words(TIDE, RAIN), words(BOAT))
    assert sum(ribbon.words for ribbon in crossing.ribbons) == words(TIDE, RAIN)
    assert [ribbon.moved for ribbon in crossing.ribbons].count(True) == 1


def test_the_weave_reads_like_the_text(two_drafts: Analysis) -> None:
    one, two = two_drafts.lineage.weaves
    assert one.runs == ((0, words(RAIN, TIDE)),)
    assert two.runs == ((1, words(BOAT)),)


def test_a_move_is_no_touch(two_drafts: Analysis) -> None:
    assert [life.revisions for life in two_drafts.lineage.paragraphs] == [(0,), (0,), (2,)]


def test_new_text_in_place_of_cut_text_is_told_apart(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "book")
    repo.commit({"ch1.md": page(TIDE, LAMP, RAIN)}, "first", time=SPRING)
    repo.tag("draft-1")
    repo.commit({"ch1.md": page(TIDE, SALT, RAIN), "ch2.md": page(BOAT)}, "x", time=SPRING + DAY)
    one, two = read(repo).chapters
    assert one.replaced_words is not None
    assert one.replaced_words + (one.fresh_words or 0) == words(SALT)
    assert one.replaced_words >= words(SALT) - 2  # two marks more stood there before
    assert (two.replaced_words, two.fresh_words) == (0, words(BOAT))
    assert one.words_written == words(TIDE, LAMP, RAIN, SALT)


def test_touches_are_carried_to_the_final_text(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "book")
    repo.commit({"ch1.md": page(TIDE, LAMP)}, "first", time=SPRING)
    repo.commit({"ch1.md": page(TIDE, LAMP.replace("third", "last"))}, "a", time=SPRING + DAY)
    repo.commit({"ch1.md": page(TIDE, LAMP)}, "b", time=SPRING + 9 * DAY)
    tide, lamp = read(repo).lineage.paragraphs
    assert (tide.revisions, tide.sessions) == ((0,), 1)
    assert (lamp.revisions, lamp.sessions) == ((0, 1, 2), 3)


def test_one_draft_is_told_by_seasons(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "book")
    repo.commit({"ch1.md": page(TIDE)}, "first", time=SPRING)
    repo.commit({"ch1.md": page(TIDE, LAMP)}, "second", time=SPRING + 120 * DAY)
    found = read(repo, first="HEAD").lineage
    assert [(band.name, band.draft) for band in found.bands] == [
        ("Spring 2024", None),
        ("Summer 2024", None),
    ]
    assert found.stands[-1].standing == (words(TIDE), words(LAMP))


def test_many_seasons_become_years(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "book")
    for k in range(9):
        repo.commit({"ch1.md": page(*([TIDE, LAMP, RAIN, BOAT, SALT] * 2)[: k + 1])}, f"{k}",
                    time=SPRING + 300 * k * DAY)  # fmt: skip
    names = [band.name for band in read(repo, first="HEAD").lineage.bands]
    assert len(names) <= 6
    assert names[0].startswith("2024")


def test_a_draft_on_another_branch_is_aligned_and_said_to_be(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "book")
    base = repo.commit({"ch1.md": page(TIDE)}, "first", time=SPRING)
    other = repo.commit({"ch1.md": page(TIDE, LAMP)}, "other", move=False, time=SPRING + DAY)
    repo.branch("other", other)
    repo.commit({"ch1.md": page(TIDE, LAMP, RAIN)}, "main", parents=[base], time=SPRING + 2 * DAY)
    found = read(repo, first="other")
    assert found.drift.comparison.by == "alignment"
    assert found.drift.measures["survival"] == 1
    assert [r.survival for r in found.revisions if r.mainline][-1] == 1
    assert [p.words for p in found.lineage.provenance] == [words(TIDE, LAMP), words(RAIN)]


def test_the_cache_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTTIME_CACHE", str(tmp_path / "cache"))
    repo = GitRepo(tmp_path / "book")
    repo.commit({"ch1.md": page(TIDE, LAMP, RAIN), "ch2.md": page(BOAT)}, "first", time=SPRING)
    repo.commit({"ch1.md": page(RAIN, TIDE), "ch2.md": page(BOAT, LAMP)}, "x", time=SPRING + DAY)
    request = Request(repo.path)
    cold, warm = analyse(request), analyse(request)
    assert cold == warm == analyse(Request(repo.path, use_cache=False))
