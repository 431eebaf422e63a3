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
    One request per ref, and one more for each step of an annotated tag.
    """
    commits = _commits(objects, ids.values())
    full = {name: commits[value] for name, value in ids.items() if value in commits}
    refs = tuple(Ref(short_name(name), kind_of_ref(name), full[name]) for name in sorted(full))
    return full, refs


def _commits(objects: Objects, ids: Iterable[str]) -> dict[str, str]:
    """Return the commit that each id leads to.

    Every object on the way is hashed: a tag whose object was exchanged for another must not be
    passed over in silence, as one that names a text rightly is.
    """
    ahead = {name: name for name in ids}  # where each id has led so far
    found: dict[str, str] = {}
    for _ in range(_LONGEST_CHAIN):
        kinds, targets = _follow(objects, dict.fromkeys(ahead.values()))
        found.update({name: at for name, at in ahead.items() if kinds[at] == "commit"})
        ahead = {name: targets[at] for name, at in ahead.items() if at in targets}
        if not {"blob", "tree"}.isdisjoint(kinds.values()):
            objects.notes.add("odd-refs")
        if not ahead:
            return found
    objects.notes.add("odd-refs")  # a longer chain of tags than anybody makes
    return found


def _follow(objects: Objects, names: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the kinds of objects, and what the annotated tags among them name."""
    kinds: dict[str, str] = {}
    targets: dict[str, str] = {}
    for answer in Conversation(objects, names, _TAG_BYTES).answers():
        # What is too large to be a tag is left to those who read it, and told if it was one.
        large = answer.problem == "large"
        kinds[answer.id] = answer.kind if large or not answer.problem else ""
        if answer.problem and not (large and answer.kind != "tag"):
            objects.notes.add("broken-refs", answer.id)
        elif answer.kind == "tag":
            named = _TARGET.match(answer.data or b"")
            if named is None:
                objects.notes.add("odd-refs")
            else:
                targets[answer.id] = named[1].decode()
    return kinds, targets
