"""The charts of a report: from the cache, from a second process, or drawn here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from drafttime.cli._collector import collector_spared
from drafttime.cli._second import Second

if TYPE_CHECKING:
    from drafttime.charts import Drawn
    from drafttime.model import Analysis

T = TypeVar("T")


def draw_and(
    work: Callable[[], T], analysis: Analysis, second: Second | None, *, use_cache: bool
) -> tuple[T, tuple[Drawn, ...]]:
    """Do some work and draw all charts of an analysis; with a second process, both at once."""
    from drafttime import charts
    from drafttime.output.kept_charts import KeptCharts
    from drafttime.output.parcel import Order
    from drafttime.store import Store

    with collector_spared(), Store() if use_cache else Store.off() as store:
        order = Order(analysis, charts.keys_for(analysis))
        packed = order.packed()
        kept = KeptCharts(store, packed)
        found = kept.found(order.keys)
        if len(found) == len(order.keys):
            return work(), tuple(found[key] for key in order.keys)
        if second is None:
            drawn = charts.draw_all(analysis)
            done = work()
        else:
            second.ask(order, packed)
            done = work()
            drawn = second.drawn()
        kept.keep(drawn)
        return done, drawn
