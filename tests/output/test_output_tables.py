from __future__ import annotations

import csv
import io
import re

import pytest
from shared_books import hostile, novel

from drafttime.output.data import report_object
from drafttime.output.tables import (
    REVISION_COLUMNS,
    SESSION_COLUMNS,
    csv_text,
    revisions_csv,
    sessions_csv,
)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", '"\'=1+1"'),
        ("+cmd", '"\'+cmd"'),
        ("-2", '"\'-2"'),
        ("@SUM(1)", '"\'@SUM(1)"'),
        ("  =1", '"\'  =1"'),
        ("\t=1", '"\'⟨U+0009⟩=1"'),
        ("\r=1", '"\'⟨U+000D⟩=1"'),
        ("＝1", '"\'＝1"'),
        ('say "no"', '"say ""no"""'),
        ("a;=1,b", '"a;\'=1,b"'),
        ('";=1', '""";\'=1"'),
        ('a; "@b', '"a; ""\'@b"'),
        ("a;b-c", '"a;b-c"'),
        ("\x1b[2J\udcff", '"⟨U+001B⟩[2J⟨FF⟩"'),
        (None, ""),
        (True, "true"),
        (12, "12"),
        (0.25, "0.25"),
    ],
)
def test_no_cell_is_taken_for_a_formula(cell: object, written: str) -> None:
    assert csv_text(("column",), [{"column": cell}]) == f"column\r\n{written}\r\n"


def test_every_revision_and_session_has_its_row() -> None:
    book = novel()
    rows = list(csv.DictReader(io.StringIO(revisions_csv(report_object(book)), newline="")))
    assert tuple(rows[0]) == REVISION_COLUMNS
    assert [row["commit"] for row in rows] == [revision.commit for revision in book.revisions]
    assert rows[0]["words_restored"] == "0"
    sittings = list(csv.DictReader(io.StringIO(sessions_csv(report_object(book)), newline="")))
    assert tuple(sittings[0]) == SESSION_COLUMNS
    assert [int(row["revisions"]) for row in sittings] == [
        len(session.revisions) for session in book.sessions
    ]


def test_hostile_names_stay_in_their_cells() -> None:
    data = report_object(hostile())
    for text in (revisions_csv(data), sessions_csv(data)):
        text.encode()
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert not any(re.match(r"\s*[=+\-@]", cell) for row in rows for cell in row)
        assert "\x1b" not in text
