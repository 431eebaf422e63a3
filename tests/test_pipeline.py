"""From a real repository to an analysis, end to end."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from gitrepo import START, GitRepo
from invented_prose import by_subject, prose, run

from drafttime.errors import ManuscriptError, RepositoryError, UsageError
from drafttime.pipeline import analyse
from drafttime.request import Request

DAY = 86_400


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    return GitRepo(tmp_path / "Tide")


def test_a_small_book_from_end_to_end(repo: GitRepo) -> None:
    first = repo.commit({"ch1.md": "# One\n\n" + prose("heron", "weir")}, "begin")
    repo.tag("draft-1")
    repo.commit({"ch1.md": "# One\n\n" + prose("weir", "sluice")}, "cut the heron")
    analysis = run(repo)
    drift = analysis.drift
    assert (drift.first.name, drift.first.commit) == ("Draft 1", first)
    assert drift.comparison.kept_tokens + drift.comparison.moved_tokens > 0
    assert 0.4 < (drift.measures["survival"] or 0) < 0.6
    assert analysis.ledger.words_written == sum(r.words_inserted for r in analysis.revisions)
    ledger = analysis.ledger
    assert ledger.words_written + ledger.words_unattributed == ledger.words_kept + ledger.words_cut
    assert [d.name for d in analysis.drafts] == ["Draft 1", "Final"]
    assert analysis.chapters[0].chapter.title == "One"
    assert analysis.chapters[0].sessions == len(analysis.sessions)


def test_a_commit_that_only_rewraps_has_distance_zero(repo: GitRepo) -> None:
    text = prose("heron", "weir", "sluice")
    repo.commit({"ch1.md": text}, "begin")
    wrapped = "\n\n".join(textwrap.fill(p, 60) for p in text.split("\n\n")) + "\n"
    repo.commit({"ch1.md": wrapped}, "wrap")
    revision = by_subject(run(repo))["wrap"]
    assert revision.distance_tokens == 0
    assert revision.labour


def test_a_merge_of_two_machines_counts_every_word_once(repo: GitRepo) -> None:
    repo.commit({"ch1.md": prose("heron"), "ch2.md": prose("weir")}, "begin")
    repo.branch("laptop")
    repo.commit({"ch1.md": prose("heron", "eel")}, "at home")
    repo.switch("laptop")
    repo.commit({"ch2.md": prose("weir", "lock")}, "on the train")
    repo.switch("main")
    repo.merge("laptop", message="Merge laptop")
    analysis = run(repo)
    rows = by_subject(analysis)
    assert not rows["Merge laptop"].labour
    assert rows["Merge laptop"].words == analysis.manuscript.words
    assert not rows["on the train"].mainline
    assert rows["on the train"].survival is None
    assert analysis.ledger.words_written == analysis.manuscript.words
    assert analysis.ledger.words_cut == 0
    assert analysis.facts.merges == 1


def test_chapters_that_were_split_and_renamed_are_no_rewriting(repo: GitRepo) -> None:
    repo.commit({"book.md": prose("heron", "weir", "eel", "lock", "sluice", "mud")}, "begin")
    repo.tag("draft-1")
    repo.commit(
        {
            "book.md": None,
            "chapters/01.md": prose("heron", "weir", "eel", "lock"),
            "chapters/02.md": prose("sluice", "mud"),
        },
        "split",
    )
    analysis = run(repo)
    assert by_subject(analysis)["split"].distance_tokens == 0
    assert analysis.drift.measures["survival"] == 1
    assert analysis.drift.measures["drift"] == 0


def test_a_reorder_is_no_drift(repo: GitRepo) -> None:
    repo.commit({"ch1.md": prose("heron", "weir", "eel", "lock")}, "begin")
    repo.tag("draft-1")
    repo.commit({"ch1.md": prose("eel", "lock", "heron", "weir")}, "turn around")
    measures = run(repo).drift.measures
    assert measures["drift"] == 0
    assert measures["moved"] == pytest.approx(0.5)
    assert (measures["edit_distance"] or 0) > 0.3


def test_a_pure_append_keeps_everything(repo: GitRepo) -> None:
    repo.commit({"ch1.md": prose("heron")}, "begin")
    repo.tag("draft-1")
    repo.commit({"ch1.md": prose("heron", "weir")}, "more")
    analysis = run(repo)
    assert analysis.drift.measures["survival"] == 1
    shares = [r.survival for r in analysis.revisions]
    assert shares == [1, 1]
    assert [r.final_written for r in analysis.revisions] == [pytest.approx(0.5), 1]


def test_the_curve_ends_where_the_headline_stands(repo: GitRepo) -> None:
    repo.commit({"a.md": prose("heron", "weir"), "b.md": prose("eel", "lock")}, "begin")
    repo.tag("draft-1")
    repo.commit({"a.md": prose("weir"), "b.md": prose("eel", "heron", "mud")}, "move the heron")
    repo.commit({"b.md": prose("heron", "mud", "salt")}, "cut the eel")
    analysis = run(repo)
    assert analysis.revisions[-1].survival == analysis.drift.measures["survival"]
    assert analysis.revisions[-1].drift_from_first == analysis.drift.measures["drift"]
    assert analysis.revisions[-1].final_written == 1


def test_filters_leave_out_labour_and_never_snapshots(repo: GitRepo) -> None:
    repo.commit({"ch1.md": prose("heron")}, "begin", time=START)
    repo.commit({"ch1.md": prose("heron", "weir")}, "later", time=START + 40 * DAY)
    everything, some = run(repo), run(repo, since="2024-02-01")
    assert some.drift.comparison == everything.drift.comparison
    assert [r.labour for r in some.revisions] == [False, True]
    assert some.ledger.words_written < everything.ledger.words_written
    assert len(some.sessions) == 1


def test_writers_are_unified_by_mailmap_and_settings(repo: GitRepo) -> None:
    repo.commit(
        {
            "ch1.md": prose("heron"),
            ".mailmap": "Ada Writer <ada@example.org> <ada@laptop.example>\n",
        },
        "begin",
    )
    repo.commit({"ch1.md": prose("weir")}, "two", author="ada <ada@laptop.example>")
    repo.commit({"ch1.md": prose("eel")}, "three", author="A. W. <aw@example.net>")
    assert {r.writer for r in run(repo).revisions} == {"Ada Writer", "A. W."}
    (repo.path / "drafttime.toml").write_text('[writers]\n"Ada Writer" = ["aw@example.net"]\n')
    assert {r.writer for r in run(repo).revisions} == {"Ada Writer"}


def test_uncommitted_work_is_named(repo: GitRepo) -> None:
    repo.commit({"ch1.md": prose("heron"), "ch2.md": prose("weir"), "notes.md": "x"}, "begin")
    repo.checkout()
    assert run(repo).facts.uncommitted == ()
    (repo.path / "ch2.md").write_text(prose("weir", "eel"))
    (repo.path / "ch3.md").write_text(prose("lock"))
    (repo.path / "notes.md").write_text("changed")
    (repo.path / "ch1.md").write_bytes(prose("heron").replace("\n", "\r\n").encode())
    assert run(repo).facts.uncommitted == ("ch2.md", "ch3.md")


def test_automatic_commits_and_inversions_are_named(repo: GitRepo) -> None:
    repo.commit({"ch1.md": prose("heron")}, "begin", time=START)
    repo.commit({"ch1.md": prose("weir")}, "vault backup: 2024-01-02 21:14:03", time=START + DAY)
    repo.commit({"ch1.md": prose("eel")}, "clock was wrong", time=START - 5 * DAY)
    analysis = run(repo)
    codes = {notice.code for notice in analysis.notices}
    assert {"automatic-commits", "time-inversions"} <= codes
    assert by_subject(analysis)["vault backup: 2024-01-02 21:14:03"].labour


def test_a_book_in_one_file_has_chapters(repo: GitRepo) -> None:
    text = "\n\n".join(f"# {name}\n\n{prose(name)}" for name in ("heron", "weir", "eel"))
    repo.commit({"novel.md": text}, "begin")
    repo.tag("draft-1")
    repo.commit({"novel.md": text.replace(prose("weir"), prose("mud"))}, "another weir")
    chapters = run(repo).chapters
    assert [share.chapter.title for share in chapters] == ["heron", "weir", "eel"]
    whole = [share.first_draft_tokens == share.tokens for share in chapters]
    assert whole == [True, False, True]
    assert {share.sessions for share in chapters} == {None}


def test_a_bare_repository_reads_its_settings_from_the_final_commit(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "tide.git", bare=True)
    repo.commit({"ch1.md": prose("heron"), "drafttime.toml": 'title = "Low Water"\n'}, "begin")
    assert run(repo).manuscript.name == "Low Water"


def test_nothing_to_read_is_said_plainly(tmp_path: Path, repo: GitRepo) -> None:
    with pytest.raises(RepositoryError):
        analyse(Request(tmp_path))
    with pytest.raises(RepositoryError):
        run(repo)
    repo.commit({"code.py": "print()"}, "no prose")
    with pytest.raises(ManuscriptError):
        run(repo)


def test_reading_twice_gives_the_same(repo: GitRepo) -> None:
    repo.commit({"a.md": prose("heron", "weir"), "b.md": prose("eel")}, "begin")
    repo.commit({"a.md": prose("weir"), "b.md": prose("eel", "heron")}, "move")
    assert run(repo) == run(repo)


def test_the_cache_changes_nothing(
    repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTTIME_CACHE", str(tmp_path / "cache"))
    repo.commit({"a.md": prose("heron", "weir"), "b.md": prose("eel")}, "begin")
    repo.tag("draft-1")
    repo.commit({"a.md": prose("weir"), "b.md": prose("eel", "heron")}, "move")
    cold = analyse(Request(repo.path))
    assert analyse(Request(repo.path)) == cold == run(repo)
    repo.commit({"a.md": prose("weir", "mud"), "b.md": prose("eel", "heron")}, "more mud")
    repo.commit({"a.md": prose("mud"), "b.md": prose("eel")}, "less of the rest")
    assert analyse(Request(repo.path)) == run(repo)


def test_a_writer_who_wrote_nothing_is_an_error(repo: GitRepo) -> None:
    repo.commit({"ch1.md": prose("heron")}, "begin")
    with pytest.raises(UsageError) as caught:
        run(repo, writer="Una")
    assert "Ada Writer" in caught.value.hint


def test_what_filters_leave_out_is_unattributed_and_not_cut(repo: GitRepo) -> None:
    repo.commit({"ch1.md": prose("heron")}, "begin", time=START)
    repo.commit({"ch1.md": prose("heron", "weir")}, "later", time=START + 40 * DAY)
    ledger = run(repo, until="2024-01-15").ledger
    assert ledger.words_written == ledger.words_unattributed > 0
    assert ledger.words_cut == 0


def test_a_cut_made_on_two_branches_is_one_cut(repo: GitRepo) -> None:
    repo.commit({"a.md": prose("heron"), "b.md": prose("weir")}, "begin")
    repo.branch("side")
    repo.commit({"b.md": prose("eel")}, "rewrite here")
    repo.switch("side")
    repo.commit({"b.md": prose("lock")}, "rewrite there")
    repo.switch("main")
    repo.merge("side", files={"b.md": prose("eel", "lock")})
    ledger = run(repo).ledger
    words = ledger.words_kept // 3
    assert (ledger.words_unattributed, ledger.words_cut) == (0, words)


def test_labour_on_a_branch_that_never_came_in_is_not_this_books(repo: GitRepo) -> None:
    repo.commit({"ch1.md": prose("heron")}, "begin")
    repo.branch("old")
    repo.switch("old")
    repo.commit({"ch1.md": prose("heron", "weir")}, "another way")
    repo.switch("main")
    repo.commit({"ch1.md": prose("heron", "eel")}, "the right way")
    analysis = run(repo, first="old")
    assert analysis.ledger.words_written == analysis.manuscript.words
