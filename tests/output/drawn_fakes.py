"""Charts that nobody drew, for tests of the page: two tiny SVGs and two bytes of a picture."""

from __future__ import annotations

from drafttime.charts import Drawn

SHAPES = '<rect class="dt-fill-paper" x="0" y="0" width="9" height="9" fill="#fbf9f4"/>'


def fake_svg(key: str, kind: str, *, body: str = SHAPES) -> str:
    name = f"chart-{key}-{kind}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 9 9" '
        f'aria-labelledby="{name}-title {name}-desc">\n<title id="{name}-title">A finding</title>\n'
        f'<desc id="{name}-desc">What is drawn.</desc>\n'
        f"<style>.dt-fill-paper{{fill:#16181b}}</style>\n{body}\n</svg>\n"
    )


def fake_chart(key: str, heading: str = "Seen") -> Drawn:
    return Drawn(
        key=key,
        heading=heading,
        title="A finding",
        subtitle="What is drawn",
        alt="What is drawn, with its figures.",
        svg_wide=fake_svg(key, "wide"),
        svg_narrow=fake_svg(key, "narrow"),
        png_1x=b"1x",
        png_2x=b"2x",
    )


FAKES = tuple(fake_chart(key) for key in ("ledger", "chapters", "drift", "rhythm"))
