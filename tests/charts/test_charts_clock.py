"""What the clock says: bars by day and week, titles, words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import invented_time
import pytest
from analyses import BUILDERS
from rendering import CHARTS, analysis

from drafttime.charts import WIDE
from drafttime.charts._clock_bars import combined, unit_for, work
from drafttime.charts._clock_findings import few_weeks, fullest_season, season
from drafttime.model import Estimate, Moment, Session

CLOCK = CHARTS["clock"]
NBSP = "\N{NO-BREAK SPACE}"
MONDAY = date(2024, 1, 1)


@cache
def timed(name):
    return invented_time.with_time(analysis(name))


def session(day, observed, *, mid=None, recorded=False):
    """A session of `observed` minutes, estimated at half to twice `mid`."""
    own = Estimate(observed, observed, observed) if recorded else None
    if mid:
        own = Estimate(max(observed, mid / 2), mid, mid * 2)
    source = "timesheet" if recorded else "commits"
    nobody = Moment(None)
    return Session(0, "M", nobody, nobody, (), 9, 9, observed, source, own, on=day)


def book(*sessions, share=(0.5, 1.0, 2.0)):
    """A book of these sessions and nothing else; its range holds `share` of what is not recorded.

    Nothing is estimated where `share` is empty.
    """
    recorded = sum(s.observed_minutes for s in sessions if s.recorded)
    middle = sum(s.estimate.mid_minutes for s in sessions if s.estimate and not s.recorded)
    time = replace(
        analysis("novel").time,
        observed_minutes=sum(s.observed_minutes for s in sessions),
        recorded_minutes=recorded,
        estimate=Estimate(*(recorded + middle * part for part in share)) if share else None,
    )
    return replace(analysis("novel"), sessions=sessions, revisions=(), time=time)


@pytest.mark.parametrize("unit", ["day", "week"])
@pytest.mark.parametrize("name", ["logged", "timed_import"])
def test_no_hour_is_lost_or_counted_twice(name, unit):
    time, bars = analysis(name).time, work(analysis(name), unit).bars
    assert sum(bar.observed_minutes for bar in bars) == pytest.approx(time.observed_minutes)
    assert sum(bar.recorded_minutes for bar in bars) == pytest.approx(time.recorded_minutes)
    middle = sum(bar.estimate.mid_minutes for bar in bars if bar.estimate)
    assert middle == pytest.approx(time.estimate.mid_minutes)


def test_days_and_weeks_are_those_with_work_in_order_of_time():
    found = book(*(session(MONDAY + timedelta(days=n), 60) for n in (9, 0, 6, 0)), share=())
    assert [bar.start.day for bar in work(found, "day").bars] == [1, 7, 10]
    assert [bar.start.day for bar in work(found, "week").bars] == [1, 8]
    assert [bar.observed_minutes for bar in work(found, "week").bars] == [180, 60]


def test_a_record_that_knows_only_its_day_stands_on_that_day():
    bars = work(analysis("logged"), "day").bars
    logged = [bar for bar in bars if bar.recorded_minutes]
    assert logged[0].start >= date(2024, 1, 1) > bars[0].start
    assert all(bar.recorded_minutes == bar.observed_minutes for bar in logged)
    assert not any(bar.ranged for bar in logged)


def test_the_range_of_one_session_is_its_own():
    alone = session(MONDAY, 20, mid=60)
    assert combined([alone]) == alone.estimate


def test_the_doubts_of_a_day_are_taken_together_as_if_each_session_strayed_by_itself():
    found = combined([session(MONDAY, 0, mid=60), session(MONDAY, 0, mid=80)])
    assert found.mid_minutes == 140
    assert found.low_minutes == pytest.approx(140 - (30**2 + 40**2) ** 0.5)
    assert found.high_minutes == pytest.approx(140 + (60**2 + 80**2) ** 0.5)


def test_no_day_is_shorter_than_what_was_observed_and_records_add_no_doubt():
    found = combined([session(MONDAY, 60, mid=61), session(MONDAY, 70, mid=71)])
    assert found.low_minutes >= 130
    certain = combined([session(MONDAY, 90, recorded=True), session(MONDAY, 20, mid=60)])
    assert (certain.low_minutes, certain.high_minutes) == (120, 210)
    assert combined([session(MONDAY, 40)]) == Estimate(40, 40, 40)


def test_a_week_has_the_range_that_the_model_gives_it():
    found = analysis("logged")
    for spell, bar in zip(found.time.weeks, work(found, "week").bars, strict=True):
        assert bar.estimate == spell.estimate
        assert bar.start.isoformat() == spell.name


def test_nothing_is_estimated_where_the_model_does_not():
    found = invented_time.with_time(analysis("novel"), estimated=False)
    for unit in ("day", "week"):
        assert all(bar.estimate is None for bar in work(found, unit).bars)


def test_weeks_are_drawn_where_days_would_be_narrower_than_two_points():
    found = book(*(session(MONDAY + timedelta(days=n), 60) for n in range(100)), share=())
    assert unit_for(found, 200) == "day"
    assert unit_for(found, 199) == "week"


def test_words_that_arrived_at_once_have_a_day_but_no_hours():
    first = work(analysis("timed_import"), "day").bars[0]
    assert first.start == date(2023, 2, 1)
    assert first.imported_words == 80_112
    assert (first.observed_minutes, first.estimate) == (0, None)


def test_drafts_stand_at_their_days_and_those_of_one_bar_share_it():
    found = analysis("twelve_drafts")
    by_day, by_week = work(found, "day"), work(found, "week")
    assert [names for _, names in by_day.drafts] == [(f"Draft {n}",) for n in range(1, 12)]
    days = {d.name: d.authored.day() for d in found.drafts}
    for place, (name,) in by_day.drafts:  # a session that ends after midnight is of the day before
        assert by_day.bars[place].start <= days[name] < by_day.bars[place + 1].start
    assert [name for _, names in by_week.drafts for name in names] == list(days)[:-1]
    same = tuple(replace(d, authored=found.drafts[0].authored) for d in found.drafts[:3])
    found = replace(found, drafts=(*same, *found.drafts[3:]))
    assert work(found, "day").drafts[0][1] == ("Draft 1", "Draft 2", "Draft 3")


def test_two_days_and_a_minute_are_needed():
    assert CLOCK.applies(book(session(MONDAY, 1), session(date(2024, 1, 9), 0), share=()))
    assert not CLOCK.applies(book(session(MONDAY, 9), session(MONDAY, 9), share=()))
    assert not CLOCK.applies(book(session(MONDAY, 0), session(date(2024, 1, 9), 0), share=()))
    assert not CLOCK.applies(book(session(None, 50), session(None, 50), share=()))
    assert not CLOCK.applies(book(share=()))
    with pytest.raises(ValueError, match="two days"):
        CLOCK.draw(book(share=()), WIDE)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 2, 29), "winter 2023–24"),
        (date(2024, 3, 1), "spring 2024"),
        (date(2024, 8, 31), "summer 2024"),
        (date(2024, 11, 30), "autumn 2024"),
        (date(2024, 12, 1), "winter 2024–25"),
        (date(2000, 1, 1), "winter 1999–2000"),
    ],
)
def test_a_winter_bears_both_of_its_years(day, name):
    assert season(day) == name


def spread(*minutes, step=92, recorded=()):
    """Sessions a season apart; those of `recorded` places are records."""
    return [
        session(
            date(2022, 1, 15) + timedelta(days=step * n),
            m if n in recorded else 0,
            mid=None if n in recorded else m,
            recorded=n in recorded,
        )
        for n, m in enumerate(minutes)
    ]


def test_a_season_is_named_where_it_holds_most_of_the_hours():
    assert CLOCK.title(book(*spread(100, 300, 100))) == "Most of the hours lie in spring 2022"
    assert CLOCK.title(book(*spread(100, 240, 100))) == "Hours at work"
    assert CLOCK.title(book(*spread(100, 900))) == "Hours at work"


def test_a_year_is_named_where_no_season_is():
    found = book(*spread(60, 100, 100, 100, 60, step=200))
    assert CLOCK.title(found) == "Hours at work"
    assert fullest_season(book(*spread(10, 100, 100, 10, 10, step=190))) == ""
    assert fullest_season(book(*spread(10, 10, 100, 100, 10, 10, step=180))) == "2023"


def test_nothing_is_claimed_that_a_longer_or_shorter_estimate_would_undo():
    recorded = spread(100, 260, 100, recorded=(1,))
    assert fullest_season(book(*recorded, share=(0.9, 1.0, 1.05))) == "spring 2022"
    assert fullest_season(book(*recorded, share=(0.5, 1.0, 2.0))) == ""


def test_few_weeks_that_hold_half_are_a_title():
    week = [MONDAY + timedelta(days=7 * n) for n in range(14)]
    heavy = [session(day, 0, mid=600 if n < 3 else 120) for n, day in enumerate(week)]
    assert few_weeks(book(*heavy)) == (3, 14)
    title = CLOCK.title(replace(book(*heavy)))
    assert title == "Half of the hours lie in three of 14 weeks at work"
    assert few_weeks(book(*heavy[:11])) == (0, 0)
    even = [session(day, 0, mid=60) for day in week]
    assert few_weeks(book(*even)) == (0, 0)


def test_observed_hours_are_called_so():
    found = [replace(s, observed_minutes=s.estimate.mid_minutes) for s in spread(9, 99, 9)]
    assert CLOCK.title(book(*found, share=())) == "Most of the observed hours lie in spring 2022"
    assert CLOCK.title(book(*spread(9, 9, 9), share=())) == "Observed hours at work"


def test_the_subtitle_says_what_is_solid_and_what_fades():
    said = CLOCK.subtitle(analysis("logged"))
    assert f"Solid: observed, at least. Fading: estimated, 80{NBSP}%, with its middle." in said
    assert "What was done before a commit counts in its week." in said
    assert said.endswith(
        "One step per week at work; gaps: nothing came in for half a year or more."
    )
    short = CLOCK.subtitle(invented_time.short_book())
    assert short.endswith(
        "What was done before a commit counts on its day. One step per day at work."
    )


def test_the_subtitle_says_why_nothing_is_estimated():
    said = CLOCK.subtitle(invented_time.with_time(analysis("novel"), estimated=False))
    assert said.startswith("Hours seen in commits, at least. Too few revisions to estimate time. ")
    assert "Nothing is estimated." in CLOCK.subtitle(analysis("novel"))


def test_hours_that_were_all_recorded_are_no_floor():
    days = [session(MONDAY + timedelta(days=n), 60, recorded=True) for n in (0, 1)]
    for only in (book(*days), book(*days, share=())):
        assert CLOCK.title(only) == "Hours at work"
        assert CLOCK.subtitle(only) == "Hours as they were recorded. One step per day at work."
        assert f"In all 2{NBSP}h, recorded in logs." in CLOCK.alt(only)
        assert "Estimated" not in CLOCK.alt(only)


def test_words_of_unknown_time_are_named():
    at_once = f"80,112{NBSP}words arrived at once; their time is unknown."
    assert f"Hatched: {at_once}" in CLOCK.subtitle(analysis("timed_import"))
    assert at_once in CLOCK.alt(analysis("timed_import"))
    assert "Hatched" not in CLOCK.subtitle(analysis("logged"))


def test_the_alternative_text_gives_the_whole():
    said = CLOCK.alt(analysis("logged"))
    assert f"In all at least 354{NBSP}h, of which 204{NBSP}h recorded in logs." in said
    assert f"Estimated, 80{NBSP}%: 530–900{NBSP}h." in said
    assert "Draft 2, week of 26" in said
    assert "Estimated" not in CLOCK.alt(analysis("novel"))
    assert CLOCK.alt(book(share=())) == "Observed hours at work."


@pytest.mark.parametrize("name", [n for n in BUILDERS if n not in {"logged", "timed_import"}])
def test_every_book_has_whole_sentences_with_hours_and_without(name):
    for found in (timed(name), invented_time.with_time(analysis(name), estimated=False)):
        for words in (CLOCK.subtitle(found), CLOCK.alt(found)):
            assert words.endswith(".")
            assert "None" not in words
            assert ".." not in words
