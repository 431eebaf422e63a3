"""Traps in the environment of whoever reads: variables that steer git, Python and other tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from trap_places import PYTHON, Laid
from traps import Trap


def _environment(name: str, **values: str) -> Callable[[Trap], None]:
    def lay(trap: Trap) -> None:
        for variable, value in values.items():
            trap.environment[variable] = trap.filled(name, value)

    return lay


def home(trap: Trap) -> None:
    """The configuration of whoever reads is hostile too."""
    text = trap.filled("home", "[core]\n\tfsmonitor = {run}\n\tpager = {run}\n")
    trap.write(trap.home / "someone" / ".gitconfig", text)
    trap.write(trap.home / "someone" / "git" / "config", text)
    trap.environment.update(
        HOME=str(trap.home / "someone"), XDG_CONFIG_HOME=str(trap.home / "someone")
    )


def commands_of_git(trap: Trap) -> None:
    for name in ("git-novel", "git-cat-file", "git-diff-tree", "git", "git-rev-parse"):
        trap.script("exec path", trap.home / "exec" / name)
    trap.environment["GIT_EXEC_PATH"] = str(trap.home / "exec")


ENVIRONMENTS: Mapping[str, Laid] = {
    "HOME": (home, "git status"),
    "GIT_EXEC_PATH": (commands_of_git, "git novel"),
    "GIT_EXTERNAL_DIFF": (_environment("external", GIT_EXTERNAL_DIFF="{run}"), "git diff HEAD~4"),
    "GIT_CONFIG_COUNT": (
        _environment(
            "config count",
            GIT_CONFIG_COUNT="1",
            GIT_CONFIG_KEY_0="core.fsmonitor",
            GIT_CONFIG_VALUE_0="{run}",
        ),
        "git status",
    ),
    "GIT_CONFIG_PARAMETERS": (
        _environment("parameters", GIT_CONFIG_PARAMETERS="'core.fsmonitor'='{run}'"),
        "git status",
    ),
    "GIT_CONFIG_GLOBAL": (_environment("global", GIT_CONFIG_GLOBAL="{home}/pipe"), "git status"),
    "GIT_SSH": (
        _environment("ssh", GIT_SSH="{run}", GIT_SSH_COMMAND="{run}", GIT_PROXY_COMMAND="{run}"),
        "git ls-remote ssh://localhost/x",
    ),
    "GIT_ASKPASS": (
        _environment("askpass", GIT_ASKPASS="{run}", SSH_ASKPASS="{run}"),
        "printf 'protocol=https\\nhost=localhost\\n\\n' | git credential fill",
    ),
    "pagers": (
        _environment(
            "pagers", GIT_PAGER="{run}", PAGER="{run}", LESSOPEN="|{run}", MANPAGER="{run}"
        ),
        "",
    ),
    "editors": (
        _environment("editors", GIT_EDITOR="{run}", EDITOR="{run}", VISUAL="{run}"),
        "git commit --allow-empty",
    ),
    "GIT_DIR": (
        _environment(
            "git dir",
            GIT_DIR="{secret}/.git",
            GIT_WORK_TREE="{secret}",
            GIT_COMMON_DIR="{secret}/.git",
        ),
        "",
    ),
    "GIT_OBJECT_DIRECTORY": (
        _environment(
            "objects",
            GIT_OBJECT_DIRECTORY="{secret}/.git/objects",
            GIT_ALTERNATE_OBJECT_DIRECTORIES="{secret}/.git/objects",
            GIT_INDEX_FILE="{home}/pipe",
            GIT_NAMESPACE="x",
            GIT_ATTR_SOURCE="HEAD",
            GIT_SHALLOW_FILE="{home}/pipe",
            GIT_GRAFT_FILE="{home}/pipe",
            GIT_REPLACE_REF_BASE="refs/heads/",
            GIT_DEFAULT_HASH="sha256",
        ),
        "",
    ),
    "GIT_TRACE": (
        _environment(
            "trace",
            GIT_TRACE="{home}/canaries/trace",
            GIT_TRACE_SETUP="{home}/canaries/trace",
            GIT_TRACE_PACKET="{home}/canaries/trace",
            GIT_TRACE2="{home}/canaries/trace",
            GIT_TRACE2_EVENT="{home}/canaries/trace",
            GIT_REDIRECT_STDERR="{home}/canaries/trace",
        ),
        "git status",
    ),
    "GITPYTHON": (
        _environment(
            "gitpython",
            GITPYTHON_GIT_EXECUTABLE="{run}",
            GITPYTHON_TRACE="full",
            GITPYTHON_REFRESH="raise",
        ),
        PYTHON + '"import git"',
    ),
    "PYTHON": (
        _environment(
            "python",
            PYTHONSTARTUP="{home}/book/typer.py",
            PYTHONBREAKPOINT="evil_backend.run",
            PYTHONWARNINGS="error::evil_backend.Warning",
        ),
        "",
    ),
    "BROWSER": (_environment("browser", BROWSER="{run}", DISPLAY=":99"), ""),
    "proxies": (
        _environment(
            "proxies",
            http_proxy="http://127.0.0.1:{port}",
            https_proxy="http://127.0.0.1:{port}",
            ALL_PROXY="http://127.0.0.1:{port}",
            SSH_AUTH_SOCK="{home}/pipe",
        ),
        "git ls-remote http://example.org/x",
    ),
}
