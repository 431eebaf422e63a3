"""What may not be found in what drafttime writes, medium by medium.

Each check is written apart from the program's own escaping, and returns what it found in sentences.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

OBEYED = frozenset("LRE RLE LRO RLO PDF LRI RLI FSI PDI".split())
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")
SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|.)", re.DOTALL)
STYLED = re.compile(r"\x1b\[(?:(?:0|1|2|3|4|7|9|22|23|24|27|29)?(?:;|m))*")
"""Bold, faint, struck and their ends, which the program sends itself; no colour, nothing hidden."""
SVG_SHAPES = frozenset(
    "svg title desc g path rect line circle polyline polygon text tspan style".split()
)
CLOSER = re.compile(r"<(?:/|!--|script)", re.IGNORECASE)


def in_terminal(text: bytes, *, allowed: str = "\n") -> Iterator[str]:
    """Find what a terminal would obey in what was printed."""
    try:
        whole = text.decode("utf-8")
    except UnicodeDecodeError as error:
        yield f"bytes that are no UTF-8: {text[error.start : error.start + 8]!r}"
        return
    for character in sorted(set(whole)):
        kind = unicodedata.category(character)
        if character not in allowed and (
            kind in {"Cc", "Cs", "Zl", "Zp"} or unicodedata.bidirectional(character) in OBEYED
        ):
            at = whole.index(character)
            beside = whole[max(0, at - 20) : at + 20]
            yield f"U+{ord(character):04X} reached the terminal: {beside!a}"


def in_styled_terminal(text: bytes, known: frozenset[str]) -> Iterator[str]:
    """Find sequences that a run with plain words does not send to a terminal."""
    whole = text.decode("utf-8", "replace")
    for sequence in sorted({*SEQUENCE.findall(whole)} - known):
        if not STYLED.fullmatch(sequence):
            yield f"{sequence!a} reached the terminal"
    yield from in_terminal(SEQUENCE.sub("", whole).encode(), allowed="\n\r")


def sequences(text: bytes) -> frozenset[str]:
    return frozenset(SEQUENCE.findall(text.decode("utf-8", "replace")))


def in_csv(data: bytes) -> Iterator[str]:
    """Find cells that a spreadsheet would run, and rows that a cell has broken."""
    text = data.decode("utf-8")
    yield from in_terminal(data, allowed="\r\n")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if len({len(row) for row in rows}) > 1:
        yield f"rows of {sorted({len(row) for row in rows})} cells"
    for cell in (cell for row in rows for cell in row):
        if cell.lstrip(" \xa0\u200b\ufeff").startswith(FORMULA) and not NUMBER.fullmatch(cell):
            yield f"a cell that is run: {cell[:40]!a}"
    for separator in ";\t":  # as a spreadsheet with other habits would read it
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            for cell in row[1:]:
                if cell.startswith(FORMULA):
                    yield f"a cell that is run where {separator!r} separates: {cell[:40]!a}"


def in_json(data: bytes) -> Iterator[str]:
    """Find what is no JSON, what a terminal obeys, and what would close a script element."""
    yield from in_terminal(data)
    text = data.decode("utf-8")
    found = json.loads(text, parse_constant=_refuse, object_pairs_hook=_alone)
    if json.loads(json.dumps(found)) != found:
        yield "does not come back as it was"
    if closer := CLOSER.search(text):
        yield f"{closer[0]!r} would end or change a script element"


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _alone(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len(dict(pairs)) == len(pairs), "a key comes twice"
    return dict(pairs)


def in_svg(data: bytes) -> Iterator[str]:
    """Find what is more than shapes and words in a drawing that opens as a file."""
    text = data.decode("utf-8")
    yield from in_terminal(data)
    if re.search(r"<!(?:DOCTYPE|ENTITY)|<\?(?!xml )", text):
        yield "a document type, an entity or an instruction"
    for element in ET.fromstring(text).iter():
        name = str(element.tag).rpartition("}")[2]
        if name not in SVG_SHAPES:
            yield f"the element <{name}>"
        for key, value in element.attrib.items():
            if _is_active(key.rpartition("}")[2].lower(), value):
                yield f"the attribute {key}={value[:40]!a}"
        if name == "style" and re.search(r"url|import|expression|[<\\]", element.text or ""):
            yield f"a style that reaches out: {(element.text or '')[:60]!a}"


def _is_active(key: str, value: str) -> bool:
    if key.startswith("on") or key in {"style", "base", "src"}:
        return True
    if key == "href":
        return not value.startswith("#")
    return "javascript:" in value.lower() and key not in {"aria-label", "data-name"}


def files_of(kind: str, folder: Path) -> Sequence[Path]:
    return [path for path in sorted(folder.rglob(f"*.{kind}")) if path.is_file()]
