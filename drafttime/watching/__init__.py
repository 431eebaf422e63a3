"""The observer of `drafttime watch`: it notes when chapters are saved, and nothing of their text.

`watcher` decides what a change of a file means and `loop` keeps it going; `events` is the only
import of watchfiles. `folders` says what is looked at, `git_traces` tells what git wrote from what
the writer did, `rhythm` thins the saves, `log_file` writes them down so that no crash takes a line,
`lock` keeps watchers apart, and `status` reads it all back.
"""

from __future__ import annotations
