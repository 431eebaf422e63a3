"""What is found in real books, without settings; skipped where the books are absent."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from drafttime.model import Manuscript, TreeEntry
from drafttime.settings import Settings
from drafttime.text.decoding import decode
from drafttime.text.library import Library
from drafttime.text.manuscript import select

CORPORA = Path(
    os.environ.get("DRAFTTIME_CORPORA", Path(__file__).parents[3] / "shared" / "corpora")
)
pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the real books are not beside the project"),
]


def git(*arguments: str | Path, given: bytes = b"") -> bytes:
    env = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    return subprocess.run(
        ["git", *arguments], input=given, capture_output=True, check=True, env=env
    ).stdout


def bundle(name: str, folder: Path) -> dict[TreeEntry, bytes]:
    """Return the files of a bundle's newest commit."""
    git("clone", "-q", "--bare", CORPORA / f"{name}.bundle", folder / name)
    git_dir = f"--git-dir={folder / name}"
    entries = []
    for row in git(git_dir, "ls-tree", "-r", "-z", "HEAD").split(b"\0"):
        meta, _, path = row.partition(b"\t")
        if path:
            entries.append(TreeEntry(path.decode(), meta.split()[2].decode()))
    wanted = "\n".join(entry.blob for entry in entries) + "\n"
    told = git(git_dir, "cat-file", "--batch", given=wanted.encode())
    files, at = {}, 0
    for entry in entries:
        end = told.index(b"\n", at)
        size = int(told[at:end].split()[2])
        files[entry] = told[end + 1 : end + 1 + size]
        at = end + size + 2
    return files


def find(name: str, files: dict[TreeEntry, bytes]) -> Manuscript:
    library = Library()

    def raw_of(entry: TreeEntry) -> str | None:
        decoded = decode(files[entry])
        return None if decoded is None else decoded.text

    return select(
        list(files),
        lambda entry: library.text(entry.blob, files[entry], entry.path),
        raw_of,
        Settings(),
        name,
    )


@pytest.fixture
def found(request, tmp_path):
    name = request.param
    return find(name, bundle(name, tmp_path))


def named(*names: str):
    return pytest.mark.parametrize("found", names, indirect=True)


def paths(found: Manuscript) -> list[str]:
    return [file.path for file in found.files]


def reason(found: Manuscript, path: str) -> str:
    return next(left.reason for left in found.left_out if left.path == path)


@named("uncurled")
def test_uncurled_reads_as_its_summary_says(found):
    assert (found.name, len(found.files)) == ("Uncurled", 107)
    assert paths(found)[:3] == ["intro.md", "intro/resources.md", "intro/terms.md"]
    assert paths(found)[-1] == "epilogue.md"
    assert "people/code-of-conduct.md" in paths(found)
    assert {left.path for left in found.left_out} == {"README.md", "SUMMARY.md"}


@named("eloquent-javascript")
def test_eloquent_javascript_is_its_numbered_files(found):
    assert found.name == "Eloquent JavaScript"
    assert [path[:2] for path in paths(found)] == [f"{n:02}" for n in range(22)]
    assert {left.path for left in found.left_out} == {"README.md", "html/"}


@named("napkin")
def test_the_napkin_takes_in_its_chapters(found):
    assert (found.name, found.author) == ("An Infinitely Large Napkin", "Evan Chen")
    chapters = [path for path in paths(found) if path.startswith("tex/")]
    assert chapters.index("tex/H113/grp-intro.tex") < chapters.index("tex/topology/metric-top.tex")
    assert chapters[-1] == "tex/backmatter/sets-functions.tex"
    assert len(chapters) >= 100
    assert reason(found, "tex/preamble.tex") == "set-up, before the text begins"
    assert reason(found, "tex/new-ag/proj.tex") == "not included by Napkin.tex"


@named("honours-project")
def test_a_dissertation_in_one_file_has_chapters(found):
    assert paths(found) == ["dissertation/l4proj.tex"]
    assert found.author == "Niklas Lindorfer"
    assert found.chapters_from == "headings"
    titles = [chapter.title for chapter in found.chapters]
    assert {"Introduction", "Background", "Conclusion"} <= set(titles)
    assert reason(found, "timelog.md") == "a log of the work"
    assert reason(found, "status_report/status_report.tex") == "a report on the work"


@named("vepsian-chronicle")
def test_a_chronicle_with_cyrillic_names_reads_as_its_main_file_says(found):
    assert found.name.startswith("Вепсская летопись")
    order = paths(found)
    assert order.index("prolog.tex") < order.index("лидь2015/байдарка.tex")
    assert order.index("лидь2015/заключение.tex") < order.index("горюн2016/снова_на_реку.tex")
    assert order.index("чагодоща2019/cold_as_ice.tex") < order.index("epilog.tex")
    assert reason(found, "titlepage_bw.tex") == "not included by main.tex"


@named("numpy-book")
def test_a_restructured_book_begins_with_the_file_that_includes_the_others(found):
    assert found.name == "From Python to Numpy"
    assert paths(found)[0] == "book.rst"
    assert [path[:2] for path in paths(found)[1:]] == [f"{n:02}" for n in range(1, 11)]


@named("rust-book")
def test_of_several_editions_the_living_one_is_the_book(found):
    assert found.name == "The Rust Programming Language"
    assert len(found.files) == 111
    assert all(path.startswith("src/") for path in paths(found))
    assert paths(found)[-1] == "src/appendix-07-nightly-rust.md"
    assert reason(found, "nostarch/chapter12.md") == "not listed in src/SUMMARY.md"
    assert reason(found, "first-edition/src/traits.md").startswith("part of another book")


def test_of_two_states_of_frankenstein_the_later_counts():
    texts = sorted((CORPORA / "frankenstein").glob("*.txt"))
    found = find(
        "frankenstein", {TreeEntry(path.name, path.name): path.read_bytes() for path in texts}
    )
    assert (found.name, paths(found)) == ("Frankenstein", ["1831.txt"])
    assert reason(found, "1818.txt") == "an earlier draft: 1818"
    assert (len(found.chapters), found.chapters_from) == (29, "headings")
    assert found.chapters[5].title == "CHAPTER I"
