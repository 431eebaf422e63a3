"""Follow refs to commits: an annotated tag is an object of its own, and may name another tag."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from drafttime.history.objects import Conversation, Objects
from drafttime.history.refs import kind_of_ref, short_name
from drafttime.model import Ref

_TAG_BYTES = 1 << 20
_LONGEST_CHAIN = 10
_TARGET = re.compile(rb"object ([0-9a-f]{40,64})\n")


def follow_refs(objects: Objects, ids: Mapping[str, str]) -> tuple[dict[str, str], tuple[Ref, ...]]:
    """Return the commit of each whole ref name, and the refs, in order of whole name.

    Refs that lead to no commit are left out; a notice says so where something is missing or odd.
    Two short processes and one request per annotated tag.
    """
    commits = _commits(objects, ids.values())
    full = {name: commits[value] for name, value in ids.items() if value in commits}
    refs = tuple(Ref(short_name(name), kind_of_ref(name), full[name]) for name in sorted(full))
    return full, refs


def _commits(objects: Objects, ids: Iterable[str]) -> dict[str, str]:
    """Return the commit that each id leads to."""
    ahead = {name: name for name in ids}  # where each id has led so far
    found: dict[str, str] = {}
    for _ in range(_LONGEST_CHAIN):
        kinds = {}
        for answer in objects.check(tuple(dict.fromkeys(ahead.values()))):
            kinds[answer.id] = answer.kind
            if answer.problem:
                objects.notes.add("broken-refs", answer.id)
        found.update({name: at for name, at in ahead.items() if kinds[at] == "commit"})
        targets = _targets(objects, [at for at, kind in kinds.items() if kind == "tag"])
        ahead = {name: targets[at] for name, at in ahead.items() if at in targets}
        if not ahead:
            break
    return found


def _targets(objects: Objects, tags: Iterable[str]) -> dict[str, str]:
    """Return what each annotated tag names."""
    targets: dict[str, str] = {}
    for found in Conversation(objects, tags, _TAG_BYTES).answers():
        named = _TARGET.match(found.data or b"")
        if found.problem:
            objects.notes.add("broken-refs", found.id)
        elif named is None:
            objects.notes.add("odd-refs")
        else:
            targets[found.id] = named[1].decode()
    return targets
