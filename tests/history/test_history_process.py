"""The process that git runs in: fed and read without blocking, stopped when it hangs or floods."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from gitrepo import GitRepo

from drafttime.errors import RepositoryError
from drafttime.history import environment, open_repository
from drafttime.history.process import GitProcess, ProcessEndedError, ProcessStuckError


def run(program: str, feed=None, **limits) -> GitProcess:
    started = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    return GitProcess(started, feed, **limits)


def test_lines_and_pieces_are_read_in_turn():
    with run("print('one\\ntwo\\nabcdef', end='')", ()) as process:
        assert process.line() == b"one"
        assert process.line() == b"two"
        assert process.take(2) == b"ab"
        process.skip(3)
        assert process.take(1) == b"f"
        with pytest.raises(ProcessEndedError):
            process.take(1)
        assert process.status() == 0


def test_both_pipes_full_do_not_block():
    echo = "import sys, shutil; shutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer, 1 << 16)"
    with run(echo, (b"x" * 100_000 for _ in range(100))) as process:
        process.skip(9_999_999)
        assert process.take(1) == b"x"
        with pytest.raises(ProcessEndedError):
            process.fill()


def test_complaints_do_not_block_and_are_not_kept():
    program = "import sys; sys.stderr.write('x' * 1_000_000); print('done')"
    with run(program, ()) as process:
        assert process.line() == b"done"


def test_a_process_that_says_nothing_is_given_up():
    began = time.monotonic()
    with (
        run("import time; time.sleep(60)", (), idle_seconds=0.2) as process,
        pytest.raises(ProcessStuckError),
    ):
        process.line()
    assert time.monotonic() - began < 5


def test_complaining_is_no_sign_of_life():
    program = "import sys, time\nwhile True: sys.stderr.write('x'); time.sleep(0.01)"
    with run(program, (), idle_seconds=0.3) as process, pytest.raises(ProcessStuckError):
        process.fill()


def test_a_process_that_floods_is_given_up():
    program = "import sys\nwhile True: sys.stdout.write('x' * 10_000)"
    with run(program, (), limit_bytes=1_000_000) as process, pytest.raises(ProcessStuckError):
        process.skip(1 << 40)


def test_a_line_that_never_ends_is_given_up():
    program = "import sys\nwhile True: sys.stdout.write('x' * 10_000)"
    with run(program, ()) as process, pytest.raises(ProcessEndedError):
        process.line()


def test_whatever_the_process_started_ends_with_it():
    program = (
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "print(child.pid, flush=True); child.wait()"
    )
    with run(program, ()) as process:
        child = int(process.line())
    for _ in range(100):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            break
        if _ended(child):
            break
        time.sleep(0.02)
    else:
        os.kill(child, signal.SIGKILL)
        pytest.fail("the child outlived its parent")


def _ended(pid: int) -> bool:
    """Whether the process waits only for somebody to ask how it ended."""
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] in {"Z", "X"}


def test_writing_to_a_process_that_has_gone():
    with run("pass") as process:
        process.status()
        with pytest.raises(ProcessEndedError):
            process.write(b"x")


# which git


@pytest.fixture
def fake_git(tmp_path, monkeypatch):
    def make(text: str) -> Path:
        folder = tmp_path / "bin"
        folder.mkdir()
        (folder / "git").write_text(f"#!/bin/sh\n{text}\n")
        (folder / "git").chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))
        return folder / "git"

    return make


@pytest.fixture
def book(tmp_path) -> Path:
    repo = GitRepo(tmp_path / "book")
    repo.commit({"a.md": "x"})
    return repo.path


def fails(book: Path) -> RepositoryError:
    with pytest.raises(RepositoryError) as caught, open_repository(book):
        pass
    assert "https://git-scm.com" in caught.value.hint
    return caught.value


@pytest.mark.parametrize("path", ["", ".", "/nowhere", ".:", "bin"])
def test_no_git(book, monkeypatch, path: str):
    (book / "git").write_text("#!/bin/sh\n")
    (book / "git").chmod(0o755)
    monkeypatch.chdir(book)
    monkeypatch.setenv("PATH", path)
    assert "not installed" in fails(book).message


def test_an_old_git(book, fake_git):
    fake_git("echo git version 2.31.8")
    assert fails(book).message == "git 2.31 is too old to be used safely"


@pytest.mark.parametrize("text", ["exit 1", "echo nothing", "kill $$"])
def test_a_git_that_does_not_work(book, fake_git, text: str):
    fake_git(text)
    assert "git was found but" in fails(book).message


@pytest.mark.parametrize(
    "text", ["git version 2.32.0", "git version 2.39.3 (Apple Git-146)", "git version 3.0.rc1"]
)
def test_a_git_that_is_new_enough(fake_git, text: str):
    environment.check_version(str(fake_git(f"echo '{text}'")))


def test_a_git_that_dies_at_every_question(book, fake_git):
    fake_git('[ "$1" = version ] && echo git version 2.39.5')
    with open_repository(book) as opened:
        assert opened.refs == ()
        with pytest.raises(RepositoryError):
            opened.walk([opened.head])
        assert list(opened.blobs(["1" * 40])) == [("1" * 40, None)]
        assert opened.partial


def test_a_git_that_never_answers(book, fake_git, monkeypatch):
    fake_git('[ "$1" = version ] && echo git version 2.39.5 || exec /bin/sleep 60')
    monkeypatch.setattr(
        GitProcess.__init__,
        "__kwdefaults__",
        {**(GitProcess.__init__.__kwdefaults__ or {}), "idle_seconds": 0.2},
    )
    with open_repository(book) as opened, pytest.raises(RepositoryError, match="too long"):
        opened.walk([opened.head])
