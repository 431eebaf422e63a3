"""Repositories as they are met: incomplete, damaged, old, and put together by other programs.

What a writer would expect of each, from the repository to the figures and the exit code. Most of it
is covered where it is read:

- unborn HEAD, a branch without commits, an unreadable HEAD: `history/test_history_locate`;
- shallow files of every kind, missing and damaged commits and trees:
  `history/test_history_walk_damage`, `suite_forgery`, `suite_object_faults` (with and
  without packs, SHA-256 too);
- missing and damaged texts, large files: `history/test_history_objects`;
- merges of many, criss-cross merges, several roots: `history/test_history_walk`,
  `revision/test_lineage_merges`, and with the truth of 20,000 histories `suite_generated`;
- identities, times, zones and `encoding` headers: `history/test_history_commits`,
  `history/test_history_walk`, `suite_malformed_objects`, `suite_generated`;
- submodules and links in trees: `history/test_history_walk`, `history/test_history_objects`;
- encodings and line ends: `text/test_decoding`;
- bare repositories, SHA-256: `history/test_history_locate`, `test_pipeline`, `suite_object_faults`;
- files of 100 MB, lines of 10 MB, 100,000 paths, refs, tags and commits: `suite_bombs`.

Here stands what none of these shows: what clones made by git lack, and what the figures come to.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from every_command import LOG, QUICK, Places
from forking import Ending, command, in_child, warm_up
from gitrepo import ENVIRONMENT, GitRepo, submodule, symlink
from invented_prose import prose
from suite_untouched import state

pytestmark = pytest.mark.usefixtures("as_before")

SENTENCES = [prose(str(number), sentences=1) for number in range(60)]
WORDS = 12  # in each sentence


def text(*numbers: int) -> str:
    return "\n\n".join(SENTENCES[number] for number in numbers) + "\n"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    """A book of five commits: 12 sentences at last, 3 of 15 cut, a note that came and went."""
    monkeypatch.setenv("DRAFTTIME_CACHE", str(tmp_path / "cache"))
    warm_up()
    found = GitRepo(tmp_path / "book")
    found.commit({"ch1.md": text(*range(6))}, "One")
    found.commit({"ch1.md": text(*range(5)), "ch2.md": text(*range(20, 24))}, "Two")
    found.commit({"ch2.md": text(*range(20, 23))}, "Three")
    found.commit({"ch2.md": text(*range(20, 22)), "ch3.md": text(*range(30, 33))}, "Four")
    found.commit({"ch3.md": text(*range(30, 35))}, "Five")
    return found


def data_of(book: Path, tmp_path: Path) -> tuple[int, dict[str, Any]]:
    """Return the exit code of a report of a book, and its data."""
    from drafttime.output.data import report_object
    from drafttime.pipeline import analyse
    from drafttime.request import Request

    found = analyse(Request(book, use_cache=False))
    listed = in_child(command("sessions", book, "--no-cache", "--quiet"), tmp_path)
    return listed.code, json.loads(json.dumps(report_object(found)))


def notices(data: dict[str, Any]) -> set[str]:
    return {notice["code"] for notice in data["notices"]}


def changes(data: dict[str, Any]) -> list[tuple[str, int, int]]:
    """Return subject, words in and words out of each revision."""
    return [(r["subject"], r["words_inserted"], r["words_deleted"]) for r in data["revisions"]]


def clone(repo: GitRepo, place: Path, *how: str) -> Path:
    """Clone a repository with the real git; where it came from is gone afterwards."""
    repo.checkout()
    served = repo.path.with_name("served")
    repo.path.rename(served)
    told = ("git", "-c", "uploadpack.allowFilter=true", "-c", "protocol.file.allow=always")
    serve = f"{' '.join(told[:3])} upload-pack"
    subprocess.run(
        [*told, "clone", "-q", "--upload-pack", serve, *how, f"file://{served}", str(place)],
        env={**ENVIRONMENT, "GIT_PROTOCOL_FROM_USER": "1"},
        check=True,
        capture_output=True,
    )
    served.rename(repo.path.with_name("away"))
    return place


def test_the_book_is_as_it_says(repo: GitRepo, tmp_path: Path) -> None:
    code, data = data_of(repo.path, tmp_path)
    assert code == 0
    assert data["manuscript"]["words"] == 12 * WORDS
    assert changes(data) == [
        ("One", 6 * WORDS, 0),
        ("Two", 4 * WORDS, WORDS),
        ("Three", 0, WORDS),
        ("Four", 3 * WORDS, WORDS),
        ("Five", 2 * WORDS, 0),
    ]


@pytest.mark.parametrize("what", sorted(set(QUICK) - {"watch status", "import"}))
def test_before_the_first_commit_every_command_says_so(tmp_path: Path, what: str) -> None:
    warm_up()
    GitRepo(tmp_path / "book")
    (tmp_path / "log.csv").write_text(LOG)
    at = Places(str(tmp_path / "book"), tmp_path, tmp_path, tmp_path / "log.csv")
    ending: Ending = in_child(command(*QUICK[what](at)), tmp_path)
    assert ending.code == 1
    assert ending.errors.count("\n") == 2
    assert "has no commits yet" in ending.errors
    assert "git commit" in ending.errors


def test_a_shallow_clone_tells_what_is_here(repo: GitRepo, tmp_path: Path) -> None:
    place = clone(repo, tmp_path / "clone", "--depth", "2")
    before = state(place)
    code, data = data_of(place, tmp_path)
    assert code == 0
    assert notices(data) & {"shallow"}
    assert not data["history"]["partial"]
    assert data["manuscript"]["words"] == 12 * WORDS
    assert changes(data) == [("Four", 10 * WORDS, 0), ("Five", 2 * WORDS, 0)]
    assert state(place) == before


def test_a_partial_clone_names_its_gaps_and_fetches_nothing(repo: GitRepo, tmp_path: Path) -> None:
    place = clone(repo, tmp_path / "clone", "--filter=blob:none")
    before = state(place)
    code, data = data_of(place, tmp_path)
    assert code == 3
    assert {"partial-clone", "missing-objects"} <= notices(data)
    assert data["history"]["partial"]
    assert data["manuscript"]["words"] == 12 * WORDS
    lost = next(n["message"] for n in data["notices"] if n["code"] == "missing-objects")
    assert lost.startswith("4 objects are missing")
    assert state(place) == before


def _missing(path: Path) -> None:
    path.unlink()


def _corrupt(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9] + b"\0" * 9)


@pytest.mark.parametrize("harm", [_missing, _corrupt])
@pytest.mark.parametrize(
    ("spec", "whole"),
    [("HEAD~3", {"Four", "Five"}), ("HEAD~3:", {"One", "Four", "Five"}),
     ("HEAD~3:ch2.md", {"One", "Four", "Five"})],
)  # fmt: skip
def test_the_rest_of_a_damaged_history_is_told(
    repo: GitRepo, tmp_path: Path, harm: Callable[[Path], None], spec: str, whole: set[str]
) -> None:
    true = {change[0]: change for change in changes(data_of(repo.path, tmp_path)[1])}
    harm(repo.object_path(repo.git("rev-parse", spec)))
    code, data = data_of(repo.path, tmp_path)
    assert code == 3
    assert data["history"]["partial"]
    assert data["manuscript"]["words"] == 12 * WORDS
    assert {true[name] for name in whole} <= set(changes(data))


def test_three_branches_and_two_beginnings_are_counted_once(tmp_path: Path) -> None:
    warm_up()
    repo = GitRepo(tmp_path / "book")
    base = repo.commit({"ch1.md": text(0, 1)}, "One")
    arms = []
    for number in (2, 3):
        arms.append(repo.commit({f"ch{number}.md": text(10 * number)}, f"Arm {number}"))
        repo.move(base)
    arms.append(repo.commit({"ch4.md": text(40, 41)}, "Another beginning", parents=[]))
    repo.move(base)
    repo.merge(*arms)
    repo.commit({"ch1.md": text(0, 1, 2)}, "Go on")
    code, data = data_of(repo.path, tmp_path)
    assert code == 0
    assert data["manuscript"]["words"] == 7 * WORDS
    assert data["ledger"]["words_written"] == data["ledger"]["words_kept"] == 7 * WORDS
    assert data["history"]["merges"] == 1


def test_times_and_names_that_cannot_be_leave_the_words_alone(
    repo: GitRepo, tmp_path: Path
) -> None:
    def go_on(number: int, **how: Any) -> None:
        repo.commit({"ch4.md": text(*range(40, 41 + number))}, **how)

    go_on(0, time="-5000000", message="Before 1970")
    go_on(1, time=str(2**63), message="After the end")
    go_on(2, time="nonsense", message="Never")
    go_on(3, offset="+9900", message="Nowhere")
    go_on(4, author=b"<>", message="Nobody")
    go_on(5, author=b"No address", message="No address")
    go_on(6, author="Zoë <zoe@example.org>", message="Déjà vu", encoding="latin-1")
    go_on(7, message=b"Caf\xe9\n", headers=b"encoding klingon\n")
    code, data = data_of(repo.path, tmp_path)
    assert code == 0
    assert data["manuscript"]["words"] == 20 * WORDS
    assert {"unknown-times", "odd-offsets"} <= notices(data)
    after = data["revisions"][5:]
    assert [r["words_inserted"] for r in after] == [WORDS] * 8
    assert [k for k, r in enumerate(after) if r["time"] is None] == [0, 1, 2, 5]  # no <>, no time
    assert after[3]["time"].endswith("+00:00")
    assert after[6]["subject"] == "Déjà vu"
    assert after[6]["writer"] == "Zoë"
    assert after[7]["subject"].startswith("Caf")


def test_what_is_no_text_of_the_book_counts_no_word(repo: GitRepo, tmp_path: Path) -> None:
    pointer = (
        "version https://git-lfs.github.com/spec/v1\noid sha256:" + "a" * 64 + "\nsize 12345\n"
    )
    repo.commit(
        {
            "ch4.md": symlink("ch1.md"),
            "ch5.md": symlink("/etc/passwd"),
            "part": submodule("1" * 40),
            "ch6.md": pointer,
        },
        "Link",
    )
    code, data = data_of(repo.path, tmp_path)
    assert code == 0
    assert data["manuscript"]["words"] == 12 * WORDS
    assert {"path": "ch6.md"}.items() <= data["manuscript"]["left_out"][0].items()
    assert "ch6.md" not in [file["path"] for file in data["manuscript"]["files"]]


@pytest.mark.parametrize(
    "written",
    [
        lambda said: said.encode("utf-16"),
        lambda said: said.replace("\n", "\r\n").encode(),
        lambda said: said.replace("\n\n", "\r\n\n", 2).replace("\n\n", "\r\r").encode(),
        lambda said: b"\xef\xbb\xbf" + said.encode(),
    ],
    ids=["UTF-16", "CRLF", "mixed", "BOM"],
)
def test_a_text_that_is_only_stored_otherwise_is_no_change(
    repo: GitRepo, tmp_path: Path, written: Callable[[str], bytes]
) -> None:
    repo.commit({"ch1.md": written(text(*range(5)))}, "Store it otherwise")
    code, data = data_of(repo.path, tmp_path)
    assert code == 0
    assert data["manuscript"]["words"] == 12 * WORDS
    last = data["revisions"][-1]
    assert (last["subject"], last["distance_tokens"]) == ("Store it otherwise", 0)


def test_a_name_that_changes_only_its_case_is_no_change(repo: GitRepo, tmp_path: Path) -> None:
    repo.commit({"ch1.md": None, "CH1.md": text(*range(5))}, "Shout")
    repo.commit({"CH1.md": None, "Ch1.md": text(*range(4))}, "Shout less, and cut")
    code, data = data_of(repo.path, tmp_path)
    assert code == 0
    assert changes(data)[-2:] == [("Shout", 0, 0), ("Shout less, and cut", 0, WORDS)]
    assert data["ledger"]["words_written"] == 15 * WORDS


def _same(data: dict[str, Any]) -> Any:
    """Return the figures that do not depend on ids."""
    return data["manuscript"]["words"], changes(data), data["drift"]["survival"], data["ledger"]


def test_the_kind_of_repository_makes_no_difference(repo: GitRepo, tmp_path: Path) -> None:
    true = _same(data_of(repo.path, tmp_path)[1])
    repo.git("clone", "-q", "--bare", str(repo.path), str(tmp_path / "bare.git"))
    assert _same(data_of(tmp_path / "bare.git", tmp_path)[1]) == true
    other = tmp_path / "other"
    subprocess.run(
        ["git", "init", "-q", "--object-format=sha256", str(other)], env=ENVIRONMENT, check=True
    )
    stream = repo.git("fast-export", "--all").encode()
    told = ("git", "fast-import", "--quiet")
    subprocess.run(told, cwd=other, env=ENVIRONMENT, input=stream, check=True)
    (other / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    assert _same(data_of(other, tmp_path)[1]) == true
    shutil.rmtree(other)
