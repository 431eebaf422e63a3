"""The commit parser: what well-formed commits say, and that nothing makes it raise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.history.commits import parse_commit
from drafttime.model import Moment, Person

NAME, TREE, MOTHER, FATHER = "1" * 40, "2" * 40, "3" * 40, "4" * 40


def commit_bytes(
    author: bytes = b"Ada Writer <ada@example.org> 1700000000 +0100",
    message: bytes = b"Second draft\n",
    extra: bytes = b"",
) -> bytes:
    lines = [b"tree " + TREE.encode(), b"parent " + MOTHER.encode(), b"parent " + FATHER.encode()]
    lines += [b"author " + author, b"committer Bo <bo@example.org> 1700000999 -0330"]
    return b"\n".join(lines) + b"\n" + extra + b"\n" + message


def parsed(**parts: bytes):
    return parse_commit(NAME, commit_bytes(**parts))


def test_a_commit_says_what_it_is():
    found = parsed(message="Zweite Fassung\n\nMit Rücksicht.\n".encode())
    commit = found.commit
    assert (commit.id, commit.tree, commit.parents) == (NAME, TREE, (MOTHER, FATHER))
    assert commit.author == Person("Ada Writer", "ada@example.org")
    assert commit.authored == Moment(1700000000, 60)
    assert commit.committed == Moment(1700000999, -210)
    assert commit.subject == "Zweite Fassung"
    assert commit.message == "Zweite Fassung\n\nMit Rücksicht.\n"
    assert not found.odd_offset


@pytest.mark.parametrize(
    ("stamp", "moment", "odd"),
    [
        (b"0 +0000", Moment(0), False),
        (b"-1 +0000", Moment(None), False),
        (b"-86400 +0100", Moment(None, 60), False),
        (b"9223372036854775807 +0000", Moment(2**63 - 1), False),
        (b"9223372036854775808 +0000", Moment(None), False),
        (b"99999999999999999999999999 +0000", Moment(None), False),
        (b"", Moment(None), False),
        (b"yesterday", Moment(None), False),
        (b"1700000000 +1400", Moment(1700000000, 840), False),
        (b"1700000000 -1400", Moment(1700000000, -840), False),
        (b"1700000000 +1401", Moment(1700000000), True),
        (b"1700000000 -2359", Moment(1700000000), True),
        (b"1700000000 +0575", Moment(1700000000), True),
        (b"1700000000 +051800", Moment(1700000000), True),
        (b"1700000000", Moment(1700000000), True),
        (b"1700000000 CET", Moment(1700000000), True),
        (b"1700000000 +0545", Moment(1700000000, 345), False),
    ],
)
def test_a_time_is_kept_or_unknown_and_never_1970(stamp: bytes, moment: Moment, odd: bool):
    found = parsed(author=b"A <a@b> " + stamp)
    assert found.commit.authored == moment
    assert found.odd_offset is odd


@pytest.mark.parametrize(
    ("identity", "person"),
    [
        (b"A <a@b> 1 +0000", Person("A", "a@b")),
        (b"  A   B  < a@b > 1 +0000", Person("A B", "a@b")),
        (b"<a@b> 1 +0000", Person("", "a@b")),
        (b"A <> 1 +0000", Person("A", "")),
        (b"A", Person("A", "")),
        (b"A <a<c>@b> 1 +0000", Person("A", "ac>@b")),
        (b"", Person("", "")),
        ("Zoë <z@b> 1 +0000".encode("latin-1"), Person("Zoë", "z@b")),
    ],
)
def test_an_identity_is_taken_as_far_as_it_can_be_read(identity: bytes, person: Person):
    assert parsed(author=identity).commit.author == person


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ISO-8859-1", "Über"),
        ("windows-1251", "Глава"),
        ("koi8-r", "Глава"),
        ("Shift_JIS", "章"),
        ("iso-2022-jp", "章"),
        ("UTF8", "章"),
    ],
)
def test_the_encoding_header_is_honoured(name: str, text: str):
    author = f"{text} <a@b> 1 +0000".encode(name)
    header = b"encoding " + name.encode() + b"\n"
    commit = parsed(author=author, message=text.encode(name), extra=header).commit
    assert (commit.author.name, commit.message) == (text, text)


@pytest.mark.parametrize(
    "name", [b"zlib_codec", b"punycode", b"idna", b"unicode_escape", b"UTF-16", b"no"]
)
def test_codecs_that_are_no_text_encodings_are_not_used(name: bytes):
    found = parsed(message=b"caf\\u00e9", extra=b"encoding " + name + b"\n")
    assert found.commit.message == "caf\\u00e9"


def test_lines_that_continue_a_header_are_no_headers():
    extra = b"gpgsig -----BEGIN-----\n author Eve <e@v> 1 +0000\n tree x\n"
    commit = parsed(extra=extra).commit
    assert commit.author.name == "Ada Writer"
    assert commit.message == "Second draft\n"


def test_a_parent_after_the_author_is_none():
    commit = parsed(extra=b"parent " + b"5" * 40 + b"\n").commit
    assert commit.parents == (MOTHER, FATHER)


def test_a_commit_without_a_tree_has_none():
    commit = parse_commit(NAME, b"tree nonsense\nparent short\n\nmessage").commit
    assert (commit.tree, commit.parents, commit.message) == ("", (), "message")


@given(st.binary(max_size=300))
def test_any_bytes_are_parsed(data: bytes):
    assert parse_commit(NAME, data).commit.id == NAME


@given(
    identity=st.binary(max_size=60),
    codec=st.one_of(st.binary(max_size=20), st.sampled_from([b"utf-7", b"hz", b"utf-16", b"mac"])),
    message=st.binary(max_size=60),
)
def test_any_identity_encoding_and_message_are_parsed(
    identity: bytes, codec: bytes, message: bytes
):
    clean = identity.replace(b"\n", b"")
    extra = b"encoding " + codec.replace(b"\n", b"") + b"\n"
    commit = parsed(author=clean, message=message, extra=extra).commit
    assert commit.tree == TREE
    seconds = commit.authored.seconds
    assert seconds is None or 0 <= seconds < 2**63
    assert -840 <= commit.authored.offset_minutes <= 840
