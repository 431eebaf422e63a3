"""Which git is run, and in what environment: nothing inherited that steers it."""

from __future__ import annotations

import functools
import os
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from drafttime.errors import RepositoryError

OLDEST_GIT = (2, 32)
"""The first that reads GIT_CONFIG_GLOBAL, without which the user's own settings would be read."""

_INSTALL = "install git 2.32 or newer from https://git-scm.com, then run drafttime again"


def git_environment(room: Path, objects: Path) -> Mapping[str, str]:
    """Return what is set for every git process; see "Reading" in docs/explanation."""
    return {
        "GIT_DIR": str(room),
        "GIT_OBJECT_DIRECTORY": str(objects),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LITERAL_PATHSPECS": "1",
        "LC_ALL": "C",
        "HOME": str(room),
        "XDG_CONFIG_HOME": str(room),
    }


def forget_inherited() -> None:
    """Remove every GIT_* and SSH_* from this process: GitPython copies its environment."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "SSH_"))]:
        del os.environ[name]


def find_git() -> str:
    """Return the whole path of git; raises RepositoryError where there is none.

    Entries of PATH that are relative are passed over: the working directory is not trusted.
    """
    entries = os.environ.get("PATH", os.defpath).split(os.pathsep)
    trusted = os.pathsep.join(entry for entry in entries if Path(entry).is_absolute())
    found = shutil.which("git", path=trusted) if trusted else None
    if found is None:
        raise RepositoryError(
            "git is not installed, or not where programs are looked for", _INSTALL
        )
    return found


def load_gitpython(executable: str) -> ModuleType:
    """Import GitPython, which runs `git version` when it is first imported.

    Cost: about a tenth of a second, once.
    """
    forget_inherited()
    if "git" not in sys.modules:
        os.environ["GIT_PYTHON_GIT_EXECUTABLE"] = executable
        os.environ["GIT_PYTHON_REFRESH"] = "quiet"
    import git  # noqa: PLC0415  (heavy, and the environment has to be clean before)

    forget_inherited()
    return git


@functools.cache
def check_version(executable: str) -> None:
    """Raise RepositoryError unless this git is new enough."""
    git = load_gitpython(executable)
    try:
        printed = git.cmd.Git(os.sep).execute([executable, "version"], stdout_as_string=True)
    except (git.exc.GitError, OSError) as error:
        raise RepositoryError("git was found but cannot be run", _INSTALL) from error
    found = re.search(r"(\d+)\.(\d+)", str(printed))
    if found is None:
        raise RepositoryError("git was found but does not say which version it is", _INSTALL)
    version = (int(found[1]), int(found[2]))
    if version < OLDEST_GIT:
        raise RepositoryError(f"git {found[0]} is too old to be used safely", _INSTALL)
