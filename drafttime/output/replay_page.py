"""The page of `drafttime replay`: the book's pages as grey lines, session by session, in one file.

It holds no text of the book. Its policy lets in its own style and script by their hashes, and
nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from drafttime import __version__
from drafttime.model import Replay
from drafttime.model.replay import Frame
from drafttime.output.environment import TEMPLATES, environment
from drafttime.output.escaping import shown
from drafttime.output.page import policy
from drafttime.output.replay_data import replay_json
from drafttime.output.replay_layout import Plan, lines_of, plan_of, starts_of
from drafttime.output.wording import counted, days, number_in_prose, sentence

PAGE_START = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="generator" content="drafttime replay '
)
"""How every such page begins, and no other file: what begins so may be replaced."""

TITLE_LIMIT = 120
COLUMNS = 24
SHEET = (40, 56)
"""The size of a page where no script draws, with its margin, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Still:
    """The final state as a drawing: its size, its pages, and its lines as one path."""

    width: int
    height: int
    pages: tuple[tuple[int, int], ...]
    lines: str


def replay_html(replay: Replay) -> str:
    """Return the page as HTML that needs nothing but itself. Linear in the changes."""
    css = (TEMPLATES / "replay.css").read_text(encoding="utf-8")
    script = (TEMPLATES / "replay.js").read_text(encoding="utf-8")
    plan = plan_of(replay)
    return (
        environment()
        .get_template("replay.html.j2")
        .render(
            start=Markup(PAGE_START),  # noqa: S704 - ours
            title=title_of(replay),
            standfirst=standfirst(replay),
            scale=scale(plan),
            steps=len(replay.steps),
            drafts=len(replay.drafts),
            still=still_of(replay, plan),
            style=Markup(css),  # noqa: S704 - ours
            script=Markup(script),  # noqa: S704 - ours
            data=Markup(replay_json(replay, plan)),  # noqa: S704 - held free of markup
            policy=script_policy(css, script),
            version=__version__,
        )
    )


def script_policy(css: str, script: str) -> str:
    """Return the policy of a page with one script, let in by its hash."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"{policy(css)}; script-src 'sha256-{digest}'"


def title_of(replay: Replay) -> str:
    """Return the name of the book, fit to be shown."""
    return shown(replay.name.strip(), TITLE_LIMIT) or "Untitled"


def standfirst(replay: Replay) -> str:
    """Return what is seen, in one sentence."""
    if not replay.steps:
        return "Nothing has been written yet."
    sessions = sum(step.kind == "session" for step in replay.steps)
    known = [step.day for step in replay.steps if step.day is not None]
    when = f", {days(known[0], known[-1])}" if known else ""
    steps = number_in_prose(sessions) + (" session" if sessions == 1 else " sessions")
    words = counted(replay.steps[-1].words, "word")
    return sentence(f"{steps}{when}; {words} at the end.")


def scale(plan: Plan) -> str:
    """Return what a line and a page stand for."""
    whole = plan.words * plan.lines
    return f"One line: up to {plan.words} words of a paragraph. One page: up to {whole:,} words."


def last_frame(replay: Replay) -> Frame:
    """Return the book after the last step."""
    frame = Frame()
    for step in replay.steps:
        frame.advance(step)
    return frame


def still_of(replay: Replay, plan: Plan) -> Still:
    """Return the final state as a drawing for readers whose browser runs no script."""
    frame = last_frame(replay)
    starts = starts_of(frame, plan, replay.heads)
    wide, high = SHEET
    used: set[int] = set()
    lines = []
    for number, start in starts.items():
        words = sum(words for words, _ in frame.paragraphs[number])
        for at, page, length in _lines(start, words, plan):
            used.add(page)
            x, y = page % COLUMNS * wide + 5, page // COLUMNS * high + 6 + 50 * at // plan.lines
            if length:
                lines.append(f"M{x} {y}h{length}")
    pages = tuple((page % COLUMNS * wide, page // COLUMNS * high) for page in sorted(used))
    rows = max(used, default=0) // COLUMNS + 1
    return Still(COLUMNS * wide, rows * high, pages, "".join(lines))


def _lines(start: int, words: int, plan: Plan) -> Iterator[tuple[int, int, int]]:
    """Yield the lines of a paragraph: the place on the page, the page, the length."""
    for line in range(lines_of(words, plan.words)):
        page, at = divmod(start + line, plan.lines)
        left = min(plan.words, max(0, words - line * plan.words))
        yield at, page, round(26 * left / plan.words)
