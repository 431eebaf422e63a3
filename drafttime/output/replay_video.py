"""A replay as an MP4, by the ffmpeg that is installed; it is run without a shell."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from drafttime.errors import OutputError
from drafttime.model import Replay
from drafttime.output.replay_film import MARK, Shot, shots
from drafttime.temporary import temporary_folder

FRAMES_PER_SECOND = 25
TIME_LIMIT_SECONDS = 300.0
INSTEAD = "write a GIF instead, with --out replay.gif, or a page, with --out replay.html"


def find_ffmpeg() -> str:
    """Return the path of ffmpeg. Raises OutputError where there is none."""
    found = shutil.which("ffmpeg")
    if found is None:
        raise OutputError(
            "an .mp4 is made by ffmpeg, which is not installed here",
            f"install ffmpeg, or {INSTEAD}",
        )
    return found


def mp4_of(replay: Replay) -> bytes:
    """Return the film as H.264 in an MP4 that begins to play at once.

    Raises OutputError where ffmpeg is not there, fails, or takes longer than its limit.
    """
    program = find_ffmpeg()
    film = shots(replay)
    first = next(film)
    with temporary_folder() as folder:
        made, complaints = Path(folder) / "replay.mp4", Path(folder) / "complaints.txt"
        with complaints.open("wb") as errors:
            process = subprocess.Popen(
                arguments(program, first.picture.size, made),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
            code = _fed(process, first, film)
        if code != 0 or not made.is_file():
            lines = complaints.read_bytes()[:2_000].decode("utf-8", "replace").splitlines()
            said = f": {lines[0]}" if lines else ""
            raise OutputError(f"ffmpeg could not make the film{said}", INSTEAD)
        return made.read_bytes()


def arguments(program: str, size: tuple[int, int], made: Path) -> list[str]:
    """Return the command: raw pictures come by the pipe, and one file is written."""
    return [
        program, "-hide_banner", "-nostdin", "-loglevel", "error", "-y",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{size[0]}x{size[1]}",
        "-r", str(FRAMES_PER_SECOND), "-i", "pipe:0",
        "-an", "-c:v", "libx264", "-crf", "20", "-pix_fmt", "yuv420p",
        "-map_metadata", "-1", "-metadata", f"comment={MARK.decode()}",
        "-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart",
        "-f", "mp4", f"file:{made}",
    ]  # fmt: skip


def _fed(process: subprocess.Popen[bytes], first: Shot, film: Iterator[Shot]) -> int:
    """Write every picture as often as it is shown; return the exit code."""
    assert process.stdin
    limit = threading.Timer(TIME_LIMIT_SECONDS, process.kill)
    limit.start()
    try:
        for shot in (first, *film):
            data = shot.picture.tobytes()
            for _ in range(max(1, round(shot.milliseconds * FRAMES_PER_SECOND / 1000))):
                process.stdin.write(data)
        process.stdin.close()
        return process.wait()
    except BrokenPipeError:  # it has ended, and says why on its error stream
        return process.wait() or 1
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        limit.cancel()
        with suppress(OSError):  # what is left in the pipe has no reader any more
            process.stdin.close()
