"""Commits, parsed from their raw bytes; whatever stands in them, parsing never raises."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from drafttime.model import Commit, Moment, Person

_LATEST = 2**63
_FURTHEST_MINUTES = 14 * 60

# Encodings that git can store a commit in. Python also has codecs that compress, or take quadratic
# time; and in UTF-16 a commit could not be told from its header.
_ENCODING = re.compile(
    r"(utf-?8|us-ascii|ascii|latin|iso-?8859|iso-?2022|iso-ir|windows-?\d|cp-?\d|ibm-?\d|koi8|mac"
    r"|shift|sjis|s-jis|euc|gb|big5|hz|tis-?620|viscii|ptcp|johab|uhc|ms\d|kz)[\w-]{0,20}",
    re.ASCII,
)
_STAMP = re.compile(rb"\s*([+-]?\d{1,40})(?:\s+([+-]\d{1,9})(?!\d))?")


@dataclass(frozen=True, slots=True)
class ParsedCommit:
    """A commit and what was odd about its author time: `odd_offset` was read as UTC."""

    commit: Commit
    odd_offset: bool


def parse_commit(name: str, data: bytes) -> ParsedCommit:
    """Return the commit `name` whose object has the content `data`.

    A commit without a well-formed tree has the tree "". Identities that break the rules are taken
    as far as they can be read; text is decoded as the `encoding` header says, else as UTF-8, else
    as Latin-1. Linear in the size of `data`.
    """
    header, _, body = data.partition(b"\n\n")
    tree, parents, author, committer, encoding = "", [], b"", b"", b""
    for line in header.split(b"\n"):
        key, _, value = line.partition(b" ")
        if key == b"parent" and not author:
            parents.append(_id(value, len(name)))
        elif key == b"tree" and not tree:
            tree = _id(value, len(name))
        elif key == b"author" and not author:
            author = value
        elif key == b"committer" and not committer:
            committer = value
        elif key == b"encoding" and not encoding:
            encoding = value
    codec = encoding.decode("latin-1").strip().lower() if encoding else ""
    authored, odd_offset = _moment(author)
    commit = Commit(
        id=name,
        tree=tree,
        parents=tuple(filter(None, parents)),
        author=_person(author.rpartition(b">")[0] or author, codec),
        authored=authored,
        committed=_moment(committer)[0],
        message=decode_text(body.lstrip(b"\n"), codec),
    )
    return ParsedCommit(commit, odd_offset)


def decode_text(data: bytes, codec: str = "") -> str:
    """Decode what a commit or tag says; bytes that fit neither `codec` nor UTF-8 are Latin-1."""
    for name in (codec, "utf-8") if codec and _ENCODING.fullmatch(codec) else ("utf-8",):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


def _id(value: bytes, length: int) -> str:
    text = value.decode("latin-1")
    return text if len(text) == length and re.fullmatch("[0-9a-f]+", text) else ""


@functools.lru_cache(maxsize=1024)
def _person(identity: bytes, codec: str) -> Person:
    """Read "Name <email" (what stands before the last ">")."""
    name, _, email = identity.partition(b"<")
    return Person(
        " ".join(decode_text(name, codec).split()),
        decode_text(email, codec).replace("<", "").strip(),
    )


def _moment(identity: bytes) -> tuple[Moment, bool]:
    """Read what follows the last ">"; True where the offset was no possible one."""
    found = _STAMP.match(identity.rpartition(b">")[2])
    if found is None:
        return Moment(None), False
    seconds = int(found[1])
    offset = _offset_minutes(found[2])
    known = seconds if 0 <= seconds < _LATEST else None
    return Moment(known, offset or 0), offset is None


def _offset_minutes(text: bytes | None) -> int | None:
    """Read "+0530" as 330; None where it is absent or further than any place on earth."""
    if text is None:
        return None
    value = int(text[1:])
    minutes = value // 100 * 60 + value % 100
    if value % 100 >= 60 or minutes > _FURTHEST_MINUTES:
        return None
    return -minutes if text.startswith(b"-") else minutes
