"""trace: what is asked of the pipeline, and how its answer is printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from invented_passages import a_biography, found_lives

from drafttime import pipeline
from drafttime.cli._app import command_line
from drafttime.cli._run import run
from drafttime.model import Biography
from drafttime.request import Request

Pretend = Callable[..., list[tuple[Request, str]]]


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "60")


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Pretend:
    def put(*lives: Biography) -> list[tuple[Request, str]]:
        seen: list[tuple[Request, str]] = []

        def trace_passage(request: Request, passage: str, progress: object) -> object:
            seen.append((request, passage))
            return found_lives(*lives, asked=passage)

        monkeypatch.setattr(pipeline, "trace_passage", trace_passage)
        return seen

    return put


def trace(*arguments: str) -> int:
    return run(command_line(), ["trace", *arguments])


def test_a_phrase_is_asked_for_in_the_folder_where_one_stands(
    pretend: Pretend, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = pretend(a_biography())
    assert trace("the tide had turned") == 0
    output, errors = capsys.readouterr()
    assert output.startswith("The Tidewright · “the tide had turned”\n[-taken out-] {+put in+}")
    assert max(map(len, output.splitlines())) <= 60
    assert errors == ""
    assert seen == [(Request(Path()), "the tide had turned")]


def test_the_repository_and_the_final_draft_are_options(pretend: Pretend) -> None:
    seen = pretend(a_biography())
    assert trace("ch-07.md:12", "--repo", "there", "--final", "draft-3", "--no-cache") == 0
    request = Request(Path("there"), overrides={"final": "draft-3"}, use_cache=False)
    assert seen == [(request, "ch-07.md:12")]


def test_a_terminal_gets_styles_and_anything_else_signs(
    pretend: Pretend, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(a_biography())
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("drafttime.cli._screen.Screen.is_terminal", True)
    assert trace("tide") == 0
    styled = capsys.readouterr().out
    assert "\x1b[2;9mwas turning\x1b[22;29m" in styled
    assert "[-" not in styled
    assert trace("tide", "--no-color") == 0
    plain = capsys.readouterr().out
    assert "[-was turning-]" in plain
    assert "\x1b" not in plain


def test_forms(pretend: Pretend, capsys: pytest.CaptureFixture[str]) -> None:
    pretend(a_biography())
    assert trace("tide", "--format", "md") == 0
    assert "<del>was turning</del>" in capsys.readouterr().out
    assert trace("tide", "--format", "json", "--quiet") == 0
    assert json.loads(capsys.readouterr().out)["asked"] == "tide"


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_no_match_ends_with_one_and_a_hint(
    pretend: Pretend, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    pretend()
    assert trace("no such words", "--format", form) == 1
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.startswith("error: no paragraph of the final draft has the words “no such words”")
    assert "\nhint: quote fewer words" in errors


@pytest.mark.parametrize(("arguments", "code"), [([" "], 2), ([], 2), (["a", "b"], 2)])
def test_one_passage_must_be_named(
    pretend: Pretend, arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = pretend(a_biography())
    assert trace(*arguments) == code
    assert "hint: " in capsys.readouterr().err
    assert seen == []
