"""What a clone holds of that which a report was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drafttime.drafts import name_by_tag
from drafttime.errors import DraftError, RepositoryError
from drafttime.history import Repository, open_repository
from drafttime.request import Recorded, Request

CUT_OFF = frozenset(
    {"shallow", "missing-commits", "missing-objects", "damaged-objects", "unread-changes"}
)
"""Notices about a clone that does not hold the whole history."""


@dataclass(frozen=True, slots=True)
class MovedTag:
    """A tag that marked a draft, and the commit that it names now; empty where it is gone."""

    name: str
    then: str
    now: str


def look_at_clone(request: Request, commits: Mapping[str, str]) -> tuple[MovedTag, ...]:
    """Return the tags that have moved since the record was made.

    `commits` are the commits that recomputing needs, by what to call them. Raises RepositoryError
    where the clone lacks one of them.
    """
    assert request.recorded is not None
    with open_repository(request.repository, allow_linked=request.allow_linked) as repository:
        for what, commit in commits.items():
            _check(repository, what, commit)
        return _moved(repository, request.recorded)


def _check(repository: Repository, what: str, commit: str) -> None:
    try:
        repository.resolve(commit)
    except DraftError:
        shallow = (
            "this clone is shallow: git fetch --unshallow fetches the rest of the history"
            if repository.shallow
            else "fetch what is missing (git fetch --all --tags), or name the repository that the "
            "report was made from"
        )
        raise RepositoryError(
            f"this clone does not hold commit {commit[:12]}, {what}", shallow
        ) from None


def _moved(repository: Repository, recorded: Recorded) -> tuple[MovedTag, ...]:
    """Return the tags that stand elsewhere; a portfolio has the names of drafts in their place."""
    tags = {ref.name: ref.commit for ref in repository.refs if ref.kind == "tag"}
    drafts: dict[str, list[str]] = {}
    for tag, commit in tags.items():
        drafts.setdefault(name_by_tag(tag), []).append(commit)
    moved = []
    for name, then in recorded.tags.items():
        now = [tags[name]] if name in tags else drafts.get(name_by_tag(name), [])
        if then not in now:
            moved.append(MovedTag(name, then, now[0] if now else ""))
    return tuple(moved)
