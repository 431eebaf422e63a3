"""What the page and the terminal say about time: observed, recorded, probable, unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafttime.durations import DASH
from drafttime.model import Agreement, Analysis, Calibration, Regime
from drafttime.output.escaping import shown
from drafttime.output.rules import rules
from drafttime.output.totals import labour, least_minutes
from drafttime.output.wording import (
    NARROW_SPACE,
    about_hours,
    count,
    counted,
    days,
    hours,
    hours_and_minutes,
    hours_range,
    hours_short,
    listed,
    number_in_prose,
    per_cent,
    sentence,
)

NAME_LIMIT = 80
FEWEST_DAYS_TO_LEARN = 10
MOST_STRETCHES = 4
NEARLY_ALL = 0.95
WIDE = 1.8
SMALL = 0.5

KINDS = {
    "words": "words of the whole text",
    "words written": "words written",
    "minutes": "time spent",
}

_RANGE = re.compile(rf"([\d½]){DASH}(?=[\d½])")

_HABITS = {
    "by hand": "commits made by hand",
    "automatic": "commits made by a program",
    "daily": "one commit a day",
    "imported": "text that arrived at once, so that its time is unknown",
}


def observed(analysis: Analysis) -> str:
    """Give the observed time as the lower bound that it is, and what of it was recorded."""
    time, sessions = analysis.time, analysis.sessions
    many = counted(len(sessions), "session")
    if not sessions:
        said = _no_session(analysis)
    elif time.recorded_minutes:
        said = _recorded(analysis, many)
    elif time.observed_minutes < 1:
        alone = all(len(session.revisions) == 1 for session in sessions)
        why = "shows a single commit" if alone else "has its commits within one minute"
        said = f"Every session {why}, so that no time was observed."
    else:
        said = (
            f"Observed: at least {hours(time.observed_minutes)}, in {many}. That is the time from "
            "the first commit of a session to its last; what came before the first one, no commit "
            "saw."
        )
    return said


def _no_session(analysis: Analysis) -> str:
    if any(analysis.settings.get(key) for key in ("since", "until", "writer")):
        return "No session is of the days and writers that were asked for."
    return "No session could be told from the history, so no time was observed."


def _recorded(analysis: Analysis, many: str) -> str:
    time = analysis.time
    names = listed(dict.fromkeys(s.source for s in analysis.sessions if s.recorded))
    recorded_days = len({s.day for s in analysis.sessions if s.recorded})
    said = (
        f"Recorded: {hours_and_minutes(time.recorded_minutes)} on "
        f"{counted(recorded_days, 'day')} ({shown(names, NAME_LIMIT)})."
    )
    if all(session.recorded for session in analysis.sessions):
        return f"{said} The records cover every session, so that nothing is estimated."
    rest, least = time.observed_minutes - time.recorded_minutes, least_minutes(analysis)
    if rest < 1:
        return f"{said} Elsewhere no time was observed. That is {many} in all."
    others = f"Elsewhere the commits show {hours(rest)}, from the first of a session"
    return f"{said} {others} to its last: at least {hours(least)} in all, in {many}."


def probable(analysis: Analysis) -> str:
    """Give the range of the total, or say why there is none."""
    time = analysis.time
    if time.estimate is None:
        if not labour(analysis) or all(session.recorded for session in analysis.sessions):
            return ""
        revisions = len(labour(analysis))
        noun = "revision" if revisions == 1 else "revisions"
        return f"{sentence(number_in_prose(revisions))} {noun}: too few to estimate time."
    found = time.estimate
    if found.low_minutes == found.high_minutes:
        return ""
    in_all = hours_range(found.low_minutes, found.high_minutes, least_minutes(analysis))
    middle = about_hours(found.mid_minutes, found.high_minutes - found.low_minutes)
    return (
        f"Probably it took {in_all} in all, {middle} in the middle: an estimate, whose range "
        "should hold the truth four times in five."
    )


def how_estimated(analysis: Analysis) -> str:
    """Give the rule of the estimate in plain words; all of it stands among the rules."""
    found = analysis.time.estimate
    if found is None or found.low_minutes == found.high_minutes:
        return ""
    return (
        "The estimate goes by the words that a session put in and took out, and by the days since "
        "the commit before; how long that takes is known from writers whose hours were recorded, "
        "and one writer may be half as fast again as another."
    )


def unbroken_ranges(words: str) -> str:
    """Return a text in which no line ends inside a range of numbers."""
    return _RANGE.sub(f"\\1{DASH}\N{WORD JOINER}", words)


def unknown(analysis: Analysis) -> str:
    """Say of what the time is in no figure."""
    words = analysis.time.unknown_words
    if not words:
        return ""
    return (
        f"The time of {counted(words, 'word')} that arrived at once is unknown, and in no figure."
    )


def compared_rule(analysis: Analysis) -> str:
    """Give what another rule makes of the same commits, where it was asked for."""
    time = analysis.time
    if time.rule_minutes is None:
        return ""
    said = rules(time.rule)["time"]
    return f"By the rule {shown(time.rule, 40)}: {hours(time.rule_minutes)}. {said}"


def calibrated(analysis: Analysis) -> str:
    """Say what the records taught, or what would narrow the range."""
    time, found = analysis.time, analysis.time.estimate
    if found is None or found.low_minutes == found.high_minutes:
        return ""
    if time.calibrations:
        several = len({session.writer for session in analysis.sessions}) > 1
        return " ".join(_learned(one, several) for one in time.calibrations)
    if found.high_minutes < WIDE * found.low_minutes:
        return ""
    if time.recorded_minutes:
        return (
            "No day could be compared (with a record, and with commits that follow on others of "
            "the day before), so the records taught nothing about the rest."
        )
    return (
        "The range is wide because nobody’s pace is known beforehand: a log of "
        f"{number_in_prose(FEWEST_DAYS_TO_LEARN)} of your days would narrow it (‘drafttime watch’, "
        "or --logs)."
    )


def _learned(found: Calibration, several: bool) -> str:
    of = f" of {shown(found.writer, NAME_LIMIT)}" if several else ""
    paces = f"{_factor(found.low)}–{_factor(found.high)}"
    pauses = ""
    if found.worked_share < NEARLY_ALL:
        share = per_cent(found.worked_share)
        pauses = f", and that {share} of the time between the commits of a session was work"
    say = "says" if found.days == 1 else "say"
    with_both = f"{counted(found.days, 'day')}{of} with both a record and commits {say}"
    return (
        f"{with_both} that the work takes {_factor(found.factor)} times ({paces}) what the median "
        f"writer would need{pauses}; other days are estimated by that."
    )


def regimes(analysis: Analysis) -> str:
    """Say by which habits the busiest writer committed, where there is anything to tell."""
    found = analysis.time.regimes
    writers = list(dict.fromkeys(regime.writer for regime in found))
    own = [regime for regime in found if regime.writer == writers[0]]
    if not own or all(regime.habit == "by hand" for regime in own):
        return ""
    name = f"{shown(writers[0], NAME_LIMIT)}: " if len(writers) > 1 else ""
    shown_ones = own[:MOST_STRETCHES]
    more = len(own) - len(shown_ones)
    changes = "change" if more == 1 else "changes"
    rest = f", and {number_in_prose(more)} later {changes} of habit" if more else ""
    return f"{sentence(name + '; '.join(map(_stretch, shown_ones)))}{rest}."


def _stretch(regime: Regime) -> str:
    when = days(regime.start, regime.end)
    why = "" if regime.habit == "by hand" else f"; {regime.why}"
    return f"{_HABITS[regime.habit]} ({when}{why})"


def sensitivity(analysis: Analysis) -> str:
    """Say how much hangs on the session gap."""
    trials = analysis.time.trials
    if len(trials) < 2 or not any(trial.observed_minutes for trial in trials):
        return ""
    gaps = listed(f"{trial.gap_minutes:g}" for trial in trials)
    sessions = listed(count(trial.sessions) for trial in trials)
    shown_hours = listed(hours_short(trial.observed_minutes) for trial in trials)
    return (
        f"With gaps of {gaps} minutes the commits would show {sessions} sessions, and "
        f"{shown_hours}."
    )


def agreements(found: Iterable[Agreement]) -> str:
    """Say how the numbers that writers left agree with those counted here."""
    return " ".join(filter(None, map(_agreement, found)))


def _agreement(found: Agreement) -> str:
    ratio = found.typical_ratio
    close = f"{count(found.within_tenth)} of {count(found.compared)} within 10{NARROW_SPACE}%"
    if found.where == "logs":
        if ratio is None:
            return ""
        return (
            f"On {counted(found.compared, 'day')} with both, the record typically says {ratio:.2f} "
            f"times what the commits alone would have led drafttime to expect ({close})."
        )
    what = KINDS[found.kind]
    beside = "what drafttime expects" if found.kind == "minutes" else "what drafttime counts"
    typical = "" if ratio is None else f"; typically yours is {ratio:.2f} times that"
    return (
        f"{counted(found.compared, 'number')} for {what} in {shown(found.where, NAME_LIMIT)}, "
        f"beside {beside}: {close}{typical}."
    )


def _factor(number: float) -> str:
    """Return a factor with a digit after the point, two where it is small."""
    return f"{number:.1f}" if number >= SMALL else f"{number:.2f}"
