"""What is said of a week, line by line: the same in a terminal, in Markdown and on a page.

Every name in the lines is fit to be shown; each output then escapes it for its own medium.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from statistics import median

from drafttime.model import (
    LABOURS,
    Cut,
    FoundWeeks,
    Returned,
    Spell,
    TouchedChapter,
    Week,
)
from drafttime.output.escaping import shown
from drafttime.output.prose import one_line
from drafttime.output.shares import per_cents
from drafttime.output.terminal import Line, unbroken
from drafttime.output.wording import (
    NARROW_SPACE,
    count,
    counted,
    day,
    days,
    hours_range_short,
    hours_short,
    listed,
    number_in_prose,
    number_word,
    sentence,
)

QUESTIONS = ("What I worked on", "What resisted", "What I cut, and why", "Next")
"""What only the writer knows."""

BARS = "▁▂▃▄▅▆▇"
"""From nothing at all to the most."""

TITLE_LIMIT = 120
NAME_LIMIT = 60
CHAPTER_LIMIT = 60
SHORT_NAME = 30
PATH_LIMIT = 200
MOST_WRITERS = 3


def book_title(found: FoundWeeks) -> str:
    """Return the name of the book, with that of the writers who alone were asked for."""
    title = shown(found.name.strip(), TITLE_LIMIT) or "Untitled"
    names = listed(shown(name, NAME_LIMIT) for name in found.writers)
    return f"{title} · {names}" if names else title


def week_days(week: Week) -> str:
    """Return "27 Oct – 2 Nov 2025", and "so far" while the week lasts."""
    so_far = ", so far" if week.state == "so far" else ""
    return f"{unbroken(days(week.monday, week.sunday))}{so_far}"


def at_rest(week: Week, found: FoundWeeks) -> str:
    """Return what there is to say of a week without labour, as plainly as of any other."""
    if week.state == "ahead":
        return "This week is still to come."
    if week.state == "before":
        begun = "" if found.begins is None else f" It begins on {day(found.begins)}."
        return f"The history of the manuscript had not begun.{begun}"
    by = listed(shown(name, NAME_LIMIT) for name in found.writers)
    who = f"No commits by {by}" if by else "No commits"
    if week.others and not by:
        who = "No commits but merges and repeated changes"
    have, far = ("have touched", " so far") if week.state == "so far" else ("touched", "")
    said = f"{who} {have} the manuscript{far}."
    before, after = round(week.book.before), round(week.book.after)
    if before != after:
        return f"{said} It went from {count(before)} to {counted(after, 'word')}."
    return f"{said} It stands at {counted(after, 'word')}."


def facts(week: Week, fits: Callable[[str], bool]) -> tuple[Line, ...]:
    """Return the lines of a week but for its diary; those with nothing to say are left out.

    A week without a diary has a line that says why. Chapters are named as long as the line `fits`.
    Of a week without labour only its time is left, where a log or a session tells of any.
    """
    if week.quiet:
        lines = [Line("Time", time(week.time))]
    else:
        items = chapter_items(week)
        named = how_many_fit(items, fits)
        numbers = {one.number for one in week.chapters[:named]}
        lines = [
            Line("By", writers(week)),
            Line("Words", words(week)),
            Line("Book", book(week)),
            Line("Labour", labour(week)),
            Line("Time", time(week.time) or "in a session that began in the week before"),
            Line("Touched", touched(week)),
            Line("Chapters", chapters(items, named)),
            Line("Returned", returned(week.returned, numbers)),
            Line("First", first_draft(week)),
            Line("Diary", no_diary(week)),
        ]
    return tuple(line for line in lines if line.text)


def writers(week: Week) -> str:
    """Return by whom the week is, where by several."""
    if len(week.writers) < 2:
        return ""
    named = list(week.writers.items())[:MOST_WRITERS]
    more = len(week.writers) - len(named)
    names = [
        f"{shown(name, NAME_LIMIT)} ({count(commits) if k else counted(commits, 'commit')})"
        for k, (name, commits) in enumerate(named)
    ]
    return listed([*names, *([counted(more, "other")] if more else [])])


def words(week: Week) -> str:
    """Return "1,912 in, 2,640 out (1,105 one for another), 820 moved"."""
    found = week.words
    parts = [
        f"{count(found.moved)} moved" if found.moved else "",
        f"{count(found.restored)} brought back" if found.restored else "",
        f"{count(found.copied)} copied" if found.copied else "",
        f"{count(found.at_once)} arrived at once" if found.at_once else "",
    ]
    more = [part for part in parts if part]
    if not found.touched:
        return ", ".join(more) or "none in, none out"
    swapped = f" ({count(found.rewritten)} one for another)" if found.rewritten else ""
    return ", ".join([f"{count(found.inserted)} in, {count(found.deleted)} out{swapped}", *more])


def book(week: Week) -> str:
    """Return the length of the book before and after: "93,146 → 92,418"."""
    before, after = round(week.book.before), round(week.book.after)
    return f"{count(after)}, as before" if before == after else f"{count(before)} → {count(after)}"


def labour(week: Week) -> str:
    """Return "drafting 12 % · revising 61 % · cutting 27 %"."""
    return " · ".join(unbroken(part) for part in labour_parts(week))


def labour_parts(week: Week) -> tuple[str, ...]:
    """Return "drafting 12 %" and the like; the shares add up to all of it."""
    shares = week.labour or {}
    said = per_cents({name: shares[name] for name in LABOURS if shares.get(name)})
    return tuple(f"{name} {share}" for name, share in said.items())


def time(spell: Spell | None) -> str:
    """Return "at least 6 h 40, 5 sessions; probably 8–14 h"; what logs say is said as recorded."""
    if spell is None or not spell.sessions:
        return ""
    sessions, estimate = counted(spell.sessions, "session"), spell.estimate
    if spell.recorded_minutes and spell.recorded_minutes >= spell.observed_minutes:
        return f"{unbroken(hours_short(spell.recorded_minutes))} recorded, {sessions}"
    least = spell.observed_minutes
    if estimate is not None:  # the writer's records may say that not all of it was work
        least = min(least, estimate.low_minutes)
    said = f"{sessions}, no time observed"
    if least >= 1:
        said = f"{unbroken(f'at least {hours_short(least)}')}, {sessions}"
    if spell.recorded_minutes:
        said += f", {unbroken(f'{hours_short(spell.recorded_minutes)} of it')} recorded"
    if estimate is None:
        return f"{said}; too little is known to estimate"
    if estimate.low_minutes < estimate.high_minutes:
        ends = (estimate.low_minutes, estimate.high_minutes)
        said += f"; {unbroken(f'probably {hours_range_short(*ends, least)}')}"
    return said


def touched(week: Week) -> str:
    """Return "▃▅▂▄▆ 4,552 words (four-week median 3,020)"."""
    said = counted(week.words.touched, "word")
    if not week.before:
        return said
    weeks = len(week.before)
    middle = count(round(median(week.before)))
    beside = (
        f"the week before {middle}" if weeks == 1 else f"{number_word(weeks)}-week median {middle}"
    )
    bars = sparkline([*week.before, week.words.touched])
    return f"{bars} {said} ({beside})".lstrip()


def sparkline(numbers: Sequence[int]) -> str:
    """Return a bar for each number, from nothing to the greatest; nothing where all are nothing."""
    most = max(numbers, default=0)
    if not most:
        return ""
    top = len(BARS) - 1
    return "".join(BARS[-(-number * top // most)] for number in numbers)


def chapter(found: TouchedChapter) -> str:
    """Return "7 The Weir"."""
    title = shown(one_line(found.title), CHAPTER_LIMIT)
    name = f"{found.number} {title}".strip() if found.number else title
    return unbroken(name) if len(name) <= SHORT_NAME else name


def chapter_items(week: Week) -> tuple[str, ...]:
    """Return the chapters that were touched, the most touched first."""
    items = [(one.tokens, chapter(one)) for one in week.chapters]
    if week.chapters_gone:
        items.append((week.chapters_gone, "chapters that are gone"))
        items.sort(key=lambda item: -item[0])
    return tuple(name for _, name in items)


def how_many_fit(items: Sequence[str], fits: Callable[[str], bool]) -> int:
    """Return how many chapters can be named in a line that fits, one at least."""
    named = 1
    while named < len(items) and fits(chapters(items, named + 1)):
        named += 1
    return min(named, len(items))


def chapters(items: Sequence[str], named: int) -> str:
    """Return "7 The Weir · 8 Ebb · and 3 more"."""
    more = len(items) - named
    return " · ".join([*items[:named], *([f"and {count(more)} more"] if more else [])])


def returned(found: Returned | None, known: Collection[int] = ()) -> str:
    """Return "ch. 7, paragraph 14: four sittings, eleven in all".

    The title stands beside the number of a chapter that the reader has not met.
    """
    if found is None:
        return ""
    title = shown(one_line(found.title), CHAPTER_LIMIT)
    named = f" ({title})" if title and found.chapter not in known else ""
    place = f"ch. {found.chapter}{named}, paragraph {count(found.paragraph)}"
    sittings = f"{number_in_prose(found.sessions)} sittings"
    more = found.sessions_in_all > found.sessions
    in_all = f"{number_in_prose(found.sessions_in_all)} in all" if more else "its only ones"
    return f"{place}: {sittings}, {in_all}"


def first_draft(week: Week) -> str:
    """Return "41.0 → 40.0 % of the first draft still stands"."""
    if week.survival is None:
        return ""
    before, after = tenth(week.survival.before), tenth(week.survival.after)
    if week.first_draft == "finished":
        part = "all" if week.survival.after == 1 else f"{after}{NARROW_SPACE}%"
        return f"the first draft was finished; at the week’s end {part} of it stands"
    stands = "is written" if week.first_draft == "to come" else "still stands"
    if before == after:
        return f"{after}{NARROW_SPACE}% of the first draft {stands}, as before"
    return f"{before} → {after}{NARROW_SPACE}% of the first draft {stands}"


def no_diary(week: Week) -> str:
    """Say why a week of work has no diary: "none; all eight commits were made automatically"."""
    if week.diary:
        return ""
    left = week.revisions - week.automatic
    if not week.automatic:
        return "none; no commit has a message"
    if not left:
        many = f"all {number_in_prose(week.automatic)} commits were"
        return f"none; {'the commit was' if week.revisions == 1 else many} made automatically"
    return (
        f"none; {number_in_prose(week.automatic)} of {counted(week.revisions, 'commit')} "
        f"{'was' if week.automatic == 1 else 'were'} made automatically, the rest without a message"
    )


def tenth(share: float) -> str:
    """Return a share (0 to 1) in per cent: "41.0"; only all is 100.0, and only nothing 0.0."""
    rounded = f"{share * 100:.1f}"
    if rounded == "100.0" and share < 1:
        return "over 99.9"
    return "under 0.1" if rounded == "0.0" and share > 0 else rounded


def paragraph_heading(found: Returned) -> str:
    """Return what stands above the text of the paragraph that was returned to."""
    title = shown(one_line(found.title), CHAPTER_LIMIT)
    of = f"ch. {found.chapter}, {title}" if title else f"ch. {found.chapter}"
    return sentence(f"paragraph {count(found.paragraph)} of {of}, as it reads now")


def cut_heading(cut: Cut) -> str:
    """Return what stands above the cut of the week."""
    path = unbroken(shown(cut.path, PATH_LIMIT))
    return f"The longest cut, {unbroken(counted(cut.words, 'word'))} from {path}"
