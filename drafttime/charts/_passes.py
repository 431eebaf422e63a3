"""Where in the final text each day's work landed, and how often: figures only, no drawing.

The final text is cut into rows that hold equal shares of its words, and the history into days with
writing. Costs time linear in the paragraphs' touches.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from drafttime.charts import _time_axis
from drafttime.charts._bands import shown_bands
from drafttime.charts._colours import MOST_DRAFTS
from drafttime.charts._once import once
from drafttime.charts._time_axis import Step
from drafttime.charts._type import label
from drafttime.model import Analysis, Draft, ParagraphLife, Revision

MOST_ROWS = 150
WORDS_PER_ROW = 40


@dataclass(frozen=True, slots=True)
class Touch:
    """What one day did to one row: shares (0 to 1) of the row's words.

    `share` stands in paragraphs that the day's work touched, `bulk` in others that only bulk
    commits of that day touched.
    """

    step: int
    row: int
    share: float
    bulk: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days on the way to one draft: `first` up to `stop`, not included."""

    draft: int
    name: str
    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class Passes:
    """The touches of a book, by day and by row.

    `colours` are the groups of bands that each step belongs to, of which there are
    `colour_names`. `marks` are the steps at whose end a draft was complete, by name. `chapters` are
    (name, where it begins, where it ends) as shares (0 to 1) of the final words.
    """

    steps: tuple[Step, ...]
    rows: int
    touches: tuple[Touch, ...]
    colours: tuple[int, ...]
    colour_names: tuple[str, ...]
    marks: tuple[tuple[int, str], ...]
    stretches: tuple[Stretch, ...]
    chapters: tuple[tuple[str, float, float], ...]


@once
def worked(analysis: Analysis) -> tuple[int, ...]:
    """Return the indices of the revisions whose work changed the text."""
    every = enumerate(analysis.revisions)
    return tuple(place for place, r in every if r.labour and r.distance_tokens)


@once
def passes(analysis: Analysis) -> Passes:
    """Return where the work of each day landed."""
    places = worked(analysis)
    revisions = [analysis.revisions[place] for place in places]
    steps = _time_axis.steps_of([revision.authored.day() for revision in revisions])
    step_of = _steps_of_revisions(steps, places)
    paragraphs = [p for p in analysis.lineage.paragraphs if p.words]
    words = sum(paragraph.words for paragraph in paragraphs)
    rows = max(1, min(MOST_ROWS, words // WORDS_PER_ROW))
    ends = _draft_steps(analysis, places, steps)
    drafts = _drafts_of_steps(ends, len(steps))
    colours, names = _colours(analysis, drafts, step_of)
    return Passes(
        steps=steps,
        rows=rows,
        touches=_touches(paragraphs, rows, step_of, analysis.revisions),
        colours=colours,
        colour_names=names,
        marks=tuple(
            (end, label(draft.name))
            for draft, end in zip(analysis.drafts[:-1], ends, strict=False)
            if end is not None and end < len(steps) - 1
        ),
        stretches=_stretches(analysis.drafts, drafts),
        chapters=_chapters(analysis, paragraphs, words),
    )


def _steps_of_revisions(steps: Sequence[Step], places: Sequence[int]) -> dict[int, int]:
    """Return the step of every revision (an index into the analysis's) that did work."""
    found, entry = {}, 0
    for number, step in enumerate(steps):
        while entry <= step.last:
            found[places[entry]] = number
            entry += 1
    return found


def _touches(
    paragraphs: Sequence[ParagraphLife],
    rows: int,
    step_of: dict[int, int],
    revisions: Sequence[Revision],
) -> tuple[Touch, ...]:
    words = sum(paragraph.words for paragraph in paragraphs)
    touched: defaultdict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    begin = 0
    for paragraph in paragraphs:
        end = begin + paragraph.words
        known = [place for place in paragraph.revisions if place in step_of]
        own = {step_of[place] for place in known if not revisions[place].bulk}
        bulk = {step_of[place] for place in known} - own
        for row in range(begin * rows // words, -(-end * rows // words)):
            # In words times rows, so that all borders are whole numbers.
            inside = min(end * rows, (row + 1) * words) - max(begin * rows, row * words)
            for kind, days in enumerate((own, bulk)):
                for step in days:
                    touched[step, row][kind] += inside / words
        begin = end
    return tuple(Touch(*at, own, bulk) for at, (own, bulk) in sorted(touched.items()))


def _draft_steps(
    analysis: Analysis, places: Sequence[int], steps: Sequence[Step]
) -> list[int | None]:
    """Return the step at whose end each draft was complete, None where that is not known."""
    numbers = {revision.commit: n for n, revision in enumerate(analysis.revisions)}
    return [
        _draft_step(draft, numbers.get(draft.commit), places, steps) for draft in analysis.drafts
    ]


def _draft_step(
    draft: Draft, number: int | None, places: Sequence[int], steps: Sequence[Step]
) -> int | None:
    if number is None:  # of a commit without prose, or from elsewhere: placed by its day
        day = draft.authored.day()
        before = [n for n, step in enumerate(steps) if day and step.day and step.day <= day]
        return max(before, default=None)
    entry = bisect_right(places, number) - 1
    return next((n for n, step in enumerate(steps) if 0 <= entry <= step.last), None)


def _drafts_of_steps(ends: Sequence[int | None], count: int) -> list[int]:
    """Return the draft on the way to which each step lies: the next one to be complete."""
    last = len(ends) - 1
    known = [(end, draft) for draft, end in enumerate(ends[:-1]) if end is not None]
    return [
        min((pair for pair in known if pair[0] >= step), default=(step, last))[1]
        for step in range(count)
    ]


def _stretches(drafts: Sequence[Draft], draft_of: Sequence[int]) -> tuple[Stretch, ...]:
    found, first = [], 0
    for draft, days in groupby(draft_of):
        stop = first + len(list(days))
        found.append(Stretch(draft, label(drafts[draft].name), first, stop))
        first = stop
    return tuple(found)


def _colours(
    analysis: Analysis, draft_of: Sequence[int], step_of: dict[int, int]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the group of bands that each step belongs to, and the names of the groups."""
    bands = analysis.lineage.bands
    if not bands:
        return (0,) * len(draft_of), ("",)
    names, group_of = shown_bands(analysis.lineage, MOST_DRAFTS)
    if bands[0].draft is None:
        chosen = _bands_by_birth(analysis, len(draft_of), step_of)
    else:
        chosen = [
            next((n for n, band in enumerate(bands) if (band.draft or 0) >= draft), len(bands) - 1)
            for draft in draft_of
        ]
    return tuple(group_of[band] for band in chosen), names


def _bands_by_birth(analysis: Analysis, count: int, step_of: dict[int, int]) -> list[int]:
    """Return the newest band that words had been written for by the end of each step."""
    newest = [0] * count
    for stand in analysis.lineage.stands:
        step = step_of.get(stand.revision)
        if step is not None:
            both = zip(stand.standing, stand.cut, strict=True)
            newest[step] = max((n for n, pair in enumerate(both) if any(pair)), default=0)
    for step in range(1, count):
        newest[step] = max(newest[step - 1 : step + 1])
    return newest


def _chapters(
    analysis: Analysis, paragraphs: Sequence[ParagraphLife], words: int
) -> tuple[tuple[str, float, float], ...]:
    found, begin = [], 0
    for number, held in groupby(paragraphs, lambda paragraph: paragraph.chapter):
        end = begin + sum(paragraph.words for paragraph in held)
        chapter = analysis.chapters[number].chapter
        name = label(chapter.title) or f"Chapter {chapter.number}"
        found.append((name, begin / words, end / words))
        begin = end
    return tuple(found)
