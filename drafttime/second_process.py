"""A second process beside this one: a copy of it, with a line between both.

The copy is made by `fork`, so that everything which was read so far is there without being sent.
Messages are pickled: both ends are this program, and nobody else holds the line.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import struct
import sys
import warnings
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from typing import Generic, Self, TypeVar

T = TypeVar("T")

_LENGTH = struct.Struct("<Q")
_AT_ONCE = 1 << 18
_PIECES_AT_ONCE = 64
_TOGETHER_BYTES = 1 << 16
_UNSENT_BYTES = 1 << 22  # so much may wait to be sent before the sender waits


class LineClosedError(Exception):
    """The other process has gone."""


class Line:
    """One end of a line: messages go out and come in without either side waiting for the other.

    `send` and `waiting` do what can be done at once; only `receive`, `flush` and a `send` behind
    more than four megabytes wait, and go on sending meanwhile, so that no two ends can be stuck.
    They raise LineClosedError when the other end has gone. Not for several threads.
    """

    def __init__(self, incoming: int, outgoing: int) -> None:
        os.set_blocking(incoming, False)
        os.set_blocking(outgoing, False)
        self._ends = incoming, outgoing
        self._out: deque[memoryview] = deque()
        self._unsent = 0
        self._in = bytearray()
        self._messages: deque[object] = deque()

    def send(self, message: object) -> None:
        """Put a message on its way."""
        self._put(message)
        self._push()
        while self._unsent > _UNSENT_BYTES:
            self._wait()

    def post(self, message: object) -> None:
        """Put a message on its way together with others; the next `send` or look takes all."""
        self._put(message)
        if self._unsent > _TOGETHER_BYTES:
            self._push()
            while self._unsent > _UNSENT_BYTES:
                self._wait()

    def waiting(self) -> bool:
        """Send what can be sent, take in what has arrived, and say whether there is a message."""
        self._push()
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

    def keep_alone(self) -> None:
        """Close every file but the standard ones and this line.

        Git and the cache must not wait for copies of their pipes and locks.
        """
        low, high = sorted(self._ends)
        os.closerange(3, low)
        os.closerange(low + 1, high)
        os.closerange(high + 1, os.sysconf("SC_OPEN_MAX"))

    def close(self) -> None:
        """Hang up."""
        for end in self._ends:
            os.close(end)

    def _put(self, message: object) -> None:
        data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        self._out.append(memoryview(_LENGTH.pack(len(data)) + data))
        self._unsent += len(self._out[-1])

    def _wait(self) -> None:
        """Wait until something can be sent or has arrived, and do that."""
        incoming, outgoing = self._ends
        either = select.poll()
        either.register(incoming, select.POLLIN)
        if self._out:
            either.register(outgoing, select.POLLOUT)
        for end, _ in either.poll():
            (self._pull if end == incoming else self._push)()

    def _push(self) -> None:
        while self._out:
            try:
                sent = os.writev(self._ends[1], [*islice(self._out, _PIECES_AT_ONCE)])
            except BlockingIOError:
                return
            except OSError as error:
                raise LineClosedError from error
            self._unsent -= sent
            while sent:
                piece = self._out.popleft()
                if sent < len(piece):
                    self._out.appendleft(piece[sent:])
                sent -= min(sent, len(piece))

    def _pull(self) -> None:
        while True:
            try:
                data = os.read(self._ends[0], _AT_ONCE)
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


def two_ends() -> tuple[Line, Line]:
    """Return both ends of a new line."""
    there, back = os.pipe(), os.pipe()
    return Line(back[0], there[1]), Line(there[0], back[1])


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_split() -> bool:
    """Say whether a second process is to be had and has a core of its own.

    Not on macOS, where a copy of a process may not use the system's libraries.
    """
    return hasattr(os, "fork") and sys.platform != "darwin" and cores() > 1


class Second:
    """A copy of this process that runs `work` with its end of the line, and nothing else.

    It never returns, never writes anything but to the line, and ends when the line does. Raises
    OSError where no process is to be had.
    """

    def __init__(self, work: Callable[[Line], None]) -> None:
        ours, theirs = two_ends()
        try:
            with warnings.catch_warnings():
                # The threads that feed git are no matter to a copy that never speaks to git.
                warnings.simplefilter("ignore", DeprecationWarning)
                self._pid = os.fork()
        except OSError:
            ours.close()
            theirs.close()
            raise
        if self._pid == 0:
            _run(work, theirs)
        theirs.close()
        self.line = ours

    def end(self) -> None:
        """End it, if it has not ended yet; always to be called."""
        self.line.close()
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


class Aside(Generic[T]):
    """Something that is worked out in a second process while this one goes on.

    `work` depends on what is in memory alone, and does not change it; it is done here where no
    process is to be had, where it is not `worth` one, or where the process ends early.
    """

    def __init__(self, work: Callable[[], T], *, worth: bool = True) -> None:
        self._work = work
        self._second: Second | None = None
        if worth and can_split():
            with suppress(OSError):
                self._second = Second(lambda line: line.send((work(),)))

    def result(self) -> T:
        """Wait for the result, and return it. To be asked once."""
        if self._second is None:
            return self._work()
        try:
            message = self._second.line.receive()
        except LineClosedError:
            return self._work()
        finally:
            self.end()
        assert isinstance(message, tuple)
        found: T = message[0]
        return found

    def end(self) -> None:
        """End the second process, whether it is done or not."""
        if self._second is not None:
            self._second.end()
            self._second = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


def _run(work: Callable[[Line], None], line: Line) -> None:
    """Be the second process. Whatever goes wrong here, the first one does the work itself."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first one is told, and ends this one
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        line.keep_alone()
        work(line)
        line.flush()
    except BaseException:  # noqa: BLE001 - there is nobody to tell
        os._exit(1)
    os._exit(0)
