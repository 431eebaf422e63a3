"""Files and their bytes: verified, capped, and told about where they are missing."""

from __future__ import annotations

import pytest
from gitrepo import GitRepo, symlink

from drafttime.errors import RefusedError
from drafttime.history import open_repository
from drafttime.model import TreeEntry


@pytest.fixture(params=["sha1", "sha256"])
def repo(request, tmp_path):
    return GitRepo(tmp_path / "book", object_format=request.param)


def notice(opened, code: str) -> str:
    return next(notice.message for notice in opened.notices if notice.code == code)


def test_a_tree_lists_regular_files_in_git_order(repo):
    files = {name: name for name in ("b.md", "a/x.md", "a.md", "a-b.md", "a/b/c.md", "Z.md")}
    head = repo.commit({**files, "link": symlink("a.md")})
    with open_repository(repo.path) as opened:
        entries = opened.tree(head)
    assert entries == tuple(
        TreeEntry(path, repo.blob(path)) for path in sorted(files, key=str.encode)
    )
    assert [e.path for e in entries] == [
        line
        for line in repo.git("ls-tree", "-r", "--name-only", head).split("\n")
        if line != "link"
    ]


def test_blobs_come_in_the_order_asked_for(repo):
    texts = [b"", b"\n", b"x" * 300_000, b"\0\xff binary", "Grüße\n".encode(), b"missing\n"]
    ids = [repo.blob(text) for text in texts]
    repo.commit({f"{n}.md": text for n, text in enumerate(texts)})
    repo.pack()
    with open_repository(repo.path) as opened:
        asked = [ids[2], ids[0], ids[4], ids[2], ids[1], ids[3]]
        assert [data for _, data in opened.blobs(asked)] == [texts[ids.index(i)] for i in asked]
        assert list(opened.blobs([])) == []
        assert opened.blob_sizes(ids) == {i: len(t) for i, t in zip(ids, texts, strict=True)}
        assert opened.objects_verified == 5  # one was asked for twice
        assert not opened.notices


def test_several_thousand_blobs_do_not_block(repo):
    ids = {repo.blob(f"{n}\n" * 40): f"{n}\n" * 40 for n in range(2500)}
    with open_repository(repo.path) as opened:
        assert {name: data.decode() for name, data in opened.blobs(ids)} == ids


def test_a_missing_blob_is_none_and_named(repo):
    good, lost = repo.blob("good"), repo.blob("lost")
    repo.object_path(lost).unlink()
    with open_repository(repo.path) as opened:
        assert list(opened.blobs([lost, good, "0" * 40, "HEAD"])) == [
            (lost, None),
            (good, b"good"),
            ("0" * 40, None),
            ("HEAD", None),
        ]
        assert lost[:12] in notice(opened, "missing-objects")
        assert opened.partial


@pytest.mark.parametrize("how", ["garbage", "cut", "lie", "kind"])
def test_a_damaged_blob_is_none_and_named(repo, how: str):
    good, lost, last = repo.blob("good"), repo.blob("lost" * 5000), repo.blob("last")
    path = repo.object_path(lost)
    if how == "garbage":
        path.write_bytes(b"garbage")
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:-6])
    else:
        other = repo.raw("blob" if how == "lie" else "tree", b"lies" * 5000)
        path.write_bytes(repo.object_path(other).read_bytes())
    with open_repository(repo.path) as opened:
        assert [data for _, data in opened.blobs([good, lost, last])] == [b"good", None, b"last"]
        if how != "kind":
            assert lost[:12] in opened.notices[0].message
            assert opened.partial


def test_a_flipped_bit_in_a_pack_is_found(repo):
    texts = [f"Chapter {n}\n" * 50 for n in range(20)]
    repo.commit({f"{n}.md": text for n, text in enumerate(texts)})
    ids = [repo.blob(text) for text in texts]
    repo.pack()
    (pack,) = (repo.git_dir / "objects" / "pack").glob("*.pack")
    data = bytearray(pack.read_bytes())
    pack.chmod(0o644)
    for place in range(60, len(data) - 40, 97):
        changed = data.copy()
        changed[place] ^= 4
        pack.write_bytes(changed)
        with open_repository(repo.path) as opened:
            for (_, found), text in zip(opened.blobs(ids), texts, strict=True):
                assert found in {None, text.encode()}


def test_a_large_file_is_not_read(repo, monkeypatch):
    monkeypatch.setattr("drafttime.history.repository.BLOB_BYTES", 1000)
    small, large = repo.blob("s" * 1000), repo.blob("l" * 1001)
    with open_repository(repo.path) as opened:
        assert list(opened.blobs([large, small])) == [(large, None), (small, b"s" * 1000)]
        assert opened.blob_sizes([large]) == {large: 1001}
        assert large[:12] in notice(opened, "large-objects")
        assert not opened.partial


def test_a_reader_may_stop_early(repo):
    ids = [repo.blob(f"{n}" * 100_000) for n in range(50)]
    head = repo.commit({"a.md": "1"})
    with open_repository(repo.path) as opened:
        assert next(opened.blobs(ids))[1] == b"0" * 100_000
        assert len(opened.tree(head)) == 1


def test_names_that_no_work_tree_could_hold_are_left_out(repo):
    blob = bytes.fromhex(repo.blob("x"))
    names = [b"..", b".git", b".GIT", b"a/b", b"good.md", b".", b"long" * 2000]
    tree = repo.raw("tree", b"".join(b"100644 %s\0%s" % (name, blob) for name in names))
    head = repo.raw("commit", f"tree {tree}\nauthor A <a@b> 1 +0000\n\nodd".encode())
    with open_repository(repo.path) as opened:
        assert [entry.path for entry in opened.tree(head)] == ["good.md"]


def test_too_many_files_are_refused_and_the_rest_can_still_be_read(repo, monkeypatch):
    monkeypatch.setattr("drafttime.history.trees.MOST_FILES", 50)
    few = repo.commit({f"{n}.md": "x" for n in range(10)})
    many = repo.commit({f"d{n}/f{m}.md": f"{n}" for n in range(30) for m in range(3)})
    with open_repository(repo.path) as opened:
        with pytest.raises(RefusedError, match="more than 50 files"):
            opened.tree(many)
        assert len(opened.tree(few)) == 10
        assert not opened.partial
