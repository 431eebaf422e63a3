"""A portfolio against its repository: it tells less, and what it tells is held to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from drawn_once import forget
from verified import LAST, LOG, Made, write_book

from drafttime.charts import Look
from drafttime.errors import EvidenceError, UsageError
from drafttime.output.evidence import flatten, with_evidence
from drafttime.output.folder import write_folder
from drafttime.output.portfolio import portfolio_files
from drafttime.output.portfolio_options import PortfolioOptions
from drafttime.output.portfolio_pair import picked_pair
from drafttime.pipeline import analyse, trace_passage
from drafttime.request import Request

pytestmark = pytest.mark.usefixtures("drawn_once")


def portfolio(repo: Any, folder: Path, *, sentence: str = "", **overrides: Any) -> Made:
    request = Request(repo.path, overrides, use_cache=False)
    pair = picked_pair(trace_passage(request, sentence), whole=False) if sentence else None
    options = PortfolioOptions(look=Look("paper"), pair=pair)
    write_folder(folder, portfolio_files(analyse(request), options))
    return Made(repo, folder)


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Made:
    path = tmp_path_factory.mktemp("verify")
    return portfolio(write_book(path / "the-weir"), path / "shown", sentence=LAST)


@pytest.fixture
def made(original: Made, tmp_path: Path) -> Made:
    return original.copy(tmp_path / "shown")


def agrees(made: Made, **overrides: Any) -> None:
    verdict = made.verdict(**overrides)
    assert (verdict.figures, verdict.files, verdict.not_verified) == ((), (), ())
    assert verdict.figures_agree == len(flatten(made.data))
    assert {"index.html", "card.png"} <= {*verdict.files_agree}


def test_an_untouched_portfolio_agrees(made: Made) -> None:
    forget()
    assert made.data["portfolio"]["sentence"]["before"]
    agrees(made)


def test_a_tag_is_known_by_the_name_of_its_draft(made: Made, tmp_path: Path) -> None:
    assert made.data["drafts"][0]["name"] == "Draft 1"  # the tag is draft-1
    assert made.verdict().remarks == ()
    later = write_book(tmp_path / "later")
    later.tag("draft-1")
    assert made.verdict(later.path).remarks[0].startswith("The tag Draft 1 is on commit ")
    (later.git_dir / "refs/tags/draft-1").unlink()
    assert made.verdict(later.path).remarks[0].startswith("The tag Draft 1 is not in this clone")


@pytest.mark.parametrize(
    "asked",
    [
        {"first": "HEAD~12"},
        {"first": "draft-1", "final": "HEAD~1", "since": "2024-01-03"},
    ],
)
def test_drafts_that_were_chosen_are_found_by_their_commits(
    original: Made, tmp_path: Path, asked: dict[str, Any]
) -> None:
    made = portfolio(original.repo, tmp_path / "chosen", **asked)
    assert {"first"} <= {*made.data["settings_withheld"]}
    agrees(made)


def test_drafts_that_were_named_or_guessed_are_found_again(tmp_path: Path) -> None:
    repo = write_book(tmp_path / "book", tags=False)
    agrees(portfolio(repo, tmp_path / "guessed"))
    settings = '[drafts]\n"The long one" = "HEAD~14"\n"Second go" = "HEAD~6"\n'
    (repo.path / "drafttime.toml").write_text(settings)
    made = portfolio(repo, tmp_path / "named")
    assert [draft["resolved_by"] for draft in made.data["drafts"][:2]] == ["named", "named"]
    (repo.path / "drafttime.toml").unlink()
    agrees(made)


def test_settings_that_are_held_back_can_be_given(original: Made, tmp_path: Path) -> None:
    made = portfolio(original.repo, tmp_path / "part", exclude=("chapters/03-salt.md",))
    verdict = made.verdict()
    assert not verdict.differs
    assert "exclude" in verdict.not_verified[0].why
    assert verdict.settings == ("exclude (not told)",)
    agrees(made, exclude=("chapters/03-salt.md",))
    with pytest.raises(UsageError, match="--writer has no place here"):
        made.verdict(writer=("Bo Reader",))


def test_hours_of_a_log_are_not_verified_without_it(original: Made, tmp_path: Path) -> None:
    log = tmp_path / "hours.csv"
    log.write_text(LOG)
    made = portfolio(original.repo, tmp_path / "hours", logs=(str(log),))
    verdict = made.verdict()
    assert not verdict.differs
    assert "time.recorded_minutes" in verdict.not_verified[0].names
    assert "drift.survival" not in verdict.not_verified[0].names
    agrees(made, logs=(str(log),))


def test_the_figure_or_file_that_was_altered_is_named(made: Made) -> None:
    card, page = made.folder / "card.png", made.folder / "index.html"
    card.write_bytes(card.read_bytes()[:-9] + b"123456789")
    page.write_text(page.read_text().replace("</h1>", " Prized.</h1>"))
    data = made.data
    data["drift"]["survival"] = 0.99
    made.put(with_evidence(data))
    verdict = made.verdict()
    assert [one.name for one in verdict.figures] == ["drift.survival"]
    assert {one.file for one in verdict.files} == {"card.png", "index.html"}


@pytest.mark.parametrize(
    ("side", "text", "said"),
    [
        ("after", "It was the best of times.", "a sentence that the final draft does not have"),
        ("before", "The ferry sank with all hands.", ""),
    ],
)
def test_a_sentence_that_nobody_wrote_is_named(made: Made, side: str, text: str, said: str) -> None:
    data = made.data
    data["portfolio"]["sentence"][side] = [{"mark": "same", "text": text}]
    made.put(data)
    found = [one for one in made.verdict().files if one.file == "data.json"]
    assert len(found) == 1
    assert said in found[0].how
    assert found[0].told in {None, text}


def test_options_that_no_portfolio_has_are_refused(made: Made) -> None:
    data = made.data
    data["portfolio"]["theme"] = "../../etc"
    made.put(data)
    with pytest.raises(EvidenceError, match="does not write: there is no theme"):
        made.verdict()
