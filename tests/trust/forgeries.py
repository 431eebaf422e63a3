"""Forged histories: files of a repository that say what its objects do not prove."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from forged_packs import forge_pack
from forged_refs import REFS
from gitrepo import GitRepo

_ALONE = ("-c", "core.commitGraph=false", "-c", "core.multiPackIndex=false")


@dataclass(frozen=True)
class Scene:
    """A repository to forge, what its objects truly are, and a folder beside it to borrow from."""

    repo: GitRepo
    objects: Mapping[str, tuple[str, bytes]]
    beside: Path
    chance: random.Random

    @property
    def store(self) -> Path:
        return self.repo.git_dir / "objects"

    def some(self, kind: str = "") -> str:
        """Return the id of some object."""
        return self.chance.choice([n for n, (k, _) in self.objects.items() if kind in {"", k}])

    def write(self, path: str, data: bytes | str) -> None:
        """Write a file of the git folder in place of what stands there."""
        place = self.repo.git_dir / path
        place.parent.mkdir(parents=True, exist_ok=True)
        clear(place)
        place.write_bytes(data.encode() if isinstance(data, str) else data)

    def add(self, path: str, text: str) -> None:
        """Add lines to a file of the git folder."""
        place = self.repo.git_dir / path
        before = place.read_bytes() if place.is_file() else b""
        self.write(path, before + text.encode())

    def pipe(self, place: Path) -> None:
        clear(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(place)

    def trailer(self, data: bytes) -> bytes:
        return hashlib.new(self.repo.object_format, data).digest()


@dataclass(frozen=True)
class Forgery:
    """`tells` is the notice that must be given, `excuses` those that a difference may have."""

    lay: Callable[[Scene], None]
    tells: str = ""
    excuses: tuple[str, ...] = ()


def clear(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


# git's own summaries of the history


def graph(scene: Scene) -> None:
    """A commit-graph, whole."""
    _clear_graphs(scene)
    scene.repo.git("commit-graph", "write", "--reachable")


def graph_lies(scene: Scene) -> None:
    """A commit-graph with other parents, trees and times, and a right checksum."""
    graph(scene)
    _forge_graph(scene, scene.store / "info" / "commit-graph")


def graph_chain(scene: Scene) -> None:
    """A chain of commit-graphs, one link of which lies."""
    _clear_graphs(scene)
    scene.repo.git("commit-graph", "write", "--reachable", "--split=no-merge")
    (link,) = (scene.store / "info" / "commit-graphs").glob("*.graph")
    _forge_graph(scene, link)


def graph_noise(scene: Scene) -> None:
    scene.write("objects/info/commit-graph", b"CGPH" + scene.chance.randbytes(500))


def graph_chain_noise(scene: Scene) -> None:
    lines = "".join(f"{scene.chance.randbytes(20).hex()}\n" for _ in range(50))
    scene.write("objects/info/commit-graphs/commit-graph-chain", lines)


def _clear_graphs(scene: Scene) -> None:
    clear(scene.store / "info" / "commit-graph")
    clear(scene.store / "info" / "commit-graphs")


def _forge_graph(scene: Scene, file: Path) -> None:
    data = bytearray(file.read_bytes())
    size = len(scene.trailer(b""))
    rows, end = _chunk(data, b"CDAT")
    names = [data[at : at + size + 16] for at in range(rows, end, size + 16)]
    scene.chance.shuffle(names)  # the trees, parents and times of other commits
    data[rows:end] = b"".join(names)
    _sign(scene, file, data)


def packs_index(scene: Scene) -> None:
    """An index over all packs that gives objects the places of others."""
    _indexes(scene)
    scene.repo.git(*_ALONE, "multi-pack-index", "write")
    file = scene.store / "pack" / "multi-pack-index"
    data = bytearray(file.read_bytes())
    start, end = _chunk(data, b"OOFF")
    _shuffle(scene, data, start, end, 8)
    _sign(scene, file, data)


def packs_index_noise(scene: Scene) -> None:
    scene.write("objects/pack/multi-pack-index", b"MIDX" + scene.chance.randbytes(500))


def _indexes(scene: Scene) -> list[Path]:
    """Return the indexes of all packs; of a new one where there are none."""
    if not list((scene.store / "pack").glob("*.idx")):
        scene.repo.git(*_ALONE, "repack", "-adq")
    return sorted((scene.store / "pack").glob("*.idx"))


def _chunk(data: bytes, name: bytes) -> tuple[int, int]:
    """Return where a chunk of a commit-graph or multi-pack-index begins and ends."""
    at = data.index(name)
    start, _, end = struct.unpack(">Q4sQ", data[at + 4 : at + 24])
    return start, end


def _shuffle(scene: Scene, data: bytearray, start: int, end: int, size: int) -> None:
    parts = [data[at : at + size] for at in range(start, end, size)]
    for _ in range(scene.chance.choice((1, 1, 3))):
        one, other = (scene.chance.randrange(len(parts)) for _ in range(2))
        parts[one], parts[other] = parts[other], parts[one]
    data[start:end] = b"".join(parts)


def _sign(scene: Scene, file: Path, data: bytearray) -> None:
    size = len(scene.trailer(b""))
    file.unlink()  # git writes its files read-only
    file.write_bytes(bytes(data[:-size]) + scene.trailer(bytes(data[:-size])))


# objects under other ids


def pack_index(scene: Scene) -> None:
    """The index of a pack gives objects the places of others, and its checksum is right."""
    file = scene.chance.choice(_indexes(scene))
    data, size = bytearray(file.read_bytes()), len(scene.trailer(b""))
    many = int.from_bytes(data[8 + 1020 : 8 + 1024], "big")
    start = 8 + 1024 + many * (size + 4)
    _shuffle(scene, data, start, start + 4 * many, 4)
    _sign(scene, file, data)


def loose(scene: Scene) -> None:
    """A loose file holds another object than its name says."""
    _write_loose(scene, scene.store, scene.some(), *scene.objects[scene.some()])


def loose_altered(scene: Scene) -> None:
    """A loose file holds the object that it should, but for a word."""
    name = scene.some()
    kind, data = scene.objects[name]
    _write_loose(scene, scene.store, name, kind, _altered(data, scene.chance))


def loose_kind(scene: Scene) -> None:
    """A loose file holds the bytes that it should, as an object of another kind."""
    name = scene.some()
    kinds = [kind for kind in ("blob", "tree", "commit", "tag") if kind != scene.objects[name][0]]
    _write_loose(scene, scene.store, name, scene.chance.choice(kinds), scene.objects[name][1])


def packed(scene: Scene) -> None:
    """A newer pack holds other objects under the ids of some."""
    if scene.repo.object_format != "sha1":
        loose(scene)
        return
    claimed = {}
    for _ in range(scene.chance.choice((1, 2, 5))):
        name = scene.some()
        kind, data = scene.objects[name]
        other = kind, _altered(data, scene.chance)
        claimed[name] = scene.chance.choice((scene.objects[scene.some(kind)], other))
    forge_pack(scene.store / "pack", claimed, name=scene.chance.randbytes(20).hex(), time=2**31)


def _altered(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) or 1)
    return data[:at] + bytes([(data[at] if data else 0) ^ 1]) + data[at + 1 :]


def _write_loose(scene: Scene, store: Path, name: str, kind: str, data: bytes) -> None:
    place = store / name[:2] / name[2:]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    place.write_bytes(zlib.compress(b"%s %d\0%s" % (kind.encode(), len(data), data)))


# objects of other folders


def borrowed(scene: Scene) -> None:
    """Objects that lie in another folder, by its path from here or from the root."""
    store = scene.beside / "store"
    if not store.exists():
        shutil.copytree(scene.store, store, symlinks=True)
    near = os.path.relpath(store, scene.store)
    scene.add("objects/info/alternates", f"# no path\n{scene.chance.choice((near, store))}\n")


def borrowed_forged(scene: Scene) -> None:
    """The other folder holds other objects under the ids of some, and these are lost here."""
    borrowed(scene)
    name = scene.some()
    kind, data = scene.objects[name]
    (scene.store / name[:2] / name[2:]).unlink(missing_ok=True)
    _write_loose(scene, scene.beside / "store", name, kind, _altered(data, scene.chance))


def borrowed_round(scene: Scene) -> None:
    """Folders that borrow of each other, and of themselves."""
    store = scene.beside / "round"
    (store / "info").mkdir(parents=True, exist_ok=True)
    (store / "info" / "alternates").write_text(f"{scene.store}\n{store}\n")
    scene.add("objects/info/alternates", f"{store}\n{scene.store}\n.\n")


def borrowed_chain(scene: Scene) -> None:
    """A chain of more folders than git follows."""
    for number in range(9):
        store = scene.beside / f"link-{number}"
        (store / "info").mkdir(parents=True, exist_ok=True)
        (store / "info" / "alternates").write_text(f"{scene.beside}/link-{number + 1}\n")
    scene.add("objects/info/alternates", f"{scene.beside}/link-0\n")


def borrowed_pipe(scene: Scene) -> None:
    """What is borrowed of is a pipe, or nothing."""
    scene.pipe(scene.beside / "pipe")
    scene.add("objects/info/alternates", f"{scene.beside}/pipe\n{scene.beside}/nothing\n")


def borrowed_from_piped(scene: Scene) -> None:
    """The folder that is borrowed of has a pipe for the list of those that it borrows of."""
    scene.pipe(scene.beside / "piped" / "info" / "alternates")
    scene.add("objects/info/alternates", f"{scene.beside}/piped\n")


_GRAPHS = ("commit-graph", "commit-graph that lies", "commit-graphs that lie")
BY_GIT = (*_GRAPHS, "multi-pack-index", "pack index")
"""Those that the real git makes, in an order in which none is in the way of another."""

FORGERIES: Mapping[str, Forgery] = {
    "commit-graph": Forgery(graph, "commit-graph-ignored"),
    "commit-graph that lies": Forgery(graph_lies, "commit-graph-ignored"),
    "commit-graphs that lie": Forgery(graph_chain, "commit-graph-ignored"),
    "commit-graph of noise": Forgery(graph_noise, "commit-graph-ignored"),
    "commit-graphs of noise": Forgery(graph_chain_noise, "commit-graph-ignored"),
    "multi-pack-index": Forgery(packs_index),
    "multi-pack-index of noise": Forgery(packs_index_noise),
    "pack index": Forgery(pack_index),
    "loose object": Forgery(loose),
    "loose object altered": Forgery(loose_altered),
    "loose object of another kind": Forgery(loose_kind),
    "packed objects": Forgery(packed),
    "alternates": Forgery(borrowed),
    "alternates with forged objects": Forgery(borrowed_forged),
    "alternates in a circle": Forgery(borrowed_round),
    "alternates in a chain": Forgery(borrowed_chain),
    "alternates that are a pipe": Forgery(borrowed_pipe),
    "alternates with a pipe": Forgery(borrowed_from_piped),
    **{name: Forgery(*rest) for name, rest in REFS.items()},
}
