"""Reads every figure of an `Analysis` off a history played in miniature (`invented.py`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from invented import Plan, Play, tokens
from invented_lineage import bands_of, lineage_of

from drafttime.model import (
    Analysis,
    Chapter,
    ChapterShare,
    Comparison,
    Draft,
    Drift,
    Facts,
    Ledger,
    LeftOut,
    Manuscript,
    ManuscriptFile,
    Notice,
    Revision,
    SessionGap,
    Time,
)


def build(plan: Plan) -> Analysis:
    """Play the plan and read every figure of an `Analysis` off the play."""
    play = Play(plan)
    play.run()
    drafts = _drafts(play)
    first = next((d for d in drafts if d.name == plan.first), drafts[0])
    ids = [revision.commit for revision in play.revisions]
    birth_of_first = ids.index(first.commit)
    first_words, final_words = play.standing[birth_of_first], play.standing[-1]
    revisions = tuple(
        _with_shares(revision, words, first_words, final_words)
        for revision, words in zip(play.revisions, play.standing, strict=True)
    )
    bands = bands_of(play, drafts)
    chapters = _chapters(play, birth_of_first, bands)
    arrived = sum(r.words_inserted for r in revisions if not r.labour)
    written = sum(r.words_inserted for r in revisions if r.labour)
    kept = sum(final_words.values())
    return Analysis(
        manuscript=_manuscript(plan, chapters),
        drafts=drafts,
        drift=_drift(first, drafts[-1], first_words, final_words),
        chapters=chapters,
        revisions=revisions,
        sessions=tuple(play.sessions),
        time=Time(
            sum(session.observed_minutes for session in play.sessions),
            (SessionGap(plan.writer, 120.0, "default", "Two hours, since the commits are few."),),
        ),
        ledger=Ledger(written, arrived, kept, written + arrived - kept, 0, 0),
        facts=_facts(play),
        notices=(Notice("guessed-drafts", "No drafts are marked, so they were guessed."),)
        if plan.guessed
        else (),
        lineage=lineage_of(play, drafts, bands, chapters),
        settings={"time_rule": "observed", "include": (), "exclude": ()},
    )


def _drafts(play: Play) -> tuple[Draft, ...]:
    found = []
    for name, number in play.drafts:
        words = sum(play.standing[number].values())
        revision, how = play.revisions[number], play.plan.resolved_by.format(name)
        guessed = play.plan.guessed
        draft = Draft(name, revision.commit, revision.authored, words, tokens(words), how, guessed)
        found.append(draft)
    return tuple(found)


def _common(one: Mapping[int, int], other: Mapping[int, int]) -> int:
    """Words that stand in both snapshots; a pile only ever shrinks, so the later one decides."""
    return sum(min(words, other.get(birth, 0)) for birth, words in one.items())


def _with_shares(
    revision: Revision, words: Mapping[int, int], first: Mapping[int, int], final: Mapping[int, int]
) -> Revision:
    here, n, m = sum(words.values()), sum(first.values()), sum(final.values())
    to_first, to_final = _common(words, first), _common(words, final)
    return replace(
        revision,
        drift_from_first=1 - 2 * to_first / (n + here),
        drift_to_final=1 - 2 * to_final / (m + here),
        survival=to_first / n,
        final_written=to_final / m,
    )


def _chapters(play: Play, birth_of_first: int, bands: Sequence[int]) -> tuple[ChapterShare, ...]:
    found, start = [], 0
    for number, (title, piles) in enumerate(zip(play.plan.titles, play.piles, strict=True)):
        words = sum(pile[1] for pile in piles)
        old = sum(pile[1] for pile in piles if pile[0] <= birth_of_first)
        length = max(1, words // 60)
        begin = start if play.plan.one_file else 0
        slot = 0 if play.plan.one_file else number
        seen = {r.session for r in play.revisions if slot in r.slots and r.session is not None}
        chapter = Chapter(number + 1, title, slot, begin, begin + length, words)
        sessions = None if play.plan.one_file else len(seen)
        by_band = [0] * (max(bands) + 1)
        for birth, count in piles:
            by_band[bands[birth]] += count
        new, alone = words - old, not play.plan.one_file
        share = ChapterShare(
            chapter,
            tokens(words),
            tokens(old),
            old,
            sessions,
            bands=tuple(by_band),
            fresh_words=new // 3,
            replaced_words=new - new // 3,
            survival=old / max(1, play.peak[number]) if alone else None,
            drift=1 - 2 * old / max(1, play.peak[number] + words) if alone else None,
            moved=0.02 if old else None,
            words_written=sum(
                r.words_inserted for r, c in zip(play.revisions, play.chapter_of, strict=True)
                if c == number
            ) if alone else None,
            untouched_words=words // 5,
        )  # fmt: skip
        found.append(share)
        start += length
    return tuple(found)


def _manuscript(plan: Plan, shares: Sequence[ChapterShare]) -> Manuscript:
    chapters = tuple(share.chapter for share in shares)
    words = sum(chapter.words for chapter in chapters)
    files = tuple(
        ManuscriptFile(plan.paths.format(c.number), "markdown", c.words, c.title, "prose")
        for c in chapters
    )
    if plan.one_file:
        files = (ManuscriptFile("book.md", "markdown", words, plan.name, "prose"),)
    notes = LeftOut("notes/characters.md", "notes", 2140)
    left_out = (notes, LeftOut("outline.md", "an outline", 812))
    return Manuscript(plan.name, plan.author, words, files, chapters, "files", left_out)


def _drift(first: Draft, final: Draft, old: Mapping[int, int], new: Mapping[int, int]) -> Drift:
    n, m, common = first.tokens, final.tokens, tokens(_common(old, new))
    moved = common // 40 if first is not final else 0
    inserted = m - common
    comparison = Comparison(
        old_tokens=n,
        new_tokens=m,
        kept_tokens=common - moved,
        moved_tokens=moved,
        gone_tokens=n - common,
        copied_tokens=0,
        inserted_tokens=inserted,
        old_words=first.words,
        new_words=final.words,
        indel_tokens=n + m - 2 * (common - moved),
        indel_at_most=n > 50_000,
        by="lineage",
        replaced_tokens=inserted - inserted // 3,
    )
    measures = {
        "survival": common / n,
        "first_share": common / m,
        "drift": 1 - 2 * common / (n + m),
        "moved": moved / common if common else None,
        "edit_distance": (n + m - 2 * (common - moved)) / (n + m),
    }
    return Drift(first, final, comparison, MappingProxyType(measures), 0.81)


def _facts(play: Play) -> Facts:
    merges = sum(not revision.labour for revision in play.revisions)
    count = len(play.revisions)
    first, last = play.revisions[0].authored, play.revisions[-1].authored
    return Facts(count + 3, count + 1, merges, 0, 0, count * 3, (), False, first, last)
