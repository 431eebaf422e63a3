"""How the stages say where they are; the command line shows it, tests ignore it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Something that is told which stage has begun and how far it has come."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Begin the stage `name`; `total` steps are to come, None where that is not known."""

    def advance(self, steps: int = 1) -> None:
        """Say that `steps` more steps of the current stage are done."""


class Silent:
    """A progress that says nothing."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Ignore the stage."""

    def advance(self, steps: int = 1) -> None:
        """Ignore the steps."""
