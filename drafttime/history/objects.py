"""Objects by id, over `git cat-file`: each hashed again, and believed only if the id agrees.

Two ways of asking. A *stream* is one process for a known list of ids and runs as fast as git can
unpack. A *conversation* is one process kept open, for questions that depend on earlier answers and
for short lists, where starting a process costs more than the answers; it keeps up to a hundred
requests under way, so that wide histories cost few turns.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from drafttime.errors import RepositoryError
from drafttime.history.notes import Notes
from drafttime.history.process import TOTAL_BYTES, GitProcess, ProcessEndedError, ProcessStuckError
from drafttime.history.room import CleanRoom

Problem = Literal["", "missing", "damaged", "large"]

SHORT_LIST = 100
"""So many ids are asked for over a process that is kept open."""

_WINDOW = 100  # requests under way: 6,500 bytes at most, less than any system's pipe holds
_LINES_AT_ONCE = 500
_MOST_RESTARTS = 200
_HEADER_BYTES = 200
_COMPLETIONS_BYTES = 1 << 20
_STREAM = ("cat-file", "--batch", "--buffer")
_CHECK = ("cat-file", "--batch-check", "--buffer")
_TALK = ("cat-file", "--batch")
_TALK_CHECK = ("cat-file", "--batch-check")


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: the bytes of an object that hash to its id, or the reason why there are none."""

    id: str
    kind: str
    size: int
    data: bytes | None
    problem: Problem = ""


def object_id(object_format: str, kind: str, data: bytes) -> str:
    """Return the id of an object of that kind with these bytes."""
    head = f"{kind} {len(data)}\0".encode()
    digest = hashlib.new(object_format, head, usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()


class Objects:
    """The objects of one repository; `verified` counts those that were read and hash to their id.

    Problems go to `notes` as they are met. Not for several threads.
    """

    def __init__(self, room: CleanRoom, object_format: str, notes: Notes) -> None:
        self._verified: set[bytes] = set()
        self.notes = notes
        self.id_length = hashlib.new(object_format, usedforsecurity=False).digest_size * 2
        self._room = room
        self._format = object_format
        # The constructor itself: `hashlib.new` would look it up for every object.
        self._new_hash = hashlib.sha256 if object_format == "sha256" else hashlib.sha1
        self._talks: dict[tuple[str, ...], GitProcess] = {}

    @property
    def verified(self) -> int:
        """How many objects were read whole and agree with their ids, each counted once."""
        return len(self._verified)

    def close(self) -> None:
        """End all conversations."""
        for command in tuple(self._talks):
            self.end_talk(command)

    def end_talk(self, command: tuple[str, ...]) -> None:
        """End the process of one kind of conversation, if it runs."""
        process = self._talks.pop(command, None)
        if process is not None:
            process.close()

    def start(
        self, *arguments: str, feed: Iterable[bytes], limit_bytes: int = TOTAL_BYTES
    ) -> GitProcess:
        """Start another git in the same room."""
        return self._room.start(*arguments, feed=feed, limit_bytes=limit_bytes)

    def empty_tree(self) -> str:
        """Return the id of the tree that holds nothing, which git knows without an object."""
        return object_id(self._format, "tree", b"")

    def check(self, names: Sequence[str]) -> Iterator[Found]:
        """Yield kind and size of each object, without its bytes; nothing is verified or noted."""
        if len(names) <= SHORT_LIST:
            yield from tuple(Conversation(self, names, None, _TALK_CHECK).answers())
        else:
            yield from self._run(_CHECK, names, limit=None)

    def stream(self, names: Sequence[str], limit_bytes: int) -> Iterator[Found]:
        """Yield the objects in the order asked for; larger ones than the limit are skipped."""
        yield from self._run(_STREAM, names, limit=limit_bytes)

    def gather(self, names: Sequence[str], limit_bytes: int) -> tuple[Found, ...]:
        """Return the objects of a short list, all at once, over the conversation."""
        return tuple(Conversation(self, names, limit_bytes).answers())

    def complete(self, digits: str) -> Sequence[str]:
        """Return the ids of the commits that begin with `digits` (hex, in lower case)."""
        names: list[str] = []
        command = ("rev-parse", f"--disambiguate={digits}")
        process = self._room.start(*command, feed=(), limit_bytes=_COMPLETIONS_BYTES)
        with process, suppress(ProcessEndedError, ProcessStuckError):
            while True:
                names.append(process.line(_HEADER_BYTES).decode("latin-1"))
        return tuple(found.id for found in self.check(names) if found.kind == "commit")

    def read(self, name: str, limit_bytes: int) -> Found:
        """Return one object, over the conversation."""
        return next(Conversation(self, [name], limit_bytes).answers())

    def note(self, found: Found) -> None:
        """Tell the notes what is wrong with `found`, if anything is."""
        if found.problem:
            self.notes.add(f"{found.problem}-objects", found.id)

    def note_damage(self, found: Found) -> None:
        """Tell the notes of an answer that is not what was asked for, whatever else it is."""
        self.notes.add(f"{found.problem or 'damaged'}-objects", found.id)

    def talk(self, command: tuple[str, ...]) -> GitProcess:
        """Return the process of one kind of conversation, started if need be."""
        process = self._talks.get(command)
        if process is None:
            process = self._talks[command] = self._room.start(*command)
        return process

    def answer(self, process: GitProcess, name: str, limit: int | None) -> Found:
        """Read git's answer about `name`; with a limit its bytes follow and are verified.

        Raises ProcessEndedError where git dies, or answers something else.
        """
        words = process.line(_HEADER_BYTES).split(b" ")
        if len(words) == 2 and words[1] in {b"missing", b"ambiguous"}:
            return Found(name, "", 0, None, "missing")
        if len(words) != 3 or words[0] != name.encode() or not words[2].isdigit():
            raise ProcessEndedError
        kind, size = words[1].decode("latin-1"), int(words[2])
        if limit is None:
            return Found(name, kind, size, None)
        if size > limit:
            process.skip(size + 1)
            return Found(name, kind, size, None, "large")
        data = process.take(size + 1)[:-1]
        digest = self._new_hash(b"%s %d\0" % (words[1], size), usedforsecurity=False)
        digest.update(data)
        if digest.hexdigest() != name:
            return Found(name, kind, size, None, "damaged")
        self._verified.add(digest.digest())
        return Found(name, kind, size, data)

    def _run(
        self, arguments: tuple[str, ...], names: Sequence[str], limit: int | None
    ) -> Iterator[Found]:
        """Ask one process about all `names`; begin again behind an object that it dies of."""
        position = restarts = 0
        while position < len(names) and restarts <= _MOST_RESTARTS:
            with self._room.start(*arguments, feed=lines(names[position:])) as process:
                try:
                    while position < len(names):
                        found = self.answer(process, names[position], limit)
                        position += 1
                        yield found
                except ProcessEndedError:
                    restarts += 1
                    position += 1
                    yield Found(names[position - 1], "", 0, None, "damaged")
                except ProcessStuckError as error:
                    raise too_slow() from error
        for name in names[position:]:
            yield Found(name, "", 0, None, "damaged")


class Conversation:
    """Objects asked for one after another, each answer perhaps leading to further questions.

    One at a time: what another one asked in between would be taken for this one's answer. Without a
    limit only kinds and sizes are asked for.
    """

    def __init__(
        self,
        objects: Objects,
        names: Iterable[str],
        limit_bytes: int | None,
        command: tuple[str, ...] = _TALK,
    ) -> None:
        self._objects = objects
        self._limit = limit_bytes
        self._command = command
        self._waiting = deque(names)
        self._sent: deque[str] = deque()
        self._restarts = 0

    def ask(self, name: str) -> None:
        """Ask for one more object; its answer comes after all that were asked for before."""
        self._waiting.append(name)

    def answers(self) -> Generator[Found]:
        """Yield the answers in the order of asking, until nothing is left unanswered."""
        try:
            while self._waiting or self._sent:
                found = self._next()
                self._sent.popleft()
                yield found
        finally:
            if self._sent:  # left early: the next conversation must not hear these answers
                self._objects.end_talk(self._command)

    def _next(self) -> Found:
        try:
            talk = self._objects.talk(self._command)
            if not self._sent or not talk.buffer:  # else there is work to do first
                self._send()
            return self._objects.answer(talk, self._sent[0], self._limit)
        except ProcessEndedError:
            return self._give_up_one()
        except ProcessStuckError as error:
            raise too_slow() from error

    def _send(self) -> None:
        names = list(islice(self._waiting, _WINDOW - len(self._sent)))
        if names:
            self._sent.extend(names)
            for _ in names:
                self._waiting.popleft()
            self._objects.talk(self._command).write(b"".join(lines(names)))

    def _give_up_one(self) -> Found:
        """Start git again without the object that it died of."""
        self._objects.end_talk(self._command)
        self._restarts += 1
        first, *rest = self._sent
        if self._restarts > _MOST_RESTARTS:
            raise too_slow()
        self._waiting.extendleft(reversed(rest))
        self._sent = deque([first])
        return Found(first, "", 0, None, "damaged")


def lines(names: Sequence[str]) -> Iterator[bytes]:
    """Yield the ids, one a line, in pieces that a pipe takes well."""
    for start in range(0, len(names), _LINES_AT_ONCE):
        yield ("\n".join(names[start : start + _LINES_AT_ONCE]) + "\n").encode()


def too_slow() -> RepositoryError:
    """Return the error for a git that does not answer, or does not come to an end."""
    return RepositoryError(
        "reading the objects of this repository takes too long, or would never end",
        "check it with `git fsck`; if it is on a network drive, copy it to this computer first",
    )
