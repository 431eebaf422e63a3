"""Matplotlib, imported late, without pyplot, and deaf to every matplotlibrc.

Matplotlib reads its settings while it is imported, first of all from the working directory, which
here is a repository that nobody vouches for. So it is imported standing in its own directory, and
everything is drawn in the defaults that it ships with and the few settings named below.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_RC = "MATPLOTLIBRC"
_BACKEND = "MPLBACKEND"
_OURS: dict[Any, Any] = {
    "text.parse_math": False,
    "text.usetex": False,
    "text.antialiased": True,
    "text.hinting": "none",
    "path.simplify": False,
    "path.snap": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "drafttime",
    "font.family": ["STIXGeneral"],
}
_NOT_STYLE = (
    "backend",
    "backend_fallback",
    "interactive",
    "toolbar",
    "timezone",
    "tk.window_focus",
)


@contextmanager
def _standing_in(place: Path) -> Iterator[None]:
    """Change the working directory for a moment; not for a program with several threads."""
    try:
        before: Path | None = Path.cwd()
    except OSError:  # it was deleted: there is nothing to go back to
        before = None
    os.chdir(place)
    try:
        yield
    finally:
        if before:
            os.chdir(before)


def load() -> None:
    """Import matplotlib as the module docstring says; costs 0.3 to 0.6 s once, then nothing."""
    if "matplotlib" in sys.modules:
        return
    logging.getLogger("matplotlib").addHandler(logging.NullHandler())
    spec = find_spec("matplotlib")
    home = Path(spec.origin).parent if spec and spec.origin else Path(sys.prefix)
    asked = {name: os.environ.pop(name) for name in (_RC, _BACKEND) if name in os.environ}
    os.environ[_RC] = str(home / "mpl-data" / "matplotlibrc")
    try:
        with _standing_in(home), warnings.catch_warnings():
            # Older versions call what their own dependencies have since renamed.
            warnings.simplefilter("ignore", DeprecationWarning)
            importlib.import_module("matplotlib.figure")
    finally:
        del os.environ[_RC]
        os.environ.update(asked)


@contextmanager
def style() -> Iterator[None]:
    """Draw in matplotlib's own defaults and ours, whatever was set before; costs about 5 ms."""
    load()
    from matplotlib import rc_context, rcParamsDefault  # noqa: PLC0415 - late on purpose

    settings: dict[Any, Any] = {
        key: value for key, value in rcParamsDefault.items() if key not in _NOT_STYLE
    }
    with rc_context({**settings, **_OURS}):
        yield
