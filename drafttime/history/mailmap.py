"""Names and addresses of one person, brought together by a `.mailmap` file (gitmailmap(5))."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drafttime.model import Person

_LINE = re.compile(r"([^<>]*)<([^<>]*)>(?:([^<>]*)<([^<>]*)>)?")


@dataclass(frozen=True, slots=True)
class Mailmap:
    """For each address as committed, in lower case: for each name as committed ("": any), a person.

    A name or address that is None stays as it was committed.
    """

    entries: Mapping[str, Mapping[str, tuple[str | None, str | None]]]

    def resolve(self, person: Person) -> Person:
        """Return the person under their proper name and address; unknown people unchanged."""
        by_name = self.entries.get(person.email.strip().lower(), {})
        found = by_name.get(person.name.strip().lower()) or by_name.get("")
        if found is None:
            return person
        name, email = found
        return Person(
            person.name if name is None else name, person.email if email is None else email
        )


def parse_mailmap(text: str) -> Mailmap:
    """Read a mailmap; never raises, and passes over lines that make no sense.

    Later lines win. A line without a committed address (`Proper Name <address>`) gives the name to
    everybody with that address. Linear in the length of `text`.
    """
    entries: dict[str, dict[str, tuple[str | None, str | None]]] = {}
    for line in text.removeprefix("\ufeff").split("\n"):
        found = None if line.startswith("#") else _LINE.match(line.strip())
        if found is None:
            continue
        name, email, old_name, old_email = found.groups()
        proper_name = name.strip() or None
        proper_email = None if old_email is None else email.strip() or None
        key = (email if old_email is None else old_email).strip().lower()
        by_name = entries.setdefault(key, {})
        place = (old_name or "").strip().lower()
        before = by_name.get(place, (None, None))
        by_name[place] = (proper_name or before[0], proper_email or before[1])
    return Mailmap(entries)
