"""Refs, and what a writer may type to name a commit."""

from __future__ import annotations

import pytest
from gitrepo import GitRepo

from drafttime.errors import DraftError
from drafttime.history import open_repository
from drafttime.history.refs import is_ref_name


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    repo = GitRepo(tmp_path_factory.mktemp("refs") / "book")
    ids = {}
    for number in range(1, 6):
        ids[number] = repo.commit({"ch01.md": f"{number}\n"}, f"Day {number}")
    repo.tag("draft-1", ids[1])
    repo.tag("draft-2", ids[2], "The second draft")
    nested = repo.tag("inner", ids[3], "Inner")
    repo.tag("outer", nested, "x")  # says "commit" of a tag: read what it is, not what it says
    repo.branch("feature/sea", ids[4])
    repo.branch("cafe", ids[4])
    repo.branch("both", ids[1])
    repo.tag("both", ids[2])
    repo.ref("refs/remotes/origin/main", ids[4])
    repo.ref("refs/remotes/origin/HEAD", "ref: refs/remotes/origin/main")
    repo.ref("refs/stash", ids[5])
    repo.ref("refs/tags/a-file", repo.blob("x"))
    repo.switch("side")
    repo.move(ids[3])
    ids["side"] = repo.commit({"ch02.md": "side\n"}, "Side")
    repo.switch("main")
    ids["merge"] = repo.merge("side")
    repo.git("pack-refs", "--all")
    repo.branch("feature/sea", ids[3])  # loose wins over packed
    with open_repository(repo.path) as opened:
        yield opened, ids


def test_refs_lead_to_commits(book):
    opened, ids = book
    assert [(ref.name, ref.kind, ref.commit) for ref in opened.refs] == [
        ("both", "branch", ids[1]),
        ("cafe", "branch", ids[4]),
        ("feature/sea", "branch", ids[3]),
        ("main", "branch", ids["merge"]),
        ("side", "branch", ids["side"]),
        ("origin/HEAD", "remote", ids[4]),
        ("origin/main", "remote", ids[4]),
        ("refs/stash", "other", ids[5]),
        ("both", "tag", ids[2]),
        ("draft-1", "tag", ids[1]),
        ("draft-2", "tag", ids[2]),
        ("inner", "tag", ids[3]),
        ("outer", "tag", ids[3]),
    ]
    assert (opened.head, opened.head_name) == (ids["merge"], "main")
    assert [notice.code for notice in opened.notices] == ["odd-refs"]  # the tag of a file


def test_refs_that_all_lead_to_commits_are_not_told_of(tmp_path):
    repo = GitRepo(tmp_path / "book")
    repo.commit({"ch01.md": "sea\n"})
    repo.tag("draft-1", message="First")
    with open_repository(repo.path) as opened:
        assert len(opened.refs) == 2
        assert not opened.notices


def test_a_tag_behind_more_tags_than_are_followed_is_told_of(tmp_path):
    repo = GitRepo(tmp_path / "book")
    name, kind = repo.commit({"ch01.md": "sea\n"}), "commit"
    for _ in range(12):
        name, kind = repo.raw("tag", f"object {name}\ntype {kind}\ntag x\n\nx\n".encode()), "tag"
    repo.ref("refs/tags/deep", name)
    with open_repository(repo.path) as opened:
        assert [ref.name for ref in opened.refs] == ["main"]
        assert [notice.code for notice in opened.notices] == ["odd-refs"]


@pytest.mark.parametrize(
    ("spec", "where"),
    [
        ("HEAD", "merge"),
        ("@", "merge"),
        (" HEAD ", "merge"),
        ("main", "merge"),
        ("draft-1", 1),
        ("draft-2", 2),
        ("outer", 3),
        ("refs/tags/draft-2", 2),
        ("tags/draft-2", 2),
        ("heads/both", 1),
        ("both", 2),
        ("feature/sea", 3),
        ("origin/main", 4),
        ("origin", 4),
        ("cafe", 4),
        ("HEAD~1", 5),
        ("HEAD~", 5),
        ("HEAD^", 5),
        ("HEAD^1", 5),
        ("HEAD^2", "side"),
        ("HEAD^2~1", 3),
        ("HEAD~2^", 3),
        ("HEAD^^^", 3),
        ("HEAD~0", "merge"),
        ("HEAD^0", "merge"),
        ("main~5", 1),
        ("draft-2~1", 1),
    ],
)
def test_what_a_writer_types(book, spec: str, where):
    opened, ids = book
    assert opened.resolve(spec) == ids[where]


def test_ids_may_be_cut_to_four_digits(book):
    opened, ids = book
    for length in (4, 7, 40):
        assert opened.resolve(ids[2][:length]) == ids[2]
    assert opened.resolve(ids[2][:9].upper() + "~1") == ids[1]


@pytest.mark.parametrize(
    ("spec", "message", "hint"),
    [
        ("draft-3", "there is no draft, tag, branch or commit “draft-3”", "“draft-2”"),
        ("zzzzz", "“zzzzz”", "the tags here are both, draft-1, draft-2, inner, outer"),
        ("", "“”", "tags"),
        ("0" * 40, "there is no", "tags"),
        ("abc", "there is no", "tags"),
        ("HEAD~6", "goes back before the first commit", "~5"),
        ("HEAD~999999999", "goes back before the first commit", "~5"),
        ("HEAD^3", "asks for parent 3 of a commit that has 2 parents", "HEAD~3"),
        ("draft-1^", "has no parent", "~"),
        ("draft-2^2", "has one parent only", "~"),
        ("HEAD@{1}", "there is no", ""),
        ("--all", "there is no", ""),
        ("HEAD:ch01.md", "there is no", ""),
        ("main\nHEAD", "there is no", ""),
    ],
)
def test_what_does_not_exist_is_said_with_what_does(book, spec: str, message: str, hint: str):
    opened, _ = book
    with pytest.raises(DraftError) as caught:
        opened.resolve(spec)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_digits_that_fit_several_commits(tmp_path):
    repo = GitRepo(tmp_path / "book")
    seen: dict[str, str] = {}
    while True:  # two ids that begin alike: about 300 commits
        name = repo.commit({"ch01.md": "x"}, time=repo.clock + 1)
        if name[:4] in seen:
            break
        seen[name[:4]] = name
    with open_repository(repo.path) as opened:
        with pytest.raises(DraftError, match="the ids of 2 commits") as caught:
            opened.resolve(name[:4])
        assert "more of its digits" in caught.value.hint
        assert opened.resolve(name[:12]) == name


def test_a_blob_is_no_commit(tmp_path):
    repo = GitRepo(tmp_path / "book")
    repo.commit({"ch01.md": "x"})
    with open_repository(repo.path) as opened, pytest.raises(DraftError):
        opened.resolve(repo.blob("x"))


def test_no_tags_hint(tmp_path):
    repo = GitRepo(tmp_path / "book")
    repo.commit({"ch01.md": "x"})
    with open_repository(repo.path) as opened, pytest.raises(DraftError) as caught:
        opened.resolve("draft-1")
    assert "no tags are set" in caught.value.hint


def test_refs_that_lead_nowhere_are_left_out_and_said(tmp_path):
    repo = GitRepo(tmp_path / "book")
    head = repo.commit({"ch01.md": "x"})
    for name, text in {
        "refs/heads/gone": "1" * 40,
        "refs/heads/empty": "",
        "refs/heads/odd": "not an id",
        "refs/heads/bad..name": head,
        "refs/heads/loop": "ref: refs/heads/pool",
        "refs/heads/pool": "ref: refs/heads/loop",
        "refs/heads/long": "a" * 5000,
        "refs/tags/broken": repo.raw("tag", b"no object here"),
    }.items():
        repo.ref(name, text)
    (repo.git_dir / "refs" / "heads" / "link").symlink_to(repo.git_dir / "refs" / "heads" / "main")
    (repo.git_dir / "refs" / "heads" / "main.lock").write_text(head)
    (repo.git_dir / "packed-refs").write_bytes(
        b"# pack-refs with: peeled\n" + head.encode() + b" refs/tags/good\n^" + b"1" * 40 + b"\n"
        b"nonsense\n\xff\xfe refs/tags/\xff\n" + b"2" * 39 + b" refs/tags/short\n"
    )
    with open_repository(repo.path) as opened:
        assert [(ref.name, ref.commit) for ref in opened.refs] == [("main", head), ("good", head)]
        assert [notice.code for notice in opened.notices] == ["odd-refs", "broken-refs"]
        assert opened.partial


@pytest.mark.parametrize("kind", ["blob", "commit", "tag"])
def test_a_tag_whose_object_was_exchanged_is_left_out_and_said(tmp_path, kind):
    repo = GitRepo(tmp_path / "book")
    first = repo.commit({"ch01.md": "x"})
    head = repo.commit({"ch01.md": "y"})
    tag = repo.id_of(repo.tag("draft-1", first, "The first one."))
    other = {
        "blob": repo.blob("another"),
        "commit": first,
        "tag": repo.id_of(repo.tag("draft-2", head, "The second one.")),
    }[kind]
    repo.object_path(tag).chmod(0o644)
    repo.object_path(tag).write_bytes(repo.object_path(other).read_bytes())
    with open_repository(repo.path) as opened:
        assert "draft-1" not in [ref.name for ref in opened.refs]
        assert [notice.code for notice in opened.notices] == ["broken-refs"]
        assert opened.partial


def test_a_detached_head_has_no_name(tmp_path):
    repo = GitRepo(tmp_path / "book")
    first = repo.commit({"ch01.md": "x"})
    repo.commit({"ch01.md": "y"})
    repo.detach(first)
    with open_repository(repo.path) as opened:
        assert (opened.head, opened.head_name) == (first, None)
        assert opened.resolve("HEAD") == first


@pytest.mark.parametrize(
    "name",
    [
        "refs/heads/a",
        "refs/heads/a/b",
        "refs/heads/Entwürfe",
        "refs/x",
        "refs/heads/@",
    ],
)
def test_good_ref_names(name: str):
    assert is_ref_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "HEAD",
        "refs/heads/a b",
        "refs/heads/.a",
        "refs/heads/a..b",
        "refs/heads/a.lock",
        "refs/heads/a~1",
        "refs/heads/a\x1b[31m",
        "refs/heads/",
        "refs/heads/a@{1}",
        "refs//a",
    ],
)
def test_bad_ref_names(name: str):
    assert not is_ref_name(name)
