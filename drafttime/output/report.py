"""The report's folder: the page, the charts as files, and the data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from drafttime.charts import Drawn
from drafttime.model import Analysis
from drafttime.output.data import report_object
from drafttime.output.folder import write_folder
from drafttime.output.json_text import json_text
from drafttime.output.page import page_html
from drafttime.output.tables import revisions_csv, sessions_csv

INDEX = "index.html"
DATA = "data.json"
_KEY = re.compile(r"[a-z][a-z0-9-]*")


def write_report(analysis: Analysis, drawn: Sequence[Drawn], folder: Path) -> Path:
    """Write the report into `folder` and return its page.

    An earlier report there is replaced as a whole. Raises OutputError, and changes nothing, where
    `folder` is something else or cannot be written.
    """
    write_folder(folder, report_files(analysis, drawn))
    return folder / INDEX


def report_files(analysis: Analysis, drawn: Sequence[Drawn]) -> dict[str, bytes]:
    """Return the content of the report by path; the same analysis gives the same bytes."""
    data = report_object(analysis)
    texts = {
        INDEX: page_html(analysis, drawn, data["evidence"]),
        DATA: json_text(data),
        "revisions.csv": revisions_csv(data),
        "sessions.csv": sessions_csv(data),
    }
    files = {name: text.encode() for name, text in texts.items()}
    for chart in drawn:
        files |= chart_files(chart)
    return files


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
