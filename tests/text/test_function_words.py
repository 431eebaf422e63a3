"""Lists of function words are sound, and a page of any of their languages is told from the rest."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafttime.text.function_words import (
    FEWEST_WORDS,
    language_of,
    languages,
    shares_of,
    words_of,
)
from drafttime.text.tokens import split_tokens

LISTS = Path(__file__).parents[2] / "drafttime/text/function_words"
PAGES = Path(__file__).parent / "pages"
SCRIPTS = {"bg": "CYRILLIC", "ru": "CYRILLIC", "uk": "CYRILLIC", "el": "GREEK"}


def counted(text: str) -> Counter[str]:
    return Counter(words_in(text))


def words_in(text: str) -> list[str]:
    return [token.casefold() for token in split_tokens(text) if token[0].isalnum()]


def classes_of(language: str) -> list[list[str]]:
    found: list[list[str]] = []
    for line in (LISTS / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            found.append([])
        elif line:
            found[-1].append(line)
    return found[1:]


@pytest.mark.parametrize("language", languages())
def test_a_list_names_its_language_and_sorts_each_class(language: str) -> None:
    first, blank, second, *_ = (LISTS / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    assert first.startswith("# Function words of ")
    assert not blank
    assert second.startswith("# ")
    for words in classes_of(language):
        assert words
        assert words == sorted(words)


@pytest.mark.parametrize("language", languages())
def test_every_word_is_a_small_token_of_its_script_and_stands_once(language: str) -> None:
    words = [word for own in classes_of(language) for word in own]
    assert len(set(words)) == len(words) >= 150
    for word in words:
        assert word == word.lower() == unicodedata.normalize("NFC", word)
        assert split_tokens(word.removesuffix("’")) == [word.removesuffix("’")]
        assert "'" not in word, "the file has typographic apostrophes; the reader makes both"
        letters = [char for char in word if char not in "’-" and not unicodedata.combining(char)]
        script = SCRIPTS.get(language, "LATIN")
        assert all(unicodedata.name(char).startswith(script) for char in letters), word


@pytest.mark.parametrize("language", languages())
def test_words_are_found_as_the_tokens_of_prose_are_looked_up(language: str) -> None:
    for own in classes_of(language):
        for word in own:
            if not word.endswith("’"):
                assert word.casefold() in words_of(language)
                assert word.casefold().replace("’", "'") in words_of(language)


@pytest.mark.parametrize("word", ["I'm", "I’m", "They've", "it’s", "Whose", "THE", "wouldn’t’ve"])
def test_english_contractions_have_both_apostrophes_and_no_negation(word: str) -> None:
    assert (word.casefold() in words_of("en")) is ("n’t" not in word)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "not never no nobody nothing nor cannot can't don’t without unless only hardly"),
        ("en", "may might must should ought need perhaps probably always often two first several"),
        ("en", "say said new people time good make go know like way thing man yes"),
        ("de", "nicht kein keine nie niemand nichts ohne weder müssen sollte vielleicht zwei"),
        ("fr", "ne n’ n’est pas jamais rien personne aucun sans ni deux peut-être"),
        ("es", "no nunca nada nadie ninguno sin ni dos quizás tampoco"),
        ("it", "non mai niente nulla nessuno senza né due forse"),
        ("pt", "não nunca nada ninguém sem nem dois talvez tampouco"),
        ("nl", "niet geen nooit niemand niets zonder noch twee misschien"),
        ("sv", "inte aldrig ingen ingenting utan två kanske"),
        ("da", "ikke aldrig ingen intet uden to måske"),
        ("no", "ikke ikkje aldri ingen ingenting uten kanskje"),
        ("pl", "nie nigdy nikt nic bez ani dwa może"),
        ("cs", "ne není nikdy nikdo nic bez ani dva možná"),
        ("ru", "не нет никогда никто ничего без ни два может"),
        ("uk", "не ні немає ніколи ніхто нічого без два може"),
        ("fi", "ei en et emme eivät älä ilman kaksi ehkä"),
        ("el", "δεν μην μη όχι ποτέ κανείς τίποτα χωρίς ούτε δύο ίσως"),
        ("tr", "değil yok hiç iki belki asla"),
    ],
)
def test_what_changes_the_thing_said_is_no_function_word(language: str, words: str) -> None:
    assert not {word.casefold() for word in words.split()} & words_of(language)


def test_an_elided_form_counts_with_a_function_word_only() -> None:
    french = words_of("fr")
    assert {"qu’il", "qu'il", "d’une", "l'autre", "c’est", "jusqu’à", "s’y"} <= french
    assert not {"l’homme", "d'or", "l’été", "n’est", "l’"} & french
    assert "dell’altra" in words_of("it")


def test_the_elided_form_alone_tells_the_language() -> None:
    assert shares_of({"l’homme": 1, "qu'importe": 2, "homme": 1})["fr"] == 0.75
    assert shares_of({"rock’n": 4})["fr"] == 0


def test_a_turkish_capital_i_is_known() -> None:
    assert {"için", "İçin".casefold(), "İle".casefold()} <= words_of("tr")


def test_an_unknown_language_has_no_words() -> None:
    for name in ("", "xx", "../en", "en.txt", "EN"):
        assert words_of(name) == frozenset()


def test_every_list_has_a_page() -> None:
    assert [path.stem for path in sorted(PAGES.glob("*.txt"))] == list(languages())


@pytest.mark.parametrize("language", languages())
def test_a_page_is_told_from_all_other_languages(language: str) -> None:
    page = (PAGES / f"{language}.txt").read_text(encoding="utf-8")
    assert language_of(counted(page)) == language
    assert language_of(counted(page.upper().replace("I", "i"))) in {language, ""}


@pytest.mark.parametrize("language", languages())
def test_so_are_fifty_words_of_it(language: str) -> None:
    words = words_in((PAGES / f"{language}.txt").read_text(encoding="utf-8"))
    found = [language_of(Counter(words[k : k + 50])) for k in range(0, len(words) - 49, 5)]
    assert set(found) <= {language, ""}
    assert found.count(language) >= 0.95 * len(found)


def test_a_text_in_two_languages_by_halves_is_no_third() -> None:
    both = "".join((PAGES / f"{name}.txt").read_text(encoding="utf-8") for name in ("de", "ru"))
    assert language_of(counted(both)) in {"de", "ru", ""}


CODE = """
def total(rows, limit=10):
    found = {}
    for row in rows:
        if row.name not in found and row.size > limit:
            found[row.name] = row.size
        elif row.size == 0:
            continue
    return sum(found.values())
class Shelf:
    def __init__(self, width, height):
        self.width, self.height = width, height
        self.books = []
    def put(self, book):
        self.books.append(book)
        return len(self.books)
"""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the of and to in",
        CODE,
        "{ margin: 0 auto; padding: 2px 4px; color: red; } " * 20,
        "3 17 2024 12 0 5 " * 20,
        "海は静かだった。" * 20,
        "Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor " * 4,
    ],
)
def test_what_is_no_prose_of_a_listed_language_has_none(text: str) -> None:
    assert language_of(counted(text)) == ""


@given(st.dictionaries(st.text(max_size=8), st.integers(min_value=1, max_value=99)))
def test_any_words_have_shares_and_a_listed_language_or_none(counts: dict[str, int]) -> None:
    assert all(0 <= share <= 1 for share in shares_of(counts).values())
    found = language_of(counts)
    assert found in {"", *languages()}
    assert not found or sum(counts.values()) >= FEWEST_WORDS


@given(st.sampled_from(languages()), st.integers(min_value=2, max_value=9))
def test_a_text_told_often_has_the_same_language(language: str, times: int) -> None:
    counts = counted((PAGES / f"{language}.txt").read_text(encoding="utf-8"))
    more = {word: count * times for word, count in counts.items()}
    assert language_of(more) == language_of(counts)
