"""What the sections say beside their charts, sentence by sentence, where the figures bear it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from drafttime.model import Analysis, ChapterShare, SessionGap
from drafttime.output import hand_words, kinds_words, lineage_words, time_words
from drafttime.output.escaping import shown
from drafttime.output.totals import (
    arrived,
    is_one_draft,
    words_at_once,
    work_by_draft,
    work_by_writer,
)
from drafttime.output.wording import (
    counted,
    listed,
    per_cent,
    span,
)

TITLE_LIMIT = 80

CLEARLY_MOST = 1.25
"""A draft took out "the most" where it exceeds every other one by a quarter."""

LEAST_OF_A_CHAPTER = 100
"""Chapters of fewer words are not singled out."""

CLEARLY_APART = 0.10

MOST_NAMED = 4
"""New chapters are named up to so many; the chart shows the others."""


def findings(key: str, analysis: Analysis) -> tuple[str, ...]:
    """Return the sentences for the chart `key`, none where nothing is to be said."""
    said = (say(analysis) for say in _BY_CHART.get(key, ()))
    return tuple(words for words in said if words)


def time_paragraphs(analysis: Analysis) -> tuple[str, ...]:
    """Return what the section on time says, paragraph by paragraph; the first is never empty."""
    paragraphs = (
        (time_words.observed, time_words.probable, time_words.unknown),
        (time_words.how_estimated, time_words.calibrated),
        (hand_words.hand_and_eye,),
        (time_words.compared_rule,),
        (time_words.regimes, session_gap, time_words.sensitivity),
        (_self_check,),
    )
    said = (" ".join(filter(None, (say(analysis) for say in group))) for group in paragraphs)
    return tuple(time_words.unbroken_ranges(words) for words in said if words)


def moved(analysis: Analysis) -> str:
    """Say how much of what survives changed its place."""
    share = analysis.drift.measures.get("moved")
    if is_one_draft(analysis) or share is None:
        return ""
    if share == 0:
        return "What survives stands in its old order."
    return f"Of what survives, {per_cent(share)} has moved to another place."


def edit_distance(analysis: Analysis) -> str:
    """Give the edit distance, beside that of unrelated parts, so that it is not misread."""
    drift = analysis.drift
    distance = drift.measures.get("edit_distance")
    if is_one_draft(analysis) or distance is None:
        return ""
    at_most = "at most " if drift.comparison.indel_at_most else ""
    said = f"Where order counts too, the two texts lie {at_most}{distance:.2f} apart"
    if drift.halves_edit_distance is None:
        return f"{said}, from 0 for the same text to 1 for nothing in common."
    return (
        f"{said}; two unrelated parts of this manuscript lie "
        f"{drift.halves_edit_distance:.2f} apart, not 1."
    )


def new_chapters(analysis: Analysis) -> str:
    """Name the chapters that hold nothing of the first draft, where these are few."""
    new = [share for share in analysis.chapters if share.tokens and not share.first_draft_tokens]
    few = 0 < len(new) <= MOST_NAMED and len(new) < len(analysis.chapters)
    if is_one_draft(analysis) or not few:
        return ""
    hold = "holds" if len(new) == 1 else "hold"
    return f"{listed(map(chapter_name, new))} {hold} nothing of the first draft."


def chapters(analysis: Analysis) -> str:
    """Name the chapters that hold least and most of the first draft, new ones apart."""
    known = [
        share for share in analysis.chapters
        if share.first_draft_tokens and share.chapter.words >= LEAST_OF_A_CHAPTER
    ]  # fmt: skip
    if is_one_draft(analysis) or len(known) < 2:
        return ""
    least, most = min(known, key=_first_share), max(known, key=_first_share)
    if _first_share(most) - _first_share(least) < CLEARLY_APART:
        percents = listed(per_cent(_first_share(share)) for share in (least, most))
        whose = "The others" if new_chapters(analysis) else "All chapters"
        return f"{whose} are much alike: between {percents} of each is first draft."
    over = f", over {counted(least.sessions, 'session')}" if least.sessions else ""
    return (
        f"{chapter_name(least)} is {per_cent(_first_share(least))} first draft{over}; "
        f"{chapter_name(most)} is {per_cent(_first_share(most))}."
    )


def at_once(analysis: Analysis) -> str:
    """Say how much came in commits too large to have been written in a sitting."""
    words = words_at_once(analysis)
    if not words:
        return ""
    return f"{counted(words, 'word')} {arrived(analysis)}; their time is unknown."


def unattributed(analysis: Analysis) -> str:
    """Say what stands in the text without having been written in a counted revision."""
    words = analysis.ledger.words_unattributed
    if not words:
        return ""
    return (
        f"{counted(words, 'word')} arrived by a merge, an import or in revisions that were not "
        "counted; they belong to no session."
    )


def cut_most(analysis: Analysis) -> str:
    """Name the draft that took out most, where one clearly did."""
    works = list(zip(analysis.drafts, work_by_draft(analysis), strict=True))
    known = [(work.words_deleted, draft, work.days) for draft, work in works if work]
    if len(known) < 3 or len(known) < len(works):
        return ""
    (words, draft, days), (second, *_) = sorted(known, key=lambda item: -item[0])[:2]
    if not words or words < CLEARLY_MOST * second:
        return ""
    final = draft is analysis.drafts[-1]
    name = "The work on the final draft" if final else shown(draft.name, TITLE_LIMIT)
    name = "The first draft" if draft.name == "First draft" else name
    when = f" in {span(days)}" if days else ""
    return f"{name} took out the most: {counted(words, 'word')}{when}."


def session_gap(analysis: Analysis) -> str:
    """Say where a session ends, for the writer with most revisions."""
    order = [writer.name for writer in work_by_writer(analysis)]
    gaps = {gap.writer: gap for gap in analysis.time.gaps}
    main = next((gaps[name] for name in order if name in gaps), None)
    if main is None:
        return ""
    others = [gap for gap in gaps.values() if gap is not main]
    said = f"A session ends with a pause longer than the session gap: {_gap_words(main)}"
    if not others:
        return said
    least, most = (round(f(gap.minutes for gap in others)) for f in (min, max))
    between = f"{least}" if least == most else f"between {least} and {most}"
    many = counted(len(others), "other writer")
    whose = f"That is the gap of {shown(main.writer, TITLE_LIMIT)}"
    return f"{said} {whose}; for {many} it is {between} minutes."


def _self_check(analysis: Analysis) -> str:
    return time_words.agreements(analysis.time.agreements)


def chapter_name(share: ChapterShare) -> str:
    """Return the title of a chapter in quotation marks, or its number."""
    title = shown(share.chapter.title.strip(), TITLE_LIMIT)
    return f"‘{title}’" if title else f"Chapter {share.chapter.number}"


def _first_share(share: ChapterShare) -> float:
    return share.first_draft_tokens / share.tokens


def _gap_words(gap: SessionGap) -> str:
    return shown(gap.why[:1].lower() + gap.why[1:], 400)


_BY_CHART: Mapping[str, tuple[Callable[[Analysis], str], ...]] = MappingProxyType(
    {
        "strata": (lineage_words.born, cut_most),
        "passes": (lineage_words.touched, lineage_words.untouched),
        "chapters": (new_chapters, chapters),
        "drift": (moved, edit_distance),
        "ledger": (lineage_words.written_per_kept, at_once, unattributed),
        "ribbons": (lineage_words.moves,),
        "kinds": (kinds_words.labour_divides, kinds_words.surface_share, kinds_words.sources),
    }
)
