"""Loads matplotlib as the program does, before any test of charts imports it by itself."""

from __future__ import annotations

from drafttime.charts import _matplotlib

_matplotlib.load()
