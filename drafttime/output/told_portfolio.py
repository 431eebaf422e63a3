"""How a book stood by the data of a portfolio, which holds back what names files and people."""

from __future__ import annotations

from drafttime.output.evidence import NOTES
from drafttime.output.json_text import Json

KIND = "portfolio"
"""The key by which the data of a portfolio is known."""

FOUND_AGAIN = frozenset({"first", "final", "drafts", "logs", "log-only", "log-writer", "zone"})
"""Settings that may be held back: drafts are known by their commits, and logs are another matter"""

FIRST = "First draft"


def is_portfolio(data: Json) -> bool:
    """Say whether this is the data of a portfolio."""
    return KIND in data


def withheld(data: Json) -> tuple[str, ...]:
    """Return the settings that were set and are not told; what is no name is passed over."""
    found = data.get("settings_withheld")
    return tuple(name for name in found if isinstance(name, str)) if isinstance(found, list) else ()


def logs_told(data: Json) -> tuple[str, ...]:
    """Return the logs of a portfolio: notes by their name, any other as "log"."""
    time = data.get("time")
    found = time.get("logs") if isinstance(time, dict) else None
    return tuple(NOTES if log == NOTES else "log" for log in found or ())


def settings_told(data: Json, final: str) -> tuple[Json, dict[str, str], dict[str, str]]:
    """Return settings, names and tags by which the drafts of a portfolio are found again.

    `data` has drafts with commits, as has been seen. A draft that was chosen is asked for by a name
    that it bears in the data, or by the id of its commit; one by a tag is a tag of its own name.
    """
    settings = dict(data["settings"])
    names: dict[str, str] = {}
    tags: dict[str, str] = {}
    named: dict[str, str] = {}
    first, last = data["drafts"][0], data["drafts"][-1]
    for draft in data["drafts"]:
        name, commit, by = str(draft.get("name")), draft["commit"], draft.get("resolved_by")
        if by == "tag":
            tags[name] = commit
        elif by == "named":
            named[name] = commit
        elif by == "chosen" and draft is first and draft is not last:
            settings["first"] = commit if name == FIRST else name
            names[settings["first"]] = commit
    if named:
        settings["drafts"] = named
    if last.get("resolved_by") == "chosen":
        settings["final"] = final
    return settings, names, tags


def drafts_beside(data: Json) -> bool:
    """Say whether a draft was chosen that is kept as files beside the final one: a path, untold."""
    if not is_portfolio(data):
        return False
    *before, last = data["drafts"]
    return any(
        draft["commit"] == last["commit"] and draft.get("resolved_by") in {"chosen", "named"}
        for draft in before
    )
