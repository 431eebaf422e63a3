"""Find the values that plug-in files define: one file, one value, no register to keep.

A package such as `drafttime.charts` holds one module per chart, and each defines one value under an
agreed name (`CHART`, `MEASURE`, `FORMAT`, `LOG`). Modules whose names begin with an underscore are
helpers and are passed over.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TypeVar

T = TypeVar("T")


def discover(package: str, name: str, kind: type[T]) -> tuple[T, ...]:
    """Return the value called `name` of every module in `package`, in order of module name.

    Raises TypeError for a module that lacks the value or defines one of another kind, so that a
    plug-in with a typing error is noticed by its author and not missed by its user. Costs one
    import per module.
    """
    found: list[T] = []
    home = importlib.import_module(package)
    for info in sorted(pkgutil.iter_modules(home.__path__), key=lambda info: info.name):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"{package}.{info.name}")
        value = getattr(module, name, None)
        if not isinstance(value, kind):
            raise TypeError(f"{module.__name__} must define {name} as a {kind.__name__}")
        found.append(value)
    return tuple(found)
