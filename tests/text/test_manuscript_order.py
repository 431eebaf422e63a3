from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.text.numerals import read_number_word, read_roman, to_roman
from drafttime.text.order import name_words, natural_order, stem_of


@pytest.mark.parametrize(
    "in_order",
    [
        ["ch1.md", "ch2.md", "ch10.md"],
        ["ch-1.md", "ch_2.md", "ch 3.md"],
        ["Chapter One.md", "Chapter Two.md", "Chapter Three.md", "Chapter Eleven.md"],
        ["chapter-twenty.md", "chapter-twenty-one.md", "chapter-thirty.md"],
        ["Chapter First.md", "Chapter Second.md", "Chapter Third.md"],
        ["Kapitel eins.md", "Kapitel zwei.md", "Kapitel drei.md", "Kapitel zehn.md"],
        ["I.md", "II.md", "IV.md", "V.md", "IX.md", "XL.md"],
        ["Part I - Ebb.md", "Part II - Flow.md", "Part V.md", "Part IX.md"],
        ["one.md", "two.md", "three.md"],
        ["alpha.md", "I.md", "IV.md", "V.md"],  # not all are Roman: by name
        ["prologue.md", "ch1.md", "ch2.md", "epilogue.md", "afterword.md"],
        ["foreword.md", "introduction.md", "a.md", "zebra.md", "appendix-b-sources.md"],
        ["dedication.md", "Prologue - The Storm.md", "01.md", "Epilogue.md"],
        ["01-epilogue.md", "02-prologue.md"],  # numbers are the writer's own order
        ["part-1/ch1.md", "part-1/ch2.md", "part-2/ch1.md", "part-10/ch1.md"],
        ["Part One/a.md", "Part Two/a.md", "Part Three/a.md"],
        ["prologue.md", "Part One/a.md", "Part Two/a.md", "epilogue.md"],
        ["code.md", "code/a.md", "code/b.md", "life.md", "life/a.md"],
        ["part1/index.md", "part1/a.md"],
        ["Пролог.md", "глава 2.md", "глава 10.md", "Эпилог.md"],
        ["第一章.md", "第二章.md", "第十章.md", "第十二章.md", "第二十章.md", "第一百零三章.md"],
        ["1.md", "1.5.md", "2.md"],
        ["a.md", "a.txt"],
    ],
)
def test_a_reader_would_read_in_this_order(in_order):
    shuffled = list(in_order)
    random.Random(1).shuffle(shuffled)
    assert list(natural_order(shuffled)) == in_order
    assert list(natural_order(reversed(shuffled))) == in_order


def test_names_fall_into_words():
    assert name_words("Ch-07_theWeir") == ("ch", "07", "the", "weir")
    assert name_words("README") == ("readme",)
    assert name_words("Über-Ich 2") == ("über", "ich", "2")
    assert stem_of("a/b.c.md") == "b.c"
    assert stem_of(".hidden") == ".hidden"
    assert stem_of("v1.2") == "v1.2"


@given(st.lists(st.text(alphabet="aIVX1290 .-_/ä²", min_size=1, max_size=10), max_size=8))
def test_any_names_have_one_order_whatever_order_they_come_in(names):
    once = natural_order(names)
    assert sorted(once) == sorted(set(names))
    assert natural_order(reversed(names)) == once
    assert natural_order(once) == once


@given(st.lists(st.integers(0, 10**9), unique=True, min_size=1), st.sampled_from(["ch{}.md", "{}"]))
def test_numbers_count_by_their_value(numbers, form):
    ordered = natural_order(form.format(number) for number in numbers)
    assert list(ordered) == [form.format(number) for number in sorted(numbers)]


@given(st.integers(1, 399))
def test_roman_figures_go_there_and_back(number):
    assert read_roman([to_roman(number)]) == (number, 1)


def test_what_is_no_number_is_none():
    for words in ([], ["iiii"], ["vx"], ["mix"], [""], ["i" * 40]):
        assert read_roman(words) == (None, 0)
    assert read_number_word(["weir"]) == (None, 0)
    assert read_number_word(["forty", "two", "x"]) == (42, 2)
    assert read_number_word(["forty", "winks"]) == (40, 1)
