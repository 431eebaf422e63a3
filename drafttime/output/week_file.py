"""The file of a week: what drafttime wrote is written anew, what the writer wrote is kept.

Two lines mark what drafttime wrote. The first holds the week and a digest of what stands between
them, so that a part that somebody edited is known and left alone. All else in the file belongs to
the writer, and stays byte for byte.
"""

from __future__ import annotations

import re
from hashlib import sha256

from drafttime.text.retrospectives import MARK

END = "<!-- drafttime week end: what stands below is yours, and stays -->"

_SAYS = ": this part is written anew each time; write below it -->"
# Both lines to the letter: a word that somebody wrote into one of them is not ours to replace. An
# editor may have put a byte order mark before the first line of the file.
_HEAD = re.compile(
    rb"(?:^|(?<=\A\xef\xbb\xbf))%b(\d{4}-W\d\d) ([0-9a-f]{16})%b(\r?\n)"
    % (re.escape(MARK).encode(), re.escape(_SAYS).encode()),
    re.MULTILINE,
)
_FOOT = re.compile(rb"^%b\r?$" % re.escape(END).encode(), re.MULTILINE)


_MOVE_WORDS = (
    "move the file away to have a new one made; or, to keep it, move your words below the second "
    "mark and empty what stands between the two"
)


class NotOursError(Exception):
    """A file in which nothing may be written: why, in a clause, and what to do about it."""

    def __init__(self, why: str, hint: str = _MOVE_WORDS) -> None:
        super().__init__(why)
        self.hint = hint


def marked(label: str, key: str, body: str) -> str:
    """Return what drafttime writes of a week between its marks; `key` tells books apart."""
    within = f"\n{body}\n\n"
    digest = _digest(within.encode(), key)
    return f"{MARK}{label} {digest}{_SAYS}\n{within}{END}\n"


def renewed(old: bytes, fresh: str, key: str) -> bytes:
    """Return the bytes of a file with `fresh` in the place of what drafttime wrote there.

    `fresh` comes from `marked`. What stands before and after is kept to the byte; line ends of the
    part are those that its first mark has. An emptied part is filled again.

    Raises NotOursError where there is no such part of that week and book, where it was changed by
    hand, and where there are several. Linear.
    """
    head = _HEAD.match(fresh.encode())
    if head is None:
        raise ValueError("this was not made by `marked`")
    heads = list(_HEAD.finditer(old))
    if not heads:
        raise NotOursError("it was not written by drafttime week")
    parts = []
    for found, before in zip(heads, [*(head.start() for head in heads[1:]), len(old)], strict=True):
        foot = _FOOT.search(old, found.end(), before)
        if foot is None:  # what drafttime writes holds no other first mark
            continue
        body = old[found.end() : foot.start()]
        own = found[2].decode() == _digest(body, key) or not body.strip()
        if own and found[1] == head[1]:
            parts.append((found.start(), foot.end(), found[3]))
    if len(parts) > 1:
        raise NotOursError("what drafttime wrote stands in it more than once")
    if not parts:
        raise NotOursError(
            "what drafttime wrote in it was changed by hand, or is that of another week or book"
        )
    [(start, stop, line_end)] = parts
    new = fresh.encode().rstrip(b"\n")
    if line_end == b"\r\n":
        new = new.replace(b"\n", b"\r\n")
        stop -= old[start:stop].endswith(b"\r")
    return old[:start] + new + old[stop:]


def _digest(body: bytes, key: str) -> str:
    """Return a digest that the kind of line ends does not change: editors and git do."""
    plain = body.replace(b"\r\n", b"\n")
    return sha256(key.encode(errors="surrogatepass") + b"\0" + plain).hexdigest()[:16]
