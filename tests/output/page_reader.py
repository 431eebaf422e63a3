"""Reads a report page as a browser would, as far as tests need it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "img", "br"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())


class PageReader(HTMLParser):
    """Keeps every element with all the text inside it; complains of tags that do not match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.declarations: list[str] = []
        self.prose: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open, [element.tag for element in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        counts = Counter(name for name, _ in attrs)
        assert max(counts.values(), default=1) == 1, f"<{tag}> says an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop().tag == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text.append(data)
        tags = {element.tag for element in self.open}
        places = {element.attributes.get("class") for element in self.open}
        if not tags & {"svg", "style", "title"} and "place" not in places:
            self.prose.append(data)

    def handle_decl(self, decl: str) -> None:
        self.declarations.append(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"the page holds a processing instruction: {data[:40]}")

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"the page holds a comment: {data[:40]}")

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]
