"""The documentation agrees with the program, and what it shows works."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from analyses import novel

from drafttime.charts import NARROW, WIDE, Chart
from drafttime.model import Notice
from drafttime.output.data import report_object
from drafttime.output.portfolio_data import portfolio_object
from drafttime.output.portfolio_options import PortfolioOptions

ROOT = Path(__file__).parents[1]


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = load(ROOT / "docs" / "generate.py")


def test_generated_pages_are_up_to_date_and_links_lead_somewhere() -> None:
    assert generate.problems(("commands", "settings", "measures")) == []


def test_the_check_finds_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(
        "# A\n\n[no](b.md) [no](#c) [yes](#a) [yes](../README.md)\n"
    )
    (tmp_path / "README.md").write_text("<!-- generated: measures -->\nold\n<!-- end -->\n")
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    assert generate.problems(("measures",)) == [
        "README.md is out of date: run python docs/generate.py",
        "docs/a.md: b.md leads nowhere",
        "docs/a.md: #c names no heading",
    ]


def test_every_page_can_be_reached_from_the_index() -> None:
    seen, queue = set(), [ROOT / "docs" / "index.md"]
    while queue:
        page = queue.pop()
        if page in seen:
            continue
        seen.add(page)
        links = re.findall(r"\]\(([^)#\s]+\.md)", page.read_text(encoding="utf-8"))
        queue += [(page.parent / link).resolve() for link in links if ":" not in link]
    assert {page for page in generate.pages() if page.name != "README.md"} <= seen


def test_the_readme_has_one_line_to_run_and_one_to_test() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line.startswith("python3 -m venv")]
    assert len(commands) == 2
    assert commands[0].endswith("drafttime demo")
    assert "pytest" in commands[1]


def documented(page: str) -> Iterator[tuple[str, str]]:
    """Yield heading and key for every key in the tables of the page on data."""
    for section in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        heading = section.split("\n", 1)[0]
        for first in re.findall(r"^\| ([^|]+) \|", section, re.MULTILINE):
            for key in re.findall(r"`(\w+)`", first):
                yield heading, key


def test_the_page_on_data_names_every_key_and_no_other() -> None:
    analysis = replace(novel(), notices=(Notice("a-code", "A sentence."),))
    found = report_object(analysis)
    expected = {("The object", key) for key in found}
    for name, value in found.items():
        one = value[0] if isinstance(value, list) and value else value
        if isinstance(one, dict) and name not in {"rules", "settings"}:
            expected |= {(name, key) for key in one}
    page = (ROOT / "docs" / "reference" / "data.md").read_text(encoding="utf-8")
    assert {pair for pair in documented(page) if pair[0] != "portfolio"} == expected


def test_the_page_on_data_tells_what_a_portfolio_holds_of_its_own() -> None:
    shown = {*portfolio_object(novel(), PortfolioOptions())}
    page = (ROOT / "docs" / "reference" / "data.md").read_text(encoding="utf-8")
    told = {key for heading, key in documented(page) if heading == "portfolio"}
    assert shown - {*report_object(novel())} <= told <= shown


def test_the_chart_of_the_contributors_guide_draws() -> None:
    page = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    [source] = re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    module = ModuleType("drafttime.charts.longest_day")
    exec(compile(source, "contributing.md", "exec"), vars(module))
    chart, analysis = module.CHART, novel()
    assert isinstance(chart, Chart)
    assert chart.applies(analysis)
    assert chart.title(analysis).startswith("The longest day was ")
    for canvas in (WIDE, NARROW):
        [axes] = chart.draw(analysis, canvas).axes
        assert axes.patches
    assert "matplotlib.pyplot" not in sys.modules
