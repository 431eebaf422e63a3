"""A week as Markdown: what drafttime writes, between two marks, and below it open questions."""

from __future__ import annotations

from collections.abc import Iterator

from drafttime.model import FoundWeeks, Week
from drafttime.model.week import week_label
from drafttime.output import week_words as said
from drafttime.output.prose import markdown, paragraphs
from drafttime.output.terminal import plain_spaces
from drafttime.output.week_diary import diary_line, spread, weekday
from drafttime.output.week_file import marked
from drafttime.output.wording import count, day

MOST_CHAPTERS_LETTERS = 240
MOST_DIARY_LINES = 60


def weeks_markdown(found: FoundWeeks) -> str:
    """Return the weeks one after another, each as its file would hold it."""
    return "\n".join(new_file(week, found) for week in found.weeks)


def new_file(week: Week, found: FoundWeeks) -> str:
    """Return the file of a week as it is first written."""
    questions = "\n\n".join(f"## {question}" for question in said.QUESTIONS)
    return f"{written_part(week, found)}\n{questions}\n"


def written_part(week: Week, found: FoundWeeks) -> str:
    """Return what drafttime writes of a week, between its marks."""
    return marked(week_label(week.monday), book_key(found), "\n\n".join(_parts(week, found)))


def book_key(found: FoundWeeks) -> str:
    """Return what tells the weeks of this book from those of another in the same folder."""
    return f"{found.settings.get('book') or ''}\n{found.name}"


def _parts(week: Week, found: FoundWeeks) -> Iterator[str]:
    yield f"# {_line(f'{said.book_title(found)} · {said.week_days(week)}')}"
    if week.quiet:
        yield _line(said.at_rest(week, found))
    facts = said.facts(week, lambda text: len(text) <= MOST_CHAPTERS_LETTERS)
    if facts:
        yield "\n".join(f"- **{line.label}**: {_line(line.text)}" for line in facts)
    if week.diary:
        yield "## Diary"
        yield "\n".join(_diary(week))
    yield from _texts(week)


def _diary(week: Week) -> Iterator[str]:
    kept = spread(week.diary, MOST_DIARY_LINES)
    for line in kept:
        when = f"{weekday(line)} {day(line.day).removesuffix(f' {line.day.year}')}"
        yield f"- {when}: {_line(diary_line(line, week))}"
    if len(week.diary) > len(kept):
        yield f"- and {count(len(week.diary) - len(kept))} more"


def _texts(week: Week) -> Iterator[str]:
    if week.texts is None:
        return
    if week.returned is not None and week.texts.returned:
        yield f"## {_line(said.paragraph_heading(week.returned))}"
        yield _quotation(week.texts.returned)
    if week.texts.cut is not None:
        yield f"## {_line(said.cut_heading(week.texts.cut))}"
        yield _quotation(week.texts.cut.text)


def _quotation(text: str) -> str:
    return "\n>\n".join(f"> {markdown(line)}" for line in paragraphs(text))


def _line(text: str) -> str:
    return markdown(plain_spaces(text))
