"""A small book in a real repository with its report, for tests that tell it apart from others."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gitrepo import GitRepo

from drafttime.charts import draw_all
from drafttime.model.evidence import Verdict
from drafttime.output.recomputing import verify_folder
from drafttime.output.report import write_report
from drafttime.pipeline import analyse
from drafttime.request import Request

DAY = 86_400
SCENES = [
    "The ferry left the quay at six with nobody on it but the pilot and a crate of hens.",
    "Nobody in the village would say who had cut the rope, or why the bell had been taken down.",
    "My aunt kept the ledger of the weir in a biscuit tin under the stairs, and never opened it.",
    "When the water rose a second time we carried the beds up to the loft and waited for the boat.",
    "The surveyor came back in March, thinner than before, and asked for the same room again.",
    "It was the year of the herons, and all the talk was of who had shot the first one.",
]
LOG = "date,minutes\n2024-01-02,90\n2024-01-03,45\n2024-01-06,120\n2024-02-14,200\n"


def chapter(number: int, stage: int) -> str:
    kept = [f"{scene} That was the {number}th." for scene in SCENES[: 2 + stage % 5]]
    if stage > 6:
        kept[0] = f"In the end the ferry of chapter {number} never left at all, whatever they say."
    return f"# Part {number}\n\n" + "\n\n".join(kept) + "\n"


def write_book(path: Path, *, tags: bool = True) -> GitRepo:
    """Write three chapters in 21 commits by two writers; the seventh is tagged draft-1."""
    repo = GitRepo(path)
    start = 1_704_182_400  # 2 January 2024, 08:00 UTC
    for stage in range(21):
        number = stage % 3 + 1
        files: dict[str, Any] = {f"part{number}.md": chapter(number, stage // 3 + stage % 2)}
        if stage == 0:
            files |= {"hours.csv": LOG, "notes/people.md": "Ada, the pilot, my aunt.\n"}
        author = "Bo Reader <bo@example.org>" if stage % 8 == 5 else "Ada Writer <ada@example.org>"
        when = start + stage // 3 * DAY + stage % 3 * 1_500 + (40 * DAY if stage > 8 else 0)
        repo.commit(files, f"Step {stage}", author=author, time=when, offset="+0100")
        if stage == 8 and tags:
            repo.tag("draft-1")
    return repo


@dataclass(frozen=True)
class Made:
    """A repository, and the folder that a report of it was written to."""

    repo: GitRepo
    folder: Path

    @property
    def data(self) -> Any:
        return json.loads((self.folder / "data.json").read_text())

    def put(self, data: Any) -> None:
        (self.folder / "data.json").write_text(json.dumps(data))

    def copy(self, where: Path) -> Made:
        return Made(self.repo, Path(shutil.copytree(self.folder, where)))

    def verdict(self, repository: Path | None = None, **overrides: Any) -> Verdict:
        where = repository or self.repo.path
        return verify_folder(self.folder, Request(where, overrides, use_cache=False))


def make(path: Path, folder: Path, **overrides: Any) -> Path:
    analysis = analyse(Request(path, overrides, use_cache=False))
    write_report(analysis, draw_all(analysis), folder)
    return folder
