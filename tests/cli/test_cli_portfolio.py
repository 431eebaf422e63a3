"""portfolio: what reaches the page, what is refused before any work, and what is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gitrepo import GitRepo

from drafttime.cli._app import command_line
from drafttime.cli._run import run

OLD = "The ferry was late.\n\nShe counted the steps twice and sat down.\n"
NEW = "The ferry was early.\n\nShe counted the steps three times, and stood.\n"


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("DRAFTTIME_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def book(tmp_path: Path) -> str:
    repo = GitRepo(tmp_path / "crossing")
    repo.commit({"ch01.md": OLD * 3, "ch02.md": "Rain fell on the far bank.\n"}, "First draft")
    repo.tag("draft-1")
    repo.commit({"ch01.md": NEW + OLD * 2}, "Second")
    return str(repo.path)


def portfolio(*arguments: str) -> int:
    return run(command_line(), ["portfolio", *arguments])


def test_the_folder_and_the_summary(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert portfolio(book) == 0
    out = Path("drafttime-portfolio")
    assert {p.name for p in out.iterdir()} >= {"index.html", "card.png", "embed.html", "data.json"}
    assert (out / ".gitignore").read_text() == "*\n"
    said = capsys.readouterr().out
    assert "drafttime-portfolio/index.html" in said
    assert "Leaves out" in said
    assert portfolio(book, "--theme", "dark", "--quiet") == 0
    assert capsys.readouterr().out == ""
    assert json.loads((out / "data.json").read_text())["portfolio"]["theme"] == "dark"


def test_the_sentence_alone_and_its_paragraph(book: str) -> None:
    data = Path("drafttime-portfolio/data.json")
    assert portfolio(book, "--sentence", "steps three times") == 0
    pair = json.loads(data.read_text())["portfolio"]["sentence"]
    assert "".join(piece["text"] for piece in pair["after"]).startswith("She counted the steps")
    assert not pair["whole"]
    assert portfolio(book, "--sentence", "steps three times", "--show-text") == 0
    assert json.loads(data.read_text())["portfolio"]["sentence"]["whole"]


def test_show_text_alone_says_that_it_shows_nothing(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert portfolio(book, "--show-text") == 0
    assert "name a passage with --sentence" in capsys.readouterr().err
    assert "steps" not in Path("drafttime-portfolio/index.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--theme", "sepia"], 2, "no theme “sepia”"),
        (["--accent", "#fffff0"], 2, "cannot be seen on the paper"),
        (["--chart", "rhythm"], 2, "hours of the day"),
        (["--address", "example.org"], 2, "no address of a page"),
        (["--sentence", " "], 2, "no words to look for"),
        (["--sentence", "no such words"], 1, "no paragraph of the final draft"),
        (["--sentence", "The ferry was late"], 1, "a portfolio shows one"),
    ],
)
def test_what_is_refused(
    book: str, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert portfolio(book, *arguments) == code
    assert said in capsys.readouterr().err
    assert not Path("drafttime-portfolio").exists()
    assert not list(Path().glob(".drafttime*"))


def test_a_folder_that_is_not_ours_is_left_alone(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("site").mkdir()
    Path("site/mine.txt").write_text("mine")
    assert portfolio(book, "--out", "site") == 1
    assert "not made by drafttime" in capsys.readouterr().err
    assert [path.name for path in Path("site").iterdir()] == ["mine.txt"]
