"""Two processes read what one reads, and so does one that loses the other."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from gitrepo import GitRepo

from drafttime.history import open_repository
from drafttime.model import Text
from drafttime.progress import Silent
from drafttime.second_process import can_split
from drafttime.stages import reading_beside
from drafttime.stages.texts import Texts
from drafttime.text.library import Library

pytestmark = pytest.mark.skipif(not can_split(), reason="no second process is to be had here")

Versions = list[tuple[str, str]]
Spelled = list[tuple[Sequence[Sequence[str]], int] | None]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Versions]:
    """Six chapters in many versions, a file that is no text, and one that is missing."""
    repo = GitRepo(tmp_path_factory.mktemp("reading") / "book")
    versions = []
    for number in range(40):
        for chapter in range(6):
            text = f"# Chapter {chapter}\n\nThe tide turned {number} times.\n\nword{number % 7}."
            versions.append((repo.blob(text), f"{chapter}.md"))
    versions += [(repo.blob(b"\0\1"), "0.md"), ("1" * 40, "1.md"), (versions[0][0], "x.txt")]
    repo.commit({"0.md": "x"})
    return repo.path, sorted(versions, key=lambda version: version[1])


def spelled(book: tuple[Path, Versions]) -> Spelled:
    with open_repository(book[0]) as repository:
        texts = Texts(repository, Library())
        texts.read(book[1], Silent())
        found: list[Text | None] = [texts.of(*version) for version in book[1]]
        return [
            None if text is None else ([texts.decode(p) for p in text.paragraphs], text.words)
            for text in found
        ]


@pytest.fixture(scope="module")
def alone(book: tuple[Path, Versions]) -> Spelled:
    return spelled(book)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Start a second process for however little; what was started."""
    found: list[object] = []
    second = reading_beside.Second

    def counted(work: Callable[[object], None]) -> object:
        found.append(second(work))
        return found[-1]

    monkeypatch.setattr(reading_beside, "Second", counted)
    monkeypatch.setattr(reading_beside, "LEAST_BYTES", 1)
    return found


def test_two_read_the_same(
    book: tuple[Path, Versions], alone: Spelled, started: list[object]
) -> None:
    assert spelled(book) == alone
    assert len(started) == 1


@pytest.mark.parametrize("after", [0, 1, 50])
def test_one_that_is_killed_is_not_missed(
    book: tuple[Path, Versions],
    alone: Spelled,
    started: list[object],
    monkeypatch: pytest.MonkeyPatch,
    after: int,
) -> None:
    here, read, done = os.getpid(), Library.text, []

    def dying(*args: object) -> object:
        if os.getpid() != here:
            done.append(1)
            if len(done) > after:
                os.kill(os.getpid(), signal.SIGKILL)
        return read(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(Library, "text", dying)
    assert spelled(book) == alone
    assert len(started) == 1


def test_both_have_something_to_do(book: tuple[Path, Versions]) -> None:
    with open_repository(book[0]) as repository:
        wanted = {blob: {"markdown": path} for blob, path in book[1]}
        sizes = {blob: size or 0 for blob, size in repository.blob_sizes(wanted).items()}
    theirs = reading_beside._their_share(wanted, sizes)
    share = sum(sizes[blob] for blob in theirs) / sum(sizes.values())
    assert 0.4 < share < 0.6
    order = reading_beside._in_step(wanted, theirs, sizes)
    assert sorted(order) == sorted(wanted)
    for side in (True, False):
        own = [blob for blob in order if (blob in theirs) == side]
        assert own == [blob for blob in wanted if (blob in theirs) == side]
    first = order[: len(order) // 2]
    assert 0.3 < sum(blob in theirs for blob in first) / len(first) < 0.7
