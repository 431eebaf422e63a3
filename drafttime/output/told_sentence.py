"""The sentence that a portfolio shows, looked for again in the history."""

from __future__ import annotations

from dataclasses import replace

from drafttime.errors import ManuscriptError
from drafttime.model.evidence import FileDiffers, NotVerified
from drafttime.output.json_text import Json
from drafttime.output.portfolio_pair import MOST_SENTENCES, picked_pair, recorded_pair, sentences_of
from drafttime.output.told import DATA
from drafttime.output.told_portfolio import KIND
from drafttime.pipeline import trace_passage
from drafttime.progress import Progress
from drafttime.request import Request

_CUT = "…"


def check_sentence(
    request: Request, data: Json, progress: Progress
) -> FileDiffers | NotVerified | None:
    """Return what is wrong with the sentence of a portfolio; None where the history has it so.

    It is looked for by its own words, and must have been written as it is told. `request` asks for
    the book as the folder tells it stood. About as costly as the report without its charts.
    """
    options = data.get(KIND)
    pair = recorded_pair(options.get("sentence")) if isinstance(options, dict) else None
    if pair is None:
        return None
    now = "".join(text for mark, text in pair.after if mark != "out")
    if now.endswith(_CUT) or (not pair.whole and len(sentences_of(now)) > MOST_SENTENCES):
        return NotVerified("files", ("the sentence",), "it is too long to be looked for again")
    days = {name: value for name, value in request.overrides.items() if name != "logs"}
    try:
        found = trace_passage(replace(request, overrides=days), now, progress)
        again = picked_pair(found, whole=pair.whole)
    except ManuscriptError:
        return FileDiffers(DATA, "shows a sentence that the final draft does not have once")
    if again == pair:
        return None
    told, ours = ("".join(text for _, text in one.before) or now for one in (pair, again))
    if told == ours:
        return FileDiffers(DATA, "tells the sentence's days, versions or marks otherwise")
    return FileDiffers(DATA, "", "the sentence", told, ours)
