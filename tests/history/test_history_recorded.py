"""A repository as it stood when something was recorded of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from gitrepo import GitRepo

from drafttime.errors import DraftError, RepositoryError
from drafttime.history import open_repository
from drafttime.request import Recorded


def test_recorded_names_and_tags_take_the_place_of_those_of_today(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "book")
    commits = [repo.commit({"a.md": f"{number}\n"}) for number in range(4)]
    repo.tag("draft-1", commits[3])
    repo.tag("draft-2", commits[3])
    recorded = Recorded(
        {}, commits[2], "main", names={"HEAD~9": commits[1]}, tags={"draft-1": commits[0]}
    )
    with open_repository(repo.path) as today:
        then = today.as_recorded(recorded)
        assert (then.head, then.head_name, then.work_tree) == (commits[2], "main", None)
        assert [(ref.name, ref.commit) for ref in then.refs] == [("draft-1", commits[0])]
        assert then.resolve("HEAD") == commits[2]
        assert then.resolve("HEAD~9") == commits[1]
        assert then.resolve(commits[3]) == commits[3]
        assert [e.path for e in then.tree(commits[2])] == ["a.md"]
        # The repository of today is as it was.
        assert (today.head, today.work_tree) == (commits[3], repo.path)
        assert [ref.name for ref in today.refs if ref.kind == "tag"] == ["draft-1", "draft-2"]
        with pytest.raises(DraftError):
            today.resolve("HEAD~9")


def test_a_commit_that_is_not_here_is_told(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "book")
    repo.commit({"a.md": "1\n"})
    with (
        open_repository(repo.path) as today,
        pytest.raises(RepositoryError, match="the commit 123412341234 is not in this repository"),
    ):
        today.as_recorded(Recorded({}, "1234" * 10))
