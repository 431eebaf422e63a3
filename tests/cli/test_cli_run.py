"""Every way in which a command can end: two lines at most, and the right exit code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from drafttime.cli._app import command_line
from drafttime.cli._run import run
from drafttime.errors import DraftError, DrafttimeError, OutputError, RefusedError, UsageError
from drafttime.sample import build_sample


class Ending:
    """A command line whose command ends as told."""

    def __init__(self, end: Callable[[], object]) -> None:
        self._end = end

    def main(self, args: Sequence[str], prog_name: str, *, standalone_mode: bool) -> object:
        return self._end()


def raising(error: BaseException) -> Ending:
    def end() -> object:
        raise error

    return Ending(end)


@pytest.mark.parametrize(
    ("kind", "code"), [(DraftError, 1), (OutputError, 1), (UsageError, 2), (RefusedError, 4)]
)
def test_an_error_is_two_lines_and_the_code_of_its_kind(
    kind: type[DrafttimeError], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(raising(kind("no draft is called x", "the drafts are a and b")), []) == code
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors == "error: no draft is called x\nhint: the drafts are a and b\n"


def test_names_from_a_repository_cannot_reach_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(raising(DraftError("no \x1b[31mred\x1b[0m\nhint: lie \u202egnp.exe \udcff", "a\rb")), [])
    errors = capsys.readouterr().err
    assert errors.count("\n") == 2
    assert not set("\x1b\r\u202e\udcff") & set(errors)
    assert "[31mred" in errors


@pytest.mark.parametrize("end", [raising(KeyboardInterrupt()), Ending(lambda: 130)])
def test_an_interrupt_is_130(end: Ending, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(end, []) == 130
    assert capsys.readouterr().err == "stopped; nothing was changed\n"


@pytest.mark.parametrize("code", [0, 1, 3])
def test_a_command_chooses_its_own_code(code: int) -> None:
    assert run(Ending(lambda: code), []) == code


def test_a_mistake_of_the_program_is_owned_in_two_lines_without_its_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DRAFTTIME_DEBUG", raising=False)
    assert run(raising(ValueError("a sentence of the book")), []) == 1
    errors = capsys.readouterr().err
    assert errors.startswith("error: drafttime made a mistake of its own (ValueError")
    assert "DRAFTTIME_DEBUG=1" in errors
    assert errors.count("\n") == 2
    assert "sentence of the book" not in errors


def test_the_traceback_is_printed_when_it_is_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTTIME_DEBUG", "1")
    run(raising(ValueError("odd")), [])
    assert "Traceback" in capsys.readouterr().err


def test_what_the_system_refuses_is_said_in_its_own_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(raising(OSError(28, "No space left on device")), []) == 1
    assert "No space left on device" in capsys.readouterr().err.splitlines()[0]


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        (["reprot"], "error: no such command 'reprot'", "hint: did you mean 'report'?"),
        (["zzz"], "error: no such command 'zzz'", "hint: `drafttime --help` lists"),
        (["report", "--ou"], "error: no such option: --ou", "hint: did you mean --"),
        (["report", "--zzzz"], "error: no such option: --zzzz", "hint: `drafttime report --help`"),
        (["report", "--gap", "long"], "error: invalid value for '--gap': 'long' is not", "hint: "),
        (["report", "--first"], "error: option '--first' requires an argument", "hint: "),
        (["files", "a", "b"], "error: got unexpected extra argument", "hint: "),
    ],
)
def test_a_mistyped_command_is_two_lines_and_code_2(
    arguments: list[str], error: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command_line(), arguments) == 2
    output, errors = capsys.readouterr()
    lines = errors.splitlines()
    assert output == ""
    assert len(lines) == 2
    assert lines[0].startswith(error)
    assert lines[1].startswith(hint)


def test_no_command_is_help_and_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command_line(), []) == 2
    assert "Commands:" in capsys.readouterr().out


def test_help_is_code_0_and_plain(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command_line(), ["report", "--help"]) == 0
    text = capsys.readouterr().out
    assert "--first" in text
    assert "\x1b" not in text


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command_line(), ["--version"]) == 0
    assert capsys.readouterr().out.startswith("drafttime 0.")


@pytest.mark.parametrize(
    "option", [("--gap", "nan"), ("--gap", "-5"), ("--time-rule", "x"), ("--since", "tomorrow")]
)
def test_an_option_that_the_settings_refuse_is_a_mistyped_command(
    option: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build_sample(tmp_path)
    assert run(command_line(), ["files", str(tmp_path), *option]) == 2
    error, hint = capsys.readouterr().err.splitlines()
    assert error.startswith(f"error: {option[0]} is ")
    assert hint.startswith("hint: allowed: ")
