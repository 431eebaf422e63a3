"""The ledger balances, whatever came in by whichever door."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafttime.model import Moment, Revision
from drafttime.stages.labour import draw_ledger


def revision(inserted: int, deleted: int, copied: int = 0, *, labour: bool = True) -> Revision:
    return Revision(
        commit="c", writer="Ada", authored=Moment(0), subject="", mainline=True, labour=labour,
        why_not_labour="" if labour else "merge", automatic=False, bulk=False, words=0,
        words_inserted=inserted, words_deleted=deleted, words_moved=0, words_restored=None,
        words_copied=copied, distance_tokens=inserted + deleted + copied, slots=(0,),
    )  # fmt: skip


COUNT = st.integers(0, 1_000)


@given(st.lists(st.tuples(COUNT, COUNT, COUNT, st.booleans()), max_size=8), COUNT)
def test_written_and_unattributed_are_kept_and_cut(
    rows: list[tuple[int, int, int, bool]], final: int
) -> None:
    ledger = draw_ledger([revision(*row[:3], labour=row[3]) for row in rows], final)
    assert ledger.words_written + ledger.words_unattributed == ledger.words_kept + ledger.words_cut
    assert ledger.words_kept == final
    assert min(ledger.words_unattributed, ledger.words_cut) >= 0


def test_a_plain_history() -> None:
    ledger = draw_ledger([revision(100, 0), revision(20, 50)], 70)
    assert (ledger.words_written, ledger.words_unattributed) == (120, 0)
    assert (ledger.words_kept, ledger.words_cut) == (70, 50)


def test_what_arrived_by_merge_is_unattributed() -> None:
    ledger = draw_ledger([revision(100, 0), revision(40, 0, labour=False)], 140)
    assert ledger.words_unattributed == 40
    assert ledger.words_cut == 0


def test_a_book_that_went_on_in_a_copy_cut_nothing() -> None:
    ledger = draw_ledger([revision(100, 0), revision(0, 0, 100), revision(0, 100)], 100)
    assert (ledger.words_written, ledger.words_unattributed, ledger.words_cut) == (100, 0, 0)
    assert ledger.words_copied == 100
