"""report and demo: what is written, what is printed, and with which code they end."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from analyses import tiny

from drafttime.cli._app import command_line
from drafttime.cli._run import run
from drafttime.errors import RepositoryError
from drafttime.model import Analysis
from drafttime.request import Request


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("DRAFTTIME_CACHE", str(tmp_path.parent / f"{tmp_path.name}-cache"))


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Callable[[Analysis], list[Request]]:
    """Let the pipeline return a given analysis, and no chart be drawn."""

    def put(analysis: Analysis) -> list[Request]:
        seen: list[Request] = []

        def analyse(request: Request, progress: object) -> Analysis:
            seen.append(request)
            return analysis

        monkeypatch.setattr("drafttime.pipeline.analyse", analyse)
        monkeypatch.setattr("drafttime.charts.draw_all", lambda _: ())
        return seen

    return put


def test_a_report_is_written_where_one_stands(
    pretend: Callable[[Analysis], list[Request]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = pretend(tiny())
    assert run(command_line(), ["report", "/some/book"]) == 0
    assert seen[0].repository == Path("/some/book")
    output, errors = capsys.readouterr()
    assert "drafttime-report/index.html" in output
    assert errors == ""
    assert (tmp_path / "drafttime-report" / "index.html").is_file()


def test_quiet_writes_and_says_nothing(
    pretend: Callable[[Analysis], list[Request]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(tiny())
    assert run(command_line(), ["report", "-q", "--out", "there"]) == 0
    assert capsys.readouterr() == ("", "")
    assert (tmp_path / "there" / "index.html").is_file()


def test_the_settings_of_the_book_can_ask_for_quiet(
    pretend: Callable[[Analysis], list[Request]], capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(replace(tiny(), settings={"quiet": True}))
    assert run(command_line(), ["report"]) == 0
    assert capsys.readouterr() == ("", "")


def test_json_on_the_output_is_nothing_but_json(
    pretend: Callable[[Analysis], list[Request]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(tiny())
    assert run(command_line(), ["report", "--json", "-"]) == 0
    output, errors = capsys.readouterr()
    assert json.loads(output)["schema"] == 1
    assert "drafttime-report/index.html" in errors
    assert (tmp_path / "drafttime-report" / "index.html").is_file()


def test_json_in_a_file_adds_to_the_summary(
    pretend: Callable[[Analysis], list[Request]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(tiny())
    assert run(command_line(), ["report", "--json", "data.json"]) == 0
    assert json.loads((tmp_path / "data.json").read_text())["schema"] == 1
    assert "drafttime-report/index.html" in capsys.readouterr().out


def test_a_partial_history_is_code_3(pretend: Callable[[Analysis], list[Request]]) -> None:
    analysis = tiny()
    pretend(replace(analysis, facts=replace(analysis.facts, partial=True)))
    assert run(command_line(), ["report", "-q"]) == 3


def test_a_json_file_that_cannot_be_written_stops_before_the_work(
    pretend: Callable[[Analysis], list[Request]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = pretend(tiny())
    assert run(command_line(), ["report", "--json", "no/folder/x.json"]) == 1
    assert seen == []
    assert capsys.readouterr().err.startswith("error: there is no folder no/folder")
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_pipeline_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def analyse(request: Request, progress: object) -> Analysis:
        raise RepositoryError("no commits", "make one")

    monkeypatch.setattr("drafttime.pipeline.analyse", analyse)
    assert run(command_line(), ["report"]) == 1
    assert capsys.readouterr().err == "error: no commits\nhint: make one\n"
    assert list(tmp_path.iterdir()) == []


def test_the_page_is_opened_when_asked_for(
    pretend: Callable[[Analysis], list[Request]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pretend(tiny())
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) is None)
    assert run(command_line(), ["report", "-q", "--open"]) == 0
    assert opened == [(tmp_path / "drafttime-report" / "index.html").as_uri()]


def test_a_page_that_cannot_be_opened_is_said(
    pretend: Callable[[Analysis], list[Request]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pretend(tiny())
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    assert run(command_line(), ["report", "--open"]) == 0
    assert "open drafttime-report/index.html yourself" in capsys.readouterr().err


def test_the_demo_leaves_only_its_report(
    pretend: Callable[[Analysis], list[Request]], tmp_path: Path
) -> None:
    seen = pretend(tiny())
    assert run(command_line(), ["demo", "-q"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["drafttime-demo"]
    assert not seen[0].repository.exists()


def test_the_demo_keeps_its_repository_when_asked(
    pretend: Callable[[Analysis], list[Request]], tmp_path: Path
) -> None:
    pretend(tiny())
    assert run(command_line(), ["demo", "-q", "--keep", "sample"]) == 0
    assert (tmp_path / "sample" / ".git").is_dir()


def test_the_demo_does_not_write_into_a_folder_that_holds_something(
    pretend: Callable[[Analysis], list[Request]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(tiny())
    (tmp_path / "novel").mkdir()
    (tmp_path / "novel" / "ch1.md").write_text("mine")
    assert run(command_line(), ["demo", "--keep", "novel"]) == 1
    assert capsys.readouterr().err.startswith("error: ")
    assert [path.name for path in (tmp_path / "novel").iterdir()] == ["ch1.md"]
