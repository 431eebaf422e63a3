"""The program as it is started: the path it imports from, what it imports, and closed pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def python(*arguments: str, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        **options,
    )


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    program = (
        "import sys; from drafttime.cli._app import command_line; command_line();"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    names = set(python("-c", program, cwd=tmp_path).stdout.split())
    assert "typer" in names
    assert not names & {
        *("matplotlib", "numpy", "git", "rapidfuzz", "jinja2", "pyromark", "rich", "sqlite3"),
        *("charset_normalizer", "platformdirs"),
    }


def test_the_module_does_not_import_from_the_working_directory(tmp_path: Path) -> None:
    for name in ("typer", "git", "rich", "json", "numpy", "jinja2", "rapidfuzz"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('hostile')")
    done = python("-m", "drafttime", "report", cwd=tmp_path)
    assert "hostile" not in done.stderr
    assert done.returncode == 1


def test_outside_a_repository_two_lines_say_what_to_do(tmp_path: Path) -> None:
    done = python("-m", "drafttime", "report", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    error, hint = done.stderr.splitlines()
    assert error.startswith("error: ")
    assert "not in a git repository" in error
    assert hint.startswith("hint: ")


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "drafttime", "--help"],
            cwd=ROOT,
            stdout=pipe,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.stderr == ""
    assert done.returncode == 0


def test_a_terminal_without_unicode_is_no_error(tmp_path: Path) -> None:
    program = (
        "from drafttime.cli._run import run\n"
        "class Says:\n"
        "    def main(self, *_, **__): print('Neap · 3 %')\n"
        "raise SystemExit(run(Says(), []))"
    )
    done = python(
        "-X",
        "utf8=0",
        "-c",
        f"import sys; sys.stdout.reconfigure(encoding='ascii')\n{program}",
        cwd=tmp_path,
    )
    assert done.returncode == 0
    assert done.stdout == "Neap ? 3 %\n"


def test_stopping_it_while_it_starts_shows_no_traceback(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'typer': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from drafttime.cli import main; main(['files'])"
    )
    done = python("-c", program, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (130, "stopped; nothing was changed\n")
