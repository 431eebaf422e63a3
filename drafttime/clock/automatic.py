"""Commits that a program made: heartbeats of a session, not the ends of a piece of work.

Two signs are taken: a message that a known program writes by itself, and a timer that shows in a
long run of commits with the same message at the same interval. Both are conservative: a commit
that a writer made by hand and that is called automatic is a fault, the reverse is not. Cost: linear
in commits and in the length of their subjects; only the first 200 characters are looked at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from drafttime.model import Commit, Person

SUBJECT_CHARACTERS = 200

PROGRAMS = (
    r"vault backup\b.*",  # Obsidian Git
    r"scripted auto-?commit\b.*",  # gitwatch
    r"updates? (?:from|on) overleaf\.?",  # Overleaf's synchronisation and its git bridge
    r"(?:auto saved by logseq|logseq auto commit)\.?",
    r"changes from \S+ on \S.*\d",  # git-sync
    r"autosave (?:tracked files|\d+ files)",  # Magit's work-in-progress refs
    r"\[nb\] (?:sync|commit|edit|add|delete)\b.*",  # nb
)
"""Whole subjects, case folded, as known programs write them."""

GENERIC = (
    r"auto(?:matic|matically|mated)?[ -]?(?:commit|save|saved|backup|sync|snapshot)"
    r"|(?:sync|backup|autosync)"
)
"""Words that are a whole message only when a script says them; a date or time may follow."""

TICKS = 10
"""Equal intervals in a row that make a timer."""

SHARE = 0.1
MOST_JITTER_SECONDS = 180
"""How far an interval may stray from the common one: a tenth, and never more than three minutes,
so that ten evenings in a row at about nine are a habit and not a timer."""

SHORTEST_TICK_SECONDS = 30
"""Below this lie the even spacings of scripts and rebases."""

_PROGRAM = re.compile("|".join(f"(?:{pattern})" for pattern in PROGRAMS))
_GENERIC = re.compile(rf"(?:{GENERIC})[:.,;]?(?P<rest> .*|)")
_CLOCK = re.compile(r"\d:\d\d")
_DATE_WORD = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june"
    r"|july|august|september|october|november|december|mon|tue|wed|thu|fri|sat|sun|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|am|pm|at|on|t|z|utc|gmt|cet|cest|bst|est|edt|cst"
    r"|cdt|mst|mdt|pst|pdt)"
)
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")


def automatic_commits(commits: Sequence[Commit]) -> frozenset[str]:
    """Return the ids of the commits that a program made, by message or by timer.

    Merges take no part. The order of `commits` does not matter.
    """
    single = [commit for commit in commits if len(commit.parents) < 2]
    by_message = {commit.id for commit in single if says_automatic(commit.subject)}
    return frozenset(by_message | _timed([c for c in single if c.id not in by_message]))


def says_automatic(subject: str) -> bool:
    """Return whether a program wrote this subject line by itself.

    A subject that is nothing but a date with a time of day is one (GitDoc and many scripts write
    it); a bare date is not, since diarists write it too.
    """
    said = subject[:SUBJECT_CHARACTERS].casefold().strip()
    if _PROGRAM.fullmatch(said):
        return True
    generic = _GENERIC.fullmatch(said)
    if generic:
        rest = generic["rest"].strip(" :.,;-()[]")
        return not rest or _is_date(rest)
    return bool(_CLOCK.search(said)) and _is_date(said)


def _is_date(text: str) -> bool:
    """Return whether the text is made of digits, signs and the words of a date."""
    return bool(_DIGITS.search(text)) and all(
        _DATE_WORD.fullmatch(word) for word in _WORD.findall(text)
    )


def _timed(commits: Sequence[Commit]) -> set[str]:
    """Return the commits in runs of one writer, one message and one interval."""
    alike: dict[tuple[Person, str], list[tuple[int, str]]] = defaultdict(list)
    for commit in commits:
        if commit.authored.seconds is not None:
            message = _DIGITS.sub("0", commit.message[:SUBJECT_CHARACTERS].casefold())
            alike[commit.author, message].append((commit.authored.seconds, commit.id))
    found: set[str] = set()
    for series in alike.values():
        if len(series) > TICKS:
            found.update(_ticking(sorted(series)))
    return found


def _ticking(series: Sequence[tuple[int, str]]) -> set[str]:
    """Return the ids that lie in a run of `TICKS` intervals or more about a common one."""
    intervals = [late - early for (early, _), (late, _) in pairwise(series)]
    found: set[str] = set()
    for start in range(len(intervals) - TICKS + 1):
        run = intervals[start : start + TICKS]
        common = (min(run) + max(run)) / 2
        stray = max(run) - common
        if min(run) >= SHORTEST_TICK_SECONDS and stray <= min(SHARE * common, MOST_JITTER_SECONDS):
            found.update(name for _, name in series[start : start + TICKS + 1])
    return found
