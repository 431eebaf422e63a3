"""The shared options: declared once, and only what was given overrides the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafttime.cli import _reporting
from drafttime.cli._app import command_line
from drafttime.cli._options import Reading
from drafttime.cli._run import run
from drafttime.request import Request


def test_nothing_given_overrides_nothing() -> None:
    assert Reading().request() == Request(repository=Path())


def test_repeated_options_become_tuples() -> None:
    request = Reading(include=["a/*.md", "b.md"], writer=["Ada"], gap=90.0).request()
    assert request.overrides == {"include": ("a/*.md", "b.md"), "writer": ("Ada",), "gap": 90.0}


def test_every_option_reaches_the_request(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[tuple[Request, _reporting.Wish]] = []

    def keep(request: Request, wish: _reporting.Wish, screen: object) -> int:
        seen.append((request, wish))
        return 0

    monkeypatch.setattr("drafttime.cli.report.make_report", keep)
    code = run(
        command_line(),
        [
            *("report", str(tmp_path), "--first", "a", "--final", "b", "--since", "2024-01-01"),
            *("--until", "2024-02-01", "--writer", "Ada", "--writer", "Bo", "--include", "*.md"),
            *("--exclude", "x.md", "--exclude", "y.md", "--gap", "90", "--time-rule", "git-hours"),
            *("--book", "two", "--no-cache", "--allow-linked", "--out", "there", "--open"),
        ],
    )
    assert code == 0
    request, wish = seen[0]
    assert request == Request(
        repository=tmp_path,
        overrides={
            "first": "a",
            "final": "b",
            "since": "2024-01-01",
            "until": "2024-02-01",
            "writer": ("Ada", "Bo"),
            "include": ("*.md",),
            "exclude": ("x.md", "y.md"),
            "gap": 90.0,
            "time_rule": "git-hours",
        },
        book="two",
        allow_linked=True,
        use_cache=False,
    )
    assert wish == _reporting.Wish(folder=Path("there"), json=None, open_report=True)


@pytest.mark.parametrize("command", ["report", "files", "drafts"])
def test_commands_that_read_a_book_share_its_options(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(command_line(), [command, "--help"])
    text = capsys.readouterr().out
    for option in ("--first", "--final", "--include", "--gap", "--book", "--json", "--no-cache"):
        assert option in text
