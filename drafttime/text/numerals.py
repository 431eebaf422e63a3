"""Numbers in names: words (`Twenty-One`), Roman figures (`XIV`), Chinese figures (`第十二章`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
ENGLISH_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_OTHERS = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(),
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze".split(),
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce".split(),
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici".split(),
    "ноль один два три четыре пять шесть семь восемь девять десять".split(),
)

WORDS: dict[str, int] = {}
for _names in (_ENGLISH, ENGLISH_ORDINALS, *_OTHERS):
    for _value, _name in enumerate(_names):
        WORDS.setdefault(_name, _value)
TENS = {name: 20 + 10 * at for at, name in enumerate(_TENS)}
_HAN_DIGITS = {figure: value for value, figure in enumerate("零一二三四五六七八九")} | {"〇": 0}
_HAN_STEPS = {"十": 10, "百": 100, "千": 1000}
_HAN = re.compile("第([〇零一二三四五六七八九十百千]{1,9})")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_STEPS = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
    (1, "i"),
)  # fmt: skip


def read_number_word(words: Sequence[str]) -> tuple[int | None, int]:
    """Return the number that `words` begin with, and how many words it took; None and 0 if none.

    Words are in lower case. English goes up to ninety-nine and knows first to twentieth; German,
    French, Spanish, Italian and Russian go to ten or twelve.
    """
    if not words:
        return None, 0
    tens = TENS.get(words[0])
    if tens is not None:
        unit = WORDS.get(words[1]) if len(words) > 1 else None
        return (tens + unit, 2) if unit is not None and 0 < unit < 10 else (tens, 1)
    value = WORDS.get(words[0])
    return (value, 1) if value is not None else (None, 0)


def read_roman(words: Sequence[str]) -> tuple[int | None, int]:
    """Return the Roman number (1 to 399) that `words` begin with, and 1; None and 0 if none.

    Only the usual spelling counts: `iv`, not `iiii`.
    """
    if not words or not words[0] or set(words[0]) - set(_ROMAN) or len(words[0]) > 12:
        return None, 0
    values = [_ROMAN[char] for char in words[0]]
    total = sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
    return (total, 1) if 0 < total < 400 and to_roman(total) == words[0] else (None, 0)


def han_to_digits(name: str) -> str:
    """Return a name with the Chinese numbers after 第 in digits: 第十二章 → 第12章."""
    return _HAN.sub(lambda match: f"第{_han_value(match[1])}", name)


def _han_value(written: str) -> int:
    total = current = 0
    for figure in written:
        if figure in _HAN_STEPS:
            total += max(current, 1) * _HAN_STEPS[figure]
            current = 0
        else:
            current = _HAN_DIGITS[figure]
    return total + current


def to_roman(number: int) -> str:
    """Return a number from 1 to 399 in Roman figures, in lower case."""
    written = ""
    for value, figure in _ROMAN_STEPS:
        while number >= value:
            written += figure
            number -= value
    return written
