"""Mailmaps, after the examples and rules of gitmailmap(5)."""

from __future__ import annotations

import subprocess

import pytest
from gitrepo import GitRepo
from hypothesis import given
from hypothesis import strategies as st

from drafttime.history import parse_mailmap
from drafttime.model import Person

MAILMAP = """\
# the people of the book
Joe R. Developer <joe@example.com>

Jane Doe <jane@example.com> <jane@laptop.(none)>
<boss@example.com> <bugs@example.com>
Other Author <other@author.xx> nick2 <bugs@example.com>   # trailing words
Santa Claus <santa.claus@northpole.xx> <me@company.xx>
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("joe", "JOE@example.com"), ("Joe R. Developer", "JOE@example.com")),
        (("jane", "jane@LAPTOP.(none)"), ("Jane Doe", "jane@example.com")),
        (("anybody", "bugs@example.com"), ("anybody", "boss@example.com")),
        (("Nick2", "bugs@example.com"), ("Other Author", "other@author.xx")),
        (("me", "me@company.xx"), ("Santa Claus", "santa.claus@northpole.xx")),
        (("me", "unknown@example.com"), ("me", "unknown@example.com")),
    ],
)
def test_people_are_brought_together(before, after):
    assert parse_mailmap(MAILMAP).resolve(Person(*before)) == Person(*after)


def test_git_agrees(tmp_path):
    repo = GitRepo(tmp_path / "book")
    people = [
        "joe <joe@example.com>",
        "jane <jane@laptop.(none)>",
        "NICK2 <BUGS@example.com>",
        "nick3 <bugs@example.com>",
        "me <me@company.xx>",
        "who <who@example.com>",
    ]
    repo.commit({".mailmap": MAILMAP}, "Mailmap")
    (repo.path / ".mailmap").write_text(MAILMAP)
    told = subprocess.run(
        ["git", "check-mailmap", *people],
        cwd=repo.path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    mailmap = parse_mailmap(MAILMAP)
    for person, expected in zip(people, told, strict=True):
        name, _, email = person.removesuffix(">").partition(" <")
        found = mailmap.resolve(Person(name, email))
        assert f"{found.name} <{found.email}>" == expected


def test_later_lines_win_and_add():
    text = "A <new@x> <old@x>\nB <old@x>\n"
    assert parse_mailmap(text).resolve(Person("z", "old@x")) == Person("B", "new@x")


@pytest.mark.parametrize("text", ["", "no address", "<", "A <b", "<>", "A <> B <>", "# A <b@c>"])
def test_lines_that_make_no_sense_change_nobody(text: str):
    assert parse_mailmap(text).resolve(Person("A", "b@c")) == Person("A", "b@c")


@given(st.text(alphabet="<>#@ab \n\r\0\u202e\ud800", max_size=80))
def test_any_text_is_a_mailmap(text: str):
    parse_mailmap(text).resolve(Person("a", "b"))
