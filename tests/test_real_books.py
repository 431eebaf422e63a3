"""The whole analysis on real books, where they lie beside the project."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from gitrepo import ENVIRONMENT

from drafttime.model import Analysis
from drafttime.pipeline import analyse
from drafttime.request import Request
from drafttime.revision.alignment import align
from drafttime.text.library import Library

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
SMALL = ("honours-project", "numpy-book", "uncurled", "vepsian-chronicle")
LARGE = ("eloquent-javascript", "napkin", "rust-book")
FRANKENSTEIN = CORPORA / "frankenstein"

pytestmark = pytest.mark.corpora


def clone(name: str, folder: Path) -> Path:
    """Clone a real book, or skip the test where the books are not there."""
    bundle = CORPORA / f"{name}.bundle"
    if not bundle.exists():
        pytest.skip(f"the real books are not there ({name})")
    command = ["git", "clone", "-q", "--bare", str(bundle), str(folder / name)]
    subprocess.run(command, check=True, env=ENVIRONMENT)
    return folder / name


def analysis_of(name: str, folder: Path) -> Analysis:
    return analyse(Request(clone(name, folder), use_cache=False))


@pytest.fixture(scope="module", params=SMALL)
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    return analysis_of(request.param, tmp_path_factory.mktemp("books"))


@pytest.fixture(scope="module", params=LARGE)
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    if "long" not in request.config.getoption("markexpr"):
        pytest.skip("run with -m long")
    return analysis_of(request.param, tmp_path_factory.mktemp("books"))


def check(analysis: Analysis) -> None:
    """What must hold for every book."""
    ledger, drift = analysis.ledger, analysis.drift
    assert ledger.words_written + ledger.words_unattributed == ledger.words_kept + ledger.words_cut
    standing = ledger.words_kept + ledger.words_standing_twice
    assert standing == analysis.manuscript.words == drift.final.words
    counts = drift.comparison
    assert counts.old_tokens == counts.kept_tokens + counts.moved_tokens + counts.gone_tokens
    assert counts.new_tokens == (
        counts.kept_tokens + counts.moved_tokens + counts.copied_tokens + counts.inserted_tokens
    )
    words = 0
    for revision in (r for r in analysis.revisions if r.mainline):
        came = revision.words_inserted + revision.words_restored + revision.words_copied
        assert revision.words == words + came - revision.words_deleted, revision.commit
        assert min(revision.words_inserted, revision.words_deleted, revision.words) >= 0
        words = revision.words
        for share in (
            revision.survival,
            revision.final_written,
            revision.drift_from_first,
            revision.drift_to_final,
        ):
            assert share is None or 0 <= share <= 1
    last = [r for r in analysis.revisions if r.mainline][-1]
    assert last.survival == pytest.approx(drift.measures["survival"])
    assert last.final_written == 1
    assert last.words == analysis.manuscript.words
    in_sessions = [commit for session in analysis.sessions for commit in session.revisions]
    assert len(in_sessions) == len(set(in_sessions))
    assert sum(share.tokens for share in analysis.chapters) == counts.new_tokens
    check_lineage(analysis)


def check_lineage(analysis: Analysis) -> None:
    """Every figure of lineage adds up to the ledger and to the text."""
    lineage, ledger = analysis.lineage, analysis.ledger
    assert sum(lineage.stands[-1].standing) == ledger.words_kept
    assert sum(lineage.stands[-1].cut) == ledger.words_cut
    assert min(count for stand in lineage.stands for count in stand.cut) >= 0
    assert sum(p.words for p in lineage.provenance) == analysis.manuscript.words
    assert sum(p.words for p in lineage.paragraphs) == analysis.manuscript.words
    assert sum(curve.words for curve in lineage.survival) == ledger.words_kept + ledger.words_cut
    for share, woven in zip(analysis.chapters, lineage.weaves, strict=True):
        assert sum(share.bands) == sum(words for _, words in woven.runs) == share.chapter.words
        new = share.chapter.words - share.first_draft_words
        assert share.fresh_words + share.replaced_words == new
    for curve in lineage.survival:
        shares = [step.survival for step in curve.steps]
        assert shares == sorted(shares, reverse=True)
    for crossing in lineage.crossings:
        assert sum(crossing.old_chapters) == analysis.drafts[crossing.old].words
        assert sum(crossing.new_chapters) == analysis.drafts[crossing.new].words


def test_a_small_book_adds_up(small: Analysis) -> None:
    check(small)


@pytest.mark.long
def test_a_large_book_adds_up(large: Analysis) -> None:
    check(large)


def frankenstein(year: int, library: Library) -> tuple[str, ...]:
    path = FRANKENSTEIN / f"{year}.txt"
    if not path.exists():
        pytest.skip("the real books are not there (frankenstein)")
    text = library.text(str(year), path.read_bytes(), path.name)
    assert text is not None
    return text.paragraphs


def test_frankenstein_keeps_nine_tenths_and_gains_an_eighth() -> None:
    library = Library()
    old, new = frankenstein(1818, library), frankenstein(1831, library)
    found = align({0: old}, {0: new})
    kept = found.kept_tokens + found.moved_tokens
    assert 0.905 <= kept / sum(map(len, old)) <= 0.93
    assert 0.11 <= 1 - kept / sum(map(len, new)) <= 0.13


def test_the_halves_of_frankenstein_are_strangers() -> None:
    whole = frankenstein(1818, Library())
    half = len(whole) // 2
    found = align({0: whole[:half]}, {0: whole[half:]})
    size = sum(map(len, whole[:half]))
    assert found.kept_tokens <= 0.01 * size
    assert found.moved_tokens <= 0.001 * size
