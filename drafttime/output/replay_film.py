"""A replay as a film: the same pages drawn frame by frame, for a GIF or a video.

Every frame is drawn twice as large and halved, in fixed colours, so that the same book gives the
same bytes. Nothing glides: what is cut is shown once more, and what is new stands in ink.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from drafttime.charts._colours import PAGE, channels
from drafttime.model import Replay, ReplayStep
from drafttime.model.replay import Frame
from drafttime.output.replay_layout import Plan, lines_of, plan_of, starts_of
from drafttime.output.replay_page import title_of
from drafttime.output.wording import counted, day

WIDTH, MARGIN, FOOT = 720, 20, 44
LARGE = 2
SHAPE, GAP, MOST_WIDE = 1.42, 0.16, 100.0

MOST_STEPS = 100
WHOLE_MS, LONGEST_MS, HELD_MS = 16_000, 900, 3_000
SHOWS_CUTS_FROM_MS = 300
GIF_BYTES = 5_000_000
MARK = b"drafttime replay"
"""What the comment of a film begins with."""

Colour = tuple[int, int, int]
_LONGEST = "28 Mar 2028 · 8,888,888 words…"
_FONT = "mpl-data/fonts/ttf/STIXGeneral.ttf"


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _of(role: str) -> Colour:
    red, green, blue = channels(PAGE[role][0])
    return red, green, blue


PAPER, INK, MUTED, RULE, CUT = map(_of, ("paper", "ink", "muted", "rule", "first"))
SHEET: Colour = (255, 254, 251)
GREY = _mixed(SHEET, INK, 0.3)
PALETTE = [
    PAPER, RULE, MUTED,
    *(_mixed(SHEET, INK, k / 23) for k in range(24)),
    *(_mixed(PAPER, INK, k / 15) for k in range(1, 16)),
    *(_mixed(SHEET, CUT, k / 7) for k in range(1, 8)),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of the film, in red, green and blue, and how long it stands."""

    picture: Image.Image
    milliseconds: int


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where pages stand, in points of the large picture."""

    columns: int
    wide: float
    height: int
    lines: int

    def corner(self, page: int) -> tuple[float, float]:
        space = self.wide * GAP
        left = (WIDTH * LARGE - self.columns * (self.wide + space) + space) / 2
        row, column = divmod(page, self.columns)
        return left + column * (self.wide + space), MARGIN * LARGE + row * (
            self.wide * SHAPE + space
        )

    def line(self, line: int) -> tuple[float, float]:
        page, row = divmod(line, self.lines)
        x, y = self.corner(page)
        high = self.wide * SHAPE
        return x + 0.12 * self.wide, y + high * (0.08 + 0.84 * row / self.lines)


def gif_of(replay: Replay) -> bytes:
    """Return an animated GIF that loops, of at most five megabytes: long books show fewer steps."""
    steps = MOST_STEPS
    while True:
        data = _gif([*shots(replay, steps)])
        if len(data) <= GIF_BYTES or steps < 12:
            return data
        steps = steps * 2 // 3


def shots(replay: Replay, most: int = MOST_STEPS) -> Iterator[Shot]:
    """Yield the pictures of a film of at most twenty seconds, the last one held."""
    plan = plan_of(replay)
    draw = _Artist(replay, plan)
    stops = stops_of(len(replay.steps), most)
    share = WHOLE_MS // max(1, len(stops))
    with_cuts = share * 5 // 7 >= SHOWS_CUTS_FROM_MS
    length = min(LONGEST_MS, share * 5 // 7 if with_cuts else share)
    frame = Frame()
    yield Shot(draw.picture(frame, frozenset(), {}, None), length)
    for start, stop in pairwise([0, *stops]):
        if with_cuts and stop == start + 1:
            cuts = _cuts(replay.steps[start])
            if cuts:
                before = replay.steps[start - 1] if start else None
                yield Shot(draw.picture(frame, frozenset(), cuts, before), length * 2 // 5)
        for step in replay.steps[start:stop]:
            frame.advance(step)
        fresh = frozenset(k for k, b in enumerate(replay.births) if start <= b.step < stop)
        done = stop == len(replay.steps)
        shown = replay.steps[stop - 1]
        yield Shot(draw.picture(frame, fresh, {}, shown), length)
        if done:
            yield Shot(draw.picture(frame, frozenset(), {}, shown), HELD_MS)


def stops_of(steps: int, most: int) -> list[int]:
    """Return after which steps (counted from 1) a picture is taken, the last one among them."""
    count = min(steps, most)
    return [round((k + 1) * steps / count) for k in range(count)]


def _cuts(step: ReplayStep) -> dict[int, list[tuple[int, int]]]:
    """Return the words (from, to) that a step takes out of each paragraph for good."""
    found: dict[int, list[tuple[int, int]]] = {}
    for splice in step.splices:
        if splice.cut and not splice.stays:
            found.setdefault(splice.paragraph, []).append((splice.at, splice.at + splice.cut))
    return found


class _Artist:
    """Draws a book at any moment, always at the same scale."""

    def __init__(self, replay: Replay, plan: Plan) -> None:
        self._replay = replay
        self._plan = plan
        self._grid = _grid(plan)
        self._font = _font(15 * LARGE)

    def picture(
        self,
        frame: Frame,
        fresh: frozenset[int],
        cuts: Mapping[int, Sequence[tuple[int, int]]],
        step: ReplayStep | None,
    ) -> Image.Image:
        """Return a picture: births that are `fresh` in ink, `cuts` in their own colour."""
        grid, plan = self._grid, self._plan
        image = Image.new("RGB", (WIDTH * LARGE, grid.height * LARGE), PAPER)
        pen = ImageDraw.Draw(image)
        starts = starts_of(frame, plan, self._replay.heads)
        sizes = {n: sum(words for words, _ in frame.paragraphs[n]) for n in starts}
        pages = {
            page
            for n, start in starts.items()
            for page in range(
                start // plan.lines, (start + lines_of(sizes[n], plan.words) - 1) // plan.lines + 1
            )
        }
        for page in sorted(pages):
            x, y = grid.corner(page)
            box = (round(x), round(y), round(x + grid.wide), round(y + grid.wide * SHAPE))
            pen.rectangle(box, fill=SHEET, outline=RULE)
        for number, start in starts.items():
            runs = frame.paragraphs[number]
            self._lines(pen, start, 0, [(n, INK if b in fresh else GREY) for n, b in runs])
            for first, last in cuts.get(number, ()):
                self._lines(pen, start, first, [(last - first, CUT)])
        self._write(pen, step)
        return image.reduce(LARGE)

    def _lines(
        self, pen: ImageDraw.ImageDraw, start: int, at: int, runs: Sequence[tuple[int, Colour]]
    ) -> None:
        grid, per_line = self._grid, self._plan.words
        word = grid.wide * 0.76 / per_line
        thick = max(1, round(grid.wide * SHAPE * 0.84 / grid.lines * 0.56))
        for words, colour in runs:
            left = words
            while left:
                line, offset = divmod(at, per_line)
                took = min(left, per_line - offset)
                x, y = grid.line(start + line)
                ends = (round(x + offset * word), round(x + (offset + took) * word))
                pen.rectangle((ends[0], round(y), max(ends), round(y) + thick - 1), fill=colour)
                at += took
                left -= took

    def _write(self, pen: ImageDraw.ImageDraw, step: ReplayStep | None) -> None:
        y = (self._grid.height - FOOT // 2) * LARGE
        left, right = MARGIN * LARGE, (WIDTH - MARGIN) * LARGE
        if step is not None:
            said = f"{day(step.day)} · {counted(step.words, 'word')}"
            pen.text((right, y), said, fill=MUTED, font=self._font, anchor="rm")
        # One width for all pictures, or the title would change its length.
        room = right - left - pen.textlength(_LONGEST, self._font)
        pen.text((left, y), self._title(pen, room), fill=INK, font=self._font, anchor="lm")

    def _title(self, pen: ImageDraw.ImageDraw, room: float) -> str:
        """Return as much of the title as there is room for; nothing in scripts without letters."""
        title = title_of(self._replay)
        if not all(ord(c) < 0x500 or 0x2010 <= ord(c) < 0x2027 for c in title):
            return ""
        whole = len(title)
        while title and pen.textlength(title, self._font) > room:
            title = title[:-1]
        return title if len(title) == whole else f"{title.rstrip()}…"


def _grid(plan: Plan) -> _Grid:
    """Return the grid with the largest pages, in a picture no higher than three quarters."""
    room = (WIDTH - 2 * MARGIN) * LARGE
    tall = (WIDTH * 3 // 4 - MARGIN - FOOT) * LARGE
    best = (0.0, 1, 1)
    for columns in range(1, plan.pages + 1):
        rows = -(-plan.pages // columns)
        wide = min(
            MOST_WIDE * LARGE,
            room / (columns + (columns - 1) * GAP),
            tall / (rows * SHAPE + (rows - 1) * GAP),
        )
        best = max(best, (wide, columns, rows))
    wide, columns, rows = best
    high = (rows * SHAPE + (rows - 1) * GAP) * wide / LARGE
    height = round(high) + MARGIN + FOOT
    return _Grid(columns, wide, height + height % 2, plan.lines)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return the serif of the charts, which comes with their library, else Pillow's own."""
    spec = find_spec("matplotlib")
    try:
        return ImageFont.truetype(str(Path(spec.origin or "").parent / _FONT) if spec else "", size)
    except OSError:
        return ImageFont.load_default(size)


def _gif(film: Sequence[Shot]) -> bytes:
    frames = [_in_palette(shot.picture) for shot in film]
    data = io.BytesIO()
    frames[0].save(
        data, "GIF", save_all=True, append_images=frames[1:], loop=0, optimize=False,
        duration=[shot.milliseconds for shot in film], comment=MARK, disposal=1,
    )  # fmt: skip
    return data.getvalue()


def _in_palette(picture: Image.Image) -> Image.Image:
    """Return a picture in the fixed colours, each point in the nearest one."""
    points = np.asarray(picture, np.int32).reshape(-1, 3)
    kinds, where = np.unique(points @ np.array([1 << 16, 1 << 8, 1]), return_inverse=True)
    colours = np.stack([kinds >> 16, kinds >> 8 & 255, kinds & 255], axis=1)
    away = ((colours[:, None] - np.array(PALETTE)[None]) ** 2).sum(axis=2)
    nearest = away.argmin(axis=1).astype(np.uint8)[where]
    found = Image.frombytes("P", picture.size, nearest.tobytes())
    found.putpalette([value for colour in PALETTE for value in colour])
    return found
