"""The sample is a real repository, always the same, and says in its history what it claims to."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

import drafttime.sample
from drafttime.errors import OutputError
from drafttime.sample import build_sample, read_sample, sample_data, write_drafts
from drafttime.sample_edits import SampleError

HEAD = "f8008cb916ef829d7a4cbdd89da485b0271988ff"
TAGS = ["draft-1", "draft-2", "draft-3", "draft-4"]


def git(folder: Path, *arguments: str) -> str:
    """Run git in `folder` without the user's configuration and return what it prints."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=clean | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "book"
    build_sample(folder)
    return folder


@pytest.fixture
def description(tmp_path: Path) -> Path:
    """Return a copy of the description that a test may break."""
    return Path(shutil.copytree(Path(str(sample_data())), tmp_path / "sample_repo"))


def commits(book: Path) -> dict[str, str]:
    """Return the ids of the commits on main by message."""
    lines = git(book, "log", "--format=%H %s").splitlines()
    return {line[41:]: line[:40] for line in lines}


def chapters(book: Path, commit: str) -> dict[str, str]:
    paths = git(book, "ls-tree", "-r", "--name-only", commit, "chapters/").splitlines()
    return {path: git(book, "show", f"{commit}:{path}") for path in paths}


def test_the_head_is_pinned_and_returned(book: Path) -> None:
    assert git(book, "rev-parse", "HEAD").strip() == HEAD
    assert git(book, "symbolic-ref", "HEAD").strip() == "refs/heads/main"


def test_building_is_the_same_whatever_the_user_has_set_up(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = tmp_path / "gitconfig"
    hostile.write_text(
        "[core]\n\tautocrlf = true\n[init]\n\ttemplateDir = /nowhere\n[i18n]\n"
        "\tcommitEncoding = latin1\n[user]\n\tname = Somebody Else\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(hostile))
    monkeypatch.setenv("GIT_DIR", str(book / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody Else")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert build_sample(tmp_path / "again") == HEAD
    assert b"\r" not in (tmp_path / "again" / "README.md").read_bytes()
    assert git(tmp_path / "again", "status", "--porcelain") == ""


def test_the_repository_is_sound_and_its_work_tree_clean(book: Path) -> None:
    assert git(book, "fsck", "--strict", "--no-dangling") == ""
    assert git(book, "status", "--porcelain", "--ignored") == ""
    assert sorted(p.name for p in book.iterdir()) == [".git", "README.md", "chapters", "notes.md"]
    assert not (book / ".git" / "hooks").exists()


def test_every_tag_holds_the_stored_draft(book: Path) -> None:
    assert git(book, "tag").split() == TAGS
    assert git(book, "rev-parse", "draft-4^{commit}") == git(book, "rev-parse", "HEAD")
    for tag in TAGS:
        stored = Path(str(sample_data())) / "drafts" / tag
        paths = {p.relative_to(stored).as_posix(): p for p in stored.rglob("*") if p.is_file()}
        assert sorted(git(book, "ls-tree", "-r", "--name-only", tag).split()) == sorted(paths)
        for path, place in paths.items():
            assert git(book, "show", f"{tag}:{path}") == place.read_bytes().decode()


def test_it_has_the_commits_of_five_months(book: Path) -> None:
    days = [date.fromisoformat(d) for d in git(book, "log", "--format=%as").split()]
    assert len(days) >= 45
    assert (max(days) - min(days)).days >= 150
    gaps = [(b - a).days for a, b in zip(sorted(days), sorted(days)[1:], strict=False)]
    assert max(gaps) >= 14
    assert days.count(date(2023, 11, 26)) >= 7
    assert set(git(book, "log", "--format=%ad", "--date=format:%z").split()) == {"+0000", "+0100"}


def test_automatic_commits_name_their_own_time(book: Path) -> None:
    lines = git(book, "log", "--format=%ad %s", "--date=format:%Y-%m-%d %H:%M:%S").splitlines()
    automatic = [line for line in lines if "vault backup" in line]
    assert len(automatic) >= 8
    for line in automatic:
        assert line[20:] == f"vault backup: {line[:19]}"


def test_a_second_machine_is_merged(book: Path) -> None:
    merges = git(book, "log", "--merges", "--format=%P").splitlines()
    assert [len(parents.split()) for parents in merges] == [2]
    ours, theirs = merges[0].split()
    assert git(book, "rev-parse", "laptop").strip() == theirs
    zones = git(book, "log", "--format=%ad", "--date=format:%z", f"{ours}..{theirs}").split()
    assert zones == ["+0100"] * 6
    assert len(git(book, "log", "--format=%h", f"{theirs}..{ours}").split()) == 2


def test_the_rewrap_changes_lines_and_no_word(book: Path) -> None:
    commit = commits(book)["new editor. a paragraph to a line, no words changed"]
    before, after = chapters(book, f"{commit}^"), chapters(book, commit)
    assert before.keys() == after.keys()
    assert sum(before[path] != after[path] for path in before) >= 3
    for path in before:
        assert before[path].split() == after[path].split()


def test_a_paragraph_goes_and_comes_back_as_it_was(book: Path) -> None:
    known = commits(book)
    cut = known["cut the table legs. too cute"]
    back = known["put the table legs back. I was wrong"]
    beginning = "I had been in that cabin"

    def paragraphs(commit: str) -> list[str]:
        texts = chapters(book, commit).values()
        return [p for text in texts for p in text.split("\n\n") if p.startswith(beginning)]

    assert len(paragraphs(f"{cut}^")) == 1
    assert paragraphs(cut) == paragraphs(f"{back}^") == []
    assert paragraphs(back) == paragraphs("HEAD") == paragraphs(f"{cut}^")
    assert len(git(book, "log", "--format=%h", f"{cut}..{back}").split()) > 5


def test_the_cut_scene_stays_cut_and_the_old_name_is_gone(book: Path) -> None:
    first, final = (" ".join(chapters(book, tag).values()) for tag in ("draft-1", "HEAD"))
    for word in ("Leonard", "Finch"):
        assert word in first
        assert word not in final
    assert "Pask" in final


def test_the_final_draft_is_a_novella_in_four_chapters(book: Path) -> None:
    final = chapters(book, "HEAD")
    assert len(final) == 4
    assert len(chapters(book, "draft-1")) == 6
    text = re.sub(r"\[\^\d+\]:?", "", " ".join(final.values()))
    assert len(text.split()) >= 5500
    assert sum(t.count("]: ") for t in final.values()) >= 5
    assert "\n> — *Instructions" in final["chapters/01-the-dumb-end.md"]


def test_chapters_are_split_merged_and_renamed(book: Path) -> None:
    changes = git(book, "log", "-M60%", "--name-status", "--format=", "--", "chapters", "holm.md")
    kinds = {line[0] for line in changes.splitlines() if line}
    assert {"A", "D", "M", "R"} <= kinds


def test_a_folder_in_use_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "chapter.md").write_text("mine")
    with pytest.raises(OutputError, match="not empty") as caught:
        build_sample(tmp_path)
    assert caught.value.hint
    assert [p.name for p in tmp_path.iterdir()] == ["chapter.md"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book").write_text("mine")
    with pytest.raises(OutputError, match="cannot be built"):
        build_sample(tmp_path / "book")


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('message = "when?"', "time with its zone"),
        ('at = 2024-04-01T09:00:00\nmessage = "no zone"', "time with its zone"),
        ("at = 2024-04-01T09:00:00Z", "lacks a message"),
        ('at = 2024-04-01T09:00:00Z\nmessage = "m"\nmood = "low"', "knows no “mood”"),
        ('at = 2024-04-01T09:00:00Z\nmessage = "m"\nafter = "x"', "nothing is known of “x”"),
        ('at = 2024-04-01T09:00:00Z\nmessage = "m"\nmerge = "x"', "no branch “x”"),
        (
            'at = 2024-04-01T09:00:00Z\nmessage = "m"\nedit = [{ cut = "notes.md", from = "No" }]',
            "no paragraphs begin with “No”",
        ),
    ],
)
def test_a_broken_commit_is_named(description: Path, entry: str, says: str) -> None:
    (description / "history" / "5-more.toml").write_text(f"[[commit]]\n{entry}\n")
    with pytest.raises(SampleError) as caught:
        read_sample(description)
    assert says in caught.value.message
    assert caught.value.message.startswith("commit ")
    assert caught.value.hint


def test_both_sides_of_a_merge_may_not_change_one_file(description: Path) -> None:
    edit = 'edit = [{ add = "notes.md", text = "more" }]'
    at = "at = 2024-04-01T09:00:00Z"
    (description / "history" / "5-more.toml").write_text(
        f'[[commit]]\n{at}\nmessage = "fork"\nname = "fork"\n'
        f'[[commit]]\n{at}\nmessage = "here"\n{edit}\n'
        f'[[commit]]\n{at}\nmessage = "there"\nbranch = "b"\nafter = "fork"\n'
        f"{edit.replace('more', 'less')}\n"
        f'[[commit]]\n{at}\nmessage = "both"\nmerge = "b"\n'
    )
    with pytest.raises(SampleError, match=r"notes\.md was changed on both sides"):
        read_sample(description)


def test_a_draft_that_differs_is_named(description: Path) -> None:
    page = description / "drafts" / "draft-3" / "chapters" / "02-names.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    with pytest.raises(SampleError, match=r"02-names\.md at draft-3"):
        read_sample(description)
    write_drafts(description)
    assert read_sample(description).commits[-1].tag == "draft-4"


def test_a_history_that_is_not_toml_is_named(description: Path) -> None:
    (description / "history" / "5-more.toml").write_text("[[commit")
    with pytest.raises(SampleError, match=r"5-more\.toml cannot be read"):
        read_sample(description)


def test_an_installed_package_brings_its_own_copy(
    description: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafttime.sample, "files", lambda _: description.parent)
    assert Path(str(sample_data())) == description


def test_a_missing_sample_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafttime.sample, "files", lambda _: tmp_path)
    monkeypatch.setattr(drafttime.sample, "__file__", str(tmp_path / "drafttime" / "sample.py"))
    with pytest.raises(SampleError, match="not part of this installation"):
        sample_data()
