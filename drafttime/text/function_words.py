"""Function words of many languages, and the language that a manuscript is written in.

Function words are the small closed classes that hold a sentence together: articles, pronouns,
prepositions, conjunctions, auxiliary verbs, and the most grammatical adverbs. The lists lie in
`function_words/`, one language a file, one word a line, by class; a new language is one new file.

What changes the thing said is left out on purpose, in every language:

* negations, and what excludes or denies (not, never, nobody, without, except, unless, only);
* numbers and amounts (two, several, half); "one" stays as a pronoun;
* how sure or how bound somebody is (may, might, must, should, perhaps). The verbs of mere tense
  and ability (will, would, can, could) stay;
* how often (always, sometimes).

Words that are as often something else are left out, too: English "like", French "or" and "été".

An elided form (French "l’", Italian "dell’") stands in one token with the next word. The lists hold
it with its apostrophe. Such a token is a function word if both of its parts are ("qu’il", "d’une"),
and not if the other carries meaning ("l’homme"); for telling the language, its beginning suffices.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

APOSTROPHES = "’'"

# tests/benchmarks/function_words.py prints how far texts lie from these. Real books, mark-up and
# all, lie at 0.31 and more; the code of this package without comments and quotations at 0.16.
FEWEST_WORDS = 20
LEAST_SHARE = 0.25
LEAST_LEAD = 0.02
# Finnish and Turkish say with endings what others say with words.
SPARING: Mapping[str, float] = MappingProxyType({"fi": 0.15, "tr": 0.15})


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a list (ISO 639-1), in order."""
    entries = files("drafttime.text").joinpath("function_words").iterdir()
    return tuple(sorted(e.name[:-4] for e in entries if e.name.endswith(".txt")))


@cache
def words_of(language: str) -> frozenset[str]:
    """Return the function words of a language, none for "" or one that has no list.

    They are case-folded tokens in NFC, those with an apostrophe in both spellings (’ and '), and
    the pairs of an elided form and a function word. The first call reads a file, 1–20 ms.
    """
    if language not in languages():
        return frozenset()
    words, elided = _listed(language)
    return words | {head + word for head in elided for word in words}


def language_of(counts: Mapping[str, int]) -> str:
    """Return the code of the language that words come from, "" when that is unsure.

    `counts` says how often each word token of a text occurs. The language is the one whose function
    words cover the largest share of them: at least `LEAST_SHARE` (less where a language is sparing
    with them), and `LEAST_LEAD` more than the second, in a text of at least `FEWEST_WORDS`.

    A text without prose, or in a language that has no list, has none; one in a close sister of a
    listed language (Macedonian) may be taken for that. Costs one look-up for each distinct word;
    the first call reads every list, about 0.05 s.
    """
    total = sum(counts.values())
    if total < FEWEST_WORDS:
        return ""
    (first, best), (_, second) = Counter(shares_of(counts)).most_common(2)
    enough = best >= SPARING.get(first, LEAST_SHARE) and best - second >= LEAST_LEAD
    return first if enough else ""


def shares_of(counts: Mapping[str, int]) -> dict[str, float]:
    """Return the share of a text's word tokens, 0–1, that each language's function words cover."""
    covered = dict.fromkeys(languages(), 0)
    total = 0
    words, elided = _index()
    for word, count in counts.items():
        total += count
        folded = word.casefold()
        for language in words.get(folded) or elided.get(_head(folded), ()):
            covered[language] += count
    return {language: n / total if total else 0.0 for language, n in covered.items()}


def _head(word: str) -> str:
    """Return a word up to its first apostrophe, which counts as part of it; "" without one."""
    places = [place for mark in APOSTROPHES if (place := word.find(mark)) >= 0]
    return word[: min(places) + 1] if places else ""


@cache
def _index() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """Return the languages of every listed word, and those of every elided form."""
    found: tuple[defaultdict[str, tuple[str, ...]], ...] = (defaultdict(tuple), defaultdict(tuple))
    for language in languages():
        for index, forms in zip(found, _listed(language), strict=True):
            for form in forms:
                index[form] += (language,)
    words, elided = map(dict, found)
    return words, elided


def _listed(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a list and its elided forms, which end in an apostrophe."""
    path = files("drafttime.text").joinpath("function_words", f"{language}.txt")
    forms = {
        line.casefold().replace("’", apostrophe)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
        for apostrophe in APOSTROPHES
    }
    elided = frozenset(form for form in forms if form.endswith(tuple(APOSTROPHES)))
    return frozenset(forms - elided), elided
