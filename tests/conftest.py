"""Makes the helpers beside this file importable from every test: `from gitrepo import GitRepo`."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# A deadline judges the machine and not the code: the first example pays for every lazy import.
settings.register_profile("drafttime", deadline=None, max_examples=40)
settings.register_profile("many", deadline=None, max_examples=1_000)
# For a second run, on other versions of the libraries: the algorithms were held to it before.
settings.register_profile("few", deadline=None, max_examples=15)
# An algorithm that is to be tried hard says itself how often.
settings.load_profile(os.environ.get("DRAFTTIME_TEST_PROFILE", "drafttime"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long forms of suites out, unless they are asked for by name: `-m long`."""
    if "long" in config.getoption("markexpr"):
        return
    skip = pytest.mark.skip(reason="run with -m long")
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(skip)
