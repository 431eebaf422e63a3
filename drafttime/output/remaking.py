"""What a folder should hold: its data and its files, made again from an analysis.

This is where the kinds of folders are told apart: a report, and a portfolio.
"""

from __future__ import annotations

from collections.abc import Mapping

from drafttime.charts import draw_all
from drafttime.errors import UsageError
from drafttime.model import Analysis
from drafttime.output.data import report_object
from drafttime.output.json_text import Json
from drafttime.output.portfolio import portfolio_files
from drafttime.output.portfolio_data import portfolio_object
from drafttime.output.portfolio_options import PortfolioOptions, recorded_options
from drafttime.output.rebuilt import OddDataError, as_told, with_told_time
from drafttime.output.report import report_files
from drafttime.output.told_portfolio import KIND, is_portfolio

Files = Mapping[str, bytes]


def remade_data(data: Json, analysis: Analysis) -> Json:
    """Return the data that the analysis gives for a folder of the kind that `data` is from.

    Raises OddDataError for options that no portfolio was made with.
    """
    return (
        portfolio_object(analysis, _options(data))
        if is_portfolio(data)
        else report_object(analysis)
    )


def remade_files(data: Json, analysis: Analysis) -> Files:
    """Return the files that belong beside `data`. Draws every chart: some seconds."""
    if is_portfolio(data):
        return portfolio_files(analysis, _options(data))
    return report_files(analysis, draw_all(analysis))


def completed(data: Json, analysis: Analysis, *, rest_on_logs: bool) -> Analysis | None:
    """Return the analysis with what only the maker of the folder could see, as the data tells it.

    None where files rest on a log that is not at hand, and the data does not hold enough to make
    them again. Raises OddDataError.
    """
    if is_portfolio(data):
        return None if rest_on_logs else analysis
    told = as_told(analysis, data)
    return with_told_time(told, data) if rest_on_logs else told


def _options(data: Json) -> PortfolioOptions:
    try:
        return recorded_options(data[KIND])
    except UsageError as error:
        raise OddDataError(error.message) from None
