"""Traps that are no line of a configuration: files in the repository and the working directory.

Each function lays one; its second value is how it is set off without drafttime."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping

from traps import ATTRIBUTES, LOST, Trap

HOOKS = (
    "pre-commit post-index-change reference-transaction post-checkout post-merge pre-auto-gc "
    "post-rewrite prepare-commit-msg commit-msg post-commit fsmonitor-watchman pre-push "
    "applypatch-msg sendemail-validate update post-update proc-receive"
).split()
MODULES = (
    "sitecustomize usercustomize typer git gitdb matplotlib numpy rapidfuzz jinja2 rich "
    "pyromark platformdirs charset_normalizer icalendar watchfiles PIL tomllib random "
    "evil_backend"
).split()
CONFIG_BYTES = 100 << 20

PYTHON = f"{sys.executable} -c "


def hooks(trap: Trap) -> None:
    for name in HOOKS:
        trap.script("hooks", trap.git_dir / "hooks" / name)


def attributes(trap: Trap) -> None:
    text = "*.md diff=info filter=prose working-tree-encoding=UTF-16 ident export-subst\n"
    trap.write(trap.git_dir / "info" / "attributes", text)
    trap.write(trap.book / ".gitattributes", ATTRIBUTES + "*.md diff=evil -text\n")
    trap.configure("attributes", '[diff "info"]\n\ttextconv = {run}\n')
    trap.configure("attributes", '[diff "evil"]\n\tcommand = {run}\n')


def config_pipe(trap: Trap) -> None:
    trap.fifo(trap.git_dir / "config")


def config_huge(trap: Trap) -> None:
    text = "[core]\n\tfsmonitor = " + str(trap.script("config huge")) + "\n"
    trap.write(trap.git_dir / "config", text)
    os.truncate(trap.git_dir / "config", CONFIG_BYTES)


def config_link(trap: Trap) -> None:
    trap.link(trap.git_dir / "config", trap.secret / "config")


def config_worktree(trap: Trap) -> None:
    trap.configure("config.worktree", "[extensions]\n\tworktreeConfig = true\n")
    text = trap.filled("config.worktree", "[core]\n\tfsmonitor = {run}\n")
    trap.write(trap.git_dir / "config.worktree", text)


def lost(trap: Trap) -> None:
    """A blob of the history was never fetched."""
    trap.lose(LOST)
    promisor = trap.git_dir / "objects" / "pack" / "pack-x.promisor"
    trap.write(promisor, b"")


def modules(trap: Trap) -> None:
    text = '[submodule "sub"]\n\tpath = sub\n\turl = ext::{run}\n\tupdate = !{run}\n'
    trap.write(trap.book / ".gitmodules", trap.filled("gitmodules", text))
    trap.write(trap.book / ".lfsconfig", trap.filled("lfsconfig", "[lfs]\n\turl = ext::{run}\n"))


def mailmap(trap: Trap) -> None:
    trap.fifo(trap.book / ".mailmap")


def elsewhere(trap: Trap) -> None:
    trap.take_away(trap.git_dir)
    trap.write(trap.git_dir, f"gitdir: {trap.secret}/.git\n")


def common_dir(trap: Trap) -> None:
    trap.write(trap.git_dir / "commondir", f"{trap.secret}/.git\n")
    trap.write(trap.git_dir / "gitdir", f"{trap.book}/.git\n")


def linked_git(trap: Trap) -> None:
    trap.link(trap.git_dir, trap.secret / ".git")


def linked_parts(trap: Trap) -> None:
    for name in ("HEAD", "packed-refs", "refs"):
        trap.link(trap.git_dir / name, trap.secret / ".git" / name)


def linked_objects(trap: Trap) -> None:
    trap.link(trap.git_dir / "objects", trap.secret / ".git" / "objects")
    _show_secret(trap)


def alternates(trap: Trap) -> None:
    trap.write(trap.git_dir / "objects" / "info" / "alternates", f"{trap.secret}/.git/objects\n")
    _show_secret(trap)


def http_alternates(trap: Trap) -> None:
    place = trap.git_dir / "objects" / "info" / "http-alternates"
    trap.write(place, f"http://127.0.0.1:{trap.port}/\n")


def alternates_by_path(trap: Trap) -> None:
    text = f"{os.path.relpath(trap.secret, trap.git_dir / 'objects')}/.git/objects\n"
    trap.write(trap.git_dir / "objects" / "info" / "alternates", "#\n\n" + text)
    _show_secret(trap)


def _show_secret(trap: Trap) -> None:
    head = (trap.secret / ".git" / "refs" / "heads" / "main").read_text()
    trap.write(trap.git_dir / "refs" / "heads" / "main", head)


def linked_files(trap: Trap) -> None:
    """Files of the work tree are links to somebody else's."""
    for name in ("ch1.md", "ch2.md", ".mailmap", "log.csv"):
        trap.link(trap.book / name, trap.secret / name)


def linked_settings(trap: Trap) -> None:
    trap.link(trap.book / "drafttime.toml", trap.secret / "drafttime.toml")


def settings_commands(trap: Trap) -> None:
    run = trap.script("settings")
    text = f'title = "!{run}"\nformat = {{ "*.md" = "markdown" }}\nwriters = ["$({run})"]\n'
    text += f'editor = "!{run}"\npager = "{run}"\nhook = "|{run}"\nfirst = "--upload-pack={run}"\n'
    trap.write(trap.book / "drafttime.toml", text)


def settings_places(trap: Trap) -> None:
    text = f'out = "{trap.home}/canaries/out"\njson = "{trap.home}/canaries/json"\nopen = true\n'
    trap.write(trap.book / "drafttime.toml", text + "allow-linked = true\n")


def settings_logs(trap: Trap) -> None:
    text = f'logs = ["{trap.secret}/log.csv", "../secret/log.csv", "/etc/passwd"]\n'
    trap.write(trap.book / "drafttime.toml", text)


def settings_title(trap: Trap) -> None:
    text = f'include = ["{trap.secret}/*.md", "../secret/**", "*.md"]\nfinal = "--output={{}}"\n'
    trap.write(trap.book / "drafttime.toml", text.format(trap.canary("final")))


def named_refs(trap: Trap) -> None:
    """Refs whose names are options, commands and paths."""
    head = (trap.git_dir / "refs" / "heads" / "main").read_text()
    run = trap.script("refs")
    bare = str(run).lstrip("/")
    for name in ("--upload-pack=x", f"$({bare})", f"`{bare}`", ";id", "|x", "-o", "draft-$(id)"):
        trap.write(trap.git_dir / "refs" / "tags" / name, head)
    out = str(trap.canary("option")).lstrip("/")
    trap.write(trap.git_dir / "packed-refs", f"{head.strip()} refs/heads/--output={out}\n")


def git_here(trap: Trap) -> None:
    """A program called git in the working directory, and a PATH that looks there."""
    for name in ("git", "git-remote-evil", "ssh", "sh", "gpg", "less", "ffmpeg", "uname"):
        trap.script(f"{name} here", trap.book / name)
    trap.environment["PATH"] = os.pathsep.join([".", "", "./", os.environ["PATH"], "."])


def modules_here(trap: Trap) -> None:
    for name in MODULES:
        trap.write(trap.book / f"{name}.py", trap.module(f"module {name}"))


def matplotlib_here(trap: Trap) -> None:
    trap.write(trap.book / "evil_backend.py", trap.module("backend"))
    text = "backend: module://evil_backend\nsvg.fonttype: none\ntext.usetex: True\n"
    trap.write(trap.book / "matplotlibrc", text)
    trap.write(trap.book / ".matplotlib" / "matplotlibrc", text)
    trap.write(trap.book / "stylelib" / "x.mplstyle", text)


def matplotlib_named(trap: Trap) -> None:
    matplotlib_here(trap)
    trap.environment.update(
        MPLBACKEND="module://evil_backend",
        MATPLOTLIBRC=str(trap.book / "matplotlibrc"),
        MPLCONFIGDIR=str(trap.book / ".matplotlib"),
    )


def tools_here(trap: Trap) -> None:
    """Settings of tools that look for them in the working directory."""
    for name in ("pyproject.toml", "setup.cfg", "ruff.toml", ".env", ".envrc", "Makefile"):
        trap.write(trap.book / name, f"run = '{trap.script('tools')}'\n")
    trap.write(trap.book / "pyvenv.cfg", f"home = {trap.book}\n")
    trap.write(trap.book / "evil.pth", f"import os; {trap.module('pth')}")


Laid = tuple[Callable[[Trap], None], str]

PLACES: Mapping[str, Laid] = {
    "hooks": (hooks, "git commit --allow-empty -m x"),
    "attributes": (attributes, "git log -p --textconv --ext-diff -3"),
    "config is a pipe": (config_pipe, "git status"),
    "config of 100 MB": (config_huge, ""),
    "config is a link": (config_link, ""),
    "config.worktree": (config_worktree, "git status"),
    "lost blob": (lost, ""),
    ".gitmodules": (modules, ""),
    ".mailmap is a pipe": (mailmap, "git log --use-mailmap -1"),
    ".git file elsewhere": (elsewhere, ""),
    "commondir elsewhere": (common_dir, ""),
    ".git is a link": (linked_git, ""),
    "HEAD and refs are links": (linked_parts, ""),
    "objects are a link": (linked_objects, ""),
    "alternates": (alternates, ""),
    "alternates by path": (alternates_by_path, ""),
    "http-alternates": (http_alternates, ""),
    "files are links": (linked_files, ""),
    "settings are a link": (linked_settings, ""),
    "settings name commands": (settings_commands, ""),
    "settings name places": (settings_places, ""),
    "settings name logs": (settings_logs, ""),
    "settings name files": (settings_title, ""),
    "refs like options": (named_refs, ""),
    "git in the working directory": (git_here, "git status"),
    "modules in the working directory": (modules_here, PYTHON + '"import typer, random"'),
    "matplotlibrc": (matplotlib_here, PYTHON + '"import matplotlib.pyplot as p; p.figure()"'),
    "MPLBACKEND": (matplotlib_named, PYTHON + '"import matplotlib.pyplot as p; p.figure()"'),
    "settings of tools": (tools_here, ""),
}
