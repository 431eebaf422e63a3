"""verify: what is printed, and with which code it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from gitrepo import GitRepo

from drafttime.cli._app import command_line
from drafttime.cli._run import run
from drafttime.model.evidence import FigureDiffers, FileDiffers, NotVerified, Verdict
from drafttime.output.verification_text import verdict_json, verdict_text
from drafttime.progress import Progress
from drafttime.request import Request

AGREES = Verdict("3f2a9c1" + "0" * 33, "0.1.0", 1_204, files_agree=("index.html", "sessions.csv"))
UNKNOWN = NotVerified(
    "figures",
    ("time.observed_minutes", "time.days[0].start", "sessions[]"),
    "they rest on logs outside the repository (wakatime.json)",
)
ALTERED = replace(
    AGREES,
    figures=(
        FigureDiffers("drift.survival", "0.7", "0.4021"),
        FigureDiffers("ledger.words_cut", None, "79487"),
    ),
    files=(
        FileDiffers("index.html", told="70 %", recomputed="40 %", more=2),
        FileDiffers("index.html", told="Prized.", recomputed=""),
        FileDiffers("index.html", told="", recomputed="Not committed: ch-07.md."),
        FileDiffers("charts/drift.png", "is missing"),
        FileDiffers("revisions.csv", where="row 14, words", told="512", recomputed="412"),
    ),
    not_verified=(UNKNOWN,),
)


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Callable[[Verdict], list[Request]]:
    """Let every folder come to a given verdict."""

    def put(verdict: Verdict) -> list[Request]:
        seen: list[Request] = []

        def verify_folder(place: Path, request: Request, progress: Progress) -> Verdict:
            seen.append(request)
            return verdict

        monkeypatch.setattr("drafttime.output.recomputing.verify_folder", verify_folder)
        return seen

    return put


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (AGREES, 0),
        (replace(AGREES, not_verified=(UNKNOWN,)), 3),
        (ALTERED, 1),
        (replace(AGREES, files=ALTERED.files[:1]), 1),
    ],
)
def test_the_code_says_what_came_of_it(
    pretend: Callable[[Verdict], list[Request]],
    verdict: Verdict,
    code: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen = pretend(verdict)
    arguments = ["verify", "report", "/some/book", "--logs", "hours.csv"]
    assert run(command_line(), arguments) == code
    assert run(command_line(), [*arguments, "-q"]) == code
    assert seen[0].repository == Path("/some/book")
    assert seen[0].overrides == {"logs": ("hours.csv",)}
    output, errors = capsys.readouterr()
    assert output.count("1,204 agree with the history") == 1
    assert errors == ""


def test_json_takes_the_place_of_words_on_the_output(
    pretend: Callable[[Verdict], list[Request]], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pretend(ALTERED)
    assert run(command_line(), ["verify", "report", "--json", "-"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["agrees"] is False
    assert found["figures"][0] == {
        "name": "drift.survival", "told": "0.7", "recomputed": "0.4021",
    }  # fmt: skip
    assert found["not_verified"][0]["names"] == list(UNKNOWN.names)
    assert run(command_line(), ["verify", "report", "--json", "verdict.json"]) == 1
    assert (tmp_path / "verdict.json").read_text() == verdict_json(ALTERED)
    assert "Everything" not in capsys.readouterr().out


def test_what_agrees_is_said_in_few_words() -> None:
    assert verdict_text(AGREES, "report", width=80) == (
        "report · commit 3f2a9c1\n\n"
        "  Figures       1,204 agree with the history\n"
        "  Files         2 agree with it\n\n"
        "Everything agrees. Times are those that the commits carry: the writer’s own\n"
        "word, which nothing here can prove."
    )


def test_what_differs_is_laid_out_with_both_values() -> None:
    said = verdict_text(ALTERED, "report", width=100)
    assert "  Do not        2 figures\n                index.html, charts/drift.png and" in said
    assert "  Figure            in the folder  recomputed\n" in said
    assert "  drift.survival    0.7            0.4021\n" in said
    assert "  ledger.words_cut  —              79487\n" in said
    assert "index.html says “70 %” where the history gives “40 %”; 2 more places like this." in said
    assert "index.html says “Prized.” where the history gives nothing." in said
    assert "index.html lacks “Not committed: ch-07.md.”." in said
    assert "charts/drift.png is missing." in said
    assert "revisions.csv, row 14, words, says “512” where the history gives “412”." in said
    assert "Not verified  3 figures of time and sessions: they rest on logs outside" in said
    assert "The folder is not what this history gives." in said


@pytest.mark.parametrize("width", [40, 60, 100])
def test_everything_fits_the_window(width: int) -> None:
    long = FigureDiffers("time.days[17].estimated_minutes.high", '"' + "x" * 50 + '"', "1")
    many = replace(
        ALTERED, figures=(*ALTERED.figures, *[long] * 30), settings=("since 2024-01-01",)
    )
    said = verdict_text(many, "report", width=width)
    shown = [line for line in said.splitlines() if "xxx" not in line and "[17]" not in line]
    assert max(map(len, shown)) <= width
    assert "And 12 more, in --json." in said
    assert "Made with     since 2024-01-01" in said


def test_a_folder_that_is_none_is_an_error_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repo = GitRepo(tmp_path / "book")
    repo.commit({"a.md": "One two three.\n"})
    before = sorted(tmp_path.rglob("*"))
    assert run(command_line(), ["verify", "nothing", "book"]) == 1
    assert capsys.readouterr().err.startswith("error: nothing does not exist")
    assert run(command_line(), ["verify", "book", "book"]) == 1
    assert capsys.readouterr().err.startswith("error: there is no data.json in book")
    assert run(command_line(), ["verify"]) == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_a_report_is_verified_as_it_is_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repo = GitRepo(tmp_path / "book")
    for number in range(3):
        repo.commit({"a.md": f"# The Weir\n\n{'The water rose again. ' * (9 + 9 * number)}\n"})
    assert run(command_line(), ["report", "book", "-q", "--no-cache"]) == 0
    assert run(command_line(), ["verify", "drafttime-report", "book", "--no-cache"]) == 0
    page = tmp_path / "drafttime-report" / "index.html"
    page.write_text(page.read_text().replace("The Weir", "The Dyke"))
    capsys.readouterr()
    assert run(command_line(), ["verify", "drafttime-report", "book", "--no-cache"]) == 1
    assert "index.html says “Dyke” where the history gives “Weir”" in capsys.readouterr().out
