"""A week as Markdown, as a page and as data."""

from __future__ import annotations

import json
import re
from datetime import timedelta

from invented_passages import LONG
from invented_weeks import MONDAY, a_week, diary, hostile_week, quiet_week, weeks, with_texts
from page_reader import PageReader

from drafttime.model import DiaryLine, Week
from drafttime.output.week_data import weeks_to_json
from drafttime.output.week_markdown import weeks_markdown
from drafttime.output.week_page import week_view, weeks_html


def test_markdown_by_example() -> None:
    text = weeks_markdown(weeks())
    lines = text.split("\n")
    assert re.fullmatch(
        r"<!-- drafttime week 2025-W44 [0-9a-f]{16}: this part is written anew each time; "
        "write below it -->",
        lines[0],
    )
    assert lines[1:] == [
        "",
        "# The Tidewright · 27 Oct – 2 Nov 2025",
        "",
        "- **Words**: 1,912 in, 2,640 out (1,105 one for another), 820 moved",
        "- **Book**: 93,146 → 92,418",
        "- **Labour**: drafting 12 % · revising 61 % · cutting 27 %",
        "- **Time**: at least 6 h 40, 5 sessions; probably 8–14 h",
        "- **Touched**: ▄▆▃▅▇ 4,552 words (four-week median 2,652)",
        "- **Chapters**: 7 The Weir · 8 Ebb · 22 The Sluice",
        "- **Returned**: ch. 7, paragraph 14: four sittings, eleven in all",
        "- **First**: 41.0 → 40.0 % of the first draft still stands",
        "",
        "## Diary",
        "",
        "- Tue 28 Oct: weir scene: let him leave",
        "",
        "<!-- drafttime week end: what stands below is yours, and stays -->",
        "",
        "## What I worked on",
        "",
        "## What resisted",
        "",
        "## What I cut, and why",
        "",
        "## Next",
        "",
    ]


def test_markdown_of_a_quiet_week_has_its_sentence_and_the_questions() -> None:
    text = weeks_markdown(weeks(quiet_week()))
    assert "\n\nNo commits touched the manuscript. It stands at 92,418 words.\n\n<!--" in text
    assert "## What resisted\n" in text
    assert "▁" not in text


def test_markdown_holds_names_and_passages_as_letters() -> None:
    text = weeks_markdown(weeks(hostile_week(), name="[x](http://example.org) <b>"))
    body = "\n".join(line for line in text.split("\n") if not line.startswith("<!--"))
    assert "<" not in body
    assert not re.search(r"(?<!\\)[\[\]`]", body)
    assert "and 2 more" in weeks_markdown(weeks(a_week(diary=diary(62))))


def test_text_of_the_book_only_where_it_was_asked_for() -> None:
    for form in (weeks_markdown, weeks_html, weeks_to_json):
        assert LONG not in form(weeks())
        assert form(weeks(with_texts())).count(LONG) == 2


def page(*found: Week, **changes: object) -> PageReader:
    return PageReader(weeks_html(weeks(*found, **changes)))


def test_the_page_by_example() -> None:
    reader = page()
    assert [element.words for element in reader.all("h1")] == ["27 Oct – 2 Nov 2025"]
    figures = [element.words for element in reader.all("li")][:4]
    assert figures == [
        "1,912 words in",
        "2,640 words out; 1,105 one for another",
        "at least 6 h 40 5 sessions; probably 8–14 h",
        "92,418 words in the book, 93,146 before",
    ]
    assert [element.words for element in reader.all("dt")] == [
        "Also",
        "Chapters",
        "Returned",
        "First",
    ]
    weeks_drawn, labour = reader.all("svg")
    assert weeks_drawn.attributes["aria-label"].endswith("and this week 4,552.")
    assert labour.attributes["aria-label"].startswith("Labour: drafting 12")
    assert len(reader.all("rect")) == 5 + 1 + 3


def test_the_page_stands_alone_and_believes_nobody() -> None:
    text = weeks_html(weeks(hostile_week(), a_week(), name="</title><script>x</script>"))
    reader = PageReader(text)
    assert not reader.all("script")
    assert not reader.all("img")
    assert "http://" not in "".join(
        value for element in reader.elements for value in element.attributes.values()
    )
    policy = next(
        e.attributes["content"] for e in reader.all("meta") if "http-equiv" in e.attributes
    )
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not [e for e in reader.elements if "style" in e.attributes]
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_the_page_of_a_quiet_week_has_no_figures() -> None:
    reader = page(quiet_week())
    assert not reader.all("svg")
    assert not reader.all("li")
    assert "It stands at 92,418 words." in " ".join(e.words for e in reader.all("p"))
    asked = [e for e in page(quiet_week(state="ahead")).all("div") if e.words.startswith("What I")]
    assert asked == []


def test_the_page_without_a_session_or_weeks_before() -> None:
    figures = [e.words for e in page(a_week(time=None, before=(), labour=None)).all("li")]
    assert figures[2] == "– no session began in this week"
    assert not page(a_week(time=None, before=(), labour=None)).all("svg")


def test_a_week_of_automatic_commits_says_so_in_every_form() -> None:
    week = a_week(diary=(), automatic=9)
    text = "none; all nine commits were made automatically"
    assert f"- **Diary**: {text}\n" in weeks_markdown(weeks(week))
    assert text in [entry.words for entry in page(week).all("dd")]
    assert json.loads(weeks_to_json(weeks(week)))["weeks"][0]["automatic_commits"] == 9


def test_long_messages_leave_the_page_one_screen() -> None:
    long = tuple(DiaryLine(MONDAY + timedelta(days=k), "M.", "word " * 30, "") for k in range(7))
    view = week_view(a_week(diary=long), weeks())
    assert (len(view.diary), view.more) == (2, "and 5 more")


def test_data_holds_every_figure() -> None:
    found = json.loads(weeks_to_json(weeks(quiet_week(), with_texts())))
    assert list(found) == [
        "schema", "drafttime", "notices", "name", "writers", "history_begins", "uncommitted",
        "weeks",
    ]  # fmt: skip
    quiet, busy = found["weeks"]
    assert list(quiet) == list(busy)
    assert (quiet["revisions"], quiet["labour"], quiet["time"], quiet["cut"]) == (
        0,
        None,
        None,
        None,
    )
    assert quiet["words"] == {"before": 92_418, "after": 92_418}
    assert (busy["week"], busy["start"], busy["end"]) == ("2025-W44", "2025-10-27", "2025-11-02")
    assert busy["words_touched"] == 4_552
    assert busy["words_touched_median"] == 2_652.5
    assert busy["labour"] == {"drafting": 0.12, "revising": 0.61, "cutting": 0.27}
    assert busy["returned"]["text"] == busy["cut"]["text"] == LONG
    assert busy["survival"] == {"before": 0.41, "after": 0.4}
    assert busy["time"]["estimated_minutes"]["mid"] == 660.0
    assert json.loads(weeks_to_json(weeks()))["weeks"][0]["returned"]["text"] is None
    json.loads(weeks_to_json(weeks(hostile_week())))
