"""The builder of test histories makes what git itself would have made."""

from __future__ import annotations

import pytest
from gitrepo import GitRepo, script, submodule, symlink


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
@pytest.mark.parametrize("bare", [False, True])
def test_git_finds_no_fault(tmp_path, object_format: str, bare: bool):
    repo = GitRepo(tmp_path / "book", object_format=object_format, bare=bare)
    first = repo.commit({"a.md": "1\n", "part/b.md": "1\n", "part.md": "1\n"}, "First")
    repo.branch("side")
    repo.commit({"a.md": "2\n", "link": symlink("a.md"), "run": script("#!/bin/sh\n")})
    repo.switch("side")
    repo.commit({"part/b.md": None, "lib": submodule(first)}, offset="-0330")
    repo.switch("main")
    merge = repo.merge("side")
    repo.tag("draft-1", first)
    repo.tag("draft-2", message="Second draft")
    assert repo.git("fsck", "--strict", "--no-dangling") == ""
    assert repo.git("rev-list", "--count", "HEAD") == "4"
    repo.pack()
    assert repo.head == merge
    assert repo.git("ls-tree", "-r", "--name-only", "HEAD").split() == [
        *("a.md", "lib", "link", "part.md", "run")
    ]


def test_ids_can_be_asserted(tmp_path):
    repo = GitRepo(tmp_path / "book")
    first = repo.commit({"ch01.md": "One.\n"}, "First draft")
    assert first == "cea499807f4fe141bc08239283e4560374247889"
    assert repo.git("log", "-1", "--format=%an <%ae> %ai %s") == (
        "Ada Writer <ada@example.org> 2024-01-01 10:00:00 +0000 First draft"
    )


def test_both_sides_changing_a_file_must_be_settled(tmp_path):
    repo = GitRepo(tmp_path / "book")
    repo.commit({"a.md": "1\n"})
    repo.branch("side")
    repo.commit({"a.md": "2\n"})
    repo.switch("side")
    repo.commit({"a.md": "3\n"})
    with pytest.raises(AssertionError, match="both sides"):
        repo.merge("main")
    repo.merge("main", files={"a.md": "4\n"})
