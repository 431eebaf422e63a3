"""`drafttime drafts`: which snapshots are drafts, which could be, and how to mark them."""

from __future__ import annotations

from drafttime.cli._json import JsonTarget
from drafttime.cli._options import Json, Printing, Reading
from drafttime.cli._run import DONE, PARTIAL
from drafttime.cli._screen import Screen


def drafts(*, reading: Reading, json: Json = None, printing: Printing) -> int:
    """List the drafts, and how to mark them.

    Snapshots that could be drafts are listed with their words and the reason, each with the
    `git tag` line that marks it.
    """
    from drafttime.history import tells_of_gaps
    from drafttime.output.data import drafts_to_json
    from drafttime.output.summary import drafts_table
    from drafttime.pipeline import find_drafts

    target, screen = JsonTarget.of(json), Screen.for_command(printing)
    with screen.progress() as progress:
        found = find_drafts(reading.request(), progress)
    if target is not None:
        target.hand_over(drafts_to_json(found), screen)
    if target is None or not target.is_output:
        screen.say(drafts_table(found, width=screen.width))
    screen.mention_all(notice for notice in found.notices if notice.code != "guessed-draft")
    return PARTIAL if tells_of_gaps(found.notices) else DONE
