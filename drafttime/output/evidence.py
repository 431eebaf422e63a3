"""What ties page and data together: the final commit, and a digest of the figures.

A digest proves nothing about who made it: anybody can make one for altered figures. It says that
page and data belong together, and that neither was altered alone. The proof is to recompute them
from the repository, as `drafttime verify` does.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from drafttime.output.json_text import Json

Scalar = str | int | float | bool | None
Figures = Mapping[str, Scalar]

SCHEME = "sha256"
DIGITS = 9
"""A figure is compared and digested to so many significant digits: processors differ in the rest"""

NOT_FIGURES = frozenset(
    {
        "schema", "drafttime", "rules", "settings", "settings_withheld", "notices", "evidence",
        "portfolio",
    }
)  # fmt: skip
"""Keys of the data that are the program's, its wording, or what it was asked to do."""

AS_TOLD = frozenset(
    {
        "drafts[].resolved_by", "history.objects_verified", "history.uncommitted",
        "manuscript.left_out[].reason",
    }
)  # fmt: skip
"""What another clone cannot tell, or words: how a tag was called, what was uncommitted."""

_TOLD_IN = tuple({name.partition("[")[0].partition(".")[0] for name in AS_TOLD})

NOTES = "refs/notes/gtm-data"
"""The name of a log that lies in the repository itself."""

_OUTSIDE = (
    "sessions", "writers", "drafts[].since_previous.sessions", "chapters[].sessions",
    "revisions[].session", "lineage.passes", "lineage.paragraphs[].sessions",
    "cuts[].written.session", "cuts[].last_written.session", "cuts[].cut.session",
)  # fmt: skip
_OF_COMMITS = frozenset(
    {"gap_minutes", "gap_from", "gaps", "trials", "regimes", "unknown_words", "rule"}
)
"""The keys of `time` that commits alone decide; the others rest on logs where there are any."""

_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]+")
_NUMBER = re.compile(r"\[[0-9]+\]")


def flatten(data: Json) -> dict[str, Scalar]:
    """Return every figure of a data object by its dotted name, as "drafts[1].words", in order.

    "drafts[]" is how many there are. A key that is no plain word stands in quotes and brackets, so
    that no two figures share a name. Linear; the depth is bounded by that of the data.
    """
    found: dict[str, Scalar] = {}
    for key, value in data.items():
        if key not in NOT_FIGURES:
            _gather(found, _first_step(str(key)), value)
    told = [name for name in found if name.startswith(_TOLD_IN) and _is_told(general(name))]
    for name in told:
        del found[name]
    return found


def _gather(found: dict[str, Scalar], path: str, value: Any) -> None:
    """Add every figure of `value`, which is called `path`, in order."""
    if isinstance(value, dict) or (not isinstance(value, _SIMPLE) and isinstance(value, Mapping)):
        for key, inner in value.items():
            _gather(found, path + _step(str(key)), inner)
    elif isinstance(value, list | tuple):
        found[f"{path}[]"] = len(value)
        for place, inner in enumerate(value):
            _gather(found, f"{path}[{place}]", inner)
    else:
        found[path] = value


_SIMPLE = (str, int, float, list, tuple, type(None))


def _first_step(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else _step(key)


@lru_cache(maxsize=1024)
def _step(key: str) -> str:
    return f".{key}" if _PLAIN_KEY.fullmatch(key) else f"[{json.dumps(key)}]"


@lru_cache(maxsize=1024)
def _is_told(name: str) -> bool:
    return _under(AS_TOLD, name)


def general(name: str) -> str:
    """Return the name of a figure with its numbers taken out: "drafts[].words"."""
    return _NUMBER.sub("[]", name)


def _under(prefixes: Iterable[str], name: str) -> bool:
    """Say whether a name is one of these, or lies under one."""
    return any(
        name == prefix or (name.startswith(prefix) and name[len(prefix)] in ".[")
        for prefix in prefixes
    )


def canonical(value: Scalar) -> Scalar:
    """Return a figure as it is digested: to nine significant digits, 3.0 as 3."""
    if not isinstance(value, float):
        return value
    rounded = float(f"{value:.{DIGITS}g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 2**53 else rounded


def digest(figures: Figures) -> str:
    """Return the SHA-256 digest of figures in hexadecimal digits, whatever their order.

    It covers the names and values, as the JSON list of [name, value] in order of name, without
    spaces, in ASCII.
    """
    pairs = [f"[{_quoted(name)},{_digested(figures[name])}]" for name in sorted(figures)]
    return hashlib.sha256(f"[{','.join(pairs)}]".encode()).hexdigest()


def _digested(value: Any) -> str:
    """Return a figure as JSON in ASCII; what `json.dumps` would, at a third of its cost."""
    kind = type(value)
    if kind is int:
        return repr(value)
    if kind is str:
        return _quoted(value)
    if kind is float and math.isfinite(value):
        return repr(canonical(value))
    return json.dumps(canonical(value), allow_nan=False)


_quoted = json.encoder.encode_basestring_ascii


def outside_names(data: Json) -> list[str]:
    """Return what rests on logs that are no part of the repository: names, or their beginnings.

    Empty where no log was taken in but notes of the repository.
    """
    time, settings = data.get("time"), data.get("settings")
    named: list[object] = []
    for holder in (time, settings):
        logs = holder.get("logs") if isinstance(holder, Mapping) else None
        named += logs if isinstance(logs, list | tuple) else []
    if all(log == NOTES for log in named):
        return []
    keys = time.keys() if isinstance(time, Mapping) else ()
    of_logs = [f"time{_step(key)}" for key in keys if key not in _OF_COMMITS]
    return [*(name for name in _OUTSIDE if name.split(".")[0].removesuffix("[]") in data), *of_logs]


def is_outside(name: str, outside: Iterable[str]) -> bool:
    """Say whether a figure is among those that `outside_names` gives."""
    return _under(outside, general(name))


def evidence_object(data: Json) -> Json:
    """Return what the data says of itself: commit, digest, number of figures, and what is outside.

    `data` is whole but for this object; it is the last key.
    """
    figures = flatten(data)
    return {
        "commit": final_commit(data),
        "digest": f"{SCHEME}:{digest(figures)}",
        "figures": len(figures),
        "outside": outside_names(data),
    }


def final_commit(data: Json) -> str:
    """Return the id of the final commit that the data names; empty where it names none."""
    drift, drafts = data.get("drift"), data.get("drafts")
    if isinstance(drift, Mapping) and drift.get("final_commit"):
        return str(drift["final_commit"])
    last = drafts[-1] if isinstance(drafts, list | tuple) and drafts else {}
    return str(last.get("commit") or "") if isinstance(last, Mapping) else ""


def with_evidence(data: Json) -> Json:
    """Return the data with its evidence as the last key."""
    plain = {key: value for key, value in data.items() if key != "evidence"}
    return {**plain, "evidence": evidence_object(plain)}


def evidence_line(evidence: Json) -> str:
    """Return the sentences that a page ends with: what it was made from, and how to check it."""
    scheme, _, digits = str(evidence["digest"]).partition(":")
    logs = (
        " The hours of logs lie outside the history, which cannot bear them out."
        if evidence["outside"]
        else ""
    )
    return (
        f"Made from commit {str(evidence['commit'])[:7]}…; digest of the figures "
        f"{scheme}:{digits[:12]}…; ‘drafttime verify FOLDER REPOSITORY’ recomputes them.{logs} "
        "Times are those that the commits carry: the writer’s own word, which nothing here can "
        "prove."
    )
