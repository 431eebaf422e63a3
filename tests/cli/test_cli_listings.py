"""files and drafts: on the sample, from end to end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafttime import pipeline
from drafttime.cli._app import command_line
from drafttime.cli._run import run
from drafttime.model import Notice
from drafttime.request import Request
from drafttime.sample import build_sample


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "authority"
    build_sample(folder)
    return folder


def test_files_lists_what_counts_and_what_does_not(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command_line(), ["files", str(sample)]) == 0
    output, errors = capsys.readouterr()
    counted, left_out = output.split("Left out")
    assert "chapters/01-the-dumb-end.md" in counted
    assert "README.md" in left_out
    assert errors == ""


def test_files_from_inside_a_folder_of_the_book(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(sample / "chapters")
    assert run(command_line(), ["files"]) == 0
    assert "chapters/01-the-dumb-end.md" in capsys.readouterr().out


def test_files_as_json(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command_line(), ["files", str(sample), "--exclude", "**/04*", "--json", "-"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [Path(file["path"]).name[:2] for file in found["manuscript"]["files"]] == [
        *("01", "02", "03"),
    ]


def test_drafts_lists_the_marked_ones(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command_line(), ["drafts", str(sample), "--no-cache"]) == 0
    output = capsys.readouterr().out
    for tag in ("draft-1", "draft-2", "draft-3"):
        assert f"the tag {tag}" in output


def test_drafts_as_json(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "drafts.json"
    arguments = ["drafts", str(sample), "--no-cache", "--first", "draft-2", "--json", str(target)]
    assert run(command_line(), arguments) == 0
    assert json.loads(target.read_text())["first"]["resolved_by"] == "chosen: draft-2"
    assert "Drafts in use" in capsys.readouterr().out


def test_what_was_noticed_is_said_beside_the_list_in_letters_that_are_safe(
    monkeypatch: pytest.MonkeyPatch, sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manuscript, _ = pipeline.find_manuscript(Request(sample))
    notice = Notice("shallow", "the history begins at \x1b[31mred")
    monkeypatch.setattr(pipeline, "find_manuscript", lambda *_: (manuscript, (notice,)))
    assert run(command_line(), ["files", str(sample)]) == 0
    assert capsys.readouterr().err == "note: the history begins at ⟨U+001B⟩[31mred\n"
