"""Commits, trees, tags and files of git as nobody should write them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

NAMES = (
    b"Ada Writer", b"", b" ", b"<", b">", b"<>", b"Ada <Writer>", b"A\0B", b"A\nB", b"\xff\xfe",
    b"\xe2\x80\xae", b"\x1b[31m", "Zoë".encode(), "Zoë".encode("latin-1"), "作家".encode(),
    "作家".encode("shift-jis"), b"\x1b$B%\x1b(B", b"Ada" * 5_000, b".,:;<>\"\\'", b"author Ada",
    b"=1",
)  # fmt: skip
EMAILS = (
    b"<ada@example.org>", b"<>", b"<", b">", b"", b"<<a>>", b"<a@b> <c@d>", b"<a b>", b"<\xff>",
    b"<a\n@b>", b"<ada@example.org", b"ada@example.org>", b"<" * 3_000, b"< ada >", b"<a>x",
)  # fmt: skip
# A time as written, and its seconds; None where it is unknown.
TIMES: Sequence[tuple[bytes, int | None]] = (
    (b"1700000000", 1_700_000_000), (b"0", 0), (b"00012", 12), (b"+5", 5), (b"1", 1),
    (b"253402300799", 253_402_300_799), (b"253402300800", 253_402_300_800),
    (b"9223372036854775807", 2**63 - 1), (b"-1", None), (b"-62135596801", None),
    (b"9223372036854775808", None), (b"18446744073709551616", None), (b"9" * 39, None),
    (b"9" * 5_000, None), (b"", None), (b"yesterday", None), (b"\xd9\xa1\xd9\xa2", None),
    (b"0x10", None), (b"1e9", None), (b"1.5", None), (b"NaN", None), (b"-", None), (b"+", None),
)  # fmt: skip
# An offset as written, its minutes, and whether it is flagged and read as UTC.
OFFSETS: Sequence[tuple[bytes, int, bool]] = (
    (b"+0000", 0, False), (b"-0000", 0, False), (b"+0100", 60, False), (b"-0330", -210, False),
    (b"+1400", 840, False), (b"-1400", -840, False), (b"+1401", 0, True), (b"-9999", 0, True),
    (b"+0060", 0, True), (b"+999999999", 0, True), (b"", 0, True), (b"0100", 0, True),
    (b"CET", 0, True), (b"+", 0, True), (b"+\xff", 0, True), (b"+9" + b"9" * 4_000, 0, True),
)  # fmt: skip
ENCODINGS = (
    b"UTF-8", b"utf8", b"latin1", b"ISO-8859-15", b"Shift_JIS", b"EUC-JP", b"GB18030", b"KOI8-R",
    b"windows-1252", b"ISO-2022-JP", b"HZ-GB-2312", b"big5", b"UTF-16", b"UTF-32", b"UTF-7",
    b"idna", b"punycode", b"unicode_escape", b"raw_unicode_escape", b"zlib", b"zlib_codec", b"bz2",
    b"hex", b"base64", b"rot13", b"undefined", b"mbcs", b"oem", b"no such", b"", b"\xff",
    b"x" * 900,
    b"../../etc/passwd", b"utf_8_sig", b"charmap", b"cp1252\0", b"cp65001", b"quopri", b"uu",
)  # fmt: skip
MESSAGES = (
    b"Second draft\n", b"", b"\n\n\n", b"\xff\xfeS\0", b"\0" * 50, b"a" * 100_000, b"\r\n\r\n",
    b"\x1b]0;title\x07", b"tree " + b"1" * 40, b"\x80" * 999, b"\n" * 20_000, b"=cmd|' /C calc'!A0",
    "Überarbeitung\n".encode("latin-1"), "\u202e\u2066".encode(), b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
)  # fmt: skip
MODES = (
    b"100644", b"100755", b"120000", b"160000", b"40000", b"040000", b"100664", b"0", b"",
    b"777777",
    b"9", b"100644 100644", b"-1", b"7777777", b"00000100644", b"\xff", b"1006440",
)  # fmt: skip
ENTRIES = (
    b"ch1.md", b"", b".", b"..", b".git", b".GIT", b"a/b", b"/", b"../x", b"a\nb", b"\xff", b" ",
    b"CON",
    b"n" * 5_000, b"-rf", b".gitmodules", b"ch1.md ", "é.md".encode(), "e\u0301.md".encode(),
    b"\x1b[2J",
)  # fmt: skip
PIECES = (
    b"ref: refs/heads/main", b"ref:", b"ref: ref: x", b"^", b"#", b"refs/heads/", b"refs/tags/v1",
    b"[core]", b'[remote "a\\"b"]', b"[", b"]", b"=", b"\\", b'"', b";", b"<", b">", b"<a@b>",
    b"Ada",
    b"\n", b"\r\n", b"\0", b"\t", b" ", b"\xff", b"1" * 40, b"0" * 64, b"bare = true", b"object ",
    b"type commit", b"tagger ", b"~1", b"^2", b"@{0}", b"HEAD", b"..", b".lock", b"~999999999999",
    b"a" * 300, "ü".encode(), b"\xef\xbb\xbf",
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """The bytes of a commit; what must be read from its author's time, where that is certain."""

    data: bytes
    seconds: int | None = None
    minutes: int = 0
    odd: bool = False
    certain: bool = False


def commit(chance: random.Random, tree: bytes, parents: Sequence[bytes]) -> Made:
    """Make a commit; three in four have some header as no git writes it."""
    stamp, seconds = chance.choice(TIMES)
    offset, minutes, odd = chance.choice(OFFSETS)
    author = b"%s %s %s %s" % (chance.choice(NAMES), chance.choice(EMAILS), stamp, offset)
    tidy = chance.random() < 0.3
    if tidy:
        author = b"Ada <ada@example.org> %s %s" % (stamp, offset)
    who = b"%s %s %s" % (chance.choice(NAMES), chance.choice(EMAILS), chance.choice(TIMES)[0])
    lines = [b"tree " + tree, *(b"parent " + parent for parent in parents), b"author " + author]
    lines += [b"committer " + who.replace(b"\n", b"")]
    if chance.random() < 0.5:
        lines.append(b"encoding " + chance.choice(ENCODINGS))
    lines += chance.choice(
        ([], [], [b"gpgsig -----BEGIN", b" \xff"], [b"mergetag object"], [b"\0"])
    )
    told = seconds is not None or (stamp.lstrip(b"-").isdigit() and len(stamp) < 40)
    certain = tidy and told
    made = Made(
        b"\n".join(lines) + b"\n\n" + chance.choice(MESSAGES), seconds, minutes, odd, certain
    )
    if not tidy and chance.random() < 0.3:
        lines = [line for line in lines if chance.random() < 0.8]
        chance.shuffle(lines)
        made = Made(b"\n".join(lines) + chance.choice((b"\n\n", b"\n", b"", b"\n\n\n")))
    if not tidy and chance.random() < 0.3:
        made = Made(garbled(chance, made.data))
    return made


def tree(chance: random.Random, ids: Sequence[bytes], length: int = 20) -> bytes:
    """Make a tree: entries of odd modes and names, cut short, out of order, named twice."""
    entries = [
        b"%s %s\0%s" % (chance.choice(MODES), chance.choice(ENTRIES), chance.choice(ids))
        for _ in range(chance.choice((0, 1, 3, 10)))
    ]
    data = b"".join(entries + chance.choice(([], [], entries[:1])))
    if chance.random() < 0.3:
        return garbled(chance, data)
    return data[: len(data) - chance.choice((0, 0, 0, 1, length))]


def lines(chance: random.Random) -> bytes:
    """Make a file of lines: of pieces of configurations, refs, mailmaps, tags, all mixed."""
    count = chance.choice((0, 1, 3, 10, 40))
    return b"".join(chance.choice(PIECES) for _ in range(count))


def garbled(chance: random.Random, data: bytes) -> bytes:
    """Change, drop, double or insert some bytes."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(found) + 1)
        how = chance.randrange(4)
        if how == 0 and at < len(found):
            found[at] = chance.randrange(256)
        elif how == 1:
            del found[at : at + chance.choice((1, 20))]
        elif how == 2:
            found[at:at] = found[at : at + 30]
        else:
            found[at:at] = bytes([chance.choice((0, 10, 32, 60, 62, 255))])
    return bytes(found)


LONG = 300_000
# Strings on which a scanner that goes back over what it read takes for ever.
ENDLESS: Mapping[str, Callable[[], bytes]] = {
    "spaces": lambda: b" " * LONG,
    "lesser": lambda: b"<" * LONG,
    "greater": lambda: b">" * LONG,
    "pairs": lambda: b"<>" * (LONG // 2),
    "names": lambda: b"a <b> " * (LONG // 6),
    "quotes": lambda: b'"' * LONG,
    "backslashes": lambda: b"\\" * LONG,
    "quoted": lambda: b'\\"' * (LONG // 2),
    "sections": lambda: b"[a" * (LONG // 2),
    "section": lambda: b'[a "' + b"\\\\" * (LONG // 2),
    "digits": lambda: b"1" * LONG,
    "signs": lambda: b"+1" * (LONG // 2),
    "blank lines": lambda: b"\n" * LONG,
    "returns": lambda: b"\r" * LONG,
    "zeros": lambda: b"\0" * LONG,
    "dots": lambda: b"." * LONG,
    "slashes": lambda: b"a/" * (LONG // 2),
    "carets": lambda: b"~^" * (LONG // 2),
    "parents": lambda: b"parent " + b"parent \n" * (LONG // 8),
    "continued": lambda: b"a\\\n" * (LONG // 3),
    "comments": lambda: b"#;" * (LONG // 2),
    "modes": lambda: b"100644 a\0" * (LONG // 9),
    "folders": lambda: b"40000 " * (LONG // 6),
    "high": lambda: b"\xff" * LONG,
}
