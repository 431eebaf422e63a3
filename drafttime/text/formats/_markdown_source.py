"""What is taken out of Markdown before it is parsed: front matter and comments.

CommonMark knows comments only within a paragraph or as a block of HTML, and Obsidian's `%%` not at
all. Writers put both around whole scenes.
"""

from __future__ import annotations

import re

_YAML_FIRST = re.compile(
    r"---[ \t]*\n+(?:#[^\n]*\n+)*[\"']?[\w][\w \t./-]{0,80}[\"']?[ \t]*:(?:\s|$)"
)
_YAML_EMPTY = re.compile(r"---[ \t]*\n---[ \t]*(?:\n|$)")
_YAML_LAST = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|$)")
_TOML_FIRST = re.compile(r"\+\+\+[ \t]*\n")
_TOML_LAST = re.compile(r"\n\+\+\+[ \t]*(?:\n|$)")
_TITLE_LINES = re.compile(r"(?:%[ \t][^\n]*\n(?:[ \t]+[^\n]+\n)*){1,3}(?:\n|$)")
_INSIDE_A_LINE = re.compile(r"<!--(?<=[^\n]<!--)")
_CODE_OR_COMMENT = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n`]*$|(?P<span>`+)|(?P<comment><!--)|%%",
    re.MULTILINE,
)


def without_unread(text: str) -> str:
    """Return a whole file without front matter, and without comments that blank lines cut."""
    text = without_front_matter(text)
    return without_comments(text) if may_cut_comments(text) else text


def may_cut_comments(text: str) -> bool:
    """Say whether there are comments that the parser would not find."""
    return "%%" in text or ("<!--" in text and cuts_paragraphs(text))


def may_hide(stretch: str) -> bool:
    """Say whether the text around some lines could be one with comments that cut paragraphs."""
    if "<!--" not in stretch:
        return "%%" in stretch
    inside = map(re.Match.start, _INSIDE_A_LINE.finditer(stretch))
    return "%%" in stretch or not all(_begins_line(stretch, at) for at in inside)


def without_front_matter(text: str) -> str:
    """Return a whole file without YAML, TOML or a pandoc title block at its head.

    A scene break at the head is none: front matter begins with a `key:`.
    """
    if text.startswith("---"):
        if found := _YAML_EMPTY.match(text):
            return text[found.end() :]
        if (found := _YAML_FIRST.match(text)) and (
            last := _YAML_LAST.search(text, found.end() - 1)
        ):
            return text[last.end() :]
    elif text.startswith("+++"):
        if (found := _TOML_FIRST.match(text)) and (
            last := _TOML_LAST.search(text, found.end() - 1)
        ):
            return text[last.end() :]
    elif text.startswith("% ") and (found := _TITLE_LINES.match(text)):
        return text[found.end() :]
    return text


def cuts_paragraphs(text: str) -> bool:
    """Say whether a comment begins inside a line and goes on after a blank one.

    A comment that begins a line is a block, and the parser knows where it ends.
    """
    stop = blank = 0
    for found in _INSIDE_A_LINE.finditer(text):
        at = found.start()
        if _begins_line(text, at):
            continue
        if stop <= at:
            stop = text.find("-->", at)
            if stop < 0:
                return False
        if blank <= at:
            blank = text.find("\n\n", at)
        if 0 <= blank < stop:
            return True
    return False


def _begins_line(text: str, at: int) -> bool:
    """Say whether up to three spaces stand between the beginning of the line and `at`."""
    line = text.rfind("\n", max(0, at - 4), at) + 1
    return not text[line:at].strip(" ") and (line > 0 or at < 4)


def without_comments(text: str) -> str:
    """Return `text` without `<!-- … -->` and `%% … %%`, wherever they begin and end.

    Code keeps them. A comment that nobody closes is left as it stands, and Markdown decides. One
    pass: an end that was not found is not looked for again.
    """
    spans = _code_spans(text)
    unclosed = ""
    kept: list[str] = []
    done = at = 0
    while found := _CODE_OR_COMMENT.search(text, at):
        at = found.end()
        if found["fence"]:
            at = _end_of_fence(text, found["fence"], at)
        elif found["span"]:
            at = spans.get(found.start(), at)
        elif found[0] != unclosed:
            end = "-->" if found["comment"] else "%%"
            stop = text.find(end, at)
            if stop < 0:
                unclosed = found[0]
                continue
            kept.append(text[done : found.start()])
            done = at = stop + len(end)
    kept.append(text[done:])
    return "".join(kept)


def _end_of_fence(text: str, fence: str, start: int) -> int:
    close = re.compile(rf"^ {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE)
    found = close.search(text, start)
    return found.end() if found else len(text)


def _code_spans(text: str) -> dict[int, int]:
    """Map the start of every code span to its end: runs of as many backticks in one paragraph."""
    if "`" not in text:
        return {}
    runs = list(re.finditer(r"`+|\n[ \t]*\n", text))
    following: dict[int, int] = {}
    ends: dict[int, int] = {}
    for found in reversed(runs):
        if found[0][0] == "\n":
            following.clear()
            continue
        length = len(found[0])
        if length in following:
            ends[found.start()] = following[length]
        following[length] = found.end()
    return ends


def without_line_bars(text: str) -> str:
    """Return a line block (verse in pandoc's Markdown) without the bars before its lines."""
    lines = text.split("\n")
    if all(line.startswith("|") for line in lines):
        return "\n".join(line[1:] for line in lines)
    return text
