"""Ledger: all words that came in, and what became of them; both bars are equally long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from drafttime.charts import _words
from drafttime.charts._chart import Canvas, Chart
from drafttime.model import Analysis, Ledger

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NEARLY = 0.05


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar: its words, what to call them, and how they look."""

    words: int
    name: str
    look: Literal["written", "bulk", "merged", "kept", "cut"]


def applies(analysis: Analysis) -> bool:
    """Return whether any word came in."""
    return _total(analysis.ledger) > 0


def _total(ledger: Ledger) -> int:
    return ledger.words_kept + ledger.words_cut


def title(analysis: Analysis) -> str:
    """Return how many words in ten were cut or replaced."""
    ledger = analysis.ledger
    total = _total(ledger)
    if not total:
        return "Words written, kept and cut"
    cut = ledger.words_cut / total
    if not ledger.words_cut:
        return "Every word that was written was kept"
    if cut < _NEARLY:
        return "Nearly every word that was written was kept"
    if cut > 1 - _NEARLY:
        return "Nearly every word was cut or replaced on the way"
    tenths = round(cut * 10)
    if tenths == 5:
        return "About half of all words were cut or replaced on the way"
    verb = "word in ten was" if tenths == 1 else "words in ten were"
    return f"About {_words.number_word(tenths)} {verb} cut or replaced on the way"


def subtitle(analysis: Analysis) -> str:
    """Return what the bars are, what is hatched, and what is not in them."""
    said = ["Above, all words that came into the manuscript; below, what became of them."]
    bulk = _bulk(analysis)
    if bulk.words:
        said.append(f"{_words.counted(bulk.words, 'word', 'words')} {bulk.name}: hatched.")
    if analysis.ledger.words_copied:
        words = _words.counted(analysis.ledger.words_copied, "word", "words")
        said.append(f"Copies of text already there are not counted ({words}).")
    return " ".join(said)


def _bulk(analysis: Analysis) -> Part:
    """Return the words of imports and other commits too large for one sitting."""
    large = [r.words_inserted for r in analysis.revisions if r.labour and r.bulk]
    name = "arrived all at once" if len(large) == 1 else "arrived in large commits"
    return Part(min(sum(large), analysis.ledger.words_written), name, "bulk")


def incoming(analysis: Analysis) -> tuple[Part, ...]:
    """Return the words that came in; what is nothing is left out, but not all of it."""
    ledger, bulk = analysis.ledger, _bulk(analysis)
    found = (
        Part(ledger.words_written - bulk.words, "written", "written"),
        bulk,
        Part(ledger.words_unattributed, "by merge or import", "merged"),
    )
    return tuple(part for part in found if part.words)


def outgoing(analysis: Analysis) -> tuple[Part, ...]:
    """Return what was kept, and what was cut or replaced."""
    ledger = analysis.ledger
    kept = Part(ledger.words_kept, "kept", "kept")
    found = (kept, Part(ledger.words_cut, "cut or replaced", "cut"))
    return tuple(part for part in found if part.words)


def alt(analysis: Analysis) -> str:
    """Return the two bars in words, with their figures."""
    came, went = (
        ", ".join(f"{_words.count(part.words)} {part.name}" for part in parts)
        for parts in (incoming(analysis), outgoing(analysis))
    )
    total = _words.counted(_total(analysis.ledger), "word", "words")
    return f"Two bars of {total} each. Words that came in: {came}. Of these: {went}."


def draw(analysis: Analysis, canvas: Canvas) -> Figure:
    """Return the figure, lower than others since it holds little."""
    from drafttime.charts._ledger_drawing import draw_bars  # noqa: PLC0415 - matplotlib, late

    bars = (incoming(analysis), outgoing(analysis))
    return draw_bars(bars, title(analysis), subtitle(analysis), canvas)


CHART = Chart(
    key="ledger",
    order=55,
    heading="Written, kept, cut",
    applies=applies,
    title=title,
    subtitle=subtitle,
    alt=alt,
    draw=draw,
)
