"""`drafttime week`: a look back on a week, and room for what only the writer knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from drafttime.cli._options import Printing, Reading, form_option
from drafttime.cli._parsers import at_least_one
from drafttime.cli._run import DONE, PARTIAL
from drafttime.cli._screen import Screen
from drafttime.cli._week_files import Written, check_week_folder, write_weeks
from drafttime.errors import OutputError

if TYPE_CHECKING:
    from drafttime.model import FoundWeeks

MENTIONED = frozenset({"log-writer-unknown"})
MOST_NAMED = 3


class WeekFormat(StrEnum):
    """In which form the weeks are given."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingWeeks(Reading):
    """`Reading` for a command that chooses the days itself."""

    LEFT_OUT: ClassVar[frozenset[str]] = frozenset({"since", "until", "time_rule"})


def today() -> date:
    """Return the day that the writer's clock shows."""
    return datetime.now().astimezone().date()


def day_asked(text: str | None, now: date) -> date:
    """Return a day of the week that `--of` names; on a Monday, without it, one of the week before.

    A day is written 2025-10-30, a week 2025-W44; "this" and "last" are the current week and the one
    before. Raises typer.BadParameter.
    """
    if text is None:
        return now - timedelta(days=1) if now.weekday() == 0 else now
    if text in {"this", "last"}:
        return now if text == "this" else now - timedelta(days=7)
    try:
        if len(text) == len("2025-W44"):
            return date.fromisoformat(f"{text}-1")
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is no day: write it as 2025-10-30, or a week as 2025-W44, or this, or last"
        ) from None


def week(
    *,
    reading: ReadingWeeks,
    of: Annotated[
        str | None,
        typer.Option(
            help="The week that holds this day (2025-10-30), a week by its name (2025-W44), or "
            "this, or last. Default: this week so far; on a Monday, the week before.",
            metavar="DATE",
        ),
    ] = None,
    weeks: Annotated[
        int,
        typer.Option(
            help="So many weeks, of which that is the last. Default: 1.",
            metavar="NUMBER",
            parser=at_least_one,
            show_default=False,
        ),
    ] = 1,
    form: Annotated[
        WeekFormat | None,
        form_option(
            WeekFormat,
            "The form: text for the eye, md for Markdown, html for a page to be looked at or "
            "printed, json for other programs. Default: text, and md with --out.",
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            help="Write a Markdown file a week into this folder, as 2025-W44.md. What you wrote "
            "in a file that stands there is kept.",
            metavar="FOLDER",
        ),
    ] = None,
    show_text: Annotated[
        bool,
        typer.Option(
            "--show-text", help="Show the paragraph that was returned to, and the longest cut."
        ),
    ] = False,
    printing: Printing,
) -> int:
    """Look back on a week: what came and went, how long it took, where you returned to.

    A week starts on Monday; days are your own, those of the clock that the commit was made by. Your
    commit messages are the diary, and open questions leave room for the rest. Of several weeks, a
    table is printed.
    """
    from drafttime.pipeline import look_back
    from drafttime.stages.weeks import Asked

    screen = Screen.for_command(printing)
    folder = None if out in {None, "-"} else Path(str(out))
    if folder is not None and form not in {None, WeekFormat.MD}:
        raise typer.BadParameter(
            f"--out has no place with --format {form}: it writes Markdown. To keep this form, send "
            f"the output to a file: drafttime week --format {form} > week.{form}"
        )
    now = today()
    asked = Asked(day_asked(of, now), now, weeks)
    if folder is not None:
        check_week_folder(folder)
    request = reading.request()
    if show_text:
        request = replace(request, overrides={**request.overrides, "show_text": True})
    with screen.progress() as progress:
        found = look_back(request, asked, progress)
    screen = screen.as_set(found.settings)
    remarks = _remarks(found)
    if folder is None:
        _print(found, form or WeekFormat.TEXT, screen, remarks)
    for remark in remarks:
        screen.mention(remark)
    if folder is not None:
        _report(write_weeks(found, folder), folder, screen)
    return PARTIAL if found.partial else DONE


def _print(found: FoundWeeks, form: WeekFormat, screen: Screen, remarks: Sequence[str]) -> None:
    if form is WeekFormat.JSON:
        from drafttime.output.week_data import weeks_to_json

        screen.hand_over(weeks_to_json(found))
    elif form is WeekFormat.HTML:
        from drafttime.output.week_page import weeks_html

        screen.hand_over(weeks_html(found))
    elif form is WeekFormat.MD:
        from drafttime.output.week_markdown import weeks_markdown

        screen.hand_over(weeks_markdown(found))
    else:
        from drafttime.output.week_text import weeks_text

        # As a terminal breaks them: at its edge.
        below = sum(-(-len(remark) // screen.width) for remark in remarks)
        screen.say(weeks_text(found, width=screen.width, below=below))


def _remarks(found: FoundWeeks) -> tuple[str, ...]:
    """Return what the figures do not hold."""
    from drafttime.history import gaps
    from drafttime.output.escaping import shown
    from drafttime.output.wording import listed

    said = []
    if found.uncommitted and found.weeks[-1].state == "so far":
        named = [shown(path) for path in found.uncommitted[:MOST_NAMED]]
        more = len(found.uncommitted) - len(named)
        names = listed([*named, *([f"{more:,} more"] if more else [])])
        said.append(f"note: changes in {names} are in no commit, and not in this week.")
    others = [one for one in found.notices if one.code in MENTIONED]
    said += [f"note: {shown(one.message)}" for one in [*gaps(found.notices), *others]]
    return tuple(said)


def _report(written: Sequence[Written], folder: Path, screen: Screen) -> None:
    """Say what became of the files. Raises OutputError where some were left alone."""
    from drafttime.output.escaping import shown

    for one in written:
        if one.outcome == "to come":
            screen.mention(f"{shown(str(one.path))}: this week is still to come, nothing written")
    if len(written) == 1 and written[0].outcome not in {"left alone", "to come"}:
        screen.mention(f"{shown(str(written[0].path))}: {written[0].outcome}")
    elif len(written) > 1:
        counts = Counter(one.outcome for one in written)
        said = ", ".join(f"{number:,} {outcome}" for outcome, number in counts.items())
        screen.mention(f"{len(written):,} weeks in {shown(str(folder))}: {said}")
    alone = [one for one in written if one.outcome == "left alone"]
    if not alone:
        return
    for one in alone[1:]:
        screen.mention(f"note: {shown(str(one.path))} was left as it is: {one.why}")
    raise OutputError(f"{alone[0].path} was left as it is: {alone[0].why}", alone[0].hint)
