"""Refs, and files beside them, that say what the objects do not prove.

Each has the notice that must be given (or none), and those that may excuse a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forgeries import Scene


# other objects and other parents


def replaced(scene: Scene) -> None:
    """Some object is replaced by another of its kind, in a file or among the packed refs."""
    name = scene.some()
    other = scene.some(scene.objects[name][0])
    if scene.chance.random() < 0.5:
        scene.write(f"refs/replace/{name}", other + "\n")
    else:
        scene.add("packed-refs", f"{other} refs/replace/{name}\n")


def grafts(scene: Scene) -> None:
    """Commits get other parents, or none."""
    some = [scene.some("commit") for _ in range(3)]
    scene.write("info/grafts", f"{some[0]} {some[1]}\n{some[2]}\n")


def grafts_folder(scene: Scene) -> None:
    scene.write("info/grafts/here", "")


def shallow(scene: Scene) -> None:
    """The history is said to have been cut where it was not."""
    scene.add("shallow", scene.some("commit") + "\n")


def shallow_elsewhere(scene: Scene) -> None:
    """The history is said to have been cut at what is no commit of it."""
    length = len(scene.some())
    lines = "f" * length, scene.some("blob"), "nonsense", "../" * 20, "a" * (length - 1)
    scene.add("shallow", "\n".join(lines) + "\n")


def shallow_pipe(scene: Scene) -> None:
    scene.pipe(scene.repo.git_dir / "shallow")


# refs that lead to no commit


def odd_refs(scene: Scene) -> None:
    """Refs at a tree, a text and a tag of a text."""
    text = scene.some("blob")
    tag = _tag(scene, text, "blob")
    scene.write("refs/heads/tree", scene.some("tree") + "\n")
    scene.write("refs/heads/text", text + "\n")
    scene.write("refs/tags/lies", _tag(scene, text, "commit") + "\n")
    scene.write("refs/tags/text", tag + "\n")


def missing_refs(scene: Scene) -> None:
    scene.write("refs/heads/missing", "e" * len(scene.some()) + "\n")


def tags_of_tags(scene: Scene) -> None:
    """A tag of a tag of a tag, more than anybody makes."""
    name, kind = scene.some("commit"), "commit"
    for _ in range(scene.chance.choice((3, 30))):
        name, kind = _tag(scene, name, kind), "tag"
    scene.write("refs/tags/deep", name + "\n")


def draft_of_text(scene: Scene) -> None:
    """The tag of the first draft holds a text."""
    scene.write("refs/tags/draft-1", scene.some("blob") + "\n")


def branch_of_text(scene: Scene) -> None:
    """The branch that is written on holds a tree or a text, or what is not there."""
    others = scene.some("blob"), scene.some("tree"), "d" * len(scene.some())
    scene.write("refs/heads/main", scene.chance.choice(others) + "\n")


def _tag(scene: Scene, name: str, kind: str) -> str:
    text = f"object {name}\ntype {kind}\ntag lies\ntagger A <a@b> 1 +0000\n\nLies.\n"
    return scene.repo.raw("tag", text.encode())


# names that lead in circles, and lists of names that lie


def circles(scene: Scene) -> None:
    scene.write("refs/heads/here", "ref: refs/heads/there\n")
    scene.write("refs/heads/there", "ref: refs/heads/here\n")
    scene.write("refs/heads/self", "ref: refs/heads/self\n")


def head_in_a_circle(scene: Scene) -> None:
    circles(scene)
    scene.write("HEAD", "ref: refs/heads/here\n")


def long_way(scene: Scene) -> None:
    """Names that lead to names, further than git follows them."""
    for number in range(12):
        scene.write(f"refs/heads/way-{number}", f"ref: refs/heads/way-{number + 1}\n")
    scene.write("refs/heads/way-12", "ref: refs/heads/main\n")


def outside(scene: Scene) -> None:
    """Names that lead out of the folder of refs."""
    scene.write("refs/heads/up", "ref: refs/heads/../../../../beside/secret\n")
    scene.write("refs/heads/root", "ref: /etc/passwd\n")
    scene.write("refs/heads/head", "ref: HEAD\n")


def packed_lies(scene: Scene) -> None:
    """Tags that lead elsewhere than the list says, and lines that are no refs."""
    other = scene.some("commit")
    scene.add(
        "packed-refs",
        "# pack-refs with: peeled fully-peeled sorted \n"
        f"{scene.some('commit')} refs/zzz\n^{other}\n^{other}\n"
        f"{scene.some('commit')} refs/aaa\n"
        f"no-id refs/heads/no-id\n{other}\n\0\n{'x' * 5000} refs/heads/long\n",
    )


def packed_behind(scene: Scene) -> None:
    """The list holds an older place of the branch than its file, which counts."""
    head = scene.repo.head
    scene.add("packed-refs", f"{scene.some('commit')} refs/heads/main\n")
    scene.write("refs/heads/main", f"{head}\n")


_ODD = ("odd-refs", "broken-refs")

REFS: Mapping[str, tuple[Callable[[Scene], None], str, tuple[str, ...]]] = {
    "replace refs": (replaced, "replace-refs-ignored", ()),
    "grafts": (grafts, "grafts-ignored", ()),
    "grafts that are a folder": (grafts_folder, "grafts-ignored", ()),
    "shallow": (shallow, "", ("shallow",)),
    "shallow elsewhere": (shallow_elsewhere, "", ()),
    "shallow that is a pipe": (shallow_pipe, "", ()),
    "refs to no commit": (odd_refs, "odd-refs", ()),
    "refs to nothing": (missing_refs, "broken-refs", ()),
    "tags of tags": (tags_of_tags, "", ("odd-refs",)),
    "a draft that is a text": (draft_of_text, "", _ODD),
    "a branch that is a text": (branch_of_text, "", _ODD),
    "refs in circles": (circles, "odd-refs", ()),
    "HEAD in a circle": (head_in_a_circle, "", _ODD),
    "refs that lead to refs": (long_way, "odd-refs", ()),
    "refs that lead outside": (outside, "odd-refs", ()),
    "packed refs that lie": (packed_lies, "odd-refs", ()),
    "packed refs behind": (packed_behind, "", ()),
}
