"""The session gap: how long a writer may pause before a session is over.

The gap is learned from the writer's own pauses between commits where these allow it, and is 120
minutes where they do not. `docs/explanation/time.md` shows the measurements behind the constants.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from drafttime.clock.mixture import Mixture, fit_mixture
from drafttime.model import Moment, SessionGap

DEFAULT_MINUTES = 120.0

SHORTEST_PAUSE_SECONDS = 60
"""Below a minute lie split commits, rebases and repeated times: mechanics, not pauses."""

LONGEST_PAUSE_SECONDS = 7 * 24 * 3600
"""Beyond a week the book was laid aside; such pauses say nothing about where a sitting ends."""

FEWEST_PAUSES = 100
"""Of random samples of 100 pauses from six real writers, at least 91 % of the crossings that were
accepted lay within a factor of 1.5 of that of the whole history; of 80, 80 %."""

FEWEST_OF_A_KIND = 20
"""One writer has 105 pauses of which eight lie between sittings: there the crossing moves between
26 and 70 minutes from resample to resample."""

LEAST_SEPARATION = 2.0
"""Ashman, Bird and Zepf 1994: two normals are told apart above a distance of 2."""

LEAST_EVIDENCE = 10.0
"""Kass and Raftery 1995: a difference in BIC above 10 is very strong."""

SHORTEST_MINUTES, LONGEST_MINUTES = 30.0, 240.0
"""The crossings that are believed. Where an editor recorded the pauses, writers worked through
about half of those of 30 minutes to three hours, a quarter of those of four to six hours, and a
twentieth of those beyond; at a gap above 240 minutes the observed time of a real dissertation
exceeds its writer's own log, and so is no longer a floor."""


def learn_gap(
    writer: str, moments: Sequence[Moment], set_minutes: float | None = None
) -> SessionGap:
    """Return the session gap of `writer`, in minutes, with its source and the reason in words.

    `moments` are the author times of the writer's revisions in any order; unknown times are passed
    over and repeated ones count once. A gap that was set wins. Raises ValueError if it is not a
    positive number. Cost: that of the mixture, about 5 ms for 2,000 revisions.
    """
    if set_minutes is not None:
        if not (math.isfinite(set_minutes) and set_minutes > 0):
            raise ValueError("a session gap is a positive number of minutes")
        return SessionGap(writer, set_minutes, "set", f"{set_minutes:g} minutes, as set.")
    pauses = pauses_minutes(moments)
    if len(pauses) < FEWEST_PAUSES:
        return _default(
            writer,
            f"only {_counted(len(pauses), 'pause')} of a minute to a week between this writer’s "
            f"revisions, where {FEWEST_PAUSES} are needed to learn one",
            len(pauses),
        )
    mixture = fit_mixture(pauses)
    if mixture is None:
        return _default(writer, "the pauses are all alike", len(pauses))
    if doubt := why_not(mixture):
        return _default(writer, doubt, len(pauses), mixture.separation)
    minutes = float(round(mixture.crossing_minutes or DEFAULT_MINUTES))
    return SessionGap(
        writer,
        minutes,
        "learned",
        f"{_duration(minutes)}, learned from {mixture.gaps:,} pauses: those inside a sitting are "
        f"typically {_duration(mixture.short_minutes)}, those between sittings "
        f"{_duration(mixture.long_minutes)}, and this is where the two part "
        f"({mixture.separation:.1f} widths of either lie between them; 2 are needed).",
        len(pauses),
        mixture.separation,
    )


def default_gap(writer: str) -> SessionGap:
    """Return the gap of a writer about whom nothing is known."""
    return _default(writer, "nothing is known of this writer's pauses")


def pauses_minutes(moments: Sequence[Moment]) -> tuple[float, ...]:
    """Return the pauses that can tell a sitting from a break, in minutes, in order of time.

    Those under a minute and over a week are left out, and with them repeated times.
    """
    seconds = sorted({moment.seconds for moment in moments if moment.seconds is not None})
    return tuple(
        (late - early) / 60
        for early, late in pairwise(seconds)
        if SHORTEST_PAUSE_SECONDS <= late - early <= LONGEST_PAUSE_SECONDS
    )


def why_not(mixture: Mixture) -> str:
    """Return "" where the mixture's crossing can be used, or a clause that says why it cannot."""
    crossing = mixture.crossing_minutes
    if mixture.separation < LEAST_SEPARATION or crossing is None:
        return "short and long pauses run into each other"
    if mixture.gaps * min(mixture.short_share, 1 - mixture.short_share) < FEWEST_OF_A_KIND:
        return f"fewer than {FEWEST_OF_A_KIND} of the pauses are of one kind, short or long"
    if mixture.evidence < LEAST_EVIDENCE:
        return "the pauses do not fall clearly into short and long ones"
    if not SHORTEST_MINUTES <= crossing <= LONGEST_MINUTES:
        return (
            f"short and long pauses part at {_duration(crossing)}, which is not between "
            f"{_duration(SHORTEST_MINUTES)} and {_duration(LONGEST_MINUTES)}"
        )
    return ""


def _default(
    writer: str, doubt: str, pauses: int = 0, separation: float | None = None
) -> SessionGap:
    why = f"{_duration(DEFAULT_MINUTES)}, the default ({doubt})."
    return SessionGap(writer, DEFAULT_MINUTES, "default", why, pauses, separation)


def _duration(minutes: float) -> str:
    """Return minutes up to four hours as minutes, then hours, then days."""
    if minutes <= LONGEST_MINUTES:
        return _counted(minutes, "minute")
    if minutes < 48 * 60:
        return _counted(minutes / 60, "hour")
    return _counted(minutes / 60 / 24, "day")


def _counted(number: float, unit: str) -> str:
    whole = round(number)
    return f"{whole:,} {unit}" if whole == 1 else f"{whole:,} {unit}s"
