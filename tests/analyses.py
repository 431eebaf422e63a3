"""Whole analyses of books that nobody wrote: pure, seeded, and true to the conservation rules.

Every figure is read off a history played in miniature (`invented.py`), so survival, shares and
ledger agree with each other as they do in a real book. `BUILDERS` maps each name to its builder,
for tests that run over all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from invented import Phase, Plan
from invented_figures import build
from invented_kinds import with_kinds
from invented_time import with_log, with_time

from drafttime.model import Analysis, LeftOut, Moment, Notice

TIDEWRIGHT = tuple(
    """Slack Water; The Tide Tables; A Letter from Sluice Street; Ebb; The Lock-keeper’s Wife;
    What the Eels Know; The Weir; Neap; The Long Dyke; Salt; Harbour Dues; Fog Signals;
    The Drowned Parish; A Change of Pilot; Spring Tide; The Inquest; Mud; Lamplight;
    The Surveyor’s Daughter; Dead Reckoning; A Quarrel about Herons; The Sluice; High Water;
    The Second Inquest; Ropewalk; Undertow; The Tidewright’s Apprentice; Low Water;
    An Accounting; Sea Fret; The Last Gate""".replace("\n    ", " ").split("; ")
)


def novel() -> Analysis:
    """Four drafts of a novel of 31 chapters, 300 sessions from 2022 to 2025, with long pauses."""
    phases = (
        Phase(date(2022, 1, 9), date(2022, 6, 20), 70, 61_000, 4_000),
        Phase(date(2023, 1, 2), date(2023, 3, 14), 62, 57_000, 3_000, "Draft 1", 3, merged=640),
        Phase(date(2023, 10, 2), date(2024, 2, 27), 88, 31_000, 99_000, "Draft 2"),
        Phase(date(2024, 9, 3), date(2024, 11, 29), 45, 17_000, 46_000, "Draft 3"),
        Phase(date(2025, 7, 20), date(2025, 11, 2), 35, 6_000, 6_500, "Final"),
    )
    return with_kinds(build(Plan("The Tidewright", phases, TIDEWRIGHT)))


def tiny() -> Analysis:
    """Three commits to two chapters on two days."""
    phases = (
        Phase(date(2024, 5, 4), date(2024, 5, 5), 2, 900, draft="first"),
        Phase(date(2024, 5, 9), date(2024, 5, 9), 1, 120, 60, "Final"),
    )
    titles = ("The Ferry", "The Far Bank")
    return with_kinds(build(Plan("Crossing", phases, titles, per_session=(1, 1), guessed=True)))


def two_revisions() -> Analysis:
    """Two commits, an hour apart, to a book in one file without headings."""
    phases = (
        Phase(date(2024, 5, 4), date(2024, 5, 4), 1, 2_000, draft="first"),
        Phase(date(2024, 5, 5), date(2024, 5, 5), 1, 1, 1, "Final"),
    )
    return build(Plan("Note", phases, ("Note",), per_session=(1, 1), one_file=True))


def one_draft() -> Analysis:
    """A novella with nothing marked and no pause: the first draft is the final one."""
    phases = (Phase(date(2024, 1, 3), date(2024, 6, 28), 64, 38_000, 3_000, "Final"),)
    return build(Plan("Nightfishing", phases, TIDEWRIGHT[:9], guessed=True))


def giant_first_commit() -> Analysis:
    """A finished manuscript that came into git in one piece, and was revised there."""
    phases = (
        Phase(date(2023, 2, 1), date(2023, 2, 1), 1, 80_112, draft="import", bulk=True),
        Phase(date(2023, 2, 3), date(2023, 8, 30), 60, 14_000, 21_000, "Final"),
    )
    found = build(Plan("Inheritance", phases, ("Inheritance",), one_file=True, guessed=True))
    return with_kinds(found)


def single_file() -> Analysis:
    """A book in one file: chapters from headings, sessions of each chapter unknown."""
    phases = (
        Phase(date(2024, 1, 3), date(2024, 4, 28), 40, 41_000, 3_000, "Draft 1"),
        Phase(date(2024, 5, 1), date(2024, 9, 28), 50, 15_000, 19_000, "Final", 2),
    )
    return build(Plan("Nightfishing", phases, TIDEWRIGHT[:14], one_file=True))


def unchanged() -> Analysis:
    """A first draft to which only a little was added: nearly all of it still stands."""
    phases = (
        Phase(date(2024, 1, 3), date(2024, 4, 28), 40, 41_000, 3_000, "Draft 1"),
        Phase(date(2024, 5, 1), date(2024, 5, 28), 18, 900, 400, "Final"),
    )
    return build(Plan("Nightfishing", phases, TIDEWRIGHT[:12]))


def nothing_left() -> Analysis:
    """A book written anew: next to nothing of the first draft is in the final one."""
    phases = (
        Phase(date(2022, 1, 3), date(2022, 4, 28), 40, 31_000, 1_000, "Draft 1"),
        Phase(date(2023, 2, 1), date(2023, 9, 28), 90, 60_000, 400_000, "Final"),
    )
    return build(Plan("The Same Book", phases, TIDEWRIGHT[:12], tempers=(9.0,), floor=0.2))


def twelve_drafts() -> Analysis:
    """Twelve drafts, five of them within three weeks, so that their marks crowd."""
    phases = [Phase(date(2021, 3, 1), date(2021, 9, 1), 60, 60_000, 2_000, "Draft 1")]
    starts = [date(2021, 11, 1), date(2022, 2, 1), date(2022, 6, 1), date(2022, 12, 1)]
    starts += [date(2023, 5, day) for day in (1, 4, 8, 12, 16)] + [date(2024, 2, 1)]
    for number, start in enumerate(starts, 2):
        end = start.replace(day=start.day + 3 if start.year == 2023 else 27)
        sessions = 3 if start.year == 2023 else 14
        phases.append(Phase(start, end, sessions, 4_000, 4_000, f"Draft {number}"))
    phases.append(Phase(date(2024, 6, 1), date(2024, 8, 20), 20, 3_000, 5_000, "Final"))
    return with_kinds(build(Plan("Twelve Times", tuple(phases), TIDEWRIGHT[:20])))


def many_chapters() -> Analysis:
    """A hundred and twenty chapters, some with titles much longer than any bar."""
    titles = [f"{number}. {TIDEWRIGHT[number % 31]}" for number in range(1, 121)]
    for number in range(3, 120, 9):
        titles[number] += ", in which the Author, against Advice, returns to the Matter of Herons"
    titles[30] = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau" * 3
    phases = (
        Phase(date(2023, 1, 3), date(2023, 12, 20), 150, 150_000, 8_000, "Draft 1"),
        Phase(date(2024, 2, 1), date(2024, 11, 20), 130, 40_000, 60_000, "Final", 20),
    )
    return build(Plan("The Heronry", phases, tuple(titles)))


def twelve_years() -> Analysis:
    """A textbook from 2013 to 2025: three editions and nine long pauses."""
    phases = [Phase(date(2013, 2, 11), date(2014, 9, 1), 120, 90_000, 20_000, "1st edition")]
    phases += [Phase(date(year, 4, 1), date(year, 5, 2), 9, 900, 600) for year in (2015, 2016)]
    phases.append(Phase(date(2017, 4, 1), date(2018, 8, 2), 110, 60_000, 90_000, "2nd edition", 4))
    small = range(2019, 2024)
    phases += [Phase(date(year, 6, 1), date(year, 6, 20), 6, 500, 400) for year in small]
    phases.append(Phase(date(2024, 3, 1), date(2024, 8, 2), 70, 20_000, 22_000, "3rd edition"))
    phases.append(Phase(date(2025, 5, 1), date(2025, 5, 3), 2, 90, 80, "Final"))
    return build(Plan("Learning to Sail", tuple(phases), TIDEWRIGHT[:22]))


def cyrillic() -> Analysis:
    """A novel with a Russian title, chapters and draft names."""
    phases = (
        Phase(date(2022, 3, 1), date(2022, 9, 20), 60, 50_000, 2_000, "Черновик 1"),
        Phase(date(2023, 5, 1), date(2023, 9, 20), 60, 26_000, 30_000, "Чистовик"),
    )
    titles = (
        "Пролог",
        "Дорога на север",
        "Щука и ёрш",
        "Письмо из Архангельска",
        "Лёд",
        "Ещё день",
    )
    return build(Plan("Полая вода", phases, titles, "М. Арден", "М. Арден"))


def japanese() -> Analysis:
    """A novella with Japanese titles, whose glyphs the charts' own typeface lacks."""
    phases = (
        Phase(date(2022, 3, 1), date(2022, 9, 20), 40, 30_000, 2_000, "初稿"),
        Phase(date(2023, 1, 1), date(2023, 9, 20), 40, 16_000, 18_000, "決定稿"),
    )
    return with_kinds(
        build(Plan("潮守", phases, ("序章", "水門", "潮の暦", "終章"), "在原", "在原"))
    )


def hostile() -> Analysis:
    """Names that try to be mark-up, escapes, formulas, mathematics, and to run backwards."""
    bad = (
        "<script>alert(1)</script>",
        "</style><img src=x onerror=alert(1)>",
        "\x1b[31mred\x1b[0m \x07",
        "\u202egnp.exe\u202c\u2066\u200f",
        '=HYPERLINK("http://example.org")',
        "$\\frac{1}{0}$ _^{",
        "a\udcffb \ufffe\x00",
        "]]> & &amp; &#x3c; '\"`",
        "line\none\r\ntwo\u2028three\u2029four",
        "",
        "x" * 5_000,
        "{{ 7 * 7 }}{% raw %}",
        "%(name)s %s {0}",
        "e" + "\u0301" * 60,
    )
    phases = (
        Phase(date(2023, 1, 3), date(2023, 12, 20), 50, 50_000, 8_000, bad[0] + bad[3]),
        Phase(date(2024, 2, 1), date(2024, 11, 20), 40, 20_000, 30_000, bad[1]),
        Phase(date(2024, 12, 1), date(2024, 12, 20), 10, 900, 800, bad[5] + bad[2]),
    )
    name = bad[0] + bad[2] + bad[3] + bad[4] + bad[8]
    paths = bad[0] + "{:02d}\udcff.md"
    plan = Plan(name, phases, bad, author=bad[3] + bad[1], writer=bad[4], paths=paths)
    found = build(replace(plan, subject="=1+1 <b> \x1b]0;x\x07 \u202e {}"))
    found = with_kinds(found)
    notices = (Notice("hostile", f"A file is named {bad[2]}{bad[3]}{bad[0]}."),)
    left_out = (LeftOut("=cmd|' /C calc'!A0\n<b>\udcff", "notes <i>", 12),)
    return replace(
        found,
        notices=notices,
        manuscript=replace(found.manuscript, left_out=left_out),
        facts=replace(found.facts, uncommitted=("<b>\x1b[2J.md", "@SUM(1)")),
    )


def unknown_times() -> Analysis:
    """A short history in which half of the commits carry no usable time."""
    found = tiny()
    revisions = tuple(
        replace(revision, authored=Moment(None)) if number % 2 == 0 else revision
        for number, revision in enumerate(found.revisions)
    )
    return replace(found, revisions=revisions)


def logged() -> Analysis:
    """The novel with estimated hours, and from 2024 on a log that knows days but no times."""
    return with_time(with_log(novel(), date(2024, 1, 1)))


def timed_import() -> Analysis:
    """The finished manuscript that was imported, with the hours of its revision estimated."""
    return with_time(giant_first_commit())


_ALL = (
    novel,
    tiny,
    two_revisions,
    one_draft,
    giant_first_commit,
    single_file,
    unchanged,
    nothing_left,
    twelve_drafts,
    many_chapters,
    twelve_years,
    cyrillic,
    japanese,
    hostile,
    unknown_times,
    logged,
    timed_import,
)
BUILDERS: Mapping[str, Callable[[], Analysis]] = MappingProxyType({b.__name__: b for b in _ALL})
