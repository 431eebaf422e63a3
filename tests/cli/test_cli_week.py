"""week: which week is meant, what is printed, and that no word of the writer is overwritten."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import typer
from gitrepo import START, GitRepo
from invented_weeks import MONDAY, a_week, diary, quiet_week, weeks

from drafttime import pipeline
from drafttime.cli._app import command_line
from drafttime.cli._run import run
from drafttime.cli.week import day_asked
from drafttime.model import FoundWeeks, Notice
from drafttime.output.leftovers import Unfinished, new_file
from drafttime.request import Request
from drafttime.stages.weeks import Asked

TODAY = date(2025, 11, 5)
TIDE = "The tide had turned before anybody on the quay thought of the clock.\n"
LAMP = "She carried the lamp down to the water and set it on the third step.\n"
RAIN = "It rained on the harbour office, on the nets, and on the men who mended them.\n"
Pretend = Callable[[FoundWeeks], list[tuple[Request, Asked]]]


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("DRAFTTIME_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("drafttime.cli.week.today", lambda: TODAY)


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Pretend:
    def put(found: FoundWeeks) -> list[tuple[Request, Asked]]:
        seen: list[tuple[Request, Asked]] = []

        def look_back(request: Request, asked: Asked, progress: object) -> FoundWeeks:
            seen.append((request, asked))
            return found

        monkeypatch.setattr(pipeline, "look_back", look_back)
        return seen

    return put


def week(*arguments: str) -> int:
    return run(command_line(), ["week", *arguments])


@pytest.mark.parametrize(
    ("of", "now", "monday"),
    [
        (None, date(2025, 11, 5), date(2025, 11, 3)),
        (None, date(2025, 11, 9), date(2025, 11, 3)),
        (None, date(2025, 11, 10), date(2025, 11, 3)),  # a Monday: the week before
        ("this", date(2025, 11, 10), date(2025, 11, 10)),
        ("last", date(2025, 11, 10), date(2025, 11, 3)),
        ("last", date(2025, 11, 9), date(2025, 10, 27)),
        ("2025-10-30", TODAY, date(2025, 10, 27)),
        ("2025-W44", TODAY, date(2025, 10, 27)),
        ("2020-W53", TODAY, date(2020, 12, 28)),
        ("2025-W01", TODAY, date(2024, 12, 30)),
    ],
)
def test_which_week_is_meant(of: str | None, now: date, monday: date) -> None:
    day = day_asked(of, now)
    assert day - timedelta(days=day.weekday()) == monday


@pytest.mark.parametrize("text", ["", "monday", "2025-13-01", "2025-W60", "2021-W53", "30.10.2025"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="write it as 2025-10-30"):
        day_asked(text, TODAY)


def test_the_options_reach_the_request(pretend: Pretend) -> None:
    seen = pretend(weeks())
    assert week("there", "--of", "2025-10-30", "--weeks", "3", "--writer", "A", "--show-text") == 0
    assert week() == 0
    overrides = {"writer": ("A",), "show_text": True}
    assert seen == [
        (Request(Path("there"), overrides=overrides), Asked(date(2025, 10, 30), TODAY, 3)),
        (Request(Path()), Asked(TODAY, TODAY, 1)),
    ]


def test_forms(pretend: Pretend, capsys: pytest.CaptureFixture[str]) -> None:
    pretend(weeks())
    assert week() == 0
    assert capsys.readouterr().out.startswith("The Tidewright · 27 Oct – 2 Nov 2025\n\n  Words ")
    assert week("--quiet") == 0
    assert capsys.readouterr().out == ""
    assert week("--format", "md", "--quiet") == 0
    assert capsys.readouterr().out.startswith("<!-- drafttime week 2025-W44 ")
    assert week("--format", "html") == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")
    assert week("--format", "json", "--out", "-") == 0
    assert json.loads(capsys.readouterr().out)["weeks"][0]["week"] == "2025-W44"
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "xml"], "'xml' is none of text, md, html and json"),
        (["--weeks", "0"], "'0' is not a whole number from 1"),
        (["--of", "never"], "'never' is no day"),
        (["--out", "retros", "--format", "html"], "drafttime week --format html > week.html"),
        (["--since", "2025-01-01"], "--since"),
    ],
)
def test_what_makes_no_sense(
    pretend: Pretend, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    seen = pretend(weeks())
    assert week(*arguments) == 2
    assert said in capsys.readouterr().err
    assert seen == []


def test_what_is_in_no_commit_is_said_of_a_week_that_lasts(
    pretend: Pretend, capsys: pytest.CaptureFixture[str]
) -> None:
    notices = (Notice("shallow", "This is a shallow clone."), Notice("read-as-plain", "No."))
    changed = ("a.md", "b\x1b.md", "c.md", "d.md")
    pretend(weeks(a_week(state="so far"), uncommitted=changed, notices=notices))
    assert week() == 0
    assert capsys.readouterr().err == (
        "note: changes in a.md, b⟨U+001B⟩.md, c.md and 1 more are in no commit, and not in this "
        "week.\nnote: This is a shallow clone.\n"
    )
    pretend(weeks(uncommitted=changed, partial=True))
    assert week() == 3
    assert capsys.readouterr().err == ""


def test_a_week_and_what_is_said_below_it_are_one_screen(
    pretend: Pretend, capsys: pytest.CaptureFixture[str]
) -> None:
    busy = a_week(state="so far", diary=diary(40))
    pretend(weeks(busy, uncommitted=("a.md",), notices=(Notice("shallow", "Shallow. " * 20),)))
    assert week() == 0
    out, err = capsys.readouterr()
    rows = [-(-max(1, len(line)) // 80) for line in (out + err).splitlines()]
    assert sum(rows) == 22


def test_a_file_a_week_and_every_answer_is_kept(
    pretend: Pretend, capsys: pytest.CaptureFixture[str]
) -> None:
    before = quiet_week(monday=MONDAY - timedelta(days=7))
    pretend(weeks(before, a_week(revisions=3, state="so far")))
    assert week("--weeks", "2", "--out", "retros") == 0
    assert capsys.readouterr() == ("", "2 weeks in retros: 2 written\n")
    path = Path("retros/2025-W44.md")
    assert sorted(Path("retros").iterdir()) == [Path("retros/2025-W43.md"), path]
    text = path.read_text()
    assert "so far" in text
    answered = text.replace("resisted\n", "resisted\n\nThe weir, again.  \n").encode() + b"\xff end"
    path.write_bytes(b"---\nmood: wet\n---\n" + answered)
    path.chmod(0o600)
    pretend(weeks(before, a_week()))
    assert week("--weeks", "2", "--out", "retros") == 0
    assert capsys.readouterr().err == "2 weeks in retros: 1 nothing new, 1 written anew\n"
    now = path.read_bytes()
    assert b"so far" not in now
    assert now.startswith(b"---\nmood: wet\n---\n<!-- drafttime week 2025-W44")
    assert now.endswith(answered[answered.index(b"## What I worked on") :])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    stamp = path.stat().st_mtime_ns
    pretend(weeks())
    assert week("--out", "retros", "--quiet") == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (now, stamp)


def test_what_the_writer_made_or_changed_is_left_alone_and_the_rest_is_written(
    pretend: Pretend, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [quiet_week(monday=MONDAY - timedelta(days=7 * k)) for k in (3, 2, 1)]
    pretend(weeks(*found))
    assert week("--out", "retros") == 0
    mine, edited = Path("retros/2025-W41.md"), Path("retros/2025-W42.md")
    mine.write_text("my own notes\n")
    edited.write_text(edited.read_text().replace("No commits touched", "I thought about"))
    kept = mine.read_bytes(), edited.read_bytes()
    capsys.readouterr()
    pretend(weeks(*found, a_week()))
    assert week("--out", "retros") == 1
    assert (mine.read_bytes(), edited.read_bytes()) == kept
    assert Path("retros/2025-W44.md").exists()
    assert capsys.readouterr().err == (
        "4 weeks in retros: 2 left alone, 1 nothing new, 1 written\n"
        "note: retros/2025-W42.md was left as it is: what drafttime wrote in it was changed by "
        "hand, or is that of another week or book\n"
        "error: retros/2025-W41.md was left as it is: it was not written by drafttime week\n"
        "hint: move the file away to have a new one made; or, to keep it, move your words below "
        "the second mark and empty what stands between the two\n"
    )


def test_nothing_is_written_through_links_or_into_what_is_no_folder(
    pretend: Pretend, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = pretend(weeks())
    Path("real").mkdir()
    Path("link").symlink_to("real")
    Path("file").write_text("x")
    for place in ("link", "file", "no/such", "nul\0"):
        assert week("--out", place) == 1
    assert seen == []
    Path("chapter.md").write_text("the manuscript")
    Path("real/2025-W44.md").symlink_to("../chapter.md")
    assert week("--out", "real") == 1
    os.unlink("real/2025-W44.md")  # noqa: PTH108 - the link, whatever it leads to
    os.mkfifo("real/2025-W44.md")
    assert week("--out", "real") == 1
    Path("real/2025-W44.md").unlink()
    Path("real/2025-W44.md").mkdir()
    assert week("--out", "real") == 1
    assert Path("chapter.md").read_text() == "the manuscript"
    assert "no plain file\nhint: move it away" in capsys.readouterr().err


def test_what_an_editor_saves_while_the_file_is_made_is_kept(
    pretend: Pretend, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(weeks(a_week(revisions=3, state="so far")))
    assert week("--out", "retros") == 0
    path, other = Path("retros/2025-W44.md"), Path("others/2025-W44.md")
    saved = path.read_bytes() + b"The weir.\n"
    pretend(weeks())

    def write(parent: Path, data: bytes) -> Unfinished:
        made = new_file(parent, data)
        (parent / path.name).write_bytes(saved)
        return made

    monkeypatch.setattr("drafttime.cli._place.new_file", write)
    for folder in ("retros", "others"):
        assert week("--out", folder) == 1
        assert "saved it meanwhile\nhint: repeat" in capsys.readouterr().err
    assert path.read_bytes() == other.read_bytes() == saved
    assert [*path.parent.iterdir(), *other.parent.iterdir()] == [path, other]


def test_a_week_to_come_has_no_file(pretend: Pretend, capsys: pytest.CaptureFixture[str]) -> None:
    pretend(weeks(quiet_week(state="ahead")))
    assert week("--out", "retros") == 0
    assert "retros/2025-W44.md: this week is still to come" in capsys.readouterr().err
    assert not Path("retros").exists()


def test_a_failed_write_leaves_what_was_there(
    pretend: Pretend, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(weeks(a_week(revisions=3, state="so far")))
    assert week("--out", "retros") == 0
    old = Path("retros/2025-W44.md").read_bytes()
    pretend(weeks())

    def full(self: Path, other: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert week("--out", "retros") == 1
    assert "No space left" in capsys.readouterr().err
    assert [path.read_bytes() for path in Path("retros").iterdir()] == [old]


def test_two_books_in_one_folder_do_not_take_turns(pretend: Pretend) -> None:
    pretend(weeks())
    assert week("--out", "retros") == 0
    pretend(replace(weeks(), name="Another Book"))
    assert week("--out", "retros") == 1
    assert "Another Book" not in Path("retros/2025-W44.md").read_text()


def test_a_book_from_end_to_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repo = GitRepo(tmp_path / "Tide")
    repo.commit({"ch1.md": f"{TIDE}\n{LAMP}"}, "begin: \x1b[31mred", time=START)
    repo.commit({"ch1.md": f"{TIDE}\n{RAIN}"}, "no lamp", time=START + 86_400)
    arguments = (str(repo.path), "--of", "2024-W01")
    assert week(*arguments) == 0
    text = capsys.readouterr().out
    assert f"  Words     {len((TIDE + LAMP + RAIN).split())} in, {len(LAMP.split())} out" in text
    assert "  Diary     Mon  begin: ⟨U+001B⟩[31mred\n            Tue  no lamp\n" in text
    assert week(*arguments, "--show-text", "--out", str(repo.path / "retros")) == 0
    assert LAMP.strip() in (repo.path / "retros" / "2024-W01.md").read_text()
