"""What a writer may set, in `drafttime.toml` or on the command line, and how it is read.

`fields` holds the settings and their meanings, `values` checks one value, `lines` finds the line of
a key, `resolve` puts file, book and command line together, `recorded` reads them back from data.
"""

from __future__ import annotations

from drafttime.settings.fields import Settings
from drafttime.settings.recorded import recorded_settings, with_withheld
from drafttime.settings.resolve import resolve_settings
from drafttime.settings.table import SETTINGS, SettingInfo

__all__ = [
    "SETTINGS",
    "SettingInfo",
    "Settings",
    "recorded_settings",
    "resolve_settings",
    "with_withheld",
]
