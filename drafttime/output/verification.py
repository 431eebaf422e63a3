"""From what a folder says and what its repository gives to what agrees and what does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from drafttime import __version__
from drafttime.history.safe_files import Folder
from drafttime.model import Analysis
from drafttime.model.evidence import NotVerified, Verdict
from drafttime.output.escaping import shown
from drafttime.output.evidence import (
    canonical,
    final_commit,
    flatten,
    is_outside,
    outside_names,
)
from drafttime.output.folder import IGNORE, MARKER
from drafttime.output.json_text import Json
from drafttime.output.rebuilt import OddDataError
from drafttime.output.remaking import Files, completed, remade_data, remade_files
from drafttime.output.told import DATA, Told
from drafttime.output.told_portfolio import withheld
from drafttime.output.verification_figures import (
    Judged,
    Recomputed,
    judge,
    said_otherwise,
    sealed_otherwise,
)
from drafttime.output.verification_files import compare_files, stated_on_page
from drafttime.output.wording import listed
from drafttime.settings import Settings

MOST_NAMED = 5
_VALUE = 60
_NO_MATTER = frozenset({"title", "author", "quiet", "no-cache", "no-color"})


def verify(told: Told, found: Recomputed) -> Verdict:
    """Compare all figures, and the files where a folder was named.

    Draws every chart again. Linear in the data; pages that differ cost more, within bounds.
    """
    data = told.data
    analysis = _named_as_told(found.analysis, data) if found.logs == "supplied" else found.analysis
    again = remade_data(data, analysis)
    ours, theirs = flatten(again), flatten(data)
    same_version = data.get("drafttime") == __version__
    outside = outside_names(data) if found.logs in {"missing", "repository"} else []
    judged = judge(theirs, ours, outside, found, whole=same_version)
    figures = [
        *judged.differ,
        *(said_otherwise(data, again) if same_version and not found.excuse else ()),
    ]
    files = list(sealed_otherwise(data))
    agree: tuple[str, ...] = ()
    unknown = list(judged.unknown)
    remarks: list[str] = []
    if told.folder is not None:
        files.extend(stated_on_page(told.folder, data))
        remade = _remade(data, analysis, judged, same_version=same_version)
        if isinstance(remade, str):
            unknown.append(NotVerified("files", ("page, tables and charts",), remade))
        else:
            agree, differ, strange = compare_files(told.folder, remade)
            files.extend(differ)
            unknown.extend(strange)
            remarks.extend(_more_in(told.folder, remade))
    if not same_version and (figures or judged.unknown):
        remarks.append(
            f"The folder was made by drafttime {_version(data)} and recomputed by {__version__}: a "
            "figure may differ because it is counted otherwise now."
        )
    return Verdict(
        commit=final_commit(data),
        made_by=_version(data),
        figures_agree=judged.agree,
        figures=tuple(figures),
        files_agree=agree,
        files=tuple(dict.fromkeys(files)),
        not_verified=tuple(unknown),
        remarks=tuple(remarks),
        settings=tuple(_set(data)),
    )


def _set(data: Json) -> Iterator[str]:
    """Yield what was set and decides about figures: a reader must know what was left out."""
    usual = Settings().as_object()
    for key, value in data["settings"].items():
        if key in _NO_MATTER or value == usual.get(key):
            continue
        words = value if isinstance(value, list) else [value]
        yield f"{key} {listed(_word(word) for word in words[:MOST_NAMED])}"
    for key in withheld(data)[:MOST_NAMED]:
        yield f"{shown(key, _VALUE)} (not told)"


def _word(value: object) -> str:
    return shown(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), _VALUE)


def _version(data: Json) -> str:
    return shown(str(data.get("drafttime")), 20)


def _named_as_told(analysis: Analysis, data: Json) -> Analysis:
    """Return the analysis with its logs called as the folder calls them: they may lie elsewhere."""
    time = data.get("time")
    told = time.get("logs") if isinstance(time, dict) else None
    if not isinstance(told, list) or len(told) != len(analysis.time.logs):
        return analysis
    names = dict(zip(analysis.time.logs, map(str, told), strict=True))
    return replace(
        analysis,
        time=replace(
            analysis.time,
            logs=tuple(names.values()),
            agreements=tuple(
                replace(one, where=names.get(one.where, one.where))
                for one in analysis.time.agreements
            ),
        ),
    )


def _remade(data: Json, analysis: Analysis, judged: Judged, *, same_version: bool) -> Files | str:
    """Return the files as they should be, or why that cannot be said."""
    if not same_version:
        return f"drafttime {_version(data)} made them, and only that version makes the same"
    if judged.excuse:
        return judged.excuse
    try:
        whole = completed(data, analysis, rest_on_logs=judged.rest_on_logs)
    except OddDataError:
        return f"{DATA} holds something that drafttime does not write"
    if whole is None or (judged.rest_on_logs and not _reads_back(data, whole)):
        return "they rest on logs, and cannot be made again without them"
    return remade_files(data, whole)


def _reads_back(data: Json, analysis: Analysis) -> bool:
    """Say whether what rests on logs is in the analysis just as the data tells it."""
    outside = outside_names(data)
    theirs, ours = (
        {
            name: canonical(value)
            for name, value in flatten(one).items()
            if is_outside(name, outside)
        }
        for one in (data, remade_data(data, analysis))
    )
    return theirs == ours


def _more_in(folder: Path, remade: Files) -> Iterator[str]:
    """Yield a remark on files that drafttime did not put there."""
    known = {IGNORE, MARKER, *remade, *(name.partition("/")[0] for name in remade)}
    opened = Folder.open(folder)
    if opened is None:
        return
    with opened:
        names = [name for name, _ in opened.entries()]
        charts = opened.folder("charts")
    if charts is not None:
        with charts:
            names += [f"charts/{name}" for name, _ in charts.entries()]
    strange = [shown(name, _VALUE) for name in names if name not in known]
    if strange:
        named = strange[:MOST_NAMED]
        if len(strange) > len(named):
            named.append(f"{len(strange) - len(named):,} more")
        yield f"Also in the folder, and not from drafttime: {listed(named)}."
