"""Trees compared by us: against sets of entries, and against what git says of the same trees."""

from __future__ import annotations

import hashlib
import os

import pytest
from forged_packs import forge_pack
from gitrepo import GitRepo, script, symlink
from hypothesis import given
from hypothesis import strategies as st
from walking import walk

from drafttime.history import changes, tree_check, tree_diff
from drafttime.history.tree_diff import middles
from drafttime.history.trees import entries_of
from drafttime.model import Change

NAMES = st.binary(min_size=1, max_size=6).filter(lambda n: b"\0" not in n and b"/" not in n)
IDS = st.sampled_from([hashlib.sha1(bytes([k])).digest() for k in range(6)] + [b"\0" * 20])
MODES = st.sampled_from([b"100644", b"40000", b"120000", b"160000"])
TREES = st.dictionaries(NAMES, st.tuples(MODES, IDS), max_size=30)


def packed(tree: dict[bytes, tuple[bytes, bytes]]) -> bytes:
    ordered = sorted(tree.items(), key=lambda e: e[0] + (b"/" if e[1][0] == b"40000" else b""))
    return b"".join(b"%s %s\0%s" % (mode, name, raw) for name, (mode, raw) in ordered)


def differing(one: bytes, two: bytes) -> set:
    return entries_of(one, 40).items() ^ entries_of(two, 40).items()


@given(TREES, TREES)
def test_the_middles_of_two_trees_hold_all_that_differs(one, two):
    cut = middles(packed(one), packed(two), 40)
    assert differing(*cut) == differing(packed(one), packed(two))


@given(TREES, st.data())
def test_one_change_in_a_long_tree_leaves_one_entry(tree, data):
    whole = {b"chapter-%04d" % k: (b"100644", bytes([k % 7]) * 20) for k in range(300)} | tree
    name = data.draw(st.sampled_from(sorted(whole)))
    changed = {**whole, name: (whole[name][0], b"\xfe" * 20)}
    one, two = middles(packed(whole), packed(changed), 40)
    assert {left for left, _ in entries_of(one, 40).keys() | entries_of(two, 40).keys()} == {name}
    assert differing(one, two) == differing(packed(whole), packed(changed))


@given(
    st.lists(st.one_of(NAMES, st.binary(max_size=40).map(bytearray)), unique_by=bytes), st.data()
)
def test_what_is_no_tree_is_cut_alike(parts, data):
    entries = [
        bytes(part) if isinstance(part, bytearray) else b"100644 n%s\0%s" % (part, b"\1" * 20)
        for part in parts
    ]
    drop = data.draw(st.integers(0, len(entries)))
    one, two = b"".join(entries), b"".join(entries[:drop] + entries[drop + 1 :])
    assert differing(*middles(one, two, 40)) == differing(one, two)


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
@pytest.mark.parametrize("kept", [0, 64 << 20])
def test_changes_are_those_that_git_finds(tmp_path, monkeypatch, object_format, kept):
    monkeypatch.setattr(tree_check, "KEPT_BYTES", kept)
    monkeypatch.setattr(tree_diff, "_REREAD_BYTES", 5_000)
    repo = GitRepo(tmp_path / "book", object_format=object_format)
    many = {f"notes/{k:03}.md": f"{k}\n" for k in range(120)}
    repo.commit({**many, "a": "1\n", "a.md": "1\n", "b/c/d.md": "1\n", "run": script("x")})
    base = repo.commit({"a": None, "a/z.md": "1\n", "notes/050.md": "x\n", "notes/0505.md": "y\n"})
    repo.commit({"b/c/d.md": symlink("a.md"), "run": "x", "notes/119.md": None}, move=False)
    side = repo.commit({"b/c/d.md": None, "b/c": "2\n"}, parents=[base or ""])
    repo.move(base or "")
    repo.commit({"notes/000.md": "z\n", "odd\udcff\n.md": "1\n", "a/z.md": None, "a": "1\n"})
    repo.merge(side or "")
    history, opened = walk(repo)
    assert not opened.partial
    for name, commit in history.commits.items():
        parents = commit.parents or (repo.tree({}),)
        for parent, found in zip(parents, history.changes[name], strict=True):
            assert list(found) == told_by_git(repo, parent, name)


def told_by_git(repo: GitRepo, old: str, new: str) -> list[Change]:
    fields = repo.git("diff-tree", "-r", "-z", "--no-renames", old, new).split("\0")[:-1]
    found = []
    for record, path in zip(fields[::2], fields[1::2], strict=True):
        before, after, one, two, _ = record[1:].split(" ")
        gone = one if before.startswith("100") else None
        come = two if after.startswith("100") else None
        if gone != come:
            found.append(Change(path, gone, come))
    return found


def test_a_history_of_endless_changes_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(changes, "MOST_CHANGES", 100)
    repo = GitRepo(tmp_path / "book")
    for number in range(8):
        repo.commit({f"{k}.md": f"{number}\n" for k in range(20)})
    with pytest.raises(changes.RefusedError, match="more than 100 times"):
        walk(repo)


def test_the_copy_that_was_verified_is_the_one_that_is_compared(tmp_path):
    """Two packs hold one tree, the newer falsely: which copy git shows depends on its last find."""
    repo = GitRepo(tmp_path / "book")
    ids = [repo.commit({"a.md": f"{n}\n", "b.md": f"{n}\n"}) for n in range(3)]
    trees = [repo.git("rev-parse", f"{name}:") for name in ids]
    true = walk(repo)[0].changes
    repo.pack()
    lie = bytes.fromhex(repo.blob("A lie.\n"))
    packs = repo.git_dir / "objects" / "pack"
    for pack in packs.glob("*"):
        os.utime(pack, (1, 1))
    for number, tree in enumerate(trees):
        forged = {tree: ("tree", b"100644 a.md\0" + lie + b"100644 lie.md\0" + lie)}
        forge_pack(packs, forged, name=f"{number:040}", time=number + 2)
    shown = repo.git("diff-tree", "-r", "--name-only", trees[0], trees[1]).split()
    assert "lie.md" in shown or len(shown) == 0  # git believes what it is shown
    history, opened = walk(repo)
    assert {name: history.changes[name] for name in ids} == true or opened.partial
    assert not any("lie" in c.path for n in ids for several in history.changes[n] for c in several)
