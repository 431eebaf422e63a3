"""The page and the film of a replay: true to the book, without its text, the same every time."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_replays import WORDS, a_replay, hostile_replay, long_replay
from PIL import Image

from drafttime.errors import OutputError
from drafttime.model import Replay
from drafttime.model.replay import Splice, frames, part, spliced
from drafttime.output import replay_video
from drafttime.output.replay_data import band_colours, ranges, replay_json
from drafttime.output.replay_film import HELD_MS, MARK, gif_of, shots, stops_of
from drafttime.output.replay_layout import MOST_PAGES, NO_SMALLER, lines_of, plan_of, starts_of
from drafttime.output.replay_page import PAGE_START, replay_html

RUNS = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 3)), max_size=6)


def test_the_invented_replay_holds_together() -> None:
    found = a_replay()
    assert tuple(frame.words for frame in frames(found)) == WORDS
    assert tuple(step.words for step in found.steps) == WORDS


@given(RUNS, RUNS, st.data())
def test_a_splice_replaces_words_and_no_others(
    runs: list[tuple[int, int]], put: list[tuple[int, int]], data: st.DataObject
) -> None:
    def flat(these: Any) -> list[int]:
        return [birth for words, birth in these for _ in range(words)]

    total = sum(words for words, _ in runs)
    at = data.draw(st.integers(0, total))
    cut = data.draw(st.integers(0, total - at))
    made = spliced(runs, Splice(0, at, cut, stays=False, put=tuple(put)))
    assert flat(made) == [*flat(runs)[:at], *flat(put), *flat(runs)[at + cut :]]
    assert all(one[1] != other[1] for one, other in pairwise(made))
    assert flat(part(runs, at, at + cut)) == flat(runs)[at : at + cut]


@given(st.lists(st.integers(0, 20), max_size=12))
def test_ranges_hold_every_number(numbers: list[int]) -> None:
    found = [*ranges(numbers)]
    pairs = zip(found[::2], found[1::2], strict=True)
    assert [first + k for first, count in pairs for k in range(count)] == numbers


@pytest.mark.parametrize("replay", [a_replay(), long_replay(), long_replay(900, 700)])
def test_every_line_has_a_place_of_its_own_on_a_page_that_is_there(replay: Replay) -> None:
    plan = plan_of(replay)
    chapters = len(plan.bases or ())
    assert plan.pages <= max(MOST_PAGES, NO_SMALLER * chapters)  # none less than a page
    for frame in frames(replay):
        taken: list[int] = []
        for number, start in starts_of(frame, plan, replay.heads).items():
            words = sum(words for words, _ in frame.paragraphs[number])
            taken += range(start, start + lines_of(words, plan.words))
        assert len(set(taken)) == len(taken)
        assert max(taken) < plan.pages * plan.lines


def test_chapters_keep_their_pages_where_there_is_room() -> None:
    replay = long_replay(20)
    plan = plan_of(replay)
    assert plan.bases is not None
    seen: dict[int, int] = {}
    for frame in frames(replay):
        for number, start in starts_of(frame, plan, replay.heads).items():
            assert seen.setdefault(number, start) == start


def test_the_page_is_alone_and_the_same_every_time() -> None:
    html = replay_html(a_replay())
    assert html == replay_html(a_replay())
    assert html.startswith(PAGE_START)
    assert "style=" not in html
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)
    assert policy is not None
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    told = policy[1].replace("&#39;", "'")
    assert told.startswith("default-src 'none'; ")
    assert told.endswith(f"script-src 'sha256-{digest}'")


def test_names_are_no_markup() -> None:
    html = replay_html(hostile_replay())
    assert html.count("</script>") == 2
    assert "<img" not in html
    assert "<!--" not in html
    assert "\x1b" not in html
    assert "\u202e" not in html
    data = replay_json(hostile_replay(), plan_of(hostile_replay()))
    assert not set("<>&") & set(data)
    assert json.loads(data)["drafts"][0].startswith("</script>")


def test_nothing_written_is_a_page_too() -> None:
    empty = Replay("", (), (), (), (), frozenset(), (), {}, partial=False)
    html = replay_html(empty)
    assert "Nothing has been written yet." in html
    assert "<script>" not in html


def test_many_bands_share_colours_and_keep_their_order() -> None:
    for bands in range(1, 20):
        colours = band_colours(bands)
        assert len(colours) == bands
        assert [*dict.fromkeys(colours)] == [
            c for k, c in enumerate(colours) if c not in colours[:k]
        ]
        assert len(set(colours)) == min(bands, 7)


@pytest.mark.parametrize("replay", [a_replay(), long_replay(150, 400)])
def test_the_film_is_short_and_its_end_is_held(replay: Replay) -> None:
    film = [*shots(replay)]
    assert sum(shot.milliseconds for shot in film) <= 20_000
    assert film[-1].milliseconds == HELD_MS
    assert len({shot.picture.size for shot in film}) == 1
    width, height = film[0].picture.size
    assert width == 720
    assert height % 2 == 0


def test_a_gif_loops_and_is_the_same_every_time() -> None:
    data = gif_of(a_replay())
    assert data == gif_of(a_replay())
    with Image.open(io.BytesIO(data)) as gif:
        assert gif.info["loop"] == 0
        assert gif.info["comment"] == MARK
        assert getattr(gif, "n_frames", 1) > len(WORDS)


@given(st.integers(1, 500), st.integers(1, 120))
def test_pictures_are_taken_evenly_and_of_the_end(steps: int, most: int) -> None:
    stops = stops_of(steps, most)
    assert stops == sorted(set(stops))
    assert stops[-1] == steps
    assert stops[0] >= 1
    assert len(stops) == min(steps, most)


def ffmpeg(folder: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program in the place of ffmpeg: it is told the arguments, and fed the pictures."""
    program = folder / "ffmpeg"
    program.write_text(f"#!{sys.executable}\nimport sys\n{body}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_a_video_is_fed_whole_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ffmpeg(
        tmp_path,
        "size = len(sys.stdin.buffer.read())\n"
        "open(sys.argv[-1].removeprefix('file:'), 'w').write(f'{size} {sys.argv[1:]}')",
        monkeypatch,
    )
    told = replay_video.mp4_of(a_replay()).decode()
    width, height = next(shots(a_replay())).picture.size
    size = int(told.split()[0])
    assert size % (width * height * 3) == 0
    assert 0 < size // (width * height * 3) <= 20 * replay_video.FRAMES_PER_SECOND
    assert f"'{width}x{height}'" in told
    assert "'yuv420p'" in told
    assert "'+faststart'" in told


@pytest.mark.parametrize("body", ["sys.exit('no such codec')", "sys.stdin.buffer.read()"])
def test_a_video_that_fails_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    ffmpeg(tmp_path, body, monkeypatch)
    with pytest.raises(OutputError, match="ffmpeg could not make the film") as found:
        replay_video.mp4_of(a_replay())
    assert "replay.gif" in found.value.hint


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ffmpeg(tmp_path, "import time\ntime.sleep(600)", monkeypatch)
    monkeypatch.setattr(replay_video, "TIME_LIMIT_SECONDS", 0.3)
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def noted(*arguments: Any, **options: Any) -> Any:
        started.append(real(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    with pytest.raises(OutputError):
        replay_video.mp4_of(a_replay())
    assert started[0].poll() is not None
