"""What the page says of lineage beside its charts: strata, passes, how long words lasted."""

from __future__ import annotations

from drafttime.model import Analysis
from drafttime.output.escaping import shown
from drafttime.output.passes_totals import passes_totals
from drafttime.output.wording import counted, listed, number_in_prose, per_cent, sentence

NAME_LIMIT = 80
MOST_NAMED = 3
FEWEST_SESSIONS = 2
"""That half of the paragraphs were worked on in fewer sessions goes without saying."""

LEAST_SHARE = 0.01
LITTLE = "less than 1\N{NARROW NO-BREAK SPACE}%"
"""Drafts that wrote less than this of the final text are not named in the sentence."""


def born(analysis: Analysis) -> str:
    """Say on the way to which draft the words of the final text were written."""
    found = [p for p in analysis.lineage.provenance if p.share >= LEAST_SHARE]
    if len(found) < 2:
        return ""
    names = [
        f"{per_cent(p.share)}{'' if k else ' were written'} on the way to "
        f"{_in_a_sentence(analysis.drafts[p.draft].name)}"
        for k, p in enumerate(found)
    ]
    return f"Of the words of the final text, {listed(names)}."


def written_per_kept(analysis: Analysis) -> str:
    """Say how many words were written for each one that was kept."""
    ratio = analysis.lineage.written_per_kept
    if ratio is None or f"{ratio:.1f}" == "1.0":
        return ""
    return f"For every word that is kept, {ratio:.1f} were written."


def touched(analysis: Analysis) -> str:
    """Say in how many sessions the paragraphs of the final text were worked on."""
    totals = passes_totals(analysis)
    if totals is None or not totals.most_sessions:
        return ""
    half, most = totals.sessions_of_half, totals.most_sessions
    if half == most:
        return f"No paragraph was worked on in more than {_sessions(most)}."
    if half < FEWEST_SESSIONS:
        return f"The paragraph most returned to was worked on in {_sessions(most)}."
    return (
        f"Half of the paragraphs were worked on in {_sessions(half)} or more, the one most "
        f"returned to in {number_in_prose(most)}."
    )


def untouched(analysis: Analysis) -> str:
    """Say how much of the text was never touched since it was first written."""
    totals = passes_totals(analysis)
    if totals is None:
        return ""
    number = totals.untouched_paragraphs
    if not number:
        return "No paragraph stands as it was first written."
    verb = "has" if number == 1 else "have"
    return (
        f"{sentence(counted(number, 'paragraph'))}, {per_cent(totals.untouched_share)} of the "
        f"text, {verb} not been touched since first written."
    )


def moves(analysis: Analysis) -> str:
    """Say how much moved from each draft to the next, where that is worth a word."""
    neighbours = [pair for pair in analysis.lineage.pairs if pair.new == pair.old + 1]
    shares = [(pair.measures.get("moved") or 0.0, pair) for pair in neighbours]
    if len(shares) < 2 or not any(share for share, _ in shares):
        return ""
    largest = sorted(shares, key=lambda found: -found[0])[:MOST_NAMED]
    said = []
    for share, pair in shares:
        if share >= LEAST_SHARE and (share, pair) in largest:
            names = [_in_a_sentence(analysis.drafts[k].name) for k in (pair.old, pair.new)]
            said.append(f"{per_cent(share)} from {names[0]} to {names[1]}")
    if not said:
        return f"From draft to draft, {LITTLE} of what was kept changed its place."
    return f"Of what was kept, this much changed its place: {listed(said)}."


def _in_a_sentence(draft: str) -> str:
    """Return the name of a draft with the article that it needs."""
    known = {"First draft": "the first draft", "Final": "the final draft"}
    return known.get(draft) or shown(draft, NAME_LIMIT)


def _sessions(number: int) -> str:
    return f"{number_in_prose(number)} session{'' if number == 1 else 's'}"
