"""What came of recomputing the figures of a report from its repository."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class FigureDiffers:
    """A figure that the history does not bear out.

    `told` is what the folder says, `recomputed` what the history gives, both as JSON; None where
    there is no such figure.
    """

    name: str
    told: str | None
    recomputed: str | None


@dataclass(frozen=True, slots=True)
class FileDiffers:
    """A place in a file that is not as it should be.

    `told` and `recomputed` are the words there, as in `FigureDiffers`; `where` says which place is
    meant, `how` what is wrong as a clause ("is missing"), empty where the words say it. `more` is
    how many places of the file are like this and not listed.
    """

    file: str
    how: str = ""
    where: str = ""
    told: str | None = None
    recomputed: str | None = None
    more: int = 0


@dataclass(frozen=True, slots=True)
class NotVerified:
    """Figures or files that cannot be verified, and why: a clause in lower case."""

    of: Literal["figures", "files"]
    names: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What agrees, what does not, and what cannot be verified.

    `commit` is the final commit, `made_by` the version of drafttime that made the folder,
    `settings` what was set for it, as "since 2024-03-01".
    `figures_agree` counts, `files_agree` names. `remarks` are sentences for the reader.
    """

    commit: str
    made_by: str
    figures_agree: int
    figures: tuple[FigureDiffers, ...] = ()
    files_agree: tuple[str, ...] = ()
    files: tuple[FileDiffers, ...] = ()
    not_verified: tuple[NotVerified, ...] = ()
    remarks: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything contradicts the history."""
        return bool(self.figures or self.files)
