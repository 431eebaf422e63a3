"""Packs written byte by byte, whose index gives objects whatever ids it likes."""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

_TYPES = {"commit": 1, "tree": 2, "blob": 3, "tag": 4}


def forge_pack(
    folder: Path, objects: Mapping[str, tuple[str, bytes]], *, name: str = "f" * 40, time: int = 0
) -> Path:
    """Write a pack and its index into `folder` (objects/pack); `objects` are kind and bytes by id.

    git reads newer packs first: `time` is what the files claim. Ids of 40 digits only.
    """
    pack = bytearray(b"PACK" + struct.pack(">II", 2, len(objects)))
    offsets: dict[str, tuple[int, int]] = {}
    for claimed, (kind, data) in objects.items():
        packed = _header(_TYPES[kind], len(data)) + zlib.compress(data)
        offsets[claimed] = len(pack), zlib.crc32(packed)
        pack += packed
    trailer = hashlib.sha1(pack).digest()
    path = folder / f"pack-{name}.pack"
    path.write_bytes(bytes(pack) + trailer)
    path.with_suffix(".idx").write_bytes(_index(offsets, trailer))
    for file in (path, path.with_suffix(".idx")):
        os.utime(file, (time, time))
    return path


def _header(kind: int, size: int) -> bytes:
    first, size = (kind << 4) | (size & 15), size >> 4
    found = bytearray()
    while size:
        found.append(first | 0x80)
        first, size = size & 0x7F, size >> 7
    return bytes(found) + bytes([first])


def _index(offsets: Mapping[str, tuple[int, int]], trailer: bytes) -> bytes:
    names = sorted(offsets)
    index = bytearray(b"\xfftOc" + struct.pack(">I", 2))
    for first in range(256):
        index += struct.pack(">I", sum(int(name[:2], 16) <= first for name in names))
    index += b"".join(bytes.fromhex(name) for name in names)
    index += b"".join(struct.pack(">I", offsets[name][1]) for name in names)
    index += b"".join(struct.pack(">I", offsets[name][0]) for name in names)
    index += trailer
    return bytes(index) + hashlib.sha1(index).digest()
