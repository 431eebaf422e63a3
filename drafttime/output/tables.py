"""Tables for a spreadsheet: comma-separated values that no spreadsheet takes for commands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from drafttime.output.escaping import shown
from drafttime.output.json_text import Json

# A cell that begins so may be run as a formula; an apostrophe makes it text.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")

# The same behind a semicolon, which begins a cell in the countries of the decimal comma.
_INNER_FORMULA = re.compile(r"([;\t][ \"]*)([=+\-@＝＋－＠])")

REVISION_COLUMNS = (
    "commit", "writer", "time", "subject", "mainline", "labour", "why_not_labour", "automatic",
    "bulk", "words", "words_inserted", "words_deleted", "words_moved", "words_restored",
    "words_copied", "distance_tokens", "drift_from_first", "drift_to_final", "survival",
    "final_written", "session",
)  # fmt: skip
SESSION_COLUMNS = (
    "index", "writer", "day", "start", "end", "revisions", "words_inserted", "words_deleted",
    "observed_minutes", "estimated_low", "estimated_mid", "estimated_high", "source",
)  # fmt: skip


def revisions_csv(data: Json) -> str:
    """Return one row per revision of a report's data, with the names of the data as columns."""
    return csv_text(REVISION_COLUMNS, data["revisions"])


def sessions_csv(data: Json) -> str:
    """Return one row per session, in order of time; `revisions` is their number here."""
    return csv_text(SESSION_COLUMNS, map(_session_row, data["sessions"]))


def _session_row(row: Mapping[str, Any]) -> Mapping[str, object]:
    estimate = row["estimated_minutes"] or {}
    return {
        **row,
        "revisions": len(row["revisions"]),
        **{f"estimated_{end}": estimate.get(end) for end in ("low", "mid", "high")},
    }


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows as RFC 4180 has them: a header, CRLF at line ends, texts always in quotes.

    Where a spreadsheet splits at semicolons, a cell may begin inside a text: what would be a
    formula there is made text, too. What is not known is an empty cell.
    """
    lines = [",".join(columns)]
    lines += [",".join(_cell(row[column]) for column in columns) for row in rows]
    return "".join(f"{line}\r\n" for line in lines)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case _:
            text = str(value)
            safe = _INNER_FORMULA.sub(r"\1'\2", shown(text))
            if text.lstrip(" ").startswith(_FORMULA):
                safe = f"'{safe}"
            return '"' + safe.replace('"', '""') + '"'
