"""Which files are no manuscript, by their names alone.

A rule looks at whole names: `notes.md` and `notes/` are notes, `noteworthy.md` and
`notes-from-underground.md` are chapters. Numbers may stand beside a word (`notes-2.md`), so may
what it belongs to (`story notes.md`, `notes for chapter 3.md`). A file whose name begins with a
number other than 0 is left out only by words that never name a chapter.
"""

from __future__ import annotations

import re
from functools import lru_cache

from drafttime.text import rules_words as words
from drafttime.text.order import is_front_or_back, name_words, stem_of

PROSE_EXTENSIONS = frozenset(
    {
        *("md", "markdown", "mdown", "mkd", "mkdn", "mdwn", "mdtext", "mdx", "qmd", "rmd"),
        *("tex", "ltx", "latex", "txt", "text", "rst", "rest", "org", "adoc", "asciidoc", "typ"),
        *("fountain", "textile", "wiki", "mediawiki", "creole", "t2t"),
    }
)
"""Extensions of the text formats that writers use, in small letters without the dot."""

SOURCE_RANK = {
    "md": 0, "markdown": 0, "mdown": 0, "mkd": 0, "mdwn": 0, "qmd": 0, "rmd": 0, "fountain": 1,
    "org": 1, "adoc": 1, "asciidoc": 1, "rst": 1, "typ": 1, "textile": 1, "tex": 2, "ltx": 2,
}  # fmt: skip
"""Of two files with the same words, the one with the lower rank (default 3) is the source."""

BIBLIOGRAPHY = frozenset({"bib", "ris", "csl", "bst", "enw"})
"""Extensions of bibliography data: never prose, but a writer expects to be told."""

HIDDEN_FOLDER = "a hidden folder"
BUILD_OUTPUT = "build output"
SOFTWARE = "installed software"
SCRIVENER = "a Scrivener project"
ARCHIVE = "put away in an archive folder"

_CONFLICT = re.compile(r"conflicted copy|sync-conflict|in conflict|\.orig$", re.IGNORECASE)
_LEADING_NUMBER = re.compile(
    r"(?P<label>ch|chap|chapter|kapitel|kap|chapitre|cap[ií]tulo|capitolo|глава)?[\s._-]*(?P<n>\d+)",
    re.IGNORECASE,
)

_ALWAYS = {phrase: reason for reason, all_of in words.ALWAYS.items() for phrase in all_of}
_FOLDERS = {phrase: reason for reason, all_of in words.FOLDERS_ONLY.items() for phrase in all_of}
_UNNUMBERED = {phrase: reason for reason, all_of in words.UNNUMBERED.items() for phrase in all_of}

_SHOUTED = re.compile(r"[A-Z]{3,}(?:[_-][A-Z]+)*$")

_CERTAIN = frozenset(
    {
        *("a README", "a licence", "a change log", "a guide for contributors"),
        *("a code of conduct", "a file about the repository", "a file for programs"),
        *("a hidden file", "bibliography data", "a copy that a synchronising program made"),
    }
)


def extension_of(path: str) -> str:
    """Return a file's extension in lower case without the dot, or an empty text."""
    base = path.rsplit("/", 1)[-1]
    stem, dot, extension = base.rpartition(".")
    return extension.casefold() if dot and stem else ""


def is_prose_name(path: str) -> bool:
    """Return whether a file's extension is that of a text format that writers use."""
    return extension_of(path) in PROSE_EXTENSIONS


def is_shouted(path: str) -> bool:
    """Return whether a file at the root has a name all in capitals: `ARCHITECTURE.md`.

    Programmers name files about a repository so; but `DUNE.md` may be the novel, so this counts
    only beside other prose. Front and back matter and numbered names are none of these.
    """
    stem = stem_of(path)
    if "/" in path or extension_of(path) not in {"md", "txt", "rst"}:
        return False
    return bool(_SHOUTED.match(stem)) and stem != "SUMMARY" and not is_front_or_back(stem)


def is_archive(path: str) -> bool:
    """Return whether a path lies in a folder for earlier texts: `old drafts/`, `archive/`."""
    return any(_is_archive_name(folder) for folder in path.split("/")[:-1])


def closed_folder(path: str) -> tuple[str, str] | None:
    """Return the outermost folder of `path` that is never looked into, with the reason, or None.

    These are hidden folders, build output, installed software and Scrivener projects: what lies
    inside is named once, as the folder (with a slash at its end).
    """
    folders = path.split("/")[:-1]
    for depth, folder in enumerate(folders, start=1):
        reason = _closed(folder)
        if reason:
            return "/".join(folders[:depth]) + "/", reason
    return None


@lru_cache(maxsize=65536)
def reason_against(path: str) -> str:
    """Return why a file of this name is no manuscript, in a few words, or an empty text.

    Only the name is looked at, so that the rule also holds for names of the past. Folders speak
    first, from the outermost. Cost: a few look-ups a folder.
    """
    folders = path.split("/")[:-1]
    for folder in folders:
        reason = _closed(folder) or _folder_reason(folder)
        if reason:
            return reason
    return _file_reason(path)


def is_certain(path: str) -> bool:
    """Return whether a name is never that of a manuscript, even where there is no other text.

    `notes.md` may be the book of somebody whose only file it is; a README or a licence may not.
    """
    return reason_against(path) in _CERTAIN


@lru_cache(maxsize=8192)
def _closed(folder: str) -> str:
    name = folder.casefold()
    if name.startswith(".") and name not in {".", ".."}:
        return HIDDEN_FOLDER
    if name in words.BUILD:
        return BUILD_OUTPUT
    if name in words.TOOLS:
        return SOFTWARE
    return SCRIVENER if name.endswith(".scriv") else ""


@lru_cache(maxsize=8192)
def _is_archive_name(folder: str) -> bool:
    return " ".join(name_words(folder)) in words.ARCHIVES


@lru_cache(maxsize=8192)
def _folder_reason(folder: str) -> str:
    if _is_archive_name(folder):
        return ARCHIVE
    if folder.casefold() in words.MATERIAL:
        return "pictures, data and other material"
    spoken = name_words(folder)
    spoken = _without_number(spoken)  # "03 Research/": numbers sort folders
    return _FOLDERS.get(" ".join(spoken), "") or _phrase_reason(spoken, numbered=False)


def _file_reason(path: str) -> str:
    base, stem, extension = path.rsplit("/", 1)[-1], stem_of(path), extension_of(path)
    if base.startswith("."):
        return "a hidden file"
    if extension in BIBLIOGRAPHY:
        return "bibliography data"
    if _CONFLICT.search(stem):
        return "a copy that a synchronising program made"
    spoken = name_words(stem)
    if extension == "txt" and " ".join(spoken) in words.PROGRAM_FILES:
        return "a file for programs"
    number = _LEADING_NUMBER.match(stem)
    numbered = number is not None and (bool(number["label"]) or int(number["n"][:9]) > 0)
    return _repository_reason(stem, spoken) or _phrase_reason(
        _without_number(spoken), numbered=numbered
    )


def _repository_reason(stem: str, spoken: tuple[str, ...]) -> str:
    """Know what programmers put beside a text: README.de, LICENSE-MIT, SECURITY."""
    if spoken and spoken[0] == "readme":
        return "a README"
    if spoken and spoken[0] in {"license", "licence", "copying"}:
        rest = (word for word in spoken[1:] if not word.isdecimal())
        return "a licence" if all(word in words.LICENCES for word in rest) else ""
    return words.UPPER_CASE.get(re.split(r"[.-]", stem)[0], "")


def _without_number(spoken: tuple[str, ...]) -> tuple[str, ...]:
    while spoken and spoken[0].isdecimal():
        spoken = spoken[1:]
    return spoken


def _phrase_reason(spoken: tuple[str, ...], *, numbered: bool) -> str:
    """Try the words as they are, then without what may stand before and after.

    Of a numbered name (`07-characters`, `ch03-comments`) only what is never a chapter speaks.
    """
    for phrase in _readings(spoken):
        reason = _ALWAYS.get(phrase) or ("" if numbered else _UNNUMBERED.get(phrase, ""))
        if reason:
            return reason
    return ""


def _readings(spoken: tuple[str, ...]) -> list[str]:
    without_numbers = tuple(word for word in spoken if not word.isdecimal())
    core = spoken
    for at, word in enumerate(spoken):
        if at and word in words.FOR:
            core = spoken[:at]
            break
    readings = [" ".join(spoken), " ".join(without_numbers), " ".join(core)]
    while len(core) > 1 and (core[-1].isdecimal() or core[-1] in words.AFTER):
        core = core[:-1]
        readings.append(" ".join(core))
    while len(core) > 1 and (core[0].isdecimal() or core[0] in words.BEFORE):
        core = core[1:]
        readings.append(" ".join(core))
    return readings
