"""The files of a folder beside those that the history gives."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from drafttime.history.safe_files import Folder
from drafttime.model.evidence import FileDiffers, NotVerified
from drafttime.output.escaping import shown
from drafttime.output.evidence import final_commit
from drafttime.output.file_words import SHOWN, page_differences, table_differences
from drafttime.output.json_text import Json
from drafttime.output.remaking import Files
from drafttime.output.report import DATA

FEWEST_DRAWINGS = 4
_DRAWINGS = (".svg", ".png")
_ROOM_BYTES = 1 << 20
_OTHER_LIBRARY = (
    "every one is drawn otherwise here, so that another version of the drawing library, or of a "
    "font, made them"
)


def compare_files(
    folder: Path, remade: Files
) -> tuple[tuple[str, ...], tuple[FileDiffers, ...], tuple[NotVerified, ...]]:
    """Return the files that agree, those that do not, and those about which nothing can be said.

    Drawings that all differ, of one kind, tell of another drawing library and not of a hand. The
    data is not compared here. Links are not followed. Raises nothing for what the folder holds.
    """
    found = {name: _read(folder, name, len(ours)) for name, ours in remade.items() if name != DATA}
    agree = [name for name, theirs in found.items() if theirs == remade[name]]
    strange = [
        kind
        for kind in _DRAWINGS
        if len(drawn := [name for name in found if name.endswith(kind)]) >= FEWEST_DRAWINGS
        and all(isinstance(found[name], bytes) and name not in agree for name in drawn)
    ]
    differ: list[FileDiffers] = []
    unknown: list[str] = []
    for name, theirs in found.items():
        if name in agree:
            continue
        if isinstance(theirs, str):
            differ.append(FileDiffers(name, theirs))
        elif name.endswith(tuple(strange)):
            unknown.append(name)
        else:
            places = _differences(name, theirs, remade[name], drawings=".svg" not in strange)
            differ.extend(places)
            if not places:
                unknown.append(name)
    left = (NotVerified("files", tuple(unknown), _OTHER_LIBRARY),) if unknown else ()
    return tuple(agree), tuple(differ), left


def _differences(
    name: str, theirs: bytes, ours: bytes, *, drawings: bool
) -> tuple[FileDiffers, ...]:
    suffix = PurePosixPath(name).suffix
    if suffix in {".html", ".svg", ".csv"}:
        told, remade = (content.decode("utf-8", "replace") for content in (theirs, ours))
        if suffix == ".csv":
            return table_differences(name, told, remade)
        places = page_differences(name, told, remade, drawings=drawings)
        if places or not drawings:
            return places
    return (FileDiffers(name, "is not the one that the history gives"),)


def _read(folder: Path, name: str, size: int) -> bytes | str:
    """Return the content of a file, or what is wrong with it."""
    opened = Folder.open(folder)
    if opened is None:
        return "cannot be opened"
    with opened:
        kind = opened.kind(name)
        content = opened.read(name, 4 * size + _ROOM_BYTES)
    if kind == "absent":
        return "is missing"
    if content is None:
        return "is no plain file, or far larger than the history gives"
    return content


def stated_on_page(folder: Path, data: Json) -> tuple[FileDiffers, ...]:
    """Return where the page states another commit, digest or version than the data does."""
    page = _read(folder, "index.html", 64 * _ROOM_BYTES)
    if isinstance(page, str):
        return (FileDiffers("index.html", page),)
    text = page[:_ROOM_BYTES].decode("utf-8", "replace")
    evidence = data["evidence"]
    found = []
    for name, key, told in (
        ("commit", "drafttime-commit", str(evidence.get("commit") or final_commit(data))),
        ("digest", "drafttime-digest", str(evidence.get("digest"))),
        ("version", "generator", f"drafttime {data.get('drafttime')}"),
    ):
        stated = _meta(text, key)
        if stated != told:
            found.append(
                FileDiffers(
                    "index.html",
                    f"states another {name} than {DATA}",
                    told=shown(stated, SHOWN),
                    recomputed=shown(told, SHOWN),
                )
            )
    return tuple(found)


def _meta(page: str, name: str) -> str:
    """Return what a page's head says under a name; empty where it says nothing."""
    _, _, after = page.partition(f'<meta name="{name}" content="')
    return after.partition('"')[0][:200]
