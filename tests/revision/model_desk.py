"""One revision in the making: what writers do to a manuscript, and a note of what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from model_book import Book, File, Paragraph, Token, Typist, all_tokens, sentences

LONG_ENOUGH = 8  # shorter text that comes back is not known again


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that a commit did, and the tokens that it did it to."""

    kind: str
    tokens: tuple[Token, ...]


@dataclass(slots=True)
class Keys:
    """Numbers for new files."""

    last: int = 0

    def new_file(self, book: Book, paragraphs: tuple[Paragraph, ...]) -> None:
        self.last += 1
        book[self.last] = File(f"{self.last:02}.md", paragraphs)


def _by_size(kind: str, tokens: Paragraph) -> str:
    """Name apart what is too short to be known again: nothing is asked of it."""
    return kind if len(tokens) >= LONG_ENOUGH else f"{kind}, too short"


class Desk:
    """One revision in the making. No token is worked on twice, so that what moves is unedited."""

    def __init__(
        self, keys: Keys, typist: Typist, before: Book, graves: Sequence[Paragraph]
    ) -> None:
        self.keys, self.chance, self.typist = keys, typist.chance, typist
        self.book = dict(before)
        self.graves = graves
        self.deeds: list[Deed] = []
        self.cut: list[Paragraph] = []
        self.busy: set[Token] = set()

    def work(self) -> None:
        """Do one of the things that writers do; nothing where the book is too small for it."""
        deeds = (
            self.type, self.type, self.reword, self.reword, self.reword, self.cut_paragraph,
            self.cut_sentence, self.move, self.move, self.move_sentence, self.swap_chapters,
            self.split, self.join, self.split_file, self.join_files, self.rename,
            self.restore, self.restore, self.copy,
        )  # fmt: skip
        self.chance.choice(deeds)()

    def _did(self, kind: str, tokens: Sequence[Token]) -> None:
        self.deeds.append(Deed(kind, tuple(tokens)))
        self.busy.update(tokens)

    def _pick(self, sentence_count: int = 1) -> tuple[int, int] | None:
        """Choose a paragraph that was left alone so far: (file, place)."""
        free = [
            (key, k)
            for key, file in self.book.items()
            for k, paragraph in enumerate(file.paragraphs)
            if len(sentences(paragraph)) >= sentence_count and self.busy.isdisjoint(paragraph)
        ]
        return self.chance.choice(free) if free else None

    def _replace(self, key: int, start: int, stop: int, *paragraphs: Paragraph) -> None:
        path, old = self.book[key]
        made = (*old[:start], *paragraphs, *old[stop:])
        if made:
            self.book[key] = File(path, made)
        else:
            del self.book[key]

    def _insert(self, paragraph: Paragraph) -> None:
        if not self.book:
            self.keys.new_file(self.book, (paragraph,))
            return
        key = self.chance.choice(sorted(self.book))
        at = self.chance.randint(0, len(self.book[key].paragraphs))
        self._replace(key, at, at, paragraph)

    def type(self) -> None:
        paragraph = self.typist.paragraph()
        self._insert(paragraph)
        self._did("typed", paragraph)

    def reword(self) -> None:
        place = self._pick()
        if place is None:
            return
        key, k = place
        paragraph = list(self.book[key].paragraphs[k])
        count = self.chance.randint(1, 3)
        at = self.chance.randrange(max(1, len(paragraph) - count))
        old = paragraph[at : at + count]
        new = self.typist.words(self.chance.randint(1, 3))
        paragraph[at : at + count] = new
        self._replace(key, k, k + 1, tuple(paragraph))
        self._did("replaced", old)
        self._did("reworded", new)
        self.busy.update(paragraph)

    def cut_paragraph(self) -> None:
        place = self._pick()
        if place is None:
            return
        key, k = place
        paragraph = self.book[key].paragraphs[k]
        self._replace(key, k, k + 1)
        self._did("cut paragraph", paragraph)
        self.cut.append(paragraph)

    def _take_sentence(self) -> tuple[Paragraph, Paragraph] | None:
        """Take a sentence of eight tokens out of a paragraph; return it and what is left."""
        place = self._pick(sentence_count=3)
        if place is None:
            return None
        key, k = place
        found = sentences(self.book[key].paragraphs[k])
        sentence = found.pop(self.chance.randrange(len(found)))
        if len(sentence) < LONG_ENOUGH:
            return None
        left = tuple(token for part in found for token in part)
        self._replace(key, k, k + 1, left)
        return sentence, left

    def cut_sentence(self) -> None:
        taken = self._take_sentence()
        if taken:
            self._did("cut sentence", taken[0])
            self.cut.append(taken[0])
            self.busy.update(taken[1])

    def move(self) -> None:
        place = self._pick()
        if place is None:
            return
        key, k = place
        paragraph = self.book[key].paragraphs[k]
        self._replace(key, k, k + 1)
        self._insert(paragraph)
        self._did(_by_size("moved paragraph", paragraph), paragraph)

    def move_sentence(self) -> None:
        taken = self._take_sentence()
        if taken:
            self.busy.update(taken[1])
            self._put_sentence(taken[0])
            self._did("moved sentence", taken[0])

    def _put_sentence(self, sentence: Paragraph) -> None:
        """Put a sentence between two others, or where there is no room as a paragraph."""
        place = self._pick(sentence_count=2)
        if place is None:
            self._insert(sentence)
            return
        key, k = place
        found = sentences(self.book[key].paragraphs[k])
        found.insert(self.chance.randint(0, len(found)), sentence)
        whole = tuple(token for part in found for token in part)
        self._replace(key, k, k + 1, whole)
        self.busy.update(whole)

    def swap_chapters(self) -> None:
        if len(self.book) < 2:
            return
        a, b = self.chance.sample(sorted(self.book), 2)
        one, other = self.book[a], self.book[b]
        self.book[a] = File(other.path, one.paragraphs)
        self.book[b] = File(one.path, other.paragraphs)
        tokens = [*one.tokens, *other.tokens]
        self._did("swapped chapter", [t for t in tokens if t not in self.busy])

    def split(self) -> None:
        place = self._pick(sentence_count=2)
        if place is None:
            return
        key, k = place
        found = sentences(self.book[key].paragraphs[k])
        at = self.chance.randint(1, len(found) - 1)
        parts = (found[:at], found[at:])
        halves = [tuple(token for sentence in part for token in sentence) for part in parts]
        self._replace(key, k, k + 1, *halves)
        self._did("split paragraph", [*halves[0], *halves[1]])

    def join(self) -> None:
        place = self._pick()
        if place is None:
            return
        key, k = place
        following = self.book[key].paragraphs[k + 1 : k + 2]
        if following and self.busy.isdisjoint(following[0]):
            whole = self.book[key].paragraphs[k] + following[0]
            self._replace(key, k, k + 2, whole)
            self._did("joined paragraph", whole)

    def split_file(self) -> None:
        key = self.chance.choice(sorted(self.book)) if self.book else None
        if key is None or len(self.book[key].paragraphs) < 4:
            return
        path, paragraphs = self.book[key]
        at = self.chance.randint(1, len(paragraphs) - 1)
        self.book[key] = File(path, paragraphs[:at])
        self.keys.new_file(self.book, paragraphs[at:])
        tokens = [token for paragraph in paragraphs[at:] for token in paragraph]
        self._did("split file", [t for t in tokens if t not in self.busy])

    def join_files(self) -> None:
        if len(self.book) < 3:
            return
        a, b = self.chance.sample(sorted(self.book), 2)
        gone = self.book.pop(b)
        path, paragraphs = self.book[a]
        self.book[a] = File(path, paragraphs + gone.paragraphs)
        self._did("joined file", [t for t in gone.tokens if t not in self.busy])

    def rename(self) -> None:
        if not self.book:
            return
        key = self.chance.choice(sorted(self.book))
        file = self.book[key]
        self.keys.last += 1
        self.book[key] = File(f"{self.keys.last:02}.md", file.paragraphs)
        self._did("renamed file", [t for t in file.tokens if t not in self.busy])

    def restore(self) -> None:
        """Put back what was cut on the way here, if nothing of it stands."""
        standing = set(all_tokens(self.book))
        free = [g for g in self.graves if standing.isdisjoint(g) and self.busy.isdisjoint(g)]
        if not free:
            return
        found = self.chance.choice(free)
        if len(sentences(found)) == 1:
            self._put_sentence(found)
            self._did(_by_size("restored sentence", found), found)
        else:
            self._insert(found)
            self._did(_by_size("restored paragraph", found), found)

    def copy(self) -> None:
        place = self._pick()
        if place is not None:
            key, k = place
            paragraph = self.book[key].paragraphs[k]
            self._insert(paragraph)
            self._did(_by_size("copied paragraph", paragraph), paragraph)
