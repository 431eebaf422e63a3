"""The versions of a book read by two processes: each takes half of the files."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from itertools import groupby

from drafttime.history import Repository
from drafttime.model import Text
from drafttime.progress import Progress
from drafttime.second_process import Line, LineClosedError, Second, can_split
from drafttime.stages.parcels import Key, Parcel, packed, unpacked
from drafttime.text.library import Library

LEAST_BYTES = 1 << 21
"""Less is read sooner than a process is started."""

Wanted = dict[str, dict[str, str]]
"""For each content the paths by which it is read, by the names of their formats."""


def read_all(
    repository: Repository, library: Library, wanted: Wanted, progress: Progress
) -> Iterator[tuple[Key, Text | None]]:
    """Yield the texts of contents, which stand file by file in `wanted`; None where there is none.

    Where it pays, a second process reads half of the files. This one fetches and hashes all of
    them; should the other end early, its share is read here.
    """
    left: Sequence[str] = list(wanted)
    if can_split():
        sizes = {blob: size or 0 for blob, size in repository.blob_sizes(wanted).items()}
        if sum(sizes.values()) >= LEAST_BYTES:
            left = yield from _read_in_two(repository, library, wanted, sizes, progress)
    for blob, data in repository.blobs(left):
        yield from _read(library, blob, data, wanted[blob])
        progress.advance()


def _read(
    library: Library, blob: str, data: bytes | None, paths: dict[str, str]
) -> Iterator[tuple[Key, Text | None]]:
    for name, path in paths.items():
        yield (blob, name), None if data is None else library.text(blob, data, path)


def _read_in_two(
    repository: Repository,
    library: Library,
    wanted: Wanted,
    sizes: dict[str, int],
    progress: Progress,
) -> Generator[tuple[Key, Text | None], None, list[str]]:
    """Yield as `read_all` does, and return the contents that are still to be read."""
    try:
        second = Second(lambda line: _work(line, library))
    except OSError:
        return list(wanted)
    line, theirs = second.line, _their_share(wanted, sizes)
    done: set[str] = set()
    try:
        for blob, data in repository.blobs(_in_step(wanted, theirs, sizes)):
            if blob in theirs and data is not None:
                line.send((blob, data, wanted[blob]))
            else:
                yield from _read(library, blob, data, wanted[blob])
                done.add(blob)
            progress.advance()
        line.send(None)
        parcel = line.receive()
    except LineClosedError:
        return [blob for blob in wanted if blob not in done]
    finally:
        second.end()
    assert isinstance(parcel, Parcel)
    yield from unpacked(parcel, library.vocabulary, library.shared)
    return []


def _work(line: Line, library: Library) -> None:
    """Be the second process: read what comes, and send it back as one parcel."""
    known = library.vocabulary.sizes
    texts: dict[Key, Text | None] = {}
    while (message := line.receive()) is not None:
        assert isinstance(message, tuple)
        texts.update(_read(library, *message))
    line.send(packed(texts, library.vocabulary, known))


def _their_share(wanted: Wanted, sizes: dict[str, int]) -> set[str]:
    """Return the contents of about half of the bytes, all versions of a file on one side."""
    files = [list(blobs) for _, blobs in groupby(wanted, lambda blob: min(wanted[blob].values()))]
    files.sort(key=lambda blobs: -sum(sizes[blob] for blob in blobs))
    ours = theirs = 0
    share: set[str] = set()
    for blobs in files:
        size = sum(sizes[blob] for blob in blobs)
        if theirs < ours:
            share.update(blobs)
            theirs += size
        else:
            ours += size
    return share


def _in_step(wanted: Wanted, theirs: set[str], sizes: dict[str, int]) -> list[str]:
    """Return all contents, each share in its own order, so that both come as fast."""
    places: dict[str, float] = {}
    for share in (theirs, wanted.keys() - theirs):
        own = [blob for blob in wanted if blob in share]
        whole, at = sum(sizes[blob] for blob in own) or 1, 0
        for blob in own:
            places[blob] = at / whole
            at += sizes[blob]
    return sorted(wanted, key=places.__getitem__)
