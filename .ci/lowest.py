"""Run the tests on the lowest versions that `pyproject.toml` declares.

Usage: python3 .ci/lowest.py VENV [PYTEST ARGUMENT]...

Builds a fresh environment in the folder VENV, in which every `name>=version` of the dependencies
and of the tools that tests import is taken at its word, and runs the tests there from the checkout.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEST_TOOLS = ("pytest", "pytest-xdist", "hypothesis")


def lowest(requirements: list[str]) -> list[str]:
    """Return every requirement pinned to its lower bound; each must have one."""
    pinned = []
    for requirement in requirements:
        if not re.fullmatch(r"[\w.-]+>=[\w.]+", requirement):
            raise SystemExit(f"{requirement!r} has no plain lower bound")
        pinned.append(requirement.replace(">=", "=="))
    return pinned


def main(folder: Path, arguments: list[str]) -> int:
    """Build the environment in `folder` and return pytest's exit code."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tools = [
        line
        for line in project["optional-dependencies"]["dev"]
        if line.split(">=")[0] in TEST_TOOLS
    ]
    pinned = lowest([*project["dependencies"], *tools])
    print("\n".join(pinned), flush=True)
    venv.create(folder, with_pip=True, clear=True)
    python = str(folder / "bin" / "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *pinned], check=True)
    subprocess.run([*pip, "--no-deps", "--editable", str(ROOT)], check=True)
    return subprocess.run([python, "-m", "pytest", *arguments], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
