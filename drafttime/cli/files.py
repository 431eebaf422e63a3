"""`drafttime files`: which files are counted, in reading order, and why others are not."""

from __future__ import annotations

from drafttime.cli._json import JsonTarget
from drafttime.cli._options import Json, Printing, Reading
from drafttime.cli._run import DONE, PARTIAL
from drafttime.cli._screen import Screen


def files(*, reading: Reading, json: Json = None, printing: Printing) -> int:
    """List the files that are counted, and the others.

    The files of the manuscript stand in reading order; those left out, each with the reason.
    """
    from drafttime.history import tells_of_gaps
    from drafttime.output.data import manuscript_to_json
    from drafttime.output.summary import files_table
    from drafttime.pipeline import find_manuscript

    target, screen = JsonTarget.of(json), Screen.for_command(printing)
    with screen.progress() as progress:
        manuscript, notices = find_manuscript(reading.request(), progress)
    if target is not None:
        target.hand_over(manuscript_to_json(manuscript, notices), screen)
    if target is None or not target.is_output:
        screen.say(files_table(manuscript, width=screen.width))
    screen.mention_all(notices)
    return PARTIAL if tells_of_gaps(notices) else DONE
