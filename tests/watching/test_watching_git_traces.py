"""What git wrote is told from what the writer did, with the real git."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from gitrepo import GitRepo

from drafttime.history.locate import locate
from drafttime.watching.git_traces import MOMENTS_NS, GitTraces

CHAPTER = "weir.md"
LINES = [f"Line {number} of the weir.\n" for number in range(9)]


class Book(GitRepo):
    """Two branches that change the first and the last line, and one that changes the same line."""

    def __init__(self, path: Path, object_format: str = "sha1") -> None:
        super().__init__(path, object_format=object_format)
        self.commit({CHAPTER: "".join(LINES)})
        base = self.head
        for branch, lines in (
            ("top", ["Top.\n", *LINES[1:]]),
            ("end", [*LINES[:-1], "End.\n"]),
            ("other", ["Other top.\n", *LINES[1:]]),
        ):
            self.branch(branch, base)
            self.switch(branch)
            self.commit({CHAPTER: "".join(lines)}, branch)
        self.switch("main")
        self.checkout()

    @property
    def chapter(self) -> Path:
        return self.path / CHAPTER

    def act(self, *arguments: str, fails: bool = False) -> None:
        """Run git on the work tree, long enough after what was done before."""
        settle()
        try:
            self.git(*arguments, GIT_WORK_TREE=str(self.path))
        except AssertionError:
            assert fails
        else:
            assert not fails

    def save(self, text: str) -> None:
        settle()
        self.chapter.write_text(text)

    def git_wrote(self) -> bool:
        traces = GitTraces(locate(self.path, allow_linked=False))
        return traces.wrote(self.chapter.read_bytes(), self.chapter.stat().st_mtime_ns)

    def age_heads(self) -> None:
        """Put the heads an hour back, so that only the content can tell."""
        for head in self.git_dir.glob("*HEAD"):
            os.utime(head, (time.time() - 3600,) * 2)


def settle() -> None:
    """Let the clock of the file system go on."""
    time.sleep(0.02)


GIT_WRITES = {
    "switch": [["switch", "-q", "top"]],
    "checkout of a commit": [["checkout", "-q", "top~0"]],
    "fast-forward": [["merge", "-q", "top"]],
    "merge of two changes": [["merge", "-q", "top"], ["merge", "-q", "-m", "m", "end"]],
    "rebase": [["switch", "-q", "end"], ["rebase", "-q", "top"]],
    "cherry-pick": [["cherry-pick", "top"]],
    "revert": [["merge", "-q", "top"], ["revert", "--no-edit", "HEAD"]],
    "reset": [["reset", "-q", "--hard", "top"]],
    "pull": [["pull", "-q", ".", "top"]],
}


@pytest.mark.parametrize(
    ("action", "object_format"),
    [*((action, "sha1") for action in GIT_WRITES), ("merge of two changes", "sha256")],
)
def test_what_git_writes_is_known_even_where_no_head_tells(
    tmp_path: Path, action: str, object_format: str
) -> None:
    book = Book(tmp_path / "book", object_format)
    before = book.chapter.stat().st_mtime_ns
    for arguments in GIT_WRITES[action]:
        book.act(*arguments)
    assert book.chapter.stat().st_mtime_ns > before
    assert book.git_wrote()
    book.age_heads()
    assert book.git_wrote()


@pytest.mark.parametrize("packed", [False, True])
def test_restore_and_stash_move_no_head(tmp_path: Path, packed: bool) -> None:
    book = Book(tmp_path / "book")
    if packed:
        book.pack()
    book.age_heads()
    book.save("Something else.\n")
    assert not book.git_wrote()
    book.act("restore", CHAPTER)
    assert book.git_wrote()
    book.save("Something else again.\n")
    book.act("stash", "-q")
    book.age_heads()
    assert book.git_wrote()
    book.act("stash", "pop", "-q")
    assert book.chapter.read_text() == "Something else again.\n"
    assert book.git_wrote()


@pytest.mark.parametrize("action", ["merge", "rebase", "cherry-pick"])
def test_the_marks_of_a_conflict_are_no_writing_and_solving_it_is(
    tmp_path: Path, action: str
) -> None:
    book = Book(tmp_path / "book")
    book.act("switch", "-q", "top")
    book.act(action, "other", fails=True)
    assert "<<<<" in book.chapter.read_text()
    assert book.git_wrote()
    book.age_heads()
    book.save("Both tops.\n")
    assert not book.git_wrote()


def test_a_save_that_is_staged_or_committed_at_once_is_the_writers(tmp_path: Path) -> None:
    book = Book(tmp_path / "book")
    book.save("A new line.\n")
    book.act("add", CHAPTER)
    assert not book.git_wrote()
    book.save("Another new line.\n")
    book.act("commit", "-q", "-a", "-m", "save")
    book.act("pull", "-q", ".", "main")  # up to date, and yet a head is written
    assert not book.git_wrote()


def test_a_save_that_goes_back_to_what_git_has_is_the_writers(tmp_path: Path) -> None:
    book = Book(tmp_path / "book")
    book.age_heads()
    book.save("A slip.\n")
    book.save("".join(LINES))
    assert not book.git_wrote()


def test_line_ends_that_git_changed_on_the_way_do_not_hide_it(tmp_path: Path) -> None:
    book = Book(tmp_path / "book")
    book.git("config", "core.autocrlf", "true")
    book.act("switch", "-q", "top")
    assert b"\r\n" in book.chapter.read_bytes()
    book.age_heads()
    assert book.git_wrote()


def test_what_has_no_object_is_told_by_a_head_that_moved_in_the_same_moments(
    tmp_path: Path,
) -> None:
    book = Book(tmp_path / "book")
    book.age_heads()
    book.save("Filtered.\n")
    assert not book.git_wrote()
    saved = book.chapter.stat().st_mtime_ns
    head = book.git_dir / "ORIG_HEAD"
    head.touch()
    for away, wrote in ((MOMENTS_NS // 2, True), (-MOMENTS_NS // 2, True), (2 * MOMENTS_NS, False)):
        os.utime(head, ns=(saved + away, saved + away))
        assert book.git_wrote() is wrote


def test_git_is_busy_while_its_lock_is_young(tmp_path: Path) -> None:
    book = Book(tmp_path / "book")
    traces = GitTraces(locate(book.path, allow_linked=False))
    now = time.time()
    assert not traces.is_busy(now)
    (book.git_dir / "index.lock").touch()
    assert traces.is_busy(now)
    assert not traces.is_busy(now + 120)


def test_ids_are_those_of_git(tmp_path: Path) -> None:
    book = Book(tmp_path / "book")
    traces = GitTraces(locate(book.path, allow_linked=False))
    assert traces.id_of(book.chapter.read_bytes()).hex() == book.git(
        "hash-object", str(book.chapter)
    )
