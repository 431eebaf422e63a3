"""Hostile configurations, files and environments: reading runs nothing, and asks nobody.

Case `number` of a `seed` lays one to six traps (each trap has its turn as the first) in a copy of a
book and runs one command in it. Nothing may have run, connected, or found the secret beside it. A
share are real processes, and of these a share runs under strace, where there is one.
"""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from every_command import EVERY, LOG, QUICK, SLOW, Places
from figures import Figures, failures_of
from forking import Ending, command, in_child, warm_up, with_rooms
from gitrepo import ENVIRONMENT
from trap_configs import CONFIGS
from trap_environments import ENVIRONMENTS
from trap_places import PLACES
from traps import SECRET, Listener, Trap, laid, write_book, write_secret

LAID = {**PLACES, **ENVIRONMENTS}
NAME = "hostile_config"
SLOW_EVERY = 40
PROCESS_EVERY = 20
TRACED_EVERY = 80
LONGEST_SECONDS = 90.0
CONTROL_SECONDS = 2.0
MOST_FAILURES = 40
CODES = {0: "whole", 1: "stopped", 3: "partial", 4: "refused"}
_RUN = re.compile(r"execve\(\"([^\"]+)\".* = 0$", re.MULTILINE)
_ASK = re.compile(r"(?:connect|sendto)\(.*(?:AF_INET|AF_NETLINK).*")
_CONNECTS = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
_RUNS = ("os.system", "os.exec", "os.posix_spawn", "os.startfile", "pty.spawn", "webbrowser.open")


@dataclass
class Stage:
    """What the cases share."""

    scratch: Path
    listener: Listener
    git: str
    counts: Counter[str] = field(default_factory=Counter)

    def at(self, home: Path, book: str, *, drawn: bool) -> Places:
        """Return the places of a run; a report to verify is made when the first may need it."""
        if drawn and not (self.scratch / "report").exists():
            told = ("report", self.scratch / "plain", "--out", self.scratch / "report", "--quiet")
            assert command(*told)() == 0
        return Places(book, home / "out", self.scratch / "report", self.scratch / "log.csv")


def run(count: int, seed: int, scratch: Path) -> Figures:
    """Run the cases 0 to `count` − 1 of a seed."""
    began = time.perf_counter()
    stage = set_up(scratch)
    done, failures = failures_of(NAME, seed, count, partial(once, stage, seed), MOST_FAILURES)
    stage.listener.close()
    return Figures(NAME, done, failures, stage.counts, time.perf_counter() - began)


def set_up(scratch: Path) -> Stage:
    """Write the book, the secret beside it, and a record of writing time."""
    warm_up()
    git = shutil.which("git")
    assert git
    write_secret(scratch / "secret")
    write_book(scratch / "plain")
    (scratch / "log.csv").write_text(LOG)
    os.environ["DRAFTTIME_CACHE"] = str(scratch / "cache")
    os.environ["XDG_DATA_HOME"] = str(scratch / "share")
    # In this process: children inherit what it loads, which real processes load anew.
    assert command("sessions", scratch / "plain", "--quiet", "--out", scratch / "s.txt")() == 0
    stage = Stage(scratch, Listener(), git)
    stage.counts["vectors"] = len(vectors())
    return stage


def vectors() -> dict[str, Callable[[Trap], None]]:
    """Return all traps by name."""

    def configured(name: str, text: str) -> Callable[[Trap], None]:
        return lambda trap: trap.configure(name, text)

    found = {f"config {name}": configured(name, text) for name, (text, _) in CONFIGS.items()}
    return {**found, **{name: lay for name, (lay, _) in LAID.items()}}


def prepare(trap: Trap) -> None:
    """Lay what several traps lean on."""
    trap.script("hook", trap.home / "hooks" / "pre-commit")
    trap.script("template", trap.home / "hooks" / "hooks" / "post-checkout")
    trap.fifo(trap.home / "pipe")
    trap.write(trap.home / "attributes", "*.md diff=byname\n")
    text = trap.filled("included", "[core]\n\tfsmonitor = {run}\n")
    trap.write(trap.book / "evil.conf", text)
    (trap.home / "out").mkdir()
    (trap.home / "rooms").mkdir()


def chosen(seed: int, number: int) -> tuple[list[str], str]:
    """Return the traps and the command of one case."""
    chance = random.Random(f"{NAME} {seed} {number}")
    names = list(vectors())
    more = chance.sample(names, chance.choice((0, 0, 1, 2, 3, 5)))
    commands = SLOW if number % SLOW_EVERY == 39 else QUICK
    return list(dict.fromkeys([names[number % len(names)], *more])), chance.choice(list(commands))


def once(stage: Stage, seed: int, number: int) -> list[str]:
    """Lay the traps of one case, run its command, and return what went wrong."""
    names, what = chosen(seed, number)
    home = stage.scratch / f"case-{number}"
    with laid(home, stage.scratch / "plain", stage.scratch / "secret", stage.listener.port) as trap:
        prepare(trap)
        for name in names:
            try:
                vectors()[name](trap)
            except OSError as error:  # another trap has taken the folder's place
                if error.errno not in {errno.ENOTDIR, errno.ELOOP, errno.EEXIST}:
                    raise
                stage.counts["traps that exclude another"] += 1
        told = EVERY[what](stage.at(home, ".", drawn=what in SLOW))
        if number % PROCESS_EVERY == 7:
            ending, said = process(stage, trap, told, traced=number % TRACED_EVERY == 7)
        else:
            ending, said = (
                in_child(forked(trap, stage.git, told), home, seconds=LONGEST_SECONDS),
                [],
            )
        said += judged(stage, trap, ending)
    return [f"{what}, {', '.join(names)}: {why}" for why in said]


def forked(trap: Trap, git: str, told: Sequence[object]) -> Callable[[], int]:
    """Return a run in the book's folder and the trap's environment, watched from inside."""

    def watched() -> int:
        os.chdir(trap.book)
        os.environ.update(trap.environment)
        sys.addaudithook(lambda event, values: listen(trap, git, event, values))
        return command(*told)()

    return with_rooms(trap.home / "rooms", watched)


def listen(trap: Trap, git: str, event: str, values: tuple[object, ...]) -> None:
    """Let a canary sing when Python itself runs anything but git, or connects."""
    ran = event == "subprocess.Popen" and values[0] != git
    if ran or event in _CONNECTS or event in _RUNS:
        trap.canary(event).write_text(repr(values)[:200])


def process(
    stage: Stage, trap: Trap, told: Sequence[object], *, traced: bool
) -> tuple[Ending, list[str]]:
    """Run a process of its own; under strace every program that it runs is told."""
    strace = shutil.which("strace") if traced else None
    trace = trap.home / "strace"
    before = [strace, "-f", "-qq", "-e", "trace=execve,connect,sendto", "-o", trace]
    stage.counts["processes"] += 1
    began = time.perf_counter()
    done = subprocess.run(
        [*(map(str, before if strace else [])), sys.executable, "-m", "drafttime",
         *map(str, told)],
        cwd=trap.book,
        env={**os.environ, "TMPDIR": str(trap.home / "rooms"), **trap.environment},
        capture_output=True,
        check=False,
        timeout=4 * LONGEST_SECONDS,
    )  # fmt: skip
    words = [text.decode("utf-8", "replace") for text in (done.stdout, done.stderr)]
    ending = Ending(done.returncode, *words, time.perf_counter() - began)
    if not strace:
        return ending, []
    stage.counts["traced by strace"] += 1
    return ending, strangers(trace.read_text("utf-8", "replace"), stage.git)


def strangers(trace: str, git: str) -> list[str]:
    """Return what a trace of system calls says was run, but for Python and git, or asked."""
    known = {sys.executable, os.path.realpath(sys.executable), git, os.path.realpath(git)}
    # By which Python itself asks for the name of the system, where a library wants to know it.
    known |= {"/bin/uname", "/usr/bin/uname"}
    ran = [program for program in _RUN.findall(trace) if program not in known]
    return [f"ran {program}" for program in ran] + [f"asked: {x}" for x in _ASK.findall(trace)]


def judged(stage: Stage, trap: Trap, ending: Ending) -> list[str]:
    """Return what is wrong with how a run ended, and count how it did."""
    songs, knocks = trap.songs(), stage.listener.knocks()
    stage.counts["executions"] += len(songs)
    stage.counts["connections"] += knocks
    stage.counts[CODES.get(ending.code, "other endings")] += 1
    wrong = [f"a canary sang: {song}" for song in songs]
    if knocks:
        wrong.append(f"{knocks} connections")
    wrong += misbehaved(ending)
    leaks = leaked(trap, ending)
    stage.counts["leaks"] += len(leaks)
    wrong += [f"the secret stands in {where}" for where in leaks]
    if left := sorted(entry.name for entry in (trap.home / "rooms").iterdir()):
        wrong.append(f"left over: {left[:3]}")
    return wrong


def misbehaved(ending: Ending) -> list[str]:
    """Return what no ending may be: a traceback, a hang, an unknown code."""
    wrong = []
    if "Traceback" in ending.errors or "mistake of its own" in ending.errors:
        wrong.append(f"a traceback: {ending.errors[-300:]}")
    if ending.killed:
        wrong.append(f"hangs: killed after {ending.seconds:.0f} s")
    elif ending.code not in CODES:
        wrong.append(f"ended with {ending.code}: {ending.errors[-300:]}")
    return wrong


def leaked(trap: Trap, ending: Ending) -> list[str]:
    """Return where the word of the secret can be read."""
    texts = {"the output": ending.output.encode(), "the errors": ending.errors.encode()}
    for path in (trap.home / "out").rglob("*"):
        if path.is_file():
            texts[path.name] = path.read_bytes()
    return [name for name, text in texts.items() if SECRET.encode() in text]


def controls() -> Mapping[str, str]:
    """Return by which command plain git, or Python, falls for each trap that has one."""
    found = {f"config {name}": control for name, (_, control) in CONFIGS.items()}
    found |= {name: control for name, (_, control) in LAID.items()}
    return {name: control for name, control in found.items() if control}


def falls_for(stage: Stage, name: str, control: str) -> bool:
    """Say whether a trap catches who walks into it: it runs, connects, or waits for ever."""
    home = stage.scratch / "control"
    with laid(home, stage.scratch / "plain", stage.scratch / "secret", stage.listener.port) as trap:
        prepare(trap)
        if "promisor" in name:
            PLACES["lost blob"][0](trap)
        vectors()[name](trap)
        environment = {**ENVIRONMENT, "HOME": str(home), **trap.environment}
        if name == "HOME":
            del environment["GIT_CONFIG_GLOBAL"]
        child = subprocess.Popen(
            ["sh", "-c", control],
            cwd=trap.book,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            child.wait(CONTROL_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, 9)
            child.wait()
            return True
        return bool(trap.songs() or stage.listener.knocks())
