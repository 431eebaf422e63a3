"""How the tests of log formats read a log, and how they expect one to be refused."""

from __future__ import annotations

import pytest

from drafttime.clock.logs._log import LogError, LogFile, LogFormat, LogOptions
from drafttime.model import Log

NAME = "my log"


def read(kind: LogFormat, text: str | bytes, options: LogOptions | None = None) -> Log:
    data = text.encode() if isinstance(text, str) else text
    return kind.read(LogFile(NAME, data), options or LogOptions())


def refusal(kind: LogFormat, text: str | bytes, options: LogOptions | None = None) -> LogError:
    with pytest.raises(LogError) as caught:
        read(kind, text, options)
    assert caught.value.file == NAME
    assert not caught.value.reason.endswith(".")
    return caught.value


def minutes(log: Log) -> list[float]:
    return [round(record.minutes or 0, 6) for record in log.records]
