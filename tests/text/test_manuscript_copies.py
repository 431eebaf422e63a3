from __future__ import annotations

import random
import time

from bookshelf import prose, read

from drafttime.text.compiled import COMPILED, find_copies


def copies(**sources):
    return find_copies({name.replace("__", "."): read(text) for name, text in sources.items()})


def edited(text: str, share: float, seed: int = 1) -> str:
    """Change that share of the words, in runs of ten: as a reviser does, not as noise does."""
    rng = random.Random(seed)
    words = text.split(" ")
    for at in range(0, len(words), 10):
        if rng.random() < share:
            words[at : at + 10] = [f"n{rng.randrange(5000)}" for _ in words[at : at + 10]]
    return " ".join(words)


ONE, TWO, THREE = (prose(400, seed) for seed in "abc")


def test_different_texts_are_left_alone():
    assert copies(a__md=ONE, b__md=TWO, c__md=THREE) == {}


def test_a_file_that_holds_the_chapters_is_a_compiled_copy():
    book = f"# Title\n\n{ONE}\n\n{TWO}\n\n{THREE}"
    assert copies(a__md=ONE, b__md=TWO, c__md=THREE, book__md=book) == {"book.md": COMPILED}


def test_a_compiled_copy_is_known_after_some_revision():
    book = edited(f"{ONE}\n\n{TWO}\n\n{THREE}", 0.2)
    assert copies(a__md=ONE, b__md=TWO, c__md=THREE, all__txt=book) == {"all.txt": COMPILED}


def test_two_compiled_copies_are_both_left_out():
    book = f"{ONE}\n\n{TWO}\n\n{THREE}"
    found = copies(a__md=ONE, b__md=TWO, c__md=THREE, book__md=book, book__txt=book)
    assert found == {"book.md": COMPILED, "book.txt": COMPILED}


def test_a_chapter_that_quotes_two_short_files_is_no_compiled_copy():
    songs = prose(70, "song"), prose(70, "ballad")
    found = copies(song__md=songs[0], ballad__md=songs[1], ch1__md="\n\n".join([*songs, ONE]))
    assert "ch1.md" not in found


def test_the_format_that_writers_type_is_kept():
    assert copies(novel__md=ONE, novel__txt=ONE) == {"novel.txt": "the same words as novel.md"}
    assert copies(novel__tex=ONE, novel__txt=ONE) == {"novel.txt": "the same words as novel.tex"}


def test_of_two_states_the_later_by_number_is_kept():
    late = edited(ONE, 0.15)
    found = find_copies({"1818.txt": read(ONE), "1831.txt": read(late)})
    assert found == {"1818.txt": "an earlier draft: 1818"}


def test_a_name_that_says_draft_needs_less():
    late = edited(ONE, 0.5)
    assert find_copies({"novel.md": read(late), "novella.md": read(ONE)}) == {}
    assert find_copies({"novel.md": read(late), "first draft of it.md": read(ONE)}) == {
        "first draft of it.md": "an earlier draft: Draft 1"
    }
    late = edited(ONE, 0.9)
    assert find_copies({"novel.md": read(late), "first draft of it.md": read(ONE)}) == {}


def test_an_excerpt_stands_in_the_book():
    found = copies(novel__md=f"{ONE}\n\n{TWO}\n\n{THREE}", excerpt__md=ONE)
    assert found == {"excerpt.md": "stands in novel.md"}


def test_short_texts_may_stand_twice():
    motto = prose(40, "motto")
    assert copies(a__md=motto, b__md=motto) == {}


def test_one_of_a_group_always_stays():
    found = copies(a__md=ONE, b__md=ONE, c__md=ONE)
    assert len(found) == 2


def test_a_large_repository_is_compared_in_a_sample():
    texts = {f"ch{n}.md": read(prose(3000, n)) for n in range(80)}
    texts["book.md"] = read("\n\n".join(prose(3000, n) for n in range(80)))
    texts["ch7 copy.md"] = texts["ch7.md"]
    began = time.monotonic()
    found = find_copies(texts)
    assert time.monotonic() - began < 3
    assert found == {"book.md": COMPILED, "ch7 copy.md": "the same words as ch7.md"}
