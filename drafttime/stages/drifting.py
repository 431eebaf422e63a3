"""How each mainline snapshot stands between the first draft and the final one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from drafttime.model import Revision
from drafttime.progress import Progress
from drafttime.revision.curve import Curve
from drafttime.revision.reference import Paragraphs, Reference
from drafttime.revision.slot_edits import SlotEdit
from drafttime.stages.drafting import Drafts
from drafttime.stages.reading import Book
from drafttime.store import Store

STAGE = "drift"
COUNT_BYTES = 8


@cache
def _version() -> str:
    """Return a digest of the code that reads and aligns text.

    What was measured by other code no longer holds; a number raised by hand would be forgotten.
    """
    package = Path(__file__).parent.parent
    digest = blake2b(digest_size=16)
    for folder in ("text", "revision", "stages"):
        for file in sorted((package / folder).rglob("*.py")):
            digest.update(file.read_bytes())
    for library in ("pyromark", "rapidfuzz", "charset-normalizer"):
        digest.update(metadata.version(library).encode())
    return digest.hexdigest()


def _context(book: Book) -> bytes:
    """Return a digest of what decides how contents are read and laid out, beside the contents."""
    settings = book.source.settings
    decides = (settings.format, settings.include, settings.exclude, settings.order)
    return blake2b(repr((decides, book.slots)).encode("utf-8", "surrogateescape")).digest()


def with_drift(
    book: Book,
    drafts: Drafts,
    revisions: Sequence[Revision],
    store: Store,
    progress: Progress,
) -> tuple[Revision, ...]:
    """Add to each mainline revision its distances and shares, by direct alignment.

    What a pair of contents has in common is kept in the store, so that a later run measures only
    the snapshots that are new.
    """
    states = dict(_states(book))
    progress.stage("Measuring drift", 2 * len(states))
    first = _shared(book, drafts.first, drafts.first_contents, states, store, progress)
    final = _shared(book, drafts.final, drafts.final_contents, states, store, progress)
    n, m = _tokens(drafts.first), _tokens(drafts.final)
    sizes = _sizes(book)
    measured = []
    for revision in revisions:
        if revision.commit not in first:
            measured.append(revision)
            continue
        kept, done, size = first[revision.commit], final[revision.commit], sizes[revision.commit]
        measured.append(
            replace(
                revision,
                survival=kept / n if n else None,
                drift_from_first=1 - 2 * kept / (n + size) if n + size else 0.0,
                drift_to_final=1 - 2 * done / (m + size) if m + size else 0.0,
                final_written=done / m if m else None,
            )
        )
    return tuple(measured)


def _tokens(reference: Reference) -> int:
    return sum(sum(map(len, paragraphs)) for paragraphs in reference.snapshot.values())


def _edits(book: Book, commit: str) -> tuple[SlotEdit, ...]:
    return book.edits[commit].edits if commit in book.edits else ()


def _states(book: Book) -> Iterator[tuple[str, bytes]]:
    """Yield each mainline commit that changed the manuscript, with a digest of its contents."""
    whole = 0
    for commit in book.history.mainline:
        edits = _edits(book, commit)
        for edit in edits:
            for version in (edit.old, edit.new):
                if version is not None:
                    name = repr((edit.slot, version)).encode("utf-8", "surrogateescape")
                    whole ^= int.from_bytes(blake2b(name, digest_size=32).digest())
        if edits:
            yield commit, whole.to_bytes(32)


def _sizes(book: Book) -> dict[str, int]:
    """Return the tokens of the manuscript after each mainline commit."""
    sizes = {}
    total = 0
    for commit in book.history.mainline:
        for edit in _edits(book, commit):
            before = book.source.texts.of(*edit.old) if edit.old else None
            after = book.source.texts.of(*edit.new) if edit.new else None
            total += (after.tokens if after else 0) - (before.tokens if before else 0)
        sizes[commit] = total
    return sizes


def _shared(
    book: Book,
    fixed: Reference,
    contents: bytes,
    states: Mapping[str, bytes],
    store: Store,
    progress: Progress,
) -> dict[str, int]:
    """Return the tokens that each mainline snapshot shares with a fixed draft."""
    context = _context(book)
    keys = {commit: contents + state + context for commit, state in states.items()}
    known = store.get_many(STAGE, list(keys.values()), version=_version())
    found: dict[str, int] = {}
    fresh: dict[bytes, bytes] = {}
    most = _tokens(fixed)
    curve: Curve | None = None
    waiting: dict[int, Paragraphs] = {}
    for commit, key in keys.items():
        for edit in _edits(book, commit):
            text = book.source.texts.of(*edit.new) if edit.new else None
            waiting[edit.slot] = text.paragraphs if text else ()
        value = int.from_bytes(known.get(key, b""))
        if key in known and value <= most:
            found[commit] = value
        else:
            curve = curve or Curve(fixed)
            found[commit] = curve.step(waiting)
            fresh[key] = found[commit].to_bytes(COUNT_BYTES)
            waiting = {}
        progress.advance()
    store.put_many(STAGE, fresh, version=_version())
    return found
