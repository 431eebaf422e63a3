"""A week as a page: one screen in a browser, one sheet on paper, with room to answer by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from markupsafe import Markup

from drafttime import __version__
from drafttime.model import LABOURS, DiaryLine, FoundWeeks, Week
from drafttime.output import week_words as said
from drafttime.output.environment import TEMPLATES, environment
from drafttime.output.page import policy
from drafttime.output.prose import paragraphs
from drafttime.output.sentences import Figure
from drafttime.output.terminal import Line
from drafttime.output.week_diary import diary_line, spread, weekday
from drafttime.output.wording import count, counted, number_word, sentence

MOST_CHAPTERS_LETTERS = 100
MOST_DIARY_LINES = 10
DIARY_ROWS, DIARY_LETTERS = 11, 48
"""The rows of a diary that leave the page one screen, and about what one of them holds."""

CHART_WIDTH, CHART_HEIGHT = 300, 72
BAR_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of a small drawing, in its own units."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A small drawing, what it says in words, and a caption."""

    bars: tuple[Bar, ...]
    label: str
    caption: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the diary; `when` is empty on the day of the line before."""

    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage of the book under its heading."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeekView:
    """One week as the template lays it out."""

    heading: str
    rest: str
    figures: tuple[Figure, ...]
    weeks: Drawing | None
    labour: Drawing | None
    facts: tuple[Line, ...]
    asks: bool
    diary: tuple[Entry, ...]
    more: str
    texts: tuple[Quoted, ...]


def weeks_html(found: FoundWeeks) -> str:
    """Return the weeks as one page of HTML that needs nothing but itself; linear."""
    css = (TEMPLATES / "week.css").read_text(encoding="utf-8")
    if "<" in css:
        raise ValueError("a style holds markup")
    return (
        environment()
        .get_template("week.html.j2")
        .render(
            title=said.book_title(found),
            weeks=tuple(week_view(week, found) for week in found.weeks),
            questions=said.QUESTIONS,
            version=__version__,
            style=Markup(css),  # noqa: S704 - ours, and looked through above
            policy=policy(css),
        )
    )


def week_view(week: Week, found: FoundWeeks) -> WeekView:
    """Return what the page shows of a week."""
    own = [] if week.quiet else ["Words", "Book", "Time", "Touched", "Labour"]
    facts = said.facts(week, lambda text: len(text) <= MOST_CHAPTERS_LETTERS)
    by = int(bool(facts) and facts[0].label == "By")
    kept = _fitting(week)
    more = len(week.diary) - len(kept)
    return WeekView(
        heading=said.week_days(week),
        rest=said.at_rest(week, found) if week.quiet else "",
        figures=() if week.quiet else figures(week),
        weeks=None if week.quiet else weeks_drawing(week),
        labour=None if week.quiet else labour_drawing(week),
        facts=tuple(
            line for line in (*facts[:by], *_words(week), *facts[by:]) if line.label not in own
        ),
        asks=week.state in {"over", "so far"},
        diary=tuple(
            Entry(
                weekday(line) if not k or kept[k - 1].day != line.day else "",
                diary_line(line, week),
            )
            for k, line in enumerate(kept)
        ),
        more=f"and {count(more)} more" if more else "",
        texts=_texts(week),
    )


def _fitting(week: Week) -> tuple[DiaryLine, ...]:
    """Return as many lines of the diary as leave the page one screen, one at least."""
    for most in range(MOST_DIARY_LINES, 1, -1):
        kept = spread(week.diary, most)
        if sum(-(-len(diary_line(line, week)) // DIARY_LETTERS) for line in kept) <= DIARY_ROWS:
            return kept
    return spread(week.diary, 1)


def figures(week: Week) -> tuple[Figure, ...]:
    """Return the four figures of a week: in, out, time, and the length of the book."""
    words, before, after = week.words, round(week.book.before), round(week.book.after)
    least, _, rest = said.time(week.time).partition(", ")
    time = Figure(least.removeprefix("at least\N{NO-BREAK SPACE}"), rest, before="at least")
    if not least.startswith("at least"):
        time = Figure(least, rest) if rest else Figure("–", "no session began in this week")
    swapped = f"; {count(words.rewritten)} one for another" if words.rewritten else ""
    return (
        Figure(count(words.inserted), "words in"),
        Figure(count(words.deleted), f"words out{swapped}"),
        time,
        Figure(
            count(after),
            "words in the book, as before" if before == after else
            f"words in the book, {count(before)} before",
        ),
    )  # fmt: skip


def weeks_drawing(week: Week) -> Drawing | None:
    """Return this week beside those before it, None where there is none before."""
    numbers = [*week.before, week.words.touched]
    most = max(numbers)
    if not week.before or not most:
        return None
    step = CHART_WIDTH / (len(numbers) - 1 + BAR_SHARE)
    heights = [number * (CHART_HEIGHT - 1) / most for number in numbers]
    bars = [
        Bar(round(k * step, 1), round(CHART_HEIGHT - height, 1), round(step * BAR_SHARE, 1),
            round(height, 1), "now" if k == len(numbers) - 1 else "before")
        for k, height in enumerate(heights)
    ]  # fmt: skip
    weeks = len(week.before)
    middle = count(round(median(week.before)))
    beside = (
        f"the week before {middle}" if weeks == 1 else f"{number_word(weeks)}-week median {middle}"
    )
    touched = counted(week.words.touched, "word")
    listed = ", ".join(map(count, week.before))
    return Drawing(
        tuple(bars),
        f"Words in and out, week by week: {listed}, and this week {count(week.words.touched)}.",
        f"{touched} in and out ({beside})",
    )


def labour_drawing(week: Week) -> Drawing | None:
    """Return how labour divides, as one bar."""
    if not week.labour:
        return None
    bars: list[Bar] = []
    x = 0.0
    for name in LABOURS:
        width = CHART_WIDTH * week.labour[name]
        if width:
            bars.append(Bar(round(x, 1), 0, round(max(width - 1.5, 0.5), 1), 14, name))
        x += width
    shares = said.labour_parts(week)
    return Drawing(tuple(bars), f"Labour: {', '.join(shares)}.", " · ".join(shares))


def _words(week: Week) -> Sequence[Line]:
    """Return the words that are in none of the figures."""
    words = week.words
    parts = [
        f"{count(number)} {what}"
        for number, what in (
            (words.moved, "moved"),
            (words.restored, "brought back"),
            (words.copied, "copied"),
            (words.at_once, "arrived at once"),
        )
        if number
    ]
    return [] if week.quiet or not parts else [Line("Also", f"{', '.join(parts)}")]


def _texts(week: Week) -> tuple[Quoted, ...]:
    found = []
    if week.texts is not None and week.returned is not None and week.texts.returned:
        heading = sentence(said.paragraph_heading(week.returned))
        found.append(Quoted(heading, paragraphs(week.texts.returned)))
    if week.texts is not None and week.texts.cut is not None:
        cut = week.texts.cut
        found.append(Quoted(said.cut_heading(cut), paragraphs(cut.text)))
    return tuple(found)
