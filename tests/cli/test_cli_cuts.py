"""cuts, and report --show-cuts: which request is made, what is printed, and where it goes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from invented_passages import LONG, a_cut, found_cuts, some_cuts

from drafttime import pipeline
from drafttime.cli._app import command_line
from drafttime.cli._run import run
from drafttime.model import FoundCuts, Notice
from drafttime.request import Request
from drafttime.sample import build_sample

Seen = list[tuple[Request, int]]
Pretend = Callable[[FoundCuts], Seen]


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "60")


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Pretend:
    def put(found: FoundCuts) -> Seen:
        seen: Seen = []

        def find_cuts(request: Request, progress: object, *, least_words: int) -> FoundCuts:
            seen.append((request, least_words))
            return found

        monkeypatch.setattr(pipeline, "find_cuts", find_cuts)
        return seen

    return put


def cuts(*arguments: str) -> int:
    return run(command_line(), ["cuts", *arguments])


def test_the_list_fits_the_screen(pretend: Pretend, capsys: pytest.CaptureFixture[str]) -> None:
    seen = pretend(some_cuts())
    assert cuts() == 0
    output, errors = capsys.readouterr()
    head = "The Tidewright · 79,487 words cut or replaced; 3 passages of\n10 words and more\n"
    assert output.startswith(f"{head}\n  1  153 words · ")
    assert max(map(len, output.splitlines())) <= 60
    assert errors == ""
    assert seen == [(Request(Path()), 10)]


def test_the_options_reach_the_request(pretend: Pretend) -> None:
    seen = pretend(some_cuts())
    assert cuts("there", "--since", "2024-03-01", "--final", "b", "--book", "two", "-q") == 0
    overrides = {"since": "2024-03-01", "final": "b"}
    assert seen == [(Request(Path("there"), overrides=overrides, book="two"), 10)]


def test_shorter_passages_on_request(pretend: Pretend, capsys: pytest.CaptureFixture[str]) -> None:
    seen = pretend(some_cuts())
    assert cuts("--min-words", "1", "--limit", "1") == 0
    output = capsys.readouterr().out
    assert [least for _, least in seen] == [1]
    assert "4 passages\n" in output
    assert "And 3 more: --limit 4 shows them all" in output


@pytest.mark.parametrize("option", ["--min-words", "--limit"])
@pytest.mark.parametrize("value", ["0", "-3", "x"])
def test_numbers_begin_at_one(
    pretend: Pretend, capsys: pytest.CaptureFixture[str], option: str, value: str
) -> None:
    seen = pretend(some_cuts())
    assert cuts(option, value) == 2
    assert f"{option}': '{value}' is not a whole number from 1" in capsys.readouterr().err
    assert seen == []


def test_a_terminal_is_not_flooded(
    pretend: Pretend, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(found_cuts(*(a_cut() for _ in range(25))))
    assert cuts() == 0
    assert "\n  25  70 words" in capsys.readouterr().out
    monkeypatch.setattr("drafttime.cli._screen.Screen.is_terminal", True)
    assert cuts("--no-color") == 0
    output = capsys.readouterr().out
    assert "\n  20  70 words" in output
    assert "\n  21  " not in output
    assert "And 5 more" in output
    assert cuts("--format", "json") == 0
    assert len(json.loads(capsys.readouterr().out)["cuts"]) == 25
    assert cuts("--out", "all.txt") == 0
    assert "\n  25  70 words" in Path("all.txt").read_text()


def test_forms(pretend: Pretend, capsys: pytest.CaptureFixture[str]) -> None:
    pretend(some_cuts())
    assert cuts("--format", "md", "--quiet") == 0
    assert capsys.readouterr().out.startswith("# What was cut from The Tidewright\n")
    assert cuts("--format", "json", "--out", "-") == 0
    assert json.loads(capsys.readouterr().out)["passages"] == 3
    assert cuts("--format", "xml") == 2
    assert "'xml' is none of text, md and json" in capsys.readouterr().err


def test_a_file_is_written_whole(pretend: Pretend, capsys: pytest.CaptureFixture[str]) -> None:
    pretend(some_cuts())
    Path("cuts.md").write_text("old")
    assert cuts("--format", "md", "--out", "cuts.md") == 0
    output, errors = capsys.readouterr()
    assert (output, errors) == ("", "3 passages of 10 words and more, in cuts.md\n")
    assert LONG in Path("cuts.md").read_text()
    assert [path.name for path in Path().iterdir()] == ["cuts.md"]


def test_a_link_is_refused_before_any_work(
    pretend: Pretend, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = pretend(some_cuts())
    Path("ch-07.md").write_text("the manuscript")
    Path("cuts.md").symlink_to("ch-07.md")
    for place in ("cuts.md", "no/such/cuts.md", "."):
        assert cuts("--out", place) == 1
    assert seen == []
    assert Path("ch-07.md").read_text() == "the manuscript"
    errors = capsys.readouterr().err
    assert "cuts.md is a link or a device, not a file" in errors


def test_a_failed_write_names_the_option(
    pretend: Pretend, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(some_cuts())

    def full(self: Path, other: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert cuts("--out", "cuts.md") == 1
    assert "name another file with --out" in capsys.readouterr().err
    assert list(Path().iterdir()) == []


def test_notices_are_said_beside_the_list(
    pretend: Pretend, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(found_cuts(notices=(Notice("shallow", "the history begins late"),)))
    assert cuts() == 0
    assert capsys.readouterr().err == "note: the history begins late\n"


def test_the_help_says_what_never_appears(capsys: pytest.CaptureFixture[str]) -> None:
    assert cuts("--help") == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "Moved or restored text never appears here." in text
    assert "List what was cut on this day or later" in text
    assert "--time-rule" not in text


def test_show_cuts_of_report_becomes_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Request] = []

    def keep(request: Request, *_: object) -> int:
        seen.append(request)
        return 0

    monkeypatch.setattr("drafttime.cli.report.make_report", keep)
    for options in ([], ["--show-cuts", "--gap", "90"]):
        assert run(command_line(), ["report", *options]) == 0
    assert [request.overrides for request in seen] == [{}, {"gap": 90.0, "show_cuts": True}]


def test_the_sample_from_end_to_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTTIME_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "100")
    build_sample(tmp_path / "sample")
    assert cuts(str(tmp_path / "sample"), "--since", "2023-12-01", "--limit", "1") == 0
    cut = capsys.readouterr().out
    assert "“cut the dance. sorry, Leonard”" in " ".join(cut.split())
    assert "asked me whether I would care to come to the dance." in " ".join(cut.split())
    arguments = ["trace", "broke his hip", "--repo", str(tmp_path / "sample")]
    assert run(command_line(), arguments) == 0
    told = capsys.readouterr().out
    assert "{+Mr. Finch broke his hip in+}" in " ".join(told.split())
