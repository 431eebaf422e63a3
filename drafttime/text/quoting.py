"""Give paragraphs back as prose, and find the paragraph of a line or the places of a phrase.

A paragraph is kept as token characters (see `drafttime.text.tokens`): all that comparing needs,
and too little to show. Whoever shows a passage reads its blob once more with `quote`, and cuts out
of it by token.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafttime.text.decoding import decode, normalise
from drafttime.text.format import Format
from drafttime.text.library import Library
from drafttime.text.tokens import FIRST_WORD, Vocabulary, split_tokens

Span = tuple[int, int]
"""Where a token starts and stops, in characters of the paragraph's text."""

Place = tuple[int, int, int]
"""A paragraph, and the tokens of it from which and up to which."""

# So many tokens of a line are tried, the rarest of the book first; the first is nearly always good.
_TRIED_TOKENS = 6
# After so many lines of markup that shape prose (fences, definitions of links) none is expected.
_TRIED_LINES = 100
# Letters that are neither small nor capital, of which hardly a book uses all (Canadian syllabics).
_STRANGE_LETTERS = "".join(map(chr, range(0x1401, 0x1600)))

# What a keyboard and a typesetter write differently inside a word.
_SAME_IN_WORDS = str.maketrans({"’": "'", "‐": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """The prose of one paragraph, white space folded, and the place of each of its tokens.

    `spans[k]` belongs to `paragraph[k]` of the encoded paragraph. Characters that nobody sees are
    kept in `text`, since Persian and emoji need some of them; they are part of a token only where
    they stand inside it. Nothing here is safe to print: outputs escape it.
    """

    text: str
    spans: tuple[Span, ...]

    def words(self, start: int, stop: int) -> str:
        """Return the text from token `start` up to `stop`, with all that stands in between.

        What stands before the first token and after the last is left out: an opening quotation
        mark is there only if its token is. Out of range, as in a slice, is the end.
        """
        inside = self.spans[max(start, 0) : max(stop, 0)]
        return self.text[inside[0][0] : inside[-1][1]] if inside else ""


def quote(library: Library, source: bytes | str, path: str) -> tuple[Quoted, ...]:
    """Return the paragraphs of a file as prose, in the order and number of `Text.paragraphs`.

    `source` is its bytes, or its text as `decode` gives it; `path` names its format. Bytes that are
    not text have no paragraphs. Linear in the length of the source; nothing is remembered.
    """
    if isinstance(source, bytes):
        decoded = decode(source)
        if decoded is None:
            return ()
        source = decoded.text
    found = library.format_of(path)
    quoted = (_quoted(block.text) for piece in found.split(source) for block in found.parse(piece))
    return tuple(paragraph for paragraph in quoted if paragraph.spans)


def _quoted(text: str) -> Quoted:
    folded = " ".join(text.split())
    return Quoted(folded, tuple(_spans(folded)))


def _spans(text: str) -> Iterator[Span]:
    """Yield the spans of the tokens of normalised text. Linear in its length."""
    at = 0
    for token in split_tokens(text):
        # No token begins with a character that `split_tokens` passes over, so the next such
        # character is the token's own.
        start = text.index(token[0], at)
        at = start + len(token)
        if not text.startswith(token, start):
            at = _end_of(token, text, start)
        yield start, at


def _end_of(token: str, text: str, start: int) -> int:
    """Return where a token ends in whose middle there are characters that nobody sees."""
    at = start
    for char in token:
        at = text.index(char, at) + 1
    return at


def line_paragraph(library: Library, source: str, path: str, line: int) -> int | None:
    """Return the paragraph to which a line of a file belongs, counted as in `Text.paragraphs`.

    `source` is the decoded text; its first line is 1. A line that no reader reads (markup, code, a
    comment, a blank one) belongs to the paragraph that follows, or to the last one where none does.
    None where the file holds no prose.

    The answer comes from the reading itself: one character of the line is exchanged, and the
    paragraph that changes is the one. That costs a few readings of the file, in which only the
    pieces that changed are parsed anew.
    """
    probe = _Probe(library.format_of(path), source)
    if not probe.paragraphs:
        return None
    at = max(line - 1, 0)
    for _ in range(_TRIED_LINES):
        at = probe.next_that_matters(at)
        if at == len(probe.lines):
            break
        found = probe.paragraph_of(at)
        if found is not None:
            return found
        at += 1
    return len(probe.paragraphs) - 1


class _Probe:
    """A source that is read again and again with something changed; each piece is parsed once."""

    def __init__(self, found: Format, source: str) -> None:
        self._format = found
        self._known: dict[str, list[str]] = {}
        self._mark = next((letter for letter in _STRANGE_LETTERS if letter not in source), "\u1401")
        self.lines = source.split("\n")
        self.paragraphs = self._read(self.lines)
        self._counts = Counter(
            token for paragraph in self.paragraphs for token in split_tokens(paragraph)
        )

    def _read(self, lines: Sequence[str]) -> list[str]:
        paragraphs: list[str] = []
        for piece in self._format.split("\n".join(lines)):
            if piece not in self._known:
                texts = (block.text for block in self._format.parse(piece))
                self._known[piece] = [text for text in texts if split_tokens(text)]
            paragraphs += self._known[piece]
        return paragraphs

    def next_that_matters(self, start: int) -> int:
        """Return a line from `start` on such that no prose stands between; past the end if none.

        Lines that can all be blank and nothing that is read changes hold no prose. How many there
        are is found by doubling and halving: the number of readings is logarithmic.
        """

        def idle(stop: int) -> bool:
            blanked = [*self.lines[:start], *[""] * (stop - start), *self.lines[stop:]]
            return blanked == self.lines or self._read(blanked) == self.paragraphs

        low, step, end = start, 1, len(self.lines)
        while low < end and idle(min(low + step, end)):
            low += step
            step *= 2
        while low < end and step > 1:
            step //= 2
            if idle(min(low + step, end)):
                low += step
        return min(low, end)

    def paragraph_of(self, at: int) -> int | None:
        """Return the paragraph in which a line shows, None where nothing of it does."""
        line = self.lines[at]
        tried = [span for span in _spans(line) if line[slice(*span)] in self._counts]
        tried.sort(key=lambda span: self._counts[line[slice(*span)]])
        for _, stop in tried[:_TRIED_TOKENS]:
            marked = f"{line[: stop - 1]}{self._mark}{line[stop:]}"
            paragraphs = self._read([*self.lines[:at], marked, *self.lines[at + 1 :]])
            for k, (before, after) in enumerate(zip(self.paragraphs, paragraphs, strict=False)):
                if before != after:
                    if before == after.replace(self._mark, line[stop - 1]):
                        return k
                    break
        return None


def find_phrase(paragraphs: Sequence[str], vocabulary: Vocabulary, phrase: str) -> list[Place]:
    """Return where a phrase stands, in reading order, without overlaps, each within a paragraph.

    Token for token where it stands like that at all; otherwise whatever the case of its letters,
    the punctuation between its words, and the shape of the apostrophes and hyphens inside them.
    Linear in the length of the paragraphs; the vocabulary does not grow.
    """
    chars = "".join(sorted(set().union(*paragraphs)))
    tokens = dict(zip(chars, vocabulary.decode(chars), strict=True))
    known = {token: char for char, token in tokens.items()}
    own = Vocabulary()
    encoded = own.encode(normalise(phrase))
    wanted = own.decode(encoded)
    found: list[Place] = []
    if wanted and known.keys() >= set(wanted):
        pattern = "".join(known[token] for token in wanted)
        for k, paragraph in enumerate(paragraphs):
            found += [(k, at, at + len(pattern)) for at in _occurrences(pattern, paragraph)]
    words = [token for char, token in zip(encoded, wanted, strict=True) if _is_word(char)]
    return found or _find_loosely(paragraphs, tokens, words)


def _find_loosely(
    paragraphs: Sequence[str], tokens: Mapping[str, str], words: Sequence[str]
) -> list[Place]:
    """Find words one behind the other by what is left of them when they are folded."""
    # Words that fold alike become the first of them; punctuation goes.
    first: dict[str, str] = {}
    table = {
        ord(char): first.setdefault(_fold(token), char) if _is_word(char) else None
        for char, token in tokens.items()
    }
    folded = [_fold(word) for word in words]
    if not folded or not first.keys() >= set(folded):
        return []
    pattern = "".join(first[word] for word in folded)
    found: list[Place] = []
    for k, paragraph in enumerate(paragraphs):
        places = _occurrences(pattern, paragraph.translate(table))
        if places:
            kept = [at for at, char in enumerate(paragraph) if _is_word(char)]
            found += [(k, kept[at], kept[at + len(pattern) - 1] + 1) for at in places]
    return found


def _is_word(char: str) -> bool:
    return ord(char) >= FIRST_WORD


def _fold(token: str) -> str:
    return token.casefold().translate(_SAME_IN_WORDS)


def _occurrences(pattern: str, text: str) -> list[int]:
    """Return where `pattern` begins in `text`, without overlaps."""
    found: list[int] = []
    at = text.find(pattern)
    while at >= 0:
        found.append(at)
        at = text.find(pattern, at + len(pattern))
    return found
