"""What the page says first: headline, standfirst and the four figures, from what holds.

Every sentence is a pure function of the analysis and claims no more than its figures bear; a
sentence whose condition does not hold is an empty string. No judgement, no scores.
"""

from __future__ import annotations

from dataclasses import dataclass

from drafttime.model import FEWEST_REVISIONS, Analysis, Draft
from drafttime.output.escaping import shown
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
    day,
    hours,
    hours_range,
    hours_short,
    number_word,
    per_cent,
    period,
    sentence,
)

WITHIN = 0.015
"""A fraction is named where the share lies within so much of it; else hundredths are named."""

NEARLY = 0.97
ALMOST_NONE = 0.03

TITLE_LIMIT = 120

_FRACTIONS = (
    (1 / 10, "One of every ten words of the first draft is"),
    (1 / 6, "One of every six words of the first draft is"),
    (1 / 5, "One of every five words of the first draft is"),
    (1 / 4, "A quarter of the first draft is"),
    (3 / 10, "Three of every ten words of the first draft are"),
    (1 / 3, "A third of the first draft is"),
    (2 / 5, "Two of every five words of the first draft are"),
    (1 / 2, "Half of the first draft is"),
    (3 / 5, "Three of every five words of the first draft are"),
    (2 / 3, "Two thirds of the first draft are"),
    (7 / 10, "Seven of every ten words of the first draft are"),
    (3 / 4, "Three quarters of the first draft are"),
    (4 / 5, "Four of every five words of the first draft are"),
    (5 / 6, "Five of every six words of the first draft are"),
    (9 / 10, "Nine of every ten words of the first draft are"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the four figures: a number with its unit, what stands before it, and what it is."""

    value: str
    text: str
    before: str = ""


def title(analysis: Analysis) -> str:
    """Return the name of the book, fit to be shown."""
    return shown(analysis.manuscript.name.strip(), TITLE_LIMIT) or "Untitled"


def kicker(analysis: Analysis) -> tuple[str, ...]:
    """Return what stands above the headline beside the title: author and years, where known."""
    facts = analysis.facts
    years = period(facts.first_time.day(), facts.last_time.day())
    author = shown(analysis.manuscript.author.strip(), TITLE_LIMIT)
    return tuple(part for part in (author, years) if part)


def headline(analysis: Analysis) -> str:
    """Return the finding of the page in one sentence."""
    survival = analysis.drift.measures.get("survival")
    special = _special(analysis)
    if special:
        return special
    if survival is None:
        return "How much of the first draft is left is not known."
    return f"{share_of_first_draft(survival)} still here."


def _special(analysis: Analysis) -> str:
    """Return the headline of the cases that no share describes, else nothing."""
    comparison = analysis.drift.comparison
    cases = (
        (not comparison.old_tokens and not comparison.new_tokens, "There are no words yet."),
        (is_one_draft(analysis), "This is still the first draft."),
        (not comparison.old_tokens, "Every word came after the first draft."),
        (not comparison.new_tokens, "Nothing stands in the final text."),
        (analysis.drift.measures.get("survival") == 1, _all_of_it(analysis)),
    )
    return next((words for holds, words in cases if holds), "")


def _all_of_it(analysis: Analysis) -> str:
    comparison = analysis.drift.comparison
    if comparison.inserted_tokens or comparison.copied_tokens:
        return "Every word of the first draft is still here."
    if comparison.moved_tokens:
        return "Every word of the first draft is still here, in another order."
    return "Not a word has changed since the first draft."


def share_of_first_draft(survival: float) -> str:
    """Return a share (0 to 1) of the first draft as the subject of a sentence, with its verb."""
    if survival <= 0:
        return "Not a word of the first draft is"
    if survival >= NEARLY:
        return "Nearly all of the first draft is"
    if survival <= ALMOST_NONE:
        return "Almost none of the first draft is"
    fraction, words = min(_FRACTIONS, key=lambda pair: abs(pair[0] - survival))
    if abs(fraction - survival) <= WITHIN:
        return words
    hundredths = sentence(number_word(round(survival * 100)))
    return f"{hundredths} of every hundred words of the first draft are"


def standfirst(analysis: Analysis) -> str:
    """Return the two sentences under the headline: the lengths, and the way between them."""
    comparison, ledger = analysis.drift.comparison, analysis.ledger
    sessions = len(analysis.sessions)
    cut = f"{counted(ledger.words_cut, 'word') if ledger.words_cut else 'nothing'} cut or replaced"
    if is_one_draft(analysis):
        way = f", after {counted(sessions, 'session')}" if sessions else ""
        return f"It has {counted(comparison.new_words, 'word')}{way}. On the way: {cut}."
    lengths = (
        f"The first draft had {counted(comparison.old_words, 'word')}; "
        f"the final has {count(comparison.new_words)}."
    )
    if not sessions:
        return f"{lengths} From the first commit to the last: {cut}."
    way = f"{counted(sessions, 'session')}, and {cut}"
    return f"{lengths} From the first commit to the last: {way}."


def guess(analysis: Analysis) -> str:
    """Return the remark that nobody marked the first draft, where that is so."""
    first = analysis.drift.first
    if not first.guessed or is_one_draft(analysis):
        return ""
    guessed = f"No drafts are marked. Guessed: {draft_day(first)}."
    return f"{guessed} The last section says how to change it."


def draft_day(draft: Draft) -> str:
    """Return the day of a draft."""
    return day(draft.authored.day())


def figures(analysis: Analysis) -> tuple[Figure, ...]:
    """Return the four figures under the standfirst."""
    measures = analysis.drift.measures
    survival, first_share = measures.get("survival"), measures.get("first_share")
    if is_one_draft(analysis) or survival is None or first_share is None:
        chapters = counted(len(analysis.chapters), "chapter")
        head = (
            Figure(count(analysis.manuscript.words), f"words, in {chapters}"),
            Figure(
                count(len(labour(analysis))),
                "revision of the text" if len(labour(analysis)) == 1 else "revisions of the text",
            ),
        )
    else:
        head = (
            Figure(per_cent(survival), "of the first draft survives"),
            Figure(per_cent(first_share), "of the final is first draft"),
        )
    return (*head, _written(analysis), time_figure(analysis))


def _written(analysis: Analysis) -> Figure:
    """Return the words written, those that arrived at once apart."""
    ledger, at_once = analysis.ledger, words_at_once(analysis)
    kept = f"{count(ledger.words_kept)} kept"
    if not at_once:
        return Figure(count(ledger.words_written), f"words written, {kept}")
    written = count(ledger.words_written - at_once)
    return Figure(written, f"words written, {count(at_once)} {arrived(analysis)}, {kept}")


def time_figure(analysis: Analysis) -> Figure:
    """Return the figure for time: a lower bound and what is probable, or why there is none."""
    time, many = analysis.time, counted(len(analysis.sessions), "session")
    observed, estimate = least_minutes(analysis), time.estimate
    revisions = len(labour(analysis))
    probable = ""
    if estimate is not None and estimate.low_minutes < estimate.high_minutes:
        in_all = hours_range(estimate.low_minutes, estimate.high_minutes, observed)
        probable = f"probably {in_all}"
    if observed >= 1 and observed == time.recorded_minutes and not probable:
        return Figure(_fitting(observed), f"recorded, in {many}")
    few = "; too few to estimate time" if estimate is None and revisions < FEWEST_REVISIONS else ""
    if observed >= 1:
        return Figure(
            _fitting(observed), probable or f"observed, in {many}{few}", before="at least"
        )
    if few:
        number, noun = counted(revisions, "revision").split(" ")
        return Figure(number, f"{noun}: too few to estimate time")
    number, noun = many.split(" ")
    if probable:
        return Figure(number, f"{noun}, {probable}")
    return Figure(number, f"{noun}, in which no time was observed")


def _fitting(minutes: float) -> str:
    """Return "401 hours", or "6 h 40", which is short enough for a figure."""
    return hours(minutes) if minutes >= 600 else hours_short(minutes)
