"""What the rules for kinds of revision see of a token: its letters, and what part it plays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from drafttime.revision.distance import common_prefix, edits_between
from drafttime.text.tokens import FIRST_WORD

SENTENCE_ENDS = frozenset(".!?…。！？։؟۔।")
CLOSING = frozenset("”’\"'»“)]}」』")

# Shorter words are one letter apart too easily: "his" and "has" are no misspelling of each other.
ALIKE_LETTERS = 4
LONG_LETTERS = 7
# A word and its inflected form share so much of the shorter one: “improved”, “improving”.
STEM_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Seen:
    """A token as the rules see it.

    `folded` are its letters and digits in one case, "" for punctuation; `function` says that it is
    a function word, `ends` that it is a mark that ends sentences, `closes` that it is a closing
    quotation mark or bracket, `capital` that it begins with a capital letter, `begins` that a
    sentence may begin with it (so may every letter of a script that has no capitals).
    """

    folded: str
    function: bool = False
    ends: bool = False
    closes: bool = False
    capital: bool = False
    begins: bool = False


@dataclass(slots=True)
class Reader:
    """Reads token characters; each is looked at once.

    `decode` is the vocabulary's; `function_words` are in small letters.
    """

    decode: Callable[[str], Sequence[str]]
    function_words: Collection[str]
    _seen: dict[str, Seen] = field(default_factory=dict)
    _alike: dict[tuple[str, str], bool] = field(default_factory=dict)

    def see(self, tokens: str) -> list[Seen]:
        """Return what the rules see of each token."""
        seen = self._seen
        return [seen.get(char) or self._look(char) for char in tokens]

    def _look(self, char: str) -> Seen:
        (text,) = self.decode(char)
        if ord(char) >= FIRST_WORD:
            small = text.casefold()
            found = Seen(
                folded="".join(filter(str.isalnum, small)) or small,
                function=small in self.function_words
                or small.replace("’", "'") in self.function_words,
                capital=text[:1].isupper(),
                begins=text[:1].isupper() or text[:1].lower() == text[:1].upper(),
            )
        else:
            found = Seen("", ends=text[:1] in SENTENCE_ENDS, closes=text[:1] in CLOSING)
        self._seen[char] = found
        return found

    def alike(self, old: str, new: str) -> bool:
        """Say whether two folded words are one word, spelled or inflected otherwise.

        They begin alike (misspellings rarely change the first letter: Yannakoudakis and Fawthrop,
        1983) and differ by one letter put in, left out, changed or swapped, or by two in words of
        seven letters and more; or they share a beginning of most of the shorter one's letters.
        """
        if old == new:
            return True
        shorter = min(len(old), len(new))
        if shorter < ALIKE_LETTERS or old[0] != new[0] or not (old + new).isalpha():
            return False
        key = (old, new)
        if key not in self._alike:
            most = 2 if shorter >= LONG_LETTERS else 1
            self._alike[key] = (
                common_prefix(old, new) >= STEM_SHARE * shorter
                or edits_between(old, new, at_most=most) <= most
            )
        return self._alike[key]
