"""The layout is a promise: imports point downwards, files stay short, only the command line speaks.

The rules are those of `docs/explanation/layout.md`; they are read from the source, not run.
"""

from __future__ import annotations

import ast
import fnmatch
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "drafttime"
SOURCES = sorted(PACKAGE.rglob("*.py"))
PYTHON = sorted(
    path for name in ("drafttime", "tests", "docs", ".ci") for path in (ROOT / name).rglob("*.py")
)

LAYERS = (
    ("__main__",),
    ("cli",),
    ("output",),
    ("charts",),
    ("pipeline",),
    ("stages",),
    ("drafts", "measures", "sample", "watching"),
    ("clock",),
    ("revision",),
    ("text",),
    ("history",),
    ("store", "store_survey", "settings"),
    ("store_rows", "store_folder", "sample_edits"),
    ("model",),
    ("errors", "discovery", "durations", "progress", "request", "second_process", "temporary"),
)
"""From top to bottom; a part imports from itself and from layers below its own."""

SEES_ONLY = {
    "charts": {"charts", "model", "discovery", "durations"},
    "measures": {"measures", "model", "discovery"},
    "clock": {"clock", "model", "errors", "discovery"},
}
"""Parts that see less than all below them: charts know values, not how these came about."""

AT_HOME = {
    "git": ("history/",),
    "rapidfuzz": ("revision/distance.py",),
    "matplotlib": ("charts/",),
    "jinja2": ("output/",),
    "PIL": ("charts/_render.py", "output/replay_film.py"),
    "pyromark": ("text/",),
    "charset_normalizer": ("text/",),
    "sqlite3": ("store",),
    "platformdirs": ("store", "clock/logs/watch.py"),
    "icalendar": ("clock/logs/",),
    "watchfiles": ("watching/",),
    "typer": ("cli/",),
    "rich": ("cli/",),
    "subprocess": ("history/", "output/replay_video.py"),
    "multiprocessing": ("cli/_second.py", "output/parcel.py"),  # pickles, too: the same holds
    "pickle": ("second_process.py",),  # what a copy of this very process sends
}
"""Libraries that are met in one place only, so that each can be replaced there."""

SPEAKING = {
    *("print", "input", "exit", "quit", "breakpoint"),
    *("sys.exit", "sys.stdout", "sys.stderr", "os._exit"),
}

NEVER = {"matplotlib.pyplot", "pylab", "requests", "urllib.request", "socket", "difflib"}

TOP_LEVEL = {"pyproject.toml", "README.md", "LICENSE", "drafttime", "tests", "sample_repo", "docs"}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def part_of(path: Path) -> str:
    return Path(name_of(path)).parts[0].removesuffix(".py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the full name of every import, at whatever depth."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} has a relative import"
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def rank_of(part: str) -> int:
    ranks = [k for k, layer in enumerate(LAYERS) if part in layer]
    assert ranks, f"{part} has no layer: give it one here and in docs/explanation/layout.md"
    return ranks[0]


def test_imports_point_downwards() -> None:
    offenders = []
    for path in SOURCES:
        here = part_of(path)
        for line, name in imports_of(path) if here != "__init__" else ():
            there = name.split(".")[1] if name.startswith("drafttime.") else here
            if there in {here, "__version__"}:
                continue
            place = f"{name_of(path)}:{line} imports {name}"
            if rank_of(here) >= rank_of(there):
                offenders.append(f"{place}, which is not below it")
            if there not in SEES_ONLY.get(here, {there}):
                offenders.append(f"{place}, which it must not know")
    assert offenders == []


def test_each_library_is_met_in_its_own_place() -> None:
    offenders = [
        f"{name_of(path)}:{line} imports {name}"
        for path in SOURCES
        for line, name in imports_of(path)
        if not name_of(path).startswith(AT_HOME.get(name.split(".")[0], ""))
    ]
    assert offenders == []


def test_nothing_imports_a_network_or_global_state() -> None:
    offenders = [
        f"{name_of(path)}:{line} imports {name}"
        for path in SOURCES
        for line, name in imports_of(path)
        if any(name == bad or name.startswith(f"{bad}.") for bad in NEVER)
    ]
    assert offenders == []


def speaks(node: ast.AST) -> str | None:
    """Return what a node uses of that which only the command line may use."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id if node.func.id in SPEAKING else None
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        spoken = f"{node.value.id}.{node.attr}"
        return spoken if spoken in SPEAKING else None
    return None


def test_only_the_command_line_prints_and_exits() -> None:
    offenders = [
        f"{name_of(path)}:{getattr(node, 'lineno', 0)} has {spoken}"
        for path in SOURCES
        if part_of(path) not in {"cli", "__main__"}
        for node in ast.walk(tree_of(path))
        # A copy of a process must not end as the process itself would.
        if (spoken := speaks(node)) and (name_of(path), spoken) != ("second_process.py", "os._exit")
    ]
    assert offenders == []


def test_no_file_is_longer_than_300_lines() -> None:
    lines = {path.relative_to(ROOT).as_posix(): path.read_bytes().count(b"\n") for path in PYTHON}
    assert {name: count for name, count in lines.items() if count > 300} == {}


def test_the_top_level_holds_what_it_should_and_no_more() -> None:
    patterns = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    ignored = {pattern.rstrip("/") for pattern in patterns} | {"drafttime-demo"}
    names = {
        path.name
        for path in ROOT.iterdir()
        if not path.name.startswith(".")
        and not any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored)
    }
    assert names == TOP_LEVEL


def test_tests_mirror_the_package() -> None:
    parts = {part_of(path) for path in SOURCES} | {"benchmarks", "trust"}
    for folder in (ROOT / "tests").iterdir():
        if folder.is_dir() and any(folder.glob("*.py")):
            assert folder.name in parts, f"tests/{folder.name} mirrors nothing"


def test_names_of_test_files_are_unique() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(set(names)) == sorted(names)
    assert not list((ROOT / "tests").rglob("__init__.py"))
