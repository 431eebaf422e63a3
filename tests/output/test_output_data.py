from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest
from shared_books import NAMES, book_of, hostile, novel, one_draft, unknown_times

from drafttime.drafts import Candidate, DraftList
from drafttime.model import Notice
from drafttime.output.data import (
    drafts_to_json,
    manuscript_to_json,
    plain,
    report_object,
    to_json,
)

SHAPE = """
schema drafttime rules{word,time} settings notices[code,message]
manuscript{name,words,files[path,format,words],left_out[path,reason]}
drafts[name,commit,time,words,resolved_by]
drift{first,final,survival,first_share,drift,moved,edit_distance,halves_edit_distance,
kept_tokens,moved_tokens,gone_tokens,copied_tokens,new_tokens}
revisions[commit,writer,time,subject,mainline,labour,words,words_inserted,words_deleted,words_moved,
words_restored,words_copied,distance_tokens,drift_from_first,drift_to_final,survival,kinds,session]
sessions[index,writer,start,end,revisions,words_inserted,words_deleted,observed_minutes,
estimated_minutes,hand_minutes,eye_minutes,source]
time{observed_minutes,estimated_minutes,interval,gap_minutes,gap_from,hand_minutes,eye_minutes}
ledger{words_written,words_unattributed,words_kept,words_cut,words_restored,words_copied}
provenance
"""


@pytest.mark.parametrize("name", NAMES)
def test_the_object_has_the_documented_shape(name: str) -> None:
    found = report_object(book_of(name))
    assert found["schema"] == 1
    shape = SHAPE.replace(",\n", ",").split()
    for part in shape:
        key, _, inner = part.replace("[", "{").partition("{")
        assert key in found
        if inner and key != "manuscript":
            rows = found[key] if isinstance(found[key], list) else [found[key]]
            for row in rows:
                assert set(inner.rstrip("]}").split(",")) <= set(row)
    assert set(found["manuscript"]) >= {"name", "words", "files", "left_out"}
    assert all({"path", "format", "words"} <= set(file) for file in found["manuscript"]["files"])
    assert all({"path", "reason"} <= set(file) for file in found["manuscript"]["left_out"])


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_json_that_any_program_reads(name: str) -> None:
    book = book_of(name)
    text = to_json(book)
    text.encode()
    assert json.loads(text) == report_object(book)
    assert to_json(book_of(name)) == text


def test_nothing_in_the_text_is_obeyed_by_a_terminal() -> None:
    text = to_json(hostile())
    assert not set(text) & set("\x1b\x07\x7f\x9b\u202e\u2066\u200f\u2028")
    assert "\\u202e" in text
    assert "⟨FF⟩" in text


def test_what_is_not_known_is_null() -> None:
    found = report_object(novel())
    assert found["time"]["estimated_minutes"] is None
    assert found["time"]["interval"] is None
    assert found["lineage"]["pairs"][0]["edit_distance"] is None
    session = found["sessions"][0]
    assert [session[key] for key in ("estimated_minutes", "hand_minutes", "eye_minutes")] == [
        None
    ] * 3
    merge = replace(novel().revisions[0], labour=False, why_not_labour="merge", kinds={})
    with_merge = report_object(replace(novel(), revisions=(merge, *novel().revisions[1:])))
    assert with_merge["revisions"][0]["kinds"] is None
    merge = next(row for row in found["revisions"] if not row["labour"])
    assert merge["session"] is None
    assert merge["why_not_labour"]
    assert report_object(unknown_times())["revisions"][0]["time"] is None


def test_times_keep_their_offset_and_ids_are_whole() -> None:
    found = report_object(novel())
    assert found["drafts"][0]["time"].startswith("2023-03-14T")
    assert found["drafts"][0]["time"][-6:] == "+01:00"
    assert all(len(row["commit"]) == 40 for row in found["revisions"])


def test_the_gap_is_that_of_the_writer_with_most_revisions() -> None:
    book = novel()
    other = replace(book.time.gaps[0], writer="A. Reader", minutes=30.0, source="set")
    found = report_object(replace(book, time=replace(book.time, gaps=(other, *book.time.gaps))))
    assert (found["time"]["gap_minutes"], found["time"]["gap_from"]) == (120.0, "default")
    assert [gap["writer"] for gap in found["time"]["gaps"]] == ["M. Arden", "A. Reader"]


def test_the_ledger_balances() -> None:
    for name in NAMES:
        ledger = report_object(book_of(name))["ledger"]
        came = ledger["words_written"] + ledger["words_unattributed"]
        assert came == ledger["words_kept"] + ledger["words_cut"]


def test_settings_of_any_kind_become_plain() -> None:
    settings = {
        "since": date(2023, 1, 2),
        "out": PurePosixPath("a/\udcff"),
        "writer": {"b", "a"},
        "gap": float("nan"),
        "drafts": {"x\udcfe": ("y",)},
    }
    assert plain(settings) == {
        "since": "2023-01-02",
        "out": "a/⟨FF⟩",
        "writer": ["a", "b"],
        "gap": None,
        "drafts": {"x⟨FE⟩": ["y"]},
    }


def test_the_listings_of_the_other_commands() -> None:
    book = novel()
    notices = (Notice("code", "Something."),)
    found = json.loads(manuscript_to_json(book.manuscript, notices))
    assert found["notices"] == [{"code": "code", "message": "Something."}]
    assert len(found["manuscript"]["files"]) == 31
    first, *_, final = book.drafts
    candidates = (Candidate(first, "tag draft-1", None), Candidate(final, "guess", "git tag x"))
    listed = json.loads(
        drafts_to_json(DraftList(first, final, book.drafts, candidates, (), notices))
    )
    assert listed["first"]["name"] == "Draft 1"
    assert [row["tag_line"] for row in listed["candidates"]] == [None, "git tag x"]


def test_one_draft_has_one() -> None:
    assert [draft["name"] for draft in report_object(one_draft())["drafts"]] == ["Final"]
