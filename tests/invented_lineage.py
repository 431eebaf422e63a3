"""The lineage of a history played in miniature: bands, weave, passes, survival, ribbons."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate, pairwise
from types import MappingProxyType

from invented import Play, tokens

from drafttime.model import (
    Band,
    ChapterShare,
    Comparison,
    Crossing,
    Draft,
    DraftPair,
    Lineage,
    ParagraphLife,
    Provenance,
    Ribbon,
    Stand,
    SurvivalCurve,
    SurvivalStep,
    Weave,
)

SEASONS = ("Winter", "Spring", "Summer", "Autumn")
PARAGRAPH_WORDS = 70


def bands_of(play: Play, drafts: Sequence[Draft]) -> list[int]:
    """The band of every revision: its draft, or its season where there is one draft only."""
    if len(drafts) > 1:
        ends = [number for _, number in play.drafts]
        return [
            next(k for k, end in enumerate(ends) if n <= end) for n in range(len(play.standing))
        ]
    seasons = [_season(play, n) for n in range(len(play.standing))]
    order = list(dict.fromkeys(seasons))
    return [order.index(season) for season in seasons]


def _season(play: Play, number: int) -> str:
    day = play.revisions[number].authored.day()
    assert day is not None
    return f"{SEASONS[day.month % 12 // 3]} {day.year}"


def lineage_of(
    play: Play, drafts: Sequence[Draft], bands: Sequence[int], chapters: Sequence[ChapterShare]
) -> Lineage:
    """Read every figure of the lineage off the play."""
    count = max(bands) + 1
    if len(drafts) > 1:
        names = [Band(draft.name, k) for k, draft in enumerate(drafts)]
    else:
        seasons = list(dict.fromkeys(_season(play, n) for n in range(len(bands))))
        names = [Band(season, None) for season in seasons]
    standing = [_by_band(words, bands, count) for words in play.standing]
    written = [[0] * count]
    for number, revision in enumerate(play.revisions):
        row = list(written[-1])
        row[bands[number]] += revision.words_inserted
        written.append(row)
    stands = tuple(
        Stand(k, tuple(here), tuple(w - h for w, h in zip(wrote, here, strict=True)))
        for k, (here, wrote) in enumerate(zip(standing, written[1:], strict=True))
    )
    weaves, paragraphs = _text(play, bands, chapters)
    kept = sum(play.standing[-1].values())
    total = sum(r.words_inserted for r in play.revisions)
    final = standing[-1]
    return Lineage(
        bands=tuple(names),
        stands=stands,
        weaves=weaves,
        paragraphs=paragraphs,
        survival=tuple(_survival(play, bands, band) for band in range(count)),
        crossings=_crossings(play, drafts),
        pairs=_pairs(play, drafts),
        provenance=tuple(
            Provenance(k, words, words / kept) for k, words in enumerate(final)
        ) if len(drafts) > 1 else (),
        written_per_kept=total / kept if kept else None,
    )  # fmt: skip


def _by_band(words: dict[int, int], bands: Sequence[int], count: int) -> list[int]:
    found = [0] * count
    for birth, number in words.items():
        found[bands[birth]] += number
    return found


def _text(
    play: Play, bands: Sequence[int], chapters: Sequence[ChapterShare]
) -> tuple[tuple[Weave, ...], tuple[ParagraphLife, ...]]:
    """Lay the piles of each chapter out as its text, old and new mixed as in a revised page."""
    chance = random.Random(play.plan.seed)
    weaves, paragraphs = [], []
    for number, (share, piles) in enumerate(zip(chapters, play.piles, strict=True)):
        parts = []
        for birth, words in piles:
            left = words
            while left:
                took = min(left, chance.randint(5, 90))
                parts.append((birth, took))
                left -= took
        chance.shuffle(parts)
        weaves.append(Weave(number, tuple((bands[birth], words) for birth, words in parts)))
        visits = [
            k for k, (revision, chapter) in enumerate(
                zip(play.revisions, play.chapter_of, strict=True)
            )
            if chapter == number and revision.labour
        ]  # fmt: skip
        held: list[tuple[int, int]] = []
        for birth, words in parts:
            held.append((birth, words))
            if sum(w for _, w in held) >= PARAGRAPH_WORDS:
                paragraphs.append(_paragraph(play, number, held, visits, chance))
                held = []
        if held:
            paragraphs.append(_paragraph(play, number, held, visits, chance))
        assert share.chapter.words == sum(words for _, words in parts)
    return tuple(weaves), tuple(paragraphs)


def _paragraph(
    play: Play,
    chapter: int,
    held: Sequence[tuple[int, int]],
    visits: Sequence[int],
    chance: random.Random,
) -> ParagraphLife:
    births = {birth for birth, _ in held}
    later = [k for k in visits if k > min(births) and chance.random() < 0.3]
    touched = tuple(sorted(births | set(later)))
    sessions = len({play.revisions[k].session for k in touched if play.revisions[k].labour})
    return ParagraphLife(chapter, sum(words for _, words in held), touched, sessions)


def _survival(play: Play, bands: Sequence[int], band: int) -> SurvivalCurve:
    """Kaplan and Meier over the days with writing since each pile was born."""
    days = [revision.authored.day() for revision in play.revisions]
    steps = list(accumulate((a != b for a, b in pairwise(days)), initial=0))
    last = steps[-1]
    died: dict[int, int] = {}
    left: dict[int, int] = {}
    words = 0
    for birth in (n for n, b in enumerate(bands) if b == band):
        before = play.standing[birth].get(birth, 0)
        words += before
        for k in range(birth + 1, len(play.standing)):
            now = play.standing[k].get(birth, 0)
            if now < before:
                age = steps[k] - steps[birth]
                died[age] = died.get(age, 0) + before - now
            before = now
        age = last - steps[birth]
        left[age] = left.get(age, 0) + before
    share, risk, found = 1.0, words, []
    for age in sorted({0, *died, *left}):
        gone = died.get(age, 0)
        if risk:
            share *= 1 - gone / risk
        found.append(SurvivalStep(age, risk, gone, share))
        risk -= gone + left.get(age, 0)
    return SurvivalCurve(band, words, tuple(found))


def _crossings(play: Play, drafts: Sequence[Draft]) -> tuple[Crossing, ...]:
    found = []
    for k in range(len(drafts) - 1):
        old, new = play.at_drafts[k], play.at_drafts[k + 1]
        old_sizes = [sum(words for _, words in pile) for pile in old]
        new_sizes = [sum(words for _, words in pile) for pile in new]
        order = list(range(len(new)))
        if len(order) > 3:
            order[1], order[3] = order[3], order[1]  # two chapters changed places
        starts = dict(
            zip(order, accumulate((new_sizes[c] for c in order), initial=0), strict=False)
        )
        ribbons, at = [], 0
        for chapter, size in enumerate(old_sizes):
            there = dict(new[chapter])
            kept = sum(min(words, there.get(birth, 0)) for birth, words in old[chapter])
            if kept:
                moved = chapter != order[chapter]
                ribbons.append(Ribbon(at, size, starts[chapter], new_sizes[chapter], kept, moved))
            at += size
        sizes = tuple(new_sizes[c] for c in order if new_sizes[c])
        found.append(Crossing(k, k + 1, tuple(s for s in old_sizes if s), sizes, tuple(ribbons)))
    return tuple(found)


def _pairs(play: Play, drafts: Sequence[Draft]) -> tuple[DraftPair, ...]:
    found = []
    wanted = dict.fromkeys([*pairwise(range(len(drafts))), (0, len(drafts) - 1)])
    for old, new in wanted:
        if old == new:
            continue
        before = play.standing[play.drafts[old][1]]
        after = play.standing[play.drafts[new][1]]
        common = tokens(sum(min(n, after.get(birth, 0)) for birth, n in before.items()))
        n, m = tokens(sum(before.values())), tokens(sum(after.values()))
        moved = common // 40
        comparison = Comparison(
            n, m, common - moved, moved, n - common, 0, m - common,
            sum(before.values()), sum(after.values()), None, False, "lineage", (m - common) // 2,
        )  # fmt: skip
        measures = {
            "survival": common / n if n else None,
            "first_share": common / m if m else None,
            "drift": 1 - 2 * common / (n + m) if n + m else 0.0,
            "moved": moved / common if common else None,
            "edit_distance": None,
        }
        found.append(DraftPair(old, new, comparison, MappingProxyType(measures)))
    return tuple(found)
