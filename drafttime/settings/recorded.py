"""Read settings back from the data of a report, where anybody may have written them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from drafttime.errors import SettingsError
from drafttime.settings.fields import Settings
from drafttime.settings.values import READERS, UnsuitableError, shown, texts

LOG_NOT_READ = "watch"
"""A log by this name lies outside every repository: only a writer may ask for it."""


def recorded_settings(
    table: Mapping[str, object], logs: object = None, *, name: str = "data.json"
) -> Settings:
    """Return the settings that a report says it was made with.

    Every value goes through the reader of `drafttime.toml`, so that none names a file outside the
    repository; what was not set is null, empty, or missing. `logs` are those of whoever asks now:
    they take the place of recorded ones and may lie anywhere. `name` is for messages. Raises
    SettingsError.
    """
    values: dict[str, object] = {}
    for key, value in table.items():
        attribute = key.replace("-", "_")
        if attribute not in READERS or attribute in values:
            raise SettingsError(
                f"{name}: the settings hold {shown(key)}, which drafttime does not know",
                "it may be from a newer drafttime: update drafttime and try again",
            )
        if value is None or value in ("", [], {}):
            continue
        try:
            values[attribute] = READERS[attribute](value)
        except UnsuitableError as unsuitable:
            raise SettingsError(
                f"{name}: the setting `{key}` is {unsuitable.found}",
                f"allowed: {unsuitable.allowed}; the file was altered, or is no report's data",
            ) from None
    if logs is not None:
        values["logs"] = texts(logs)
        return Settings(**values, source=name, given=frozenset({"logs"}))  # type: ignore[arg-type]
    if LOG_NOT_READ in texts(values.get("logs", ())):
        raise SettingsError(
            f"{name}: the settings name the log of `drafttime watch`, which is no part of a "
            "repository",
            "name the log yourself with --logs",
        )
    return Settings(**values, source=name)  # type: ignore[arg-type]  # each went through its reader


def with_withheld(kept: Settings, today: Settings, withheld: Iterable[str]) -> Settings:
    """Return recorded settings with those of today where the record withholds what was set.

    A draft that is asked for and a log that is given stay: the record knows the drafts, and whoever
    asks gave the log.
    """
    own = {name.replace("-", "_") for name in withheld} & set(READERS)
    own -= {"logs"} if "logs" in kept.given else set()
    own -= {"first", "final", "drafts"}
    return replace(kept, **{name: getattr(today, name) for name in own})
