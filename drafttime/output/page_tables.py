"""The tables of the page: the figures behind each chart, and what was counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from drafttime.measures import all_measures
from drafttime.model import Analysis, LeftOut, ManuscriptFile
from drafttime.output import kinds_tables, lineage_tables, time_tables
from drafttime.output.escaping import shown
from drafttime.output.findings import TITLE_LIMIT
from drafttime.output.resolution import how_resolved
from drafttime.output.rules import ENOUGH_TO_LIST
from drafttime.output.totals import is_one_draft, work_by_draft, work_by_writer
from drafttime.output.view import Cell, Table, named, numeral, table
from drafttime.output.wording import count, day, hours_short, number_word, per_cent, span

NO_BREAK = "\N{NO-BREAK SPACE}"
PATH_LIMIT = 200
LARGEST = 5
MOST_WRITERS = 12
MEASURES_FIRST = ("survival", "first_share", "drift", "moved", "edit_distance")
LETTERS = (
    "Of words and marks, n stand in the first draft and m in the final one: K kept in place, V "
    "moved, C copied, the rest gone or new."
)


def tables(key: str, analysis: Analysis) -> tuple[Table, ...]:
    """Return the tables for the chart `key`, none where there are none."""
    made = (make(analysis) for make in _BY_CHART.get(key, ()))
    return tuple(one for one in made if one is not None)


def measures(analysis: Analysis) -> Table | None:
    """List every measure of drift with its value and its meaning."""
    if is_one_draft(analysis):
        return None
    known = {measure.key: measure for measure in all_measures()}
    keys = [*(key for key in MEASURES_FIRST if key in known), *known]
    rows = [
        (
            Cell(known[key].name),
            numeral(value),
            Cell(known[key].says),
            Cell(known[key].definition.replace(" ", NO_BREAK)),
        )
        for key in dict.fromkeys(keys)
        if (value := _measured(key, analysis)) is not None
    ]
    columns = (Cell("Measure"), numeral("Value"), Cell("It says"), Cell("Formula"))
    return table("The measures", columns, rows, note=LETTERS, kind="measures")


def _measured(key: str, analysis: Analysis) -> str | None:
    drift = analysis.drift
    value = drift.measures.get(key)
    if value is None:
        return None
    if key not in {"edit_distance", "drift"}:
        return per_cent(value)
    at_most = "at most " if key == "edit_distance" and drift.comparison.indel_at_most else ""
    return f"{at_most}{value:.2f}"


def chapters(analysis: Analysis) -> Table | None:
    """List all chapters in reading order."""
    one = is_one_draft(analysis)
    columns = [numeral("No."), Cell("Chapter"), numeral("Words")]
    columns += [] if one else [numeral("First draft"), numeral("In place of cut")]
    with_written = any(share.words_written for share in analysis.chapters)
    columns += [numeral("Written")] if with_written else []
    with_sessions = any(share.sessions is not None for share in analysis.chapters)
    columns += [numeral("Sessions")] if with_sessions else []
    rows = []
    for share in analysis.chapters:
        chapter = share.chapter
        row = [numeral(count(chapter.number)), named(shown(chapter.title, TITLE_LIMIT))]
        row.append(numeral(count(chapter.words)))
        if not one:
            kept = per_cent(share.first_draft_tokens / share.tokens) if share.tokens else "–"
            row.append(numeral(kept))
            row.append(numeral(_or_dash(share.replaced_words)))
        if with_written:
            row.append(numeral(_or_dash(share.words_written)))
        if with_sessions:
            row.append(numeral(_or_dash(share.sessions)))
        rows.append(row)
    made = table("All chapters", columns, rows, most=ENOUGH_TO_LIST, kind="chapters")
    return made if rows else None


def _or_dash(number: int | None) -> str:
    return "–" if number is None else count(number)


def ledger(analysis: Analysis) -> Table:
    """Give the ledger entry by entry; what is nothing or not known is left out."""
    entries = analysis.ledger
    rows = [
        ("Written", entries.words_written),
        ("By a merge, an import or uncounted revisions", entries.words_unattributed or None),
        ("Kept in the final text", entries.words_kept),
        ("Cut or replaced", entries.words_cut),
        ("Restored after a cut", entries.words_restored or None),
        ("Copied, and not counted as written", entries.words_copied or None),
        ("Standing in the final text a second time", entries.words_standing_twice or None),
    ]
    cells = [(Cell(name), numeral(count(words))) for name, words in rows if words is not None]
    return table("The ledger", (Cell("Entry"), numeral("Words")), cells)


def work(analysis: Analysis) -> Table | None:
    """Give what went in and out on the way to each draft."""
    rows = [
        (
            named(shown(draft.name, TITLE_LIMIT)),
            numeral(count(done.words_inserted)),
            numeral(count(done.words_deleted)),
            numeral(count(done.sessions)),
            numeral(span(done.days) if done.days else "–"),
        )
        for draft, done in zip(analysis.drafts, work_by_draft(analysis), strict=True)
        if done
    ]
    columns = (
        Cell("On the way to"), numeral("Words in"), numeral("Words out"), numeral("Sessions"),
        numeral("Over"),
    )  # fmt: skip
    return table("Draft by draft", columns, rows) if len(rows) > 1 else None


def writers(analysis: Analysis) -> Table | None:
    """Give each writer's part, where there are several."""
    found = work_by_writer(analysis)
    rows = [
        (
            named(shown(writer.name, TITLE_LIMIT)),
            numeral(count(writer.revisions)),
            numeral(count(writer.sessions)),
            numeral(count(writer.words_inserted)),
            numeral(count(writer.words_deleted)),
            numeral(hours_short(writer.observed_minutes)),
        )
        for writer in found
    ]
    columns = (
        Cell("Writer"), numeral("Revisions"), numeral("Sessions"), numeral("Words in"),
        numeral("Words out"), numeral("At least"),
    )  # fmt: skip
    return table("Writer by writer", columns, rows, most=MOST_WRITERS) if len(rows) > 1 else None


def drafts(analysis: Analysis) -> Table:
    """List the drafts in use, and why each was chosen."""
    rows = [
        (
            named(shown(draft.name, TITLE_LIMIT)),
            Cell(day(draft.authored.day()).replace(" ", NO_BREAK)),
            numeral(count(draft.words)),
            named(how_resolved(draft)),
        )
        for draft in analysis.drafts
    ]
    columns = (Cell("Draft"), Cell("Date"), numeral("Words"), Cell("Found by"))
    return table("The drafts", columns, rows, folded=False)


def files(analysis: Analysis) -> tuple[Table, ...]:
    """List the five largest inclusions and exclusions, and all of them folded."""
    manuscript = analysis.manuscript
    found = _largest(manuscript.files, "counted", "All files counted, in reading order")
    return (*found, *_largest(manuscript.left_out, "left out", "All files left out"))


def _largest(files: Sequence[ManuscriptFile | LeftOut], what: str, every: str) -> tuple[Table, ...]:
    by_words = sorted(files, key=lambda file: (-(file.words or 0), file.path))
    if len(files) <= LARGEST:
        return (_files_table(f"The files {what}", by_words, folded=False),) if files else ()
    largest = f"The {number_word(LARGEST)} largest files {what}"
    return (
        _files_table(largest, by_words[:LARGEST], folded=False),
        _files_table(every, files),
    )


def _files_table(
    caption: str, files: Sequence[ManuscriptFile | LeftOut], *, folded: bool = True
) -> Table:
    rows = [
        (
            named(shown(file.path, PATH_LIMIT)),
            numeral("–" if file.words is None else count(file.words)),
            Cell(shown(file.reason, PATH_LIMIT)),
        )
        for file in files
    ]
    columns = (Cell("File"), numeral("Words"), Cell("Because"))
    return table(caption, columns, rows, folded=folded, most=ENOUGH_TO_LIST, kind="files")


_BY_CHART: Mapping[str, tuple[Callable[[Analysis], Table | None], ...]] = MappingProxyType(
    {
        "strata": (lineage_tables.bands,),
        "passes": (lineage_tables.passes,),
        "drift": (measures, lineage_tables.pairs),
        "chapters": (chapters,),
        "ledger": (ledger, work),
        "kinds": (kinds_tables.in_all, kinds_tables.by_draft, kinds_tables.by_chapter),
        "time": (
            writers,
            time_tables.by_draft,
            time_tables.by_chapter,
            time_tables.by_week,
            time_tables.trials,
            time_tables.regimes,
            time_tables.claims,
        ),
    }
)
