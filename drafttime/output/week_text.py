"""What `drafttime week` prints: one screen for one week, a table for several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from drafttime.model import FoundWeeks, Week
from drafttime.output import week_words as said
from drafttime.output.cuts_page import folded
from drafttime.output.escaping import ELLIPSIS
from drafttime.output.marked import prose_lines
from drafttime.output.prose import paragraphs
from drafttime.output.terminal import (
    INDENT,
    Line,
    columns_of,
    labelled,
    padded,
    plain_spaces,
    unbroken,
    wrapped,
)
from drafttime.output.time_tables import least, probably, range_of
from drafttime.output.week_diary import diary_line, spread, weekday
from drafttime.output.wording import count, counted, days

LABELS = 8
SCREEN_LINES = 22
"""Of 24 lines, one is the command's and one that of the next prompt."""

FEWEST_DIARY_LINES = 3

LESS_WANTED = ("Sessions", "Probably", "At least")
"""Columns that go first where a table is too wide for the screen."""


def weeks_text(found: FoundWeeks, *, width: int, below: int = 0) -> str:
    """Return one week in full, or several as a table, wrapped to the screen.

    One week leaves room for so many lines `below` it.
    """
    if len(found.weeks) == 1:
        return week_text(found.weeks[0], found, width=width, below=below)
    return _several(found, width)


def week_text(week: Week, found: FoundWeeks, *, width: int, below: int = 0) -> str:
    """Return a week as one screen of 24 lines and 80 columns, unless text was asked for."""
    head = "\n".join(wrapped(f"{said.book_title(found)} · {said.week_days(week)}", width))
    room = width - INDENT - LABELS - 2
    facts = said.facts(week, lambda text: columns_of(text) <= room)
    body = labelled(facts, width, LABELS) if facts else ""
    if week.quiet:
        sentence = "\n".join(wrapped(said.at_rest(week, found), width))
        return "\n\n".join(filter(None, [head, sentence, body]))
    questions = "\n".join(f"{' ' * INDENT}{question}:" for question in said.QUESTIONS)
    used = sum(part.count("\n") + 1 for part in (head, body, questions)) + 2 + below
    diary = labelled(
        _diary(week, max(FEWEST_DIARY_LINES, SCREEN_LINES - used), room), width, LABELS
    )
    whole = "\n".join(filter(None, [body, diary]))
    return "\n\n".join([head, whole, *_texts(week, width), questions])


def _diary(week: Week, most: int, room: int) -> tuple[Line, ...]:
    """Return the diary, a line each; where there are more than `most`, the last one counts them."""
    lines = week.diary
    kept = lines if len(lines) <= most else spread(lines, most - 1)
    found, before = [], None
    for line in kept:
        when = weekday(line) if line.day != before else "   "
        before = line.day
        text = f"{when}  {diary_line(line, week)}"
        found.append(unbroken(_cut_to(text, room)))
    if len(lines) > len(kept):
        found.append(unbroken(f"     and {count(len(lines) - len(kept))} more"))
    return tuple(Line("" if k else "Diary", text) for k, text in enumerate(found))


def _cut_to(text: str, columns: int) -> str:
    if columns_of(text) <= columns:
        return text
    kept, used = "", 1
    for letter in text:
        used += columns_of(letter)
        if used > columns:
            break
        kept += letter
    return kept.rstrip() + ELLIPSIS


def _texts(week: Week, width: int) -> Iterator[str]:
    if week.texts is None:
        return
    if week.returned is not None and week.texts.returned:
        heading = f"{said.paragraph_heading(week.returned)}:"
        yield _passage(heading, week.texts.returned, width)
    if week.texts.cut is not None:
        yield _passage(f"{said.cut_heading(week.texts.cut)}:", week.texts.cut.text, width)


def _passage(heading: str, text: str, width: int) -> str:
    lines = [" " * INDENT + line for line in wrapped(heading, width - INDENT)]
    whole = paragraphs(text)
    opening, rest = folded(whole, sum(len(line.split()) for line in whole))
    for place, paragraph in enumerate(opening if rest else whole):
        own = prose_lines(paragraph, width - 2 * INDENT, indent=INDENT if place else 0)
        lines += [" " * 2 * INDENT + line for line in own]
    return "\n".join(lines)


def _several(found: FoundWeeks, width: int) -> str:
    first, last = found.weeks[0], found.weeks[-1]
    so_far = ", so far" if last.state == "so far" else ""
    when = f"{counted(len(found.weeks), 'week')}, {days(first.monday, last.sunday)}{so_far}"
    head = "\n".join(wrapped(f"{said.book_title(found)} · {when}", width))
    return "\n\n".join([head, _touched(found, width), _table(found, width)])


def _touched(found: FoundWeeks, width: int) -> str:
    if all(week.quiet for week in found.weeks):
        return "\n".join(wrapped("No commits touched the manuscript in these weeks.", width))
    numbers = [week.words.touched for week in found.weeks]
    label = "Touched"
    bars = said.sparkline(numbers[-(width - INDENT - len(label) - 2) :])
    middle = count(round(median(numbers)))
    total = f"{counted(sum(numbers), 'word')} in and out; the median week {middle}"
    return labelled([Line(label, f"{bars} {total}".strip())], width, len(label))


def _table(found: FoundWeeks, width: int) -> str:
    heads = ["Week", "In", "Out", "Book", "Sessions", "At least", "Probably"]
    rows = [[said.week_days(week).removesuffix(", so far"), *_cells(week)] for week in found.weeks]
    grid = [heads, *rows]
    for unwanted in (None, *LESS_WANTED):
        if unwanted is not None:
            place = grid[0].index(unwanted)
            grid = [row[:place] + row[place + 1 :] for row in grid]
        lines = list(_aligned(grid))
        if max(map(columns_of, lines)) <= width:
            break
    return "\n".join(lines)


def _cells(week: Week) -> list[str]:
    words = week.words
    touched = (count(words.inserted), count(words.deleted)) if week.revisions else ("–", "–")
    book, time = count(round(week.book.after)), week.time
    if time is None or not time.sessions:
        return [*touched, book, "–", "–", "–"]
    return [*touched, book, count(time.sessions), least(time), probably(range_of(time))]


def _aligned(grid: Sequence[Sequence[str]]) -> Iterator[str]:
    wide = [max(columns_of(row[k]) for row in grid) for k in range(len(grid[0]))]
    for row in grid:
        cells = [padded(cell, wide[k], right=k > 0) for k, cell in enumerate(row)]
        yield plain_spaces(" " * INDENT + "  ".join(cells))
