"""A small novel in git, large enough for every stage to have something to keep."""

from __future__ import annotations

import random
from pathlib import Path

from gitrepo import GitRepo

WORDS = (
    "the weir ran low and nobody came to see it until the tide had turned lamps along the "
    "causeway burned as if somebody were expected rain kept every other guest away she counted "
    "boats again but one was missing"
).split()
DAY = 86_400


def write_novel(path: Path, seed: int = 1, commits: int = 14) -> GitRepo:
    """Write a novel of three chapters: grown, cut, moved, split, with a first draft marked."""
    chance = random.Random(seed)
    repo = GitRepo(path)
    chapters: dict[str, list[str]] = {f"ch{number}.md": [] for number in (1, 2, 3)}
    for number in range(commits):
        name = f"ch{1 + chance.randrange(3)}.md"
        _revise(chapters, name, chance)
        files = {
            chapter: f"# Chapter {chapter[2]}\n\n" + "\n\n".join(paragraphs) + "\n"
            for chapter, paragraphs in chapters.items()
            if paragraphs
        }
        repo.commit(files, f"Go on with {name}", time=repo.clock + chance.choice((1800, DAY)))
        if number == commits // 3:
            repo.tag("draft-1")
    return repo


def _revise(chapters: dict[str, list[str]], name: str, chance: random.Random) -> None:
    paragraphs = chapters[name]
    kind = chance.randrange(5) if paragraphs else 0
    place = chance.randrange(len(paragraphs) + 1)
    if kind <= 1:
        paragraphs[place:place] = [_paragraph(chance) for _ in range(1 + chance.randrange(3))]
    elif kind == 2:
        words = paragraphs[place - 1].split()
        words[5:12] = _paragraph(chance).split()[:9]
        paragraphs[place - 1] = " ".join(words)
    elif kind == 3 and len(paragraphs) > 1:
        del paragraphs[place - 1]
    else:
        paragraphs.append(paragraphs.pop(place - 1))


def _paragraph(chance: random.Random) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(40 + chance.randrange(40))).capitalize()
