"""Weeks of real histories: what they hold, where they begin, and that they add up."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from gitrepo import START, GitRepo
from invented_prose import prose
from shore import BOAT, LAMP, RAIN, SALT, TIDE, page, words

from drafttime.model import FoundWeeks, Shift, Week
from drafttime.pipeline import analyse, look_back
from drafttime.request import Request
from drafttime.stages.weeks import Asked

DAY = 86_400
WEEK = 7 * DAY
MONDAY = date(2024, 1, 1)
TODAY = date(2024, 3, 1)


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    return GitRepo(tmp_path / "Tide")


def back(
    repo: GitRepo, day: date, number: int = 1, today: date = TODAY, **overrides: object
) -> FoundWeeks:
    request = Request(repo.path, overrides=overrides, use_cache=False)
    return look_back(request, Asked(day, today, number))


def week(repo: GitRepo, day: date = MONDAY, **overrides: object) -> Week:
    request = Request(repo.path, overrides=overrides, use_cache=False)
    return look_back(request, Asked(day, TODAY)).weeks[-1]


def book(repo: GitRepo) -> None:
    """Two chapters in the first week, a change in the second, nothing in the third, a cut after."""
    repo.commit({"ch1.md": "# One\n\n" + page(TIDE, LAMP)}, "begin", time=START)
    repo.commit({"ch2.md": "# Two\n\n" + page(BOAT)}, "the boat", time=START + 2 * DAY)
    repo.tag("draft-1")
    repo.commit({"ch1.md": "# One\n\n" + page(TIDE, LAMP, RAIN)}, "rain", time=START + WEEK)
    repo.commit({"ch1.md": "# One\n\n" + page(LAMP, RAIN)}, "no tide", time=START + 3 * WEEK)


def test_each_week_holds_its_own(repo: GitRepo) -> None:
    book(repo)
    found = back(repo, date(2024, 1, 24), 9)
    assert [one.monday for one in found.weeks] == [MONDAY + timedelta(weeks=k) for k in range(4)]
    first, second, third, fourth = found.weeks
    whole = words(TIDE, LAMP, BOAT) + 2
    assert (first.words.inserted, first.words.deleted) == (whole, 0)
    assert first.book == Shift(0, whole)
    assert [line.subject for line in first.diary] == ["begin", "the boat"]
    assert [line.day.day for line in first.diary] == [1, 3]
    assert [(one.number, one.title) for one in first.chapters] == [(1, "One"), (2, "Two")]
    assert second.book == Shift(whole, whole + words(RAIN))
    assert third.quiet
    assert third.book == Shift(whole + words(RAIN), whole + words(RAIN))
    assert fourth.words.deleted == words(TIDE)
    assert fourth.before == (whole, words(RAIN), 0)
    assert first.before == ()
    assert found.begins == MONDAY


def test_the_first_draft_is_written_finished_and_then_stands(repo: GitRepo) -> None:
    book(repo)
    first, second, _, fourth = back(repo, date(2024, 1, 24), 9).weeks
    assert [one.first_draft for one in (first, second, fourth)] == ["finished", "stands", "stands"]
    assert first.survival == Shift(0, 1)
    assert second.survival == Shift(1, 1)
    assert fourth.survival is not None
    assert fourth.drift is not None
    assert fourth.survival.after < 0.75 < fourth.survival.before
    assert fourth.drift.after > fourth.drift.before
    later = week(repo, first="HEAD")
    assert later.survival is None  # the first draft is the final one


def test_what_is_not_yet_the_first_draft_is_being_written(repo: GitRepo) -> None:
    book(repo)
    repo.commit({"ch2.md": "# Two\n\n" + page(BOAT, SALT)}, "salt", time=START + 4 * WEEK)
    found = week(repo, date(2024, 1, 10), first="HEAD~1")
    assert found.first_draft == "to come"
    assert found.survival is not None
    assert found.survival.before < found.survival.after


def test_weeks_add_up_to_the_history(repo: GitRepo) -> None:
    book(repo)
    repo.commit({"ch2.md": "# Two\n\n" + page(SALT, BOAT)}, "late", time=START + DAY)  # backwards
    repo.commit({"ch2.md": "# Two\n\n" + page(SALT)}, "no day is known", time=2**63)
    analysis = analyse(Request(repo.path, use_cache=False))
    weeks = back(repo, TODAY, 20).weeks
    dated = [r for r in analysis.revisions if r.authored.day() is not None]
    assert sum(one.words.inserted for one in weeks) == sum(r.words_inserted for r in dated)
    assert sum(one.words.deleted for one in weeks) == sum(r.words_deleted for r in dated)
    assert sum(one.revisions for one in weeks) == len(dated)
    assert all(a.book.after == b.book.before for a, b in pairwise(weeks))
    assert weeks[-1].book.after == analysis.manuscript.words
    survival = [one.survival for one in weeks if one.survival]
    assert survival[-1].after == pytest.approx(analysis.drift.measures["survival"])


def test_sunday_night_belongs_to_the_writers_own_week(repo: GitRepo) -> None:
    sunday = START + 6 * DAY + 14 * 3600 + 1800  # 23:30 UTC, in Lima half past six
    repo.commit({"ch1.md": page(TIDE)}, "here", time=sunday, offset="+0000")
    repo.commit({"ch1.md": page(TIDE, LAMP)}, "in Lima", time=sunday + 3600, offset="-0500")
    repo.commit({"ch1.md": page(TIDE, LAMP, RAIN)}, "in Riga", time=sunday + 3600, offset="+0200")
    first, second = back(repo, date(2024, 1, 9), 5).weeks
    assert [line.subject for line in first.diary] == ["here", "in Lima"]
    assert [line.subject for line in second.diary] == ["in Riga"]


def test_the_years_turn_is_inside_a_week(repo: GitRepo) -> None:
    repo.commit({"ch1.md": page(TIDE)}, "old year", time=START + 364 * DAY)
    repo.commit({"ch1.md": page(TIDE, LAMP)}, "new year", time=START + 368 * DAY)
    [found] = back(repo, date(2025, 1, 5), 3, today=date(2025, 1, 20)).weeks
    assert found.monday == date(2024, 12, 30)
    assert len(found.diary) == 2


@pytest.mark.parametrize(
    ("day", "today", "state"),
    [
        (date(2023, 12, 31), TODAY, "before"),
        (date(2024, 1, 7), TODAY, "over"),
        (date(2024, 2, 29), TODAY, "so far"),
        (date(2024, 3, 3), date(2024, 3, 3), "so far"),
        (date(2024, 3, 4), TODAY, "ahead"),
        (date.min, TODAY, "before"),
        (date.max, TODAY, "ahead"),
    ],
)
def test_where_a_week_lies(repo: GitRepo, day: date, today: date, state: str) -> None:
    book(repo)
    found = back(repo, day, today=today).weeks
    assert [one.state for one in found] == [state]
    assert found[0].monday.weekday() == 0


def test_a_week_before_or_to_come_stands_alone(repo: GitRepo) -> None:
    book(repo)
    assert len(back(repo, date(2023, 6, 1), 9).weeks) == 1
    assert len(back(repo, date(2025, 6, 1), 9).weeks) == 1


def test_since_and_until_have_no_say(repo: GitRepo) -> None:
    book(repo)
    assert week(repo, since="2024-01-20", until="2024-01-21") == week(repo)


def test_one_writer_alone_and_what_others_did_to_the_book(repo: GitRepo) -> None:
    repo.commit({"ch1.md": page(TIDE)}, "a", author="Ada <a@x>", time=START)
    repo.commit({"ch1.md": page(TIDE, LAMP)}, "b", author="Ben <b@x>", time=START + 3600)
    both = back(repo, MONDAY)
    assert both.several_writers
    assert dict(both.weeks[0].writers) == {"Ada": 1, "Ben": 1}
    alone = week(repo, writer=("Ben",))
    assert (alone.words.inserted, alone.others) == (words(LAMP), 1)
    assert alone.book == Shift(0, words(TIDE, LAMP))


def test_a_merge_is_no_labour_of_its_week(repo: GitRepo) -> None:
    repo.commit({"ch1.md": page(TIDE), "ch2.md": page(BOAT)}, "begin", time=START)
    repo.branch("laptop")
    repo.commit({"ch1.md": page(TIDE, LAMP)}, "home", time=START + DAY)
    repo.switch("laptop")
    repo.commit({"ch2.md": page(BOAT, SALT)}, "train", time=START + 2 * DAY)
    repo.switch("main")
    repo.merge("laptop", message="Merge", time=START + WEEK)
    first, second = back(repo, date(2024, 1, 9), 2).weeks
    assert [line.subject for line in first.diary] == ["begin", "home", "train"]
    assert (second.quiet, second.others) == (True, 1)
    assert second.book.after - second.book.before == words(SALT)


def test_a_paragraph_is_returned_to_in_sittings_of_the_week(repo: GitRepo) -> None:
    for k, lamp in enumerate((LAMP, LAMP + " Twice.", LAMP + " Twice, or three times.")):
        text = "# One\n\n" + page(TIDE, lamp, RAIN)
        repo.commit({"ch1.md": text}, f"lamp {k}", time=START + k * DAY)
    repo.commit({"ch1.md": text.replace("three", "four")}, "lamp 3", time=START + WEEK)
    first, second = back(repo, date(2024, 1, 9), 2).weeks
    assert first.returned is not None
    assert (first.returned.chapter, first.returned.paragraph) == (1, 2)
    assert (first.returned.sessions, first.returned.sessions_in_all) == (3, 4)
    assert second.returned is None  # one sitting is no return
    assert first.texts is None


def test_text_comes_only_where_it_was_asked_for(repo: GitRepo) -> None:
    book(repo)
    repo.commit({"ch1.md": "# One\n\n" + page(RAIN)}, "no lamp", time=START + 3 * WEEK + DAY)
    first, *_, last = back(repo, date(2024, 1, 24), 9, show_text=True).weeks
    assert first.texts is not None
    assert (first.texts.returned, first.texts.cut) == (None, None)
    assert last.texts is not None
    assert last.texts.cut is not None
    assert last.texts.cut.text == LAMP  # the longer of two


def test_text_that_arrived_at_once_is_no_labour(repo: GitRepo) -> None:
    repo.commit({"ch1.md": prose(*(f"w{k}" for k in range(300)))}, "import", time=START)
    repo.commit({"ch2.md": page(TIDE)}, "tide", time=START + DAY)
    found = week(repo)
    assert found.words.at_once > 4_875
    assert found.words.inserted == words(TIDE)
    assert found.book.after == found.words.at_once + words(TIDE)
    assert [line.subject for line in found.diary] == ["import", "tide"]


def test_what_a_program_committed_is_no_diary(repo: GitRepo) -> None:
    for k in range(6):
        text = page(*[TIDE, LAMP, BOAT, RAIN, SALT][: 1 + k % 5]) + f"\nAnd {k}.\n"
        repo.commit({"ch1.md": text}, f"vault backup: 2024-01-0{k + 1}", time=START + k * 3600)
    found = week(repo)
    assert found.revisions == 6
    assert found.diary == ()
    assert found.automatic == 6


def test_a_book_that_is_one_file_has_chapters_all_the_same(repo: GitRepo) -> None:
    text = f"# One\n\n{page(TIDE)}\n# Two\n\n{page(BOAT)}"
    repo.commit({"book.md": text}, "begin", time=START)
    repo.commit({"book.md": text + "\n" + page(SALT)}, "salt", time=START + WEEK)
    found = week(repo, date(2024, 1, 8))
    assert [one.title for one in found.chapters] == ["Two"]
    assert found.chapters_gone == 0


def test_looking_back_is_no_manuscript(repo: GitRepo) -> None:
    mark = "<!-- drafttime week 2024-W01 0123456789abcdef: x -->\n"
    book(repo)
    repo.commit({"retros/2024-W01.md": mark + page(TIDE, TIDE)}, "look back", time=START + 5 * WEEK)
    repo.checkout()
    (repo.path / "2024-W02.md").write_text(mark + page(TIDE))
    (repo.path / "ch3.md").write_text(page(SALT))
    found = back(repo, date(2024, 2, 6))
    assert found.weeks[0].quiet
    assert found.uncommitted == ("ch3.md",)
    analysis = analyse(Request(repo.path, use_cache=False))
    assert [file.path for file in analysis.manuscript.files] == ["ch1.md", "ch2.md"]
    [left] = analysis.manuscript.left_out
    assert (left.path, left.reason) == ("retros/2024-W01.md", "a look back on a week, by drafttime")
