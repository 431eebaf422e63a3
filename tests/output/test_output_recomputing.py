"""A folder against its repository, from end to end, on real repositories."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from drawn_once import forget
from gitrepo import GitRepo
from verified import LOG, Made, make, write_book

from drafttime import __version__
from drafttime.errors import EvidenceError, RepositoryError, SettingsError, UsageError
from drafttime.history.objects import Objects
from drafttime.output.evidence import flatten, with_evidence
from drafttime.output.verification_text import verdict_text

pytestmark = pytest.mark.usefixtures("drawn_once")


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Made:
    path = tmp_path_factory.mktemp("verify")
    repo = write_book(path / "the-weir")
    return Made(repo, make(repo.path, path / "report"))


@pytest.fixture
def made(original: Made, tmp_path: Path) -> Made:
    return original.copy(tmp_path / "report")


def agrees(made: Made, repository: Path | None = None) -> None:
    verdict = made.verdict(repository)
    assert not verdict.figures
    assert not verdict.files
    assert not verdict.not_verified
    assert verdict.figures_agree == len(flatten(made.data))
    assert "index.html" in verdict.files_agree
    assert "charts/barcode.png" in verdict.files_agree


def test_an_untouched_report_agrees_with_its_repository(made: Made) -> None:
    forget()
    agrees(made)
    assert made.verdict().remarks == ()


def test_a_clone_of_another_name_will_do_and_a_bare_one_too(made: Made, tmp_path: Path) -> None:
    made.repo.git("clone", "-q", "--bare", str(made.repo.path), str(tmp_path / "x.git"))
    agrees(made, tmp_path / "x.git")


def test_later_commits_moved_tags_and_settings_of_today_do_not_matter(
    made: Made, tmp_path: Path
) -> None:
    later = write_book(tmp_path / "later")
    settings = 'exclude = ["chapters/02*"]\ntitle = "Another"\n'
    later.commit({"chapters/01-quay.md": "# Quay\n\nAll new.\n", "drafttime.toml": settings})
    (later.path / "drafttime.toml").write_text(settings)
    later.tag("draft-1")
    later.commit({"chapters/03-salt.md": None}, "Second draft")
    later.tag("draft-2")
    agrees(made, later.path)
    [remark] = made.verdict(later.path).remarks
    assert remark.startswith("The tag draft-1 is on commit ")


def test_a_figure_is_named_also_when_the_digest_was_made_anew(made: Made) -> None:
    data = made.data
    data["drift"]["survival"] = 0.99
    made.put(with_evidence(data))
    verdict = made.verdict()
    assert [one.name for one in verdict.figures] == ["drift.survival"]
    assert [(one.file, one.how) for one in verdict.files] == [
        ("index.html", "states another digest than data.json")
    ]


def alter(path: Path, change: Callable[[bytes], bytes]) -> None:
    before = path.read_bytes()
    path.write_bytes(change(before))
    assert path.read_bytes() != before


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("index.html", lambda page: page.replace(b"<h1>", b"<h1>Prized. "), "Prized."),
        ("index.html", lambda page: page.replace(b"<main>", b"<main id='x'>"), "<main id='x'>"),
        ("revisions.csv", lambda text: text.replace(b"true", b"false", 1), "false"),
        ("charts/drift.svg", lambda svg: svg.replace(b"first draft", b"last draft", 1), "last"),
        ("charts/drift@2x.png", lambda png: png[:-20] + bytes(20), None),
        ("sessions.csv", None, None),
        ("charts/strata-narrow.svg", None, None),
    ],
)  # fmt: skip
def test_a_file_that_was_altered_is_named_and_no_other(
    made: Made, name: str, change: Callable[[bytes], bytes] | None, told: str | None
) -> None:
    if change is None:
        (made.folder / name).unlink()
    else:
        alter(made.folder / name, change)
    verdict = made.verdict()
    assert not verdict.figures
    assert {one.file for one in verdict.files} == {name}
    assert name not in verdict.files_agree
    assert told is None or told in {one.told for one in verdict.files}


def test_drawings_of_another_library_are_no_fault(made: Made) -> None:
    for path in made.folder.glob("charts/*.png"):
        alter(path, lambda png: png + b"\0")
    verdict = made.verdict()
    assert not verdict.differs
    [unknown] = verdict.not_verified
    assert set(unknown.names) == {f"charts/{p.name}" for p in made.folder.glob("charts/*.png")}


def test_links_in_the_folder_are_not_followed(made: Made, tmp_path: Path) -> None:
    (made.folder / "index.html").rename(tmp_path / "elsewhere.html")
    (made.folder / "index.html").symlink_to(tmp_path / "elsewhere.html")
    assert {one.file for one in made.verdict().files} == {"index.html"}


def test_what_else_lies_in_the_folder_is_mentioned(made: Made) -> None:
    (made.folder / "charts" / "prize.png").write_bytes(b"x")
    verdict = made.verdict()
    assert not verdict.differs
    assert verdict.remarks == ("Also in the folder, and not from drafttime: charts/prize.png.",)


def test_data_alone_can_be_verified(made: Made) -> None:
    alone = Made(made.repo, made.folder / "data.json")
    verdict = alone.verdict()
    assert not verdict.differs
    assert verdict.figures_agree == len(flatten(made.data))
    assert not verdict.files_agree


def test_a_repository_that_lacks_the_commit_is_told_so(made: Made, tmp_path: Path) -> None:
    other = GitRepo(tmp_path / "other")
    other.commit({"a.md": "One two three.\n"})
    with pytest.raises(RepositoryError, match=r"does not hold commit .* the final draft") as caught:
        made.verdict(other.path)
    assert "git fetch" in caught.value.hint


def test_a_shallow_clone_accuses_nobody(made: Made, tmp_path: Path) -> None:
    made.repo.git("clone", "-q", "--depth", "5", f"file://{made.repo.path}", str(tmp_path / "few"))
    with pytest.raises(RepositoryError, match="the draft “Draft 1”") as caught:
        made.verdict(tmp_path / "few")
    assert "--unshallow" in caught.value.hint
    made.repo.git(
        "clone", "-q", "--depth", "16", f"file://{made.repo.path}", str(tmp_path / "most")
    )
    verdict = made.verdict(tmp_path / "most")
    assert not verdict.differs
    assert {one.why for one in verdict.not_verified} == {
        "this clone does not hold the whole history: git fetch --unshallow"
    }


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "2024-01-03", "until": "2024-02-13"},
        {"writer": ("Bo Reader",), "exclude": ("chapters/03*",)},
        {"first": "~12", "final": "HEAD~1", "gap": 30.0, "time_rule": "git-hours"},
        {"include": ("chapters/01*", "notes/*.md"), "show_cuts": True, "first": "draft-1"},
    ],
)
def test_what_was_asked_for_is_asked_for_again(
    original: Made, tmp_path: Path, asked: dict[str, object]
) -> None:
    if asked.get("first") == "~12":
        asked = {**asked, "first": "HEAD~12"}
    made = Made(original.repo, make(original.repo.path, tmp_path / "asked", **asked))
    agrees(made)
    assert made.verdict().settings


def test_drafts_in_folders_and_guesses_are_found_again(tmp_path: Path) -> None:
    repo = write_book(tmp_path / "untagged", tags=False)
    agrees(Made(repo, make(repo.path, tmp_path / "guessed")))
    for number in (1, 2):
        repo.commit(
            {f"draft{number}/one.md": f"# One\n\n{'The weir stood open. ' * 30 * number}\n"}
        )
    agrees(Made(repo, make(repo.path, tmp_path / "folders", first="draft1", include=("draft*/*",))))


def test_a_log_that_is_committed_is_evidence(original: Made, tmp_path: Path) -> None:
    where = Path(shutil.copytree(original.repo.path, tmp_path / "logged"))
    (where / "hours.csv").write_text(LOG)
    (where / "drafttime.toml").write_text('logs = ["hours.csv"]\n')
    made = Made(original.repo, make(where, tmp_path / "with-log"))
    assert made.data["time"]["recorded_minutes"] > 0
    agrees(made)
    (where / "hours.csv").write_text(LOG.replace("90", "900"))
    made = Made(original.repo, make(where, tmp_path / "other-log"))
    verdict = made.verdict()
    assert not verdict.differs
    [unknown] = verdict.not_verified
    assert "time.recorded_minutes" in unknown.names
    assert "committed" in unknown.why


def test_a_log_outside_can_be_supplied_and_is_never_looked_for(
    original: Made, tmp_path: Path
) -> None:
    log = tmp_path / "hours.csv"
    log.write_text(LOG)
    folder = make(original.repo.path, tmp_path / "out", logs=(str(log),), show_cuts=True)
    made = Made(original.repo, folder)
    verdict = made.verdict()
    assert not verdict.differs
    assert verdict.not_verified[0].why.startswith("they rest on logs outside the repository (hours")
    assert "index.html" in verdict.files_agree
    moved = log.rename(tmp_path / "elsewhere.csv")
    assert made.verdict() == verdict
    assert not made.verdict(logs=(str(moved),)).not_verified
    alter(made.folder / "index.html", lambda page: page.replace(b"Recorded: ", b"Recorded: 9", 1))
    assert {one.file for one in made.verdict().files} == {"index.html"}
    data = made.data
    data["time"]["recorded_minutes"] += 600
    made.put(with_evidence(data))
    named = {one.name for one in made.verdict(logs=(str(moved),)).figures}
    assert named == {"time.recorded_minutes"}


def test_a_log_for_a_folder_without_one_is_a_mistake(made: Made, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="without logs"):
        made.verdict(logs=(str(tmp_path / "any.csv"),))


def test_settings_that_no_report_has_are_refused(made: Made) -> None:
    data = made.data
    data["settings"]["out"] = "/etc"
    made.put(data)
    with pytest.raises(SettingsError, match='hold "out"'):
        made.verdict()
    data["evidence"] = None
    made.put(data)
    with pytest.raises(EvidenceError, match="no evidence"):
        made.verdict()


def test_another_version_is_not_held_to_its_page(made: Made) -> None:
    data = made.data
    data["drafttime"] = "0.0.1"
    made.put(data)
    [found] = made.verdict().files
    assert found.how == "states another version than data.json"
    alter(
        made.folder / "index.html",
        lambda page: page.replace(f"time {__version__}".encode(), b"time 0.0.1"),
    )
    verdict = made.verdict()
    assert not verdict.differs
    assert "only that version" in verdict.not_verified[0].why


def test_nothing_in_a_folder_commands_the_terminal(made: Made) -> None:
    data = made.data
    data["drafts"][0]["resolved_by"] = "tag \x1b[32m\nEverything agrees.\u202e"
    data["evidence"]["digest"] = "\x1b]0;title\x07\x9b2J\u202e" + "x" * 5_000
    made.put(data)
    text = verdict_text(made.verdict(), "report", width=80)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert "\nEverything agrees" not in text
    assert "xxx…" in text


@pytest.mark.parametrize("notices", [1, True, "x", [{"code": {}}, {"message": []}, [], {}]])
def test_notices_that_are_none_end_nothing(made: Made, notices: object) -> None:
    data = made.data
    data["notices"] = notices
    made.put(data)
    unknown = made.verdict().not_verified
    assert [one.why for one in unknown if one.of == "files"] == [
        "data.json holds something that drafttime does not write"
    ]


def test_a_draft_that_is_named_ten_thousand_times_is_looked_for_by_no_process(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = made.data
    data["drafts"][:1] *= 10_000
    alone = Made(made.repo, made.folder / "data.json")
    made.put(data)
    monkeypatch.setattr(Objects, "complete", None)
    assert any(one.name == "drafts[]" for one in alone.verdict().figures)
