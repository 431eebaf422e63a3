"""Two invented drafts side by side: a tame pair, a hostile one, and a long one."""

from __future__ import annotations

from collections.abc import Sequence

from drafttime.measures import compute_all
from drafttime.model import (
    ComparedChapter,
    ComparedDrafts,
    Comparison,
    Draft,
    Drift,
    Mark,
    Moment,
    Notice,
    Row,
    SideBySide,
)
from drafttime.text.tokens import Vocabulary, count_words

BIDI, ESCAPE = "\u202e", "\x1b[31m"
NASTY = f"</p><script>alert(1)</script> {BIDI}evil {ESCAPE}red & \"quoted\" 'x'"


def same(text: str, heading: int = 0) -> Row:
    return Row((("same", text, 0),), (("same", text, 0),), heading)


def gone(text: str) -> Row:
    return Row((("out", text, 0),), ())


def new(text: str) -> Row:
    return Row((), (("in", text, 0),))


def edited(before: str, old: str, now: str, after: str) -> Row:
    """A row as the stages give it: the pieces carry the space before their words."""
    return Row(
        (("same", before, 0), ("out", old, 0), ("same", after, 0)),
        (("same", before, 0), ("in", now, 0), ("same", after, 0)),
    )


def pair(chapters: Sequence[ComparedChapter], **changes: object) -> ComparedDrafts:
    """Two drafts with the figures that their rows add up to."""
    vocabulary = Vocabulary()
    tokens: dict[tuple[int, Mark], int] = {}
    words = [0, 0]
    for chapter in chapters:
        for row in chapter.rows:
            for which, side in enumerate((row.left, row.right)):
                for mark, text, _ in side:
                    found = vocabulary.encode(text)
                    tokens[which, mark] = tokens.get((which, mark), 0) + len(found)
                    words[which] += count_words(found)
    kept, moved = tokens.get((0, "same"), 0), tokens.get((0, "moved"), 0)
    lost, added = tokens.get((0, "out"), 0), tokens.get((1, "in"), 0)
    old, now = kept + moved + lost, kept + moved + added
    comparison = Comparison(
        old, now, kept, moved, lost, 0, added, words[0], words[1], None, False, "lineage"
    )
    drafts = [
        Draft(name, letter * 40, Moment(seconds, 60), count, size, f"tag {name}")
        for name, letter, seconds, count, size in (
            ("draft-1", "a", 1_678_786_000, words[0], old),
            ("draft-2", "b", 1_762_086_000, words[1], now),
        )
    ]
    drift = Drift(drafts[0], drafts[1], comparison, compute_all(comparison), None)
    values: dict[str, object] = {"name": "The Tidewright", "notices": (), **changes}
    return ComparedDrafts(drift=drift, sides=SideBySide(tuple(chapters)), **values)  # type: ignore[arg-type]


def tame() -> ComparedDrafts:
    """Edits, a cut, an addition, unchanged stretches, and a passage that changed chapters."""
    still = [same(f"Nothing happened on day {day}, and the tide came in.") for day in range(14)]
    left = Row((("moved", "He had kept the sluice for nine years.", 1),), ())
    right = Row((), (("moved", "He had kept the sluice for nine years.", 1),))
    split = Row((("same", "One. Two.", 0),), (("same", "One.\nTwo.", 0),))
    return pair(
        [
            ComparedChapter(
                "01.md",
                "01.md",
                (
                    same("Low Water", heading=1),
                    edited("The tide", " was slow", " went out early", " that day."),
                    *still,
                    left,
                    gone("Nobody asked him why."),
                ),
            ),
            ComparedChapter("02.md", "02-weir.md", (new("At the weir they waited."), right, split)),
            ComparedChapter("03.md", "03.md", tuple(still)),
            ComparedChapter("", "04.md", (new("The last chapter."),)),
        ]
    )


def hostile() -> ComparedDrafts:
    """Markup, escape sequences and marks of direction wherever a name or a text may stand."""
    row = Row(
        (("out", NASTY, 0), ("moved", NASTY, 3), ("moved", NASTY, 9)),
        (("in", NASTY, 0), ("moved", NASTY, 3)),
    )
    wide = new("長" * 400 + "x" * 400)
    chapters = [
        ComparedChapter(
            NASTY, f"{NASTY}.md", (same(NASTY, 1), row, wide, *[same(NASTY) for _ in range(9)])
        )
    ]
    return pair(chapters, name=NASTY, notices=(Notice("x", NASTY),))


def long(words: int) -> ComparedDrafts:
    """A book of about so many words, where every twentieth paragraph changed."""
    line = " ".join(["the tide came in and the lamp went out over the water"] * 8)
    each = len(line.split()) + 3
    chapters = []
    for number in range(max(1, words // (each * 40))):
        rows = [
            edited(line, " he said so", " she said so", " .")
            if place % 20 == 0
            else same(f"{line}.")
            for place in range(40)
        ]
        chapters.append(ComparedChapter(f"{number}.md", f"{number}.md", tuple(rows)))
    return pair(chapters)
