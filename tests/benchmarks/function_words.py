"""Print what the lists of function words are worth: the language of texts, and surface changes.

    python tests/benchmarks/function_words.py [TEXT…]

* The shares of the first and second language for every TEXT (a file of prose, as it stands), for
  both texts of Frankenstein, for the invented pages of the tests, and for the package's own code
  without comments and quotations, which is no language; and how many windows of 200 words (50 on a
  page) are given each language.
* For ArgRewrite V2 (Kashefi et al.), by class of the English list: of the aligned sentences whose
  words differ by listed words alone, how many the annotators call a surface change. `touched` holds
  pairs with a word of the class, `alone` those with no other.

The corpora are those beside the project (or DRAFTTIME_SHARED).
"""

from __future__ import annotations

import io
import json
import os
import sys
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kinds import SURFACE_PURPOSES, revisions

from drafttime.revision.distance import matches
from drafttime.text.decoding import normalise
from drafttime.text.function_words import language_of, shares_of
from drafttime.text.tokens import Vocabulary, split_tokens

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("DRAFTTIME_SHARED", ROOT.parent / "shared"))
LISTS = ROOT / "drafttime/text/function_words"


def words_in(text: str) -> list[str]:
    return [token.casefold() for token in split_tokens(normalise(text)) if token[0].isalnum()]


def code_alone(path: Path) -> str:
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    spoken = {tokenize.COMMENT, tokenize.STRING}
    return " ".join(token.string for token in tokens if token.type not in spoken)


def print_language(name: str, text: str, window: int = 200) -> None:
    words = words_in(text)
    first, second = Counter(shares_of(Counter(words))).most_common(2)
    starts = range(0, max(1, len(words) - window + 1), window if window == 200 else 5)
    given = Counter(language_of(Counter(words[k : k + window])) or "none" for k in starts)
    shares = f"{first[0]} {first[1]:.3f}, {second[0]} {second[1]:.3f}"
    print(f"{name:24}{len(words):>9,} words  {shares:22}  windows: {dict(given.most_common(4))}")


def classes() -> dict[str, str]:
    """Return the class of every English word."""
    found, name = {}, ""
    for line in (LISTS / "en.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            name = line[2:]
        elif line:
            found[line.replace("’", "'")] = name
    return found


def changed_words(vocabulary: Vocabulary, old: str, new: str) -> Iterator[str]:
    """Yield the words that two sentences do not share in order."""
    before, after = (
        vocabulary.encode(" ".join(words_in(text)).replace("’", "'")) for text in (old, new)
    )
    at_old = at_new = 0
    for start_old, start_new, length in (*matches(before, after), (len(before), len(after), 0)):
        yield from vocabulary.decode(before[at_old:start_old] + after[at_new:start_new])
        at_old, at_new = start_old + length, start_new + length


def print_surface(rows: Iterable[str]) -> None:
    own, vocabulary = classes(), Vocabulary()
    touched: dict[str, list[bool]] = defaultdict(list)
    alone: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        for old, new, purposes in revisions(json.loads(row)):
            words = list(changed_words(vocabulary, old, new)) if old and new else []
            if not words or not all(word in own for word in words):
                continue
            surface = set(purposes) <= SURFACE_PURPOSES
            named = {own[word] for word in words}
            for name in (*named, "all classes"):
                touched[name].append(surface)
            if len(named) == 1:
                alone[named.pop()].append(surface)
    for name in sorted(touched, key=lambda name: -len(touched[name])):
        right, few = touched[name], alone[name]
        print(f"  {name:46} touched {sum(right)} of {len(right)}, alone {sum(few)} of {len(few)}")


def main() -> None:
    for path in [*map(Path, sys.argv[1:]), *sorted(SHARED.glob("corpora/frankenstein/*.txt"))]:
        print_language(path.name, path.read_text(encoding="utf-8", errors="replace"))
    for path in sorted((ROOT / "tests/text/pages").glob("*.txt")):
        print_language(f"page in {path.stem}", path.read_text(encoding="utf-8"), window=50)
    modules = sorted((ROOT / "drafttime").rglob("*.py"))
    print_language("the package's code", " ".join(map(code_alone, modules)))
    truth = SHARED / "truth/argrewrite-dev.jsonl"
    print("\nArgRewrite, words of the list alone: how many are surface changes")
    print_surface(truth.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    main()
