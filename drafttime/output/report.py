"""The report's folder: the page, the charts as files, and the data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafttime.charts import Drawn
from drafttime.model import Analysis
from drafttime.output.data import report_object
from drafttime.output.folder import write_folder
from drafttime.output.json_text import Json, json_text
from drafttime.output.page import page_html
from drafttime.output.tables import revisions_csv, sessions_csv

INDEX = "index.html"
DATA = "data.json"
_KEY = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Tables:
    """What of a report needs no chart: the files of its data by path, and their evidence."""

    files: Mapping[str, bytes]
    evidence: Json


def write_report(
    analysis: Analysis, drawn: Sequence[Drawn], folder: Path, tables: Tables | None = None
) -> Path:
    """Write the report into `folder` and return its page.

    An earlier report there is replaced as a whole. Raises OutputError, and changes nothing, where
    `folder` is something else or cannot be written.
    """
    write_folder(folder, report_files(analysis, drawn, tables))
    return folder / INDEX


def report_files(
    analysis: Analysis, drawn: Sequence[Drawn], tables: Tables | None = None
) -> dict[str, bytes]:
    """Return the content of the report by path; the same analysis gives the same bytes.

    `tables` are those of `tables_of`, where they were made already.
    """
    tables = tables or tables_of(analysis)
    files = {INDEX: page_html(analysis, drawn, tables.evidence).encode(), **tables.files}
    for chart in drawn:
        files |= chart_files(chart)
    return files


def tables_of(analysis: Analysis) -> Tables:
    """Return the files of data, and the evidence that the page shows as well."""
    data = report_object(analysis)
    texts = {
        DATA: json_text(data),
        "revisions.csv": revisions_csv(data),
        "sessions.csv": sessions_csv(data),
    }
    return Tables({name: text.encode() for name, text in texts.items()}, data["evidence"])


def chart_files(chart: Drawn) -> dict[str, bytes]:
    """Return the pictures of a chart by path."""
    if not _KEY.fullmatch(chart.key):
        raise ValueError(f"{chart.key!a} cannot name a file")
    place = f"charts/{chart.key}"
    return {
        f"{place}.svg": chart.svg_wide.encode(),
        f"{place}-narrow.svg": chart.svg_narrow.encode(),
        f"{place}.png": chart.png_1x,
        f"{place}@2x.png": chart.png_2x,
    }
