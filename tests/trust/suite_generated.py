"""Invented histories, analysed and held against what is known of them.

Case `number` of a `seed` is the history `invent(seed, number)`; a hundred share a repository's
objects, and HEAD says whose turn it is.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from figures import Figures
from history_truth import of_the_analysis, of_the_history, of_the_text
from invented_writing import Written, write
from inventing import invent

from drafttime.history import Repository, open_repository
from drafttime.model import Analysis
from drafttime.pipeline import analyse
from drafttime.request import Request
from drafttime.text.decoding import decode
from drafttime.text.library import Library

AT_ONCE = 100
PROCESS_EVERY = 500
MOST_FAILURES = 40


def run(count: int, seed: int, scratch: Path) -> Figures:
    """Run the cases 0 to `count` − 1 of a seed."""
    began = time.perf_counter()
    failures: list[str] = []
    counts: Counter[str] = Counter()
    done = 0
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(count, start + AT_ONCE))
        folder = scratch / f"histories-{start}"
        for number, written in zip(
            numbers, write(folder, [invent(seed, n) for n in numbers]), strict=True
        ):
            failures += check(seed, number, folder, written, counts)
            done += 1
        shutil.rmtree(folder)
        if len(failures) >= MOST_FAILURES:
            break
    return Figures("generated", done, tuple(failures), dict(counts), time.perf_counter() - began)


def check(
    seed: int, number: int, folder: Path, written: Written, counts: Counter[str]
) -> list[str]:
    """Show one history of the repository in `folder`, analyse it, return what disagrees."""
    written.show(folder)
    invented = written.invented
    counts["commits"] += len(invented.order)
    counts["merges"] += sum(len(invented.commits[p].parents) > 1 for p in invented.order)
    counts["roots"] += sum(not invented.commits[p].parents for p in invented.order)
    counts["exact words"] += not invented.repeats
    try:
        said = list(_disagreements(folder, written))
        if number % PROCESS_EVERY == 7:
            counts["processes"] += 1
            said += _process(folder, written)
    except Exception:  # noqa: BLE001 - whatever is raised is the finding
        counts["tracebacks"] += 1
        said = [traceback.format_exc(limit=-4)]
    return [f"generated {seed} {number}: {what}" for what in said]


def _disagreements(folder: Path, written: Written) -> list[str]:
    said: list[str] = []

    @contextmanager
    def opened(where: Path, *, allow_linked: bool) -> Iterator[Repository]:
        with open_repository(where, allow_linked=allow_linked) as repository:
            yield repository
            said.extend(of_the_history(written, repository))

    with patch("drafttime.stages.reading.open_repository", opened):
        analysis = analyse(request(folder, written))
    said += of_the_analysis(written, analysis)
    if not written.invented.repeats:
        said += of_the_text(written, _words(analysis, written))
    return said


def request(folder: Path, written: Written) -> Request:
    """Return what is asked of a history: its book by name, where it needs to be named."""
    home = written.invented.home.decode()
    return Request(
        folder, {"include": [home + "**"]} if written.invented.include else {}, use_cache=False
    )


def _words(analysis: Analysis, written: Written) -> dict[str, tuple[str, ...]]:
    """Return the words of each file of the final text, as drafttime's reader takes its bytes."""
    library = Library()
    tree = written.invented.commits[written.invented.final].tree
    found = {}
    for file in analysis.manuscript.files:
        data = tree[file.path.encode("utf-8", "surrogateescape")].bytes
        assert decode(data) is not None
        text = library.text(file.path, data, file.path)
        tokens = library.vocabulary.decode("".join(text.paragraphs)) if text else ()
        found[file.path] = tuple(token for token in tokens if token[0].isalnum())
    return found


def _process(folder: Path, written: Written) -> list[str]:
    """Run the command as a writer does."""
    named = request(folder, written).overrides.get("include", ())
    options = [word for glob in named for word in ("--include", glob)]
    done = subprocess.run(
        [sys.executable, "-m", "drafttime", "sessions", str(folder), "--no-cache", *options],
        capture_output=True,
        check=False,
        timeout=120,
    )
    if done.returncode or b"Traceback" in done.stderr:
        return [f"the process ended with {done.returncode}: {done.stderr.decode()[-300:]}"]
    return []
