"""What `drafttime verify` says: in words for the reader, in JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from drafttime.model.evidence import FigureDiffers, FileDiffers, NotVerified, Verdict
from drafttime.output.escaping import shown
from drafttime.output.json_text import listing
from drafttime.output.terminal import INDENT, Line, columns_of, labelled, padded, wrapped
from drafttime.output.wording import count, counted, listed

MOST_FIGURES = 20
MOST_PATTERNS = 4
NAME_LIMIT = 60
LABELS = 12
WORD = "the writer’s own word, which nothing here can prove"

_NONE = "—"


def verdict_json(verdict: Verdict) -> str:
    """Return the verdict as JSON text, with every name."""
    return listing({"agrees": not verdict.differs, **asdict(verdict)})


def verdict_text(verdict: Verdict, place: str, *, width: int) -> str:
    """Return the verdict as a paragraph of findings, and tables of what does not agree."""
    head = f"{shown(place, NAME_LIMIT)} · commit {verdict.commit[:7]}"
    parts = [head, labelled(list(_lines(verdict)), width, LABELS)]
    if verdict.figures:
        parts.append("\n".join(_figures(verdict.figures, width)))
    if verdict.files:
        parts.append("\n".join(_files(verdict.files, width)))
    parts.extend("\n".join(wrapped(remark, width)) for remark in verdict.remarks)
    parts.append("\n".join(wrapped(_closing(verdict), width)))
    return "\n\n".join(parts)


def _lines(verdict: Verdict) -> Iterator[Line]:
    if verdict.settings:
        yield Line("Made with", "; ".join(verdict.settings))
    yield Line("Figures", f"{_agree(verdict.figures_agree)} with the history")
    if verdict.files_agree:
        yield Line("Files", f"{_agree(len(verdict.files_agree))} with it")
    if verdict.figures:
        yield Line("Do not", counted(len(verdict.figures), "figure"))
    if verdict.files:
        names = list(dict.fromkeys(shown(one.file, NAME_LIMIT) for one in verdict.files))
        yield Line("" if verdict.figures else "Do not", _some(names, "file"))
    for number, one in enumerate(verdict.not_verified):
        yield Line("" if number else "Not verified", _unknown(one))


def _agree(number: int) -> str:
    return f"{count(number)} {'agrees' if number == 1 else 'agree'}"


def _unknown(one: NotVerified) -> str:
    if one.of == "figures":
        tops = list(dict.fromkeys(_top(name) for name in one.names))
        return f"{counted(len(one.names), 'figure')} of {_some(tops, 'part')}: {one.why}"
    return f"{_some([shown(name, NAME_LIMIT) for name in one.names], 'file')}: {one.why}"


def _top(name: str) -> str:
    return name.replace("[", ".").split(".")[0]


def _some(names: Sequence[str], noun: str) -> str:
    kept = list(names[:MOST_PATTERNS])
    if len(names) > len(kept):
        kept.append(counted(len(names) - len(kept), f"more {noun}"))
    return listed(kept)


def _figures(figures: Sequence[FigureDiffers], width: int) -> Iterator[str]:
    """Yield a table: the figure, what the folder says, what the history gives."""
    rows = [("Figure", "in the folder", "recomputed")]
    rows += [
        (shown(one.name, NAME_LIMIT), one.told or _NONE, one.recomputed or _NONE)
        for one in figures[:MOST_FIGURES]
    ]
    first, second = (max(columns_of(row[place]) for row in rows) for place in (0, 1))
    space = " " * INDENT
    if INDENT + first + second + 4 + max(columns_of(row[2]) for row in rows) <= width:
        for row in rows:
            yield f"{space}{padded(row[0], first)}  {padded(row[1], second)}  {row[2]}"
    else:
        for name, told, recomputed in rows[1:]:
            yield f"{space}{name}"
            yield f"{space * 2}in the folder  {told}"
            yield f"{space * 2}recomputed     {recomputed}"
    if len(figures) > MOST_FIGURES:
        yield f"{space}And {count(len(figures) - MOST_FIGURES)} more, in --json."


def _files(files: Sequence[FileDiffers], width: int) -> Iterator[str]:
    for one in files:
        yield from (" " * INDENT + line for line in wrapped(_place(one), width - INDENT))


def _place(one: FileDiffers) -> str:
    name = shown(one.file, NAME_LIMIT)
    where = f", {one.where}," if one.where else ""
    more = f"; {counted(one.more, 'more place')} like this" if one.more else ""
    if one.told is None and one.recomputed is None:
        return f"{name}{where} {one.how}{more}."
    if one.how:
        return f"{name}{where} {one.how}: “{one.told}” for “{one.recomputed}”{more}."
    if not one.recomputed:
        return f"{name}{where} says “{one.told}” where the history gives nothing{more}."
    if not one.told:
        return f"{name}{where} lacks “{one.recomputed}”{more}."
    return f"{name}{where} says “{one.told}” where the history gives “{one.recomputed}”{more}."


def _closing(verdict: Verdict) -> str:
    if verdict.differs:
        said = "The folder is not what this history gives."
    elif verdict.not_verified:
        said = "Everything that can be recomputed agrees."
    else:
        said = "Everything agrees."
    return f"{said} Times are those that the commits carry: {WORD}."
