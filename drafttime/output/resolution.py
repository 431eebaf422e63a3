"""How a draft was found, in words for a reader."""

from __future__ import annotations

from drafttime.model import Draft
from drafttime.output.escaping import shown

LIMIT = 100

_KINDS = {"tag ": "tag", "chosen: ": "chosen"}


def how_resolved(draft: Draft) -> str:
    """Return what marks the draft: "the tag draft-1", "a guess: …", "the commit message “…”"."""
    how = draft.resolved_by
    if how.startswith("tag "):
        words = f"the tag {how.removeprefix('tag ')}"
    elif how.startswith("message "):
        words = f"the commit {how}"
    elif how.startswith("guess"):
        words = f"a {how}"
    elif how.startswith("files of "):
        words = f"the {how}"
    else:
        words = how
    return shown(words, LIMIT)


def short_name(draft: Draft) -> str:
    """Return the draft as one would type it: "draft-1 (tag)", "main", "guessed", or its name."""
    how = draft.resolved_by
    for beginning, kind in _KINDS.items():
        if how.startswith(beginning):
            return shown(f"{how.removeprefix(beginning)} ({kind})", LIMIT)
    if how.startswith("guess"):
        return "guessed"
    if " " in how:  # a message, files: too long for a name
        return shown(draft.name, LIMIT)
    return shown(how, LIMIT)
