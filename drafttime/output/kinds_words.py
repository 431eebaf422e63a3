"""What is said about kinds of revision: how labour divides, and what its rules are worth."""

from __future__ import annotations

from drafttime.model import KINDS, SURFACE, Analysis, Kind, KindCounts, labour_shares
from drafttime.output.shares import per_cents
from drafttime.output.wording import count, counted, listed, per_cent, sentence

SORTS = {
    "citation": ("citation", "citations"),
    "footnote": ("footnote", "footnotes"),
    "quotation": ("quotation", "quotations"),
    "link": ("link", "links"),
    "epigraph": ("epigraph", "epigraphs"),
    "bibliography": ("entry of a bibliography", "entries of bibliographies"),
}

NAMES: dict[Kind, str] = {"new": "new text", "cut": "cut text", "copied": "copied text"}


def name_of(kind: Kind) -> str:
    """Return a kind as a heading has it."""
    return sentence(NAMES.get(kind, kind))


def labour_divides(analysis: Analysis) -> str:
    """Say how labour divides into drafting, revising and cutting."""
    shares = labour_shares(analysis.kinds.total)
    if shares is None:
        return ""
    said = per_cents({labour: share for labour, share in shares.items() if share})
    parts = [f"{share} was {labour}" for labour, share in said.items()]
    return f"Of the words and marks that you touched, {listed(parts)}."


def surface_share(analysis: Analysis) -> str:
    """Say how much of the labour stayed on the surface."""
    counts = {kind: one for kind, one in analysis.kinds.total.items() if kind != "copied"}
    total = sum(one.tokens for one in counts.values())
    surface = sum(one.tokens for kind, one in counts.items() if kind in SURFACE)
    acts = sum(one.acts for kind, one in counts.items() if kind in SURFACE)
    if not acts:
        return ""
    return (
        f"Spelling, punctuation and small words make {per_cent(surface / total)} of them, in "
        f"{counted(acts, 'change')}."
    )


def sources(analysis: Analysis) -> str:
    """Say how often sources were worked over, by sort, the largest number first."""
    ranked = sorted(analysis.kinds.sources.items(), key=lambda entry: (-entry[1], entry[0]))
    parts = [counted(number, *SORTS[sort]) for sort, number in ranked if number and sort in SORTS]
    return f"Sources that came, went or changed: {listed(parts)}." if parts else ""


def figures(counts: KindCounts, kind: Kind) -> str:
    """Return how much of a kind was done: "214 changes, 1,204 words and marks"."""
    one = counts[kind]
    tokens = counted(one.tokens, "word or mark", "words and marks")
    return f"{counted(one.acts, 'change')}, {tokens}" if one.tokens else counted(one.acts, "change")


def by_size(counts: KindCounts) -> list[Kind]:
    """Return the kinds that occur, those with most words and marks first; copies come last."""

    def rank(kind: Kind) -> tuple[bool, int, int]:
        return kind == "copied", -counts[kind].tokens, KINDS.index(kind)

    return sorted(counts, key=rank)


def largest(counts: KindCounts) -> str:
    """Return the kinds of a row of a table, the largest first: "new 61 %, cut 20 %"."""
    own = [kind for kind in by_size(counts) if kind != "copied" and counts[kind].tokens]
    total = sum(counts[kind].tokens for kind in own)
    said = per_cents({kind: counts[kind].tokens / total for kind in own})
    parts = (f"{kind} {said[kind]}" for kind in own[:3])
    return ", ".join(parts) or "–"


def touched(counts: KindCounts) -> str:
    """Return the words and marks that were touched, copies apart."""
    return count(sum(one.tokens for kind, one in counts.items() if kind != "copied"))
