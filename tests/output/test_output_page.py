from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from drawn_fakes import FAKES, fake_chart, fake_svg
from page_reader import PageReader
from shared_books import NAMES, TAME, book_of, hostile, many_chapters, novel

from drafttime.charts import draw_all
from drafttime.model import LeftOut, Notice
from drafttime.output import page as pages
from drafttime.output.inline import SHAPES, inline
from drafttime.output.page import page_html
from drafttime.output.report import report_files, write_report

TAGS = SHAPES | frozenset(
    """html head meta link title style body header main section footer p strong b span bdi h1 h2 h3
    ul li figure div details summary table caption thead tbody tr th td a blockquote ins del i
    """.split()
)
ATTRIBUTES_THAT_ACT = ("on", "style", "src", "action", "formaction", "srcdoc", "xlink:href")
LINKS = {"data:,", "data.json", "revisions.csv", "sessions.csv", "charts/"}


def check(page: str) -> PageReader:
    """Hold a page to what every page must be; return it read."""
    read = PageReader(page)
    assert read.declarations == ["DOCTYPE html"]
    for element in read.elements:
        assert element.tag in TAGS
        assert not [name for name in element.attributes if name.startswith(ATTRIBUTES_THAT_ACT)]
    assert {e.attributes["href"] for e in read.elements if "href" in e.attributes} <= LINKS
    names = [e.attributes["id"] for e in read.elements if "id" in e.attributes]
    assert len(set(names)) == len(names)
    for element in read.elements:
        assert set(element.attributes.get("aria-labelledby", "").split()) <= set(names)
    return read


@pytest.mark.parametrize("name", NAMES)
def test_every_book_has_a_whole_page(name: str) -> None:
    read = check(page_html(book_of(name), FAKES))
    assert [e.attributes["lang"] for e in read.all("html")] == ["en"]
    assert [len(read.all(tag)) for tag in ("h1", "header", "main", "footer")] == [1, 1, 1, 1]
    levels = [int(e.tag[1]) for e in read.elements if re.fullmatch("h[1-6]", e.tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(read.all("section")) == len(FAKES) + 2
    assert all(e.attributes.get("aria-labelledby") for e in read.all("section"))
    assert len(read.all("caption")) == len(read.all("table"))
    assert all(e.attributes.get("scope") == "col" for e in read.all("th"))
    assert all(e.attributes.get("role") == "img" for e in read.all("svg"))
    assert "None" not in "".join(read.prose)


def test_hostile_names_are_text_and_nothing_else() -> None:
    book = hostile()
    read = check(page_html(book, draw_all(book)))
    assert "<script>alert(1)</script>" in read.all("h1")[0].words + "".join(read.prose)
    assert "{{ 7 * 7 }}{% raw %}" in "".join(read.prose)
    for character in "".join(read.prose):
        assert character in "\n\u200c\u200d\u00ad" or unicodedata.category(character) not in {
            "Cc", "Cf", "Cs", "Co",
        }  # fmt: skip


CORPUS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><style>*{display:none}",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "<!-- --><!DOCTYPE html>",
    "<![CDATA[x]]>",
    "&lt;b&gt; &#60;i&#62; &amp;amp;",
    "{{ page.__class__ }}{% include '/etc/passwd' %}",
    "\x00\x1b]8;;http://example.org\x07\u202e\ud800\udcff\ufffe",
    "<svg/onload=alert(1)><math><mi//xlink:href=javascript:alert(1)>",
    "</bdi></td></table></body></html>",
)  # fmt: skip


@pytest.mark.parametrize("name", CORPUS, ids=range(len(CORPUS)))
def test_no_name_leaves_its_place(name: str) -> None:
    book = novel()
    manuscript = replace(
        book.manuscript,
        name=name,
        author=name,
        chapters_from=name,
        files=tuple(replace(f, path=name, title=name, reason=name) for f in book.manuscript.files),
        left_out=(LeftOut(name, name, 3),),
    )
    drafts = tuple(replace(d, name=name, resolved_by=name, guessed=True) for d in book.drafts)
    book = replace(
        book,
        manuscript=manuscript,
        drafts=drafts,
        drift=replace(book.drift, first=drafts[0], final=drafts[-1]),
        chapters=tuple(replace(s, chapter=replace(s.chapter, title=name)) for s in book.chapters),
        revisions=tuple(replace(r, writer=name, subject=name) for r in book.revisions),
        sessions=tuple(replace(s, writer=name) for s in book.sessions),
        time=replace(book.time, gaps=(replace(book.time.gaps[0], writer=name, why=name),)),
        notices=(Notice(name, name),),
        facts=replace(book.facts, uncommitted=(name,)),
    )  # fmt: skip
    plain = check(page_html(novel(), FAKES))
    read = check(page_html(book, FAKES))
    for tag in ("script", "img", "style", "title", "section", "figure"):
        assert len(read.all(tag)) == len(plain.all(tag))


def test_the_policy_allows_this_style_and_nothing_else() -> None:
    page = page_html(novel(), FAKES)
    read = PageReader(page)
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = (
        e.attributes["content"]
        for e in read.all("meta")
        if e.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )
    assert ".dt-fill-paper{fill:#16181b}" in style
    assert not re.search(r"url\(|@import|https?:", style)


def test_charts_are_drawn_twice_and_styled_once() -> None:
    book = novel()
    page = page_html(book, draw_all(book))
    read = check(page)
    assert page.count("<style>") == 1
    assert len(read.all("svg")) == 2 * len(draw_all(book))
    kinds = [e.attributes.get("class") for e in read.all("div")]
    assert kinds.count("wide") == kinds.count("narrow") == len(read.all("figure"))


def test_characters_that_a_picture_lacks_are_said() -> None:
    chart = replace(fake_chart("drift"), font_note="No installed font has these: 潮 <b>.")
    page = page_html(novel(), (chart, chart))
    assert page.count("No installed font has these: 潮 &lt;b&gt;.") == 1


def test_a_new_chart_needs_no_other_file() -> None:
    read = check(page_html(novel(), (fake_chart("strata", "What the book is made of"),)))
    assert [e.words for e in read.all("h2")] == [
        "1 What the book is made of", "2 Time", "3 How this was counted",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        '<a href="http://example.org">x</a>',
        '<image href="x"/>',
        '<rect onclick="x"/>',
        '<rect style="fill:red"/>',
        "<foreignObject></foreignObject>",
        "<!-- x -->",
    ],
)
def test_a_chart_holds_shapes_and_words_only(body: str) -> None:
    with pytest.raises(ValueError, match="a chart holds"):
        inline(fake_svg("drift", "wide", body=body))


def numbers(text: str) -> set[str]:
    text = text.replace("\u202f", " ").replace("\u00a0", " ")
    return {found.rstrip(".,") for found in re.findall(r"\d[\d,]*(?:\.\d+)*", text)}


def told(value: object) -> set[str]:
    """Every form in which a figure of the data may stand on the page."""
    match value:
        case bool() | None:
            return set()
        case int():
            spans = {value // 7, round(value / 7), round(value / 30.44), round(value / 365.25)}
            return {f"{value:,}", str(value), *map(str, spans)}
        case float():
            hours, minutes = divmod(int(value), 60)
            share = {str(round(value * 100)), f"{value:.2f}"} if value <= 1 else set()
            forms = {f"{hours:,}", str(minutes), f"{minutes:02}", f"{round(value):,}"}
            return {*forms, f"{value:.1f}", *share}
        case str():
            return numbers(value) | {found.lstrip("0") for found in re.findall(r"\d+", value)}
        case dict():
            return set().union(*map(told, value.values()))
        case list():
            return {f"{len(value):,}"}.union(*map(told, value))
    raise AssertionError(value)


BOUNDS = {"1", "99"}  # "under 1 %", "over 99 %"
SCALE = {"0", "1", "2"}  # of the edit distance, and in the formula of drift


@pytest.mark.parametrize("name", TAME)
def test_every_figure_on_the_page_is_in_the_data(name: str) -> None:
    import json

    book = book_of(name)
    files = report_files(book, FAKES)
    known = told(json.loads(files["data.json"])) | BOUNDS | SCALE
    prose = " ".join(PageReader(files["index.html"].decode()).prose)
    on_page = numbers(re.sub(r"[0-9a-f]+…", "", prose))  # ids that are cut short
    assert len(on_page) > 15
    assert on_page <= known


def test_the_test_of_figures_can_fail() -> None:
    assert not numbers("At least 1,234,567 words.") <= told({"words": 1_234_568})


def test_long_lists_are_cut_and_say_so() -> None:
    book = novel()
    left = tuple(LeftOut(f"notes/{number}.md", "notes", number) for number in range(900))
    page = page_html(replace(book, manuscript=replace(book.manuscript, left_out=left)), FAKES)
    assert page.count("<tr>") < 500
    assert "And 600 more, in data.json." in page
    assert "notes/899.md" in page
    assert page_html(many_chapters(), FAKES).count("<tr>") > 240


def test_what_is_not_committed_is_said() -> None:
    book = novel()
    facts = replace(book.facts, uncommitted=("ch-07.md", "ch-08.md"), partial=True)
    page = page_html(replace(book, facts=facts), FAKES)
    assert (
        "Changes that are not committed yet are not in this report: ch-07.md and ch-08.md." in page
    )
    assert "Part of the history is missing" in page


def test_the_report_holds_its_files_and_is_repeatable(tmp_path: Path) -> None:
    index = write_report(novel(), FAKES, tmp_path / "out")
    assert index == tmp_path / "out" / "index.html"
    names = {
        str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*") if p.is_file()
    }
    charts = {
        f"charts/{chart.key}{end}"
        for chart in FAKES
        for end in (".svg", "-narrow.svg", ".png", "@2x.png")
    }
    own = {
        "index.html",
        "data.json",
        "revisions.csv",
        "sessions.csv",
        ".gitignore",
        ".drafttime-report",
    }
    assert names == charts | own
    assert report_files(novel(), FAKES) == report_files(novel(), FAKES)


def test_a_page_that_fails_writes_nothing(tmp_path: Path) -> None:
    broken = replace(fake_chart("drift"), svg_wide="<script/>")
    with pytest.raises(ValueError, match="a chart holds"):
        write_report(novel(), (broken,), tmp_path / "out")
    with pytest.raises(ValueError, match="cannot name a file"):
        write_report(novel(), (replace(fake_chart("drift"), key="../x"),), tmp_path / "out")
    assert not list(tmp_path.iterdir())


def channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    red, green, blue = (channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_stands_out_from_its_paper() -> None:
    css = (pages.TEMPLATES / "report.css").read_text(encoding="utf-8")
    for names in (dict(found) for found in map(colours, css.split(":root")[1:3])):
        for text in ("ink", "muted", "link"):
            low, high = sorted((luminance(names[text]), luminance(names["paper"])))
            assert (high + 0.05) / (low + 0.05) >= 4.5


def colours(block: str) -> list[tuple[str, str]]:
    return re.findall(r"--(\w+): (#[0-9a-f]{6})", block)
