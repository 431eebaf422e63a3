"""Which bands a chart tells apart: all, or neighbours merged where there are too many."""

from __future__ import annotations

from collections.abc import Sequence

from drafttime.charts._labels import merged_name
from drafttime.charts._type import label
from drafttime.model import Band, Lineage


def shown_bands(lineage: Lineage, most: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the names of at most `most` groups of bands, and the group of each band.

    Groups hold neighbours only, oldest first, so that the second value never falls. While there are
    too many, the two neighbours with the fewest words ever written become one, the earlier pair
    first among equals; the first band and the last stay by themselves where three groups are
    allowed. Names are fit for labels. Raises ValueError where `most` is below 1. Quadratic in the
    number of bands, which is small.
    """
    if most < 1:
        raise ValueError(f"bands cannot be shown in {most} groups")
    groups = [[place] for place in range(len(lineage.bands))]
    words = list(_words_written(lineage))
    ends = 1 if most >= 3 else 0
    while len(groups) > most:
        pairs = range(ends, len(groups) - 1 - ends)
        place = min(pairs, key=lambda place: words[place] + words[place + 1])
        groups[place : place + 2] = [groups[place] + groups[place + 1]]
        words[place : place + 2] = [words[place] + words[place + 1]]
    names = tuple(_name([lineage.bands[band] for band in group]) for group in groups)
    return names, tuple(place for place, group in enumerate(groups) for _ in group)


def _words_written(lineage: Lineage) -> Sequence[int]:
    """Return the words of each band that were ever written, standing or not."""
    if lineage.stands:
        last = lineage.stands[-1]
        return [here + gone for here, gone in zip(last.standing, last.cut, strict=True)]
    found = [0] * len(lineage.bands)
    for weave in lineage.weaves:
        for band, words in weave.runs:
            found[band] += words
    return found


def _name(bands: Sequence[Band]) -> str:
    """Return one name for bands that follow each other: "Drafts 4–7", "Winter 2022 – May 2023"."""
    names = [label(band.name) for band in bands]
    if len(names) > 1 and bands[0].draft is None:
        return f"{names[0]} – {names[-1]}"
    return merged_name(names)
