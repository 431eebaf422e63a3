"""Chapters: a bar for each, as long as it is, split by when its words were born."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafttime.charts import _words
from drafttime.charts._chapter_rows import ROWS_IF_MORE, Row, Rows, fought, rows
from drafttime.charts._chart import Canvas, Chart
from drafttime.charts._curves import is_one_draft
from drafttime.charts._type import label
from drafttime.model import Analysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLUMNS = ("first draft", "rewritten", "sessions")
NARROW_COLUMNS = ("first draft", "sessions")  # the names need the room
_STANDS = 0.5
_EXACTLY = 0.1
_LONGEST_NAME = 40


def applies(analysis: Analysis) -> bool:
    """Return whether there are chapters to compare: at least two with text."""
    return len(rows(analysis).every) > 1


def title(analysis: Analysis) -> str:
    """Return which chapter fought back, else what all have in common, where the figures say so."""
    hardest = fought(analysis)
    if hardest is None:
        return _in_common(analysis)
    name = label(hardest.name, _LONGEST_NAME)
    return f"‘{name}’ was written {_times_over(hardest.times)}"


def _in_common(analysis: Analysis) -> str:
    if is_one_draft(analysis):
        return "How long each chapter is"
    every = [row for row in rows(analysis).every if row.share is not None]
    new = sum(row.new for row in every)
    rest = [row.share or 0.0 for row in every if not row.new]
    stand = all(share >= _STANDS for share in rest)
    if not rest:
        return f"{_all_of(len(every))} new since the first draft"
    if new and stand:
        are = "One chapter is" if new == 1 else f"{_words.number_word(new)} chapters are"
        verb = "stands" if len(rest) == 1 else "stand"
        return f"{_words.sentence(are)} new; the rest still {verb} on the first draft"
    if new:
        verb = "is" if new == 1 else "are"
        among = f"{_words.number_word(new)} of {_words.number_word(len(every))} chapters"
        return f"{_words.sentence(among)} {verb} new since the first draft"
    if stand:
        stand_on = "Both chapters still stand" if len(every) == 2 else "Every chapter still stands"
        return f"{stand_on} on the first draft"
    return "What each chapter keeps of the first draft"


def _times_over(times: float) -> str:
    """Return "three times over", or "nearly" and "more than" that."""
    whole = math.floor(times + 0.25)
    number = "twice" if whole == 2 else f"{_words.number_word(whole)} times"
    if abs(times - whole) <= _EXACTLY:
        return f"{number} over"
    return f"nearly {number} over" if times < whole else f"more than {number} over"


def _all_of(number: int) -> str:
    return {1: "The one chapter is", 2: "Both chapters are"}.get(number, "Every chapter is")


def subtitle(analysis: Analysis) -> str:
    """Return what a bar is, and which chapters are shown where there are too many."""
    return _below_title(rows(analysis), columns=COLUMNS)


def _below_title(found: Rows, *, columns: Sequence[str]) -> str:
    """Return the subtitle of a drawing with these columns."""
    bar = "Words in each chapter of the final text"
    if len(found.parts) > 1:
        bar += ", by when they were written"
    said = [f"{bar}."]
    if "rewritten" in columns and any(row.rewritten is not None for row in found.shown):
        said.append("Rewritten is what stands in place of cut text.")
    if found.cut:
        which = "longest" if found.by_length else "most changed"
        said.append(f"Shown are the {ROWS_IF_MORE} {which} of {len(found.every)} chapters.")
    return " ".join(said)


def alt(analysis: Analysis) -> str:
    """Return the bars in words: range, extremes, and how many are shown."""
    found = rows(analysis)
    longest = max(found.every, key=lambda row: row.words)
    number = _words.counted(len(found.every), "chapter", "chapters")
    said = [f"Bar chart of {number}"]
    said[0] += f"; {len(found.shown)} are shown." if found.cut else "."
    length = _words.counted(longest.words, "word", "words")
    said.append(f"The longest is ‘{longest.name}’ with {length}.")
    shares = [row for row in found.every if row.share is not None]
    if shares:
        most = max(shares, key=lambda row: row.share or 0)
        least = min(shares, key=lambda row: row.share or 0)
        said.append(
            f"First draft: most in {_share_of(most)}, least in {_share_of(least)}."
            if most.share != least.share
            else f"First draft: {_words.percent_spoken(most.share or 0)} in every chapter."
        )
    said += _rewritten(found.every)
    hardest = fought(analysis)
    if hardest is not None:
        times = f"{hardest.times:.1f}"
        said.append(f"For ‘{hardest.name}’, {times} times the words that now stand were written.")
    known = [row for row in found.every if row.sessions is not None]
    if known:
        busiest = max(known, key=lambda row: row.sessions or 0)
        sessions = _words.counted(busiest.sessions or 0, "session", "sessions")
        said.append(f"‘{busiest.name}’ took the most sessions: {sessions}.")
    return " ".join(said)


def _rewritten(every: Sequence[Row]) -> list[str]:
    """Return which chapter was rewritten most, and how its new text is told apart."""
    known = [row for row in every if row.rewritten]
    if not known:
        return []
    most = max(known, key=lambda row: row.rewritten or 0)
    said = f"{_words.percent_spoken(most.rewritten or 0)} of the words stand in place of cut text"
    if most.fresh is not None:
        said += f" and {_words.percent_spoken(most.fresh)} where nothing stood"
    return [f"Most rewritten: ‘{most.name}’, where {said}."]


def _share_of(row: Row) -> str:
    return f"‘{row.name}’ ({_words.percent_spoken(row.share or 0)})"


def draw(analysis: Analysis, canvas: Canvas) -> Figure:
    """Return the figure, as high as its rows need."""
    from drafttime.charts._chapters_drawing import draw_rows  # noqa: PLC0415 - matplotlib, late

    found = rows(analysis)
    columns = NARROW_COLUMNS if canvas.narrow else COLUMNS
    below_title = _below_title(found, columns=columns)
    return draw_rows(found, columns, title(analysis), below_title, canvas)


CHART = Chart(
    key="chapters",
    order=40,
    heading="Chapter by chapter",
    applies=applies,
    title=title,
    subtitle=subtitle,
    alt=alt,
    draw=draw,
)
