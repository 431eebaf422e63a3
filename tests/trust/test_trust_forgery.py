"""What the objects do not prove is not believed; see `suite_forgery`."""

from __future__ import annotations

from pathlib import Path

import pytest
import suite_forgery as suite
from forgeries import FORGERIES

import drafttime.history.repository as repository
from drafttime.history.objects import Found, Objects

pytestmark = pytest.mark.usefixtures("as_before")


def test_no_forgery_is_believed(tmp_path: Path) -> None:
    figures = suite.run(len(FORGERIES), 1, tmp_path)
    assert figures.failures == ()
    for name in ("exact", "disclosed", "refused", "stopped", "told of", "commands"):
        assert figures.counts[name]


def failures_of(name: str, tmp_path: Path) -> str:
    """Return what the suite finds wrong while it lays one forgery in every book."""
    stage = suite.set_up(tmp_path)
    found = []
    for book in suite.WRITTEN:
        suite.lay_out(stage, book)
        chance = suite.random.Random(book)
        beside = tmp_path / "beside"
        scene = suite.Scene(suite.opened(stage.book), stage.objects[book], beside, chance)
        FORGERIES[name].lay(scene)
        found += suite.read(stage, book, [FORGERIES[name]], allow_linked=False)
    return " ".join(found)


def test_the_suite_finds_whoever_believes_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def believing(self: Objects, process, name, limit):
        words = process.line(200).split(b" ")
        if words[1] == b"missing":
            return Found(name, "", 0, None, "missing")
        kind, size = words[1].decode(), int(words[2])
        data = None if limit is None else process.take(size + 1)[:-1]
        return Found(name, kind, size, data)

    monkeypatch.setattr(Objects, "answer", believing)
    assert "figures differ and nothing says so" in failures_of("packed objects", tmp_path)


def test_the_suite_finds_whoever_is_silent_about_grafts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository, "kind_of", lambda path: "absent")
    assert "nothing tells of grafts-ignored" in failures_of("grafts", tmp_path)


@pytest.mark.long
def test_a_thousand_forgeries_are_not_believed(tmp_path: Path) -> None:
    figures = suite.run(1_000, 1, tmp_path)
    assert figures.failures == ()
    assert figures.runs == 1_000
