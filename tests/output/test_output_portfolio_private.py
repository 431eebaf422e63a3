"""Nothing private reaches a portfolio: secrets are planted, and every byte is read."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from pathlib import Path

import pytest
from analyses import BUILDERS
from gitrepo import GitRepo

from drafttime.charts import draw_all
from drafttime.output.discreet import TITLES, discreet
from drafttime.output.portfolio import portfolio_files
from drafttime.output.portfolio_options import ALWAYS, PortfolioOptions
from drafttime.output.portfolio_pair import picked_pair
from drafttime.pipeline import analyse, trace_passage
from drafttime.request import Request

SECRET = re.compile(rb"zzq|@example|03:17|T03|\+0530", re.IGNORECASE)
DATA_URI = re.compile(rb"data:image/[a-z+]+;base64,([A-Za-z0-9+/=]+)")
NIGHT = 1704059220  # 2024-01-01 03:17 where the writer sat
MORE = ("kinds", "clock", "pace", "survival", "ribbons", "hand-and-eye")
LINE = "The ferry left before the tide had made up its mind about the sluice number {}.\n\n"
SETTINGS = """\
title = "Slack Water"
author = "Ada Writer"
include = ["zzqfolder/*.md"]
exclude = ["zzqfolder/zzqnotes*"]
logs = ["zzqlog.csv"]
log-writer = "Zzqname"

[writers]
Zzqname = ["zzqother@example.org"]
"""
LOG = "date,minutes,note\n2024-01-03,90,zzqentry\n2024-01-05,60,zzqentry\n"


def chapter(number: int, day: int) -> str:
    lines = "".join(LINE.format(number * 100 + k) for k in range(4 + day))
    return f"# Zzqtitle {number}\n\n{lines}The zzqword of day {day} stands alone here.\n\n"


def write_book(path: Path, *, tags: bool) -> GitRepo:
    repo = GitRepo(path, branch="zzqbranch")
    private = {"zzqlog.csv": LOG, "zzqfolder/zzqnotes.md": "zzq\n" * 40}
    writers = ("Zzqname <zzqmail@example.org>", "zzqfriend@example.org <zzqfriend@example.org>")
    for day in range(18):
        files = {f"zzqfolder/zzqpath-{n}.md": chapter(n, day) for n in (1, 2 + day % 2)}
        done = {5: "First draft zzqsubject", 11: "Second draft done zzqsubject"}.get(day)
        repo.commit(
            {**files, **(private if day == 0 else {})},
            done or f"zzqsubject {day}",
            author=writers[day % 5 == 4],
            time=NIGHT + 86_400 * day + 60 * (day % 3),
            offset="+0530",
        )
        if tags and done:
            repo.tag("draft-1" if day == 5 else "sent-to-zzqagent@example.org")
    (path / "zzqfolder").mkdir()
    (path / "zzqfolder/zzqpath-1.md").write_text("zzq\n")
    (path / "drafttime.toml").write_text(SETTINGS)
    (path / "zzqlog.csv").write_text(LOG)
    return repo


def everything(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files, their names, and the images that they carry in themselves."""
    inner = {
        f"{name} {place}": base64.b64decode(found)
        for name, content in files.items()
        for place, found in enumerate(DATA_URI.findall(content))
    }
    return {**{f"name of {name}": name.encode() for name in files}, **inner, **files}


@pytest.fixture(scope="module", params=[True, False], ids=["tags", "messages"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Request:
    path = tmp_path_factory.mktemp("private") / "zzqplace"
    return Request(write_book(path, tags=request.param).path, use_cache=False)


def test_no_secret_is_in_any_byte(book: Request) -> None:
    analysis = analyse(book)
    planted = repr(analysis)
    for secret in ("zzqsubject", "Zzqtitle", "zzqpath", "Zzqname", "zzqnotes", "zzqlog"):
        assert secret in planted
    files = portfolio_files(analysis, PortfolioOptions(charts=MORE))
    assert {"charts/passes.svg", "charts/clock.svg", "card.png", "embed.html"} <= {*files}
    for name, content in everything(files).items():
        assert not SECRET.search(content), (name, SECRET.search(content))
    assert b"Slack Water" in files["index.html"]


def test_pictures_carry_no_text(book: Request) -> None:
    files = portfolio_files(analyse(book), PortfolioOptions())
    for name, content in files.items():
        if name.endswith(".png"):
            assert not re.search(rb"tEXt|iTXt|zTXt|tIME|eXIf", content), name


def test_what_is_asked_for_is_shown_and_nothing_beside_it(book: Request) -> None:
    pair = picked_pair(trace_passage(book, "zzqfolder/zzqpath-1.md:3"), whole=False)
    options = PortfolioOptions(show=frozenset({TITLES}), pair=pair)
    page = portfolio_files(analyse(book), options)["index.html"].decode()
    assert "Zzqtitle" in page
    assert "The ferry left before the tide" in page
    assert not re.search(r"zzq(subject|path|name|mail|log|agent|word)", page, re.IGNORECASE)


@pytest.mark.parametrize("name", sorted(BUILDERS))
def test_discreet_twice_is_discreet_once(name: str) -> None:
    for show in ((), (TITLES,)):
        once = discreet(BUILDERS[name](), show)
        assert discreet(once, show) == once


def test_discretion_changes_no_drawing() -> None:
    novel = BUILDERS["novel"]()
    plain = draw_all(novel, only=ALWAYS)
    quiet = draw_all(discreet(novel, {TITLES}), only=ALWAYS)
    assert [d.key for d in plain] == [d.key for d in quiet]
    for one, other in zip(plain, quiet, strict=True):
        assert one.svg_wide == other.svg_wide


def test_an_author_that_is_an_address_is_shown_only_if_set() -> None:
    book = BUILDERS["tiny"]()
    book = replace(book, manuscript=replace(book.manuscript, author="ada@example.org"))
    assert discreet(book).manuscript.author == ""
    asked = replace(book, settings={**book.settings, "author": "ada@example.org"})
    assert discreet(asked).manuscript.author == "ada@example.org"
