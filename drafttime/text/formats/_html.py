"""HTML inside Markdown: tags go, the text between them stays, as Markdown.

One pass over the text; every stretch that is looked through is skipped afterwards.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^<>]*>")
_OTHER = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">"))
_UNREAD = frozenset({"script", "style", "svg", "math", "template", "head", "pre", "textarea"})
_BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form header hgroup html legend li main nav ol p section summary "
    "table tbody td tfoot th thead tr ul".split(),
)


def breaks_line(tag: str) -> bool:
    """Say whether an inline tag parts the words on its two sides, as `<br>` does."""
    found = _TAG.match(tag)
    return found is not None and (found[2].lower() in _BLOCK or found[2].lower() in {"br", "hr"})


def html_to_markdown(html: str) -> str:
    """Return what a reader reads of a block of HTML, as Markdown without tags.

    Scripts, styles, comments, drawings and preformatted text (code, in a book's Markdown) are
    dropped; tags of blocks part paragraphs; headings and rules become those of Markdown.
    """
    kept: list[str] = []
    at = 0
    while (start := html.find("<", at)) >= 0:
        kept.append(html[at:start])
        found = _TAG.match(html, start)
        if found is not None:
            replacement, at = _replace_tag(html, found)
            kept.append(replacement)
        else:
            at = _end_of_other(html, start)
            if at == start:
                kept.append("&lt;")
                at = start + 1
    kept.append(html[at:])
    # Indentation means nothing in HTML, but code in Markdown.
    return "\n".join(line.strip() for line in "".join(kept).split("\n"))


def _replace_tag(html: str, found: re.Match[str]) -> tuple[str, int]:
    name = found[2].lower()
    if name in _UNREAD and not found[1] and not found[0].endswith("/>"):
        end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(html, found.end())
        return "\n\n", end.end() if end else len(html)
    if name == "br":
        return "\n", found.end()
    if name == "hr":
        return "\n\n***\n\n", found.end()
    if len(name) == 2 and name[0] == "h" and name[1] in "123456":
        return ("\n\n" if found[1] else f"\n\n{'#' * int(name[1])} "), found.end()
    return ("\n\n" if name in _BLOCK else ""), found.end()


def _end_of_other(html: str, start: int) -> int:
    """Return where a comment, declaration or instruction ends; `start` where there is none."""
    for opening, closing in _OTHER:
        if html.startswith(opening, start):
            stop = html.find(closing, start + len(opening))
            return len(html) if stop < 0 else stop + len(closing)
    return start
