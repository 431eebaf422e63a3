"""A small book in a real repository with its report, for tests that tell it apart from others."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drawn_once import draw_once
from gitrepo import GitRepo

from drafttime.model.evidence import Verdict
from drafttime.output.recomputing import verify_folder
from drafttime.output.report import write_report
from drafttime.pipeline import analyse
from drafttime.request import Request

DAY = 86_400
SCENES = {
    "chapters/01-quay.md": (
        "The ferry left the quay at six with nobody on it but the pilot and a crate of hens.",
        "Nobody in the village would say who had cut the rope, or why the bell was taken down.",
        "My aunt kept the ledger of the weir in a biscuit tin under the stairs, and never said so.",
        "When the water rose a second time we carried the beds up to the loft and waited there.",
        "The surveyor came back in March, thinner than before, and asked for the same room again.",
        "It was the year of the herons, and all the talk was of who had shot the first of them.",
    ),
    "chapters/02-weir.md": (
        "Two men from the county measured the dyke with a chain, and wrote nothing in their book.",
        "Every second plank had been replaced, and still it was called the old bridge by all.",
        "She sold eels on Fridays and opinions on every other day, and gave short weight in both.",
        "There had been a lock here once; the gates hung open now, and boys fished from the beam.",
        "He learned to swim at forty in October because a horse had gone in and no one else would.",
        "A letter lay on the mat for a week, since it was addressed to a house that had burned.",
    ),
    "chapters/03-salt.md": (
        "Salt came up through the floor of the church and drew a white line on our coats.",
        "The doctor counted his steps to the lighthouse, and reached another number each morning.",
        "Our neighbour mended nets for a fleet that had been sold, and stacked them at home.",
        "On the last day of the inquest the coroner fell asleep, and the clerk read on to the end.",
        "Somebody rang from the harbour office to ask whether we had a boat, and hung up again.",
        "The pilot’s widow painted her door the colour of the buoys, and moved the step to fit.",
    ),
}
LAST = "The ferry left the quay at seven, with nobody on it but the pilot and a crate of wet hens."
LOG = "date,minutes\n2024-01-02,90\n2024-01-03,45\n2024-01-06,120\n2024-02-14,200\n"


def chapter(path: str, stage: int) -> str:
    """Return a chapter that grows to six paragraphs, and is then written anew from the front."""
    kept = list(SCENES[path][: 2 + min(stage, 4)])
    for place in range(max(0, stage - 4)):
        kept[place] = kept[place].replace("the", "that one", 1)
    if stage > 5 and path.endswith("quay.md"):
        kept[0] = LAST
    return f"# {path[12:-3].title()}\n\n" + "\n\n".join(kept) + "\n"


def write_book(path: Path, *, tags: bool = True) -> GitRepo:
    """Write three chapters in 21 commits by two writers; the ninth is tagged draft-1."""
    repo = GitRepo(path)
    start = 1_704_182_400  # 2 January 2024, 08:00 UTC
    for stage in range(21):
        name = list(SCENES)[stage % 3]
        files: dict[str, Any] = {name: chapter(name, stage // 3)}
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
    write_report(analysis, draw_once(analysis), folder)
    return folder
