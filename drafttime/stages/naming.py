"""Drafts as a writer names them on the command line, one on either side."""

from __future__ import annotations

from dataclasses import replace

from drafttime.request import Request
from drafttime.stages.drafting import DraftText, read_draft, resolve_draft
from drafttime.stages.reading import Book, Source, open_source


def compare_in(request: Request, spec: str) -> str:
    """Return the revision in whose history a draft lies: of REVISION:PATH, and of a path, HEAD's.

    Raises DraftError where the draft is none of these.
    """
    revision, colon, _ = spec.partition(":")
    if colon:
        return revision or "HEAD"
    with open_source(replace(request, overrides={})) as source:
        return "HEAD" if resolve_draft(source, spec, spec).path is not None else spec


def text_of_draft(book: Book, source: Source, spec: str) -> DraftText:
    """Return the text of a draft that is kept as files. Raises DraftError where there is none."""
    return read_draft(book, resolve_draft(source, spec, spec), {})
