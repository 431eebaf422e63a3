"""Time: what was observed, what was recorded, what is estimated, and how wide the doubt is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from drafttime.model.history import Moment

FEWEST_REVISIONS = 15
"""Below so many revisions nothing is said about time but what was observed."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A range of minutes that should hold the truth four times in five, and its middle.

    `mid_minutes` add up over sessions; `low_minutes` and `high_minutes` do not, since the writer's
    own pace is the same unknown in all of them.
    """

    low_minutes: float
    mid_minutes: float
    high_minutes: float


@dataclass(frozen=True, slots=True)
class SessionGap:
    """The longest pause inside a session, for one writer, and where the number comes from.

    `source` is "learned", "default" or "set"; `why` is a sentence for the page. `pauses` is how
    many pauses the gap was looked for in; `separation` how far the short and long ones lie apart,
    in widths of either (None where nothing was fitted).
    """

    writer: str
    minutes: float
    source: Literal["learned", "default", "set"]
    why: str
    pauses: int = 0
    separation: float | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A run of one writer's revisions with gaps up to the session gap, or an entry of a log.

    `observed_minutes` is a lower bound: the time from the first commit to the last, or what the log
    says. `source` is "commits" or the name of the log's format. `estimate` covers what no commit
    saw; for a log it is the record itself, and None where there are too few revisions to go by.
    Logs that know only days have a `start` and `end` of unknown seconds, and `on`. `hand_minutes`
    is what its typed words take at copying speed; None where nobody knows what was typed in it (an
    entry of a log without commits).
    """

    index: int
    writer: str
    start: Moment
    end: Moment
    revisions: tuple[str, ...]
    words_inserted: int
    words_deleted: int
    observed_minutes: float
    source: str = "commits"
    estimate: Estimate | None = None
    on: date | None = None
    hand_minutes: float | None = None

    @property
    def day(self) -> date | None:
        """The writer's own day on which the session began."""
        return self.on or self.start.day()

    @property
    def recorded(self) -> bool:
        """Whether a log says how long it took."""
        return self.source != "commits"


Habit = Literal["by hand", "automatic", "daily", "imported"]
"""How a writer commits, over a stretch of time: after a piece of work; by a program, so that
commits are heartbeats; once a day; or all at once, from elsewhere."""


@dataclass(frozen=True, slots=True)
class Regime:
    """A stretch of one writer's history with one habit of committing.

    `start` and `end` are the days of its first and last commit; `why` is a clause for the page.
    """

    writer: str
    habit: Habit
    start: date
    end: date
    commits: int
    why: str


@dataclass(frozen=True, slots=True)
class GapTrial:
    """What another session gap would give: sessions and observed minutes, all writers together."""

    gap_minutes: float
    sessions: int
    observed_minutes: float


@dataclass(frozen=True, slots=True)
class Spell:
    """The time of a part of the work: a day, a week, a draft (the way to it), or a chapter.

    `start` and `end` are the days of its first and last session. `words_touched` are words put in
    and taken out. `observed_minutes` is what commits and logs show, of which `recorded_minutes`
    come from logs; `estimate` is the range of this spell's own total, None where it is unknown.
    A session that touched several chapters is shared between them by words touched.
    """

    name: str
    start: date | None
    end: date | None
    sessions: int
    words_touched: int
    observed_minutes: float
    recorded_minutes: float
    estimate: Estimate | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a writer's records changed the estimate.

    `days` is how many days have both a record and commits; `factor` what records say for one minute
    that the prior expects; `low` and `high` its range (80 %) after these days. `worked_share` is
    how much of the time that commits show was work by the record, 1 at most.
    """

    writer: str
    days: int
    factor: float
    low: float
    high: float
    worked_share: float = 1.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """How numbers that the writer left compare with drafttime's own.

    `kind` is "words", "words written" or "minutes"; `where` says where they stand ("commit
    messages", a log's name). `compared` is how many could be compared; `within_tenth` how many lie
    within a tenth; `typical_ratio` the median of theirs to ours, None where ours is always zero.
    `examples` are a few of them, theirs and ours, with the commit or day.
    """

    kind: Literal["words", "words written", "minutes"]
    where: str
    compared: int
    within_tenth: int
    typical_ratio: float | None
    examples: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One number that a writer left, beside drafttime's own; `at` is a commit id or a day.

    `says` are the writer's words around it: shown nowhere, since they may be private.
    """

    at: str
    says: str
    theirs: float
    ours: float


@dataclass(frozen=True, slots=True)
class HandAndEye:
    """How much of the time was typing, and how much was not.

    `hand_minutes` is what `words_typed` take at `typing_speed` (words a minute, copying); `eye` the
    rest of the whole time, a range as the time is, None where the time is unknown.

    `ratio` is minutes of eye for one minute of hand (its `_minutes` are plain ratios; the middle
    80 %), from `intervals` observed stretches in `sessions_seen` sessions or records:
    `interval_minutes` in all, in which `interval_words` were typed. None where they say too little,
    and `why_not_known` says so in a clause. `too_short` stretches had `too_short_words`, more than
    can be typed in them, and are left out; `ratio_with_too_short` is what the middle would be with
    them. In `sessions_too_short` sessions the hand alone takes longer than their range reaches.
    """

    typing_speed: float
    words_typed: int
    hand_minutes: float
    eye: Estimate | None = None
    ratio: Estimate | None = None
    sessions_seen: int = 0
    intervals: int = 0
    interval_minutes: float = 0.0
    interval_words: int = 0
    too_short: int = 0
    too_short_words: int = 0
    ratio_with_too_short: float | None = None
    sessions_too_short: int = 0
    why_not_known: str = ""

    @property
    def outweighed(self) -> bool:
        """Whether more words were left out than the ratio comes from: it is no headline then."""
        return self.too_short_words > self.interval_words


@dataclass(frozen=True, slots=True)
class Time:
    """Observed, recorded and estimated time in all, and the rules they were counted by.

    `observed_minutes` is the floor, records included (`recorded_minutes` of it). `estimate` is the
    range of the total, records included as they are; None where there is too little to go by, and
    `why_no_estimate` says what is missing. `unknown_words` arrived at once: their time is in no
    figure. `rule` is "observed" or "git-hours"; `rule_minutes` is what the comparison rule gives,
    if asked.
    """

    observed_minutes: float
    gaps: tuple[SessionGap, ...]
    rule: str = "observed"
    rule_minutes: float | None = None
    recorded_minutes: float = 0.0
    estimate: Estimate | None = None
    why_no_estimate: str = ""
    unknown_words: int = 0
    regimes: tuple[Regime, ...] = ()
    trials: tuple[GapTrial, ...] = ()
    calibrations: tuple[Calibration, ...] = ()
    days: tuple[Spell, ...] = ()
    weeks: tuple[Spell, ...] = ()
    drafts: tuple[Spell, ...] = ()
    chapters: tuple[Spell, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    logs: tuple[str, ...] = ()
    hand_and_eye: HandAndEye | None = None
