"""Sentences long enough to be known again, and a book of them, for tests of lineage."""

from __future__ import annotations

TIDE = "The tide had turned before anybody on the quay thought of looking at the clock."
LAMP = "She carried the lamp down to the water and set it on the third step from the bottom."
BOAT = "A boat came in under the wall, so low that only the mast was to be seen from above."
RAIN = "It rained on the harbour office, on the nets, and on the men who mended them there."
SALT = "There was salt on the window in the morning, and nobody had opened it in the night."


def page(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


def words(*paragraphs: str) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)
