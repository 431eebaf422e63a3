"""What `drafttime sessions` gives: sessions, or their sums by week, draft or chapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafttime.model import Analysis, Session, Spell
from drafttime.output.data import figures_object
from drafttime.output.escaping import shown
from drafttime.output.json_text import SCHEMA, Json, json_text
from drafttime.output.prose import markdown
from drafttime.output.sentences import title
from drafttime.output.tables import csv_text, sessions_csv
from drafttime.output.terminal import columns_of, padded, plain_spaces, wrapped
from drafttime.output.time_tables import least, probably, range_of, week_name
from drafttime.output.time_words import (
    agreements,
    calibrated,
    observed,
    probable,
    regimes,
    sensitivity,
    unknown,
)
from drafttime.output.wording import count, counted, day

By = str
"""What a row is: "session", "week", "draft" or "chapter"."""

NAME_LIMIT = 40
SPELL_COLUMNS = (
    "name", "start", "end", "sessions", "words_touched", "observed_minutes", "recorded_minutes",
    "estimated_low", "estimated_mid", "estimated_high",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grid:
    """A table for the eye: heads, rows, which columns are numbers; `more` rows are left out."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[bool, ...]
    more: int


def sessions_text(analysis: Analysis, *, by: By, most: int | None, width: int) -> str:
    """Return the table for a terminal, what it comes to above it."""
    found = grid(analysis, by, most)
    head = f"{title(analysis)} · {counted(len(analysis.sessions), 'session')}"
    said = ["\n".join(wrapped(words, width)) for words in sentences(analysis)]
    return "\n\n".join([head, *said, *_laid_out(found)])


def sessions_markdown(analysis: Analysis, *, by: By, most: int | None) -> str:
    """Return the table as Markdown."""
    found = grid(analysis, by, most)
    lines = [
        _row(found.heads),
        _row(["---:" if number else "---" for number in found.numbers], raw=True),
        *map(_row, found.rows),
    ]
    parts = [f"# Time spent on {markdown(title(analysis))}", *map(markdown, sentences(analysis))]
    more = [_more(found)] if found.more else []
    return "\n\n".join([*map(plain_spaces, parts), "\n".join(lines), *more]) + "\n"


def sessions_json(analysis: Analysis) -> str:
    """Return sessions and time as the report's data has them."""
    whole = figures_object(analysis)
    kept: Json = {"schema": SCHEMA, "drafttime": whole["drafttime"]}
    for key in ("rules", "settings", "notices", "sessions", "time"):
        kept[key] = whole[key]
    return json_text(kept)


def sessions_table_csv(analysis: Analysis, by: By) -> str:
    """Return the table for a spreadsheet."""
    if by == "session":
        return sessions_csv(figures_object(analysis))
    rows = figures_object(analysis)["time"][f"{by}s"]
    return csv_text(SPELL_COLUMNS, map(_flat, rows))


def sentences(analysis: Analysis) -> tuple[str, ...]:
    """Return what is said above the table; what holds for nothing is left out."""
    said = (
        " ".join(filter(None, (observed(analysis), probable(analysis), unknown(analysis)))),
        calibrated(analysis),
        regimes(analysis),
        " ".join(filter(None, (_gap(analysis), sensitivity(analysis)))),
        agreements(analysis.time.agreements),
    )
    return tuple(words for words in said if words)


def grid(analysis: Analysis, by: By, most: int | None) -> Grid:
    """Return the rows for the eye, the latest last; `most` keeps the last so many."""
    if by == "session":
        several = len({session.writer for session in analysis.sessions}) > 1
        heads = ["Day", "From", "To", *(["Writer"] if several else []), "In", "Out", "At least",
                 "Probably", "Source"]  # fmt: skip
        rows = [_session(session, several) for session in analysis.sessions]
        numbers = [False, True, True, *([False] if several else []), *[True] * 4, False]
    else:
        spells = {
            "week": analysis.time.weeks,
            "draft": analysis.time.drafts,
            "chapter": analysis.time.chapters,
        }[by]
        heads = [by.capitalize(), "Sessions", "Words touched", "At least", "Probably"]
        rows = [_spell(spell, by) for spell in spells]
        numbers = [False, *[True] * 4]
    more = 0 if most is None else max(0, len(rows) - most)
    return Grid(tuple(heads), tuple(rows[more:]), tuple(numbers), more)


def _session(session: Session, several: bool) -> tuple[str, ...]:
    start, end = session.start.local(), session.end.local()
    return (
        day(session.day),
        "–" if start is None else f"{start:%H:%M}",
        "–" if end is None else f"{end:%H:%M}",
        *([shown(session.writer, NAME_LIMIT)] if several else []),
        count(session.words_inserted),
        count(session.words_deleted),
        least(session),
        "recorded" if session.recorded else probably(range_of(session)),
        shown(session.source, NAME_LIMIT),
    )


def _spell(spell: Spell, by: By) -> tuple[str, ...]:
    name = week_name(spell.name) if by == "week" else shown(spell.name, NAME_LIMIT)
    return (
        name,
        count(spell.sessions),
        count(spell.words_touched),
        least(spell),
        probably(range_of(spell)) if spell.sessions else "–",
    )


def _laid_out(found: Grid) -> list[str]:
    if not found.rows:
        return ["There is nothing to list."]
    rows = [found.heads, *found.rows]
    wide = [max(columns_of(row[k]) for row in rows) for k in range(len(found.heads))]
    lines = [
        "  "
        + "  ".join(
            padded(cell, wide[k], right=found.numbers[k]) for k, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]
    more = [_more(found)] if found.more else []
    return ["\n".join(map(plain_spaces, lines)), *more]


def _more(found: Grid) -> str:
    return f"And {count(found.more)} before these: --limit {count(found.more + len(found.rows))}."


def _gap(analysis: Analysis) -> str:
    from drafttime.output.findings import session_gap  # noqa: PLC0415 - it imports the page's parts

    return session_gap(analysis)


def _row(cells: Sequence[str], *, raw: bool = False) -> str:
    texts = cells if raw else [plain_spaces(markdown(cell)) for cell in cells]
    return f"| {' | '.join(texts)} |"


def _flat(row: Json) -> Json:
    estimate = row["estimated_minutes"] or {}
    return {**row, **{f"estimated_{end}": estimate.get(end) for end in ("low", "mid", "high")}}
