"""Options select from the whole, and a log's hours are those of whom it names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from gitrepo import START, GitRepo

from drafttime.errors import UsageError
from drafttime.model import Analysis
from drafttime.pipeline import analyse
from drafttime.request import Request

DAY = 86_400
ADA, BEN = "Ada Writer <ada@example.org>", "Ben <ben@example.org>"


@pytest.fixture
def book(tmp_path: Path) -> GitRepo:
    """Thirty days; Ada writes two days of three, Ben the third; at uneven hours."""
    repo = GitRepo(tmp_path / "book")
    text = ""
    for day in range(30):
        text += "\n" + " ".join(f"word{day}x{k}" for k in range(120)) + ".\n"
        at = START + day * DAY + (day * 37 % 11) * 600
        author = BEN if day % 3 == 2 else ADA
        repo.commit({"ch01.md": text}, f"day {day}", author=author, time=at)
        repo.commit({"ch01.md": text + "\nEnd.\n"}, f"{day} again", author=author, time=at + 2400)
    return repo


def run(book: GitRepo, *logs: str, **overrides: object) -> Analysis:
    given = {**overrides, **({"logs": logs} if logs else {})}
    return analyse(Request(book.path, overrides=given, use_cache=False))


def log(tmp_path: Path, text: str) -> str:
    path = tmp_path / "log.csv"
    path.write_text(text)
    return str(path)


def rows(days: Iterable[int], writer: str, hours: float = 3.0) -> str:
    found = [f"2024-01-{day + 1:02},{hours},{writer}" for day in days]
    return "date,hours,writer\n" + "\n".join(found) + "\n"


@pytest.mark.parametrize("name", ["Ada Writer", "ada writer", "ada@example.org", "ADA@EXAMPLE.ORG"])
def test_a_log_knows_writers_by_any_of_their_names(
    book: GitRepo, tmp_path: Path, name: str
) -> None:
    found = run(book, log(tmp_path, rows([d for d in range(30) if d % 3 < 2], name)))
    assert {s.writer for s in found.sessions} == {"Ada Writer", "Ben"}
    assert len(found.sessions) == 30
    assert found.time.recorded_minutes == 3_600
    assert [c.writer for c in found.time.calibrations] == ["Ada Writer"]


def test_a_name_that_nobody_bears_is_named(book: GitRepo, tmp_path: Path) -> None:
    found = run(book, log(tmp_path, rows(range(3), "Otto")))
    assert any(n.code == "log-writer-unknown" and "Otto" in n.message for n in found.notices)


def test_a_log_that_names_nobody_is_the_busiest_writers(book: GitRepo, tmp_path: Path) -> None:
    nameless = log(tmp_path, "date,hours\n2024-01-03,2\n")
    for overrides in ({}, {"writer": ("Ada Writer",)}):
        found = run(book, nameless, **overrides)
        assert [s.writer for s in found.sessions if s.recorded] == ["Ada Writer"]
    assert run(book, nameless, writer=("Ben",)).time.recorded_minutes == 0


def test_whose_log_it_is_can_be_set_but_not_misspelt(book: GitRepo, tmp_path: Path) -> None:
    nameless = log(tmp_path, "date,hours\n2024-01-03,2\n")
    book.checkout()
    settings = book.path / "drafttime.toml"
    settings.write_text('log-writer = "ben@example.org"\n')
    found = run(book, nameless)
    assert [s.writer for s in found.sessions if s.recorded] == ["Ben"]
    settings.write_text('log-writer = "Bin"\n')
    with pytest.raises(UsageError, match="Bin"):
        run(book, nameless)


def test_a_days_sessions_are_the_same_when_asked_for_alone(book: GitRepo, tmp_path: Path) -> None:
    named = log(tmp_path, rows(range(10), "Ada Writer"))
    for logs in ((), (named,)):
        whole = run(book, *logs)
        part = run(book, *logs, since="2024-01-14", until="2024-01-16")
        wanted = [s for s in whole.sessions if s.day and 14 <= s.day.day <= 16]
        assert [s.estimate for s in part.sessions] == [s.estimate for s in wanted]
        assert part.time.calibrations == (whole.time.calibrations if logs else ())
        assert part.time.estimate is not None
        assert (
            part.time.estimate.mid_minutes
            < 0.3 * (whole.time.estimate or part.time.estimate).mid_minutes
        )


def test_one_writers_sessions_are_the_same_when_asked_for_alone(book: GitRepo) -> None:
    whole, part = run(book), run(book, writer=("Ben",))
    wanted = [s.estimate for s in whole.sessions if s.writer == "Ben"]
    assert [s.estimate for s in part.sessions] == wanted
    assert {r.session for r in part.revisions if not r.labour} == {None}
    assert [gap.writer for gap in part.time.gaps] == ["Ben"]


def test_a_record_past_midnight_meets_the_commits_after_it(book: GitRepo, tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "owl")
    text = ""
    for day in range(20):
        text += "\n" + " ".join(f"owl{day}x{k}" for k in range(90)) + ".\n"
        midnight = START - 9 * 3600 + (day + 1) * DAY
        repo.commit({"ch01.md": text}, f"night {day}", time=midnight + 600 + 60 * (day % 7))
    nights = "".join(
        f"2024-01-{day + 1:02} 21:00,2024-01-{day + 2:02} 00:30\n" for day in range(20)
    )
    found = run(repo, log(tmp_path, "start,end\n" + nights))
    assert [s.source for s in found.sessions] == ["csv"] * 20
    assert found.time.recorded_minutes == found.time.observed_minutes == 20 * 210
    assert [c.days for c in found.time.calibrations] == [20]
    assert all(len(s.revisions) == 1 for s in found.sessions)


def test_what_was_recorded_in_the_week_is_not_estimated_on_friday(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "weekly")
    text = ""
    for week in range(16):
        text += "\n" + " ".join(f"week{week}x{k}" for k in range(900)) + ".\n"
        friday = START + (7 * week + 4) * DAY
        repo.commit({"ch01.md": text}, f"week {week}", time=friday + 600 * (week % 5))
    found = run(repo, log(tmp_path, "date,hours\n2024-01-08,2\n2024-01-09,2\n"))
    second = found.sessions[3]
    assert (second.source, second.day and second.day.day) == ("commits", 12)
    alone = run(repo).sessions[1]
    assert second.estimate is not None
    assert alone.estimate is not None
    assert second.estimate.mid_minutes == pytest.approx(alone.estimate.mid_minutes - 240)


@pytest.mark.parametrize("small", [0, 1, 40])
def test_a_night_that_is_cut_at_midnight_keeps_its_order(tmp_path: Path, small: int) -> None:
    repo = GitRepo(tmp_path / "night")
    text = ""
    for day in range(20):
        text += "\n" + " ".join(f"day{day}x{k}" for k in range(80)) + ".\n"
        repo.commit({"ch01.md": text}, f"day {day}", time=START + day * DAY + 60 * (day % 7))
    late = START - 9 * 3600 + 21 * DAY + 22 * 3600
    text += "\n" + " ".join(f"late{k}" for k in range(2_000)) + ".\n"
    repo.commit({"ch01.md": text}, "late", time=late)
    for k in range(4):
        text += "\n" + " ".join(f"later{k}x{n}" for n in range(small)) + "\n"
        repo.commit({"ch01.md": text}, f"later {k}", time=late + 7_300 + 1_800 * k)
    whole = run(repo)
    cut = run(repo, since="2024-01-23")
    for found in (whole, cut):
        for estimate in (found.time.estimate, *(s.estimate for s in found.sessions)):
            assert estimate is not None
            assert 0 <= estimate.low_minutes <= estimate.mid_minutes <= estimate.high_minutes
        floor = sum(s.observed_minutes for s in found.sessions)
        assert found.time.estimate is not None
        assert floor <= found.time.estimate.low_minutes + 1e-6
