"""Texts that another process read are those that this one would have read."""

from __future__ import annotations

import pickle
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from drafttime.model import Text
from drafttime.stages.parcels import Key, Parcel, packed, unpacked
from drafttime.text.library import Library

WORDS = (
    "the",
    "tide",
    "turned",
    "—",
    "“Now!”",
    "now",
    "Ωmega",
    "朝",
    "它們",
    "e\u0301t\u00e9",
    "…",
)
lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
sources = st.lists(
    lines | lines.map("# {}".format) | st.just("[^1]: A note, from *The Sea*.") | st.just("> said"),
    max_size=5,
).map("\n\n".join)
books = st.lists(sources, max_size=6)


def read(library: Library, texts: Iterable[str], start: int = 0) -> dict[Key, Text | None]:
    found = {}
    for number, text in enumerate(texts, start):
        blob, name = str(number), library.format_of("x.md").name
        found[blob, name] = library.text(blob, text.encode(), "x.md")
    found["bytes", name if found else "markdown"] = library.text("bytes", b"\0\1\2", "x.md")
    return found


def spelled(library: Library, text: Text | None) -> object:
    if text is None:
        return None
    paragraphs = [library.vocabulary.decode(p) for p in text.paragraphs]
    return paragraphs, text.words, text.headings, dict(text.sources), text.marks


@given(books, books, books)
def test_a_parcel_holds_what_would_have_been_read_here(
    before: list[str], there: list[str], here: list[str]
) -> None:
    """Both know `before`; then one reads `there` and the other `here`."""
    ours, theirs, plain = Library(), Library(), Library()
    for library in (ours, theirs):
        read(library, before)
    known = theirs.vocabulary.sizes
    texts = read(theirs, there, 100)
    parcel = pickle.loads(pickle.dumps(packed(texts, theirs.vocabulary, known)))
    assert isinstance(parcel, Parcel)
    read(ours, here, 200)
    found = dict(unpacked(parcel, ours.vocabulary, ours.shared))
    expected = read(plain, there, 100)
    assert found.keys() == expected.keys()
    for key, text in found.items():
        assert spelled(ours, text) == spelled(plain, expected[key])
    again = read(ours, there, 300)  # the same words, read here, are the same tokens
    for (number, name), text in again.items():
        if text is not None and number != "bytes":
            arrived = found[str(int(number) - 200), name]
            assert arrived is not None
            assert arrived.paragraphs == text.paragraphs
            for one, other in zip(arrived.paragraphs, text.paragraphs, strict=True):
                assert one is other, "equal paragraphs are one string"
