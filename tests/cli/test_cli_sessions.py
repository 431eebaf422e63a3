"""sessions and import: what is printed, in which form, and where it goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gitrepo import START, GitRepo

from drafttime.cli._app import command_line
from drafttime.cli._run import run

DAY = 86_400
HOSTILE = "ch\x1b[31m01.md"


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twenty days of writing by two writers; one stands in the book's folder."""
    repo = GitRepo(tmp_path / "book")
    text = ""
    for day in range(20):
        text += "\n" + " ".join(f"word{day}x{k}" for k in range(50)) + ".\n"
        author = "Ben <b@x>" if day == 7 else "Ada <a@x>"
        repo.commit({"ch01.md": text}, author=author, time=START + day * DAY)
        repo.commit({"ch01.md": text + "\nEnd.\n"}, author=author, time=START + day * DAY + 1200)
    repo.tag("draft-1")
    repo.checkout()
    monkeypatch.chdir(repo.path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("DRAFTTIME_CACHE", str(tmp_path / "cache"))
    return repo.path


def call(*arguments: str) -> int:
    return run(command_line(), list(arguments))


def test_the_table_stands_below_what_it_comes_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("sessions") == 0
    output, errors = capsys.readouterr()
    assert "Observed: at least 6 hours 40 minutes, in 20 sessions." in output
    assert "Probably it took" in output
    assert "1 Jan 2024  09:00  09:20  Ada" in output
    assert errors == ""


def test_rows_can_be_weeks_drafts_or_chapters(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("sessions", "--by", "week") == 0
    assert "1–7 Jan 2024" in capsys.readouterr().out
    assert call("sessions", "--by", "chapter") == 0
    assert "There is nothing to list." in capsys.readouterr().out
    assert call("sessions", "--by", "moon") == 2
    assert "none of session, week, draft and chapter" in capsys.readouterr().err


def test_a_limit_keeps_the_last_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("sessions", "--limit", "2") == 0
    output = capsys.readouterr().out
    assert "20 Jan 2024" in output
    assert "18 Jan 2024" not in output
    assert "And 18 before these: --limit 20." in output


def test_other_forms(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("sessions", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found["sessions"]) == 20
    assert found["time"]["estimated_minutes"]["low"] >= found["time"]["observed_minutes"]
    assert call("sessions", "--format", "csv") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("index,writer,day,start,end,revisions")
    assert len(lines) == 21
    assert call("sessions", "--format", "csv", "--by", "week") == 0
    assert capsys.readouterr().out.startswith("name,start,end,sessions,words_touched")
    assert call("sessions", "--format", "md") == 0
    assert "| Day | From | To | Writer |" in capsys.readouterr().out


def test_a_table_can_be_written_to_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "sessions.csv"
    assert call("sessions", "--format", "csv", "--out", str(place)) == 0
    assert len(place.read_text().splitlines()) == 21
    assert capsys.readouterr().out == ""


def test_a_log_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.csv"
    log.write_text("date,hours,note\n2024-01-01,2,weir\n2024-01-02,3,ebb\n2024-01-03,4,weir\n")
    assert call("sessions", "--logs", str(log), "--log-only", "WEIR") == 0
    output, errors = capsys.readouterr()
    assert "Recorded: 6 hours on 2 days (csv)." in output
    assert (
        "2 h  recorded  csv" in output.replace("  ", " ").replace("  ", " ") or "recorded" in output
    )
    assert "2 entries on 2 days, 6.0 hours; 1 not taken in." in errors


def test_import_shows_and_stores_nothing(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.csv"
    log.write_text("date,hours,note\n2024-01-01,2,the weir\n2024-01-03,4,\x1b]0;x\x07ebb\n")
    before = sorted(path.name for path in book.iterdir())
    assert call("import", str(log)) == 0
    output = capsys.readouterr().out
    assert "2 entries on 2 days, 1–3 Jan 2024" in output
    assert "6 h; a day typically 3 h, at most 4 h" in output
    assert "\x1b" not in output
    assert "Nothing was stored." in output
    assert sorted(path.name for path in book.iterdir()) == before


def test_import_as_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.csv"
    log.write_text("start,end\n2024-01-01T20:00+01:00,2024-01-01T21:00+01:00\n")
    assert call("import", str(log), "--json", "-") == 0
    (found,) = json.loads(capsys.readouterr().out)["logs"]
    assert found["records"][0]["start"] == "2024-01-01T20:00:00+01:00"
    assert found["records"][0]["minutes"] == 60


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("date,hours\n2024-01-01,-2\n", "line 2"),
        ("date,hours\n2024-13-01,2\n", "line 2"),
        ("start,end\n2024-01-01 10:00,2024-01-01 09:00\n", "line 2"),
        ("once upon a time\n", "no log of a known kind"),
    ],
)
def test_a_log_that_is_half_understood_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, said: str
) -> None:
    log = tmp_path / "log.csv"
    log.write_text(content)
    assert call("import", str(log)) == 1
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.startswith("error: ")
    assert said in errors
    assert "hint: " in errors
    assert call("report", "--logs", str(log)) == 1
    assert not Path("drafttime-report").exists()


def test_a_log_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("sessions", "--logs", "no-such-log.csv") == 1
    assert "no-such-log.csv: it cannot be read" in capsys.readouterr().err
    assert call("sessions", "--logs", ".") == 1
    assert "it is no plain file" in capsys.readouterr().err
