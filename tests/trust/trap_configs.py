"""Configurations of git that name programs, files and addresses, and how git itself falls for them.

Each is `name: (text, command)`: the command is one by which plain git runs {run}, or would wait or
connect, as proof that the trap works; "" where there is none that works everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping

_LOG = "git log -p --ext-diff --textconv --show-signature -3"
_DIFF = "git diff HEAD~4 HEAD"
_COMMIT = "git commit --allow-empty -m x"
_FETCH = "git -c protocol.allow=always fetch origin"
_ORIGIN = '[remote "origin"]\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n\turl = '
_PROMISOR = (
    "[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tpartialClone = origin\n"
    '[remote "origin"]\n\tpromisor = true\n\tpartialCloneFilter = blob:none\n'
)
_FILL = "printf 'protocol=https\\nhost=localhost\\n\\n' | git credential fill"
_CHECKOUT = "rm ch1.md && git checkout -- ch1.md"
_LOST = "git -c protocol.allow=always log -p --all -- lost.md"

CONFIGS: Mapping[str, tuple[str, str]] = {
    "core.fsmonitor": ("[core]\n\tfsmonitor = {run}\n", "git status"),
    "core.hooksPath": ("[core]\n\thooksPath = {home}/hooks\n", _COMMIT),
    "core.sshCommand": ("[core]\n\tsshCommand = {run}\n" + _ORIGIN + "ssh://localhost/x\n", _FETCH),
    "core.editor": ("[core]\n\teditor = {run}\n", "git commit --allow-empty"),
    "core.pager": (
        (
            "[core]\n\tpager = {run}\n[pager]\n\tcat-file = {run}\n\tdiff-tree = {run}\n"
            "\tlog = {run}\n\tversion = {run}\n"
        ),
        "",
    ),
    "core.askPass": ("[core]\n\taskPass = {run}\n", _FILL),
    "core.gitProxy": ("[core]\n\tgitProxy = {run}\n" + _ORIGIN + "git://localhost/x\n", _FETCH),
    "core.alternateRefsCommand": ("[core]\n\talternateRefsCommand = {run}\n", ""),
    "core.attributesFile": (
        ('[core]\n\tattributesFile = {home}/attributes\n[diff "byname"]\n\ttextconv = {run}\n'),
        _LOG,
    ),
    "core.excludesFile": ("[core]\n\texcludesFile = {home}/pipe\n", "git status"),
    "core.attributesFile pipe": ("[core]\n\tattributesFile = {home}/pipe\n", "git diff HEAD~4"),
    "core.worktree": ("[core]\n\tworktree = {secret}\n", ""),
    "core.worktree pipe": ("[core]\n\tworktree = {home}/pipe\n", ""),
    "core.bare": ("[core]\n\tbare = true\n", ""),
    "gpg.program": ("[gpg]\n\tprogram = {run}\n[log]\n\tshowSignature = true\n", "git log -9"),
    "gpg.ssh": (
        (
            '[gpg "ssh"]\n\tprogram = {run}\n\tallowedSignersFile = /dev/null\n'
            "\tdefaultKeyCommand = {run}\n[log]\n\tshowSignature = true\n"
        ),
        "git log -9",
    ),
    "gpg.x509": ('[gpg "x509"]\n\tprogram = {run}\n[log]\n\tshowSignature = true\n', "git log -9"),
    "diff.external": ("[diff]\n\texternal = {run}\n", _DIFF),
    "diff.command": ('[diff "prose"]\n\tcommand = {run}\n', _DIFF),
    "diff.textconv": ('[diff "prose"]\n\ttextconv = {run}\n\tcachetextconv = true\n', _LOG),
    "diff.submodule": ("[diff]\n\tsubmodule = diff\n\torderFile = {home}/pipe\n", _DIFF),
    "filter.clean": ('[filter "prose"]\n\tclean = {run}\n', "touch ch1.md && git add ch1.md"),
    "filter.smudge": ('[filter "prose"]\n\tsmudge = {run}\n', _CHECKOUT),
    "filter.process": ('[filter "prose"]\n\tprocess = {run}\n\trequired = true\n', _CHECKOUT),
    "filter.lfs": (
        (
            '[filter "lfs"]\n\tprocess = {run}\n\tsmudge = {run}\n'
            "[lfs]\n\turl = http://127.0.0.1:{port}/\n"
            '[lfs "customtransfer.x"]\n\tpath = {run}\n'
        ),
        "",
    ),
    "merge.driver": ('[merge "prose"]\n\tdriver = {run} %O %A %B\n', "git merge other"),
    "include.path": ("[include]\n\tpath = ../evil.conf\n", "git status"),
    "include.path pipe": ("[include]\n\tpath = {home}/pipe\n", "git status"),
    "include.path itself": ("[include]\n\tpath = config\n", ""),
    "includeIf": ('[includeIf "gitdir:**"]\n\tpath = ../evil.conf\n', "git status"),
    "includeIf hasconfig": ('[includeIf "hasconfig:remote.*.url:**"]\n\tpath = ../evil.conf\n', ""),
    "alias": (
        (
            "[alias]\n\tcat-file = !{run}\n\tdiff-tree = !{run}\n\tversion = !{run}\n"
            "\trev-parse = !{run}\n\tnovel = !{run}\n"
        ),
        "git novel",
    ),
    "credential.helper": ("[credential]\n\thelper = !{run}\n", _FILL),
    "protocol.ext": ("[protocol]\n\tallow = always\n" + _ORIGIN + "ext::{run}\n", _FETCH),
    "url.insteadOf": (
        '[url "ext::{run} "]\n\tinsteadOf = https://\n[protocol]\n\tallow = always\n'
        + _ORIGIN
        + "https://example.org/\n",
        _FETCH,
    ),
    "remote.uploadpack": (_ORIGIN + "{secret}\n\tuploadpack = {run}\n", _FETCH),
    "remote.vcs": (_ORIGIN + "x\n\tvcs = evil\n", ""),
    "remote.proxy": (_ORIGIN + "http://example.org/\n\tproxy = http://127.0.0.1:{port}\n", _FETCH),
    "http.proxy": ("[http]\n\tproxy = http://127.0.0.1:{port}\n\tcookieFile = {home}/pipe\n", ""),
    "promisor ssh": (
        _PROMISOR + "\turl = ssh://localhost/x\n[core]\n\tsshCommand = {run}\n",
        _LOST,
    ),
    "promisor http": (_PROMISOR + "\turl = http://127.0.0.1:{port}/x\n", _LOST),
    "promisor git": (_PROMISOR + "\turl = git://127.0.0.1:{port}/x\n", _LOST),
    "promisor ext": (_PROMISOR + "\turl = ext::{run}\n[protocol]\n\tallow = always\n", _LOST),
    "promisor file": (_PROMISOR + "\turl = {secret}\n\tuploadpack = {run}\n", _LOST),
    "uploadpack.packObjectsHook": ("[uploadpack]\n\tpackObjectsHook = {run}\n", ""),
    "receive": (
        (
            "[receive]\n\tprocReceiveRefs = refs\n\tfsckObjects = true\n[transfer]\n"
            "\tcredentialsInUrl = die\n[gc]\n\tauto = 1\n\trecentObjectsHook = {run}\n"
        ),
        "",
    ),
    "trailer.command": (
        '[trailer "x"]\n\tcommand = {run}\n\tifmissing = add\n',
        "echo | git interpret-trailers",
    ),
    "trailer.cmd": (
        '[trailer "y"]\n\tcmd = {run}\n\tifmissing = add\n',
        "echo | git interpret-trailers",
    ),
    "sequence.editor": ("[sequence]\n\teditor = {run}\n", "git rebase -i HEAD~1"),
    "submodule.update": (
        '[submodule "sub"]\n\tupdate = !{run}\n\tactive = true\n\turl = {secret}\n',
        "",
    ),
    "submodule.recurse": ("[submodule]\n\trecurse = true\n\tpropagateBranches = true\n", ""),
    "extensions.worktreeConfig": (
        ("[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tworktreeConfig = true\n"),
        "",
    ),
    "extensions.unknown": (
        "[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tevil = true\n",
        "",
    ),
    "extensions.objectFormat": ("[extensions]\n\tobjectFormat = {run}\n", ""),
    "extensions.refStorage": ("[extensions]\n\trefStorage = reftable:{run}\n", ""),
    "repositoryFormatVersion": ("[core]\n\trepositoryFormatVersion = 99\n", ""),
    "mailmap.file": ("[mailmap]\n\tfile = {home}/pipe\n[log]\n\tmailmap = true\n", "git log -1"),
    "mailmap.secret": ("[mailmap]\n\tfile = {secret}/ch1.md\n\tblob = HEAD:ch1.md\n", ""),
    "interactive.diffFilter": ("[interactive]\n\tdiffFilter = {run}\n", ""),
    "mergetool": (
        (
            '[merge]\n\ttool = x\n[mergetool "x"]\n\tcmd = {run}\n[difftool "x"]\n'
            "\tcmd = {run}\n\ttrustExitCode = true\n"
        ),
        "git difftool -y -t x HEAD~4",
    ),
    "web.browser": (
        (
            '[web]\n\tbrowser = x\n[browser "x"]\n\tcmd = {run}\n[man]\n\tviewer = y\n'
            '[man "y"]\n\tcmd = {run}\n[help]\n\tautoCorrect = immediate\n'
        ),
        "",
    ),
    "tar.command": ('[tar "prose"]\n\tcommand = {run}\n', "git archive --format=prose HEAD"),
    "init.templateDir": ("[init]\n\ttemplateDir = {home}/hooks\n", ""),
    "sendemail": ("[sendemail]\n\tsendmailCmd = {run}\n\ttoCmd = {run}\n", ""),
    "imap.tunnel": ("[imap]\n\ttunnel = {run}\n\tfolder = x\n", ""),
    "guitool": ('[guitool "x"]\n\tcmd = {run}\n[instaweb]\n\thttpd = {run}\n', ""),
    "maintenance": (
        "[maintenance]\n\tauto = true\n\tstrategy = incremental\n[gc]\n\tauto = 1\n",
        "",
    ),
    "trace2": (
        (
            "[trace2]\n\teventTarget = {home}/canaries/trace2\n"
            "\tnormalTarget = {home}/canaries/trace2\n"
        ),
        "",
    ),
    "safe.directory": ("[safe]\n\tdirectory = *\n[core]\n\tsharedRepository = 0777\n", ""),
    "not a configuration": ("[[[\n= = =\n\0\xff[core\n", ""),
}
