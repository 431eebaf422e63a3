"""LaTeX tokens read as blocks of prose."""

from __future__ import annotations

import unicodedata

from drafttime.model import Block
from drafttime.text.formats import _latex_tables as tables
from drafttime.text.formats._latex_text import LEFT_OUT, typeset, without_gaps
from drafttime.text.formats._latex_tokens import STARS, Tokens
from drafttime.text.formats._prose import BREAK, fold, folded_paragraph
from drafttime.text.formats._sorts import Sorts

_BLANKS_AHEAD = 12
"""So many spaces and comments between a command and its argument are looked through."""


def read(tokens: Tokens) -> tuple[Block, ...]:
    """Return the blocks of a tokenised text. Linear in the number of tokens."""
    return _Reader(tokens).read()


def read_sorts(tokens: Tokens) -> Sorts:
    """Return the sort of source that each block lies in. Linear in the number of tokens."""
    reader = _Reader(tokens)
    reader.sorts.label(len(reader.read()))
    return reader.sorts


class _Reader:
    """Walks through the tokens once; `_frames` are the open arguments that end in something."""

    def __init__(self, tokens: Tokens) -> None:
        self._kinds = tokens.kinds
        self._texts = list(tokens.texts)
        self._matches = tokens.matches
        self._buffer: list[str] = []
        self._blocks: list[Block] = []
        self._frames: list[tuple[int, str, int]] = []
        self._silent: set[int] = set()
        self.sorts = Sorts()

    def read(self) -> tuple[Block, ...]:
        kinds, texts, add = self._kinds, self._texts, self._buffer.append
        at = 0
        while at < len(kinds):
            if kinds[at] == "text":
                add(typeset(texts[at]))
                at += 1
            else:
                at = self._step(at)
        self._flush()
        return tuple(self._blocks)

    def _step(self, at: int) -> int:
        """Read the token at `at`, which is no text, and return the index of the next to read."""
        kind, text = self._kinds[at], self._texts[at]
        if kind == "command":
            return self._command(text, at + 1)
        if kind == "maths":
            self._buffer.append(text or LEFT_OUT)
        elif kind == "par":
            self._end_paragraph()
        elif kind in {"begin", "end"}:
            self._end_paragraph()
            self._bound(kind, text.rstrip("*"))
            return self._begin(text, at + 1) if kind == "begin" else at + 1
        else:
            return self._mark(kind, at)
        return at + 1

    def _bound(self, kind: str, name: str) -> None:
        """Note where an environment of sources begins or ends."""
        sort = tables.SOURCES.get(name)
        if sort is not None:
            note = self.sorts.begin if kind == "begin" else self.sorts.end
            note(len(self._blocks), sort)

    def _mark(self, kind: str, at: int) -> int:
        """Read a space, a brace or a bracket."""
        if kind == "}":
            if self._frames and self._frames[-1][0] == at:
                return self._close_frame(at)
        elif kind == "{":
            if at and self._kinds[at - 1] == "}" and at not in self._silent:
                self._buffer.append(" ")
        else:
            self._buffer.append(" " if at in self._silent else self._texts[at])
        return at + 1

    def _command(self, name: str, at: int) -> int:
        if self._texts[at : at + 1] == ["*"] and name not in tables.SIGNS:
            at += 1
        if name in tables.SIGNS:
            self._buffer.append(tables.SIGNS[name])
            return at
        if name in tables.LETTERS:
            return self._letter(tables.LETTERS[name], at)
        if name in tables.HEADINGS:
            return self._framed(at, "heading", tables.HEADINGS[name])
        if name in tables.ASIDES:
            return self._framed(at, "aside", 0)
        return self._after_leavings(name, at)

    def _after_leavings(self, name: str, at: int) -> int:
        """Read a command that ends a paragraph or draws a line, or one that leaves nothing."""
        if name in tables.EPIGRAPHS:
            self._end_paragraph()
            return self._framed(at, "epigraph", tables.EPIGRAPHS[name])
        if name in tables.OWN_PARAGRAPHS:
            self._end_paragraph()
            return self._framed(self._after_arguments(at, name == "captionof"), "own", 0)
        if name in tables.ENDS_PARAGRAPH or name in tables.BREAKS:
            self._end_paragraph()
        if name in tables.BREAKS or name in tables.RULES:
            self._buffer.append(STARS)
        if name in tables.BREAKS:
            self._end_paragraph()
        if name in tables.SPECIAL:
            return self._special(name, at)
        if tables.POINTERS.fullmatch(name):
            self._buffer.append(LEFT_OUT)
        if name in tables.UNREAD_ARGUMENTS:
            return self._after_arguments(at, tables.UNREAD_ARGUMENTS[name], spaced=True)
        if tables.UNREAD_FAMILIES.fullmatch(name):
            return self._after_arguments(at, 9)
        return self._after_value(name, at)

    def _special(self, name: str, at: int) -> int:
        if name in tables.DEFINITIONS:
            return self._after_definition(at)
        if name == "let":
            return self._after_names(at, 2)
        if name == "texorpdfstring":
            return self._first_of_two(at)
        if name == "lettrine":
            at = self._after_options(at)
            self._silent.add(self._matches.get(at, -2) + 1)
            return at
        return self._shown_option(at, "")

    def _begin(self, name: str, at: int) -> int:
        count = tables.ENVIRONMENT_ARGUMENTS.get(name)
        if count is None:
            return self._shown_option(at, name)
        return self._after_arguments(at, count, spaced=True)

    def _shown_option(self, at: int, environment: str) -> int:
        """Keep an optional argument that names something: a theorem, an item."""
        start = self._past_blanks(at)
        stop = self._matches.get(start, -1)
        if stop < 0 or self._kinds[start] != "[":
            return at
        if environment and tables.OPTIONS.fullmatch("".join(self._texts[start + 1 : stop])):
            return stop + 1
        self._silent |= {start, stop}
        return start

    def _letter(self, letter: str, at: int) -> int:
        self._buffer.append(letter)
        if at < len(self._kinds) and self._kinds[at] == "text":
            text = self._texts[at].lstrip(" \t")
            self._buffer.append(typeset(text))
            return at + 1
        return at

    def _framed(self, at: int, kind: str, level: int) -> int:
        start = self._past_blanks(self._after_options(at))
        stop = self._matches.get(start, -1)
        if stop < 0 or self._kinds[start] != "{":
            return at
        if kind == "aside":
            self._buffer.append(" ")
        elif not self._frames:
            self._flush()
        self._frames.append((stop, kind, level))
        return start + 1

    def _close_frame(self, at: int) -> int:
        _, kind, value = self._frames.pop()
        if kind == "first":
            return value + 1
        self._buffer.append(" ")
        if kind == "aside" or self._frames:
            return at + 1
        if kind in {"own", "epigraph"}:
            self.sorts.label(len(self._blocks))
            self._flush()
            self.sorts.label(len(self._blocks), "epigraph" if kind == "epigraph" else None)
            return self._framed(at + 1, kind, value - 1) if value > 1 else at + 1
        text = fold(self._take().replace(STARS, " "))
        if text:
            self._blocks.append(Block("heading", text, value))
        return at + 1

    def _end_paragraph(self) -> None:
        if self._frames:
            self._buffer.append(" ")
        else:
            self._flush()

    def _take(self) -> str:
        text = fold("".join(self._buffer))
        self._buffer.clear()
        if LEFT_OUT in text:
            text = fold(without_gaps(text))
        return text if text.isascii() else unicodedata.normalize("NFC", text)

    def _flush(self) -> None:
        text = self._take()
        if STARS in text:
            alone = not text.strip(STARS + " ")
            text = "* * *" if alone else fold(text.replace(STARS, " "))
        block = folded_paragraph(text)
        if block is not None and not (block == BREAK and self._blocks[-1:] == [BREAK]):
            self._blocks.append(block)

    # Where arguments end. Each returns the index of the token at which reading goes on.

    def _past_blanks(self, at: int) -> int:
        for ahead in range(at, min(at + _BLANKS_AHEAD, len(self._kinds))):
            if self._kinds[ahead] not in {"text", "space"} or self._texts[ahead].strip():
                return ahead
        return at

    def _after_options(self, at: int) -> int:
        while at < len(self._kinds) and self._kinds[at] == "[" and at in self._matches:
            at = self._matches[at] + 1
        return at

    def _after_arguments(self, at: int, count: int, *, spaced: bool = False) -> int:
        while True:
            at = self._after_options(at)
            start = self._past_blanks(at) if spaced else at
            if start >= len(self._kinds):
                return at
            kind = self._kinds[start]
            if kind == "[" and start in self._matches and count:
                at = self._matches[start] + 1
            elif kind == "{" and start in self._matches and count:
                at = self._matches[start] + 1
                count -= 1
            elif kind == "command" and count > 1:
                at = start + 1
                count -= 1
            else:
                return at

    def _after_names(self, at: int, count: int) -> int:
        for _ in range(count):
            start = self._past_blanks(at)
            if self._texts[start : start + 1] == ["="]:
                start += 1
            if start < len(self._kinds) and self._kinds[start] == "command":
                at = start + 1
        return at

    def _after_definition(self, at: int) -> int:
        r"""Return the end of `\def\name#1#2{body}`."""
        for ahead in range(at, min(at + 2 * _BLANKS_AHEAD, len(self._kinds))):
            if self._kinds[ahead] == "{" and ahead in self._matches:
                return self._matches[ahead] + 1
            if self._kinds[ahead] == "par":
                return at
        return at

    def _first_of_two(self, at: int) -> int:
        first_end = self._matches.get(at, -1)
        second_end = self._matches.get(first_end + 1, -1)
        if 0 <= first_end < second_end and self._kinds[first_end + 1] == "{":
            self._frames.append((first_end, "first", second_end))
        return at

    def _after_value(self, name: str, at: int) -> int:
        r"""Return the end of what a command is set to, as in `\parskip=4pt`, or of its options."""
        text = self._texts[at] if at < len(self._kinds) and self._kinds[at] == "text" else ""
        if text.startswith("=") or tables.LENGTHS.fullmatch(name):
            found = tables.LENGTH.match(text)
            if found is not None:
                self._texts[at] = text[found.end() :]
        return self._after_options(at)
