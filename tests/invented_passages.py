"""Passages that nobody wrote: cuts and a biography, for tests of what shows text of the book."""

from __future__ import annotations

from datetime import UTC, datetime

from drafttime.model import (
    Biography,
    Cut,
    FoundBiographies,
    FoundCuts,
    Hand,
    Moment,
    Notice,
    Piece,
    Version,
)

LONG = (
    "The lock-keeper had a theory about the eels, and he gave it to anybody who waited for the "
    "gates. They did not swim upstream, he said; the stream swam down past them, and they held "
    "still, and that was harder. He had held still himself for forty years. The water went by "
    "with hats in it, and doors, and once with a harmonium that played a chord at every bump."
)
SHORT = "Nobody at the inquest asked about the lamp, and so nobody was told."
HOSTILE = (
    "<script>alert(1)</script> \x1b[31mred \u202e gnp.exe &amp; `code` *bold* [a](javascript:b) "
    "</blockquote></details> {{ 7 * 7 }} $x$ ![i](http://example.org/i.png) a|b ~~gone~~"
)
BLOCKS = "# no heading\n> no quotation\n- no list\n1. no number\n---\n```\n    no code\n| a | b |"


def hand(
    day: str | None,
    commit: str = "3f2a9c1",
    *,
    writer: str = "M. Arden",
    subject: str = "the weir: let him leave",
    session: int | None = 11,
) -> Hand:
    seconds = None
    if day is not None:
        seconds = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
    return Hand(commit.ljust(40, "0"), Moment(seconds), writer, subject, session)


def a_cut(
    text: str = LONG,
    words: int | None = None,
    *,
    written: Hand | None = None,
    last_written: Hand | None = None,
    cut: Hand | None = None,
    draft: str = "Draft 1",
    days: int | None = 341,
    path: str = "chapters/07-the-weir.md",
    before: str = "She went down to the gates in the dark, and the tide had turned",
    after: str = "Nobody saw it come in over the sill of the long dyke, not even the boy",
) -> Cut:
    return Cut(
        text=text,
        words=len(text.split()) if words is None else words,
        written=written or hand("2022-03-03"),
        last_written=last_written or hand("2022-04-09"),
        cut=cut or hand("2023-02-14", "a81d0c2", subject="no eels"),
        draft=draft,
        days=days,
        path=path,
        before=before,
        after=after,
    )


def found_cuts(*cuts: Cut, words_cut: int = 79_487, notices: tuple[Notice, ...] = ()) -> FoundCuts:
    return FoundCuts("The Tidewright", cuts, words_cut, notices)


def some_cuts() -> FoundCuts:
    """Three passages of ordinary length, and one of three words."""
    same_day = hand("2024-05-05", "9c0ffee")
    return found_cuts(
        a_cut(f"{LONG}\n\n{SHORT} {LONG}"),
        a_cut(LONG, last_written=hand("2022-03-03"), before=""),
        a_cut(SHORT, written=same_day, last_written=same_day, cut=same_day, days=0, after=""),
        a_cut("and the lamp", draft="", days=None, cut=hand(None)),
    )


BIRTH = (
    "The tide was turning when the lock-keeper came out with his lamp, and for a while he stood on "
    "the sill of the upper gate and listened to the water go by underneath him in the dark. It "
    "carried doors and hats. He counted them."
)
UNCHANGED = (
    " when the lock-keeper came out with his lamp, and for a while he stood on the sill of the "
    "upper gate and listened to the water go by underneath him in the dark. It carried doors and "
    "hats"
)
CHANGED: tuple[Piece, ...] = (
    ("same", "The tide "),
    ("out", "was turning"),
    ("in", "had turned"),
    ("same", UNCHANGED),
    ("in", ", and once a harmonium"),
    ("same", ". He counted them."),
)
JOINED: tuple[Piece, ...] = (
    *((("same", text) if mark == "in" else (mark, text)) for mark, text in CHANGED
      if mark != "out"),
    ("moved", " The lamp went out twice."),
)  # fmt: skip
NOW = "".join(text for _, text in JOINED)


def a_biography(path: str = "chapters/07-the-weir.md", chapter: str = "The Weir") -> Biography:
    """One paragraph: written, changed, moved to another chapter, joined with the next one."""
    unchanged: tuple[Piece, ...] = (("same", "".join(t for m, t in CHANGED if m != "out")),)
    first = "chapters/02-tide-tables.md"
    return Biography(
        text=NOW,
        path=path,
        chapter=chapter,
        versions=(
            Version(hand("2022-03-03"), first, ("born",), 44, (("in", BIRTH),)),
            Version(hand("2022-04-09", "a81d0c2", session=21), first, ("changed",), 48, CHANGED),
            Version(
                hand("2023-02-14", "77ab01e", session=None, subject=""),
                path, ("moved",), 48, unchanged,
            ),
            Version(
                hand("2024-01-02", "0dd5eed", session=122, subject="one paragraph of it"),
                path, ("joined",), 53, JOINED,
            ),
        ),
    )  # fmt: skip


def found_lives(*lives: Biography, asked: str = "tide had turned") -> FoundBiographies:
    return FoundBiographies("The Tidewright", asked, lives, ())
