"""The reading order of a LaTeX book: its main file and what that takes in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from drafttime.text.links import Finder

MAX_FILES = 5000
"""No book takes in more files; a maze of files that include each other ends here."""

MAX_DEPTH = 20
"""TeX itself opens at most 15 files inside each other."""

RawOf = Callable[[str], str | None]

_BEGIN = re.compile(r"\\begin\s*\{document\}")
_END = re.compile(r"\\end\s*\{document\}|\\endinput(?![A-Za-z])")
_CLASS = re.compile(r"\\documentclass\s*(?:\[([^\]\[]*)\])?\s*\{([^{}]*)\}")
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_TAKES_IN = re.compile(
    r"\\(?:input|include|subfile|subfileinclude|markdownInput)\*?\s*\{(?P<file>[^{}]*)\}"
    r"|\\(?:sub)?(?:import|includefrom|inputfrom)\*?\s*\{(?P<folder>[^{}]*)\}\s*\{(?P<name>[^{}]*)\}"
    r"|\\input\s+(?P<bare>[^\s{}\\%]+)"
)
_HIDDEN = (("\\begin{comment}", "\\end{comment}"), ("\\iffalse", "\\fi"))


@dataclass(frozen=True, slots=True)
class LatexBook:
    """A main file and the files it takes in, in reading order; the main file comes first.

    `set_up` holds what is taken in before the text begins: packages and macros, no prose.
    """

    main: str
    files: tuple[str, ...]
    set_up: frozenset[str]


def latex_books(paths: Iterable[str], raw_of: RawOf) -> tuple[LatexBook, ...]:
    r"""Return every LaTeX book among `paths`, in the order of their main files' names.

    A main file has a \documentclass and a \begin{document}, is no part of another one (class
    `subfiles`), and no other main file takes it in. Names are looked for from the main file's
    folder, then from the folder of the file that names them, with and without `.tex`. Cost: each
    file is read once and scanned once.
    """
    finder = Finder(paths)
    sources = {
        path: _without_comments(raw)
        for path in finder.paths
        if path.casefold().endswith((".tex", ".ltx", ".latex")) and (raw := raw_of(path))
    }
    mains = [path for path, source in sources.items() if _is_main(source)]
    books = [_follow(main, sources, finder) for main in sorted(mains)]
    taken = {path for book in books for path in (*book.files, *book.set_up) if path != book.main}
    return tuple(book for book in books if book.main not in taken)


def latex_command(source: str, command: str) -> str:
    r"""Return the argument of the first `\command{...}` of a LaTeX source, or an empty text."""
    plain = _without_comments(source)
    match = re.search(rf"\\{command}\*?\s*(?:\[[^\]\[]*\])?\s*\{{", plain)
    if match is None:
        return ""
    depth = 1
    for at in range(match.end(), min(len(plain), match.end() + 2000)):
        depth += {"{": 1, "}": -1}.get(plain[at], 0)
        if depth == 0:
            return plain[match.end() : at]
    return ""


def _is_main(source: str) -> bool:
    found = _CLASS.search(source)
    return found is not None and found[2].strip() != "subfiles" and bool(_BEGIN.search(source))


def _without_comments(raw: str) -> str:
    plain = _COMMENT.sub(r"\1", raw)
    for opening, closing in _HIDDEN:
        plain = _without(plain, opening, closing)
    return plain


def _without(text: str, opening: str, closing: str) -> str:
    parts = []
    at = 0
    while (start := text.find(opening, at)) >= 0:
        end = text.find(closing, start)
        if end < 0:
            break
        parts.append(text[at:start])
        at = end + len(closing)
    return "".join(parts) + text[at:]


def _follow(main: str, sources: Mapping[str, str], finder: Finder) -> LatexBook:
    source = sources[main]
    begin = _BEGIN.search(source)
    head, body = (source, "") if begin is None else (source[: begin.start()], source[begin.end() :])
    set_up: dict[str, None] = {}
    _take_in(head, main, main, set_up, sources, finder)
    files: dict[str, None] = {main: None}
    _take_in(body, main, main, files, sources, finder)
    return LatexBook(main, tuple(files), frozenset(set_up) - frozenset(files))


def _take_in(
    source: str,
    at: str,
    main: str,
    found: dict[str, None],
    sources: Mapping[str, str],
    finder: Finder,
) -> None:
    """Add what `source` takes in, depth first, each file once; `at` is the file it stands in."""
    stack = [iter(_targets(source, at, main, finder))]
    while stack:
        path = next(stack[-1], None)
        if path is None:
            stack.pop()
        elif path not in found and path != main and len(found) < MAX_FILES:
            found[path] = None
            if path in sources and len(stack) < MAX_DEPTH:
                inner = sources[path]
                begin = _BEGIN.search(inner)  # a subfile has its own
                stack.append(
                    iter(_targets(inner[begin.end() :] if begin else inner, path, main, finder))
                )


def _targets(source: str, at: str, main: str, finder: Finder) -> list[str]:
    end = _END.search(source)
    paths = []
    for match in _TAKES_IN.finditer(source, 0, end.start() if end else len(source)):
        target = match["file"] or match["bare"] or ""
        if match["name"]:
            target = f"{(match['folder'] or '').strip().rstrip('/')}/{match['name'].strip()}"
        target = target.strip().strip('"').strip()
        path = finder.find(target, (main, at), (".tex", ""))
        if path is not None:
            paths.append(path)
    return paths
