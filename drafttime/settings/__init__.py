"""What a writer may set, in `drafttime.toml` or on the command line, and how it is read.

`fields` holds the settings and their meanings, `values` checks one value, `lines` finds the line of
a key, `resolve` puts file, book and command line together.
"""

from __future__ import annotations

from drafttime.settings.fields import Settings
from drafttime.settings.resolve import resolve_settings
from drafttime.settings.table import SETTINGS, SettingInfo

__all__ = ["SETTINGS", "SettingInfo", "Settings", "resolve_settings"]
