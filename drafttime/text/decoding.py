"""From bytes to normalised text: encodings, line endings, Unicode composition.

Never an exception: what is not text is None, and so is what is too long to be a writer's. Nothing
here is slower than linear, and the library that guesses encodings sees a bounded sample, so that a
file of 100 MB cannot hold a run up.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from drafttime.text._character_classes import MARKS

MOST_TOKENS = 1_600_000
"""A file of more words and signs is not read: the longest novel has 1.3 million words, and each
costs some 200 bytes of memory before the report is made."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT = (b"%PDF-", b"{\\rtf", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8",
             b"version https://git-lfs.github.com/spec/")  # fmt: skip
_CONTROL_BYTES = bytes([*range(1, 9), *range(14, 27), *range(28, 32), 0x7F])
_CONTROL_SHARE = 0.02

# Bytes of UTF-8 with which a token begins or before which one ends: spaces, signs, the first bytes
# of Latin-1 and typographic signs, of Chinese and Japanese, and of what is beyond the first plane.
_BOUNDS = bytes([*range(0x21), *b'!"#$%&()*+,/:;<=>?@[\\]^_`{|}~', 0xC2, *range(0xE2, 0xEA), 0xF0])

_SAMPLE_BYTES = 16384
_WINDOW_BYTES = 2048
_HIGH = re.compile(rb"[\x80-\xff]")

# What Western prose in Windows-1252 (and so in Latin-1) holds beyond ASCII. Icelandic and Turkish
# letters are missing on purpose: their bytes mean common letters in other encodings.
_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüÿßœšžÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒŸŠŽ")
_WESTERN_SIGNS = frozenset("‘’“”‚„–—…•«»‹›°§©®™€£¿¡·½¼¾†´\xa0\xad")
_WESTERN_SHARE = 0.12

_JAPANESE = ("cp932", "euc_jp")

_ASCII = bytes(range(0x80))
_NEVER_COMPOSED = re.compile(r"[\xa0-\u02ff\u2010-\u2027\u2030-\u205e\u2500-\u27bf]*+")

_LINE_ENDS = (("\r\n", "\n"), ("\r", "\n"), ("\x0b", "\n"), ("\x0c", "\n"), ("\x85", "\n"),
              ("\u2028", "\n"), ("\u2029", "\n\n"))  # fmt: skip
_LONGEST_RUN_OF_MARKS = 30


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text in NFC with a newline for every line end, and how it was read.

    `encoding` is Python's name of it; `guessed` says that nothing in the file vouches for it.
    """

    text: str
    encoding: str
    guessed: bool = False


def decode(data: bytes) -> Decoded | None:
    """Return the text of a file's bytes, or None where they are not text. Linear, never raises.

    None also stands for a text of more than about MOST_TOKENS words and signs.
    """
    found = _decoded(data)
    return None if found is None or _too_long(found.text) else found


def _too_long(text: str) -> bool:
    """Say whether there are too many places where a token can begin; each space counts."""
    if len(text) <= MOST_TOKENS:
        return False
    data = text.encode("utf-8", "replace")
    return len(data) - len(data.translate(None, _BOUNDS)) > MOST_TOKENS


def _decoded(data: bytes) -> Decoded | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _from_marked(data[len(bom) :], encoding)
    if b"\0" in data or data.startswith(_NOT_TEXT):
        return None
    try:
        text = data.decode("utf-8")
        return Decoded(text if _is_normal(data) else normalise(text), "utf-8")
    except UnicodeDecodeError:
        pass
    if _mostly_controls(data):
        return None
    encoding = _guess(data)
    return Decoded(normalise(data.decode(encoding, "replace")), encoding, guessed=True)


def _from_marked(data: bytes, encoding: str) -> Decoded | None:
    """Decode what follows a byte order mark; a false mark on other data shows by its NULs."""
    text = data.decode(encoding, "replace")
    if "\0" in text or text.count("\ufffd") * 100 > len(text) + 100:
        return None
    return Decoded(normalise(text), encoding)


def _mostly_controls(data: bytes) -> bool:
    kept = len(data.translate(None, _CONTROL_BYTES))
    return len(data) - kept > _CONTROL_SHARE * len(data)


def _guess(data: bytes) -> str:
    """Return the likely encoding of bytes that are not valid UTF-8.

    UTF-8 with a few broken bytes stays UTF-8. Windows-1252 and the Japanese encodings are tried
    before the library is asked, which takes short Western texts for anything from Polish to Urdu
    and Shift JIS for Korean.
    """
    sample = _sample(data)
    read = sample.decode("utf-8", "replace")
    broken = read.count("\ufffd")
    sound = sum(char > "\x7f" for char in read) - broken
    if sound > 2 * broken:
        return "utf-8"
    if _is_western(sample):
        return "cp1252"
    for encoding in _JAPANESE:
        if _is_japanese(sample.decode(encoding, "replace")):
            return encoding
    # Slow to import, and hardly ever needed.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(sample).best()
    if best is None or best.encoding.startswith(("utf_16", "utf_32", "utf_7")):
        return "cp1252"
    return best.encoding


def _sample(data: bytes) -> bytes:
    """Return stretches of `data` around its bytes beyond ASCII, 16 kB at most."""
    windows: list[bytes] = []
    stop = 0
    while len(windows) < _SAMPLE_BYTES // _WINDOW_BYTES:
        found = _HIGH.search(data, stop)
        if found is None:
            break
        start = max(stop, found.start() - _WINDOW_BYTES // 4)
        stop = start + _WINDOW_BYTES
        # A window that ends at a space cuts no character of several bytes in two.
        space = data.find(b" ", stop, stop + 128)
        stop = space + 1 if space >= 0 else stop
        windows.append(data[start:stop])
    return b"".join(windows)


def _is_western(sample: bytes) -> bool:
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    beyond = [at for at, char in enumerate(text) if char > "\x7f"]
    if any(text[at] not in _WESTERN and text[at] not in _WESTERN_SIGNS for at in beyond):
        return False
    # A capital inside a word in small letters is a sign of the old Macintosh encoding.
    if any(at and text[at].isupper() and text[at - 1].islower() for at in beyond):
        return False
    letters = sum(char.isalpha() for char in text)
    return sum(text[at] in _WESTERN for at in beyond) <= _WESTERN_SHARE * max(letters, 1) + 2


def _is_japanese(text: str) -> bool:
    """Say whether a third of what is not ASCII is hiragana, as in any Japanese prose."""
    beyond = [char for char in text if char > "\x7f"]
    kana = sum("\u3041" <= char <= "\u3096" for char in beyond)
    return kana * 3 >= len(beyond) and text.count("\ufffd") * 50 <= len(beyond)


def _is_normal(data: bytes) -> bool:
    """Say whether bytes of UTF-8 are told at a glance to be normalised, as most Western text is.

    They hold no line end but newlines, and besides ASCII only Latin letters with their accents,
    the signs of typography and ornaments, none of which is ever composed or taken apart.
    """
    if b"\r" in data or b"\x0b" in data or b"\x0c" in data:
        return False
    if data.isascii():
        return True
    rest = data.translate(None, _ASCII)
    return _NEVER_COMPOSED.fullmatch(rest.decode("utf-8")) is not None


def normalise(text: str) -> str:
    """Return `text` with a newline for every line end and in Unicode composition form C.

    The form is defined by Unicode Standard Annex #15. Linear in the length of the text.
    """
    for end, replacement in _LINE_ENDS:
        if end in text:
            text = text.replace(end, replacement)
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    if _may_have_long_runs().search(text):
        text = _long_run().sub("\\g<0>\u034f", text)
    return unicodedata.normalize("NFC", text)


# Python sorts a run of marks in time quadratic in its length: 40,000 of them take five seconds. The
# annex's stream-safe form cuts such runs with the character U+034F, which is not seen.
@cache
def _long_run() -> re.Pattern[str]:
    return re.compile(f"[{MARKS}]{{{_LONGEST_RUN_OF_MARKS}}}(?=[{MARKS}])")


@cache
def _may_have_long_runs() -> re.Pattern[str]:
    """Return a pattern that finds every long run and is quick to search for."""
    few = "".join(entry for entry in re.findall(r"[^-](?:-[^-])?", MARKS) if entry <= "\uffff")
    return re.compile(f"[{few}\U00010000-\U0010ffff]{{{_LONGEST_RUN_OF_MARKS + 1}}}")
