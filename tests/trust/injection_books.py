"""A book in which one string stands everywhere: title, names, refs, files, messages, logs."""

from __future__ import annotations

import os
from pathlib import Path

from gitrepo import GitRepo

FIRST = (
    "the weir ran low and nobody came to see it until the tide had turned and the lamps burned on"
)
LATER = (
    "rain kept every other guest away so she counted the boats again but one of them was missing"
)
LONGEST_NAME = 180
LONGEST_REF = 150
LONGEST_SETTING = 1_900  # a longer line is refused, as a line that is none
DAY = 86_400


def as_bytes(text: str) -> bytes:
    """Return a string as git would hold it; half surrogate pairs as the bytes of their numbers."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def as_line(text: str) -> bytes:
    """Return a string as one line, for places that a line end would end."""
    return as_bytes(text).replace(b"\n", b" ").replace(b"\0", b"")


def as_name(text: str, longest: int = LONGEST_NAME) -> str:
    """Return a string as the name of a file."""
    return os.fsdecode(as_bytes(text).replace(b"/", b"|").replace(b"\0", b"0")[:longest])


def as_toml(text: str) -> str:
    """Return a string for the settings, whose format knows no half surrogate pairs."""
    said = []
    for character in text:
        if "\ud800" <= character <= "\udfff":
            said.append("\ufffd")
        elif character in '"\\' or ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0:
            said.append(f"\\u{ord(character):04x}")
        else:
            said.append(character)
    return '"' + "".join(said) + '"'


def write_book(path: Path, text: str, number: int) -> Path:
    """Write the book; in every other one the title stands in the settings, where it may."""
    repo = GitRepo(path)
    line, name = as_line(text), as_name(text) + ".md"
    heading = b"# " + line + b"\n\n"
    prose = [f"{sentence}. {sentence} once more.\n\n".encode() for sentence in (FIRST, LATER)]
    author = line.replace(b"<", b"").replace(b">", b"")
    repo.commit(
        {"ch1.md": heading + prose[0], name: b"# Plain\n\n" + prose[1]},
        as_bytes(text), author=author + b" <ada@example.org>",
    )  # fmt: skip
    _plant_refs(repo, text)
    repo.commit(
        {"ch1.md": heading + prose[0] + prose[1], name: None, "ch2.md": heading + prose[1] * 2},
        b"First of all: " + as_bytes(text), author=b"Ada <" + line + b">", time=repo.clock + DAY,
    )  # fmt: skip
    repo.commit(
        {name: heading + prose[1][:90], "notes.md": line, f"{name}.xyz": line},
        b"x\n\n" + as_bytes(text), author=as_bytes(text) + b" <" + as_bytes(text) + b">",
    )  # fmt: skip
    repo.commit({"ch1.md": heading + prose[1] + prose[0]}, as_line(text), author=b"Ada <a@b>")
    if text.isprintable() and len(text) <= LONGEST_SETTING:
        title = f"title = {as_toml(text)}\n" if number % 2 else ""
        _write_settings(path, f"author = {as_toml(text)}\n{title}")
    return path


def write_settings_book(path: Path, text: str) -> Path:
    """Write a small book with the string in every setting, whether it is allowed there or not."""
    said = as_toml(text)
    GitRepo(path).commit({"ch1.md": FIRST})
    _write_settings(
        path,
        f"title = {said}\nauthor = {said}\nlog-writer = {said}\nwriter = [{said}]\n"
        f"include = [{said}]\n[drafts]\n{said} = {said}\n[writers]\n{said} = [{said}]\n",
    )
    return path


def _write_settings(path: Path, text: str) -> None:
    (path / "drafttime.toml").write_text(text, encoding="utf-8")


def _plant_refs(repo: GitRepo, text: str) -> None:
    """Plant a branch and a tag whose names git itself would never have made."""
    head, name = repo.head or "", as_name(text, LONGEST_REF)
    repo.tag("draft-1")
    for ref in (f"refs/heads/{name}", f"refs/tags/first draft {name}"):
        place = repo.git_dir / ref
        if not os.path.lexists(place):
            place.write_text(head + "\n")
    packed = b"%s refs/tags/draft-0%s\n" % (head.encode(), as_line(text))
    (repo.git_dir / "packed-refs").write_bytes(b"# pack-refs with: peeled \n" + packed)


def write_log(path: Path, text: str) -> Path:
    """Write a record of hours with the string as its note, as a cell of its own."""
    note = as_bytes(text).replace(b'"', b'""').replace(b"\0", b"")
    path.write_bytes(
        b'start,end,note\n2024-01-01 09:00,2024-01-01 10:00,"%s"\n'
        b'2024-01-02 09:00,2024-01-02 10:30,"Writing: %s"\n' % (note, note)
    )
    return path
