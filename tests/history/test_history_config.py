"""The reader of a repository's configuration, beside git's own."""

from __future__ import annotations

import pytest
from gitrepo import GitRepo
from hypothesis import given
from hypothesis import strategies as st

from drafttime.history.config import parse_config

CONFIG = r"""
# a comment
[core]
	repositoryFormatVersion = 1
	bare
	worktree = "../my book" ; where it is
[Extensions] objectFormat=sha256 # on one line
[remote "Origin \"one\""]
	url = a\
b
	path = "x # y" z \"q\"BLANKS
	empty =
[branch.old]
	merge = m
	merge = "last wins"
""".replace("BLANKS", "  ")


def test_git_agrees(tmp_path):
    repo = GitRepo(tmp_path / "book")
    file = tmp_path / "some.config"
    file.write_text(CONFIG)
    told = repo.git("config", "--file", str(file), "--list", "-z").split("\0")
    expected = {}
    for line in filter(None, told):
        key, newline, value = line.partition("\n")
        expected[key] = value if newline else "true"
    assert parse_config(CONFIG.encode()) == expected


@pytest.mark.parametrize("text", ["[core", "= x", "[a]]\n[", '[a "b]\nc=d', "key = value", "\0"])
def test_nonsense_gives_nothing(text: str):
    assert parse_config(text.encode()) == {}


@given(st.binary(max_size=200))
def test_any_bytes_are_read(data: bytes):
    parse_config(data)


def test_reading_is_linear():
    parse_config(b'[a]\nb = "' + b'\\"' * 200_000)
    parse_config(b"[" * 200_000 + b" " * 200_000)
    parse_config(b'[a "' + b"\\" * 300_000)
