from __future__ import annotations

import pytest

from drafttime.text.formats.latex import FORMAT, parse


def texts(source: str) -> list[str]:
    return [block.text for block in parse(source)]


def text(source: str) -> str:
    return " | ".join(texts(source))


def test_names_its_files():
    assert FORMAT.name == "latex"
    assert FORMAT.extensions == (".tex", ".ltx", ".latex")


def test_rewrapping_changes_nothing():
    assert parse("One two\nthree four.\n\nNext.") == parse("One\n  two three\nfour.\n\n\nNext.")


def test_keeps_what_stands_in_the_document_only():
    source = (
        "\\documentclass[a4paper]{book}\n\\title{Away}\nNot read.\n% \\begin{document}\n"
        "\\begin{document}\nRead.\n\\end{document}\nNotes after it."
    )
    assert texts(source) == ["Read."]


def test_a_chapter_about_latex_is_read_wholly():
    source = (
        "Before.\n\\begin{verbatim}\n\\begin{document}\n\\end{document}\n\\end{verbatim}\nAfter."
    )
    assert texts(source) == ["Before.", "After."]


def test_a_file_of_macros_holds_no_prose():
    source = (
        "\\newcommand{\\he}{Ishmael}\n\\usepackage{tikz}\n\\tikzset{every node/.style={draw}}\n"
    )
    assert texts(source + "\\SomeSwitch{words and words}\n") == []
    assert texts("\\newcommand{\\he}{Ishmael}\n\nCall me \\he{} or something else again.") == [
        "Call me or something else again."
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a % b\nc", "a c"),
        ("wo%\n  rd", "word"),
        ("100\\% sure", "100% sure"),
        ("a % b\n\nc", "a | c"),
        ("a\n% b\n% c\nd", "a d"),
        ("a\n\\begin{comment}\nb\n\nc\n\\end{comment}\nd", "a | d"),
        ("a \\iffalse b\n\nc \\fi d", "a d"),
    ],
)
def test_drops_comments(source: str, expected: str):
    assert text(source) == expected


@pytest.mark.parametrize(
    "formula",
    [
        "$x^2$", "$$x$$", "$$a \\text{ if $b$ } c$$", "\\(x\\)", "\\[x = \\text{if}\\]",
        "$\\text{so $x$ is}$", "\\begin{equation*}x\\end{equation*}", "$a \\$ b$", "$a%$\nb$",
        "\\begin{align}\na &= b \\\\\n\\end{align}",
    ],
)  # fmt: skip
def test_drops_maths(formula: str):
    assert text(f"Let {formula} be") == "Let be"


def test_leaves_no_gap_before_a_full_stop():
    assert text("It is $x$. And (see $y$), as \\citet[p.~2]{knuth} or~\\cite{a,b}.") == (
        "It is. And (see), as or."
    )


def test_an_unclosed_formula_loses_a_paragraph_at_most():
    assert text("It cost 5$ then.\n\nNext.") == "It cost 5$ then. | Next."
    assert text("Take \\[ x\n\nNext.") == "Take | Next."
    assert text("Take \\begin{align} x\n\nNext.") == "Take | Next."


@pytest.mark.parametrize(
    "environment", ["verbatim", "lstlisting", "minted", "asy", "tikzpicture", "algorithm", "tikzcd"]
)
def test_drops_listings_and_drawings(environment: str):
    source = f"a\n\\begin{{{environment}}}[x]\n}}{{ % $ \\foo\n\nb\n\\end{{{environment}}}\nc"
    assert text(source) == "a | c"


def test_keeps_code_within_a_sentence():
    assert text("Use \\verb|a_b%c{| and \\lstinline{x y} at \\url{https://x.org/a%20b}.") == (
        "Use a_b%c{ and x y at https://x.org/a%20b."
    )


@pytest.mark.parametrize(
    ("source", "level"),
    [("\\part", 1), ("\\chapter*", 1), ("\\section", 2), ("\\subsection", 3),
     ("\\subsubsection*", 4)],
)  # fmt: skip
def test_reads_headings(source: str, level: int):
    heading, following = parse(f"{source}[short]{{The \\emph{{long}} way\\label{{x}}}} Text.")
    assert (heading.kind, heading.text, heading.level) == ("heading", "The long way", level)
    assert (following.kind, following.text, following.level) == ("paragraph", "Text.", 0)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("\\emph{a} \\textbf{b}c", "a bc"),
        ("\\vocab{word} \\unknown[opt]{a}{b}", "word a b"),
        ("{\\itshape a} {\\Large b}", "a b"),
        ("see~\\ref{x} \\label{y}now \\index{z}", "see now"),
        ("\\includegraphics[width=3cm]{a.png} \\input{b} c", "c"),
        ("\\vspace*{2cm} a \\vskip 2em plus 1pt b \\parskip=4pt c", "a b c"),
        ("\\href{https://x.org/50%}{words} here", "words here"),
        ("\\textcolor{red}{a} \\parbox[t]{5cm}{b}", "a b"),
        ("\\texorpdfstring{a}{b} c", "a c"),
        ("\\lettrine[lines=3]{C}{all} me", "Call me"),
        ("a\\footnote{It is.} b", "a It is. b"),
        ("a\\footnote{One.\n\nTwo.} b", "a One. Two. b"),
        ("\\paragraph{Run} in.", "Run in."),
        ("\\title{a}\\author{b}\\date{c}\\maketitle d", "d"),
        ("a\\\\[2pt] b\\newline c\\par d", "a b c | d"),
        ("\\newcommand{\\x}[1][d]{a \\emph{#1}\n\nb} c", "c"),
        ("\\newcommand\\x{a} c", "c"),
        ("\\def\\x#1#2{a {#1}} \\let\\y=\\z c", "c"),
        ("\\newenvironment{x}[1]{a}{b} c", "c"),
        ("\\DeclareMathOperator{\\x}{a} c", "c"),
        ("\\setlength{\\parindent}{0pt} c", "c"),
        ("\\addcontentsline{toc}{chapter}{a} c", "c"),
        ("[a] b [c]", "[a] b [c]"),
    ],
)
def test_reads_commands(source: str, expected: str):
    assert text(f"Not only definitions stand here.\n\n{source}").partition(" | ")[2] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("\\begin{itemize}[nosep]\n\\item a\n\\item[b] c\n\\ii d\\end{itemize}", "a | b c | d"),
        ("\\begin{theorem}[Title]\\label{x} a\\end{theorem}b", "Title a | b"),
        ("\\begin{definition}\n\t[Of $x$]\n\ta\n\\end{definition}", "Of a"),
        ("\\begin{figure}[htbp]\\caption[s]{a}b\\end{figure}", "a | b"),
        ("\\begin{tabular}{l|p{3cm}} a & b \\\\ \\hline c & d \\end{tabular}", "a b c d"),
        ("\\begin{minipage}[t]{5cm}a\\end{minipage}", "a"),
        ("\\begin{wrapfigure}{r}{5cm}a\\end{wrapfigure}", "a"),
        ("\\begin{multicols}{2}a\\end{multicols}", "a"),
        ("\\begin{mybox}[colback=red]{a} b\\end{mybox}", "a b"),
        ("a \\begin{quote}b\\end{quote} c", "a | b | c"),
        ("\\epigraph{a}{b} c", "a | b | c"),
    ],
)
def test_reads_environments(source: str, expected: str):
    assert text(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("d\\'ej\\`a na\\\"{\\i}ve Erd\\H{o}s \\c{c}a \\v s \\^{\\i}", "déjà naïve Erdős ça š î"),
        ("stra\\ss e \\O re \\ae on \\l\\'od\\'z {\\aa}", "straße Øre æon łódź å"),
        ("``a'' `b' don't", "“a” ‘b’ don’t"),
        ("a -- b --- c", "a – b — c"),
        ('<<a>> "`b"\'', "«a» „b“"),
        ("a~b\\,c\\ d\\;e", "a b c d e"),
        ("\\& \\% \\$ \\# \\_ \\{ \\}", "& % $ # _ { }"),
        ("so\\ldots{} or $\\ldots$", "so… or …"),
        ("\\LaTeX{} and \\TeX", "LaTeX and TeX"),
        ("syl\\-la\\-ble", "syllable"),
    ],
)
def test_sets_type(source: str, expected: str):
    assert text(source) == expected


@pytest.mark.parametrize(
    "mark",
    [
        "\\begin{center}* * *\\end{center}", "\\begin{center}\n$\\ast$~$*$~$\\ast$\n\\end{center}",
        "\\scenebreak", "\\noindent\\rule{\\textwidth}{1pt}", "\\fancybreak{***}",
    ],
)  # fmt: skip
def test_reads_scene_breaks(mark: str):
    assert [block.kind for block in parse(f"a\n\n{mark}\n\nb")] == [
        "paragraph",
        "break",
        "paragraph",
    ]
    assert "break" not in [block.kind for block in parse("a\n\n\\bigskip\n\nb")]


def test_tolerates_unbalanced_braces():
    assert texts("a } b\n\n\\emph{c\n\nd") == ["a b", "c", "d"]
    assert texts("\\section{a\n\nb") == ["a", "b"]
    assert texts("\\footnote{a\n\nb") == ["a", "b"]
