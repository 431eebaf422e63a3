"""Words and punctuation, each interned as one character.

A paragraph is kept as a `str` in which every character stands for one token: words from U+10000
upwards, punctuation from U+0001 to U+FFFF. Strings slice, hash and compare at the speed of memory,
and the number of words in one follows from its length in UTF-16. They are internal and never
printed.

The rule follows UAX #29 (https://unicode.org/reports/tr29/) where a rule is silent: marks stay with
the character before them, and what nobody can see neither counts nor separates. It differs where
writers count differently: an inner hyphen joins, each kana is a word, and a comma between digits is
punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from drafttime.errors import RefusedError
from drafttime.text._character_classes import MARKS, SEPARATE, UNSEEN

WORD_RULE = (
    "A word is a run of letters, digits and marks, joined by an inner apostrophe, hyphen or full "
    "stop; each Han ideograph and each kana is a word of its own. Punctuation is not counted."
)

FIRST_WORD = 0x10000
_LAST_WORD = 0x10FFFF - 1
_LAST_PUNCTUATION = 0xFFFF
_LONGEST_REMEMBERED = 40
_AT_ONCE = 1 << 20  # characters; split into words, they take ten times the memory

_JOIN = "['’.‐‑-]"
_CONTROLS = r"\x00-\x1f\x7f-\x9f\u200b"

# Most prose holds no character of the special classes; then a far simpler pattern gives the same
# tokens four times as fast. Everything beyond the first plane is taken to be unusual, since a class
# with many ranges there is slow to search.
_FIRST_PLANE = "".join(
    entry for entry in re.findall(r"[^-](?:-[^-])?", MARKS + SEPARATE + UNSEEN) if entry <= "\uffff"
)
_UNUSUAL = re.compile(rf"[{_FIRST_PLANE}\u200b-\u200d\U00010000-\U0010ffff]")
_USUAL = re.compile(rf"[^\W_]+(?:{_JOIN}[^\W_]+)*+|[^\s{_CONTROLS}]")


@cache
def _every_script() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of any token and of unseen characters; compiled when first needed."""
    letter = rf"[^\W_{SEPARATE}]"
    # The two joiners of Persian and Indic spelling belong to a word only inside it.
    run = rf"{letter}(?:{letter}|[{MARKS}]|[\u200c\u200d](?={letter}))*+"
    word = rf"[{SEPARATE}][{MARKS}]*+|{run}(?:{_JOIN}{run})*+"
    other = rf"[^\s{_CONTROLS}\u200c\u200d][{MARKS}]*+"
    return re.compile(f"{word}|{other}"), re.compile(f"[{UNSEEN}]+")


def _is_word(token: str) -> bool:
    return token[0].isalnum() or "\U00020000" <= token[0] <= "\U0003fffd"


def split_tokens(text: str) -> list[str]:
    """Return the tokens of normalised text in order. Linear in its length."""
    if _UNUSUAL.search(text) is None:
        return _USUAL.findall(text)
    token, unseen = _every_script()
    return token.findall(unseen.sub("", text))


def count_words(paragraph: str) -> int:
    """Count the words of an encoded paragraph: characters that take two units of UTF-16."""
    return len(paragraph.encode("utf-16-le", "surrogatepass")) // 2 - len(paragraph)


class Vocabulary:
    """Token → character, growing as texts are encoded; equal characters mean equal tokens.

    No token holds white space, so what stands between two spaces is cut into tokens once and
    remembered: a word with its comma, a word with its quotation mark.
    """

    __slots__ = ("_known", "_punctuation", "_tokens", "_words")

    def __init__(self) -> None:
        self._words: list[str] = []
        self._punctuation: list[str] = []
        self._tokens: dict[str, str] = {}
        self._known = _Remembered(self._encode_unspaced)

    def __len__(self) -> int:
        return len(self._tokens)

    @property
    def sizes(self) -> tuple[int, int]:
        """How many words and how many punctuation marks are known."""
        return len(self._words), len(self._punctuation)

    def beyond(self, sizes: tuple[int, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the words and the punctuation marks that came after there were so many."""
        words, marks = sizes
        return tuple(self._words[words:]), tuple(self._punctuation[marks:])

    def adopt(
        self, sizes: tuple[int, int], new: tuple[Sequence[str], Sequence[str]]
    ) -> list[tuple[int, int]]:
        """Take in what `beyond` gave in a copy of this vocabulary as it was at these sizes.

        Return pairs of code points that stand for the same token: there and here. Raises
        RefusedError as `encode` does.
        """
        first = FIRST_WORD + sizes[0], 1 + sizes[1]
        return [
            (code, ord(self._tokens.get(token) or self._intern(token)))
            for begin, tokens in zip(first, new, strict=True)
            for code, token in enumerate(tokens, begin)
        ]

    def encode(self, text: str) -> str:
        """Return the paragraph of `text`: one character per token.

        `text` is in NFC, as `decode` of `drafttime.text.decoding` gives it. Raises RefusedError
        when more distinct tokens turn up than there are characters to stand for them (1,048,575
        words). Linear in the length of the text; about 0.05 s per million characters.
        """
        pieces = (text,) if len(text) <= _AT_ONCE else _cut_at_spaces(text)
        return "".join(["".join(map(self._known.__getitem__, piece.split())) for piece in pieces])

    def decode(self, paragraph: str) -> tuple[str, ...]:
        """Return the tokens of an encoded paragraph."""
        return tuple(
            self._words[code - FIRST_WORD] if code >= FIRST_WORD else self._punctuation[code - 1]
            for code in map(ord, paragraph)
        )

    def _encode_unspaced(self, text: str) -> str:
        tokens = self._tokens
        return "".join(
            [tokens.get(token) or self._intern(token) for token in split_tokens(text)],
        )

    def _intern(self, token: str) -> str:
        if _is_word(token):
            code = FIRST_WORD + len(self._words)
            if code > _LAST_WORD:
                raise _too_many("words")
            self._words.append(token)
        else:
            code = len(self._punctuation) + 1
            if code > _LAST_PUNCTUATION:
                raise _too_many("punctuation marks")
            self._punctuation.append(token)
        char = self._tokens[token] = chr(code)
        return char


def _cut_at_spaces(text: str) -> Iterator[str]:
    """Yield a long text in pieces of about _AT_ONCE characters, cut where it has spaces."""
    start = 0
    while (stop := text.find(" ", start + _AT_ONCE)) >= 0:
        yield text[start:stop]
        start = stop + 1
    yield text[start:]


class _Remembered(dict[str, str]):
    """Unspaced text → tokens. A dictionary that fills itself is looked up without a call."""

    __slots__ = ("_encode",)

    def __init__(self, encode: Callable[[str], str]) -> None:
        super().__init__()
        self._encode = encode

    def __missing__(self, text: str) -> str:
        encoded = self._encode(text)
        # Where words are not spaced (Chinese, Japanese) whole paragraphs would be kept twice.
        if len(text) <= _LONGEST_REMEMBERED:
            self[text] = encoded
        return encoded


def _too_many(what: str) -> RefusedError:
    return RefusedError(
        f"the history holds more than a million different {what}, so it cannot be prose alone",
        "leave out files that are not prose with --exclude, or name the manuscript with --include",
    )
