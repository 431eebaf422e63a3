"""The walk where a part of the history is cut off, missing, damaged or a trap."""

from __future__ import annotations

import pytest
from gitrepo import GitRepo
from walking import paths, told, walk

from drafttime.errors import RefusedError, RepositoryError
from drafttime.history import Repository, open_repository
from drafttime.model import Change


@pytest.fixture
def repo(tmp_path):
    return GitRepo(tmp_path / "book")


def codes(opened: Repository) -> list[str]:
    return [notice.code for notice in opened.notices]


def remove(repo: GitRepo, name: str) -> None:
    repo.object_path(name).unlink()


def tree_of(repo: GitRepo, commit: str, path: str = "") -> str:
    return repo.git("rev-parse", f"{commit}:{path}")


def lie(repo: GitRepo, name: str, kind: str, data: bytes) -> None:
    """Let the object `name` hold something else, well packed."""
    other = repo.raw(kind, data)
    repo.object_path(name).write_bytes(repo.object_path(other).read_bytes())


def test_a_shallow_clone_begins_where_it_was_cut(repo):
    for number in range(4):
        repo.commit({"a.md": f"{number}\n"}, f"Day {number}")
    repo.git("clone", "-q", "--depth", "2", f"file://{repo.git_dir}", str(repo.path / "clone"))
    with open_repository(repo.path / "clone") as opened:
        history = opened.walk([opened.resolve("HEAD")])
        cut = history.order[0]
        assert len(history.order) == 2
        assert opened.shallow == {cut}
        assert history.commits[cut].parents == ()
        assert history.changes[cut] == ((Change("a.md", None, repo.blob("2\n")),),)
        assert "git fetch --unshallow" in told(opened, "shallow")
        assert not opened.partial


def test_a_shallow_file_of_nonsense_cuts_nothing(repo):
    first = repo.commit({"a.md": "1\n"})
    second = repo.commit({"a.md": "2\n"})
    (repo.git_dir / "shallow").write_text("nonsense\n\n" + first[:39] + "\n\xff\n" + "g" * 40)
    history, opened = walk(repo)
    assert history.order == (first, second)
    assert opened.shallow == frozenset()
    assert not opened.notices


def test_a_missing_commit_is_named_and_the_rest_is_read(repo):
    lost = repo.commit({"a.md": "1\n"})
    second = repo.commit({"a.md": "2\n"})
    side = repo.commit({"b.md": "1\n"}, parents=[], move=False)
    merge = repo.commit({"b.md": "1\n"}, parents=[second, side])
    remove(repo, lost)
    history, opened = walk(repo)
    assert history.order == (second, side, merge)
    assert history.commits[second].parents == ()
    assert paths(history, second) == [["a.md"]]
    assert opened.partial
    assert told(opened, "missing-commits") == (
        f"1 commit is missing from the repository ({lost[:12]}): the history before it is not read."
    )


@pytest.mark.parametrize("how", ["garbage", "empty", "cut", "other", "kind"])
def test_a_damaged_commit_is_named_and_the_rest_is_read(repo, how: str):
    lost = repo.commit({"a.md": "1\n"}, "Lost")
    second = repo.commit({"a.md": "2\n"})
    path = repo.object_path(lost)
    if how == "garbage":
        path.write_bytes(b"garbage")
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:-20])
    elif how == "other":
        lie(repo, lost, "commit", f"tree {tree_of(repo, second)}\n\nA lie".encode())
    else:
        lie(repo, lost, "blob", b"A lie")
    history, opened = walk(repo)
    assert history.order == (second,)
    assert opened.partial
    # git calls an object that it cannot unpack missing
    assert {"damaged-objects", "missing-commits"} & set(codes(opened))
    assert lost[:12] in opened.notices[0].message


def test_without_the_first_tip_there_is_nothing_to_tell(repo):
    head = repo.commit({"a.md": "1\n"})
    remove(repo, head)
    with pytest.raises(RepositoryError, match=f"the commit {head[:12]} is missing or damaged"):
        walk(repo, head)
    with open_repository(repo.path) as opened, pytest.raises(RepositoryError):
        opened.tree(head)


def test_a_missing_tree_costs_only_its_own_changes(repo):
    ids = [repo.commit({"a.md": f"{n}\n", "part/b.md": f"{n}\n"}) for n in range(6)]
    root, inner = tree_of(repo, ids[1]), tree_of(repo, ids[4], "part")
    remove(repo, root)
    remove(repo, inner)
    history, opened = walk(repo)
    assert history.order == tuple(ids)
    good = [["a.md", "part/b.md"]]
    assert [paths(history, name) for name in ids] == [good, [[]], good, good, [[]], good]
    assert "What 2 commits changed could not be read" in told(opened, "unread-changes")
    assert opened.partial


@pytest.mark.parametrize("where", ["", "part"])
def test_a_tree_that_lies_is_not_believed(repo, where: str):
    ids = [repo.commit({"a.md": f"{n}\n", "part/b.md": f"{n}\n"}) for n in range(4)]
    false = repo.tree({"false.md": ("100644", repo.blob("False.\n"))})
    tree = tree_of(repo, ids[1], where)
    repo.object_path(tree).write_bytes(repo.object_path(false).read_bytes())
    history, opened = walk(repo)
    good = [["a.md", "part/b.md"]]
    assert [paths(history, name) for name in ids] == [good, [[]], good, good]
    assert tree[:12] in told(opened, "damaged-objects")
    assert "What 1 commit changed" in told(opened, "unread-changes")
    with open_repository(repo.path) as opened:
        assert "false.md" not in {entry.path for entry in opened.tree(ids[1])}
        assert opened.partial


def test_what_an_unreadable_commit_changed_comes_with_the_next(repo):
    first = repo.commit({"a.md": "1\n", "gone.md": "g\n"})
    lost = repo.commit({"a.md": "2\n", "gone.md": None, "part/b.md": "2\n"})
    last = repo.commit({"c.md": "3\n"})
    remove(repo, tree_of(repo, lost))
    history, _ = walk(repo)
    blob = repo.blob
    assert history.changes[lost] == ((),)
    assert history.changes[last] == (
        (
            Change("a.md", blob("1\n"), blob("2\n")),
            Change("c.md", None, blob("3\n")),
            Change("gone.md", blob("g\n"), None),
            Change("part/b.md", None, blob("2\n")),
        ),
    )
    assert set(history.changes) == {first, lost, last}


def test_of_the_final_tree_what_can_be_read_is_taken(repo):
    repo.commit({"a.md": "1\n", "part/b.md": "1\n"})
    head = repo.commit({"a.md": "2\n", "new.md": "2\n", "part/b.md": "2\n"})
    remove(repo, tree_of(repo, head, "part"))
    history, opened = walk(repo)
    assert paths(history, head) == [["a.md", "new.md", "part/b.md"]]
    assert history.changes[head][0][-1].new_blob is None
    assert head[:12] in told(opened, "unread-changes")
    with open_repository(repo.path) as opened:
        assert [entry.path for entry in opened.tree(head)] == ["a.md", "new.md"]


def test_a_tree_cut_short_costs_only_its_own_changes(repo):
    ids = [repo.commit({"a.md": f"{n}\n", "part/b.md": f"{n}\n"}) for n in range(5)]
    for name in (tree_of(repo, ids[1], "part"), tree_of(repo, ids[3])):
        path = repo.object_path(name)
        path.write_bytes(path.read_bytes()[:-12])
    history, _ = walk(repo)
    good = [["a.md", "part/b.md"]]
    assert [paths(history, name) for name in ids] == [good, [[]], good, [[]], good]


def test_a_bomb_of_trees_does_not_go_off(repo, monkeypatch):
    for module in ("trees", "tree_check"):
        monkeypatch.setattr(f"drafttime.history.{module}.MOST_FILES", 5000)
    first = repo.commit({"a.md": "1\n"})
    tree = repo.tree({"f": ("100644", repo.blob("x"))})
    for _ in range(20):
        inner = bytes.fromhex(tree)
        tree = repo.raw("tree", b"".join(b"40000 d%d\0%s" % (n, inner) for n in range(10)))
    who = "author A <a@b> 1 +0000"
    bomb = repo.raw("commit", f"tree {tree}\nparent {first}\n{who}\n\nbomb".encode())
    safe = tree_of(repo, first)
    last = repo.raw("commit", f"tree {safe}\nparent {bomb}\n{who}\n\nsafe".encode())
    history, opened = walk(repo, last)
    assert history.order == (first, bomb, last)
    assert paths(history, first) == [["a.md"]]
    assert history.changes[bomb] == history.changes[last] == ((),)
    assert bomb[:12] in told(opened, "unread-changes")
    with open_repository(repo.path) as opened, pytest.raises(RefusedError):
        opened.tree(bomb)


def test_a_well_of_trees_has_a_bottom(repo):
    first = repo.commit({"a.md": "1\n"})
    tree = repo.tree({"f": ("100644", repo.blob("x"))})
    for _ in range(300):
        tree = repo.raw("tree", b"40000 d\0" + bytes.fromhex(tree))
    well = repo.raw(
        "commit", f"tree {tree}\nparent {first}\nauthor A <a@b> 1 +0000\n\nwell".encode()
    )
    history, opened = walk(repo, well)
    assert history.changes[well] == ((),)
    assert well[:12] in told(opened, "unread-changes")
