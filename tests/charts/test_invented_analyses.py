"""The invented books keep the rules that real ones keep; whoever tests with them relies on it."""

from __future__ import annotations

import pytest
from analyses import BUILDERS, novel
from rendering import analysis


@pytest.fixture(params=BUILDERS)
def book(request):
    return analysis(request.param)


def test_words_are_conserved_from_revision_to_revision(book):
    words = 0
    for revision in book.revisions:
        words += revision.words_inserted - revision.words_deleted
        assert revision.words == words
    assert words == book.manuscript.words == book.drift.final.words


def test_tokens_of_the_comparison_add_up(book):
    found = book.drift.comparison
    assert found.old_tokens == found.kept_tokens + found.moved_tokens + found.gone_tokens
    new = found.kept_tokens + found.moved_tokens + found.copied_tokens + found.inserted_tokens
    assert found.new_tokens == new


def test_the_ledger_balances(book):
    found = book.ledger
    assert found.words_written + found.words_unattributed == found.words_kept + found.words_cut
    assert found.words_kept == book.manuscript.words


def test_sessions_hold_the_labour(book):
    # With hours, text that arrived at once is in no session.
    alone = [r.commit for r in book.revisions if r.bulk and r.session is None]
    labour = [r.commit for r in book.revisions if r.labour and r.commit not in alone]
    assert [commit for session in book.sessions for commit in session.revisions] == labour
    for revision in book.revisions:
        if revision.session is not None:
            assert revision.commit in book.sessions[revision.session].revisions


def test_time_adds_up(book):
    time = book.time
    assert time.observed_minutes == pytest.approx(sum(s.observed_minutes for s in book.sessions))
    for spells in (time.weeks, time.drafts):
        if spells:
            assert sum(spell.sessions for spell in spells) == len(book.sessions)
            observed = sum(spell.observed_minutes for spell in spells)
            assert observed == pytest.approx(time.observed_minutes)
    for part in (time, *time.weeks, *time.drafts, *book.sessions):
        found = part.estimate
        if found is not None:
            assert part.observed_minutes <= found.low_minutes + 1e-9
            assert found.low_minutes <= found.mid_minutes <= found.high_minutes


def test_chapters_hold_the_words(book):
    assert sum(part.chapter.words for part in book.chapters) == book.manuscript.words
    assert all(part.first_draft_words <= part.chapter.words for part in book.chapters)


def test_builders_are_repeatable():
    assert novel() == novel()
