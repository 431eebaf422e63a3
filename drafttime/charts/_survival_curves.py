"""The survival curves that are shown, and what they bear out: figures, no drawing."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from drafttime.charts._colours import MOST_DRAFTS
from drafttime.charts._once import once
from drafttime.charts._strata_layers import MOST_SEASONS
from drafttime.charts._type import label
from drafttime.model import Analysis, SurvivalCurve, SurvivalStep

LEAST_FOLLOWED = 0.1
"""Share of a band's words that must have reached an age for a line to go on there: the few oldest
do not speak for all (Pocock et al. 2002 stop such curves at 10 to 20 %)."""

_LARGE = 0.1


@dataclass(frozen=True, slots=True)
class Curve:
    """The survival of the words of one band, up to the age that a tenth of them reached.

    `last` is whether the band is the final draft's. `known` are all steps, those beyond the end of
    the line too.
    """

    name: str
    band: int
    last: bool
    words: int
    steps: tuple[SurvivalStep, ...]
    known: tuple[SurvivalStep, ...]

    @property
    def end(self) -> SurvivalStep:
        """The step at which the line ends."""
        return self.steps[-1]

    @property
    def median_days(self) -> int | None:
        """The age at which half of the words were gone, in days with writing; None if never."""
        return next((step.age_days for step in self.steps if step.survival <= 0.5), None)

    def at_risk(self, age_days: int) -> int | None:
        """Return how many words are known to have reached an age; None beyond the last one seen.

        Exact at the age of a step. Between two steps it is the figure of the later one, and so the
        least that it can be.
        """
        place = bisect_left(self.known, age_days, key=lambda step: step.age_days)
        return self.known[place].at_risk if place < len(self.known) else None


@dataclass(frozen=True, slots=True)
class Curves:
    """The curves that are shown, oldest band first, out of `every` band with words.

    `words` are those of every band, shown or not.
    """

    shown: tuple[Curve, ...]
    every: int
    words: int
    seasons: bool

    @property
    def halved(self) -> Curve | None:
        """The largest curve that fell to a half, if it holds a tenth of all words at least."""
        large = [curve for curve in self.shown if curve.words >= _LARGE * self.words]
        fallen = [curve for curve in large if curve.median_days is not None]
        return max(fallen, key=lambda curve: curve.words, default=None)

    @property
    def days(self) -> int:
        """The age at which the longest line ends, in days with writing."""
        return max((curve.end.age_days for curve in self.shown), default=0)


@once
def curves(analysis: Analysis) -> Curves:
    """Return the curves of the largest bands: at most seven drafts, or six seasons."""
    bands = analysis.lineage.bands
    every = [c for c in analysis.lineage.survival if c.words and c.steps]
    seasons = all(band.draft is None for band in bands)
    most = MOST_SEASONS if seasons else MOST_DRAFTS
    largest = sorted(every, key=lambda curve: (-curve.words, curve.band))[:most]
    shown = sorted(largest, key=lambda curve: curve.band)
    found = tuple(_curve(analysis, curve) for curve in shown)
    return Curves(found, len(every), sum(curve.words for curve in every), seasons)


def _curve(analysis: Analysis, curve: SurvivalCurve) -> Curve:
    band = analysis.lineage.bands[curve.band]
    last = band.draft is not None and band.draft == len(analysis.drafts) - 1
    followed = [step for step in curve.steps if step.at_risk >= LEAST_FOLLOWED * curve.words]
    return Curve(label(band.name), curve.band, last, curve.words, tuple(followed), curve.steps)
