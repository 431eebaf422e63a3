"""A second process beside this one: a copy of it, with a line between both.

The copy is made by `fork`, so that everything which was read so far is there without being sent.
Messages are pickled: both ends are this program, and nobody else holds the line.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import socket
import struct
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress

_LENGTH = struct.Struct("<Q")
_AT_ONCE = 1 << 18
_UNSENT_BYTES = 1 << 22  # so much may wait to be sent before the sender waits


class LineClosedError(Exception):
    """The other process has gone."""


class Line:
    """One end of a line: messages go out and come in without either side waiting for the other.

    `send` and `waiting` do what can be done at once; only `receive`, `flush` and a `send` behind
    more than four megabytes wait, and go on sending meanwhile, so that no two ends can be stuck.
    They raise LineClosedError when the other end has gone. Not for several threads.
    """

    def __init__(self, end: socket.socket) -> None:
        end.setblocking(False)
        self._end = end
        self._out: deque[memoryview] = deque()
        self._unsent = 0
        self._in = bytearray()
        self._messages: deque[object] = deque()

    def send(self, message: object) -> None:
        """Put a message on its way."""
        data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        self._out.append(memoryview(_LENGTH.pack(len(data)) + data))
        self._unsent += len(data)
        self._push()
        while self._unsent > _UNSENT_BYTES:
            self._wait()

    def waiting(self) -> bool:
        """Take in what has arrived, and say whether there is a message."""
        self._pull()
        return bool(self._messages)

    def receive(self) -> object:
        """Return the next message, and wait for it if need be."""
        while not self.waiting():
            self._wait()
        return self._messages.popleft()

    def flush(self) -> None:
        """Wait until everything is sent."""
        while self._out:
            self._wait()

    def close(self) -> None:
        """Hang up."""
        self._end.close()

    def _wait(self) -> None:
        """Wait until something can be sent or has arrived, and do that."""
        readable, writable, _ = select.select([self._end], [self._end] if self._out else [], [])
        if readable:
            self._pull()
        if writable:
            self._push()

    def _push(self) -> None:
        with suppress(BlockingIOError):
            while self._out:
                try:
                    sent = self._end.send(self._out[0][:_AT_ONCE])
                except OSError as error:
                    if isinstance(error, BlockingIOError):
                        raise
                    raise LineClosedError from error
                self._unsent -= sent
                rest = self._out.popleft()[sent:]
                if rest:
                    self._out.appendleft(rest)

    def _pull(self) -> None:
        while True:
            try:
                data = self._end.recv(_AT_ONCE)
            except BlockingIOError:
                return
            except OSError as error:
                raise LineClosedError from error
            if not data:
                if self._messages:
                    return
                raise LineClosedError
            self._in += data
            self._unpack()

    def _unpack(self) -> None:
        at = 0
        while len(self._in) - at >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._in, at)
            if len(self._in) - at - _LENGTH.size < length:
                break
            start = at + _LENGTH.size
            # Our own copy of this process wrote it.
            self._messages.append(pickle.loads(memoryview(self._in)[start : start + length]))  # noqa: S301
            at = start + length
        del self._in[:at]


def can_split() -> bool:
    """Say whether a second process is to be had and has a core of its own.

    Not on macOS, where a copy of a process may not use the system's libraries.
    """
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return False
    return len(os.sched_getaffinity(0)) > 1 if hasattr(os, "sched_getaffinity") else False


class Second:
    """A copy of this process that runs `work` with its end of the line, and nothing else.

    It never returns, never writes anything but to the line, and ends when the line does. Raises
    OSError where no process is to be had.
    """

    def __init__(self, work: Callable[[Line], None]) -> None:
        ours, theirs = socket.socketpair()
        try:
            self._pid = os.fork()
        except OSError:
            ours.close()
            theirs.close()
            raise
        if self._pid == 0:
            _run(work, theirs)
        theirs.close()
        self.line = Line(ours)

    def end(self) -> None:
        """End it, if it has not ended yet; always to be called."""
        self.line.close()
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


def _run(work: Callable[[Line], None], end: socket.socket) -> None:
    """Be the second process. Whatever goes wrong here, the first one does the work itself."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first one is told, and ends this one
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        kept = end.fileno()
        # Git and the cache must not wait for copies of their pipes and locks.
        os.closerange(3, kept)
        os.closerange(kept + 1, os.sysconf("SC_OPEN_MAX"))
        line = Line(end)
        work(line)
        line.flush()
    except BaseException:  # noqa: BLE001 - there is nobody to tell
        os._exit(1)
    os._exit(0)
