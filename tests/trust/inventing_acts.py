"""What a writer does in one commit: each act turns a tree into the next one.

`ACTS` holds them all with their weights. `clean` acts change words so that what came in and what
went out is known to the word; `copies` let text stand twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from invented_histories import Entry, Path, Tree, in_book
from invented_texts import ENCODINGS, ENDINGS, Sheet
from inventing_desk import KINDS, Desk

_NOISE = (b"README.md", b"notes.md", b"tools/count.py", b"images/cover.png", b".gitignore")
_GARBAGE = (b"", b"\0\1\2\0garbage", b"\n\n\n", b"%PDF-1.4\nnothing")


@dataclass(frozen=True)
class Act:
    name: str
    do: Callable[[Desk, dict[Path, Entry], Tree], dict[Path, Entry]]
    weight: int
    clean: bool = False
    copies: bool = False


def first_tree(desk: Desk) -> dict[Path, Entry]:
    """Return a first tree; its first files, one of each format, stay to the end.

    They stand in the book's own folder: what was cut counts where something of the book is left,
    in a format that something of the book still has.
    """
    tree: dict[Path, Entry] = {}
    begins = not desk.kinds
    desk.kinds = desk.kinds or tuple(sorted({desk.chance.choice(KINDS) for _ in range(2)}))
    for kind in desk.kinds if begins else desk.kinds[:1]:
        path = desk.name(kind, inside=False)
        tree[path] = Entry(b"100644", desk.sheet(kind))
        if begins:
            desk.anchors.add(path)
    for _ in range(desk.chance.randint(0, 2)):
        tree = new_file(desk, tree, tree)
    return tree


def tidied(desk: Desk, tree: Tree) -> Tree:
    """Return a tree without files of the book that hold no words."""
    return {
        path: e
        for path, e in tree.items()
        if not (e.regular and in_book(path, desk.home) and not e.words)
    }


def _change(
    desk: Desk, tree: dict[Path, Entry], how: Callable[[Sheet], Sheet]
) -> dict[Path, Entry]:
    paths = desk.sheets(tree)
    if paths:
        path = desk.chance.choice(paths)
        entry = tree[path]
        assert entry.sheet is not None
        tree[path] = replace(entry, sheet=how(entry.sheet))
    return tree


def append(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    more = desk.words.paragraph()
    return _change(desk, tree, lambda s: replace(s, paragraphs=(*s.paragraphs, more)))


def insert(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    def how(sheet: Sheet) -> Sheet:
        paragraphs = [*sheet.paragraphs]
        paragraphs.insert(desk.chance.randrange(len(paragraphs) + 1), desk.words.paragraph())
        return sheet.with_paragraphs(paragraphs)

    return _change(desk, tree, how)


def cut(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    def how(sheet: Sheet) -> Sheet:
        paragraphs = [*sheet.paragraphs]
        if len(paragraphs) > 1:
            del paragraphs[desk.chance.randrange(len(paragraphs))]
        return sheet.with_paragraphs(paragraphs)

    return _change(desk, tree, how)


def reword(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    def how(sheet: Sheet) -> Sheet:
        paragraphs = [list(p) for p in sheet.paragraphs]
        paragraph = desk.chance.choice(paragraphs)
        for _ in range(desk.chance.randint(1, 4)):
            paragraph[desk.chance.randrange(len(paragraph) - 1)] = desk.words.word()
        return sheet.with_paragraphs([tuple(p) for p in paragraphs])

    return _change(desk, tree, how)


def rewrite(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    def how(sheet: Sheet) -> Sheet:
        count = desk.chance.randint(1, 4)
        return sheet.with_paragraphs([desk.words.paragraph() for _ in range(count)])

    return _change(desk, tree, how)


def rewrap(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    dress = desk.chance.randrange(10**6)
    return _change(desk, tree, lambda s: replace(s, dress=dress))


def reencode(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    encoding, ending = desk.chance.choice(ENCODINGS), desk.chance.choice(ENDINGS)
    return _change(desk, tree, lambda s: replace(s, encoding=encoding, ending=ending))


def reorder(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    def how(sheet: Sheet) -> Sheet:
        paragraphs = [*sheet.paragraphs]
        desk.chance.shuffle(paragraphs)
        return sheet.with_paragraphs(paragraphs)

    return _change(desk, tree, how)


def carry(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    """Move a paragraph from one file to another."""
    paths = [p for p in desk.sheets(tree) if len(_sheet(tree, p).paragraphs) > 1]
    others = desk.sheets(tree)
    if not paths or len(others) < 2:
        return tree
    source = desk.chance.choice(paths)
    target = desk.chance.choice([p for p in others if p != source])
    paragraphs = [*_sheet(tree, source).paragraphs]
    taken = paragraphs.pop(desk.chance.randrange(len(paragraphs)))
    tree[source] = replace(tree[source], sheet=_sheet(tree, source).with_paragraphs(paragraphs))
    there = _sheet(tree, target)
    tree[target] = replace(tree[target], sheet=there.with_paragraphs([*there.paragraphs, taken]))
    return tree


def _sheet(tree: Tree, path: Path) -> Sheet:
    sheet = tree[path].sheet
    assert sheet is not None
    return sheet


def new_file(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    kind = desk.chance.choice(desk.kinds)
    mode = b"100755" if desk.chance.random() < 0.1 else b"100644"
    return {**tree, desk.name(kind): Entry(mode, desk.sheet(kind))}


def delete_file(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    if paths := desk.loose(tree):
        del tree[desk.chance.choice(paths)]
    return tree


def rename(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    if paths := desk.loose(tree):
        old = desk.chance.choice(paths)
        tree[desk.name(old.rpartition(b".")[2].decode())] = tree.pop(old)
    return tree


def rename_and_reword(desk: Desk, tree: dict[Path, Entry], past: Tree) -> dict[Path, Entry]:
    return reword(desk, rename(desk, tree, past), past)


def rename_case(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    if paths := desk.loose(tree):
        old = desk.chance.choice(paths)
        folder, slash, base = old.rpartition(b"/")
        new = folder + slash + base.replace(b"ch", b"CH")
        if new == old:
            new = folder + slash + base.replace(b"CH", b"ch")
        if new not in tree:
            tree[new] = tree.pop(old)
    return tree


def swap(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    """Let two files of one format change their names."""
    for kind in (b".md", b".txt", b".tex"):
        paths = [p for p in desk.loose(tree) if p.endswith(kind)]
        if len(paths) > 1:
            a, b = desk.chance.sample(paths, 2)
            tree[a], tree[b] = tree[b], tree[a]
            break
    return tree


def copy(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    if paths := desk.sheets(tree):
        path = desk.chance.choice(paths)
        tree[desk.name(path.rpartition(b".")[2].decode())] = tree[path]
    return tree


def revert(desk: Desk, tree: dict[Path, Entry], past: Tree) -> dict[Path, Entry]:
    """Bring some files of the book back to what they were."""
    return tree | {
        path: entry
        for path, entry in sorted(past.items())
        if in_book(path, desk.home) and entry.regular and desk.chance.random() < 0.6
    }


def archive(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    if paths := desk.loose(tree):
        old = desk.chance.choice(paths)
        tree[b"archive/" + old.rpartition(b"/")[2]] = tree.pop(old)
    return tree


def nothing(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    return tree


def noise(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    """Change what is no part of the book: other files, a link, a submodule."""
    chance = desk.chance
    kind = chance.random()
    if kind < 0.2:
        tree[desk.home + b"vendor"] = Entry(b"160000", data=b"%040x" % chance.getrandbits(160))
    elif kind < 0.4:
        tree[desk.home + b"link%d.md" % chance.randrange(3)] = Entry(b"120000", data=b"/etc/passwd")
    else:
        data = bytes(chance.randrange(256) for _ in range(20))
        tree[chance.choice(_NOISE)] = Entry(b"100644", data=data)
    return tree


def mode(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    if paths := desk.sheets(tree):
        path = desk.chance.choice(paths)
        other = b"100644" if tree[path].mode == b"100755" else b"100755"
        tree[path] = replace(tree[path], mode=other)
    return tree


def hollow(desk: Desk, tree: dict[Path, Entry], _: Tree) -> dict[Path, Entry]:
    """Leave nothing that can be read in a file, or a link in its place."""
    if paths := desk.loose(tree):
        path = desk.chance.choice(paths)
        tree[path] = (
            Entry(b"120000", data=b"ch01.md")
            if desk.chance.random() < 0.4
            else Entry(b"100644", data=desk.chance.choice(_GARBAGE))
        )
    return tree


ACTS = (
    Act("append", append, 16, clean=True),
    Act("insert", insert, 10, clean=True),
    Act("cut", cut, 8, clean=True),
    Act("reword", reword, 16),
    Act("rewrite", rewrite, 3),
    Act("rewrap", rewrap, 4, clean=True),
    Act("reencode", reencode, 4, clean=True),
    Act("reorder", reorder, 4),
    Act("carry", carry, 5),
    Act("new file", new_file, 8, clean=True),
    Act("delete", delete_file, 4, clean=True),
    Act("rename", rename, 5, clean=True),
    Act("rename and reword", rename_and_reword, 4),
    Act("rename case", rename_case, 2, clean=True),
    Act("swap", swap, 3, clean=True),
    Act("copy", copy, 5, copies=True),
    Act("revert", revert, 5),
    Act("archive", archive, 2),
    Act("nothing", nothing, 2, clean=True),
    Act("noise", noise, 5, clean=True),
    Act("mode", mode, 2, clean=True),
    Act("hollow", hollow, 2),
)
