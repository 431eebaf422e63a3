"""An analysis as bytes: to be handed to a second process of our own, and to be told by its digest.

The same bytes are the same analysis, so that whatever is kept under their digest belongs to it. Of
two analyses that are equal the bytes may differ, where one shares a value that the other repeats:
then something is made again that could have been found. Nothing is read back from a disk here.
"""

from __future__ import annotations

from dataclasses import dataclass
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import Any

from drafttime.charts import Look
from drafttime.model import Analysis

PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be drawn: these charts of an analysis, with the ids and in the look that it says.

    Its fields are the arguments of `draw_each`.
    """

    analysis: Analysis
    keys: tuple[str, ...]
    prefix: str = "chart"
    look: Look = PLAIN

    def packed(self) -> bytes:
        """Return the whole order as bytes; costs a tenth of a second for a large book."""
        return bytes(ForkingPickler.dumps(self))

    @staticmethod
    def unpacked(packed: bytes) -> Order:
        """Return the order that our own process has packed, and nobody else."""
        order = ForkingPickler.loads(packed)
        assert isinstance(order, Order)
        return order


def _view(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


ForkingPickler.register(MappingProxyType, lambda view: (_view, (dict(view),)))
