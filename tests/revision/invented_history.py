"""Histories without git: a blob's id is its text, one paragraph a line, one word a character."""

from __future__ import annotations

from drafttime.history import History
from drafttime.model import Change, Commit, ManuscriptFile, Moment, Person, Text
from drafttime.text.tokens import count_words

WRITER = Person("Ada", "ada@example.org")


def text_of(blob: str, path: str) -> Text | None:
    """Read a blob that is its own text; `.bin` files hold none."""
    if path.endswith(".bin"):
        return None
    paragraphs = tuple(
        "".join(chr(0x10000 + ord(c)) for c in line) for line in blob.split("\n") if line
    )
    return Text(paragraphs, sum(map(count_words, paragraphs)))


class Story:
    """Commits from trees: `commit(name, parents, {path: text})`."""

    def __init__(self) -> None:
        self.trees: dict[str, dict[str, str]] = {}
        self.commits: dict[str, Commit] = {}
        self.changes: dict[str, tuple[tuple[Change, ...], ...]] = {}

    def commit(
        self,
        name: str,
        tree: dict[str, str],
        *parents: str,
        at: int | None = None,
        author: Person = WRITER,
        message: str = "",
    ) -> None:
        seconds = 1_600_000_000 + 3600 * (len(self.commits) if at is None else at)
        moment = Moment(seconds)
        self.trees[name] = tree
        self.commits[name] = Commit(
            name, f"tree-{name}", parents, author, moment, moment, message or name
        )
        bases = [self.trees[p] for p in parents] or [{}]
        self.changes[name] = tuple(
            tuple(
                Change(path, base.get(path), tree.get(path))
                for path in sorted(base.keys() | tree.keys())
                if base.get(path) != tree.get(path)
            )
            for base in bases
        )

    def history(self, final: str | None = None) -> History:
        names = list(self.commits)
        at: str | None = final or names[-1]
        mainline = []
        while at is not None:
            mainline.append(at)
            parents = self.commits[at].parents
            at = parents[0] if parents else None
        return History(self.commits, tuple(names), tuple(reversed(mainline)), self.changes)


def files(*paths: str) -> tuple[ManuscriptFile, ...]:
    """Manuscript files in this order."""
    return tuple(ManuscriptFile(path, "plain", 0, path, "") for path in paths)
