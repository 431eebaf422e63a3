"""A real browser for tests: what a page complains of, asks for, clips, and how it is walked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

WIDTHS = (400, 768, 1280)
PAPER = {"light": "rgb(251, 249, 244)", "dark": "rgb(22, 24, 27)"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# A line of text may stick out by so much where the machine has another serif than the chart's.
TOLERANCE_PX = 2
FOCUS_STOPS = 400

CLIPPED = """(tolerance) => [...document.querySelectorAll('svg.dt-chart')]
  .filter(svg => svg.getClientRects().length)
  .flatMap(svg => {
    const box = svg.getBoundingClientRect();
    const wide = box.right > document.documentElement.clientWidth + tolerance || box.left < 0;
    const out = [...svg.querySelectorAll('text')].filter(text => {
      const own = text.getBoundingClientRect();
      return own.left < box.left - tolerance || own.right > box.right + tolerance ||
        own.top < box.top - tolerance || own.bottom > box.bottom + tolerance;
    });
    const name = svg.getAttribute('aria-labelledby');
    return [...(wide ? [name + ' leaves the window'] : []),
            ...out.map(text => name + ': ' + text.textContent)];
  })"""

INTRUDE = """() => new Promise(resolve => {
  const seen = [];
  document.addEventListener('securitypolicyviolation', e => seen.push(e.effectiveDirective));
  const script = document.createElement('script');
  script.textContent = 'window.intruded = true';
  document.body.append(script);
  const picture = document.createElement('img');
  picture.src = 'https://example.org/x.png';
  document.body.append(picture);
  const style = document.createElement('style');
  style.textContent = 'body { opacity: 0.5 }';
  document.head.append(style);
  setTimeout(() => resolve({
    intruded: window.intruded === true,
    opacity: getComputedStyle(document.body).opacity,
    seen: [...new Set(seen)].sort(),
  }), 200);
})"""

FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) { return null; }
  const style = getComputedStyle(e);
  const all = [...document.querySelectorAll('*')];
  const box = e.getBoundingClientRect();
  return {
    place: all.indexOf(e), width: box.width, height: box.height,
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
    name: e.tagName + ' ' + e.textContent.trim().slice(0, 40),
  };
}"""

REACHABLE = """() => [...document.querySelectorAll(
  'a[href], summary, button, input, select, textarea, [tabindex="0"]')]
  .filter(e => e.getClientRects().length && !e.disabled).length"""


@contextmanager
def running() -> Iterator[Any]:
    """Start a Chromium; skip, and say so, where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium was found, so the page was not looked at")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@contextmanager
def looking(
    browser: Any, place: Path, width: int = 1280, scheme: str = "light", **options: Any
) -> Iterator[tuple[Any, list[str]]]:
    """Open a page; give it with everything that it complained of or asked for beside itself."""
    page = browser.new_page(
        viewport={"width": width, "height": 800}, color_scheme=scheme, **options
    )
    found: list[str] = []
    own = {place.as_uri(), "data:,"}
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", lambda request: request.url in own or found.append(request.url))
    page.goto(place.as_uri())
    yield page, found
    page.close()


def open_all(page: Any) -> None:
    """Open everything that opens on a click."""
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")


def too_wide(page: Any) -> bool:
    """Say whether the page must be scrolled sideways."""
    return bool(
        page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )


def clipped(page: Any) -> list[str]:
    """Name the visible charts that leave the window, and their texts that leave the chart."""
    found: list[str] = page.evaluate(CLIPPED, TOLERANCE_PX)
    return found


def intrusion(page: Any) -> dict[str, Any]:
    """Try to run a script, load a picture and set a style as an intruder would."""
    found: dict[str, Any] = page.evaluate(INTRUDE)
    return found


def violations(page: Any) -> list[str]:
    """Return what axe-core calls serious or critical, with the elements that it names."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core").Axe()
    found = axe.run(page).response["violations"]
    return [
        f"{one['id']}: {one['help']} at {[node['target'] for node in one['nodes']][:3]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


def walk_by_keyboard(page: Any) -> list[dict[str, Any]]:
    """Press Tab from the top of the page to its end; return what had the focus, in order."""
    stops = []
    page.evaluate("window.scrollTo(0, 0)")
    for _ in range(min(FOCUS_STOPS, page.evaluate(REACHABLE))):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        stops.append(stop)
    return stops


def pages_of_pdf(page: Any) -> int:
    """Print the page to PDF, and return how many sheets that takes."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4")))
