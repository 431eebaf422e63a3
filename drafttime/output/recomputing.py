"""`drafttime verify` from end to end: what a folder says, its repository again, the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from drafttime.clock.logs import LogError
from drafttime.errors import EvidenceError, UsageError
from drafttime.model import Analysis
from drafttime.model.evidence import FileDiffers, NotVerified, Verdict
from drafttime.output.escaping import shown
from drafttime.output.json_text import Json
from drafttime.output.rebuilt import OddDataError
from drafttime.output.told import (
    DATA,
    HINT,
    commits_of,
    lies_inside,
    logs_of,
    read_told,
    recorded_of,
)
from drafttime.output.told_portfolio import FOUND_AGAIN, drafts_beside, withheld
from drafttime.output.told_sentence import check_sentence
from drafttime.output.verification import verify
from drafttime.output.verification_figures import Recomputed, notices_told
from drafttime.output.wording import listed
from drafttime.pipeline import analyse
from drafttime.progress import Progress, Silent
from drafttime.request import Request
from drafttime.stages.verifying import CUT_OFF, MovedTag, look_at_clone

MOST_NAMED = 3
_NAME = 60


def verify_folder(place: Path, request: Request, progress: Progress | None = None) -> Verdict:
    """Compare a folder, or a data.json alone, with what its repository gives; nothing is written.

    `request` names the repository, and logs if whoever asks has them. Raises EvidenceError where
    the folder cannot be verified at all, RepositoryError where the clone lacks one of its drafts.
    As costly as the report, charts and all.
    """
    progress = progress or Silent()
    told = read_told(place)
    logs = logs_of(told.data)
    recorded = recorded_of(told.data, logs if all(map(lies_inside, logs)) else ())
    asked = replace(request, recorded=recorded)
    _check_options(asked)
    moved = look_at_clone(asked, commits_of(told.data, recorded))
    found = _recompute(asked, told.data, logs, progress)
    progress.stage("Comparing")
    try:
        verdict = verify(told, found)
    except OddDataError as error:
        raise EvidenceError(f"{DATA} holds what drafttime does not write: {error}", HINT) from None
    verdict = replace(verdict, remarks=(*verdict.remarks, *_remarks(moved)))
    return _with(verdict, check_sentence(asked, told.data, progress))


def _with(verdict: Verdict, more: FileDiffers | NotVerified | None) -> Verdict:
    match more:
        case FileDiffers():
            return replace(verdict, files=(*verdict.files, more))
        case NotVerified():
            return replace(verdict, not_verified=(*verdict.not_verified, more))
        case _:
            return verdict


def _recompute(
    request: Request, data: Json, logs: tuple[str, ...], progress: Progress
) -> Recomputed:
    """Analyse the book as it stood, with whatever logs can be had."""
    supplied = bool(request.overrides.get("logs"))
    if supplied and not logs:
        raise UsageError("the folder was made without logs", "leave --logs out")
    try:
        analysis = analyse(request, progress)
    except LogError:
        if supplied:
            raise
        analysis = analyse(_without_logs(request), progress)
    kind: Literal["none", "repository", "supplied", "missing"] = "none"
    if logs:
        kind = "supplied" if supplied else "repository" if analysis.time.logs else "missing"
    return Recomputed(analysis, kind, logs, _excuse(data, analysis))


def _without_logs(request: Request) -> Request:
    assert request.recorded is not None
    settings = {**request.recorded.settings, "logs": []}
    withheld = tuple(name for name in request.recorded.withheld if name != "logs")
    recorded = replace(request.recorded, settings=settings, withheld=withheld)
    return replace(request, recorded=recorded)


def _check_options(request: Request) -> None:
    """Raise UsageError for options that the folder does not leave open."""
    assert request.recorded is not None
    open_ones = {"logs", *(name.replace("-", "_") for name in request.recorded.withheld)}
    for name in [*request.overrides, *(["book"] if request.book else [])]:
        if name not in open_ones:
            option = f"--{name.replace('_', '-')}"
            raise UsageError(
                f"{option} has no place here: the folder tells its own settings",
                f"leave {option} out",
            )


def _excuse(data: Json, analysis: Analysis) -> str:
    """Return why a figure may differ and nobody be at fault, as a clause."""
    held_back = [name for name in withheld(data) if name not in FOUND_AGAIN]
    if drafts_beside(data):
        held_back.append("first")
    if held_back:
        return f"the folder does not tell the settings that it was made with ({listed(held_back)})"
    return _cut_off(data, analysis)


def _cut_off(data: Json, analysis: Analysis) -> str:
    """Return what this clone lacks that the one of the report did not, as a clause."""
    told = {words for _, words in notices_told(data)}
    lacks = [
        notice
        for notice in analysis.notices
        if notice.code in CUT_OFF and not {notice.message, notice.code} & told
    ]
    if not lacks:
        return ""
    remedy = ": git fetch --unshallow" if any(one.code == "shallow" for one in lacks) else ""
    return f"this clone does not hold the whole history{remedy}"


def _remarks(moved: tuple[MovedTag, ...]) -> Iterator[str]:
    for tag in moved[:MOST_NAMED]:
        name = shown(tag.name, _NAME)
        now = f"on commit {tag.now[:7]} now" if tag.now else "not in this clone"
        yield f"The tag {name} is {now}; the folder was made when it was on {tag.then[:7]}."
