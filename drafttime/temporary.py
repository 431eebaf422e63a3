"""Folders for what is needed for a moment, in the system's place for them and nowhere else.

Python's own choice ends at the working directory, which may be somebody's repository, and tries
places out by writing into them.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

NAMED_BY = ("TMPDIR", "TEMP", "TMP")
USUAL = ("/tmp", "/var/tmp", "/usr/tmp")  # noqa: S108 - a folder of a name of its own is made there
PREFIX = "drafttime-"


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """Make a private folder that goes when it is closed. Raises OSError where none can be made."""
    failed: OSError = FileNotFoundError("no folder for temporary files")
    for place in _places():
        try:
            return tempfile.TemporaryDirectory(prefix=PREFIX, dir=place)
        except OSError as error:
            failed = error
    raise failed


def _places() -> Iterator[str]:
    """Yield the places to try: that which the program has settled on, else those of the system."""
    settled = tempfile.tempdir
    if settled is not None and os.fsdecode(settled) != str(Path.cwd()):
        yield os.fsdecode(settled)
        return
    yield from (os.environ[name] for name in NAMED_BY if os.environ.get(name))
    if os.name == "posix":
        yield from USUAL
