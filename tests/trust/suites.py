"""All suites of trust: the module of each, how often its long form runs, and what it must show."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SUITES: Mapping[str, tuple[str, int, str]] = MappingProxyType(
    {
        "hostile_config": ("suite_hostile_config", 2_000, "0 executions, 0 network"),
        "generated": ("suite_generated", 20_000, "0 tracebacks, 0 disagreements"),
        "malformed_objects": ("suite_malformed_objects", 200_000, "0 tracebacks"),
        "object_faults": ("suite_object_faults", 5_000, "all exact or disclosed"),
        "forgery": ("suite_forgery", 1_000, "all exact, told or refused"),
        "incremental": ("suite_incremental", 2_000, "0 differences"),
        "kill": ("suite_kill", 1_000, "the next run byte-identical to a cold one"),
        "bit_flips": ("suite_bit_flips", 5_000, "0 wrong figures"),
        "planted": ("suite_planted", 1_000, "0 hangs, 0 leaks, nothing written through a link"),
        "sharing": ("suite_sharing", 400, "all exact or disclosed"),
        "full_disk": ("suite_full_disk", 500, "earlier report whole, two lines of words"),
        "injection": ("suite_injection", 220, "0 escapes in five media"),
        "untouched": ("suite_untouched", 500, "0 changes"),
        "bombs": ("suite_bombs", 0, "≤ 512 MB, ≤ 60 s, partial report or refusal"),
    }
)
