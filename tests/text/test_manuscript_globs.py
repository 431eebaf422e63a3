from __future__ import annotations

import fnmatch
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.text.globs import first_match, matches, matches_any


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("ch1.md", "ch1.md"),
        ("./ch1.md", "ch1.md"),
        ("*.md", "ch1.md"),
        ("ch?.md", "ch1.md"),
        ("ch[0-3].md", "ch2.md"),
        ("ch[!a-z].md", "ch2.md"),
        ("chapters/*.md", "chapters/ch1.md"),
        ("**/*.md", "ch1.md"),
        ("**/*.md", "a/b/c/ch1.md"),
        ("chapters/**/*.md", "chapters/ch1.md"),
        ("chapters/**/*.md", "chapters/one/two/ch1.md"),
        ("chapters/**", "chapters/one/ch1.md"),
        ("chapters", "chapters/one/ch1.md"),
        ("chapters/", "chapters/one/ch1.md"),
        ("part-*/", "part-1/ch1.md"),
        ("**/notes", "a/notes/b.md"),
        ("**/**/x", "x"),
        ("Vorwort ä.md", "Vorwort a\u0308.md"),
        ("a[b.md", "a[b.md"),
        ("*a*b*.md", "xxaxxbxx.md"),
        ("*.*", "a.b.c"),
    ],
)
def test_a_pattern_matches(pattern, path):
    assert matches(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*.md", "chapters/ch1.md"),
        ("ch1.md", "chapters/ch1.md"),
        ("chapters/*.md", "chapters/one/ch1.md"),
        ("chapters/**/*.md", "other/ch1.md"),
        ("chap", "chapters/ch1.md"),
        ("part-*", "part-1/ch1.md"),
        ("ch?.md", "ch10.md"),
        ("ch[!0-9].md", "ch2.md"),
        ("CH1.md", "ch1.md"),
        ("", "ch1.md"),
        ("/", "ch1.md"),
        ("a**b", "a/b"),
        ("chapters/**", "chapter"),
    ],
)
def test_a_pattern_does_not_match(pattern, path):
    assert not matches(pattern, path)


def test_the_first_pattern_that_matches_is_known_by_its_place():
    assert first_match(["*.txt", "ch*.md", "*.md"], "ch1.md") == 1
    assert first_match(["*.txt"], "ch1.md") is None
    assert not matches_any([], "ch1.md")


def test_no_pattern_takes_long():
    began = time.monotonic()
    assert not matches("*a" * 200 + "b", "a" * 400)
    assert not matches("**/a/" * 100 + "b", "a/" * 200 + "c")
    assert not matches("**/*a*a*a*a/" * 20 + "b", ("a" * 60 + "/") * 40 + "c")
    assert not matches("**/" * 300 + "b", "a/" * 600 + "c")
    assert time.monotonic() - began < 2


names = st.text(alphabet="ab.[]!*?", min_size=1, max_size=8)
plain = st.text(alphabet="ab.", min_size=1, max_size=8).filter(lambda name: name != ".")


@given(st.text(alphabet="ab*?", min_size=1, max_size=8).filter(lambda p: p != "**"), plain)
def test_within_a_name_it_agrees_with_the_shell(pattern, name):
    assert matches(pattern, name) == bool(re.match(fnmatch.translate(pattern), name))


@given(st.lists(plain, min_size=1, max_size=4), st.data())
def test_any_folders_may_stand_anywhere(folders, data):
    path = "/".join(folders)
    cut = data.draw(st.integers(0, len(folders) - 1))
    assert matches("/".join(["**", *folders[cut:]]), path)
    assert matches("/".join([*folders[:cut], "**", folders[-1]]), path)


@given(st.lists(names, max_size=5), st.lists(names, max_size=5))
def test_nothing_is_ever_raised(pattern, path):
    assert matches("/".join(pattern), "/".join(path)) in (True, False)
