"""Finding the repository, and what is disclosed about it."""

from __future__ import annotations

import pytest
from gitrepo import START, GitRepo
from small_books import book, read

from drafttime.errors import RepositoryError
from drafttime.history import open_repository

# where a repository is found


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
def test_every_kind_of_repository_is_read(tmp_path, bare: bool, object_format: str):
    repo = book(tmp_path / "book", bare=bare, object_format=object_format)
    assert read(repo.path) == repo.head
    with open_repository(repo.path) as opened:
        assert opened.object_format == object_format
        assert opened.work_tree == (None if bare else repo.path)
        assert opened.git_dir == repo.git_dir


def test_it_is_found_from_below_and_from_a_file(tmp_path):
    repo = book(tmp_path / "book")
    (repo.path / "part" / "deep").mkdir(parents=True)
    (repo.path / "part" / "ch02.md").write_text("x")
    for where in (repo.path / "part" / "deep", repo.path / "part" / "ch02.md", repo.git_dir):
        with open_repository(where) as opened:
            assert (opened.git_dir, opened.work_tree) == (repo.git_dir, repo.path)


def test_it_is_found_through_a_link_that_the_writer_stands_in(tmp_path):
    repo = book(tmp_path / "book")
    (tmp_path / "shortcut").symlink_to(repo.path)
    assert read(tmp_path / "shortcut") == repo.head


def test_no_repository(tmp_path):
    (tmp_path / ".git").mkdir()  # empty: no repository, as for git
    with pytest.raises(RepositoryError, match="is not in a git repository") as caught:
        read(tmp_path)
    assert caught.value.exit_code == 1
    assert "git init" in caught.value.hint


def test_no_folder(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    for name in ("none", "loop", "no\0thing", "x" * 5000):
        with pytest.raises(RepositoryError, match="does not exist"):
            read(tmp_path / name)


def test_objects_that_cannot_be_opened(tmp_path, monkeypatch):
    repo = book(tmp_path / "book")
    monkeypatch.setattr("drafttime.history.object_store.Folder.open", lambda path: None)
    with pytest.raises(RepositoryError, match="cannot be opened"):
        read(repo.path)


@pytest.mark.parametrize("name", ["objects", "refs", "."])
def test_a_circle_of_links(tmp_path, name):
    repo = GitRepo(tmp_path / "book")
    place = repo.git_dir / name if name != "." else repo.git_dir
    place.rename(tmp_path / "moved")
    place.symlink_to(place.name)
    with pytest.raises(RepositoryError), open_repository(repo.path, allow_linked=True):
        pass


def test_no_commits(tmp_path):
    repo = GitRepo(tmp_path / "book")
    with open_repository(repo.path) as opened:
        assert (opened.head, opened.head_name, opened.refs) == (None, "main", ())
        with pytest.raises(RepositoryError, match="has no commits yet") as caught:
            opened.resolve("HEAD")
        assert "git commit" in caught.value.hint


def test_no_commits_on_this_branch(tmp_path):
    repo = book(tmp_path / "book")
    repo.switch("other")
    with (
        open_repository(repo.path) as opened,
        pytest.raises(RepositoryError, match="“other”") as caught,
    ):
        opened.resolve("HEAD~1")
    assert caught.value.hint.endswith("git switch main")


def test_a_head_that_cannot_be_read(tmp_path):
    repo = book(tmp_path / "book")
    (repo.git_dir / "HEAD").write_text("nonsense\n")
    with (
        open_repository(repo.path) as opened,
        pytest.raises(RepositoryError, match="HEAD of the repository"),
    ):
        opened.resolve("HEAD")


def test_reftable_is_refused_with_the_way_out(tmp_path):
    repo = book(tmp_path / "book")
    with (repo.git_dir / "config").open("a") as file:
        file.write("[extensions]\n\trefStorage = reftable\n")
    with pytest.raises(RepositoryError, match="reftable") as caught:
        read(repo.path)
    assert "git refs migrate" in caught.value.hint


def test_an_unknown_object_format(tmp_path):
    repo = book(tmp_path / "book")
    with (repo.git_dir / "config").open("a") as file:
        file.write("[extensions]\n\tobjectFormat = sha3\n")
    with pytest.raises(RepositoryError, match="does not know"):
        read(repo.path)


# what is disclosed


def test_a_partial_clone_says_so(tmp_path):
    repo = book(tmp_path / "book")
    lost = repo.blob("One.\n")
    repo.object_path(lost).unlink()
    with (repo.git_dir / "config").open("a") as file:
        file.write('[remote "origin"]\n\tpromisor = true\n\turl = ssh://example.org/book\n')
    with open_repository(repo.path) as opened:
        assert list(opened.blobs([lost])) == [(lost, None)]
        assert [notice.code for notice in opened.notices] == ["partial-clone", "missing-objects"]
        assert opened.partial


def test_what_git_would_believe_is_disclosed_and_ignored(tmp_path):
    repo = book(tmp_path / "book")
    first = repo.head
    second = repo.commit({"ch01.md": "Two.\n"}, "Second", time=START + 9)
    other = repo.commit({"ch01.md": "False.\n"}, "False", parents=[], move=False)
    repo.git("commit-graph", "write", "--reachable")
    repo.ref(f"refs/replace/{second}", other)
    (repo.git_dir / "info" / "grafts").write_text(f"{second}\n")
    with open_repository(repo.path) as opened:
        history = opened.walk([opened.resolve("HEAD")])
        assert history.order == (first, second)
        assert history.commits[second].subject == "Second"
        assert sorted(notice.code for notice in opened.notices) == [
            "commit-graph-ignored",
            "grafts-ignored",
            "replace-refs-ignored",
        ]
        assert [ref.name for ref in opened.refs] == ["main"]
        assert not opened.partial
