"""Who sees what: terminals, pipes, `--quiet`, colour."""

from __future__ import annotations

import io
import sys

import pytest

from drafttime.cli._bar import Bar
from drafttime.cli._options import Printing
from drafttime.cli._screen import NARROWEST, WIDEST, Screen
from drafttime.progress import Silent


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def put_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return stream


def test_the_title_is_bold_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = put_terminal(monkeypatch)
    Screen.for_command(Printing()).say("The Tidewright\n\n  Final  2 Nov")
    assert terminal.getvalue() == "\x1b[1mThe Tidewright\x1b[0m\n\n  Final  2 Nov\n"


@pytest.mark.parametrize("variable", [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_the_environment_can_ask_for_no_colour(
    variable: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = put_terminal(monkeypatch)
    monkeypatch.setenv(*variable)
    Screen.for_command(Printing()).say("The Tidewright")
    assert terminal.getvalue() == "The Tidewright\n"


def test_an_option_can_ask_for_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = put_terminal(monkeypatch)
    Screen.for_command(Printing(no_color=True)).say("The Tidewright")
    assert terminal.getvalue() == "The Tidewright\n"


def test_a_pipe_gets_no_escapes(capsys: pytest.CaptureFixture[str]) -> None:
    Screen(quiet=False, color=True).say("The Tidewright\nmore")
    assert capsys.readouterr().out == "The Tidewright\nmore\n"


def test_quiet_keeps_the_data_and_drops_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen(quiet=True, color=False)
    screen.say("summary")
    screen.mention("remark")
    screen.hand_over("{}")
    output, errors = capsys.readouterr()
    assert output == "{}\n"
    assert errors == ""


@pytest.mark.parametrize(("columns", "width"), [("10", NARROWEST), ("72", 72), ("400", WIDEST)])
def test_the_width_stays_readable(
    columns: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert Screen(quiet=False, color=False).width == width


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    put_terminal(monkeypatch)
    assert isinstance(Screen.for_command(Printing()).progress(), Bar)


@pytest.mark.parametrize("quiet", [True, False])
def test_a_pipe_and_a_quiet_run_get_no_bar(quiet: bool) -> None:
    with Screen(quiet=quiet, color=True).progress() as progress:
        assert isinstance(progress, Silent)
