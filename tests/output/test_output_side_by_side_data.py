"""Two drafts as data: figures for anybody, texts only for those who asked."""

from __future__ import annotations

import json

from two_drafts import hostile, tame

from drafttime.output.side_by_side_data import side_by_side_to_json


def test_without_being_asked_no_sentence_is_in_the_data() -> None:
    text = side_by_side_to_json(tame(), with_text=False)
    for words in ("Nothing happened", "sluice", "was slow", "weir they"):
        assert words not in text


def test_rows_have_words_and_links_on_either_side() -> None:
    found = json.loads(side_by_side_to_json(tame(), with_text=False))
    assert found["schema"] == 1
    assert [draft["name"] for draft in found["drafts"]] == ["draft-1", "draft-2"]
    assert found["drift"]["by"] == "lineage"
    first = found["chapters"][0]
    assert (first["title"], first["old_path"]) == ("Low Water", "01.md")
    assert first["rows"][0] == {
        "heading": 1,
        "old": {"words": 2, "gone": 0, "moved": 0, "links": []},
        "new": {"words": 2, "new": 0, "moved": 0, "links": []},
    }
    assert first["rows"][1]["new"] == {"words": 7, "new": 3, "moved": 0, "links": []}
    [moved] = [row for row in first["rows"] if row["old"] and row["old"]["links"]]
    assert (moved["old"]["links"], moved["old"]["moved"], moved["new"]) == ([1], 8, None)
    assert found["chapters"][3]["old_path"] is None


def test_figures_of_a_chapter_are_the_sums_of_its_rows() -> None:
    for chapter in json.loads(side_by_side_to_json(tame(), with_text=False))["chapters"]:
        for side, keys in (("old", ("words", "gone", "moved")), ("new", ("words", "new", "moved"))):
            rows = [row[side] for row in chapter["rows"] if row[side]]
            assert chapter[side] == {key: sum(row[key] for row in rows) for key in keys}


def test_texts_come_when_asked_for_piece_by_piece() -> None:
    compared = tame()
    found = json.loads(side_by_side_to_json(compared, with_text=True))
    row = found["chapters"][0]["rows"][1]
    assert row["old"]["pieces"][1] == {"mark": "out", "link": None, "text": " was slow"}
    told = "".join(piece["text"] for piece in row["new"]["pieces"])
    assert told == "The tide went out early that day."


def test_the_data_is_valid_whatever_the_text_holds() -> None:
    text = side_by_side_to_json(hostile(), with_text=True)
    assert "\u202e" not in text
    json.loads(text)
