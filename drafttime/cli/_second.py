"""A second process that draws charts: it gets ready while the first one still reads the history.

It is forked off early, when the program has loaded little and runs no other thread, so that this is
safe on any system, and it runs nothing but what the first one would. On Linux it forks itself again
once it is ready, for the other processors; elsewhere the first process draws beside it. All take
charts, one at a time, from a pipe that holds the numbers of those that nobody has begun. What was
drawn comes back at the end. All end with the first one, however that ends, at the next chart at the
latest. Where there is none, or one dies or cannot draw a chart, the first one draws what is left.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import TYPE_CHECKING

from drafttime.second_process import cores as _cores

if TYPE_CHECKING:
    from drafttime.charts import Drawn
    from drafttime.output.parcel import Order

LONGEST_WAIT_SECONDS = 120.0
"""How long the second process may draw after the first one has nothing to do."""

MOST_PAINTERS = 4

_GRACE_SECONDS = 5.0
_LOADED_TOO_MUCH = ("numpy", "matplotlib")
"""Libraries with threads of their own, which a fork would lose."""


class Second:
    """The second process as the first one sees it."""

    def __init__(
        self, pid: int, orders: Connection, results: Connection, claims: _Claims, *, alone: bool
    ) -> None:
        self._pid, self._alone = pid, alone
        self._orders, self._results, self._claims = orders, results, claims
        self._asked: Order | None = None

    def ask(self, order: Order, packed: bytes) -> None:
        """Let the charts of an order be drawn; returns at once, and is to be called only once."""
        self._asked = order
        self._claims.offer(len(order.keys))
        # The pipe holds less than an order, and the other may still be getting ready.
        threading.Thread(target=self._send, args=(packed,), daemon=True).start()

    def _send(self, packed: bytes) -> None:
        with suppress(OSError):  # it is gone: `drawn` will find out
            self._orders.send_bytes(packed)

    def drawn(self) -> tuple[Drawn, ...]:
        """Return the charts of the order; one that is alone is helped to draw them."""
        from drafttime.charts import draw_each

        order = self._asked
        if order is None:
            return ()
        taken = self._claims.taken(order.keys) if self._alone else ()
        own = draw_each(order.analysis, taken, order.prefix, order.look)
        found = {drawn.key: drawn for drawn in own}
        if len(found) < len(order.keys):
            found |= {drawn.key: drawn for drawn in self._collected()}
        left = [key for key in order.keys if key not in found]
        again = draw_each(order.analysis, left, order.prefix, order.look)
        found |= {drawn.key: drawn for drawn in again}
        return tuple(found[key] for key in order.keys)

    def _collected(self) -> Sequence[Drawn]:
        try:
            if self._results.poll(LONGEST_WAIT_SECONDS):
                return tuple(self._results.recv())
        except (EOFError, OSError):
            pass
        return ()

    def end(self) -> None:
        """End the process, which has a moment to leave nothing half-done, and wait for that."""
        self._claims.close()
        for pipe in (self._orders, self._results):
            with suppress(OSError):
                pipe.close()
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGTERM)
        late = time.monotonic() + _GRACE_SECONDS
        pause = 0.0005
        with suppress(ChildProcessError):
            while os.waitpid(self._pid, os.WNOHANG) == (0, 0):
                if time.monotonic() > late:
                    os.kill(self._pid, signal.SIGKILL)
                    os.waitpid(self._pid, 0)
                    break
                time.sleep(pause)
                pause = min(2 * pause, 0.05)


class _Claims:
    """The charts that nobody has begun: a pipe of numbers that both processes read from."""

    def __init__(self) -> None:
        self._out, self._into = os.pipe()

    def offer(self, number: int) -> None:
        """Put in the numbers from 0 on; there are far fewer charts than a pipe holds."""
        os.write(self._into, bytes(range(number)))
        self.only_taken()

    def only_taken(self) -> None:
        """Close the end that is written to: who reads finds an end once all are taken."""
        if self._into >= 0:
            os.close(self._into)
            self._into = -1

    def taken(self, keys: Sequence[str]) -> Iterator[str]:
        """Take one key after the other, each when the one before has been dealt with."""
        while number := os.read(self._out, 1):
            yield keys[number[0]]

    def close(self) -> None:
        """Close both ends."""
        self.only_taken()
        if self._out >= 0:
            os.close(self._out)
            self._out = -1


@contextmanager
def second_process() -> Iterator[Second | None]:
    """Yield a second process, None where it cannot be had or would not pay; end it afterwards."""
    second = _forked() if _is_safe() and _cores() > 1 else None
    try:
        yield second
    finally:
        if second is not None:
            second.end()


def _is_safe() -> bool:
    alone = hasattr(os, "fork") and threading.active_count() == 1
    return alone and not any(name in sys.modules for name in _LOADED_TOO_MUCH)


def _painters() -> int:
    """Return how many processes besides the first one draw."""
    # A process that has loaded numpy is not to be forked but on Linux.
    return min(_cores(), MOST_PAINTERS) if sys.platform == "linux" else 1


def _forked() -> Second | None:
    pipes: list[Connection] = []
    try:
        pipes += Pipe(duplex=False)
        pipes += Pipe(duplex=False)
        claims = _Claims()
    except OSError:  # too many files are open
        for pipe in pipes:
            pipe.close()
        return None
    orders, to_second, results, to_first = pipes
    first, painters = os.getpid(), _painters()
    try:
        pid = os.fork()
    except OSError:  # too many processes
        for pipe in pipes:
            pipe.close()
        claims.close()
        return None
    if pid == 0:
        try:
            to_second.close()
            results.close()
            claims.only_taken()
            _serve(first, orders, to_first, claims, painters)
        finally:
            os._exit(0)
    orders.close()
    to_first.close()
    return Second(pid, to_second, results, claims, alone=painters == 1)


def _serve(
    first: int, orders: Connection, results: Connection, claims: _Claims, painters: int
) -> None:
    """Live as the second process: get ready, take an order, draw, hand over."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first one hears it too, and ends this one
    signal.signal(signal.SIGTERM, _leave)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy would begin threads, which no fork survives

    from drafttime.charts import make_ready
    from drafttime.output.parcel import Order

    make_ready()
    order = Order.unpacked(orders.recv_bytes())
    orders.close()
    gc.freeze()  # what is shared with further ones is not touched
    others: list[tuple[int, Connection]] = []
    try:
        while len(others) < painters - 1 and _has_one_thread():
            others.append(_another(order, results, claims))
        drawn = _drawn_by_one(first, order, claims)
        for _, pipe in others:
            with suppress(EOFError):
                drawn += pipe.recv()
        results.send(drawn)
    finally:
        for pid, _ in others:
            # It may be writing to a pipe that nobody reads any more, and has nothing to put away.
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _leave(_signal: int, _frame: object) -> None:
    raise SystemExit


def _has_one_thread() -> bool:
    return len(list(Path("/proc/self/task").iterdir())) == 1


def _another(order: Order, results: Connection, claims: _Claims) -> tuple[int, Connection]:
    """Fork one more process that draws; what it has drawn can be read from its pipe."""
    out, into = Pipe(duplex=False)
    second = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            results.close()
            out.close()
            into.send(_drawn_by_one(second, order, claims))
        finally:
            os._exit(0)
    into.close()
    return pid, out


def _drawn_by_one(parent: int, order: Order, claims: _Claims) -> list[Drawn]:
    """Draw one chart after the other while there are any that nobody has begun."""
    from drafttime.charts import draw_each

    drawn: list[Drawn] = []
    with suppress(Exception):  # the first process draws that chart too, and says what is wrong
        taken = _while_alive(parent, claims.taken(order.keys))
        drawn.extend(draw_each(order.analysis, taken, order.prefix, order.look))
    return drawn


def _while_alive(parent: int, keys: Iterator[str]) -> Iterator[str]:
    for key in keys:
        if os.getppid() != parent:
            raise SystemExit
        yield key
