"""From what a writer types to a commit: branch, tag, id, HEAD, with `~n` and `^n` behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from drafttime.errors import DraftError, nearest
from drafttime.model import Commit, Ref

_SPEC = re.compile(r"(.*?)((?:[~^][0-9]{0,9})*)", re.DOTALL)
_STEP = re.compile(r"([~^])([0-9]*)")
_HEX = re.compile(r"[0-9a-f]{4,64}", re.IGNORECASE)
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Names:
    """What a name can mean in one repository.

    `full` gives the commit of each whole ref name. `by_id` returns the commits whose ids begin with
    some digits.
    """

    refs: Sequence[Ref]
    full: Mapping[str, str]
    head: Callable[[], str]
    by_id: Callable[[str], Sequence[str]]
    commit: Callable[[str], Commit | None]

    def resolve(self, spec: str) -> str:
        """Return the id of the commit that `spec` names; raises DraftError if it names none.

        As in git, a ref wins over an id; among refs of one name: whole name, tag, branch, remote.
        """
        name, steps = _SPEC.fullmatch(spec.strip()).groups()  # type: ignore[union-attr]
        found = self._named(name, spec)
        for sign, digits in _STEP.findall(steps):
            count = int(digits) if digits else 1
            found = self._back(found, count, spec) if sign == "~" else self._up(found, count, spec)
        return found

    def _named(self, name: str, spec: str) -> str:
        if name in {"HEAD", "@"}:
            return self.head()
        tries = ("", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/")
        for whole in [prefix + name for prefix in tries] + [f"refs/remotes/{name}/HEAD"]:
            if whole in self.full:
                return self.full[whole]
        found = self.by_id(name.lower()) if _HEX.fullmatch(name) else ()
        if len(found) == 1:
            return found[0]
        if found:
            raise DraftError(
                f"“{name}” begins the ids of {len(found)} commits", "give more of its digits"
            )
        raise DraftError(f"there is no draft, tag, branch or commit “{spec}”", self._hint(name))

    def _hint(self, name: str) -> str:
        known = list(dict.fromkeys(ref.name for ref in self.refs if ref.kind != "other"))
        near = nearest(name, known, _NAMED)
        if near:
            return f"is it {_or([f'“{other}”' for other in near])}?"
        tags = [ref.name for ref in self.refs if ref.kind == "tag"]
        if tags:
            more = f" and {len(tags) - _NAMED} more" if len(tags) > _NAMED else ""
            return f"the tags here are {', '.join(tags[:_NAMED])}{more}; HEAD is the last commit"
        return (
            "no tags are set; give a branch, HEAD~10 (ten commits ago) or an id from"
            " `git log --oneline`"
        )

    def _back(self, start: str, count: int, spec: str) -> str:
        found = start
        for done in range(count):
            parents = self._parents(found, spec)
            if not parents:
                raise DraftError(
                    f"“{spec}” goes back before the first commit",
                    f"the longest way back from there is ~{done}",
                )
            found = parents[0]
        return found

    def _up(self, start: str, number: int, spec: str) -> str:
        if number == 0:
            return start
        parents = self._parents(start, spec)
        if number > len(parents):
            has = "no parent" if not parents else "one parent only"
            has = has if len(parents) < 2 else f"{len(parents)} parents"
            raise DraftError(
                f"“{spec}” asks for parent {number} of a commit that has {has}",
                "to go back by some commits, write ~ and their number, such as HEAD~3",
            )
        return parents[number - 1]

    def _parents(self, name: str, spec: str) -> Sequence[str]:
        commit = self.commit(name)
        if commit is None:
            raise DraftError(
                f"“{spec}” leads to a commit that is missing or damaged", "`git fsck` tells more"
            )
        return commit.parents


def _or(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]
