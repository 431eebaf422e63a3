"""compare: what is read, printed and written, and what is never replaced."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from two_drafts import hostile, tame

from drafttime.cli._app import command_line
from drafttime.cli._run import run
from drafttime.errors import DraftError
from drafttime.model import ComparedDrafts, Notice
from drafttime.output.side_by_side_page import PAGE_START
from drafttime.request import Request

Seen = list[tuple[Request, str, str]]
Pretend = Callable[[ComparedDrafts], Seen]


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Pretend:
    """Let the pipeline return given drafts, and note what it was asked for."""

    def put(compared: ComparedDrafts) -> Seen:
        seen: Seen = []

        def compare_drafts(
            request: Request, old: str, new: str, progress: object
        ) -> ComparedDrafts:
            seen.append((request, old, new))
            return compared

        monkeypatch.setattr("drafttime.pipeline.compare_drafts", compare_drafts, raising=False)
        return seen

    return put


def test_both_texts_are_printed(pretend: Pretend, capsys: pytest.CaptureFixture[str]) -> None:
    seen = pretend(tame())
    assert run(command_line(), ["compare", "draft-1", "draft-2"]) == 0
    output, errors = capsys.readouterr()
    assert seen == [(Request(repository=Path()), "draft-1", "draft-2")]
    assert output.startswith("The Tidewright · two drafts side by side\n")
    assert "- The tide [-was slow-] that day." in output
    assert errors == ""


def test_a_wide_screen_has_two_columns(
    pretend: Pretend, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "130")
    pretend(tame())
    assert run(command_line(), ["compare", "a", "b"]) == 0
    assert " │ The tide {+went out early+} that day." in capsys.readouterr().out


def test_the_book_is_named_by_an_option_and_read_as_elsewhere(pretend: Pretend) -> None:
    seen = pretend(tame())
    arguments = ["--repo", "/some/book", "--include", "*.md", "--book", "two", "--no-cache"]
    assert run(command_line(), ["compare", "a", "b", *arguments, "--allow-linked"]) == 0
    assert seen[0][0] == Request(
        repository=Path("/some/book"),
        overrides={"include": ("*.md",)},
        book="two",
        allow_linked=True,
        use_cache=False,
    )


@pytest.mark.parametrize("option", ["--first", "--final", "--since", "--writer", "--gap"])
def test_options_that_would_do_nothing_are_not_there(
    pretend: Pretend, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = pretend(tame())
    assert run(command_line(), ["compare", "a", "b", option, "x"]) == 2
    assert seen == []
    assert option in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["a"], ["a", "b", "c"]])
def test_two_drafts_are_wanted(pretend: Pretend, arguments: list[str]) -> None:
    assert pretend(tame()) == []
    assert run(command_line(), ["compare", *arguments]) == 2


def test_the_page_is_written_and_the_heading_printed(
    pretend: Pretend, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(tame())
    assert run(command_line(), ["compare", "a", "b", "--out", "c.html"]) == 0
    assert (tmp_path / "c.html").read_text().startswith(PAGE_START)
    output = capsys.readouterr().out
    assert "c.html" in output
    assert "The tide" not in output
    assert [path.name for path in tmp_path.iterdir()] == ["c.html"]


def test_a_page_of_ours_is_replaced(pretend: Pretend, tmp_path: Path) -> None:
    (tmp_path / "c.html").write_text(f'{PAGE_START}0.1">old')
    pretend(tame())
    assert run(command_line(), ["compare", "a", "b", "-q", "--out", "c.html"]) == 0
    assert "The tide" in (tmp_path / "c.html").read_text()


@pytest.mark.parametrize("content", ["", "<!DOCTYPE html>\n<p>mine", f" {PAGE_START}"])
def test_a_file_of_the_writer_is_never_replaced(
    pretend: Pretend, content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "c.html").write_text(content)
    seen = pretend(tame())
    assert run(command_line(), ["compare", "a", "b", "--out", "c.html"]) == 1
    assert seen == []  # before the work
    assert "was not written by drafttime compare" in capsys.readouterr().err
    assert (tmp_path / "c.html").read_text() == content


def test_nothing_is_written_through_a_link_or_over_a_folder(
    pretend: Pretend, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = f'{PAGE_START}0.1">old'
    (tmp_path / "real.html").write_text(page)
    (tmp_path / "link.html").symlink_to(tmp_path / "real.html")
    (tmp_path / "folder").mkdir()
    seen = pretend(tame())
    for name in ("link.html", "folder", "no/such/c.html", "/dev/null"):
        assert run(command_line(), ["compare", "a", "b", "--out", name]) == 1, name
        assert capsys.readouterr().err.startswith("error: ")
    assert seen == []
    assert (tmp_path / "real.html").read_text() == page


def test_a_file_that_comes_during_the_work_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compare_drafts(*_: object) -> ComparedDrafts:
        (tmp_path / "c.html").write_text("mine")
        return tame()

    monkeypatch.setattr("drafttime.pipeline.compare_drafts", compare_drafts, raising=False)
    assert run(command_line(), ["compare", "a", "b", "--out", "c.html"]) == 1
    assert (tmp_path / "c.html").read_text() == "mine"


def test_a_failed_write_leaves_the_earlier_page_and_nothing_else(
    pretend: Pretend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f'{PAGE_START}0.1">old'
    (tmp_path / "c.html").write_text(page)
    pretend(tame())

    def full(self: Path, other: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert run(command_line(), ["compare", "a", "b", "--out", "c.html"]) == 1
    assert (tmp_path / "c.html").read_text() == page
    assert [path.name for path in tmp_path.iterdir()] == ["c.html"]


def test_json_on_the_output_is_nothing_but_json_and_holds_no_sentence(
    pretend: Pretend, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(tame())
    assert run(command_line(), ["compare", "a", "b", "--json", "-"]) == 0
    output, errors = capsys.readouterr()
    assert json.loads(output)["schema"] == 1
    assert "sluice" not in output
    assert errors.startswith("The Tidewright")


@pytest.mark.parametrize("how", ["option", "setting"])
def test_json_holds_text_when_asked_for(
    pretend: Pretend, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    compared = tame()
    pretend(compared if how == "option" else replace(compared, settings={"show-text": True}))
    asked = ["--show-text"] if how == "option" else []
    assert run(command_line(), ["compare", "a", "b", "-q", "--json", "-", *asked]) == 0
    assert "sluice" in capsys.readouterr().out


def test_json_in_a_file_adds_to_what_is_printed(
    pretend: Pretend, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(tame())
    assert run(command_line(), ["compare", "a", "b", "--json", "c.json"]) == 0
    assert json.loads((tmp_path / "c.json").read_text())["name"] == "The Tidewright"
    assert "The tide" in capsys.readouterr().out


def test_the_page_is_opened_when_asked_for(
    pretend: Pretend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(tame())
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) is None)
    assert run(command_line(), ["compare", "a", "b", "-q", "--out", "c.html", "--open"]) == 0
    assert opened == [(tmp_path / "c.html").as_uri()]


def test_there_must_be_a_page_to_open(pretend: Pretend, capsys: pytest.CaptureFixture[str]) -> None:
    seen = pretend(tame())
    assert run(command_line(), ["compare", "a", "b", "--open"]) == 2
    assert seen == []
    assert "--out compare.html" in capsys.readouterr().err


def test_quiet_says_nothing(pretend: Pretend, capsys: pytest.CaptureFixture[str]) -> None:
    pretend(replace(tame(), notices=(Notice("x", "something"),)))
    assert run(command_line(), ["compare", "a", "b", "-q"]) == 0
    assert capsys.readouterr() == ("", "")


def test_notices_and_a_partial_history_are_said(
    pretend: Pretend, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(replace(tame(), notices=(Notice("x", "it begins late"),), partial=True))
    assert run(command_line(), ["compare", "a", "b"]) == 3
    assert capsys.readouterr().err == "note: it begins late\n"


def test_a_pipe_gets_no_escapes_whatever_the_book_holds(
    pretend: Pretend, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(hostile())
    assert run(command_line(), ["compare", "a", "b"]) == 0
    output, errors = capsys.readouterr()
    assert "\x1b" not in output + errors


def test_a_draft_that_does_not_exist_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def compare_drafts(*_: object) -> ComparedDrafts:
        raise DraftError("there is no draft a", "drafttime drafts lists them")

    monkeypatch.setattr("drafttime.pipeline.compare_drafts", compare_drafts, raising=False)
    assert run(command_line(), ["compare", "a", "b", "--out", "c.html"]) == 1
    assert capsys.readouterr().err.startswith("error: there is no draft a\n")
    assert list(tmp_path.iterdir()) == []
