"""The lines of an iCalendar file (RFC 5545, section 3.1), as far as they tell of time.

Lines are joined and components told apart here, with the numbers of their lines; what a line says
is read by the icalendar library. Its parser of whole files is not used, since it would make clocks
of a file's own zones, whose rules may never end, and keep them for the next file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from icalendar.parser import Contentline

from drafttime.clock.logs import _log
from drafttime.clock.logs._log import Allowance, LogError, lines_in

_DEEPEST = 8
_LONGEST_LINE = 100_000
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
_SIMPLE = re.compile(
    r"[A-Za-z0-9-]{1,60}((?:;[A-Za-z0-9-]{1,60}=[^\";:,\\]{0,200})*):([^\\]*)", re.DOTALL
)
"""A line without quotation marks and escapes, of which nearly all are."""

_OBSERVANCE = frozenset({"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"})
_WANTED: Mapping[str, frozenset[str]] = {
    "VEVENT": frozenset(
        "UID DTSTART DTEND DURATION SUMMARY STATUS TRANSP RRULE RDATE EXDATE EXRULE "
        "RECURRENCE-ID".split()
    ),
    "VTIMEZONE": frozenset({"TZID"}),
    "STANDARD": _OBSERVANCE,
    "DAYLIGHT": _OBSERVANCE,
}
"""The properties that are looked at; all others may say what they like."""


_PARAMETERS = frozenset({"TZID", "RANGE"})
"""The parameters that are looked at."""

_PROPERTIES_EACH = 6
"""How many of the properties that are looked at an event has at most, taken on the whole."""

_NO_PARAMETERS: Mapping[str, str] = {}
"""One for all: a calendar may have a million properties without any."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its line, its parameters (names in capitals), its value without escapes.

    Of the parameters only those that are looked at are there.
    """

    line: int
    name: str
    parameters: Mapping[str, str]
    value: str


@dataclass(slots=True)
class Component:
    """An event, a zone or a part of a zone: its line, its properties by name, what it holds."""

    kind: str
    line: int
    properties: dict[str, list[Property]] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """Return the properties of a name, which may be none."""
        return self.properties.get(name, [])

    def text(self, name: str) -> str:
        """Return the value of the first property of a name, empty where there is none."""
        found = self.all(name)
        return found[0].value.strip() if found else ""


def components_of(file: str, text: str) -> list[Component]:
    """Return the events and zones of a file in order. O(n).

    Raises LogError for what is no calendar, ends in the middle, holds too many components, or is
    nested too deeply.
    """
    allowance = Allowance(file)
    properties = Allowance(file, _PROPERTIES_EACH * _log.MOST_ENTRIES, "properties of events")
    found: list[Component] = []
    stack: list[Component] = []
    for line, content in _joined(file, text):
        name = _NAME.match(content)
        key = name[0].upper() if name else ""
        if not stack and (key != "BEGIN" or content[6:].strip().upper() != "VCALENDAR"):
            raise LogError(file, line, "a calendar begins with BEGIN:VCALENDAR")
        if key == "BEGIN":
            allowance.take(content[6:].strip().upper() == "VEVENT")
            _begin(file, line, content, stack)
        elif key == "END":
            _end(file, line, content, stack, found)
        elif key in _WANTED.get(stack[-1].kind, frozenset()):
            properties.take()
            stack[-1].properties.setdefault(key, []).append(_property(file, line, key, content))
    if stack:
        raise LogError(file, stack[-1].line, f"the {stack[-1].kind} that begins there never ends")
    return found


def _joined(file: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with what follows them behind a space, and the number of the first."""
    held: list[str] = []
    length = started = 0
    for number, raw in lines_in(file, text):
        line = raw.rstrip("\n")
        if line[:1] in {" ", "\t"} and held:
            length += len(line)
            if length <= _LONGEST_LINE:
                held.append(line[1:])
        elif line.strip():
            if held:
                yield started, "".join(held)
            held, started, length = [line.lstrip("\ufeff")], number, len(line)
            if length > _LONGEST_LINE:
                raise LogError(file, number, "this line is too long")
    if held:
        yield started, "".join(held)


def _begin(file: str, line: int, content: str, stack: list[Component]) -> None:
    if len(stack) >= _DEEPEST:
        raise LogError(file, line, "its components are nested too deeply")
    kind = content.partition(":")[2].strip().upper()
    stack.append(Component(kind, line))


def _end(
    file: str, line: int, content: str, stack: list[Component], found: list[Component]
) -> None:
    kind = content.partition(":")[2].strip().upper()
    component = stack.pop()
    if kind != component.kind:
        raise LogError(file, line, f"{kind[:40]} ends, and {component.kind[:40]} was begun")
    if kind in {"VEVENT", "VTIMEZONE"}:
        found.append(component)
    elif kind in {"STANDARD", "DAYLIGHT"} and stack:
        stack[-1].parts.append(component)


def _property(file: str, line: int, name: str, content: str) -> Property:
    simple = _SIMPLE.fullmatch(content)
    if simple is not None:
        parts = (part.partition("=") for part in simple[1].split(";")[1:])
        return Property(line, name, _known((key, one) for key, _, one in parts), simple[2])
    try:
        _, parameters, value = Contentline(content).parts()  # type: ignore[no-untyped-call]
    except ValueError:
        raise LogError(file, line, f"the {name} of this line cannot be read") from None
    plain = ((str(key), one) for key, one in parameters.items() if isinstance(one, str))
    return Property(line, name, _known(plain), str(value))


def _known(parameters: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    found = {key.upper(): one for key, one in parameters if key.upper() in _PARAMETERS}
    return found or _NO_PARAMETERS
