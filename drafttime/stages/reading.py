"""From a repository to the book in it: history, manuscript, and what each commit did to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from drafttime.errors import RefusedError, RepositoryError, SettingsError
from drafttime.history import History, Repository, open_repository
from drafttime.history.mailmap import Mailmap, parse_mailmap
from drafttime.model import Manuscript, TreeEntry
from drafttime.progress import Progress
from drafttime.request import Request
from drafttime.revision.chains import trace_files
from drafttime.revision.slot_edits import CommitEdits, slot_edits
from drafttime.revision.slots import Slots, assign_slots
from drafttime.revision.tracing import FileHistory
from drafttime.settings import Settings, recorded_settings, resolve_settings, with_withheld
from drafttime.stages.texts import Texts
from drafttime.text.globs import matches_any
from drafttime.text.library import Library
from drafttime.text.manuscript import select
from drafttime.text.rules import is_archive, is_prose_name, reason_against

SETTINGS_NAME = "drafttime.toml"
SETTINGS_BYTES = 1 << 20
MAILMAP_BYTES = 1 << 20
"""A larger mailmap is not one of a book's few writers."""

MOST_PROSE_FILES = 20_000
"""More files that may be the manuscript are refused: they would each have to be read."""


@dataclass(frozen=True, slots=True)
class Source:
    """An open repository, the settings that hold for it, and the final commit.

    `folder` is the name of its folder: the book's, for want of a title.
    """

    repository: Repository
    settings: Settings
    final: str
    entries: tuple[TreeEntry, ...]
    texts: Texts
    mailmap: Mailmap
    folder: str


@dataclass(frozen=True, slots=True)
class Book:
    """The manuscript and its whole history, slot by slot."""

    source: Source
    manuscript: Manuscript
    history: History
    traced: FileHistory
    slots: Slots
    edits: Mapping[str, CommitEdits]


@contextmanager
def open_source(request: Request) -> Iterator[Source]:
    """Open the repository of a request and settle what is asked of it.

    Raises RepositoryError where there is no repository or no commit, SettingsError for settings
    that cannot be used, DraftError for a final draft that does not exist.
    """
    with open_repository(request.repository, allow_linked=request.allow_linked) as repository:
        if request.recorded is not None:
            past = repository.as_recorded(request.recorded)
            kept = recorded_settings(request.recorded.settings, request.overrides.get("logs"))
            if request.recorded.withheld:
                own = _settings_of_today(repository, request)
                kept = with_withheld(kept, own, request.recorded.withheld)
            yield _source(past, kept, request.recorded.folder)
            return
        if repository.head is None and "final" not in request.overrides:
            raise RepositoryError(
                "this repository has no commits yet",
                "save a first version with 'git add .' and 'git commit', then run drafttime again",
            )
        settings = _settings_of_today(repository, request)
        place = repository.work_tree or repository.git_dir
        yield _source(repository, settings, place.name.removesuffix(".git"))


def _settings_of_today(repository: Repository, request: Request) -> Settings:
    return resolve_settings(
        _settings_text(repository),
        name=SETTINGS_NAME,
        book=request.book,
        overrides=request.overrides,
    )


def _source(repository: Repository, settings: Settings, folder: str) -> Source:
    final = repository.resolve(settings.final or "HEAD")
    entries = repository.tree(final)
    texts = Texts(repository, _library(settings))
    return Source(
        repository,
        settings,
        final,
        entries,
        texts,
        parse_mailmap(_mailmap(repository, texts, entries)),
        folder,
    )


def _mailmap(repository: Repository, texts: Texts, entries: Iterable[TreeEntry]) -> str:
    """Return the text of the mailmap. Raises RefusedError for one that is too long."""
    blob = next((entry.blob for entry in entries if entry.path == ".mailmap"), None)
    if blob is None:
        return ""
    if (repository.blob_sizes([blob])[blob] or 0) > MAILMAP_BYTES:
        raise RefusedError(
            "the .mailmap in the final commit has more than a megabyte of names",
            "a book needs a line for each of its writers: shorten it, and commit it",
        )
    return texts.source(blob) or ""


def _library(settings: Settings) -> Library:
    library = Library(overrides=settings.format)
    for glob, name in settings.format.items():
        if name.lower() not in library.format_names:
            raise SettingsError(
                f"{settings.source or SETTINGS_NAME}: format.{glob!r} is {name!r}, which is no "
                "format that drafttime reads",
                f"one of {', '.join(library.format_names)}",
            )
    return library


def _settings_text(repository: Repository) -> str | None:
    """Return the settings from the root of the work tree, in a bare repository from HEAD."""
    if repository.work_tree is not None:
        data = repository.work_tree_file(SETTINGS_NAME, SETTINGS_BYTES)
        if data is None and os.path.lexists(repository.work_tree / SETTINGS_NAME):
            raise SettingsError(
                f"{SETTINGS_NAME} is there, but it is no plain file of less than a megabyte",
                "put a plain text file in its place (links are not followed), or take it away",
            )
    elif repository.head is not None:
        blobs = [e.blob for e in repository.tree(repository.head) if e.path == SETTINGS_NAME]
        data = next((data for _, data in repository.blobs(blobs)), None)
    else:
        data = None
    return None if data is None else data.decode("utf-8", "replace")


def _check_followed(manuscript: Manuscript, traced: FileHistory) -> None:
    """Raise RepositoryError unless the history leads to every file of the final tree.

    It always does, but for a folder of the repository that names one file twice.
    """
    for file in manuscript.files:
        if file.path not in traced.final:
            raise RepositoryError(
                f"the history of {file.path} cannot be followed: a folder of the repository is"
                " malformed",
                "`git fsck` tells which; a fresh clone may be in order",
            )


def find_files(source: Source, progress: Progress) -> Manuscript:
    """Find the manuscript in the final tree, and read no more than that takes.

    Raises RefusedError where more than MOST_PROSE_FILES could be it.
    """
    progress.stage("Finding the manuscript")
    candidates = [e for e in source.entries if belongs(source.settings, e.path)]
    if len(candidates) > MOST_PROSE_FILES:
        raise RefusedError(
            f"{len(candidates):,} files could be the manuscript; at most {MOST_PROSE_FILES:,} are"
            " read",
            "leave out what is no part of it with --exclude, as in --exclude 'archive/**'",
        )
    source.texts.read([(e.blob, e.path) for e in candidates], progress)
    return select(
        source.entries,
        lambda entry: source.texts.of(entry.blob, entry.path),
        lambda entry: source.texts.source(entry.blob),
        source.settings,
        source.folder,
    )


def belongs(settings: Settings, path: str) -> bool:
    """Say whether a file of this name could be manuscript, now or in the past."""
    if matches_any(settings.exclude, path):
        return False
    if settings.include and matches_any(settings.include, path):
        return True
    if matches_any(settings.format, path):
        return True
    return is_prose_name(path) and not reason_against(path)


def _versions(history: History, wanted: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Return the (blob, path) of all versions of the wanted files, file by file, oldest first.

    What two versions share is then still remembered from the one when the other is read; files of
    the same name follow each other, since a folder that moves takes its files with it.
    """
    versions: dict[str, dict[str, None]] = {}
    for changes in history.changes.values():
        for change in changes[0] if changes else ():
            if change.new_blob is not None:
                versions.setdefault(change.path, {})[change.new_blob] = None
    paths = sorted(filter(wanted, versions), key=lambda path: (path.rpartition("/")[2], path))
    return [(blob, path) for path in paths for blob in versions[path]]


def read_book(source: Source, tips: tuple[str, ...], progress: Progress) -> Book:
    """Read the history of the manuscript: the final commit first among `tips`."""
    manuscript = find_files(source, progress)
    files = {file.path for file in manuscript.files}
    progress.stage("Reading the history")
    history = source.repository.walk(tips, progress)

    @cache
    def wanted(path: str) -> bool:
        return path in files or belongs(source.settings, path)

    source.texts.read(_versions(history, wanted), progress)
    source.texts.forget_pieces()
    progress.stage("Following files")
    traced = trace_files(history, wanted, is_archive, source.texts.of)
    _check_followed(manuscript, traced)
    slots = assign_slots(
        manuscript.files, traced, lambda path: belongs(source.settings, path), source.texts.of
    )
    return Book(source, manuscript, history, traced, slots, slot_edits(history, traced, slots))
