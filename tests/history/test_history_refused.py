"""What leads elsewhere, or is no file: followed, refused until it has leave, or passed over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from gitrepo import GitRepo
from small_books import book, read

from drafttime.errors import RefusedError, RepositoryError
from drafttime.history import open_repository


def refused(where: Path) -> RefusedError:
    with pytest.raises(RefusedError) as caught, open_repository(where):
        pass
    assert caught.value.exit_code == 4
    return caught.value


# .git files and links


def test_a_worktree_that_its_repository_knows_is_followed(tmp_path):
    repo = book(tmp_path / "book")
    repo.git("worktree", "add", "-q", "-b", "second", str(tmp_path / "second"))
    assert read(tmp_path / "second") == repo.head
    with open_repository(tmp_path / "second") as opened:
        assert opened.head_name == "second"
        assert opened.work_tree == tmp_path / "second"
        assert [ref.name for ref in opened.refs] == ["main", "second"]
        assert opened.work_tree_file("ch01.md", 100) == b"One.\n"
        assert not opened.notices


def test_a_worktree_that_its_repository_does_not_know_is_refused(tmp_path):
    repo = book(tmp_path / "book")
    repo.git("worktree", "add", "-q", "-b", "second", str(tmp_path / "second"))
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange" / ".git").write_text((tmp_path / "second" / ".git").read_text())
    refused(tmp_path / "strange")


def test_a_false_worktree_does_not_lead_to_a_private_repository(tmp_path):
    private = book(tmp_path / "private")
    trap = tmp_path / "trap"
    (trap / "inner").mkdir(parents=True)
    (trap / ".git").write_text("gitdir: inner\n")
    (trap / "inner" / "HEAD").write_text("ref: refs/heads/main\n")
    (trap / "inner" / "gitdir").write_text(f"{trap}/.git\n")
    (trap / "inner" / "commondir").write_text(f"{private.git_dir}\n")
    assert "does not name this folder in return" in refused(trap).message
    assert read(trap, allow_linked=True) == private.head


def test_a_submodule_is_followed(tmp_path):
    inner = book(tmp_path / "chapters")
    outer = book(tmp_path / "book")
    outer.checkout()
    outer.git(
        *("-c", "protocol.file.allow=always", "submodule", "--quiet", "add"),
        *(str(inner.path), "chapters"),
        GIT_WORK_TREE=str(outer.path),
    )
    assert (outer.path / "chapters" / ".git").is_file()
    assert read(outer.path / "chapters") == inner.head


def test_a_git_folder_elsewhere_needs_leave(tmp_path):
    repo = book(tmp_path / "store.git", bare=True)
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / ".git").write_text(f"gitdir: {repo.path}\n")
    assert "--allow-linked" in refused(tmp_path / "book").hint
    assert read(tmp_path / "book", allow_linked=True) == repo.head
    with open_repository(tmp_path / "book", allow_linked=True) as opened:
        assert [notice.code for notice in opened.notices] == ["linked"]


def test_a_linked_git_folder_needs_leave(tmp_path):
    repo = book(tmp_path / "other")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / ".git").symlink_to(repo.git_dir)
    refused(tmp_path / "book")
    assert read(tmp_path / "book", allow_linked=True) == repo.head


@pytest.mark.parametrize(
    "text", ["", "gitdir: ", "gitdir: nowhere\n", "x" * 10_000, "gitdir: .git"]
)
def test_a_git_file_that_leads_nowhere(tmp_path, text: str):
    (tmp_path / ".git").write_text(text)
    with pytest.raises(RepositoryError, match="does not lead to a repository"):
        read(tmp_path)


@pytest.mark.parametrize("name", ["objects", "refs"])
def test_a_linked_part_needs_leave(tmp_path, name: str):
    repo = book(tmp_path / "book")
    (repo.git_dir / name).rename(tmp_path / "elsewhere")
    (repo.git_dir / name).symlink_to(tmp_path / "elsewhere")
    refused(repo.path)
    assert read(repo.path, allow_linked=True) == repo.head


# borrowed objects, and things that are no files


def test_alternates_need_leave(tmp_path):
    repo = book(tmp_path / "book")
    borrower = GitRepo(tmp_path / "borrower")
    borrower.move(repo.head)
    alternates = borrower.git_dir / "objects" / "info" / "alternates"
    alternates.write_text("# nothing yet\n\n")
    with open_repository(borrower.path) as opened, pytest.raises(RepositoryError):
        opened.walk([repo.head])
    alternates.write_text(f"{repo.git_dir}/objects\n")
    error = refused(borrower.path)
    assert "borrows" in error.message
    assert "git repack" in error.hint
    assert read(borrower.path, allow_linked=True) == repo.head


def test_linked_objects_need_leave(tmp_path):
    repo = book(tmp_path / "book")
    repo.pack()
    (pack,) = (repo.git_dir / "objects" / "pack").glob("*.pack")
    pack.rename(tmp_path / pack.name)
    pack.symlink_to(tmp_path / pack.name)
    refused(repo.path)
    assert read(repo.path, allow_linked=True) == repo.head


@pytest.mark.parametrize("place", ["info/alternates", "pack/pack-1.idx", "ab/" + "c" * 38, "x"])
def test_a_pipe_among_the_objects_is_refused_at_once(tmp_path, place: str):
    repo = book(tmp_path / "book")
    path = repo.git_dir / "objects" / place
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)
    error = refused(repo.path)
    assert place in error.message
    with pytest.raises(RefusedError):
        read(repo.path, allow_linked=True)


@pytest.mark.parametrize(
    "place", ["config", "packed-refs", "shallow", "refs/heads/pipe", "info/grafts", "index"]
)
def test_a_pipe_elsewhere_is_passed_over(tmp_path, place: str):
    repo = book(tmp_path / "book")
    (repo.git_dir / place).unlink(missing_ok=True)
    os.mkfifo(repo.git_dir / place)
    assert read(repo.path) == repo.head


@pytest.mark.parametrize("place", ["HEAD", "../.git"])
def test_a_pipe_instead_of_the_repository(tmp_path, place: str):
    repo = book(tmp_path / "book")
    path = repo.git_dir / place
    if place == "HEAD":
        path.unlink()
    else:
        repo.git_dir.rename(tmp_path / "moved")
        path = repo.git_dir
    os.mkfifo(path)
    with pytest.raises(RepositoryError, match="is not in a git repository"):
        read(repo.path)


def test_a_list_of_borrowed_folders_too_long_to_check_is_refused(tmp_path: Path) -> None:
    other = GitRepo(tmp_path / "secret")
    hidden = other.commit({"diary.md": "Nobody reads this.\n"})
    repo = GitRepo(tmp_path / "book")
    repo.commit({"ch1.md": "It rained.\n"})
    listed = repo.git_dir / "objects" / "info" / "alternates"
    listed.write_text("# pad\n" * 12_000 + f"{other.git_dir / 'objects'}\n")
    repo.ref("refs/heads/main", hidden)
    for allow_linked in (False, True):
        with (
            pytest.raises(RefusedError),
            open_repository(repo.path, allow_linked=allow_linked),
        ):
            pass
