"""Makes the helpers beside this file importable from every test: `from gitrepo import GitRepo`."""

from __future__ import annotations

from hypothesis import settings

# A deadline judges the machine and not the code: the first example pays for every lazy import.
settings.register_profile("drafttime", deadline=None)
settings.load_profile("drafttime")
