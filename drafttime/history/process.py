"""One git process: fed from a thread, read in large pieces, stopped when it hangs or floods."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import subprocess
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from types import TracebackType
from typing import Self

IDLE_SECONDS = 30.0
"""So long git may think before its next byte; a FIFO among the objects would wait for ever."""

TOTAL_SECONDS = 600.0
"""So long all waiting for one process may take."""

TOTAL_BYTES = 64 << 30
"""So much one process may print, unless it is told otherwise."""

_CHUNK_BYTES = 1 << 20


class ProcessEndedError(Exception):
    """The process ended before it gave what it was asked for."""


class ProcessStuckError(Exception):
    """The process gave nothing within its time, or more bytes than it may."""


class GitProcess:
    """A running git with its pipes; a context manager that ends the whole process group.

    `feed` is written to its standard input from a thread, so that neither side waits for the other
    with full pipes; without it, `write` does, and the caller keeps its requests small. Only one
    thread may read. What git prints on standard error is read, so that git does not wait for that
    either, and thrown away: it may hold anything that a hostile repository puts there.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        feed: Iterable[bytes] | None = None,
        *,
        limit_bytes: int = TOTAL_BYTES,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        self.buffer = bytearray()
        self._process = process
        self._input = process.stdin.fileno()
        self._output = process.stdout.fileno()
        self._error = process.stderr.fileno()
        self._idle_seconds = idle_seconds
        self._seconds_left = TOTAL_SECONDS
        self._bytes_left = limit_bytes
        self._poll = select.poll()
        self._poll.register(self._output, select.POLLIN)
        self._poll.register(self._error, select.POLLIN)
        self._feeder: threading.Thread | None = None
        widen = getattr(fcntl, "F_SETPIPE_SZ", None)  # Linux: fewer switches between the two
        if widen is not None:
            with suppress(OSError):
                fcntl.fcntl(self._output, widen, _CHUNK_BYTES)
        if feed is not None:
            self._feeder = threading.Thread(target=self._feed, args=(feed,), daemon=True)
            self._feeder.start()

    def write(self, data: bytes) -> None:
        """Write to the process; raises ProcessEndedError when it has gone."""
        view = memoryview(data)
        try:
            while view:
                view = view[os.write(self._input, view) :]
        except OSError as error:
            raise ProcessEndedError from error

    def line(self, limit_bytes: int = 4096) -> bytes:
        """Return the next line without its newline."""
        start = 0
        while (end := self.buffer.find(b"\n", start)) < 0:
            start = len(self.buffer)
            if start > limit_bytes:
                raise ProcessEndedError
            self.fill()
        line = bytes(self.buffer[:end])
        del self.buffer[: end + 1]
        return line

    def take(self, size: int) -> bytes:
        """Return exactly the next `size` bytes."""
        while len(self.buffer) < size:
            self.fill()
        with memoryview(self.buffer) as view:
            data = bytes(view[:size])
        del self.buffer[:size]
        return data

    def skip(self, size: int) -> None:
        """Read the next `size` bytes and keep none of them."""
        while len(self.buffer) < size:
            size -= len(self.buffer)
            self.buffer.clear()
            self.fill()
        del self.buffer[:size]

    def fill(self) -> None:
        """Wait for more output and add it to `buffer`.

        Raises ProcessEndedError at the end of the output, ProcessStuckError past one of the limits.
        """
        began = time.monotonic()
        until = began + min(self._idle_seconds, self._seconds_left)
        while not self._ready(until):
            pass
        self._seconds_left -= time.monotonic() - began
        data = os.read(self._output, _CHUNK_BYTES)
        if not data:
            raise ProcessEndedError
        self.buffer += data
        self._bytes_left -= len(data)
        if self._bytes_left < 0:
            raise ProcessStuckError

    def status(self) -> int | None:
        """Return the exit status after the end of the output; None if it does not end."""
        try:
            return self._process.wait(self._idle_seconds)
        except subprocess.TimeoutExpired:
            return None

    def close(self) -> None:
        """End the process and everything it started, and give back its pipes."""
        with suppress(OSError):
            # The leader has not been waited for, so its group's number cannot be another's yet.
            if self._process.returncode is None:
                os.killpg(self._process.pid, signal.SIGKILL)
        if self._feeder is not None:
            self._feeder.join()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ready(self, until: float) -> bool:
        """Wait for output or complaints; throw complaints away; True when there is output."""
        seconds = until - time.monotonic()
        events = self._poll.poll(max(seconds, 0) * 1000)
        if not events:
            raise ProcessStuckError
        ready = False
        for descriptor, _ in events:
            if descriptor == self._output:
                ready = True
            elif not os.read(self._error, _CHUNK_BYTES):
                self._poll.unregister(self._error)
        return ready

    def _feed(self, feed: Iterable[bytes]) -> None:
        with suppress(ProcessEndedError):
            for data in feed:
                self.write(data)
        with suppress(OSError):
            assert self._process.stdin
            self._process.stdin.close()
