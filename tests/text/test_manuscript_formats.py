from __future__ import annotations

import pytest
from bookshelf import manuscript

from drafttime.errors import SettingsError
from drafttime.settings import Settings
from drafttime.text.library import Library
from drafttime.text.overrides import format_name, reading_path


def test_the_settings_speak_before_the_extension():
    overrides = {"*.novel": "markdown", "notes/**": "PLAIN", "*": "markdown"}
    markdown = Library().format_of("x.md").name
    assert format_name("ch1.novel", overrides) == markdown
    assert format_name("notes/a.md", overrides) == "plain"
    assert format_name("ch1.txt", {}) == "plain"
    assert format_name("ch1.md", {}) == markdown
    assert format_name("ch1.xyz", {}) == "plain"


def test_a_library_reads_a_file_as_the_settings_say():
    overrides = {"*.novel": "markdown"}
    assert reading_path("ch1.txt", overrides) == "ch1.txt"
    library = Library()
    source = b"# *One*\n"
    text = library.text("1", source, reading_path("ch1.novel", overrides))
    plain = library.text("1", source, "ch1.novel")
    assert text is not None
    assert plain is not None
    assert text.tokens == 1 < plain.tokens


def test_a_format_that_does_not_exist_is_an_error():
    with pytest.raises(SettingsError) as caught:
        manuscript({"a.md": "x"}, Settings(format={"*.x": "word"}, source="drafttime.toml"))
    assert caught.value.message == "drafttime.toml: `format` names “word” for *.x"
    assert "markdown, plain" in caught.value.hint.replace("latex, ", "")
