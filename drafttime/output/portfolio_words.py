"""What a portfolio says: the figures with their rules, the sections, the colophon."""

from __future__ import annotations

from dataclasses import dataclass

from drafttime.model import Analysis, Draft
from drafttime.output import hand_words, time_words
from drafttime.output.discreet import TITLES
from drafttime.output.escaping import shown
from drafttime.output.findings import findings
from drafttime.output.portfolio_options import PortfolioOptions
from drafttime.output.portfolio_pair import Pair
from drafttime.output.sentences import Figure, draft_day, figures
from drafttime.output.totals import is_one_draft, words_at_once, work_by_writer
from drafttime.output.wording import count, counted, day, listed, number_in_prose, sentence

NAME_LIMIT = 60

HEADINGS = {
    "strata": "What the book is made of",
    "barcode": "Page by page",
    "passes": "How often it was gone through",
    "chapters": "Chapter by chapter",
    "ledger": "Written, kept, cut",
}
"""How a portfolio, which does not speak to its writer, heads the charts of every book."""

_NO_TITLES = "titles of chapters"


@dataclass(frozen=True, slots=True)
class RuledFigure:
    """A figure, and in one line how it was counted."""

    figure: Figure
    rule: str


def ruled_figures(analysis: Analysis) -> tuple[RuledFigure, ...]:
    """Return the four figures with their rules."""
    found = figures(analysis)
    rules = (*_first_rules(analysis), _written_rule(analysis), _time_rule(analysis))
    return tuple(map(RuledFigure, found, rules))


def _first_rules(analysis: Analysis) -> tuple[str, str]:
    compared = analysis.drift.comparison
    if is_one_draft(analysis):
        return (
            "Words of the text as a reader reads it, without markup.",
            "Commits that changed the text; merges and copies of others left out.",
        )
    return (
        f"Of its {counted(compared.old_words, 'word')}, those that still stand, moved or not.",
        f"Of its {counted(compared.new_words, 'word')}, those that the first draft had.",
    )


def _written_rule(analysis: Analysis) -> str:
    if words_at_once(analysis):
        return "Every word ever put in counts once; what arrived at once stands apart."
    return "Every word ever put in counts once, whether it stayed or was cut or replaced."


def _time_rule(analysis: Analysis) -> str:
    time = analysis.time
    if time.recorded_minutes:
        return "What the writer’s own records say, and the commits where there are none."
    if time.observed_minutes < 1:
        return "Runs of commits without a long pause; what came before each, no commit saw."
    if time.estimate is not None:
        return (
            "From the first commit of each session to its last; the range should hold the truth "
            "four times in five."
        )
    return "From the first commit of each session to its last."


def heading(key: str, own: str) -> str:
    """Return the heading of a chart's section; `own` is the one in the report."""
    return HEADINGS.get(key, own)


def said_of(key: str, analysis: Analysis) -> tuple[str, ...]:
    """Return what is said beside a chart."""
    said = findings(key, analysis)
    # The portfolio gives the distance neither a figure nor a rule, without which it is misread.
    return said[:1] if key == "drift" else said


def time_said(analysis: Analysis) -> str:
    """Return what is said of hand and eye; empty where next to nothing is known of it."""
    both = analysis.time.hand_and_eye
    if both is None or both.ratio is None:
        return ""
    return time_words.unbroken_ranges(hand_words.hand_and_eye(analysis))


def pair_said(pair: Pair) -> str:
    """Return how many versions lie between the two sides."""
    noun = "paragraph" if pair.whole else "sentence"
    if not pair.before:
        return f"This {noun} reads as it was first written."
    many = number_in_prose(pair.versions)
    if pair.versions < 3:
        return ""
    return f"Its paragraph went through {many} versions; these are two readings of one {noun}."


def pair_captions(pair: Pair) -> tuple[str, str]:
    """Return what stands above the older and the newer side."""
    first = f", {day(pair.first)}" if pair.first else ""
    last = f", since {day(pair.last)}" if pair.last and pair.last != pair.first else ""
    if not pair.before:
        return "", f"First written{first}"
    return f"As first written{first}", f"As it reads now{last}"


def colophon(analysis: Analysis, options: PortfolioOptions) -> tuple[str, ...]:
    """Return the sentences that say what was counted, and what is left out of the page."""
    said = (
        _counted(analysis),
        _drafts(analysis),
        _writers(analysis),
        _partial(analysis),
        _following(analysis),
        _left_out(options),
    )
    return tuple(words for words in said if words)


def _counted(analysis: Analysis) -> str:
    manuscript, facts = analysis.manuscript, analysis.facts
    left = len(manuscript.left_out)
    others = f"; {counted(left, 'other file')} of the repository {_is(left)} not counted" * bool(
        left
    )
    return (
        f"Measured from the book’s own history in git: {counted(facts.commits, 'commit')}, "
        f"{counted(len(manuscript.files), 'file')} of manuscript with "
        f"{counted(manuscript.words, 'word')}{others}."
    )


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _drafts(analysis: Analysis) -> str:
    if is_one_draft(analysis):
        return "There is one draft."
    guessed = (
        " Nobody marked the first draft: it is a guess." if analysis.drift.first.guessed else ""
    )
    named = [_draft(draft) for draft in analysis.drafts]
    return f"The drafts: {'; '.join(named)}.{guessed}"


def _draft(draft: Draft) -> str:
    name = shown(draft.name, NAME_LIMIT)
    return f"{name}, {draft_day(draft)}, {counted(draft.words, 'word')}"


def _writers(analysis: Analysis) -> str:
    many = len([work for work in work_by_writer(analysis) if work.revisions])
    if many < 2:
        return ""
    return (
        f"{sentence(number_in_prose(many))} people worked on the text; the figures are those of "
        "all of them."
    )


def _partial(analysis: Analysis) -> str:
    if not analysis.facts.partial:
        return ""
    return "Part of the history could not be read, so that the figures may say too little."


def _following(analysis: Analysis) -> str:
    if analysis.drift.comparison.by != "lineage":
        return (
            "The two drafts were laid side by side, word by word; a word counts as one wherever it "
            "stands."
        )
    return (
        "Every word is followed from revision to revision, through moves and renames; a word that "
        "is replaced by another counts once as cut and once as written."
    )


def _left_out(options: PortfolioOptions) -> str:
    missing = [
        *([] if options.pair else ["sentences of the book"]),
        *([] if TITLES in options.show else [_NO_TITLES]),
        "hours of the day", "messages of commits", "names of files",
    ]  # fmt: skip
    but = "No sentence of the book but the one above is shown. " if options.pair else ""
    return f"{but}Not shown here: {listed(missing)}."


def summary_figures(analysis: Analysis) -> str:
    """Return the lengths for a description of the page in one line."""
    return (
        f"{count(analysis.manuscript.words)} words in {counted(len(analysis.chapters), 'chapter')}"
    )
