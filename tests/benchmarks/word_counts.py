"""Print word counts beside those of `wc -w` and of pandoc.

    python tests/benchmarks/word_counts.py [CORPORA]

CORPORA holds the git bundles and the two texts of Frankenstein (default: `shared/corpora` beside
the checkout, or DRAFTTIME_CORPORA). Bundles are cloned into a temporary folder.

* Frankenstein, plain English: the count beside that of `wc -w`.
* uncurled, Markdown: the files that drafttime takes for the manuscript, each beside
  `pandoc -t plain --wrap=none | wc -w`, list marks and all.
* honours-project and napkin, LaTeX: prose chapters, beside pandoc's plain text *without* what is
  no prose to a reader and so not counted here: formulas, named drawings, numbers of list items,
  "words" without a letter or a digit. A chapter is what stands from one \\chapter to the next.
  A prose chapter is one of at least 200 words, with at most 5 formulas to 100 words and with fewer
  words in tables than outside. Pandoc is given a chapter alone, in an empty folder, so that it
  reads no other file in its place, and without the options of pictures, which older versions
  cannot parse. A chapter that pandoc cannot parse all the same is listed as such.

Each block ends with the total and the difference allowed: 1 % for `wc -w`, 2 % for pandoc.
The exit code is 1 if a total is further off.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from drafttime.pipeline import find_manuscript
from drafttime.request import Request
from drafttime.text.library import Library

CHAPTER = re.compile(r"^(?=[ \t]*\\chapter\b)", re.MULTILINE)
FORMULA = re.compile(
    r"(?<!\\)\$\$?[^$]+\$\$?|\\\(|\\\[|\\begin\{(?:equation|align|gather|multline|eqnarray)",
)
TABLE = re.compile(r"\\begin\{(tabular\w*|longtable)\*?\}.*?\\end\{\1\*?\}", re.DOTALL)
PICTURE_OPTIONS = re.compile(r"(\\includegraphics)(?:\{\\fboxrule\})?\[[^\]]*\]")
FEWEST_WORDS = 200
MOST_FORMULAS = 0.05

# What pandoc would print of a chapter and a reader would not call its words. Environments that it
# does not know become divs of that name.
WITHOUT_UNREAD = """
local drawings = {asy = true, tikzcd = true, tikzpicture = true, chart = true}
function Math() return {} end
function RawInline() return {} end
function RawBlock() return {} end
function OrderedList(list) return pandoc.BulletList(list.content) end
function Note(note) return pandoc.Span(pandoc.utils.blocks_to_inlines(note.content)) end
function Div(div) if drawings[div.classes[1]] then return {} end end
"""


class Table:
    """Rows of (name, our words, the others' words), printed as they come."""

    def __init__(self, title: str, other: str, allowed: float) -> None:
        self.allowed = allowed
        self.ours = self.theirs = 0
        print(f"\n{title}\n{'':44}{'drafttime':>12}{other:>18}{'difference':>12}")

    def row(self, name: str, ours: int, theirs: int | None) -> None:
        if theirs is None:
            print(f"{name[:43]:44}{ours:12,}{'cannot parse it':>18}")
            return
        self.ours += ours
        self.theirs += theirs
        print(f"{name[:43]:44}{ours:12,}{theirs:18,}{off(ours, theirs):>12}")

    def close(self) -> bool:
        ratio = self.ours / self.theirs - 1 if self.theirs else 1
        print(f"{'in all':44}{self.ours:12,}{self.theirs:18,}{off(self.ours, self.theirs):>12}"
              f"   (allowed: {self.allowed:.0%})")  # fmt: skip
        return abs(ratio) <= self.allowed


def off(ours: int, theirs: int) -> str:
    return f"{ours / theirs - 1:+.2%}" if theirs else "-"


def wc(text: str) -> int:
    """Return what `wc -w` counts, in a locale that knows UTF-8."""
    program = shutil.which("wc")
    if program is None:
        return len(text.split())
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    told = subprocess.run(
        [program, "-w"], input=text.encode(), capture_output=True, check=True, env=env
    )
    return int(told.stdout)


def pandoc(text: str, reader: str, *arguments: str) -> str | None:
    """Return pandoc's plain text, None where it cannot parse its input."""
    with tempfile.TemporaryDirectory() as empty:
        told = subprocess.run(
            ["pandoc", "-f", reader, "-t", "plain", "--wrap=none", *arguments],
            input=text.encode(),
            capture_output=True,
            check=False,
            cwd=empty,
        )
    return None if told.returncode else told.stdout.decode()


def words_of(text: str, path: str) -> int:
    read = Library().text("", text.encode(), path)
    return 0 if read is None else read.words


def clone(bundle: Path, folder: Path) -> Path:
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    target = folder / bundle.stem
    subprocess.run(["git", "clone", "-q", bundle, target], check=True, env=env)
    return target


def plain_english(folder: Path) -> bool:
    table = Table("Plain English", "wc -w", 0.01)
    for file in sorted((folder / "frankenstein").glob("*.txt")):
        text = file.read_text("utf-8")
        table.row(file.name, words_of(text, file.name), wc(text))
    return table.close()


def markdown(book: Path) -> bool:
    table = Table(f"{book.name}: the files of the manuscript", "pandoc | wc -w", 0.02)
    manuscript, _ = find_manuscript(Request(book, use_cache=False))
    for file in manuscript.files:
        printed = pandoc((book / file.path).read_text("utf-8"), "markdown")
        table.row(file.path, file.words, None if printed is None else wc(printed))
    return table.close()


def chapters(files: Iterable[Path]) -> Iterable[tuple[str, str]]:
    """Yield the title and the source of every chapter."""
    for file in files:
        text = file.read_text("utf-8", "replace")
        body = text.partition("\\begin{document}")[2] or text
        for chapter in CHAPTER.split(body.partition("\\end{document}")[0]):
            title = re.match(r"\s*\\chapter\*?(?:\[[^]]*\])?\{([^{}]*)", chapter)
            if title is not None:
                yield title[1], chapter


def is_prose(chapter: str, words: int) -> bool:
    formulas = len(FORMULA.findall(chapter))
    outside = words_of(TABLE.sub("", chapter), "x.tex")
    return words >= FEWEST_WORDS and formulas <= MOST_FORMULAS * words and words < 2 * outside


def latex(book: Path) -> bool:
    table = Table(f"{book.name}: prose chapters", "pandoc, words", 0.02)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(WITHOUT_UNREAD)
        script.flush()
        for title, chapter in chapters(sorted(book.rglob("*.tex"))):
            words = words_of(chapter, "x.tex")
            if is_prose(chapter, words):
                source = PICTURE_OPTIONS.sub(r"\1", chapter)
                printed = pandoc(source, "latex", "--lua-filter", script.name)
                table.row(title, words, None if printed is None else counted(printed))
    return table.close()


def counted(printed: str) -> int:
    return wc(" ".join(word for word in printed.split() if any(map(str.isalnum, word))))


def main() -> int:
    beside = Path(__file__).resolve().parents[3] / "shared" / "corpora"
    folder = Path((sys.argv[1:] or [os.environ.get("DRAFTTIME_CORPORA", str(beside))])[0])
    if not folder.is_dir():
        print(f"{folder} is not here; give the folder of the books as an argument")
        return 0
    good = [plain_english(folder)]
    if shutil.which("pandoc") is None:
        print("\npandoc is not installed, so nothing is compared with it")
        return 0 if all(good) else 1
    with tempfile.TemporaryDirectory() as temporary:
        good.append(markdown(clone(folder / "uncurled.bundle", Path(temporary))))
        good.extend(
            latex(clone(folder / f"{name}.bundle", Path(temporary)))
            for name in ("honours-project", "napkin")
        )
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
