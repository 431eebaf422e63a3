from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared_books import NAMES, book_of, giant_first_commit, novel, one_draft, tiny

from drafttime.model import Analysis, Comparison, Drift
from drafttime.output import sentences


def with_comparison(counts: Comparison, survival: float | None) -> Analysis:
    book = novel()
    measures = {**book.drift.measures, "survival": survival}
    return replace(book, drift=replace(book.drift, comparison=counts, measures=measures))


def counts(
    *, kept: int = 0, moved: int = 0, gone: int = 0, copied: int = 0, new: int = 0
) -> Comparison:
    old, final = kept + moved + gone, kept + moved + copied + new
    return Comparison(old, final, kept, moved, gone, copied, new, old, final, gone + new, False)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.004, "Almost none of the first draft is"),
        (0.03, "Almost none of the first draft is"),
        (0.05, "Five of every hundred words of the first draft are"),
        (0.1, "One of every ten words of the first draft is"),
        (0.2, "One of every five words of the first draft is"),
        (0.25, "A quarter of the first draft is"),
        (0.34, "A third of the first draft is"),
        (0.4, "Two of every five words of the first draft are"),
        (0.414, "Two of every five words of the first draft are"),
        (0.416, "Forty-two of every hundred words of the first draft are"),
        (0.47, "Forty-seven of every hundred words of the first draft are"),
        (0.5, "Half of the first draft is"),
        (0.66, "Two thirds of the first draft are"),
        (0.75, "Three quarters of the first draft are"),
        (0.9, "Nine of every ten words of the first draft are"),
        (0.969, "Ninety-seven of every hundred words of the first draft are"),
        (0.97, "Nearly all of the first draft is"),
        (0.9999, "Nearly all of the first draft is"),
        (0.0, "Not a word of the first draft is"),
    ],
)
def test_a_share_in_words(share: float, words: str) -> None:
    assert sentences.share_of_first_draft(share) == words


@given(st.floats(0, 1))
def test_a_named_fraction_is_within_its_tolerance(share: float) -> None:
    words = sentences.share_of_first_draft(share)
    named = [fraction for fraction, said in sentences._FRACTIONS if said == words]
    assert all(abs(fraction - share) <= sentences.WITHIN for fraction in named)


@pytest.mark.parametrize(
    ("comparison", "survival", "said"),
    [
        (counts(kept=1, gone=1), 0.4, "Two of every five words of the first draft are still here."),
        (counts(kept=100), 1.0, "Not a word has changed since the first draft."),
        (
            counts(kept=60, moved=40),
            1.0,
            "Every word of the first draft is still here, in another order.",
        ),
        (counts(kept=100, new=9), 1.0, "Every word of the first draft is still here."),
        (counts(kept=100, copied=9), 1.0, "Every word of the first draft is still here."),
        (counts(gone=100, new=9), 0.0, "Not a word of the first draft is still here."),
        (counts(new=9), None, "Every word came after the first draft."),
        (counts(gone=9), 0.0, "Nothing stands in the final text."),
        (counts(), None, "There are no words yet."),
        (counts(kept=1, gone=1), None, "How much of the first draft is left is not known."),
    ],
)  # fmt: skip
def test_the_headline_says_what_holds(
    comparison: Comparison, survival: float | None, said: str
) -> None:
    assert sentences.headline(with_comparison(comparison, survival)) == said


def test_one_draft_is_said_to_be_one() -> None:
    book = one_draft()
    assert sentences.headline(book) == "This is still the first draft."
    assert sentences.standfirst(book).startswith("It has 34,550 words, after 64 sessions. ")
    assert [figure.text for figure in sentences.figures(book)][:2] == [
        "words, in 9 chapters",
        "revisions of the text",
    ]


def test_the_opening_of_a_novel() -> None:
    book = novel()
    assert sentences.kicker(book) == ("M. Arden", "2022–2025")
    lengths, _, way = sentences.standfirst(book).partition(" From ")
    first, final = book.drift.first.words, book.drift.final.words
    assert lengths == f"The first draft had {first:,} words; the final has {final:,}."
    assert way == (
        f"the first commit to the last: 300 sessions, and {book.ledger.words_cut:,} words cut or "
        "replaced."
    )
    survival, share, written, time = sentences.figures(book)
    assert survival.text == "of the first draft survives"
    assert share.text == "of the final is first draft"
    assert written.text == f"words written, {book.ledger.words_kept:,} kept"
    assert (time.before, time.text) == ("at least", "observed, in 300 sessions")
    assert sentences.guess(book) == ""


def test_what_arrived_at_once_is_not_called_written() -> None:
    book = giant_first_commit()
    written = sentences.figures(book)[2]
    assert written.value == f"{book.ledger.words_written - 80_112:,}"
    assert "80,112 arrived at once" in written.text


def test_time_is_observed_or_nothing() -> None:
    few = tiny()
    assert sentences.time_figure(few).text == "revisions: too few to estimate time"
    seen = replace(few, time=replace(few.time, observed_minutes=400.0))
    assert sentences.time_figure(seen).value == "6 h 40"
    assert sentences.time_figure(seen).before == "at least"
    assert "too few to estimate time" in sentences.time_figure(seen).text
    alone = replace(novel(), time=replace(novel().time, observed_minutes=0.0))
    assert sentences.time_figure(alone).before == ""
    assert "no time was observed" in sentences.time_figure(alone).text


def test_a_guess_is_said_to_be_one() -> None:
    assert sentences.guess(tiny()) == (
        "No drafts are marked. Guessed: 5 May 2024. The last section says how to change it."
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_book_has_an_opening(name: str) -> None:
    book = book_of(name)
    assert sentences.title(book)
    assert sentences.headline(book).endswith(".")
    assert sentences.standfirst(book).endswith(".")
    assert len(sentences.figures(book)) == 4
    for said in (sentences.headline(book), sentences.standfirst(book)):
        assert "!" not in said
        assert "None" not in said
        assert "nan" not in said


def test_a_book_without_a_name_is_untitled() -> None:
    book = novel()
    assert (
        sentences.title(replace(book, manuscript=replace(book.manuscript, name=" "))) == "Untitled"
    )


def test_singular_and_plural() -> None:
    book = novel()
    drift: Drift = replace(book.drift, comparison=counts(kept=1, gone=1, new=1))
    ledger = replace(book.ledger, words_cut=1)
    said = sentences.standfirst(replace(book, drift=drift, ledger=ledger, sessions=()))
    assert said == (
        "The first draft had 2 words; the final has 2. "
        "From the first commit to the last: 1 word cut or replaced."
    )
