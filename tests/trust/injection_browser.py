"""Pages in a real browser, whose policy is switched off so that escaping alone must hold."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[1] / "output"))

from browsing import looking, running

INERT = frozenset({"@font-style"})
"""What a chart may hold of other words than the plain ones."""
CANARY = "window.pwn = () => { window.pwned = true }"
LOOK = """() => {
  const found = [], seen = new Set();
  for (const e of document.querySelectorAll('*')) {
    seen.add(e.localName);
    for (const a of e.attributes) {
      seen.add('@' + a.name);
      if (a.name.startsWith('on')) { found.push('the attribute ' + a.name); }
      if (/^(href|src|action|data|srcset|formaction)$/.test(a.name) &&
          !/^(#|data:,$|https?:|[\\w@.\\/-]+$)/.test(a.value) &&
          !/^data:image\\/(svg\\+xml|png);base64,/.test(a.value)) {
        found.push(a.name + '=' + a.value.slice(0, 40));
      }
      if (/pwn/.test(a.value) && /^(id|class|href|src|name|style)$/.test(a.name)) {
        found.push(a.name + '=' + a.value.slice(0, 40));
      }
    }
  }
  for (const e of document.querySelectorAll('details')) { e.open = true; }
  for (const e of document.querySelectorAll('input, button, a, summary')) { e.focus(); }
  const policy = [...document.querySelectorAll('meta[http-equiv]')]
    .map(e => e.httpEquiv + ': ' + e.content);
  return { found, seen: [...seen].sort(), policy, pwned: window.pwned === true,
           hidden: getComputedStyle(document.body).display === 'none' ||
                   getComputedStyle(document.body).opacity !== '1' };
}"""


def look_at(browser: Any, place: Path) -> tuple[list[str], set[str]]:
    """Open a page; return what is wrong with it, and the names of its elements and attributes."""
    with looking(browser, place, bypass_csp=True) as (page, complaints):
        page.on("dialog", lambda dialog: (complaints.append("a dialog"), dialog.dismiss()))
        page.add_init_script(CANARY)
        page.reload()
        seen = page.evaluate(LOOK)
        found = [*seen["found"], *complaints]
        if page.evaluate("window.pwned === true") or seen["pwned"]:
            found.append("a script ran")
        if seen["hidden"]:
            found.append("the page is hidden by a style")
        if place.name != "embed.html":  # a piece of a page, to be pasted into another
            found += policy_faults(seen["policy"])
        return found, set(seen["seen"])


def policy_faults(policies: list[str]) -> Iterator[str]:
    """Say where the policy of a page is not whole."""
    if len(policies) != 1 or not policies[0].startswith("Content-Security-Policy: "):
        yield f"its policy is {policies}"
    elif "default-src 'none'" not in policies[0] or "unsafe" in policies[0]:
        yield f"its policy lets too much in: {policies[0][:80]}"


def look_at_all(
    browser: Any, pages: Iterable[tuple[str, Path]], known: set[str]
) -> Iterator[tuple[str, str]]:
    """Yield the name of a page and what is wrong, for each fault of each page."""
    for name, place in pages:
        found, seen = look_at(browser, place)
        for fault in found:
            yield name, fault
        if more := seen - known - INERT:
            yield name, f"holds what a page with plain words does not: {sorted(more)}"


@contextmanager
def running_browser() -> Iterator[Any]:
    """Start a browser, or give None where there is none."""
    try:
        with running() as browser:
            yield browser
    except pytest.skip.Exception:
        yield None
