"""LaTeX as tokens: text, commands and braces; what cannot hold prose is passed over here.

Comments leave no token, a formula leaves one, and an environment such as `verbatim` is passed over
to its end, whatever stands in it. Nothing but braces and such environments reaches beyond an empty
line. Linear: every part of a text is looked at a bounded number of times.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

Kind = Literal["text", "space", "par", "{", "}", "[", "]", "command", "begin", "end", "maths"]

_FORMULAS = frozenset(
    """equation align gather multline displaymath eqnarray math alignat flalign xalignat xxalignat
    dmath dgroup split aligned gathered subequations array""".split()
)
_LISTINGS = frozenset(
    """tikzcd tikzpicture pgfpicture picture pspicture diagram forest circuitikz axis verbatim
    Verbatim BVerbatim LVerbatim SaveVerbatim alltt lstlisting minted listing code pycode sageblock
    asy asydef algorithm algorithmic algorithm2e comment filecontents luacode music abc lilypond
    prooftree""".split()
)
QUOTING = ("verbatim", "Verbatim", "lstlisting", "minted", "comment", "filecontents", "alltt")
"""Environments that may hold a whole document as an example."""

_MATHS = r"""(?:
        [^$\\\n%{}]++ | [{}] | %[^\n]* | \n(?![ \t]*\n)
      | \\(?:text|mbox|hbox|textrm|textbf|textit)[ ]?\{(?:[^{}$\n]++|\$[^{}$\n]*+\$)*+\}
      | \\. | \\(?=\n)
    )*+"""
_ACCENTED = (
    r"(?:\{{[ \t]*(?:\\(?P<{0}1>[ij])|(?P<{0}2>[^\W\d_]))?[ \t]*\}}"
    r"|\\(?P<{0}3>[ij])(?![A-Za-z])[ \t]*|(?P<{0}4>[^\W\d_]))"
)
_TOKEN = re.compile(
    rf"""
    (?P<text>[^\\%{{}}$\[\]&~\n]+)
  | (?P<line>\n[ \t]*+(?:\n\s*+)?)
  | (?P<comment>%[^\n]*(?:\n[ \t]*+(?!\n))?)
  | (?P<brace>[{{}}\[\]])
  | (?P<maths>\$\$(?:{_MATHS}\$(?!\$))*+{_MATHS}\$\$|\$(?!\$){_MATHS}\$)
  | \\(?P<bound>begin|end)[ \t]*\{{(?P<name>[^{{}}\\%$\n]*)\}}
  | \\(?P<verb>verb|lstinline(?:\[[^\[\]\n]{{0,200}}\])?)\*?(?:
        \{{(?P<code1>[^{{}}\n]{{0,500}})\}}
      | (?P<mark>[^\w\s{{*\[\\])(?P<code2>(?:(?!(?P=mark))[^\n]){{0,500}}+)(?P=mark))
  | \\(?:url|path|nolinkurl)[ \t]*\{{(?P<url>[^{{}}\n]*)\}}
  | (?P<unread>\\href[ \t]*(?:\[[^\[\]\n]{{0,200}}\])?\{{[^{{}}\n]*\}}
        |\\cmidrule[ \t]*\([^()\n]{{0,20}}\))
  | (?P<newline>\\\\\*?(?:[ \t]*\[[ \t]*-?[\d.,]+[^\[\]\n]{{0,40}}\])?)
  | \\(?P<sign>['"`^~=.])[ \t]*{_ACCENTED.format("a")}
  | \\(?P<letter>[cvHukrdb])(?![A-Za-z@])[ \t]*{_ACCENTED.format("b")}
  | \\(?P<command>(?:[^\W\d_]|@)+)
  | \\(?P<symbol>[^\n])
  | (?P<other>[\s\S])""",
    re.VERBOSE,
)
_LINK = re.compile(r"\\(?:url|nolinkurl|href)[^{]*+\{([^{}]*)\}")
_COMBINING = dict(
    zip(
        "'\"`^~=.cvHukrdb",
        "\u0301\u0308\u0300\u0302\u0303\u0304\u0307\u0327\u030c\u030b\u0306\u0328\u030a\u0323\u0331",
        strict=True,
    )
)
_SYMBOLS = {
    **dict(zip("&%$#_{}", "&%$#_{}", strict=True)),
    **dict.fromkeys(" ,;:>\t", " "),
    "|": "‖",
}
_OTHER = {"$": "$", "&": " ", "~": " ", "\\": " "}
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_DOTS = re.compile(r"\$?\s*\\(?:[lc]?dots|textellipsis)\s*\$?")
_SPACES_OF_MATHS = re.compile(r"\\(?:ast|star|bullet|q?quad|[,;: ])|[\s*$~{}]")

STARS = "\x01"
"""Stands for a formula of asterisks: an ornament between scenes where it stands alone."""


@dataclass(slots=True)
class Tokens:
    """The tokens of a text: their kinds, their texts (names of commands and environments).

    `matches` tells for `{` and `[` the index of the token that closes it, where there is one.
    `closes` and `opens` count the braces that have no partner; `unclosed` is the environment that
    was passed over and has no end here, from `unclosed_at` in the text. `links` are the targets of
    links, which leave no token.
    """

    kinds: list[Kind] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    matches: dict[int, int] = field(default_factory=dict)
    closes: int = 0
    opens: int = 0
    unclosed: str | None = None
    unclosed_at: int = 0
    links: list[str] = field(default_factory=list)

    def add(self, kind: Kind, text: str) -> None:
        """Append a token."""
        self.kinds.append(kind)
        self.texts.append(text)


def end_of(environment: str, text: str, position: int) -> int:
    r"""Return where an environment passed over ends, -1 where it does not.

    `\iffalse` counts as one, which `\fi` ends.
    """
    mark = "\\fi" if environment == "\\iffalse" else f"\\end{{{environment}}}"
    found = text.find(mark, position)
    return found if found < 0 else found + len(mark)


@lru_cache(maxsize=1024)
def tokenise(text: str) -> Tokens:
    """Return the tokens of LaTeX, braces matched.

    What was read last is kept, since a piece is asked first for its braces and then for its prose.
    """
    tokens = Tokens()
    reading = _Reading(text, tokens)
    add_kind, add_text = tokens.kinds.append, tokens.texts.append
    position, size = 0, len(text)
    while position < size:
        # A token that reaches further than its pattern ends the round.
        for found in _TOKEN.finditer(text, position):
            kind = found.lastgroup
            if kind == "text":
                add_kind("text")
                add_text(found[0])
            elif kind == "line":
                add_kind("par" if found[0].count("\n") > 1 else "space")
                add_text(" ")
            else:
                position = reading.take(kind, found)
                if position != found.end():
                    break
        else:
            break
    _match_braces(tokens)
    return tokens


class _Reading:
    def __init__(self, text: str, tokens: Tokens) -> None:
        self._text = text
        self._add = tokens.add
        self._tokens = tokens
        self._endless: set[str] = set()
        self._paragraph_end = -1

    def take(self, kind: str | None, found: re.Match[str]) -> int:
        """Add a token that is neither text nor a line's end; return where the next begins."""
        value = found[0]
        if kind == "brace":
            self._add(value, value)  # type: ignore[arg-type]
        elif kind == "command":
            return self._command(found[kind], found.end())
        elif kind == "name":
            return self._boundary(found["bound"], found["name"].strip(), found.end())
        elif kind == "symbol":
            return self._symbol(found[kind], found.end())
        elif kind == "maths":
            self._maths(value)
        elif kind != "comment":
            link = _LINK.match(value) if kind in {"unread", "url"} else None
            if link is not None:
                self._tokens.links.append(link[1].strip())
            if kind != "unread":
                self._add("text", _written(found))
        return found.end()

    def _command(self, name: str, position: int) -> int:
        if name == "iffalse":
            return self._pass_over("\\iffalse", position)
        self._add("command", name)
        return position

    def _boundary(self, bound: str, name: str, position: int) -> int:
        plain = name.rstrip("*")
        formula = plain in _FORMULAS
        if not formula and plain not in _LISTINGS:
            self._add("begin" if bound == "begin" else "end", name)
            return position
        self._add("maths" if formula else "par", "" if formula else " ")
        return position if bound == "end" else self._pass_over(name, position)

    def _pass_over(self, name: str, position: int) -> int:
        """Return the end of an environment; of one that has none, the end of its paragraph."""
        end = -1 if name in self._endless else end_of(name, self._text, position)
        if end >= 0:
            return end
        self._endless.add(name)
        if self._tokens.unclosed is None:
            self._tokens.unclosed, self._tokens.unclosed_at = name, position
        return self._end_of_paragraph(position)

    def _symbol(self, symbol: str, position: int) -> int:
        if symbol in "([":
            limit = self._end_of_paragraph(position)
            end = self._text.find("\\)" if symbol == "(" else "\\]", position, limit)
            self._maths(self._text[position : end if end >= 0 else limit])
            return end + 2 if end >= 0 else limit
        self._add("text", _SYMBOLS.get(symbol, ""))
        return position

    def _maths(self, formula: str) -> None:
        if _DOTS.fullmatch(formula):
            self._add("text", "…")
            return
        ornament = len(formula) < 80 and re.search(r"\*|ast|star|bullet", formula)
        stars = ornament and not _SPACES_OF_MATHS.sub("", formula)
        self._add("maths", STARS if stars else "")

    def _end_of_paragraph(self, position: int) -> int:
        if self._paragraph_end < position:
            found = _PARAGRAPH.search(self._text, position)
            self._paragraph_end = len(self._text) if found is None else found.start()
        return self._paragraph_end


def _written(found: re.Match[str]) -> str:
    """Return the text of a token that names it: an accented letter, code, an address."""
    if found["newline"]:
        return " "
    if found["other"]:
        return _OTHER.get(found["other"], found["other"])
    if found["verb"]:
        return found["code1"] if found["code1"] is not None else found["code2"]
    accent = found["sign"] or found["letter"]
    if not accent:
        return found["url"]
    name = "a" if found["sign"] else "b"
    letter = next((found[f"{name}{at}"] for at in range(1, 5) if found[f"{name}{at}"]), "")
    return unicodedata.normalize("NFC", letter + _COMBINING[accent]) if letter else ""


def _match_braces(tokens: Tokens) -> None:
    """Find the partners: a bracket's in its own paragraph and group, a brace's anywhere."""
    stack: list[int] = []
    kinds = tokens.kinds
    for at, kind in enumerate(kinds):
        if kind in {"{", "["}:
            stack.append(at)
            tokens.opens += kind == "{"
        elif kind == "}":
            if not tokens.opens:
                tokens.closes += 1
                continue
            while kinds[stack[-1]] == "[":
                stack.pop()
            tokens.matches[stack.pop()] = at
            tokens.opens -= 1
        elif kind == "]" and stack and kinds[stack[-1]] == "[":
            tokens.matches[stack.pop()] = at
        elif kind == "par":
            while stack and kinds[stack[-1]] == "[":
                stack.pop()
