"""What the commands and environments of LaTeX mean for a reader: tables by name."""

from __future__ import annotations

import re

from drafttime.model import SourceSort

HEADINGS = {
    "part": 1, "addpart": 1, "chapter": 1, "addchap": 1, "section": 2, "addsec": 2,
    "subsection": 3, "subsubsection": 4,
}  # fmt: skip

ASIDES = frozenset(
    "footnote footnotetext endnote sidenote marginpar marginnote sidenotetext".split()
)
"""Their words are read where they are called from, set apart by a space."""

OWN_PARAGRAPHS = frozenset("caption subcaption captionof framecaption".split())

EPIGRAPHS = {"epigraph": 2, "dictum": 1}
"""How many arguments of each are its own paragraphs."""

SOURCES: dict[str, SourceSort] = {
    "quote": "quotation",
    "quotation": "quotation",
    "displayquote": "quotation",
    "blockquote": "quotation",
    "epigraphs": "epigraph",
    "thebibliography": "bibliography",
}
"""Environments that hold somebody else's words, or tell where they are from."""

ENDS_PARAGRAPH = frozenset(
    """par item ii bibitem newpage clearpage cleardoublepage pagebreak bigbreak medbreak paragraph
    subparagraph maketitle tableofcontents""".split()
)
BREAKS = frozenset("scenebreak pfbreak plainbreak asterism sectionbreak".split())
RULES = frozenset("hrule hrulefill rule".split())

# How many arguments in braces nobody reads, from the first; the optional ones go with them.
_UNREAD = """
1: label ref eqref pageref autoref nameref vref cref Cref cpageref labelcref thref subref
   index glossary includegraphics includesvg includepdf includestandalone input include subfile
   includeonly lstinputlisting verbatiminput VerbatimInput bibliography bibliographystyle
   addbibresource usepackage RequirePackage documentclass usetikzlibrary bibitem nocite
   vspace hspace addvspace enlargethispage linespread pagestyle thispagestyle
   pagenumbering phantom hphantom vphantom hyphenation graphicspath cline cmidrule
   title subtitle author date thanks publishers todo missingfigure deleted
   textcolor color pagecolor colorbox parbox raisebox scalebox hypertarget hyperlink href
   foreignlanguage selectlanguage captionof mintinline hypersetup geometry captionsetup lstset
   tikzset addfontfeature addfontfeatures fontspec usefont Opensolutionfile Closesolutionfile
   fontfamily fontseries fontshape markright pgfornament ding symbol tag ensuremath
   ihead ohead chead ifoot ofoot cfoot fancyhead fancyfoot lhead rhead lfoot rfoot
2: setcounter addtocounter setlength addtolength settowidth settoheight settodepth resizebox
   multicolumn fcolorbox rule import subimport newtheorem DeclareMathOperator newcommand
   renewcommand providecommand DeclareRobustCommand newcommandx fontsize markboth nomenclature
   pdfbookmark addtocontents newcolumntype setkomafont addtokomafont AtBeginEnvironment
3: addcontentsline multirow definecolor newenvironment renewenvironment NewDocumentCommand
   RenewDocumentCommand newacronym DeclarePairedDelimiter
4: NewDocumentEnvironment RenewDocumentEnvironment
"""
UNREAD_ARGUMENTS = {
    name: int(count)
    for count, names in re.findall(r"(\d): ([^:]*)(?=\n\d|\Z)", _UNREAD)
    for name in names.split()
}
UNREAD_FAMILIES = re.compile(
    r"[a-zA-Z]*[cC]ite(?:s|p|t|al[tp]|author|year(?:par)?|title|num|url|date)?[a-z]*"
    r"|(?:re|provide)?new[a-z]{4,}|set[a-z]{3,}|Declare\w+|addto\w+|define\w+|declare\w+|pgf\w+"
    r"|title(?:format|spacing|contents|class|label)|Provides\w+|Requires?\w+|PassOptions\w+"
    r"|At(?:Begin|End)\w+|use[a-z]{3,}|if[a-z@]*thenelse|\w*@\w*|theoremstyle|crefname|Crefname"
)
"""Families of commands of which no argument is read: citations, settings, definitions."""

POINTERS = re.compile(r"[a-zA-Z]*[cC]ite[a-z]*|[a-zA-Z]*ref")
"""Point elsewhere, and leave a gap in the sentence."""

DEFINITIONS = frozenset("def edef gdef xdef".split())
SPECIAL = DEFINITIONS | {"let", "texorpdfstring", "lettrine", "item", "ii"}
"""What has arguments of its own kind."""

LENGTHS = re.compile(r"[a-z]*(?:skip|kern|glue|indent|width|height|sep|margin|sidemargin|penalty)")
LENGTH = re.compile(
    r"[ \t]*=?[ \t]*-?[\d.,]+[ \t]*(?:(?:pt|cm|mm|em|ex|in|pc|sp|bp)(?![a-z]))?"
    r"(?:[ \t]*(?:plus|minus)[ \t]*[\d.]+[ \t]*[a-z]{2,5})*"
)

SIGNS = {
    "ldots": "…", "dots": "…", "textellipsis": "…", "dotfill": "…", "LaTeX": "LaTeX", "TeX": "TeX",
    "LaTeXe": "LaTeX2e", "XeTeX": "XeTeX", "XeLaTeX": "XeLaTeX", "LuaTeX": "LuaTeX",
    "LuaLaTeX": "LuaLaTeX", "BibTeX": "BibTeX", "pdfLaTeX": "pdfLaTeX", "ConTeXt": "ConTeXt",
    "textendash": "–", "textemdash": "—", "mdash": " — ", "ndash": " – ",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "lq": "‘", "rq": "’", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«",
    "frqq": "»", "quotedblbase": "„", "quotesinglbase": "‚", "guillemotleft": "«",
    "guillemotright": "»", "og": "«", "fg": "»", "textquotedbl": '"', "textquotesingle": "'",
    "S": "§", "P": "¶", "copyright": "©", "textcopyright": "©", "texttrademark": "™",
    "textregistered": "®", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€",
    "EUR": "€", "degree": "°", "textdegree": "°", "textbackslash": "\\", "textasciitilde": "~",
    "textasciicircum": "^", "textunderscore": "_", "textbar": "|", "textless": "<",
    "textgreater": ">", "slash": "/", "textbullet": "•", "dag": "†", "ddag": "‡",
    "textasteriskcentered": "*", "space": " ", "nobreakspace": " ", "quad": " ", "qquad": " ",
    "enspace": " ", "enskip": " ", "thinspace": " ", "thickspace": " ", "newline": " ",
    "linebreak": " ", "hfill": " ", "hfil": " ", "tabularnewline": " ", "cr": " ", "and": " ",
    "textnumero": "№",
}  # fmt: skip
LETTERS = {
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "l": "ł",
    "L": "Ł", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "sdash": "-", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
"""What joins the word around it, without the space that ends the command."""

# How many arguments of an environment are not read; its optional one goes, too.
ENVIRONMENT_ARGUMENTS = {
    **dict.fromkeys(
        """figure table enumerate itemize description tcolorbox mdframed center quote
        quotation verse flushleft flushright titlepage abstract appendices sloppypar landscape
        inparaenum compactitem compactenum sidewaysfigure sidewaystable""".split(),
        0,
    ),
    **dict.fromkeys(
        """minipage tabular longtable multicols subfigure subtable adjustbox thebibliography spacing
        otherlanguage otherlanguage* textblock column tabu longtabu supertabular
        addmargin turn rotate scope""".split(),
        1,
    ),
    **dict.fromkeys("tabularx tabular* tabulary wrapfigure wraptable list adjustwidth".split(), 2),
}  # fmt: skip
OPTIONS = re.compile(r"[!htbpHclrs*\d.,\s-]*|[\w\s*-]+=.*|label.*", re.DOTALL)
"""What an optional argument holds that is no title: where to place it, or keys and values."""

LIGATURES = (
    ("---", "—"), ("--", "–"), ('"`', "„"), ("``", "“"), ("''", "”"), ("?`", "¿"), ("!`", "¡"),
    ("`", "‘"), ("'", "’"), ("<<", "«"), (">>", "»"),
)  # fmt: skip
