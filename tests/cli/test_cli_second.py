"""The second process: what it draws is what the first would have drawn, however it ends.

Each test runs a program of its own, since a process with threads, such as this one, forks nothing.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

OPENING = """
import os, signal, sys, threading, time
from drafttime.cli import _second
from drafttime.cli._second import second_process

_second._cores = lambda: 2
"""
# A few charts are as good as all: what the whole report needs is drawn in `test_cli_drawing`.
DRAWN = """
charts = ("strata", "drift", "ledger", "passes", "rhythm")

def order():
    from analyses import novel
    from drafttime.charts import keys_for
    from drafttime.output.parcel import Order
    book = novel()
    return Order(book, keys_for(book, charts))

def check(drawn):
    from drafttime.charts import draw_all
    assert drawn == draw_all(order().analysis, only=charts), [one.key for one in drawn]

def ask(second):
    wanted = order()
    second.ask(wanted, wanted.packed())
"""


def environment() -> dict[str, str]:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    return {"PATH": os.defpath, "HOME": os.environ.get("HOME", "/"), "PYTHONPATH": paths}


def run(code: str, folder: Path, painters: int = 2) -> str:
    count = f"_second._painters = lambda: {painters}\n"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", OPENING + DRAWN + count + code],
        cwd=folder, env=environment(), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


def living(group: int) -> list[str]:
    """Return the processes of a group that run; one that nobody waits for has ended as well."""
    shown = subprocess.run(
        ["ps", "-e", "-o", "pgid=,stat="], capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in shown.stdout.splitlines()]
    return [stat for own, stat in rows if int(own) == group and not stat.startswith("Z")]


def all_gone(group: int) -> bool:
    """Wait until a group has ended; each may draw the chart that it has begun."""
    late = time.monotonic() + 30
    while living(group) and time.monotonic() < late:
        time.sleep(0.05)
    return not living(group)


PAINTERS = [1, 2, 4] if sys.platform == "linux" else [1]


@pytest.mark.parametrize("painters", PAINTERS)
def test_all_together_draw_what_one_draws(painters: int, tmp_path: Path) -> None:
    code = """
with second_process() as second:
    ask(second)
    check(second.drawn())
    pid = second._pid
try:
    os.kill(pid, 0)
except ProcessLookupError:
    print("ended and waited for")
"""
    assert run(code, tmp_path, painters) == "ended and waited for"


def test_the_second_one_draws_by_itself_while_the_first_has_other_work(tmp_path: Path) -> None:
    code = """
with second_process() as second:
    ask(second)
    second._results.poll(60)
    sys.modules["drafttime.charts._render"] = None  # nothing can be drawn here
    drawn = second.drawn()
    del sys.modules["drafttime.charts._render"]
    check(drawn)
    print("drawn")
"""
    assert run(code, tmp_path) == "drawn"


@pytest.mark.parametrize("painters", PAINTERS[:2])
@pytest.mark.parametrize("when", ["before it is asked", "as it draws", "with all drawn"])
def test_one_that_is_killed_is_missed_by_nobody(when: str, painters: int, tmp_path: Path) -> None:
    moment = {
        "before it is asked": "os.kill(second._pid, signal.SIGKILL); ask(second)",
        "as it draws": "ask(second); time.sleep(0.9); os.kill(second._pid, signal.SIGKILL)",
        "with all drawn": "ask(second); second._results.poll(60); second._collected = tuple",
    }[when]
    code = f"""
with second_process() as second:
    {moment}
    check(second.drawn())
    print("drawn")
"""
    assert run(code, tmp_path, painters) == "drawn"


@pytest.mark.skipif(sys.platform != "linux", reason="it forks itself on Linux only")
def test_a_further_one_that_dies_is_missed_by_nobody(tmp_path: Path) -> None:
    code = """
draw = _second._drawn_by_one
def die(parent, order, claims):
    if os.getppid() != first:
        os.kill(os.getpid(), signal.SIGKILL)
    return draw(parent, order, claims)
first = os.getpid()
_second._drawn_by_one = die
with second_process() as second:
    ask(second)
    second._results.poll(60)
    check(second.drawn())
    print("drawn")
"""
    assert run(code, tmp_path) == "drawn"


def test_what_it_cannot_draw_fails_here(tmp_path: Path) -> None:
    code = """
from drafttime.charts import strata
from dataclasses import replace
def fail(analysis, canvas):
    raise LookupError("strata cannot be drawn")
strata.CHART = replace(strata.CHART, draw=fail)
with second_process() as second:
    ask(second)
    try:
        second.drawn()
    except LookupError as error:
        print(error)
"""
    assert run(code, tmp_path) == "strata cannot be drawn"


def test_one_that_hangs_is_not_waited_for(tmp_path: Path) -> None:
    code = """
_second.LONGEST_WAIT_SECONDS = 0.2
with second_process() as second:
    ask(second)
    second._results.poll(60)  # it has drawn, and cannot hand over all that it has
    os.kill(second._pid, signal.SIGSTOP)
    second._results.poll = lambda seconds: time.sleep(seconds)
    _second._GRACE_SECONDS = 0.2
    check(second.drawn())
    print("drawn")
"""
    assert run(code, tmp_path) == "drawn"


@pytest.mark.parametrize("after", [0.1, 1.0])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_nothing_outlives_the_first_one(name: str, after: float, tmp_path: Path) -> None:
    code = """
with second_process() as second:
    ask(second)
    print(second._pid, flush=True)
    time.sleep(60)
"""
    first = subprocess.Popen(
        [sys.executable, "-c", OPENING + DRAWN + code], cwd=tmp_path, env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
    )  # fmt: skip
    assert first.stdout
    with first:
        assert first.stdout.readline()
        time.sleep(after)
        if name == "SIGINT":
            os.killpg(first.pid, signal.SIGINT)  # as a terminal does
        else:
            first.send_signal(getattr(signal, name))
        first.wait(30)
        assert all_gone(first.pid)


def test_an_error_ends_it_as_it_gets_ready(tmp_path: Path) -> None:
    code = """
try:
    with second_process() as second:
        raise KeyError("no such book")
except KeyError:
    try:
        os.waitpid(-1, 0)
    except ChildProcessError:
        print("none left")
"""
    assert run(code, tmp_path) == "none left"


def test_there_is_none_where_forking_is_unsafe_or_does_not_pay(tmp_path: Path) -> None:
    code = """
pause = threading.Event()
other = threading.Thread(target=pause.wait)
other.start()
with second_process() as second:
    print(second)
pause.set(); other.join()
_second._cores = lambda: 1
with second_process() as second:
    print(second)
_second._cores = lambda: 2
import numpy
with second_process() as second:
    print(second)
"""
    assert run(code, tmp_path).split() == ["None"] * 3


def test_it_believes_nothing_that_lies_where_one_stands(tmp_path: Path) -> None:
    sings = f"open({str(tmp_path / 'sung')!r}, 'w').close()\n"
    for name in ("numpy", "matplotlib", "PIL", "sitecustomize", "json"):
        (tmp_path / f"{name}.py").write_text(sings)
    (tmp_path / "matplotlibrc").write_text("backend: module://json\nfigure.facecolor: red\n")
    code = """
with second_process() as second:
    ask(second)
    second._results.poll(60)
    check(second.drawn())
    print("drawn")
"""
    command = "import sys; del sys.path[0]\n" + OPENING
    done = subprocess.run(
        [sys.executable, "-c", command + DRAWN + code], cwd=tmp_path, env=environment(),
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.stdout.strip() == "drawn", done.stderr
    assert not (tmp_path / "sung").exists()
