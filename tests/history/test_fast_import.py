"""What is handed to git arrives as it was said: people, zones, parents, tags and bytes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from drafttime.errors import RepositoryError
from drafttime.history.fast_import import ImportFailedError, NewCommit, write_repository
from drafttime.model.history import Moment, Person

WRITER = Person("Zoë Ó Cúilín", "zoe@writer.example")


def git(folder: Path, *arguments: str) -> bytes:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=clean | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        check=True,
    ).stdout


def commit(message: str, *parents: int, minutes: int = 0, **more: object) -> NewCommit:
    files = more.pop("files", {"a.md": message.encode()})
    branch = str(more.pop("branch", "main"))
    moment = Moment(1_700_000_000 + 60 * len(message), minutes)
    return NewCommit(branch, WRITER, moment, message, parents, files, **more)  # type: ignore[arg-type]


def test_people_zones_and_bytes_arrive_unchanged(tmp_path: Path) -> None:
    odd = b"caf\xe9\r\n\x00no line feed"
    one = commit("first ‘words’", minutes=-210, files={"ch 1/ä.md": odd})
    head = write_repository(tmp_path, [one], head="main")
    raw = git(tmp_path, "cat-file", "commit", head).decode().splitlines()
    person = "Zoë Ó Cúilín <zoe@writer.example> 1700000780 -0330"
    assert raw[1:] == [f"author {person}", f"committer {person}", "", "first ‘words’"]
    assert git(tmp_path, "show", "HEAD:ch 1/ä.md") == odd
    assert (tmp_path / "ch 1" / "ä.md").read_bytes() == odd
    assert git(tmp_path, "status", "--porcelain") == b""


def test_branches_merges_and_removed_files(tmp_path: Path) -> None:
    one = commit("one", files={"a.md": b"a", "b.md": b"b"})
    two = commit("two", 0, files={"a.md": b"a"})
    side = commit("side", 0, branch="side", files={"a.md": b"c", "b.md": b"b"})
    both = commit("both", 1, 2, files={"a.md": b"c"}, tag="t", tag_message="Told")
    head = write_repository(tmp_path, [one, two, side, both])
    assert git(tmp_path, "log", "-1", "--format=%H%P").count(b" ") == 1
    assert git(tmp_path, "rev-parse", "HEAD^2") == git(tmp_path, "rev-parse", "side")
    assert git(tmp_path, "ls-tree", "--name-only", "HEAD") == b"a.md\n"
    assert git(tmp_path, "rev-parse", "t^{commit}").decode().strip() == head
    assert git(tmp_path, "for-each-ref", "--format=%(contents)", "refs/tags/t").strip() == b"Told"


def test_nothing_is_inherited_and_nothing_is_executed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "template" / "hooks"
    template.mkdir(parents=True)
    hook = template / "post-checkout"
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    hook.chmod(0o755)
    monkeypatch.setenv("GIT_TEMPLATE_DIR", str(template.parent))
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2001-01-01T00:00:00Z")
    monkeypatch.setenv("GIT_WORK_TREE", "/nowhere")
    folders = [tmp_path / name for name in ("x", "y")]
    heads = []
    for folder in folders:
        folder.mkdir()
        heads.append(write_repository(folder, [commit("one")]))
    assert heads[0] == heads[1]
    assert not (tmp_path / "ran").exists()
    assert not (folders[0] / ".git" / "hooks").exists()
    assert b"worktree" not in (folders[0] / ".git" / "config").read_bytes()


def test_a_missing_git_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RepositoryError, match="git") as caught:
        write_repository(tmp_path, [commit("one")])
    assert "2.32" in caught.value.hint


def test_a_refusal_by_git_names_the_step(tmp_path: Path) -> None:
    with pytest.raises(ImportFailedError, match="fast-import"):
        write_repository(tmp_path, [commit("one", branch="no..branch")])
