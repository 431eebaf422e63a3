"""Charts from the cache are those that would be drawn, and none is given for another book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
from drawn_fakes import FAKES
from hypothesis import given
from hypothesis import strategies as st
from shared_books import hostile, novel

from drafttime.charts import Drawn, Look, keys_for
from drafttime.output import kept_charts
from drafttime.output.kept_charts import KeptCharts, drawing_code, packed, unpacked
from drafttime.output.parcel import Order
from drafttime.store import Store

TEXTS = st.text() | st.text(st.characters(categories=["Cs", "L"]))
DRAWN = st.builds(
    Drawn,
    key=TEXTS, heading=TEXTS, title=TEXTS, subtitle=TEXTS, alt=TEXTS, svg_wide=TEXTS,
    svg_narrow=TEXTS, png_1x=st.binary(), png_2x=st.binary(), font_note=TEXTS,
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "cache") as store:
        yield store


@given(DRAWN)
def test_a_chart_comes_back_as_it_was(drawn: Drawn) -> None:
    assert unpacked(packed(drawn)) == drawn


@given(st.binary() | DRAWN.map(lambda drawn: packed(drawn)[:-1]))
def test_other_bytes_are_no_chart(value: bytes) -> None:
    assert unpacked(value) is None


def test_what_is_kept_is_found_by_the_same_order_only(store: Store) -> None:
    book = novel()
    keys = keys_for(book)
    order = Order(book, keys)
    KeptCharts(store, order.packed()).keep(FAKES)
    names = {drawn.key for drawn in FAKES}
    found = KeptCharts(store, order.packed()).found(names)
    assert found == {drawn.key: drawn for drawn in FAKES}
    for other in (
        replace(order, analysis=hostile()),
        replace(order, prefix="portfolio"),
        replace(order, look=Look("dark")),
        replace(order, keys=keys[1:]),
    ):
        assert KeptCharts(store, other.packed()).found(names) == {}


@pytest.mark.parametrize("field", [field.name for field in fields(novel())])
def test_no_part_of_an_analysis_is_passed_over(field: str) -> None:
    book, other = novel(), hostile()
    value = getattr(other, field)
    if value == getattr(book, field):
        value = (*value, None) if isinstance(value, tuple) else "another"
    changed = replace(book, **{field: value})
    assert Order(changed, ()).packed() != Order(book, ()).packed()


def test_an_order_comes_out_as_it_went_in() -> None:
    order = Order(novel(), ("drift",), "a", Look("paper", "#7a2e2e"))
    assert Order.unpacked(order.packed()) == order


def test_what_stands_in_other_typefaces_is_not_kept(store: Store) -> None:
    one = replace(FAKES[0], font_note="Some characters stand in another typeface.")
    kept = KeptCharts(store, b"order")
    kept.keep([one, FAKES[1]])
    assert kept.found([one.key, FAKES[1].key]) == {FAKES[1].key: FAKES[1]}


def test_another_way_of_drawing_finds_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "_sheet.py"
    monkeypatch.setattr(kept_charts, "_sources", lambda: [file])
    names = [drawn.key for drawn in FAKES]
    found = []
    for text in ("one", "two", "one"):
        file.write_text(text)
        drawing_code.cache_clear()
        kept = KeptCharts(store, b"order")
        found.append(len(kept.found(names)))
        kept.keep(FAKES)
    file.unlink()
    drawing_code.cache_clear()
    kept = KeptCharts(store, b"order")
    kept.keep(FAKES)
    assert [*found, len(kept.found(names))] == [0, 0, len(FAKES), 0]
    drawing_code.cache_clear()


def test_the_code_that_draws_is_known() -> None:
    drawing_code.cache_clear()
    assert len(drawing_code()) == 64
    names = {path.name for path in kept_charts._sources()}
    assert {"_render.py", "strata.py", "analysis.py", "_version.py"} <= names
