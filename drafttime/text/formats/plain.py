"""Plain text: paragraphs between blank lines, with the headings and breaks that writers type.

Also the reading of every text format that has none of its own. Each block is read by itself, so any
blank line is a place to cut. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafttime.model import Block
from drafttime.text.format import NO_SOURCES, Format, PieceSources, Section
from drafttime.text.formats._prose import BREAK, fold, is_scene_break, paragraph
from drafttime.text.numerals import ENGLISH_ORDINALS, TENS, WORDS, read_roman
from drafttime.text.remembered import Remembered
from drafttime.text.sources import addresses

_BLANK_LINES = re.compile(r"\n(?:[ \t]*+\n)++")
_BEGINS = re.compile(r"\n\n(?=[#=ACISTW“«—ВНОПС])")
_UNWRAPPED = 120
"""A block with a longer line than this was never wrapped: each of its lines is a paragraph."""

_LONGEST_HEADING = 80

_NUMBER = "|".join(sorted({*WORDS, *ENGLISH_ORDINALS, *TENS}, key=len, reverse=True))
_DIVISION = re.compile(
    rf"""(?:the\s+)?(?:{_NUMBER}\s+)?
    (?:part|book|volume|chapter|letter|canto|act|scene|episode|stave
      |teil|buch|band|kapitel|brief|akt|szene|partie|livre|tome|chapitre|lettre|acte
      |parte|libro|cap[ií]tulo|carta|capitolo|lettera|atto|часть|книга|глава|письмо|действие)
    (?P<number>\s+(?:the\s+)?(?:\d{{1,4}}|[ivxlc]{{1,8}}|(?:{_NUMBER})(?:[\s-](?:{_NUMBER}))?))?
    (?P<rest>(?:\s*[.:—–-]\s*|\s+(?=(?-i:[^\Wa-z_]))|$).*)""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMED = re.compile(
    r"(?:prologue|epilogue|preface|foreword|afterword|introduction|conclusion|interlude|intermezzo"
    r"|coda|appendix|acknowledge?ments|dedication|prolog|epilog|vorwort|nachwort|einleitung"
    r"|préface|avant-propos|prólogo|epílogo|prefazione|пролог|эпилог|предисловие|послесловие)"
    r"(?:\s+[\divxlc]{1,6})?[.:]?",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"[^\W_a-z][^\W_]*(?:[ '’&:-]+[^\W_]+){0,9}")
_MARKED = re.compile(r"(={1,6}|\#{1,6})[ \t]+(\S.*)")
_UNDERLINE = re.compile(r"([=\-~^\"'`#*+.:_])\1{3,}[ \t]*")
_UNDERLINE_LEVELS = {"=": 1, "#": 1, "*": 1, "-": 2, "~": 3}


def sections(text: str) -> Sequence[Section]:
    """Cut at every empty line; a section begins before headings and some letters and signs."""
    return list(map(_sections.__getitem__, _BEGINS.split(text)))


def _section(text: str) -> Section:
    return Section.of(text.split("\n\n"))


_sections: Remembered[str, Section] = Remembered(_section, 1 << 22)


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of plain text."""
    return tuple(
        block for stretch in _BLANK_LINES.split(text) for block in _stretch(stretch.split("\n"))
    )


def sources(piece: str) -> PieceSources:
    """Return the addresses of pages in a piece, all that plain text has for links."""
    marks = addresses(piece)
    return PieceSources(marks=tuple(marks)) if marks else NO_SOURCES


def _stretch(lines: list[str]) -> Iterator[Block]:
    """Read the lines between two blank ones."""
    body = [line for line in lines if line.strip()]
    ornaments = [
        at
        for at, line in enumerate(body)
        if at and _is_ornament(line) and _underlined(body[at - 1 : at + 1]) is None
    ]
    start = 0
    for stop in [*ornaments, len(body)]:
        yield from _between_breaks(body[start:stop])
        start = stop


def _is_ornament(line: str) -> bool:
    return line.strip()[0] not in "-–—_=" and is_scene_break(line)


def _between_breaks(body: list[str]) -> Iterator[Block]:
    if not body:
        return
    if len(body) > 1 and _is_ornament(body[0]) and body[2:3] != body[:1]:
        yield BREAK
        body = body[1:]
    taken, heading = _heading(body)
    if heading is not None:
        yield heading
    for part in _paragraphs(body[taken:]):
        block = paragraph(part)
        if block is not None:
            yield block


def _paragraphs(lines: list[str]) -> list[str]:
    if max(map(len, lines), default=0) > _UNWRAPPED:
        return lines
    # Paragraphs without blank lines between them show by an indented first line each.
    indented = [line[:1] in " \t" for line in lines]
    if not (indented and indented[0] and not all(indented)):
        return ["\n".join(lines)]
    starts = [at for at, first in enumerate(indented) if first]
    return [
        "\n".join(lines[start:stop])
        for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]


def _heading(lines: list[str]) -> tuple[int, Block | None]:
    """Return how many lines a heading or scene break takes at the head of a block, and its block.

    A heading stands alone, or is underlined, or is the number of a part or chapter with its title
    on the next line.
    """
    first = fold(lines[0])
    if len(first) > _LONGEST_HEADING:
        return 0, None
    underlined = _underlined(lines)
    if underlined is not None:
        return underlined
    if len(lines) == 1:
        if is_scene_break(first):
            return 1, BREAK
        level, title = _level(first)
        return (1, Block("heading", title, level)) if level else (0, None)
    if len(lines) == 2 and _is_bare_division(first) and _could_be_title(fold(lines[1])):
        return 2, Block("heading", f"{first} {fold(lines[1])}", 1)
    return 0, None


def _underlined(lines: list[str]) -> tuple[int, Block] | None:
    """Read `Title` over a rule at least as long, or between two rules (reStructuredText)."""
    over = _UNDERLINE.fullmatch(lines[0]) is not None
    title = lines[1:2] if over else lines[:1]
    rule = lines[2:3] if over else lines[1:2]
    if not title or not rule or (over and rule[0].strip() != lines[0].strip()):
        return None
    found = _UNDERLINE.fullmatch(rule[0])
    text = fold(title[0])
    if found is None or len(rule[0].strip()) < min(len(text), _LONGEST_HEADING) - 1:
        return None
    if _UNDERLINE.fullmatch(title[0]):
        return None
    level = 1 if over else _UNDERLINE_LEVELS.get(found[1], 4)
    return (3 if over else 2), Block("heading", text, level)


def _level(line: str) -> tuple[int, str]:
    """Return the level of a line that stands alone, 0 if it is no heading, and its title."""
    marked = _MARKED.fullmatch(line)
    if marked is not None:
        title = marked[2].removesuffix(marked[1]).rstrip()
        return (len(marked[1]), title) if title else (0, line)
    if _NAMED.fullmatch(line) or _is_division(line):
        return 1, line
    if _is_only_number(line) or _is_capitals(line):
        return 2, line
    return 0, line


def _is_only_number(line: str) -> bool:
    number = line.removesuffix(".")
    if number.isascii() and number.isdigit():
        return len(number) <= 3
    return number.isupper() and read_roman([number.lower()])[0] is not None


def _is_division(line: str) -> bool:
    found = _DIVISION.fullmatch(line)
    if found is None:
        return False
    ordinal = line.lower().removeprefix("the ").split()[0] in WORDS
    return found["number"] is not None or (ordinal and not found["rest"].strip(" .:"))


def _is_bare_division(line: str) -> bool:
    found = _DIVISION.fullmatch(line)
    return found is not None and _is_division(line) and not found["rest"].strip(" .:—–-")


def _could_be_title(line: str) -> bool:
    return 0 < len(line) <= _LONGEST_HEADING and line[0].isupper() and line[-1] not in ",;"


def _is_capitals(line: str) -> bool:
    """Say whether a line is set in capitals as a title is, not as a shout or a signature.

    Neither punctuation nor a single short word: `STOP`, `YES, SIR` and `R. WALTON.` are prose.
    """
    if line != line.upper() or line == line.lower() or _CAPITALS.fullmatch(line) is None:
        return False
    return len(line) > 8 if " " in line else len(line) > 6


FORMAT = Format("plain", (".txt", ".text"), sections, parse, sources)
