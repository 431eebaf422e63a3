"""The walk: which commits, in which order, and what each changed."""

from __future__ import annotations

import pytest
from gitrepo import START, GitRepo, script, submodule, symlink
from walking import paths, told, walk

from drafttime.history import open_repository
from drafttime.model import Change, Moment


@pytest.fixture
def repo(tmp_path):
    return GitRepo(tmp_path / "book")


# order


def test_a_plain_history(repo):
    first = repo.commit({"ch01.md": "One.\n"}, "First draft", offset="+0530")
    second = repo.commit({"ch01.md": "Two.\n", "ch02.md": "New.\n"}, "Second")
    third = repo.commit({"ch01.md": None}, "Cut")
    history, opened = walk(repo)
    assert history.order == history.mainline == (first, second, third)
    assert history.commits[first].authored == Moment(START + 3600, 330)
    one, two, new = (repo.blob(text) for text in ("One.\n", "Two.\n", "New.\n"))
    assert history.changes == {
        first: ((Change("ch01.md", None, one),),),
        second: ((Change("ch01.md", one, two), Change("ch02.md", None, new)),),
        third: ((Change("ch01.md", two, None),),),
    }
    assert not opened.partial
    assert not opened.notices
    assert opened.objects_verified == 6  # three commits and their trees


def test_what_a_merge_brings_comes_after_its_first_parent(repo):
    root = repo.commit({"a.md": "1\n"}, time=5000)
    repo.branch("side")
    main = [repo.commit({"a.md": f"{n}\n"}, time=4000 - n) for n in (2, 3)]
    repo.switch("side")
    side = [repo.commit({"b.md": f"{n}\n"}, time=n) for n in (1, 2)]
    repo.switch("main")
    merge = repo.merge("side")
    history, _ = walk(repo)
    assert history.order == (root, *main, *side, merge)
    assert history.mainline == (root, *main, merge)
    assert paths(history, merge) == [["b.md"], ["a.md"]]


def test_an_octopus_has_one_tuple_for_each_parent(repo):
    repo.commit({"a.md": "1\n", "b.md": "1\n", "c.md": "1\n"})
    for branch in ("b", "c"):
        repo.branch(branch)
    for branch in ("b", "c"):
        repo.switch(branch)
        repo.commit({f"{branch}.md": "2\n"})
    repo.switch("main")
    repo.commit({"a.md": "2\n"})
    merge = repo.merge("b", "c", files={"d.md": "evil\n"})
    history, _ = walk(repo)
    assert paths(history, merge) == [
        ["b.md", "c.md", "d.md"],
        ["a.md", "c.md", "d.md"],
        ["a.md", "b.md", "d.md"],
    ]
    assert len(history.commits[merge].parents) == 3


def test_a_merge_of_equals_has_empty_tuples(repo):
    first = repo.commit({"a.md": "1\n"})
    second = repo.commit({}, parents=[first])
    merge = repo.commit({}, parents=[second, first])
    history, _ = walk(repo)
    assert history.changes[merge] == ((), ())
    assert history.changes[second] == ((),)


def test_several_roots_and_several_tips(repo):
    root = repo.commit({"a.md": "1\n"})
    other = repo.commit({"b.md": "1\n"}, parents=[], move=False)
    merge = repo.commit({"a.md": "1\n", "b.md": "1\n"}, parents=[root, other])
    stray = repo.commit({"c.md": "1\n"}, parents=[], move=False)
    assert walk(repo)[0].order == (root, other, merge)
    assert paths(walk(repo)[0], other) == [["b.md"]]
    history = walk(repo, stray, merge)[0]
    assert history.order == (stray, root, other, merge)
    assert history.mainline == (stray,)
    assert walk(repo, other, other)[0].order == (other,)


def test_only_what_the_tips_lead_to_is_told(repo):
    first = repo.commit({"a.md": "1\n"})
    second = repo.commit({"a.md": "2\n"})
    with open_repository(repo.path) as opened:
        assert opened.walk([second]).order == (first, second)
        assert opened.walk([first]).order == (first,)
        third = repo.commit({"a.md": "3\n"})
        assert opened.walk([third]).order == (first, second, third)


def test_a_long_history_is_walked_without_recursion(repo):
    ids = [repo.commit({"a.md": f"{n}\n"}) for n in range(700)]
    repo.pack()
    seen = []

    class Steps:
        def stage(self, name, total=None):
            seen.append(name)

        def advance(self, steps=1):
            seen.append(steps)

    with open_repository(repo.path) as opened:
        assert opened.walk([ids[-1]], Steps()).order == tuple(ids)
    assert seen[0] == "Reading the history"
    assert sum(seen[1:]) == 700


# what is no change


def test_links_and_submodules_are_absent(repo):
    first = repo.commit({"a.md": "text\n", "link.md": symlink("a.md")})
    second = repo.commit({"a.md": symlink("b.md"), "link.md": "now text\n"})
    third = repo.commit({"lib": submodule(first), "link.md": submodule(first)})
    history, _ = walk(repo)
    text, now = repo.blob("text\n"), repo.blob("now text\n")
    assert history.changes[first] == ((Change("a.md", None, text),),)
    assert history.changes[second] == ((Change("a.md", text, None), Change("link.md", None, now)),)
    assert history.changes[third] == ((Change("link.md", now, None),),)
    with open_repository(repo.path) as again:
        assert again.tree(third) == ()


def test_a_changed_mode_is_no_change(repo):
    repo.commit({"a.md": "text\n"})
    second = repo.commit({"a.md": script("text\n")})
    assert walk(repo)[0].changes[second] == ((),)


def test_a_file_that_becomes_a_folder(repo):
    repo.commit({"a": "text\n"})
    second = repo.commit({"a": None, "a/b.md": "text\n"})
    assert sorted(paths(walk(repo)[0], second)[0]) == ["a", "a/b.md"]


def test_paths_are_bytes_until_the_last_moment(repo):
    names = ["caf\udce9.md", "new\nline.md", "Größe.md", "tab\t.md", " ", "-n", ":100644", "a\x1b"]
    first = repo.commit({f"part\udcff/{name}": f"{name!r}\n" for name in names})
    history, _ = walk(repo)
    assert sorted(paths(history, first)[0]) == sorted(f"part\udcff/{name}" for name in names)
    with open_repository(repo.path) as opened:
        assert {entry.path for entry in opened.tree(first)} == set(paths(history, first)[0])


# odd commits


def test_times_that_cannot_be_are_unknown_and_named(repo):
    good = repo.commit({"a.md": "1\n"})
    early = repo.commit({"a.md": "2\n"}, time=-1)
    late = repo.commit({"a.md": "3\n"}, time=2**63)
    none = repo.commit({"a.md": "4\n"}, time="soon", offset="")
    zone = repo.commit({"a.md": "5\n"}, time=START, offset="+2500")
    history, opened = walk(repo)
    assert [history.commits[name].authored for name in (early, late, none, zone)] == [
        Moment(None),
        Moment(None),
        Moment(None),
        Moment(START),
    ]
    assert good in history.commits
    assert "3 commits have no usable time" in told(opened, "unknown-times")
    assert f"1 commit names a time zone that no place has ({zone[:12]})" in told(
        opened, "odd-offsets"
    )
    assert not opened.partial


def test_a_commit_without_a_tree_is_told(repo):
    first = repo.commit({"a.md": "1\n"})
    odd = repo.raw("commit", f"parent {first}\nauthor A <a@b> 1 +0000\n\nodd".encode())
    history, opened = walk(repo, odd)
    assert history.order == (first, odd)
    assert history.changes[odd] == ((),)
    assert odd[:12] in told(opened, "unread-changes")
    assert opened.partial
