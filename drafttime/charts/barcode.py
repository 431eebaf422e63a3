"""Bar code: the final text in reading order, stacked by when its words were written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafttime.charts import _words
from drafttime.charts._barcode_columns import barcode_columns
from drafttime.charts._chart import Canvas, Chart
from drafttime.charts._type import label
from drafttime.model import Analysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_HOLDS = 0.01
_LONGEST_NAME = 30


def applies(analysis: Analysis) -> bool:
    """Return whether there is text, and more than one band to tell apart in it."""
    return len(analysis.lineage.bands) > 1 and bool(_chapters(analysis))


def title(analysis: Analysis) -> str:
    """Return which chapters hold what, where that is a finding."""
    if not _by_draft(analysis):
        return "The final text, page by page, by when it was written"
    chapters = _chapters(analysis)
    new = [words for words in chapters if not words[0]]
    if len(new) == len(chapters):
        return "Nothing written for the first draft is left in the final text"
    if new:
        hold = "One chapter holds" if len(new) == 1 else f"{_number(len(new))} chapters hold"
        return f"{hold} nothing {_older_than(analysis, new)}"
    if len(chapters) > 1 and all(words[0] >= _HOLDS * sum(words) for words in chapters):
        each = "Both chapters hold" if len(chapters) == 2 else "Every chapter holds"
        return f"{each} words of the first draft"
    return "The final text, page by page, by the draft that wrote it"


def _older_than(analysis: Analysis, chapters: Sequence[Sequence[int]]) -> str:
    """Return what the oldest words of these chapters, which lack the first draft, go back to."""
    oldest = min(next(band for band, n in enumerate(words) if n) for words in chapters)
    if oldest == 1:
        return "written for the first draft"
    bands = analysis.lineage.bands
    if oldest == len(bands) - 1:
        return "older than the final draft"
    return f"older than {label(bands[oldest].name, _LONGEST_NAME)}"


def _number(number: int) -> str:
    return _words.sentence(_words.number_word(number))


def _by_draft(analysis: Analysis) -> bool:
    """Return whether bands are drafts, the first of them the first draft."""
    return analysis.lineage.bands[0].draft == 0


def _chapters(analysis: Analysis) -> list[list[int]]:
    """Return the words of each chapter with text by band, in reading order."""
    found = []
    for weave in analysis.lineage.weaves:
        words = [0] * len(analysis.lineage.bands)
        for band, number in weave.runs:
            words[band] += number
        if any(words):
            found.append(words)
    return found


def subtitle(analysis: Analysis) -> str:
    """Return what a column is, and what a gap and a number."""
    by = "draft" if _by_draft(analysis) else "time of writing"
    said = f"The final text in reading order, stacked by {by}, oldest at the bottom"
    found = barcode_columns(analysis, _ANY_WIDTH)
    if len(found.chapters) < 2:
        return f"{said}."
    if not found.gaps_are:
        return f"{said}. Below: the numbers of chapters."
    if found.gaps_are == "folders":
        return f"{said}. Gaps fall where the folder changes; numbers are chapters."
    return f"{said}. Gaps part the chapters, numbered below."


def alt(analysis: Analysis) -> str:
    """Return the shares in words, of the whole text and of its extreme chapters."""
    found = barcode_columns(analysis, _ANY_WIDTH)
    total = sum(found.words)
    words = _words.counted(total, "word", "words")
    chapters = _chapters(analysis)
    number = _words.counted(len(chapters), "chapter", "chapters")
    shares = ", ".join(
        f"{name} {_words.percent_spoken(part / total)}"
        for name, part in zip(found.names, found.words, strict=True)
    )
    by = "the draft that wrote them" if _by_draft(analysis) else "when they were written"
    said = f"Bar code of {words} in {number}, by {by}: {shares}."
    if not _by_draft(analysis) or len(chapters) < 2:
        return said
    first = [words[0] / sum(words) for words in chapters]
    least, most = _words.percent_spoken(min(first)), _words.percent_spoken(max(first))
    return f"{said} The first draft’s share of a chapter lies between {least} and {most}."


_ANY_WIDTH = 720  # for words about the columns, which are the same at any width


def draw(analysis: Analysis, canvas: Canvas) -> Figure:
    """Return the figure, as high as its title and names need."""
    from drafttime.charts._barcode_drawing import columns_on, draw_barcode  # noqa: PLC0415 - late

    found = barcode_columns(analysis, columns_on(canvas))
    return draw_barcode(found, title(analysis), subtitle(analysis), canvas)


CHART = Chart(
    key="barcode",
    order=20,
    heading="Page by page",
    applies=applies,
    title=title,
    subtitle=subtitle,
    alt=alt,
    draw=draw,
)
