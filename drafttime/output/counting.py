"""The last section: how it was counted, what was left out, and by which rules."""

from __future__ import annotations

from collections.abc import Iterator

from drafttime.model import Analysis
from drafttime.output.escaping import shown
from drafttime.output.listings import files_and_folders
from drafttime.output.page_tables import PATH_LIMIT, drafts, files
from drafttime.output.rules import SAID_ELSEWHERE, rules
from drafttime.output.totals import is_one_draft, labour
from drafttime.output.view import Part
from drafttime.output.wording import count, counted, listed

NOTICE_LIMIT = 600
MOST_NOTICES = 60
MOST_FILES_NAMED = 8


def counted_parts(analysis: Analysis) -> tuple[Part, ...]:
    """Return the parts of the last section, those with nothing to say left out."""
    made = (
        _drafts(analysis),
        _files(analysis),
        _commits(analysis),
        _noticed(analysis),
        _rules(analysis),
    )
    return tuple(part for part in made if part.sentences or part.items or part.tables)


def _drafts(analysis: Analysis) -> Part:
    drift = analysis.drift
    said = []
    if drift.first.guessed:
        said.append(
            "Nobody marked the first draft, so it is a guess. To change it, mark a commit with a "
            "tag or name one with --first; ‘drafttime drafts’ lists what could be meant."
        )
    elif is_one_draft(analysis):
        said.append("No later draft was found: the first draft is the text as it stands.")
    if drift.comparison.by != "lineage" and not is_one_draft(analysis):
        said.append(
            "The final draft did not grow out of the first one, or the first is kept as files "
            "beside it: the two were laid side by side, word by word."
        )
    return Part("Drafts", tuple(said), tables=(drafts(analysis),))


def _files(analysis: Analysis) -> Part:
    manuscript = analysis.manuscript
    kept = counted(len(manuscript.files), "file")
    words = counted(manuscript.words, "word")
    said = [f"The manuscript is {kept} with {words}."]
    if len(analysis.chapters) == len(manuscript.files) > 1:
        said.append("Each file is a chapter.")
    elif len(analysis.chapters) > 1:
        origin = shown(manuscript.chapters_from, 60)
        said.append(f"Its {counted(len(analysis.chapters), 'chapter')} come from {origin}.")
    said.append(f"Left out: {files_and_folders(manuscript.left_out)}.")
    return Part("Files", (" ".join(said),), tables=files(analysis))


def _commits(analysis: Analysis) -> Part:
    facts = analysis.facts
    touched, counted_ones = len(analysis.revisions), len(labour(analysis))
    line = f", {count(facts.mainline_commits)} of them on the main line"
    if facts.mainline_commits == facts.commits:
        line = ", all of them on the main line" if facts.commits > 1 else ""
    read = (
        f"The history holds {counted(facts.commits, 'commit')}{line}, "
        f"and {_merges(facts.merges)}. Of these, {count(touched)} changed the manuscript, and "
        f"{count(counted_ones)} {'counts' if counted_ones == 1 else 'count'} as labour."
    )
    said = [read]
    if facts.objects_verified:
        said.append(
            f"All of the {counted(facts.objects_verified, 'stored object')} that were read match "
            "the ids by which git knows them."
        )
    if facts.partial:
        said.append("Part of the history is missing, so that early work may not be counted.")
    return Part("Commits", (" ".join(said), *_uncommitted(facts.uncommitted)))


def _merges(merges: int) -> str:
    return "no merges" if not merges else counted(merges, "merge")


def _uncommitted(paths: tuple[str, ...]) -> Iterator[str]:
    if paths:
        names = [shown(path, PATH_LIMIT) for path in paths[:MOST_FILES_NAMED]]
        if len(paths) > len(names):
            names.append(f"{count(len(paths) - len(names))} more")
        yield f"Changes that are not committed yet are not in this report: {listed(names)}."


def _noticed(analysis: Analysis) -> Part:
    others = (notice for notice in analysis.notices if notice.code not in SAID_ELSEWHERE)
    notices = [shown(notice.message, NOTICE_LIMIT) for notice in others]
    items = notices[:MOST_NOTICES]
    if len(notices) > len(items):
        items.append(f"And {count(len(notices) - len(items))} more, in data.json.")
    return Part("What was noticed", items=tuple(items))


def _rules(analysis: Analysis) -> Part:
    found = rules(analysis.time.rule)
    items = tuple(rule for name, rule in found.items() if name != "observed")
    return Part("Rules", (found["observed"],), items=items)
