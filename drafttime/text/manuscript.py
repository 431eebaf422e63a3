"""The manuscript of a tree: its files in reading order, its chapters, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from drafttime.errors import ManuscriptError
from drafttime.model import LeftOut, Manuscript, ManuscriptFile, Text, TreeEntry
from drafttime.settings import Settings
from drafttime.text.chapters import find_chapters
from drafttime.text.library import Library
from drafttime.text.order import stem_of
from drafttime.text.rules import PROSE_EXTENSIONS, SCRIVENER, extension_of
from drafttime.text.selection import select_files
from drafttime.text.selection_tree import Selection, Tree
from drafttime.text.titles import book_names, folder_title, heading_title, readable

CHOICES = 5
"""How many of the largest inclusions and exclusions are shown."""

_INDEX_NAMES = frozenset({"index", "_index", "readme", "main"})
_WORD_FILES = {"docx": "Word", "doc": "Word", "odt": "LibreOffice", "pages": "Pages", "rtf": "RTF"}
_CHOOSE = (
    "to choose the files yourself, use --include 'chapters/*.md', or set include in drafttime.toml"
)


def select(
    entries: Sequence[TreeEntry],
    text_of: Callable[[TreeEntry], Text | None],
    raw_of: Callable[[TreeEntry], str | None],
    settings: Settings,
    name: str,
) -> Manuscript:
    """Return the manuscript of a tree.

    `entries` are the tree's regular files; `text_of` gives a file's prose and `raw_of` its decoded
    source, both None for what is not text; `name` is the folder's name, for want of a title.

    Raises ManuscriptError where no prose is found. A pure function; the order of `entries` does
    not matter. Cost: as `selection.select_files` says.
    """
    tree = Tree(entries, text_of, raw_of)
    selection = select_files(tree, settings)
    if not selection.chosen:
        raise _no_prose(tree, selection, settings, name)
    texts = [text for path in selection.chosen if (text := tree.text(path)) is not None]
    names = book_names(tree.paths, tuple(selection.chosen), selection.main, tree.raw)
    book = settings.title or names.title or folder_title(name)
    titles = [
        book if path == selection.main else title
        for path, title in _titles(list(selection.chosen), texts, book).items()
    ]
    format_of = Library(overrides=settings.format).format_of
    files = tuple(
        ManuscriptFile(path, format_of(path).name, text.words, title, reason)
        for (path, reason), text, title in zip(selection.chosen.items(), texts, titles, strict=True)
    )
    found = find_chapters(files, texts)
    return Manuscript(
        name=book,
        author=settings.author or names.author,
        words=sum(file.words for file in files),
        files=files,
        chapters=found.chapters,
        chapters_from=found.taken_from,
        left_out=_left_out(tree, selection),
    )


def largest_choices(
    manuscript: Manuscript, count: int = CHOICES
) -> tuple[tuple[ManuscriptFile, ...], tuple[LeftOut, ...]]:
    """Return the largest files that count and the largest that do not, by words, most first.

    A writer who sees these can tell at a glance whether the manuscript was found. What was not
    read has no words and is not among them.
    """
    counted = sorted(manuscript.files, key=lambda file: (-file.words, file.path))
    read = (left for left in manuscript.left_out if left.words)
    left_out = sorted(read, key=lambda left: (-(left.words or 0), left.path))
    return tuple(counted[:count]), tuple(left_out[:count])


def _left_out(tree: Tree, selection: Selection) -> tuple[LeftOut, ...]:
    known = frozenset(tree.paths)
    read = [
        LeftOut(path, reason, _words(tree, path) if path in known else None)
        for path, reason in selection.left_out.items()
    ]
    unread = [LeftOut(folder, reason) for folder, reason in selection.closed.items()]
    return tuple(sorted([*read, *unread], key=lambda left: left.path))


def _words(tree: Tree, path: str) -> int | None:
    if extension_of(path) not in PROSE_EXTENSIONS:
        return None
    text = tree.text(path)
    return text.words if text is not None else None


def _titles(paths: Sequence[str], texts: Sequence[Text], book: str) -> dict[str, str]:
    """Return a title a file: its first heading, unless other files begin with the same one.

    A book that is one file and begins with one of several chapters has the book's title.
    """
    if len(paths) == 1 and _begins_with_a_chapter(texts[0]):
        return {paths[0]: book}
    headings = [
        next((heading_title(h.title) for h in text.headings if h.level > 0), "") for text in texts
    ]
    seen = Counter(headings)
    return {
        path: heading if heading and seen[heading] == 1 else _from_path(path)
        for heading, path in zip(headings, paths, strict=True)
    }


def _begins_with_a_chapter(text: Text) -> bool:
    levels = [heading.level for heading in text.headings if heading.level > 0]
    return levels.count(levels[0]) > 1 if levels else False


def _from_path(path: str) -> str:
    stem = stem_of(path)
    folder = path.rpartition("/")[0].rpartition("/")[2]
    return readable(folder if folder and stem.casefold() in _INDEX_NAMES else stem)


def _no_prose(tree: Tree, selection: Selection, settings: Settings, name: str) -> ManuscriptError:
    where = folder_title(name)
    if settings.include:
        asked = ", ".join(settings.include[:3])
        return ManuscriptError(
            f"no prose was found in {where}: nothing that can be read matches {asked}",
            "patterns start at the repository's root, for example: --include 'chapters/**/*.md'",
        )
    if SCRIVENER in selection.closed.values():
        return ManuscriptError(
            f"no prose was found in {where} but a Scrivener project, which cannot be read yet",
            "in Scrivener, compile to Markdown, or use Sync with External Folder, and commit the "
            "files that this makes",
        )
    others = Counter(_WORD_FILES.get(extension_of(path), "") for path in tree.paths)
    kinds = [kind for kind, _ in others.most_common() if kind]
    if kinds:
        return ManuscriptError(
            f"no prose was found in {where} but {kinds[0]} files, which cannot be read",
            "save the text as Markdown (.md) or plain text (.txt) and commit that",
        )
    return ManuscriptError(
        f"no prose was found in {where}{_examples(selection.left_out)}",
        f"drafttime reads text files such as .md, .tex and .txt; {_CHOOSE}",
    )


def _examples(left_out: Mapping[str, str]) -> str:
    if not left_out:
        return ""
    named = ", ".join(f"{path} ({reason})" for path, reason in list(left_out.items())[:3])
    more = f" and {len(left_out) - 3} more" if len(left_out) > 3 else ""
    return f"; left out: {named}{more}"
