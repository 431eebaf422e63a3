"""Hostile repositories and environments: nothing they name is run, waited for or written."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from gitrepo import ENVIRONMENT, GitRepo

from drafttime.errors import DrafttimeError
from drafttime.history import open_repository

# Each must not run {canary}; {pipe} is a FIFO that nobody writes to.
CONFIGURATIONS = {
    "fsmonitor": "[core]\n\tfsmonitor = {canary}\n",
    "ssh": "[core]\n\tsshCommand = {canary}\n",
    "askpass": "[core]\n\taskPass = {canary}\n",
    "editor": "[core]\n\teditor = {canary}\n[sequence]\n\teditor = {canary}\n",
    "pager": "[core]\n\tpager = {canary}\n[pager]\n\tcat-file = {canary}\n\tdiff-tree = {canary}\n",
    "hooks": "[core]\n\thooksPath = {folder}\n",
    "gpg": "[gpg]\n\tprogram = {canary}\n[log]\n\tshowSignature = true\n",
    "external diff": "[diff]\n\texternal = {canary}\n",
    "diff driver": '[diff "prose"]\n\tcommand = {canary}\n\ttextconv = {canary}\n',
    "filter": '[filter "prose"]\n\tclean = {canary}\n\tsmudge = {canary}\n\tprocess = {canary}\n',
    "alias": "[alias]\n\tcat-file = !{canary}\n\tdiff-tree = !{canary}\n\tversion = !{canary}\n",
    "include a pipe": "[include]\n\tpath = {pipe}\n",
    "include a file": "[include]\n\tpath = {folder}/included\n",
    "include if": '[includeIf "gitdir:**"]\n\tpath = {pipe}\n',
    "attributes": "[core]\n\tattributesFile = {pipe}\n",
    "promisor": (
        "[core]\n\tsshCommand = {canary}\n\trepositoryFormatVersion = 1\n"
        '[extensions]\n\tpartialClone = origin\n[remote "origin"]\n\tpromisor = true\n'
        "\turl = ssh://example.org/book\n\tuploadpack = {canary}\n"
    ),
    "external url": (
        '[remote "origin"]\n\tpromisor = true\n\turl = ext::{canary}\n'
        "[protocol]\n\tallow = always\n[extensions]\n\tpartialClone = origin\n"
    ),
    "credential": "[credential]\n\thelper = !{canary}\n",
    "work tree": "[core]\n\tworktree = {folder}\n",
    "bare": "[core]\n\tbare = true\n",
    "not a configuration": "[[[\n= = =\n",
}


@pytest.fixture
def trap(tmp_path) -> Iterator[GitRepo]:
    """A repository in which everything that can be a program writes a file."""
    repo = GitRepo(tmp_path / "book")
    attributes = "*.md diff=prose filter=prose\n"
    (canary := tmp_path / "canary").write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/sung\ncat\n')
    canary.chmod(0o755)
    os.mkfifo(tmp_path / "pipe")
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "included").write_text(f"[core]\n\tfsmonitor = {canary}\n")
    repo.commit({"ch01.md": "One.\n", ".gitattributes": attributes}, "First draft")
    (repo.git_dir / "info" / "attributes").write_text(attributes)
    (repo.path / ".gitattributes").write_text(attributes)
    signed = b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n"
    repo.commit({"ch01.md": "Two.\n", "ch02.md": "Lost.\n"}, "Second draft", headers=signed)
    repo.tag("draft-2", message="Signed\n-----BEGIN PGP SIGNATURE-----")
    repo.checkout()
    (repo.path / "ch01.md").write_text("Uncommitted.\n")
    repo.object_path(repo.blob("Lost.\n")).unlink()
    for folder in (hooks, repo.git_dir / "hooks"):
        folder.mkdir(exist_ok=True)
        for name in ("post-index-change", "reference-transaction", "pre-commit", "post-checkout"):
            (folder / name).symlink_to(canary)
    yield repo
    assert not (tmp_path / "sung").exists(), (tmp_path / "sung").read_text()


def set_up(repo: GitRepo, configuration: str) -> None:
    home = repo.path.parent
    names = {"canary": home / "canary", "pipe": home / "pipe", "folder": home / "hooks"}
    with (repo.git_dir / "config").open("a") as file:
        file.write(configuration.format(**names))


def read_everything(where: Path) -> tuple[str, ...]:
    with open_repository(where) as opened:
        head = opened.resolve("HEAD")
        opened.resolve("draft-2~1")
        opened.resolve(head[:8])
        history = opened.walk([head])
        blobs = [entry.blob for entry in opened.tree(head)]
        texts = [data for _, data in opened.blobs(blobs)]
        assert texts == [b"*.md diff=prose filter=prose\n", b"Two.\n", None]
        assert opened.work_tree_file("ch01.md", 100) == b"Uncommitted.\n"
        opened.work_tree_names([""])
        assert opened.partial
        return history.order


def state_of(folder: Path) -> dict[str, tuple[int, int, int]]:
    about = {str(path): path.lstat() for path in sorted(folder.rglob("*"))}
    return {name: (s.st_mode, s.st_size, s.st_mtime_ns) for name, s in about.items()}


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_a_hostile_configuration_runs_nothing(trap, name: str):
    set_up(trap, CONFIGURATIONS[name])
    before = state_of(trap.path)
    assert len(read_everything(trap.path)) == 2
    assert state_of(trap.path) == before


def test_the_canary_can_sing(trap, tmp_path):
    set_up(trap, CONFIGURATIONS["fsmonitor"])
    subprocess.run(
        ["git", "status"], cwd=trap.path, env=ENVIRONMENT, capture_output=True, check=False
    )
    assert (tmp_path / "sung").exists()
    (tmp_path / "sung").unlink()


def test_a_hostile_environment_steers_nothing(trap, tmp_path, monkeypatch):
    other = GitRepo(tmp_path / "other")
    other.commit({"a.md": "x"})
    canary = str(tmp_path / "canary")
    settings = {
        "GIT_DIR": str(other.git_dir),
        "GIT_WORK_TREE": str(other.path),
        "GIT_COMMON_DIR": str(other.git_dir),
        "GIT_OBJECT_DIRECTORY": str(other.git_dir / "objects"),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(other.git_dir / "objects"),
        "GIT_INDEX_FILE": str(tmp_path / "pipe"),
        "GIT_NAMESPACE": "x",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": canary,
        "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor'='{canary}'",
        "GIT_CONFIG_GLOBAL": str(tmp_path / "pipe"),
        "GIT_CONFIG_SYSTEM": str(tmp_path / "pipe"),
        "GIT_EXTERNAL_DIFF": canary,
        "GIT_PAGER": canary,
        "GIT_EDITOR": canary,
        "GIT_ASKPASS": canary,
        "GIT_SSH": canary,
        "GIT_SSH_COMMAND": canary,
        "GIT_EXEC_PATH": str(tmp_path / "hooks"),
        "GIT_TRACE": str(tmp_path / "sung"),
        "GIT_TRACE2_EVENT": str(tmp_path / "sung"),
        "GIT_PYTHON_GIT_EXECUTABLE": canary,
        "GIT_PYTHON_TRACE": "full",
        "SSH_ASKPASS": canary,
        "SSH_AUTH_SOCK": str(tmp_path / "pipe"),
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / ".gitconfig").write_text(f"[core]\n\tfsmonitor = {canary}\n")
    (tmp_path / "git").mkdir()
    (tmp_path / "git" / "config").write_text(f"[core]\n\tfsmonitor = {canary}\n")
    assert len(read_everything(trap.path)) == 2
    assert not [name for name in os.environ if name.startswith(("GIT_", "SSH_"))]


def test_importing_gitpython_obeys_nothing_inherited(trap, tmp_path):
    """In a process of its own, since GitPython runs git once when it is imported."""
    (trap.path / "git").symlink_to(tmp_path / "canary")
    (trap.path / "git.py").write_text("raise SystemExit('imported')")
    program = (
        "import sys; from pathlib import Path\n"
        "import drafttime.history; assert 'git' not in sys.modules\n"
        "from drafttime.history import open_repository\n"
        "with open_repository(Path('.')) as r: print(len(r.walk([r.resolve('HEAD')]).order))\n"
    )
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([".", "", "hooks", os.environ["PATH"]]),
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONSAFEPATH": "1",
        "GIT_PYTHON_GIT_EXECUTABLE": str(tmp_path / "canary"),
        "GIT_PYTHON_REFRESH": "nonsense",
        "GIT_CONFIG_GLOBAL": str(tmp_path / "pipe"),
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=trap.path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("2\n", "")


def test_the_room_is_private_and_leaves_nothing(trap, tmp_path, monkeypatch):
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(rooms))
    with open_repository(trap.path) as opened:
        opened.walk([opened.resolve("HEAD")])
        (room,) = rooms.iterdir()
        assert stat.S_IMODE(room.stat().st_mode) == 0o700
        assert (room / "config").read_text().split() == (
            "[core] repositoryFormatVersion = 0 bare = true commitGraph = false"
            " multiPackIndex = false"
        ).split()
        assert {path.name for path in room.iterdir()} == {"HEAD", "config", "objects", "refs"}
    assert list(rooms.iterdir()) == []


def test_the_room_is_removed_after_an_error(trap, tmp_path, monkeypatch):
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(rooms))
    with pytest.raises(ZeroDivisionError), open_repository(trap.path) as opened:
        print(1 // len(opened.walk([opened.resolve("HEAD~1")]).order[1:]))
    assert list(rooms.iterdir()) == []


def test_a_cut_history_is_cut_in_the_room_too(tmp_path, monkeypatch):
    repo = GitRepo(tmp_path / "book", object_format="sha256")
    repo.commit({"a.md": "1"})
    head = repo.commit({"a.md": "2"})
    (repo.git_dir / "shallow").write_text(f"nonsense\n{head}\n")
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(rooms))
    with open_repository(repo.path):
        (room,) = rooms.iterdir()
        assert (room / "shallow").read_text() == f"{head}\n"
        assert "objectFormat = sha256" in (room / "config").read_text()


def test_no_message_names_the_room_or_repeats_git(trap, tmp_path, monkeypatch):
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(rooms))
    head = trap.head
    said = []
    with open_repository(trap.path) as opened:
        for spec in ("nothing", "abcd", "HEAD~99", "HEAD^9"):
            with pytest.raises(DrafttimeError) as caught:
                opened.resolve(spec)
            said += [caught.value.message, caught.value.hint]
        list(opened.blobs([entry.blob for entry in opened.tree(head)]))
        said += [notice.message for notice in opened.notices]
    trap.object_path(head).write_bytes(b"garbage")
    with open_repository(trap.path) as opened, pytest.raises(DrafttimeError) as caught:
        opened.walk([head])
    said += [caught.value.message, caught.value.hint]
    text = "\n".join(said)
    assert "rooms" not in text
    assert "fatal" not in text
    assert "error:" not in text


def test_no_room_for_the_room(trap, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(DrafttimeError, match="temporary files") as caught:
        read_everything(trap.path)
    assert "TMPDIR" in caught.value.hint
