"""The cutting-room floor holds what is gone, and nothing that moved or came back."""

from __future__ import annotations

from pathlib import Path

from gitrepo import GitRepo
from shore import BOAT, LAMP, RAIN, SALT, TIDE, page, words

from drafttime.model import Cut
from drafttime.pipeline import analyse, find_cuts
from drafttime.request import Request

DAY = 86_400


def cuts(repo: GitRepo, least: int = 5, **overrides: object) -> tuple[Cut, ...]:
    request = Request(repo.path, overrides=overrides, use_cache=False)
    return find_cuts(request, least_words=least).cuts


def book(folder: Path) -> GitRepo:
    repo = GitRepo(folder / "book")
    repo.commit({"ch1.md": page(TIDE, LAMP, RAIN), "ch2.md": page(BOAT)}, "first", time=0)
    return repo


def test_a_passage_that_was_cut_is_told_with_its_life(tmp_path: Path) -> None:
    repo = book(tmp_path)
    repo.commit({"ch1.md": page(TIDE, RAIN)}, "cut the lamp", time=10 * DAY)
    [cut] = cuts(repo)
    assert cut.text == LAMP
    assert cut.words == words(LAMP)
    assert (cut.cut.subject, cut.written.subject) == ("cut the lamp", "first")
    assert cut.days == 10
    assert cut.path == "ch1.md"
    assert cut.before.endswith("looking at the clock.")
    assert cut.after.startswith("It rained on the harbour")


def test_moved_and_restored_text_never_appears(tmp_path: Path) -> None:
    repo = book(tmp_path)
    repo.commit({"ch1.md": page(TIDE, RAIN), "ch2.md": page(BOAT, LAMP)}, "move")
    repo.commit({"ch1.md": page(RAIN)}, "cut")
    repo.commit({"ch1.md": page(RAIN, TIDE)}, "bring back")
    assert cuts(repo) == ()


def test_what_was_cut_twice_is_cut_once(tmp_path: Path) -> None:
    repo = book(tmp_path)
    for k, text in enumerate((page(TIDE, RAIN), page(TIDE, LAMP, RAIN), page(TIDE, RAIN))):
        repo.commit({"ch1.md": text}, f"change {k}")
    [cut] = cuts(repo)
    assert (cut.text, cut.cut.subject) == (LAMP, "change 2")


def test_an_original_whose_copy_stands_is_not_cut(tmp_path: Path) -> None:
    repo = book(tmp_path)
    repo.commit({"ch2.md": page(BOAT, LAMP)}, "copy")
    repo.commit({"ch1.md": page(TIDE, RAIN)}, "delete the original")
    assert cuts(repo) == ()


def test_longest_first_and_since_is_the_day_of_the_cut(tmp_path: Path) -> None:
    repo = book(tmp_path)
    repo.commit({"ch1.md": page(TIDE, LAMP)}, "cut the rain", time=5 * DAY)
    repo.commit({"ch1.md": page(LAMP), "ch2.md": page(SALT)}, "more", time=20 * DAY)
    everything = cuts(repo)
    assert [cut.words for cut in everything] == sorted((c.words for c in everything), reverse=True)
    assert {cut.text for cut in everything} == {RAIN, TIDE, BOAT}
    assert {cut.text for cut in cuts(repo, since="1970-01-10")} == {TIDE, BOAT}


def test_short_ones_are_counted_and_the_total_is_the_ledgers(tmp_path: Path) -> None:
    repo = book(tmp_path)
    repo.commit({"ch1.md": page(TIDE.replace("anybody", "a soul"), LAMP)}, "edit")
    request = Request(repo.path, use_cache=False)
    found = find_cuts(request, least_words=5)
    assert [cut.text for cut in found.cuts] == [RAIN]
    assert found.shorter == 1
    assert found.words_cut == analyse(request).ledger.words_cut == words(RAIN) + 1


def test_the_report_holds_cuts_only_if_asked(tmp_path: Path) -> None:
    repo = book(tmp_path)
    repo.commit({"ch1.md": page(TIDE, RAIN)}, "cut")
    assert analyse(Request(repo.path, use_cache=False)).cuts is None
    shown = analyse(Request(repo.path, overrides={"show_cuts": True}, use_cache=False))
    assert shown.cuts is not None
    assert [cut.text for cut in shown.cuts] == [LAMP]
