"""A second process beside this one: what it sends arrives, and what it leaves undone is done."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafttime.second_process import Aside, Line, LineClosedError, Second, can_split, two_ends

needs_two = pytest.mark.skipif(not can_split(), reason="no second process is to be had here")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.binary(max_size=300_000) | st.integers(), max_size=8))
def test_messages_arrive_whole_and_in_order(messages: list[object]) -> None:
    one, other = two_ends()
    for message in messages:
        one.send(message)
    arrived = []
    while len(arrived) < len(messages):
        if other.waiting():
            arrived.append(other.receive())
        else:
            one.waiting()  # what did not fit goes on its way
    assert arrived == messages
    assert not other.waiting()
    one.close()
    other.close()


@needs_two
def test_two_ends_that_both_send_much_do_not_wait_for_each_other() -> None:
    much, times = b"x" * 1_000_000, 20

    def work(line: Line) -> None:
        for _ in range(times):
            line.send(much)
        for _ in range(times):
            assert line.receive() == much
        line.send("done")

    second = Second(work)
    try:
        for _ in range(times):
            second.line.send(much)
        second.line.flush()
        assert [second.line.receive() for _ in range(times)] == [much] * times
        assert second.line.receive() == "done"
    finally:
        second.end()


@needs_two
def test_what_was_sent_before_the_end_still_arrives() -> None:
    second = Second(lambda line: line.send("last words"))
    try:
        time.sleep(0.05)
        assert second.line.receive() == "last words"
        with pytest.raises(LineClosedError):
            second.line.receive()
    finally:
        second.end()


@needs_two
def test_it_ends_when_the_first_one_is_gone(tmp_path: Path) -> None:
    """Killed without a word, the first process leaves none behind."""
    number = tmp_path / "pid"

    def wait(line: Line) -> None:
        line.receive()

    first = os.fork()
    if first == 0:
        second = Second(wait)
        number.write_text(str(second._pid))
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(first, 0)
    pid = int(number.read_text())
    for _ in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return
        if state == "Z":  # ended; whoever inherits it has not looked yet
            return
        time.sleep(0.01)
    pytest.fail("it is still there")


@needs_two
def test_an_interrupt_is_left_to_the_first_one() -> None:
    second = Second(lambda line: line.send(line.receive()))
    try:
        os.kill(second._pid, signal.SIGINT)
        time.sleep(0.05)
        second.line.send("still here?")
        assert second.line.receive() == "still here?"
    finally:
        second.end()


def test_aside_gives_what_the_work_gives() -> None:
    with Aside(lambda: {"a": [1, 2]}) as aside:
        assert aside.result() == {"a": [1, 2]}
    with Aside(os.getpid, worth=False) as aside:
        assert aside.result() == os.getpid()


@needs_two
def test_aside_is_another_process() -> None:
    with Aside(os.getpid) as aside:
        assert aside.result() != os.getpid()


@needs_two
def test_work_that_ends_early_is_done_here() -> None:
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    with Aside(work) as aside:
        assert aside.result() == "done"


@needs_two
def test_an_error_comes_out_here() -> None:
    def work() -> str:
        raise ValueError("odd")

    with Aside(work) as aside, pytest.raises(ValueError, match="odd"):
        aside.result()


def test_without_a_second_process_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> int:
        raise OSError("no more processes")

    monkeypatch.setattr(os, "fork", none)
    with Aside(os.getpid) as aside:
        assert aside.result() == os.getpid()
