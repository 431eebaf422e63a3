"""What a report says in the terminal: a dozen lines, each with its label."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from drafttime.drafts import DraftList
from drafttime.model import FEWEST_REVISIONS, Analysis, Draft, LeftOut, Manuscript
from drafttime.output import listings
from drafttime.output.escaping import shown
from drafttime.output.listings import files_and_folders
from drafttime.output.resolution import short_name
from drafttime.output.rules import SAID_ELSEWHERE
from drafttime.output.sentences import draft_day, title
from drafttime.output.terminal import Line, columns_of, labelled, padded, unbroken
from drafttime.output.totals import (
    arrived,
    is_one_draft,
    labour,
    least_minutes,
    words_at_once,
)
from drafttime.output.wording import (
    count,
    counted,
    hours_range_short,
    hours_short,
    per_cent,
    period,
)

MOST_NAMED = 3
MOST_BORN = 5
MOST_NOTICES = 3
NOTICE_LIMIT = 220
NAME_LIMIT = 48
PATH_LIMIT = 200


def summary(analysis: Analysis, *, width: int, report: Path | None) -> str:
    """Return the summary of a report, wrapped at `width` columns, without colour.

    `report` is the page's path as the reader would type it, None where no page was written. The
    first line is the book's; nothing that a terminal obeys is in it.
    """
    return f"{heading(analysis)}\n\n{labelled(summary_lines(analysis, report), width)}"


def heading(analysis: Analysis) -> str:
    """Return the first line: title, words, chapters, years."""
    facts = analysis.facts
    parts = [title(analysis), counted(analysis.manuscript.words, "word")]
    if analysis.chapters:
        parts.append(counted(len(analysis.chapters), "chapter"))
    years = period(facts.first_time.day(), facts.last_time.day())
    return " · ".join([*parts, years] if years else parts)


def summary_lines(analysis: Analysis, report: Path | None) -> tuple[Line, ...]:
    """Return the lines under the heading; those with nothing to say are left out."""
    lines = (
        *_draft_lines(analysis),
        *_guess_lines(analysis),
        Line("Still there", _survival(analysis)),
        Line("Born in", _born(analysis)),
        Line("Written", _written(analysis)),
        Line("Time", _time(analysis)),
        Line("Not counted", _not_counted(analysis.manuscript.left_out)),
        Line("Uncommitted", _uncommitted(analysis.facts.uncommitted)),
        *_notice_lines(analysis, report),
        Line("Report", shown(str(report)) if report else ""),
    )
    return tuple(line for line in lines if line.text)


def files_table(manuscript: Manuscript, *, width: int) -> str:
    """Return what `drafttime files` prints; see `drafttime.output.listings`."""
    return listings.files_table(manuscript, width=width)


def drafts_table(found: DraftList, *, width: int) -> str:
    """Return what `drafttime drafts` prints; see `drafttime.output.listings`."""
    return listings.drafts_table(found, width=width)


def _draft_lines(analysis: Analysis) -> tuple[Line, ...]:
    drift = analysis.drift
    if is_one_draft(analysis):
        return _aligned([("Draft", drift.final)])
    return _aligned([("First draft", drift.first), ("Final", drift.final)])


def _aligned(drafts: list[tuple[str, Draft]]) -> tuple[Line, ...]:
    names = [shown(f"{short_name(draft)}, {draft_day(draft)}", NAME_LIMIT) for _, draft in drafts]
    words = [count(draft.words) for _, draft in drafts]
    left, right = max(map(columns_of, names)), max(map(len, words))
    return tuple(
        Line(label, unbroken(f"{padded(name, left)}   {padded(number, right, right=True)} words"))
        for (label, _), name, number in zip(drafts, names, words, strict=True)
    )


def _guess_lines(analysis: Analysis) -> tuple[Line, ...]:
    first = analysis.drift.first
    if not first.guessed:
        return ()
    why = shown(first.resolved_by.removeprefix("guess").removeprefix(": "), NOTICE_LIMIT)
    return (
        Line(
            "Guessed",
            f"no drafts are marked; {draft_day(first)} is a guess{f' ({why})' if why else ''}. "
            f"To change it: {unbroken('drafttime drafts')}",
        ),
    )


def _survival(analysis: Analysis) -> str:
    measures = analysis.drift.measures
    survival, first_share = measures.get("survival"), measures.get("first_share")
    if is_one_draft(analysis):
        return "this is still the first draft"
    if survival is None:
        return "not known: the first draft has no words"
    still = f"{per_cent(survival)} of the first draft"
    if not survival or first_share is None:
        return still
    return f"{still}; it is {per_cent(first_share)} of the final"


def _born(analysis: Analysis) -> str:
    """Return the share of the final text that was born on the way to each draft, in per cent."""
    found = [p for p in analysis.lineage.provenance if p.words]
    if len(found) < 2:
        return ""
    largest = sorted(found, key=lambda p: (-p.words, p.draft))[:MOST_BORN]
    names = [
        unbroken(f"{shown(analysis.drafts[p.draft].name, NAME_LIMIT)} {per_cent(p.share)}")
        for p in sorted(largest, key=lambda p: p.draft)
    ]
    more = len(found) - len(largest)
    return " · ".join([*names, *([f"{counted(more, 'more draft')}"] if more else [])])


def _written(analysis: Analysis) -> str:
    ledger, at_once = analysis.ledger, words_at_once(analysis)
    came = [counted(ledger.words_written - at_once, "word")]
    if at_once:
        came.append(f"{count(at_once)} {arrived(analysis)}")
    if ledger.words_unattributed:
        came.append(f"{count(ledger.words_unattributed)} by merge or import")
    cut = count(ledger.words_cut) if ledger.words_cut else "nothing"
    went = f"{count(ledger.words_kept)} kept, {cut} cut or replaced"
    return f"{', '.join(came)}: {went}"


def _time(analysis: Analysis) -> str:
    time, sessions = analysis.time, len(analysis.sessions)
    said = counted(sessions, "session")
    least = least_minutes(analysis)
    if least >= 1:
        said = f"{unbroken(f'at least {hours_short(least)}')}, {said}"
    elif sessions:
        said += ", no time observed"
    if time.recorded_minutes:
        said += f", {unbroken(f'{hours_short(time.recorded_minutes)} of it')} recorded"
    estimate = time.estimate
    if estimate is None and len(labour(analysis)) < FEWEST_REVISIONS:
        said += "; too few to estimate time"
    elif estimate is not None and estimate.low_minutes < estimate.high_minutes:
        ends = (estimate.low_minutes, estimate.high_minutes)
        probable = hours_range_short(*ends, least)
        said += f"; {unbroken(f'probably {probable}')}"
    if time.rule_minutes is not None:
        said += f"; by the rule {shown(time.rule, 40)}: {unbroken(hours_short(time.rule_minutes))}"
    return said


def _not_counted(left_out: tuple[LeftOut, ...]) -> str:
    if not left_out:
        return ""
    tops = dict.fromkeys(_top(left.path) for left in left_out)
    names = [shown(name, NAME_LIMIT) for name in list(tops)[:MOST_NAMED]]
    if len(tops) > MOST_NAMED:
        names.append("…")
    return f"{files_and_folders(left_out)} ({', '.join(names)}): {unbroken('drafttime files')}"


def _top(path: str) -> str:
    """Return the folder at the root that a path lies in, with its slash, or the file itself."""
    parts = PurePosixPath(path).parts
    return f"{parts[0]}/" if len(parts) > 1 else path


def _uncommitted(paths: tuple[str, ...]) -> str:
    if not paths:
        return ""
    names = [shown(path, PATH_LIMIT) for path in paths[:MOST_NAMED]]
    if len(paths) > MOST_NAMED:
        names.append(f"{count(len(paths) - MOST_NAMED)} more files")
    return f"changes in {', '.join(names)} are not in this report"


def _notice_lines(analysis: Analysis, report: Path | None) -> tuple[Line, ...]:
    notices = [notice for notice in analysis.notices if notice.code not in SAID_ELSEWHERE]
    kept = notices if len(notices) <= MOST_NOTICES else notices[: MOST_NOTICES - 1]
    texts = [shown(notice.message, NOTICE_LIMIT) for notice in kept]
    if len(notices) > len(kept):
        where = "the report lists them" if report else "--json lists them"
        texts.append(f"{count(len(notices) - len(kept))} more remarks: {where}")
    return tuple(Line("" if k else "Noticed", text) for k, text in enumerate(texts))
