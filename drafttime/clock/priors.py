"""The constants of estimated time, in one table, with what they were fitted on.

`python tests/benchmarks/clock_priors.py` fits them anew from the data that it names and prints them
beside these. Nothing else in the package holds a number about how long writing takes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prior:
    """One constant: its value, its unit, what it means, and where it comes from."""

    value: float
    unit: str
    says: str
    source: str


EDITORS = "seven books by three writers: 441 commits with editors' records, one dissertation's log"
LOGS = "time logs of dissertations, days on which their writers logged writing"

PACE = Prior(
    5.6,
    "minutes",
    "what one word asks for after a day, by the median writer; more words ask for less each",
    EDITORS,
)
EXPONENT = Prior(
    0.55,
    "",
    "how time grows with the words touched; the rest of the power goes to the days that passed, so "
    "that a week's work takes as long in one commit as in seven",
    EDITORS,
)
OVERHEAD_WORDS = Prior(
    20.0,
    "words",
    "what opening the book again is worth, whatever is changed",
    f"chosen from 10 to 50, which do about as well; {EDITORS}",
)
CUT_WEIGHT = Prior(
    0.25,
    "words",
    "what a word that was taken out weighs beside one that was put in",
    "chosen: cutting is labour, and no record is of a writer who cuts",
)
MOST_DAYS = Prior(
    14.0,
    "days",
    "the longest stretch before a commit in which work is looked for",
    "chosen: from a week to a month the fit is the same",
)
SITTING_WORDS = Prior(
    200.0,
    "words",
    "so many words for each further day on which somebody may have sat down before one commit",
    f"chosen from 100 to 400, which do about as well; {EDITORS}",
)
WRITERS_SPREAD = Prior(
    0.37,
    "natural log",
    "how far one writer's pace lies from the median writer's",
    f"between 0.22 ({EDITORS}) and 0.46 ({LOGS}; their words are not known)",
)
COMMON_SPREAD = Prior(
    0.2,
    "natural log",
    "the part of it that is the same for all writers: how far the median writer's pace itself is "
    "in doubt",
    "0.37 over the root of three writers",
)
SESSION_NOISE = Prior(
    45.0,
    "minutes",
    "how far sessions stray: the variance of a session's time is so many minutes times its mean",
    EDITORS,
)
RECORD_NOISE = Prior(
    90.0,
    "minutes",
    "how far the ratio of recorded to expected time strays: its variance is so many minutes over "
    "the minutes expected; more than sessions alone would have it, since days are alike in runs",
    "chosen, so that ten logged days leave four in five of the others in the range (hours.py)",
)
HABIT_DRIFT = Prior(
    0.25,
    "natural log",
    "how far a writer's pace on days without a record lies from that on days with one",
    f"the spread of later days over the first ten, less chance; {LOGS}",
)
HEARTBEAT_SPREAD = Prior(
    0.1,
    "natural log",
    "how far the time between automatic commits lies from the time at work",
    "simulated writers",
)
MOST_DAY_MINUTES = Prior(
    16 * 60.0, "minutes", "the longest day: nobody is taken to work on for longer", "by definition"
)

PRIORS = {
    "pace": PACE,
    "exponent": EXPONENT,
    "overhead words": OVERHEAD_WORDS,
    "cut weight": CUT_WEIGHT,
    "most days": MOST_DAYS,
    "sitting's words": SITTING_WORDS,
    "writers' spread": WRITERS_SPREAD,
    "common spread": COMMON_SPREAD,
    "session noise": SESSION_NOISE,
    "record noise": RECORD_NOISE,
    "habit drift": HABIT_DRIFT,
    "heartbeat spread": HEARTBEAT_SPREAD,
    "longest day": MOST_DAY_MINUTES,
}
"""Every constant by the name that the documentation gives it."""
