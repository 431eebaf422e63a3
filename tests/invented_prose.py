"""Invented prose to commit, and the analysis of what was committed."""

from __future__ import annotations

import random

from gitrepo import GitRepo

from drafttime.model import Analysis, Revision
from drafttime.pipeline import analyse
from drafttime.request import Request

SYLLABLES = "ba ko li mu ne ra si to va wen dar fel gri hol pin sta".split()


def prose(*seeds: str, sentences: int = 5) -> str:
    """Paragraphs of invented sentences, one for each seed word, that share hardly a word."""
    return "\n\n".join(
        " ".join(_sentence(random.Random(f"{seed} {n}")) for n in range(sentences))
        for seed in seeds
    )


def _sentence(chance: random.Random) -> str:
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(12)]
    return " ".join(words).capitalize() + "."


def run(repo: GitRepo, **options: object) -> Analysis:
    return analyse(Request(repo.path, overrides=options, use_cache=False))


def by_subject(analysis: Analysis) -> dict[str, Revision]:
    return {revision.subject: revision for revision in analysis.revisions}
