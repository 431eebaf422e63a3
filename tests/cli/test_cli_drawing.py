"""A report is the same bytes with and without the cache, and with and without a second process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from drafttime.sample import build_sample

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "book"
    build_sample(folder)
    return folder


PROGRAM = """
import sys
from drafttime.cli import _second
from drafttime.cli._app import command_line
from drafttime.cli._run import run
from drafttime import charts

cores, drawable, out = int(sys.argv[1]), sys.argv[2] == "drawable", sys.argv[3:]
_second._cores = lambda: cores
if not drawable:
    charts.draw_all = charts.draw_each = None
code = run(command_line(), out)
print("matplotlib" in sys.modules)
sys.exit(code)
"""


def report(book: Path, folder: Path, *, cores: int, cache: bool, drawable: bool = True) -> str:
    paths = os.pathsep.join([str(ROOT)])
    environment = {
        "PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "PYTHONPATH": paths,
        "DRAFTTIME_CACHE": str(folder / "cache"), "DRAFTTIME_DEBUG": "1",
    }  # fmt: skip
    told = ["report", str(book), "--quiet", "--out", str(folder / "out")]
    told += [] if cache else ["--no-cache"]
    can = "drawable" if drawable else "not"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(cores), can, *told], cwd=folder, env=environment,
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_way_of_drawing_writes_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    report(sample, tmp_path, cores=1, cache=False)
    plain = contents(tmp_path / "out")
    assert sum(name.endswith(".png") for name in plain) > 10
    assert not (tmp_path / "cache").exists()

    report(sample, tmp_path, cores=2, cache=True)
    assert contents(tmp_path / "out") == plain

    # From here on nothing can be drawn in the first process.
    assert report(sample, tmp_path, cores=1, cache=True, drawable=False) == "False"
    assert contents(tmp_path / "out") == plain

    report(sample, tmp_path, cores=2, cache=False)
    assert contents(tmp_path / "out") == plain


def test_one_more_commit_is_not_told_the_charts_of_before(sample: Path, tmp_path: Path) -> None:
    book = tmp_path / "book"
    subprocess.run(["git", "clone", "-q", str(sample), str(book)], check=True)
    report(book, tmp_path, cores=1, cache=True)
    before = contents(tmp_path / "out")
    [page, *_] = sorted(book.rglob("*.md"))
    page.write_text(page.read_text(encoding="utf-8") + "\nAnd one more line.\n", encoding="utf-8")
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(book), *names, "commit", "-qam", "More"], check=True)
    report(book, tmp_path, cores=2, cache=True)
    warm = contents(tmp_path / "out")
    report(book, tmp_path, cores=1, cache=False)
    assert contents(tmp_path / "out") == warm
    assert warm != before
