"""Hold what drafttime read against what an invented history is known to be.

Each function returns what disagrees, in short sentences; none means that all is as it was made.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from invented_histories import Entry, Invented
from invented_writing import Written

from drafttime.history import Repository
from drafttime.history.walk import History
from drafttime.model import Analysis, Revision

TREES_READ = 3
TELLING_WORDS = 8


def of_the_history(written: Written, repository: Repository) -> Iterator[str]:
    """Commits, order, mainline, trees, changes, times, authors, messages."""
    invented, ids = written.invented, written.ids
    history = repository.walk([ids[invented.final]])
    at = {ids[position]: position for position in range(len(ids))}
    if [at.get(commit) for commit in history.order] != [at[ids[p]] for p in invented.order]:
        yield "the commits or their order"
        return
    if history.mainline != tuple(ids[p] for p in invented.mainline):
        yield "the mainline"
    for position in invented.order:
        yield from _of_a_commit(written, history, position)
    for position in invented.order[:: max(1, len(invented.order) // TREES_READ)]:
        found = {e.path: e.blob for e in repository.tree(ids[position])}
        if found.keys() != {_text(p) for p in _regular(invented, position)}:
            yield f"the tree of commit {position}"
    if repository.partial:
        yield "the history is said to be partial"
    told = {notice.code for notice in repository.notices}
    made = [invented.commits[p].told for p in invented.order]
    if ("unknown-times" in told) != any(seconds is None for _, _, _, seconds, _ in made):
        yield f"unknown times: {sorted(told)}"


def _of_a_commit(written: Written, history: History, position: int) -> Iterator[str]:
    made, ids = written.invented.commits[position], written.ids
    commit = history.commits[ids[position]]
    if commit.parents != tuple(dict.fromkeys(ids[p] for p in made.parents)):
        yield f"the parents of commit {position}"
    told = (
        commit.author.name, commit.author.email, commit.subject,
        commit.authored.seconds, commit.authored.offset_minutes,
    )  # fmt: skip
    if told != made.told:
        yield f"commit {position} was told as {str(told)[:200]} and is {str(made.told)[:200]}"
    now = _regular(written.invented, position)
    for number, parent in enumerate(made.parents):
        then = _regular(written.invented, parent)
        wanted = {_text(p) for p in {*now, *then} if _differ(then.get(p), now.get(p))}
        changes = history.changes[ids[position]][number]
        if Counter(c.path for c in changes) != Counter(wanted):
            yield f"the changes of commit {position} against its parent {number}"
        for change in changes:
            path = change.path.encode("utf-8", "surrogateescape")
            if (change.old_blob is None) != (path not in then) or (
                (change.new_blob is None) != (path not in now)
            ):
                yield f"{change.path!r} in commit {position} came or went"
    if not made.parents and {c.path for c in history.changes[ids[position]][0]} != {
        _text(p) for p in now
    }:
        yield f"the changes of the root {position}"


def _regular(invented: Invented, position: int) -> Mapping[bytes, Entry]:
    return {p: e for p, e in invented.commits[position].tree.items() if e.regular}


def _differ(old: Entry | None, new: Entry | None) -> bool:
    return (old.bytes if old else None) != (new.bytes if new else None)


def _text(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


def of_the_analysis(written: Written, analysis: Analysis) -> Iterator[str]:
    """Words of every snapshot, revisions, conservation, drafts, drift and the ledger."""
    invented = written.invented
    yield from _of_balances(analysis)
    facts = analysis.facts
    merges = sum(len(set(invented.commits[p].parents)) > 1 for p in invented.order)
    counts = (facts.commits, facts.mainline_commits, facts.merges)
    if counts != (len(invented.order), len(invented.mainline), merges):
        yield f"commits, mainline and merges are told as {counts}"
    if invented.repeats:
        return
    if analysis.manuscript.words != invented.words(invented.final):
        yield f"the final text has {invented.words(invented.final)} words, not as told"
    held = {f.path: f.words for f in analysis.manuscript.files}
    if held != {_text(p): len(e.words) for p, e in invented.book(invented.final).items()}:
        yield f"the files of the final text are told as {held}"
    yield from _of_revisions(written, analysis)
    yield from _of_drafts(written, analysis)


def _of_balances(analysis: Analysis) -> Iterator[str]:
    """Hold what must add up, whatever the history."""
    ledger = analysis.ledger
    if ledger.words_written + ledger.words_unattributed != ledger.words_kept + ledger.words_cut:
        yield f"the ledger: {ledger}"
    if ledger.words_kept + ledger.words_standing_twice != analysis.manuscript.words:
        yield f"what is kept, and the text: {ledger}"
    one = analysis.drift.comparison
    if one.old_tokens != one.kept_tokens + one.moved_tokens + one.gone_tokens:
        yield f"the tokens of the first draft: {one}"
    both = one.kept_tokens + one.moved_tokens + one.copied_tokens + one.inserted_tokens
    if one.new_tokens != both:
        yield f"the tokens of the final draft: {one}"
    for name, value in analysis.drift.measures.items():
        if value is not None and not 0 <= value <= 1:
            yield f"{name} is {value}"
    if sum(chapter.words for chapter in analysis.manuscript.chapters) != analysis.manuscript.words:
        yield "the chapters, and the text"
    for revision in analysis.revisions:
        if min(_flows(revision)) < 0:
            yield f"less than no words in {revision.commit[:7]}"


def _flows(revision: Revision) -> tuple[int, ...]:
    return (
        revision.words, revision.words_inserted, revision.words_deleted, revision.words_moved,
        revision.words_restored, revision.words_copied, revision.distance_tokens,
    )  # fmt: skip


def _of_revisions(written: Written, analysis: Analysis) -> Iterator[str]:
    invented, ids = written.invented, written.ids
    touched = [
        p for p in invented.order
        if _book(invented, p) != _book(invented, _first(invented, p))
        and (p in invented.mainline or len(invented.commits[p].parents) < 2)
    ]  # fmt: skip
    if [r.commit for r in analysis.revisions] != [ids[p] for p in touched]:
        yield "which commits are revisions"
        return
    twins = 0
    for position, revision in zip(touched, analysis.revisions, strict=True):
        made = invented.commits[position]
        before = _first(invented, position)
        words = invented.words(position)
        then = invented.words(before) if before is not None else 0
        came = revision.words_inserted + revision.words_restored + revision.words_copied
        if revision.words != words:
            yield f"commit {position} ({made.act}) has {words} words, not {revision.words}"
        if words != then - revision.words_deleted + came:
            yield f"commit {position} ({made.act}) loses or gains words: {_flows(revision)}"
        if revision.mainline != (position in invented.mainline):
            yield f"commit {position} and the mainline"
        moment = (revision.authored.seconds, revision.authored.offset_minutes)
        if moment != made.told[3:] or revision.subject != made.told[2]:
            yield f"time or subject of revision {position}"
        twin = revision.why_not_labour.startswith("the same change")
        twins += twin
        if len(made.parents) > 1 and revision.labour:
            yield f"the merge {position} is labour"
        if invented.unique and not twin and len(made.parents) < 2:
            yield from _of_one(invented, position, revision)
    if twins > sum(made.act == "pick" for made in invented.commits) * 2:
        yield f"{twins} changes are said to be repeated"


def _of_one(invented: Invented, position: int, revision: Revision) -> Iterator[str]:
    """Hold a revision against its words, each of which was only ever written once.

    A file that was reworded after it was renamed may come back under its old name, by a merge or
    for other reasons: no paragraph stands twice then, but most of its words do. So what went is
    counted by how often each word stood.
    """
    made = invented.commits[position]
    parent = _first(invented, position)
    now, then = _all_words(invented, position), _all_words(invented, parent)
    old = set().union(*(_all_words(invented, p) for p in invented.ancestors(position)))
    gone = (_counted(invented, parent) - _counted(invented, position)).total()
    fresh = len(now - old)
    if revision.words_inserted < fresh or revision.words_deleted < gone:
        yield (
            f"commit {position} ({made.act}) wrote {fresh} new words and cut {gone} at least, "
            f"not {revision.words_inserted} and {revision.words_deleted}"
        )
    if made.clean and (revision.words_deleted != gone or revision.words_moved):
        yield f"commit {position} ({made.act}) cut {gone} words: {_flows(revision)}"
    if made.clean and now - then <= now - old and revision.words_inserted != fresh:
        yield f"commit {position} ({made.act}) wrote {fresh} words: {_flows(revision)}"


def _of_drafts(written: Written, analysis: Analysis) -> Iterator[str]:
    invented = written.invented
    at = {commit: position for position, commit in enumerate(written.ids)}
    for draft in analysis.drafts:
        if draft.words != invented.words(at[draft.commit]):
            yield f"the draft {draft.name} is told to have {draft.words} words"
    first, final = at[analysis.drift.first.commit], at[analysis.drift.final.commit]
    if final != invented.final:
        yield "which draft is the final one"
    marked = [position for position in invented.tags.values() if position != invented.final]
    if marked and first != marked[0]:
        yield f"the first draft is commit {first}, not {marked[0]}"
    one, measures = analysis.drift.comparison, analysis.drift.measures
    same = _text_of(invented, first) == _text_of(invented, final)
    if same and measures["edit_distance"] not in {0, None}:
        yield f"equal drafts are apart: {dict(measures)}"
    # A few words that were cut and written anew are other words, though they be the same.
    if same and _untouched(invented, first) and (measures["drift"], measures["survival"]) != (0, 1):
        yield f"equal drafts drift: {dict(measures)}"
    if not invented.unique:
        return
    kept = one.kept_tokens + one.moved_tokens
    shared = _tokens(invented, first) & _tokens(invented, final)
    if kept > sum(shared.values()):
        yield f"{kept} tokens of the first draft stand, but it shares {sum(shared.values())}"
    # A word that stands twice (see `_of_one`) is one word of the first draft and its copy.
    stayed = len(
        {word.rstrip(".,") for paragraph in _always(invented, first) for word in paragraph}
    )
    if kept < stayed:
        yield f"{kept} tokens of the first draft stand, but {stayed} were never touched"


def _untouched(invented: Invented, first: int) -> bool:
    """Say whether no word ever went away after the first draft."""
    later = set(invented.order) - invented.ancestors(first)
    return all(_all_words(invented, first) <= _all_words(invented, at) for at in later)


def _always(invented: Invented, first: int) -> set[tuple[str, ...]]:
    """Return the longer paragraphs that stand in every snapshot of the mainline from the first."""
    line = invented.mainline[invented.mainline.index(first) :]
    stands = [
        {p for e in invented.book(at).values() if e.sheet for p in e.sheet.paragraphs}
        for at in line
    ]
    return {p for p in set.intersection(*stands) if len(p) >= TELLING_WORDS}


def _tokens(invented: Invented, position: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for entry in invented.book(position).values():
        if entry.sheet is not None:
            found.update(entry.words)
            for word in (*entry.sheet.title, *(w for p in entry.sheet.paragraphs for w in p)):
                found.update(char for char in word if char in ".,")
    return found


def _text_of(invented: Invented, position: int) -> list[tuple[bytes, object]]:
    return sorted(
        (path, (e.sheet.title, e.sheet.paragraphs))
        for path, e in invented.book(position).items()
        if e.sheet is not None
    )


def _book(invented: Invented, position: int | None) -> dict[bytes, bytes]:
    if position is None:
        return {}
    return {path: entry.bytes for path, entry in invented.book(position).items()}


def _first(invented: Invented, position: int) -> int | None:
    return next(iter(invented.commits[position].parents), None)


def _all_words(invented: Invented, position: int | None) -> set[str]:
    return {*_counted(invented, position)}


def _counted(invented: Invented, position: int | None) -> Counter[str]:
    book = {} if position is None else invented.book(position)
    return Counter(unicodedata.normalize("NFC", w) for e in book.values() for w in e.words)


def of_the_text(written: Written, read: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Hold the words of the final text, as they were read file by file, against those put in."""
    invented = written.invented
    wanted = {_text(p): e.words for p, e in invented.book(invented.final).items()}
    for path, words in wanted.items():
        if read.get(path) != words:
            yield f"the words of {path!r}"


def place_of(scratch: Path, number: int) -> Path:
    """Return the folder of a case's repository."""
    return scratch / f"histories-{number}"
