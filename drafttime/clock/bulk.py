"""Text that arrived at once: imports, squashes, a book begun before its repository was.

Such a revision is labour, and its words were written, but not in the time that the commits show.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from drafttime.model import Revision

RESERVE_MINUTES = 150.0
"""Minutes of typing that may have lain uncommitted before any revision, the first one too: a long
sitting, 4,875 words at 32.5 words a minute. It is why a day's work that is committed chapter by
chapter within a minute is no import."""

DAY_WORDS = 10_000
"""Words that may be written on a day. Few writers ever reach this; without it every import after a
long pause could have been typed meanwhile."""

LEAST_SHARE = 0.1
"""Share of the longest state of the book that a bulk revision brings at least."""

LEAST_WORDS = 1_000

BURST_SECONDS = 5 * 60
"""Commits that follow one another within five minutes are one arrival where nobody could have typed
them: a folder of chapters that was committed file by file, a history that a script wrote."""

MINUTES_OF_DAY = 24 * 60


def bulk_revisions(
    revisions: Sequence[Revision], typing_words_per_minute: float
) -> Mapping[str, str]:
    """Return the revisions whose words cannot have been typed since the one before, and why.

    A revision is bulk when the words that it inserts are

    1. more than could be typed at `typing_words_per_minute` in the minutes since the same writer's
       previous revision and a reserve of 150 minutes, or more than 10,000 for each begun day of
       that time, and
    2. at least 1,000, and a tenth of the longest state of the book.

    Revisions of one writer that follow one another within five minutes are weighed together as
    well: where the sum of those that are not bulk by themselves is, so is each that inserts a word.

    The speed is meant to be that of copying (32.5 words a minute, Karat et al. 1999): it is
    generous, since composing goes at 19.

    Before a writer's first revision there is only the reserve. Revisions whose time is unknown are
    judged like first ones; those of the same second by the time before both. Those that are not
    labour only lend their times. Moved, restored and copied words do not count.

    The value is a sentence for the page. Raises ValueError if the speed is not positive. Cost:
    O(n log n).
    """
    if not typing_words_per_minute > 0:
        raise ValueError("a typing speed is a positive number of words a minute")
    longest = max((revision.words for revision in revisions), default=0)
    least = max(LEAST_WORDS, LEAST_SHARE * longest)
    found: dict[str, str] = {}
    for revision, minutes in _with_minutes_before(revisions):
        if not revision.labour or revision.words_inserted < least:
            continue
        if is_bulk(revision.words_inserted, minutes, typing_words_per_minute):
            found[revision.commit] = (
                f"{revision.words_inserted:,} words arrived at once; their time is unknown."
            )
    for burst, minutes in _bursts(revisions):
        rest = [revision for revision in burst if revision.commit not in found]
        words = sum(revision.words_inserted for revision in rest)
        if words >= least and is_bulk(words, minutes, typing_words_per_minute):
            why = (
                f"{words:,} words arrived in {len(rest):,} commits within minutes; "
                "their time is unknown."
            )
            found.update({r.commit: why for r in rest if r.words_inserted})
    return found


def is_bulk(words: int, minutes: float | None, words_per_minute: float) -> bool:
    """Return whether `words` are more than `minutes` and the reserve leave room for.

    `minutes` is the time since the writer's previous revision, None where there was none.
    """
    minutes = RESERVE_MINUTES + (minutes or 0.0)
    return words > min(minutes * words_per_minute, math.ceil(minutes / MINUTES_OF_DAY) * DAY_WORDS)


def _with_minutes_before(
    revisions: Sequence[Revision],
) -> list[tuple[Revision, float | None]]:
    """Pair each revision with the minutes since the same writer's previous one in time."""
    paired: list[tuple[Revision, float | None]] = []
    timed: dict[str, list[tuple[int, int, Revision]]] = defaultdict(list)
    for place, revision in enumerate(revisions):
        if revision.authored.seconds is None:
            paired.append((revision, None))
        else:
            timed[revision.writer].append((revision.authored.seconds, place, revision))
    for own in timed.values():
        earlier: int | None = None
        now: int | None = None
        for seconds, _, revision in sorted(own, key=lambda entry: entry[:2]):
            if seconds != now:
                earlier, now = now, seconds
            paired.append((revision, None if earlier is None else (seconds - earlier) / 60))
    return paired


def _bursts(
    revisions: Sequence[Revision],
) -> list[tuple[list[Revision], float | None]]:
    """Return runs of a writer's labour with short pauses, and the minutes from the one before.

    The minutes run to the end of the burst; they are None where nothing came before.
    """
    timed: dict[str, list[tuple[int, Revision]]] = defaultdict(list)
    for revision in revisions:
        if revision.labour and revision.authored.seconds is not None:
            timed[revision.writer].append((revision.authored.seconds, revision))
    found: list[tuple[list[Revision], float | None]] = []
    for own in timed.values():
        own.sort(key=lambda entry: entry[0])
        before: int | None = None
        start = 0
        for place, (seconds, _) in enumerate(own):
            last = place + 1 == len(own)
            if last or own[place + 1][0] - seconds > BURST_SECONDS:
                if place > start:
                    minutes = None if before is None else (seconds - before) / 60
                    found.append(([revision for _, revision in own[start : place + 1]], minutes))
                before, start = seconds, place + 1
    return found
