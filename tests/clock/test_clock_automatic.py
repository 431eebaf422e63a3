"""Programs' commits are known by what they say or by how evenly they come; nobody else's are."""

from __future__ import annotations

import os
import random
import subprocess
import time
from pathlib import Path

import pytest
from clockwork import DAY, HOUR, MINUTE, START, commit

from drafttime.clock.automatic import automatic_commits, says_automatic
from drafttime.model import Commit, Moment, Person

CORPORA = Path(
    os.environ.get("DRAFTTIME_CORPORA", Path(__file__).parents[3] / "shared" / "corpora")
)


def series(steps: list[int], message: str = "wip", writer: str = "Ada") -> list[Commit]:
    times = [START]
    for step in steps:
        times.append(times[-1] + step)
    return [commit(f"{writer}{place}", t, message, writer) for place, t in enumerate(times)]


@pytest.mark.parametrize(
    "subject",
    [
        "vault backup: 2024-03-01 21:04:55",
        "vault backup",
        "Vault backup: 2024-03-01 21:04:55 from Ada's laptop",
        "Scripted auto-commit on change (2024-03-01 21:04:55) by gitwatch.sh",
        "Updates from Overleaf",
        "Update on Overleaf.",
        "Auto saved by Logseq",
        "changes from ada-laptop on Fri Mar  1 21:04:55 CET 2024",
        "autosave tracked files",
        "[nb] Sync",
        "auto-commit",
        "Autocommit",
        "auto save",
        "Autosave",
        "Auto-save 2024-03-01",
        "Automatic backup: 1 Mar 2024 21:04",
        "backup 2024-03-01",
        "sync",
        "2024-03-01 21:04:55",
        "2024-03-01T21:04:55Z",
        "Mar 1, 2024 9:04 PM",
        "Friday, 1 March 2024 at 21:04",
    ],
)
def test_what_programs_say(subject: str) -> None:
    assert says_automatic(subject)
    assert automatic_commits([commit("c", START, subject + "\n\nch1.md")]) == {"c"}


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "wip",
        "Save the vault backup scene for chapter 9",
        "Automatically extract background code from chapters",
        "Sync up last chapters",
        "Sync md and docx",
        "Synchronise the clocks in chapter 3",
        "Backup plan: the heist",
        "Backup of chapter 3 before the cut",
        "revert autosave",
        "Update from the library",
        "Updates from Overleaf and my notes",
        "2024-03-01",
        "1 March",
        "March",
        "May",
        "9",
        "1,500 words",
        "ch. 3, 9:04 scene",
        "10:30 train",
        "changes from Ben on chapter nine",
        "Auto, the dog, gets a name",
    ],
)
def test_what_writers_say(subject: str) -> None:
    assert not says_automatic(subject)


def test_a_timer_is_known_by_its_run() -> None:
    chance = random.Random(1)
    commits = series([600 + chance.randint(-30, 30) for _ in range(14)])
    assert automatic_commits(commits) == {commit.id for commit in commits}


def test_a_timer_is_known_in_any_order_and_among_other_commits() -> None:
    ticks = series([600] * 12, "save 12")
    others = [commit(f"x{n}", START + n * 900 + 7, f"Chapter {'ix' * n}: cut") for n in range(9)]
    mixed = [*ticks, *others]
    random.Random(2).shuffle(mixed)
    assert automatic_commits(mixed) == {commit.id for commit in ticks}


def test_the_rest_of_the_series_is_left_alone() -> None:
    commits = series([1_000, 5 * HOUR, *[600] * 10, 9_000, 700])
    assert automatic_commits(commits) == {f"Ada{place}" for place in range(2, 13)}


def test_numbers_in_the_message_may_count() -> None:
    commits = [commit(f"c{n}", START + 600 * n, f"snapshot {n}") for n in range(11)]
    assert len(automatic_commits(commits)) == 11


@pytest.mark.parametrize(
    "commits",
    [
        pytest.param(series([600] * 9), id="nine intervals"),
        pytest.param(series([600] * 5 + [800] * 5), id="a change of pace"),
        pytest.param(series([0] * 20), id="one second"),
        pytest.param(series([5] * 20), id="a script"),
        pytest.param(
            series([DAY + sign * 20 * MINUTE for sign in (0, 1, -1, 0, 1, 0, -1, 1, 0, 1, -1, 0)]),
            id="every evening at about nine",
        ),
        pytest.param(series([600] * 6) + series([600] * 6, writer="Ben"), id="two writers"),
        pytest.param(
            [commit(f"c{n}", START + 600 * n, "abcdefghijklmn"[n]) for n in range(14)],
            id="messages of their own",
        ),
        pytest.param(
            [commit(f"c{n}", START + 600 * n, "wip", parents=("a", "b")) for n in range(14)],
            id="merges",
        ),
        pytest.param([commit(f"c{n}", None, "wip") for n in range(14)], id="unknown times"),
    ],
)
def test_what_is_no_timer(commits: list[Commit]) -> None:
    assert automatic_commits(commits) == frozenset()


def test_a_nightly_job_is_one() -> None:
    chance = random.Random(3)
    commits = series([DAY + chance.randint(-60, 60) for _ in range(12)])
    assert len(automatic_commits(commits)) == 13


def test_uneven_work_is_never_a_timer() -> None:
    for seed in range(50):
        chance = random.Random(seed)
        commits = series([round(chance.lognormvariate(6.5, 0.8)) for _ in range(200)])
        assert automatic_commits(commits) == frozenset()


@pytest.mark.parametrize(
    "subject",
    ["a" * 500_000, "1:11 " * 100_000, "changes from " + "x on " * 100_000, "jan" * 99_999],
)
def test_hostile_subjects_cost_no_time(subject: str) -> None:
    begun = time.perf_counter()
    says_automatic(subject)
    assert time.perf_counter() - begun < 0.2


@pytest.mark.corpora
@pytest.mark.skipif(not CORPORA.is_dir(), reason="the real books are not beside the project")
@pytest.mark.parametrize("bundle", sorted(CORPORA.glob("*.bundle")), ids=lambda path: path.stem)
def test_no_commit_of_a_real_book_is_called_automatic(bundle: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        ["git", "clone", "-q", "--bare", str(bundle), str(tmp_path / "clone")],
        env=environment,
        check=True,
    )
    log = subprocess.run(
        [
            "git",
            "-C",
            str(tmp_path / "clone"),
            "log",
            "--all",
            "-z",
            "--format=%H%n%P%n%ae%n%at%n%B",
        ],
        env=environment,
        check=True,
        capture_output=True,
    )
    commits = []
    for entry in log.stdout.decode("utf-8", "replace").rstrip("\0").split("\0"):
        name, parents, email, seconds, message = entry.split("\n", 4)
        when = Moment(int(seconds))
        person = Person(email, email)
        commits.append(Commit(name, "", tuple(parents.split()), person, when, when, message))
    assert len(commits) > 60
    assert automatic_commits(commits) == frozenset()
