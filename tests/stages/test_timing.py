"""Time from real histories and logs: everything adds up, and records take their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from gitrepo import START, GitRepo

from drafttime.clock.logs import LogError
from drafttime.model import Analysis, Estimate, Spell
from drafttime.pipeline import analyse
from drafttime.request import Request

DAY = 86_400
MORNING = START  # a Monday, nine o'clock


def words(number: int, seed: int = 0) -> str:
    return " ".join(f"word{seed}x{k}" for k in range(number)) + ".\n"


@pytest.fixture
def book(tmp_path: Path) -> GitRepo:
    """Twenty days with two commits each, in two chapters; a tag after the tenth."""
    repo = GitRepo(tmp_path / "book")
    text = {"ch01.md": "", "ch02.md": ""}
    for day in range(20):
        for place, name in enumerate(text):
            text[name] += "\n" + words(60, seed=100 * day + place)
            repo.commit({name: text[name]}, f"day {day}", time=MORNING + day * DAY + place * 1800)
        if day == 9:
            repo.tag("draft-1")
    return repo


Timed = Callable[..., Analysis]


@pytest.fixture
def timed(book: GitRepo) -> Timed:
    def run(*logs: str, **overrides: object) -> Analysis:
        given = {**overrides, **({"logs": logs} if logs else {})}
        return analyse(Request(book.path, overrides=given, use_cache=False))

    return run


def csv(tmp_path: Path, rows: dict[str, float], name: str = "log.csv") -> str:
    path = tmp_path / name
    path.write_text("date,hours\n" + "".join(f"{day},{hours}\n" for day, hours in rows.items()))
    return str(path)


def day(number: int) -> str:
    return datetime.fromtimestamp(MORNING + number * DAY, UTC).date().isoformat()


def whole(estimate: Estimate | None) -> Estimate:
    assert estimate is not None
    return estimate


def check_sums(analysis: Analysis) -> None:
    """Hold what the page says of time against the sessions."""
    time, sessions = analysis.time, analysis.sessions
    assert time.observed_minutes == pytest.approx(sum(s.observed_minutes for s in sessions))
    mids = sum(whole(s.estimate).mid_minutes for s in sessions)
    assert whole(time.estimate).mid_minutes == pytest.approx(mids)
    for spells in (time.weeks, time.drafts, time.chapters):
        if spells:
            assert _sum(spells, "observed_minutes") == pytest.approx(time.observed_minutes)
            assert _sum(spells, "recorded_minutes") == pytest.approx(time.recorded_minutes)
            assert sum(whole(s.estimate).mid_minutes for s in spells) == pytest.approx(mids)
    seen = Counter(commit for session in sessions for commit in session.revisions)
    assert set(seen.values()) <= {1}
    for revision in analysis.revisions:
        if revision.session is not None:
            assert revision.commit in sessions[revision.session].revisions
    for one in (time.estimate, *(s.estimate for s in sessions), *(s.estimate for s in time.weeks)):
        found = whole(one)
        assert 0 <= found.low_minutes <= found.mid_minutes <= found.high_minutes


def _sum(spells: tuple[Spell, ...], name: str) -> float:
    return sum(getattr(spell, name) for spell in spells)


def test_everything_adds_up_without_a_log(timed: Timed) -> None:
    found = timed()
    check_sums(found)
    assert len(found.sessions) == 20
    assert found.time.observed_minutes == 20 * 30
    assert [spell.name for spell in found.time.drafts] == ["Draft 1", "Final"]
    assert [spell.sessions for spell in found.time.drafts] == [10, 10]
    assert [spell.name for spell in found.time.chapters] == ["ch01.md", "ch02.md"]
    assert [week.sessions for week in found.time.weeks] == [7, 7, 6]
    assert found.time.weeks[0].name == "2024-01-01"
    assert found.time.trials[0].gap_minutes == 30
    assert [r.habit for r in found.time.regimes] == ["by hand"]


def test_a_log_takes_its_days_and_teaches_the_others(timed: Timed, tmp_path: Path) -> None:
    before = whole(timed().time.estimate)
    log = csv(tmp_path, {day(k): 6.0 for k in range(10)})
    found = timed(log)
    check_sums(found)
    assert found.time.recorded_minutes == 3_600
    assert [s.source for s in found.sessions] == ["csv"] * 10 + ["commits"] * 10
    assert all(s.words_inserted == 120 for s in found.sessions)
    (learned,) = found.time.calibrations
    assert learned.days == 10
    assert learned.factor > 1.5
    after = whole(found.time.estimate)
    assert after.high_minutes / after.low_minutes < before.high_minutes / before.low_minutes
    rest = whole(found.sessions[-1].estimate).mid_minutes
    assert rest == pytest.approx(
        learned.factor * whole(timed().sessions[-1].estimate).mid_minutes, rel=1e-6
    )
    assert any(n.code == "log-read" and "10 entries on 10 days" in n.message for n in found.notices)
    assert any(a.where.startswith("logs") for a in found.time.agreements)


def test_a_record_of_everything_leaves_nothing_to_estimate(timed: Timed, tmp_path: Path) -> None:
    found = timed(csv(tmp_path, {day(k): 2.0 for k in range(20)}))
    check_sums(found)
    assert found.time.estimate == Estimate(2_400, 2_400, 2_400)


def test_recorded_days_without_commits_count_and_later_ones_do_not(
    timed: Timed, tmp_path: Path
) -> None:
    found = timed(csv(tmp_path, {"2023-12-24": 3.0, day(5): 1.0, day(60): 9.0}))
    check_sums(found)
    assert found.time.recorded_minutes == 240
    assert found.time.chapters[-1].name == "no chapter"
    assert found.time.chapters[-1].recorded_minutes == 180
    assert found.sessions[0].day == date(2023, 12, 24)
    assert found.sessions[0].revisions == ()
    assert any("1 after the last commit" in notice.message for notice in found.notices)
    assert any("1 of them before the first" in notice.message for notice in found.notices)


def test_filters_hold_for_records_too(timed: Timed, tmp_path: Path) -> None:
    log = csv(tmp_path, {day(k): 1.0 for k in range(20)})
    found = timed(log, since=day(5), until=day(8))
    check_sums_of_part(found)
    assert found.time.recorded_minutes == 240


def check_sums_of_part(found: Analysis) -> None:
    assert found.time.observed_minutes == pytest.approx(
        sum(s.observed_minutes for s in found.sessions)
    )


def test_few_revisions_are_not_estimated(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "short")
    for k in range(14):
        repo.commit({"ch01.md": words(20 * (k + 1))}, time=MORNING + k * DAY)
    found = analyse(Request(repo.path, use_cache=False))
    assert found.time.estimate is None
    assert "too few" in found.time.why_no_estimate
    assert all(session.estimate is None for session in found.sessions)
    repo.commit({"ch01.md": words(400)}, time=MORNING + 15 * DAY)
    assert analyse(Request(repo.path, use_cache=False)).time.estimate is not None


def test_what_arrived_at_once_has_no_time(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "imported")
    text = {f"ch{k:02}.md": words(3_000, seed=k) for k in range(10)}
    for k, (name, content) in enumerate(text.items()):  # a script commits chapter by chapter
        repo.commit({name: content}, time=MORNING + k)
    for k in range(20):
        at = MORNING + (k + 1) * DAY + k * k * 60
        repo.commit({"ch00.md": text["ch00.md"] + words(k + 1, 99)}, f"day {k}", time=at)
    found = analyse(Request(repo.path, use_cache=False))
    assert found.time.unknown_words == 30_000
    assert found.time.regimes[0].habit == "imported"
    assert sum(len(s.revisions) for s in found.sessions) == 20
    assert whole(found.time.estimate).high_minutes < 100 * 60


def test_a_log_in_the_repository_is_named_by_the_settings(book: GitRepo, timed: Timed) -> None:
    book.checkout()
    (book.path / "drafttime.toml").write_text('logs = ["hours.csv"]\n')
    with pytest.raises(LogError, match="there is no such file in the repository"):
        timed()
    csv(book.path, {day(0): 2.0}, "hours.csv")
    assert timed().time.recorded_minutes == 120
    assert timed().time.logs == ("hours.csv",)


def test_a_link_in_the_repository_is_not_followed(
    book: GitRepo, timed: Timed, tmp_path: Path
) -> None:
    book.checkout()
    (book.path / "drafttime.toml").write_text('logs = ["hours.csv"]\n')
    (book.path / "hours.csv").symlink_to(csv(tmp_path, {day(0): 2.0}))
    with pytest.raises(LogError, match="no such file"):
        timed()


def test_naive_times_take_the_zone_of_the_commits(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "east")
    for k in range(3):
        repo.commit({"ch01.md": words(20 * (k + 1))}, time=MORNING + k * DAY, offset="+0300")
    log = tmp_path / "timer.csv"
    log.write_text("start,end\n2024-01-01 11:00,2024-01-01 12:30\n")
    found = analyse(Request(repo.path, overrides={"logs": (str(log),)}, use_cache=False))
    assert found.sessions[0].start.iso() == "2024-01-01T11:00:00+03:00"
    assert any("commits nearest in time" in notice.message for notice in found.notices)
    lisbon = {"logs": (str(log),), "zone": "Europe/Lisbon"}
    found = analyse(Request(repo.path, overrides=lisbon, use_cache=False))
    assert found.sessions[0].start.iso() == "2024-01-01T11:00:00+00:00"
    assert any("Europe/Lisbon" in notice.message for notice in found.notices)


def test_git_time_metric_notes_are_read_from_the_repository(book: GitRepo, timed: Timed) -> None:
    with pytest.raises(LogError, match="no such notes"):
        timed("refs/notes/gtm-data")
    head = book.head
    assert head
    seconds = MORNING + 19 * DAY
    note = f"[ver:1,total:1200]\nch02.md:1200,{seconds}:1200,m\n"
    blob = book.blob(note)
    inner = book.raw("tree", b"100644 %s\0%s" % (head[2:].encode(), bytes.fromhex(blob)))
    outer = book.raw("tree", b"40000 %s\0%s" % (head[:2].encode(), bytes.fromhex(inner)))
    commit = b"tree %s\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nnotes\n"
    book.ref("refs/notes/gtm-data", book.raw("commit", commit % outer.encode()))
    found = timed("refs/notes/gtm-data")
    assert found.time.recorded_minutes == 20
    assert found.sessions[-1].source == "gtm"


def test_a_book_in_one_file_has_chapters_by_its_headings(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "novel")
    chapters = ["", "", words(40, 77)]
    for k in range(16):
        chapters[k % 2] += "\n" + words(50, seed=k)
        text = "\n".join(f"# Part {n}\n\n{body}" for n, body in enumerate(chapters, 1))
        repo.commit({"novel.md": text}, f"day {k}", time=MORNING + k * DAY + k * k * 60)
    chapters[2] = ""
    text = "\n".join(f"# Part {n}\n\n{body}" for n, body in enumerate(chapters[:2], 1))
    repo.commit({"novel.md": text}, "cut the third", time=MORNING + 20 * DAY)
    found = analyse(Request(repo.path, use_cache=False))
    check_sums(found)
    assert [s.name for s in found.time.chapters] == ["Part 1", "Part 2", "words that are gone"]
    assert found.time.chapters[2].sessions == 2
    assert found.time.chapters[0].words_touched > 7 * 50


def test_two_runs_say_the_same(timed: Timed, tmp_path: Path) -> None:
    log = csv(tmp_path, {day(k): 1.5 for k in range(0, 20, 3)})
    assert timed(log).time == timed(log).time
