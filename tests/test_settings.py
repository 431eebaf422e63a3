from __future__ import annotations

import dataclasses
import time
from datetime import UTC, date, datetime

import pytest

from drafttime.errors import SettingsError
from drafttime.settings import SETTINGS, Settings, resolve_settings
from drafttime.settings.fields import NOT_SET_BY_WRITERS


def resolve(toml=None, book=None, **overrides):
    return resolve_settings(toml, name="drafttime.toml", book=book, overrides=overrides)


def refused(toml=None, book=None, **overrides) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        resolve(toml, book, **overrides)
    return caught.value


def test_without_a_file_everything_has_its_default():
    assert resolve() == Settings()
    assert resolve("") == dataclasses.replace(Settings(), source="drafttime.toml")


def test_every_setting_is_read():
    settings = resolve(
        """
title = "The Tidewright"
author = "M. Arden"
first = "draft-1"
final = "HEAD~3"
include = ["chapters/**/*.md", './coda.md']
exclude = "chapters/interlude-*.md"
order = ["coda.md"]
gap = 90
time-rule = "git-hours"
typing_speed = 45.5
since = 2024-03-01
until = "2024-11-30"
writer = "M. Arden"
logs = ["log.csv"]
show-text = true
show-cuts = true
quiet = true
no-cache = true
no-color = true
[drafts]
"First draft" = "3f2a9c1"
second = "draft-2"
[format]
"*.text" = "Markdown"
[writers]
"M. Arden" = ["mo@arden.example", "Mo"]
"""
    )
    assert settings == Settings(
        title="The Tidewright",
        author="M. Arden",
        first="draft-1",
        final="HEAD~3",
        drafts={"First draft": "3f2a9c1", "second": "draft-2"},
        include=("chapters/**/*.md", "coda.md"),
        exclude=("chapters/interlude-*.md",),
        order=("coda.md",),
        format={"*.text": "markdown"},
        gap=90.0,
        time_rule="git-hours",
        typing_speed=45.5,
        since=date(2024, 3, 1),
        until=date(2024, 11, 30),
        writer=("M. Arden",),
        writers={"M. Arden": ("mo@arden.example", "Mo")},
        logs=("log.csv",),
        show_text=True,
        show_cuts=True,
        quiet=True,
        no_cache=True,
        no_color=True,
        source="drafttime.toml",
    )
    assert list(settings.drafts) == ["First draft", "second"]


def test_the_command_line_wins_and_is_remembered():
    settings = resolve("gap = 90\nwriter = 'A'", gap=30, writer=["B", "C"], first=None)
    assert (settings.gap, settings.writer, settings.first) == (30.0, ("B", "C"), None)
    assert settings.given == {"gap", "writer"}


def test_a_book_overrides_what_stands_above_it():
    toml = """
gap = 90
title = "Both"
[books.tide]
title = "Tide"
include = ["tide/*.md"]
[books."low water"]
include = ["low/*.md"]
"""
    tide = resolve(toml, book="tide")
    assert (tide.book, tide.title, tide.gap, tide.include) == ("tide", "Tide", 90, ("tide/*.md",))
    assert tide.other_books == {"low water": ("low/*.md",)}
    assert resolve(toml, book="tide", title="Mine").title == "Mine"
    assert resolve('book = "low water"\n' + toml).title == "Both"
    assert resolve('book = "low water"\n' + toml, book="tide").book == "tide"


def test_the_only_book_needs_no_name_and_several_do():
    assert resolve("[books.tide]\ngap = 5").gap == 5
    error = refused("gap = 1\n[books.a]\ngap = 5\n[books.b]")
    assert error.message == 'drafttime.toml, line 2: there are several books: "a", "b"'
    assert "--book" in error.hint


def test_an_unknown_book_is_named_with_those_that_exist():
    error = refused("[books.tide]\n", book="tied")
    assert error.message == '--book: there is no book "tied"'
    assert '"tide"' in error.hint
    assert "[books.NAME]" in refused(book="tide").hint
    assert "line 1" in refused('book = "x"').message


@pytest.mark.parametrize(
    ("toml", "message", "hint"),
    [
        ("\n\ngpa = 90", "drafttime.toml, line 3: there is no setting `gpa`", "mean `gap`?"),
        ("[tool]\nx = 1", "line 1: there is no setting `tool`", "the settings are: title, author"),
        ("gap = 'two hours'", 'line 1: `gap` is "two hours"', "from 1 to 10080"),
        ("gap = true", "`gap` is true", "for example: gap = 90"),
        ("gap = nan", "`gap` is nan", "minutes"),
        ("gap = 0", "`gap` is 0", "from 1"),
        ("typing-speed = 1000", "`typing-speed` is 1000", "300"),
        ("title = 3", "`title` is 3", "text in quotes"),
        ("title = ' '", "`title` is empty", "text in quotes"),
        ('title = "a\\u0000b"', "`title` is", "on one line"),
        ("include = [1]", "`include` is 1", "patterns"),
        ("include = ['../x']", '`include` is "../x"', "inside the repository"),
        ("logs = ['/etc/passwd']", '`logs` is "/etc/passwd"', "inside the repository"),
        ("logs = ['C:\\x']", "`logs` is", "inside the repository"),
        ("since = 2024-03-01T10:00:00Z", "`since` is 2024-03-01 10:00:00+00:00", "YEAR-MONTH-DAY"),
        ("since = '2024-02-30'", '`since` is "2024-02-30"', "since = 2024-03-01"),
        ("time-rule = 'guess'", '`time-rule` is "guess"', '"observed" or "git-hours"'),
        ("show-text = 'yes'", '`show-text` is "yes"', "true or false"),
        ("drafts = ['a']", "`drafts` is a list of 1", "a table"),
        ("[drafts]\na = 1", "line 2: `drafts.a` is 1", "revision"),
        ("[books.x.format]\n'../a' = 'b'", 'line 2: `format.../a` is "../a"', "patterns"),
        ("[writers]\nA = ['x']\nB = ['X']", "gives", "once"),
        ("books = 3", "`books` is not a table of books", "[books.tide]"),
        ("[books]\na = 3", "`books` is not a table of books", "[books.tide]"),
        ("[books.a]\n\ngapp = 1", "line 3: there is no setting `gapp`", "`gap`"),
        ("[books.a]\nbook = 'b'", "line 2: there is no setting `book`", "settings are"),
        (
            "time-rule = 'observed'\ntime_rule = 'observed'",
            "line 2: `time_rule` is set",
            "keep one",
        ),
        ("gap = ", "line 1: this is not a setting", "gap = 90"),
        ("x" * 3000 + " = 1", "line 1: the line has 3,004 characters", "2,000"),
        ("#\n" * 40000, "is 80,000 characters long", "65,536"),
        ("gap = " + "\n".join(["["] * 5000), "brackets", "list"),
        ("gap = [\n" + "[" * 1999 + "\n" + "]" * 1999 + "\n]", "drafttime.toml", "list"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line_and_what_is_allowed(toml, message, hint):
    error = refused(toml)
    assert message in error.message
    assert hint in error.hint
    assert error.exit_code == 1


@pytest.mark.parametrize("key", ["out", "json", "open", "allow-linked", "allow_linked"])
@pytest.mark.parametrize("head", ["", "[books.a]\n"])
def test_a_repository_cannot_decide_where_drafttime_writes_or_whom_it_trusts(key, head):
    error = refused(f"{head}{key} = true")
    assert f"`{key}` cannot be set in a file" in error.message
    assert f"line {1 + head.count(chr(10))}" in error.message
    assert f"--{key.replace('_', '-')}" in error.hint


def test_a_bad_option_is_named_as_an_option_and_is_a_usage_error():
    error = refused(gap=-1)
    assert (error.message, error.exit_code) == ("--gap is -1", 2)
    assert refused(time_rule="x").message == '--time-rule is "x"'
    assert refused(sincee="x").exit_code == 2
    assert "allow_linked" in refused(allow_linked=True).message


def test_a_log_on_the_command_line_may_lie_anywhere():
    assert resolve(logs=["/home/mo/log.csv", "../x.csv"]).logs == ("/home/mo/log.csv", "../x.csv")


def test_days_must_follow_each_other():
    error = refused("since = 2024-03-02\nuntil = 2024-03-01")
    assert error.message.startswith("drafttime.toml, line 2: `until` (2024-03-01) lies before")
    error = refused("since = 2024-03-02", until="2024-03-01")
    assert error.message.startswith("--until: ")
    assert error.exit_code == 2
    error = refused("since = 2024-03-02\n[books.a]\n\nuntil = 2024-03-01")
    assert error.message.startswith("drafttime.toml, line 4: ")
    assert resolve("since = 2024-03-02\nuntil = 2024-03-02").until == date(2024, 3, 2)
    assert resolve(since=date(2024, 1, 1)).since == date(2024, 1, 1)
    assert "since" in refused(since=datetime(2024, 1, 1, tzinfo=UTC)).message


def test_dotted_keys_of_great_depth_do_not_take_minutes():
    line = "a" + ".a" * 990 + " = 1"
    began = time.monotonic()
    refused("\n".join(line.replace("a", chr(97 + i % 26), 1) for i in range(33)))
    assert time.monotonic() - began < 5


def test_every_setting_has_a_row_whose_example_works():
    names = {f.name for f in dataclasses.fields(Settings)} - NOT_SET_BY_WRITERS
    assert [info.attribute for info in SETTINGS] == [
        f.name for f in dataclasses.fields(Settings) if f.name in names
    ]
    for info in SETTINGS:
        read = resolve(info.example)
        assert getattr(read, info.attribute) != getattr(Settings(), info.attribute), info.name
        assert all((info.kind, info.default, info.meaning)), info.name


def test_settings_become_plain_values_for_the_exchange_format():
    plain = resolve("since = 2024-03-01\ninclude = ['a']\n[writers]\nA = 'b'").as_object()
    assert list(plain) == [info.name for info in SETTINGS]
    assert (plain["since"], plain["include"], plain["writers"], plain["gap"]) == (
        "2024-03-01",
        ["a"],
        {"A": ["b"]},
        None,
    )
