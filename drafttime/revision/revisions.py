"""From the edits of every commit to the list of revisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from drafttime.history import History
from drafttime.model import Commit, Revision, Text, summed
from drafttime.revision.changes import Delta
from drafttime.revision.lineage import TokenLineage
from drafttime.revision.slot_edits import CommitEdits
from drafttime.revision.slots import Slots
from drafttime.revision.verdicts import NO_VERDICT

NOTHING = Delta()

TextOf = Callable[[str, str], Text | None]


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides whether a revision counts as labour, beside the graph."""

    writer_of: Callable[[Commit], str]
    automatic: frozenset[str]
    filtered: Callable[[Commit], str]  # "" or why the options leave the commit's labour out


def measure_revisions(
    history: History,
    edits: Mapping[str, CommitEdits],
    slots: Slots,
    text_of: TextOf,
    rules: Rules,
    lineage: TokenLineage,
) -> tuple[Revision, ...]:
    """List every commit that touched the manuscript, oldest first, against its first parent.

    Merges are listed on the mainline only, and are no labour. A change that is present twice (same
    author, author time and text) is labour once: on the mainline if it is there, else where it
    comes first in topological order.
    """
    mainline = frozenset(history.mainline)
    twins = repeated_changes(history, lineage.twins, mainline)
    words = _words(history, edits, text_of)
    revisions = []
    for commit_id in history.order:
        commit = history.commits[commit_id]
        if commit_id not in edits or (commit_id not in mainline and len(commit.parents) > 1):
            continue
        delta = lineage.deltas.get(commit_id, NOTHING)
        verdict = lineage.verdicts.get(commit_id, NO_VERDICT)
        why_not = _why_not(commit, twins, rules)
        revisions.append(
            Revision(
                commit=commit_id,
                writer=rules.writer_of(commit),
                authored=commit.authored,
                subject=commit.subject,
                mainline=commit_id in mainline,
                labour=not why_not,
                why_not_labour=why_not,
                automatic=commit_id in rules.automatic,
                bulk=False,
                words=words[commit_id],
                words_inserted=delta.words_inserted,
                words_deleted=delta.words_deleted,
                words_moved=delta.words_moved,
                words_restored=delta.words_restored,
                words_copied=delta.words_copied,
                distance_tokens=delta.distance_tokens,
                words_rewritten=verdict.words_rewritten,
                kinds=summed(verdict.kinds.values()),
                slots=tuple(
                    sorted(
                        slots.file_index[edit.slot]
                        for edit in edits[commit_id].edits
                        if edit.slot in slots.file_index
                    )
                ),
            )
        )
    return tuple(revisions)


def _why_not(commit: Commit, twins: Mapping[str, str], rules: Rules) -> str:
    if len(commit.parents) > 1:
        return "merge"
    if commit.id in twins:
        return f"the same change as {twins[commit.id][:7]}"
    return rules.filtered(commit)


def repeated_changes(
    history: History, twins: Mapping[str, str], mainline: frozenset[str]
) -> dict[str, str]:
    """Map the further copies of a change to the one that counts.

    `twins` maps each later one to the first in topological order; the one on the mainline counts,
    else the first.
    """
    groups: dict[str, list[str]] = {}
    for commit_id in history.order:
        if commit_id in twins:
            groups.setdefault(twins[commit_id], [twins[commit_id]]).append(commit_id)
    found = {}
    for group in groups.values():
        counts = next((c for c in group if c in mainline), group[0])
        found.update({c: counts for c in group if c != counts})
    return found


def _words(history: History, edits: Mapping[str, CommitEdits], text_of: TextOf) -> dict[str, int]:
    """Words of the manuscript after each commit, by what its files hold."""
    words: dict[str, int] = {}
    for commit_id in history.order:
        parents = history.commits[commit_id].parents
        total = words.get(parents[0], 0) if parents else 0
        for edit in edits[commit_id].edits if commit_id in edits else ():
            before = text_of(*edit.old) if edit.old else None
            after = text_of(*edit.new) if edit.new else None
            total += (after.words if after else 0) - (before.words if before else 0)
        words[commit_id] = total
    return words
