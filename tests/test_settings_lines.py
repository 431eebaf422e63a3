from __future__ import annotations

import tomllib
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from drafttime.errors import SettingsError
from drafttime.settings import SETTINGS, resolve_settings
from drafttime.settings.lines import key_lines

TRICKY = '''# gap = 1
title = """
gap = 2
"""  # a comment
"quoted key" = 'it''s' # not valid, stripped below
include = [
  "[x]", # [y]
  'gap = 3',
]
gap = 4
a . b . "c" = { d = "]", e = [1, 2] }

[ books . "low water" ]
gap = 5
[[list]]
x = "\\"" # "
[[list]]
y = 1
'''


def test_keys_are_found_on_their_lines_past_strings_lists_and_comments():
    source = TRICKY.replace("'it''s' # not valid, stripped below", "'its'")
    tomllib.loads(source)
    lines = key_lines(source.replace("\n", "\r\n"))
    assert lines == {
        ("title",): 2,
        ("quoted key",): 5,
        ("include",): 6,
        ("gap",): 10,
        ("a",): 11,
        ("a", "b"): 11,
        ("a", "b", "c"): 11,
        ("books",): 13,
        ("books", "low water"): 13,
        ("books", "low water", "gap"): 14,
        ("list",): 15,
        ("list", "x"): 16,
        ("list", "y"): 18,
    }


scalars = st.one_of(
    st.text(max_size=8), st.integers(), st.floats(), st.booleans(), st.none(), st.dates()
)
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
keys = st.sampled_from([info.attribute for info in SETTINGS]) | st.text(max_size=6)


@given(st.dictionaries(keys, anything, max_size=4))
def test_no_option_raises_anything_but_a_settings_error(overrides):
    with suppress(SettingsError):
        resolve_settings(None, name="x", book=None, overrides=overrides)


toml_values = st.one_of(
    st.sampled_from(
        ["1", "-3.5", "true", "'x'", '"y\\n"', "2024-01-01", "[1]", "['a/b']", "{a = 'b'}", "inf"]
    ),
    st.text(alphabet="[]{}\"'\n\\=#.,a1 -", max_size=12),
)
toml_lines = st.builds("{} = {}".format, keys, toml_values) | st.sampled_from(
    ["[drafts]", "[books.a]", "[books.b]", "[[x]]", "[writers]", "[format]", '"""', "#"]
)


@given(st.lists(toml_lines, max_size=6), st.none() | st.text(max_size=3))
def test_no_file_raises_anything_but_a_settings_error(lines, book):
    source = "\n".join(lines)
    key_lines(source)
    with suppress(SettingsError):
        resolve_settings(source, name="drafttime.toml", book=book, overrides={})


@given(st.lists(st.tuples(st.sampled_from(["gap", "title", "x y"]), toml_values), max_size=5))
def test_every_key_of_a_valid_file_has_a_line_that_names_it(pairs):
    source = "\n".join(f'"{key}" = {value}' for key, value in pairs)
    try:
        table = tomllib.loads(source)
    except ValueError:
        return
    lines = key_lines(source)
    for key in table:
        assert f'"{key}"' in source.split("\n")[lines[(key,)] - 1]
