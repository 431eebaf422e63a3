"""Weeks of work: what was touched, how long it took, and where the writer came back to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from drafttime.model import (
    DiaryLine,
    Draft,
    FoundWeeks,
    Notice,
    Revision,
    Shift,
    Spell,
    TouchedChapter,
    Week,
    WeekState,
    WeekTexts,
    WeekWords,
    labour_shares,
    summed,
)
from drafttime.model.week import monday_of, sunday_of
from drafttime.stages.facts import uncommitted_files
from drafttime.stages.labour import Labour
from drafttime.stages.reading import Book
from drafttime.stages.returning import find_returns
from drafttime.stages.touched import Touched, touched_chapters
from drafttime.stages.tracing import DraftTokens, Traced
from drafttime.stages.week_curves import Curves, begins
from drafttime.stages.week_texts import find_texts

WEEKS_BEFORE = 4
"""So many weeks before a week stand beside it."""

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """The week that holds `day`, and as many before it as make `number`; `today` ends none."""

    day: date
    today: date
    number: int = 1


def gather_weeks(
    book: Book, traced: Traced, labour: Labour, notices: tuple[Notice, ...], asked: Asked
) -> FoundWeeks:
    """Return the weeks that are asked for, with what must be known beside them."""
    source = book.source
    return FoundWeeks(
        name=book.manuscript.name,
        weeks=find_weeks(book, traced, labour, asked),
        writers=source.settings.writer,
        begins=begins(labour.revisions),
        several_writers=len({r.writer for r in labour.revisions if r.labour}) > 1,
        uncommitted=uncommitted_files(source, [file.path for file in book.manuscript.files]),
        notices=notices,
        settings=source.settings.as_object(),
        partial=source.repository.partial,
    )


def find_weeks(book: Book, traced: Traced, labour: Labour, asked: Asked) -> tuple[Week, ...]:
    """Return the weeks that are asked for, oldest first, none but the last before the history.

    A commit belongs to the week of its own author's day, a session to that in which it began.
    Linear in revisions, in births and deletions, and in the visits to paragraphs.
    """
    gathered = _gather(labour.revisions)
    mondays = _mondays(asked, gathered.begins)
    touched = touched_chapters(book, traced)
    spells = {spell.name: spell for spell in labour.time.weeks}
    curves = Curves.of(labour.revisions)
    weeks = tuple(
        _week(monday, asked, gathered, curves, spells.get(monday.isoformat())) for monday in mondays
    )
    weeks = tuple(_with_chapters(week, book, touched, gathered) for week in weeks)
    weeks = tuple(_with_first_draft(week, traced, curves) for week in weeks)
    returns = find_returns(book, traced, labour.revisions, frozenset(mondays))
    weeks = tuple(
        replace(week, returned=returns[week.monday].returned) if week.monday in returns else week
        for week in weeks
    )
    if not book.source.settings.show_text:
        return weeks
    texts = find_texts(book, traced, labour.revisions, returns, gathered.week_of(mondays))
    return tuple(replace(week, texts=texts.get(week.monday, WeekTexts())) for week in weeks)


def _mondays(asked: Asked, begun: date | None) -> list[date]:
    """Return the Mondays asked for; a week to come stands alone, and so does one before all."""
    last = monday_of(asked.day)
    found = [last]
    if last > monday_of(asked.today):
        return found
    first = monday_of(begun) if begun else last
    while len(found) < asked.number and found[0] > first:
        found.insert(0, found[0] - WEEK)
    return found


@dataclass(frozen=True, slots=True)
class _Gathered:
    """Revisions by the Monday of their week: labour, and on the mainline what is none."""

    labour: Mapping[date, Sequence[Revision]]
    others: Mapping[date, int]
    touched: Mapping[date, int]
    begins: date | None

    def week_of(self, mondays: Sequence[date]) -> dict[str, date]:
        """Return the week of every commit that is labour in some weeks."""
        return {r.commit: monday for monday in mondays for r in self.labour.get(monday, ())}


def _gather(revisions: Sequence[Revision]) -> _Gathered:
    labour: defaultdict[date, list[Revision]] = defaultdict(list)
    others, touched = Counter[date](), Counter[date]()
    for revision in revisions:
        day = revision.authored.day()
        if day is None:
            continue
        monday = monday_of(day)
        if revision.labour:
            labour[monday].append(revision)
            if not revision.bulk:
                touched[monday] += revision.words_inserted + revision.words_deleted
        elif revision.mainline:
            others[monday] += 1
    for own in labour.values():
        own.sort(key=lambda revision: revision.authored.seconds or 0)
    return _Gathered(labour, others, touched, begins(revisions))


def _week(
    monday: date, asked: Asked, gathered: _Gathered, curves: Curves, time: Spell | None
) -> Week:
    own = gathered.labour.get(monday, ())
    typed = [revision for revision in own if not revision.bulk]
    kinds = summed(revision.kinds for revision in typed)
    before, after = curves.around(monday, curves.words)
    return Week(
        monday=monday,
        state=_state(monday, asked, gathered, busy=bool(own)),
        revisions=len(own),
        others=gathered.others.get(monday, 0),
        automatic=sum(revision.automatic for revision in own),
        writers=dict(Counter(revision.writer for revision in own).most_common()),
        words=_words(own, typed),
        book=Shift(max(0, round(before)), max(0, round(after))),
        kinds=kinds,
        labour=labour_shares(kinds),
        time=time,
        before=_before(monday, gathered),
        diary=_diary(own),
    )


def _state(monday: date, asked: Asked, gathered: _Gathered, *, busy: bool) -> WeekState:
    if monday > asked.today:
        return "ahead"
    begun = gathered.begins
    if not busy and (begun is None or sunday_of(monday) < begun):
        return "before"
    return "so far" if sunday_of(monday) >= asked.today else "over"


def _words(own: Sequence[Revision], typed: Sequence[Revision]) -> WeekWords:
    return WeekWords(
        inserted=sum(revision.words_inserted for revision in typed),
        deleted=sum(revision.words_deleted for revision in typed),
        rewritten=sum(revision.words_rewritten for revision in typed),
        moved=sum(revision.words_moved for revision in typed),
        restored=sum(revision.words_restored for revision in typed),
        copied=sum(revision.words_copied for revision in typed),
        at_once=sum(revision.words_inserted for revision in own if revision.bulk),
    )


def _before(monday: date, gathered: _Gathered) -> tuple[int, ...]:
    first = monday_of(gathered.begins) if gathered.begins else monday
    days = (monday.toordinal() - 7 * back for back in range(WEEKS_BEFORE, 0, -1))
    return tuple(
        gathered.touched.get(date.fromordinal(day), 0) for day in days if day >= first.toordinal()
    )


def _diary(own: Sequence[Revision]) -> tuple[DiaryLine, ...]:
    """Return the writers' own messages, what was said twice on one day once."""
    found: dict[tuple[date, str, str], DiaryLine] = {}
    for revision in own:
        day, subject = revision.authored.day(), revision.subject.strip()
        if day is None or revision.automatic or not subject:
            continue
        key = (day, revision.writer, subject)
        if key in found:
            found[key] = replace(found[key], times=found[key].times + 1)
        else:
            found[key] = DiaryLine(day, revision.writer, subject, revision.commit)
    return tuple(found.values())


def _with_chapters(week: Week, book: Book, touched: Touched | None, gathered: _Gathered) -> Week:
    if touched is None:
        return week
    sums = Counter[int]()
    for revision in gathered.labour.get(week.monday, ()):
        if not revision.bulk:
            sums.update(touched.tokens.get(revision.commit, {}))
    gone = len(touched.names) - 1
    rows = sorted((row for row in sums if row != gone), key=lambda row: (-sums[row], row))
    by_file = len(book.manuscript.files) > 1
    return replace(
        week,
        chapters=tuple(_chapter(book, row, sums[row], by_file=by_file) for row in rows),
        chapters_gone=sums[gone] if by_file else 0,
    )


def _chapter(book: Book, row: int, tokens: int, *, by_file: bool) -> TouchedChapter:
    chapters, files = book.manuscript.chapters, book.manuscript.files
    if not by_file:
        chapter = chapters[row]
        return TouchedChapter(chapter.number, chapter.title, files[chapter.slot].path, tokens)
    inside = [chapter for chapter in chapters if chapter.slot == row]
    number = inside[0].number if inside else 0
    title = inside[0].title if len(inside) == 1 else files[row].title
    return TouchedChapter(number, title, files[row].path, tokens)


def _with_first_draft(week: Week, traced: Traced, curves: Curves) -> Week:
    """Add what stands of the first draft, unless there is one draft and nothing to stand."""
    first: DraftTokens = traced.first
    draft: Draft = first.text.draft
    if draft.commit == traced.final.text.draft.commit and not first.text.beside:
        return week
    if not draft.tokens or week.state in {"before", "ahead"}:
        return week
    before, after = curves.around(week.monday, curves.survival)
    away, now = curves.around(week.monday, curves.drift, 1.0)
    day = None if first.text.beside else draft.authored.day()
    finished = day is not None and week.monday <= day <= week.sunday
    to_come = day is not None and week.sunday < day
    return replace(
        week,
        survival=Shift(_share(before), _share(after)),
        drift=Shift(_share(away), _share(now)),
        first_draft="finished" if finished else "to come" if to_come else "stands",
    )


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))
