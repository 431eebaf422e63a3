"""Fill the generated parts of the documentation from the program, or check them.

Usage: python docs/generate.py [--check | NAME...]

A page holds `<!-- generated: NAME -->` … `<!-- end -->`; what stands between is written by the
function of that name in `BLOCKS` (all of them, or those named). With `--check` nothing is written:
pages that are out of date and links that lead nowhere are listed, and the exit code is 1 if there
are any.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parents[1]
DEMO_WIDTH = 76
PICTURE = "docs/pictures/strata.png"

_BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(_cell(text) for text in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def commands() -> str:
    """Return a section per command, from the options that Typer knows."""
    from drafttime.cli._app import command_line

    group: Any = command_line()
    return "\n".join(_sections(group, ""))


def _sections(group: Any, before: str) -> Iterator[str]:
    """Yield a section per command of a group, and for a group in it those of its own."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            summary, _, more = command.help.partition("\n\n")
            yield f"## {before}{name}\n\n{_paragraph(summary)}\n{_paragraph(more)}"
            yield from _sections(command, f"{before}{name} ")
        else:
            yield _command(before + name, command)


def _command(name: str, command: Any) -> str:
    summary, _, more = command.help.partition("\n\n")
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option"]
    usage = " ".join(["drafttime", name, *map(_argument, arguments), "[OPTION]…"])
    parts = [f"## {name}\n", f"```\n{usage}\n```\n", _paragraph(summary), _paragraph(more)]
    parts.append(table(("option", "meaning"), [_option(param) for param in options]))
    return "\n".join(part for part in parts if part.strip())


def _argument(param: Any) -> str:
    return str(param.metavar) if param.required else f"[{param.metavar}]"


def _option(param: Any) -> tuple[str, str]:
    names = ", ".join(f"`{name}`" for name in sorted(param.opts, key=len, reverse=True))
    value = f" `{param.metavar}`" if param.metavar and not param.is_flag else ""
    default = param.default
    said = f" Default: `{default}`." if isinstance(default, str | Path) else ""
    return names + value, param.help + said


def _paragraph(text: str) -> str:
    return " ".join(text.split()) + "\n"


def settings() -> str:
    """Return the table of settings and a section with an example for each."""
    from drafttime.settings import SETTINGS

    rows = [(f"[`{info.name}`](#{_slug(info.name)})", info.kind, info.default) for info in SETTINGS]
    sections = [
        f"### {info.name}\n\n{info.meaning}\n\n```toml\n{info.example}\n```\n" for info in SETTINGS
    ]
    head = table(("setting", "what may stand there", "without it"), rows)
    return head + "\n" + "\n".join(sections)


def measures() -> str:
    """Return the table of all measures that the package defines."""
    from drafttime.measures import all_measures

    return table(
        ("measure", "key", "definition", "range", "says", "source"),
        [
            (
                measure.name,
                f"`{measure.key}`",
                measure.definition,
                f"{measure.low:g} to {measure.high:g} ({measure.unit})",
                measure.says,
                measure.source,
            )
            for measure in all_measures()
        ],
    )


def logs() -> str:
    """Return a section for every format of logs that the package reads."""
    from drafttime.clock.logs import all_logs

    sections = [
        f"### {log.title}\n\n{log.says}\n\n```\n{log.example.strip()}\n```\n"
        for log in sorted(all_logs(), key=lambda log: log.title.casefold())
    ]
    return "\n".join(sections)


def kinds() -> str:
    """Return the table of the rules for kinds of revision."""
    from drafttime.revision.kinds import RULES

    def example(rule: Any) -> str:
        return f"{rule.before} → {rule.after}" if rule.before else ""

    return table(
        ("kind", "what the rule looks for", "example", "held against"),
        [(rule.kind, rule.looks_for, example(rule), rule.held) for rule in RULES],
    )


def priors() -> str:
    """Return the table of the constants of estimated time."""
    from drafttime.clock.priors import PRIORS

    return table(
        ("constant", "value", "what it means", "fitted on"),
        [
            (name, f"{prior.value:g} {prior.unit}".strip(), prior.says, prior.source)
            for name, prior in PRIORS.items()
        ],
    )


def trust() -> str:
    """Return the table of the last long runs of the suites in `tests/trust/`."""
    kept = json.loads((ROOT / "tests/trust/figures.json").read_text("utf-8"))
    rows = []
    for name, found in sorted(kept.items()):
        counted = ", ".join(f"{what} {many:,}" for what, many in found["counts"].items())
        figures = f"{found['runs']:,}", found["with"], f"{found['failed']:,}", counted
        rows.append((name.replace("_", " "), *figures, found["date"]))
    return table(("suite", "runs", "must show", "failed", "counted", "run on"), rows)


def demo() -> str:
    """Return what `drafttime demo` prints."""
    from drafttime.output.summary import summary

    text = summary(_sample(), width=DEMO_WIDTH, report=Path("drafttime-demo/index.html"))
    return f"```\n{text.rstrip()}\n```\n"


def picture() -> str:
    """Return the sample’s strata as an image; its figures are in the alternative text.

    The file itself is written by `draw`, and not compared: other versions of matplotlib place a
    pixel otherwise.
    """
    from drafttime.charts.strata import CHART

    words = CHART.alt(_sample()).replace("[", "(").replace("]", ")")
    return f"![{words}]({PICTURE})\n"


def draw() -> None:
    """Write the file that `picture` shows."""
    from drafttime.charts import draw_all

    [strata] = [drawn for drawn in draw_all(_sample()) if drawn.key == "strata"]
    (ROOT / PICTURE).parent.mkdir(exist_ok=True)
    (ROOT / PICTURE).write_bytes(strata.png_1x)


@cache
def _sample() -> Any:
    from drafttime.pipeline import analyse
    from drafttime.request import Request
    from drafttime.sample import build_sample

    with TemporaryDirectory() as folder:
        place = Path(folder, "sample")
        build_sample(place)
        return analyse(Request(place, use_cache=False))


BLOCKS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "settings": settings,
    "measures": measures,
    "logs": logs,
    "priors": priors,
    "kinds": kinds,
    "trust": trust,
    "demo": demo,
    "picture": picture,
}


def pages() -> list[Path]:
    """Return every page of the documentation, the README first."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def filled(text: str, names: Container[str]) -> str:
    """Return `text` with its generated parts written anew; only blocks in `names` are touched."""
    return _BLOCK.sub(
        lambda found: (
            f"{found[1]}\n{_made(found[2])}\n{found[3]}" if found[2] in names else found[0]
        ),
        text,
    )


@cache
def _made(name: str) -> str:
    return BLOCKS[name]().strip("\n") + "\n"


def _slug(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    plain = re.sub(r"[`*_]|\]\([^)]*\)|\[", "", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def broken_links(page: Path, text: str) -> list[str]:
    """Return a line for every relative link of `page` that leads nowhere."""
    problems = []
    for target in _LINK.findall(_FENCE.sub("", text)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = unquote(target).partition("#")
        aim = (page.parent / name).resolve() if name else page
        if not aim.exists():
            problems.append(f"{page.relative_to(ROOT)}: {target} leads nowhere")
        elif anchor and anchor not in _anchors(aim):
            problems.append(f"{page.relative_to(ROOT)}: {target} names no heading")
    return problems


def _anchors(page: Path) -> set[str]:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return {_slug(heading) for heading in _HEADING.findall(text)}


def problems(names: Container[str] = BLOCKS) -> list[str]:
    """Return a line for everything that is wrong; only blocks in `names` are looked at."""
    found = []
    for page in pages():
        text = page.read_text(encoding="utf-8")
        found += broken_links(page, text)
        if filled(text, names) != text:
            found.append(f"{page.relative_to(ROOT)} is out of date: run python docs/generate.py")
    return found


def main(arguments: Sequence[str]) -> int:
    """Write or check all pages."""
    os.environ["GIT_CONFIG_GLOBAL"] = os.devnull
    sys.path.insert(0, str(ROOT))
    if arguments == ["--check"]:
        found = problems()
        print("\n".join(found) or "The documentation agrees with the program.")
        return 1 if found else 0
    for page in pages():
        text = page.read_text(encoding="utf-8")
        now = filled(text, arguments or BLOCKS)
        if now != text:
            page.write_text(now, encoding="utf-8")
            if "generated: picture" in text:
                draw()
            print(f"wrote {page.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
