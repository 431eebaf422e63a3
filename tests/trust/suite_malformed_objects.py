"""Malformed commits, trees, tags, refs, mailmaps and configurations, straight to their parsers.

Every thousandth batch also goes through a repository: its commits are written loose, all of them
parents of one merge, and the book is analysed. Nothing may raise, times and zones out of range are
unknown or flagged, and strings made to take for ever take no time.
"""

from __future__ import annotations

import json
import random
import shutil
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import malformed
from figures import Figures
from gitrepo import GitRepo

from drafttime.errors import DrafttimeError
from drafttime.history import commits, config, mailmap, names, open_repository, refs, tags, trees
from drafttime.history.tree_diff import middles
from drafttime.model import Person
from drafttime.output.data import to_json
from drafttime.pipeline import analyse
from drafttime.request import Request

NAME = "malformed_objects"
ID = "1" * 40
BATCH = 2_000
IN_A_REPOSITORY = 120
LONGEST_SECONDS = 5.0
MOST_FAILURES = 40
LATEST = 2**63


def run(count: int, seed: int, scratch: Path) -> Figures:
    """Parse the objects 0 to `count` − 1 of a seed, and what takes for ever once."""
    began = time.perf_counter()
    counts: Counter[str] = Counter()
    failures = endless(counts)
    done = 0
    for number in range(count):
        failures += [f"{NAME} {seed} {number}: {what}" for what in once(seed, number, counts)]
        if number % BATCH == 0:
            found = through_a_repository(seed, number, scratch / "book", counts)
            failures += [f"{NAME} {seed} {number}, in a repository: {what}" for what in found]
        done += 1
        if len(failures) >= MOST_FAILURES:
            break
    return Figures(NAME, done, tuple(failures), counts, time.perf_counter() - began)


def once(seed: int, number: int, counts: Counter[str]) -> list[str]:
    """Make one object and parse it."""
    chance = random.Random(f"{NAME} {seed} {number}")
    kind = ("commit", "commit", "tree", "lines")[number % 4]
    counts[kind] += 1
    try:
        if kind == "commit":
            return parse_one_commit(chance, counts)
        data = malformed.tree(chance, [b"\1" * 20, b"\0" * 20]) if kind == "tree" else b""
        return parse_trees(chance, data) if kind == "tree" else parse_lines(malformed.lines(chance))
    except Exception:  # noqa: BLE001 - whatever is raised is the finding
        counts["tracebacks"] += 1
        return [traceback.format_exc(limit=-3)]


def parse_one_commit(chance: random.Random, counts: Counter[str]) -> list[str]:
    made = malformed.commit(chance, b"2" * 40, [b"3" * 40])
    parsed = commits.parse_commit(ID, made.data)
    found = parsed.commit
    wrong = []
    for moment in (found.authored, found.committed):
        if not (moment.seconds is None or 0 <= moment.seconds < LATEST):
            wrong.append(f"the time {moment.seconds}")
        if abs(moment.offset_minutes) > 14 * 60:
            wrong.append(f"the offset {moment.offset_minutes}")
        assert moment.iso() is None or moment.day()
    if made.certain:
        counts["with a known time"] += 1
        told = found.authored.seconds, found.authored.offset_minutes, parsed.odd_offset
        if told != (made.seconds, made.minutes, made.odd):
            wrong.append(f"{made.data[:200]!r} reads as {told}")
    counts["unknown times"] += found.authored.seconds is None
    counts["flagged zones"] += parsed.odd_offset
    if not all(len(p) == 40 for p in found.parents) or len(found.tree) not in {0, 40}:
        wrong.append("an id that is none")
    json.dumps([found.message, found.author.name, found.author.email, found.subject])
    return wrong


def parse_trees(chance: random.Random, data: bytes) -> list[str]:
    other = malformed.garbled(chance, data)
    at = SimpleNamespace(id_length=40)
    found = trees.entries_of(data, 40)
    trees.subtrees(at, data)
    for name, _ in found:
        trees.decode_path(name).encode("utf-8", "surrogateescape")
    one, two = middles(data, other, 40)
    if not (data.endswith(one) or one in data) or two not in other:
        return ["the middle of a tree is no part of it"]
    return [] if all(b"/" not in name for name, _ in found) else ["a name with a slash"]


def parse_lines(data: bytes) -> list[str]:
    """Read the same bytes as every kind of file that is read line by line."""
    text = data.decode("utf-8", "surrogateescape")
    config.parse_config(data)
    found = mailmap.parse_mailmap(data.decode("utf-8", "replace"))
    found.resolve(Person("Ada", "a@b"))
    packed = dict(refs._packed(data))
    for name, value in packed.items():
        refs.is_ref_name(name)
        refs._resolve(value, packed, 40)
        refs.short_name(name)
    refs._resolve(text.strip(), packed, 40)
    tags._TARGET.match(data)
    commits.decode_text(data, "shift-jis")
    commits.parse_commit(ID, data)
    try:
        names.Names((), {}, lambda: ID, lambda _: (), lambda _: None).resolve(text)
    except DrafttimeError as error:
        return [] if error.hint else ["an error without a hint"]
    return []


PARSERS: Mapping[str, Callable[[bytes], Any]] = {
    "lines": parse_lines,
    "author": lambda data: commits.parse_commit(ID, b"author " + data + b"\n\nx"),
    "header": lambda data: commits.parse_commit(ID, data + b"\n\nx"),
    "encoding": lambda data: commits.parse_commit(ID, b"encoding " + data + b"\n\n\xff"),
    "tree": lambda data: trees.entries_of(data, 40),
    "subtrees": lambda data: trees.subtrees(SimpleNamespace(id_length=40), b"40000 " + data),
    "middles": lambda data: middles(data + b"x" + data, data + b"y" + data, 40),
    "section": lambda data: config.parse_config(b"[a]\nb = " + data),
    "person": lambda data: mailmap.parse_mailmap("Ada " + data.decode("latin-1") + " <a@b>"),
}


def endless(counts: Counter[str]) -> list[str]:
    """Give every parser every string that might take for ever."""
    wrong = []
    for what, make in malformed.ENDLESS.items():
        data = make()
        for name, parse in PARSERS.items():
            began = time.perf_counter()
            try:
                parse(data)
            except Exception:  # noqa: BLE001 - whatever is raised is the finding
                counts["tracebacks"] += 1
                wrong.append(f"{NAME}, {name} of {what}: {traceback.format_exc(limit=-3)}")
            counts["long strings"] += 1
            if time.perf_counter() - began > LONGEST_SECONDS:
                wrong.append(f"{NAME}, {name} of {what}: {time.perf_counter() - began:.0f} s")
    return wrong


def through_a_repository(seed: int, number: int, path: Path, counts: Counter[str]) -> list[str]:
    """Write malformed commits and trees as objects, read them as git gives them, analyse them."""
    chance = random.Random(f"{NAME} {seed} {number} repository")
    repo = GitRepo(path)
    head = repo.commit({"ch1.md": "# One\n\nIt rained, and nobody came to the door.\n"}, "Draft")
    blob = bytes.fromhex(repo.blob("It rained.\n"))
    ids = [blob, bytes.fromhex(repo.tree({"a.md": ("100644", blob.hex())})), b"\1" * 20]
    made: dict[str, bytes] = {}
    for _ in range(IN_A_REPOSITORY):
        tree = repo.raw("tree", malformed.tree(chance, ids))
        data = malformed.commit(chance, tree.encode(), [head.encode()]).data
        made[repo.raw("commit", data)] = data
    repo.tag("odd", repo.raw("tag", malformed.lines(chance)))
    (repo.git_dir / "packed-refs").write_bytes(malformed.lines(chance))
    repo.commit({"ch1.md": "# One\n\nIt rained all day.\n"}, parents=[head, *made])
    try:
        return _read(repo, made, counts)
    except Exception:  # noqa: BLE001 - whatever is raised is the finding
        counts["tracebacks"] += 1
        return [traceback.format_exc(limit=-3)]
    finally:
        shutil.rmtree(path)


def _read(repo: GitRepo, made: Mapping[str, bytes], counts: Counter[str]) -> list[str]:
    wrong = []
    with open_repository(repo.path) as opened:
        history = opened.walk([opened.resolve("HEAD")])
        for name, data in made.items():
            counts["in a repository"] += 1
            if history.commits[name].message != commits.parse_commit(name, data).commit.message:
                wrong.append(f"the commit {name} is another")
        odd = sum(commits.parse_commit(name, data).odd_offset for name, data in made.items())
        codes = {notice.code for notice in opened.notices}
        if odd and "odd-offsets" not in codes:
            wrong.append("zones out of range are not told")
    try:
        json.loads(to_json(analyse(Request(repo.path, use_cache=False))))
        counts["analyses"] += 1
    except DrafttimeError as error:
        wrong.append(f"the book cannot be read: {error.message}")
    return wrong
