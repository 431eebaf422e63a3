"""What must hold of every lineage, with no exception: sums, ancestors, words."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from lineage_judge import Run
from lineage_oracle import Told
from model_desk import LONG_ENOUGH
from traced_story import Traced, words_of

from drafttime.model import KindCount
from drafttime.revision.lineage import TokenLineage
from drafttime.revision.lives import ids_of


def check_snapshots(found: Traced) -> None:
    """Every rope is as long as its text and holds its very words; every paragraph has a node."""
    born = "".join(found.lineage.births.texts)
    assert len(born) == found.lineage.births.count
    for commit, state in found.lineage.snapshots.items():
        for held in state.values():
            assert held.paragraphs, commit
            assert len(held.rope) == len(held.text), commit
            assert len(held.nodes) == len(held.paragraphs), commit
            for ids in (ids_of(held.rope.runs()), found.lives.of(held.rope)):
                assert "".join(born[k] for k in ids.tolist()) == held.text, commit
        words = (token for token in found.standing(commit) if found.lives.words[token])
        assert Counter(map(found.birth, words)).total() == words_of(state), commit


def check_conservation(found: Traced) -> None:
    """Words after = before − deleted + inserted + restored + copied, against the first parent.

    Merges off the mainline are no revisions, and nothing is counted for them.
    """
    mainline = frozenset(found.history.mainline)
    for commit in found.history.order:
        parents = found.history.commits[commit].parents
        if len(parents) > 1 and commit not in mainline:
            continue
        before = words_of(found.state(parents[0])) if parents else 0
        inserted, deleted, moved, restored, copied = found.did(commit)
        gained = inserted + restored + copied
        assert words_of(found.state(commit)) == before - deleted + gained, commit
        assert min(inserted, deleted, moved, restored, copied) >= 0, commit
    for revision in found.revisions:
        assert revision.words == words_of(found.state(revision.commit)), revision.commit


def check_kinds(found: Traced) -> None:
    """Whatever came or went is of one kind: all but moves add up to the distance."""
    for revision in found.revisions:
        if len(found.history.commits[revision.commit].parents) > 1:
            assert not revision.kinds
            continue
        counts = dict(revision.kinds)
        moved = counts.pop("moved", KindCount())
        assert moved.words == revision.words_moved, revision.commit
        assert sum(c.tokens for c in counts.values()) == revision.distance_tokens, revision.commit
        came_and_went = (
            revision.words_inserted
            + revision.words_deleted
            + revision.words_restored
            + revision.words_copied
        )
        assert sum(c.words for c in counts.values()) == came_and_went, revision.commit
        fewest = min(revision.words_inserted, revision.words_deleted)
        assert 0 <= revision.words_rewritten <= fewest, revision.commit


def check_steps(found: Traced) -> None:
    """The steps of the mainline, replayed, lead to the words of each of its snapshots."""
    lives, words = found.lives, 0
    for commit, step in zip(found.history.mainline, lives.steps, strict=True):
        own = lives.words[step.ids]
        words += int(step.after[own].sum() - step.before[own].sum())
        assert words == words_of(found.state(commit)), commit


def check_ledger(found: Traced) -> None:
    """Written + unattributed = kept + cut, and nothing that stands at the end is counted as cut."""
    lives, ledger, final = found.lives, found.ledger(), found.history.mainline[-1]
    assert ledger.words_written + ledger.words_unattributed == ledger.words_kept + ledger.words_cut
    standing = {token for token in found.standing(final) if lives.words[token]}
    assert ledger.words_kept == len(standing)
    assert ledger.words_kept + ledger.words_standing_twice == words_of(found.state(final))
    assert all(lives.died[token] == lives.end and lives.counted[token] for token in standing)
    assert min(ledger.words_unattributed, ledger.words_cut, ledger.words_standing_twice) >= 0
    # What is counted as cut lies on the cutting-room floor, where somebody took it out.
    buried = {t for d in found.lineage.deletions for t in lives.of(d.rope).tolist()}
    dead = lives.counted & lives.words & (lives.died < lives.end)
    assert {k for k in range(len(dead)) if dead[k]} <= buried


def check_ancestors(found: Traced) -> None:
    """Every token was born in the history of each snapshot that holds it.

    Of a change that is present twice, either one will do. Words that turned out to be the same
    after a later merge are looked at as they were known at the time.
    """
    order, ancestry = found.history.order, found.lineage.ancestry
    rank = {commit: k for k, commit in enumerate(order)}
    again: dict[str, list[int]] = {}
    for copy, first in found.lineage.twins.items():
        again.setdefault(first, []).append(rank[copy])
    for commit, state in found.lineage.snapshots.items():
        standing = (token for held in state.values() for token in ids_of(held.rope.runs()).tolist())
        for birth in {found.birth(token) for token in standing}:
            homes = [rank[birth], *again.get(birth, ())]
            assert any(ancestry.holds(rank[commit], home) for home in homes), (commit, birth)


def check_births(found: Run) -> None:
    """No token has a birth that is provably wrong.

    It may be taken for another one of the same word that its birth brought in; and it may be taken
    for new where it only came from elsewhere (a short line that changed its place): that is late,
    and counted by `judge`. But no token is ever older than its word.
    """
    told, traced = found.told, found.traced
    rank = {commit: k for k, commit in enumerate(traced.history.order)}
    came = {commit: _came_in(told, commit) for commit in told.deeds}
    for commit in traced.history.order:
        for token, name in found.placed(commit):
            birth = traced.birth(name)
            if birth != token.birth and token.word not in came[birth]:
                held = traced.lineage.ancestry.holds(rank[birth], rank[token.birth])
                assert held, (commit, token, birth)


def _came_in(told: Told, commit: str) -> set[str]:
    """The words that a commit typed or put elsewhere; short lines never travel, so all of those."""
    deeds = (d for d in told.deeds[commit] if not d.kind.startswith(("cut", "replaced")))
    lines = (p for file in told.books[commit].values() for p in file.paragraphs)
    short = (p for p in lines if len(p) < LONG_ENOUGH)
    return {t.word for t in chain(*(d.tokens for d in deeds), *short)}


def fingerprint(lineage: TokenLineage) -> object:
    """Everything that must be the same in every run."""
    births = lineage.births
    return (
        births.starts, births.ranks, births.slots, births.texts, births.folds,
        [(d.rank, d.slot, d.start, d.length, d.rope) for d in lineage.deletions],
        lineage.steps, lineage.deltas, lineage.twins, lineage.verdicts,
        {commit: {slot: (held.version, held.rope) for slot, held in state.items()}
         for commit, state in lineage.snapshots.items()},
    )  # fmt: skip
