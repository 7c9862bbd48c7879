"""What the commands and environments of LaTeX mean to a reader of text."""

from __future__ import annotations

import re
import unicodedata

from personfirst.model.document import MarkKind, Role


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


HEADINGS = _words(
    "part chapter section subsection subsubsection paragraph subparagraph title subtitle frametitle"
    " framesubtitle addsec addchap"
)
TITLES = _words("title subtitle")
"""Headings that may stand above the beginning of the document."""

MARKS: dict[str, MarkKind] = {
    **dict.fromkeys(("emph", "textit", "textsl"), MarkKind.EMPHASIS),
    **dict.fromkeys(("textbf", "alert"), MarkKind.STRONG),
    **dict.fromkeys(("sout", "st", "xout"), MarkKind.STRIKE),
    "enquote": MarkKind.QUOTE,
    "textsuperscript": MarkKind.RAISED,
}

ASIDES: dict[str, tuple[Role, str]] = {
    **dict.fromkeys(("footnote", "footnotetext", "thanks", "endnote"), (Role.NOTE, "footnote")),
    **dict.fromkeys(("marginpar", "marginnote", "sidenote"), (Role.NOTE, "margin note")),
    **dict.fromkeys(("todo", "note"), (Role.NOTE, "note")),
}
"""Commands whose text stands apart, and its role and label."""

CAPTIONS = _words("caption captionof subcaption")

SECOND: dict[str, int] = {
    **dict.fromkeys(
        ("textcolor", "colorbox", "href", "hyperlink", "hypertarget", "parbox", "raisebox"), 1
    ),
    **dict.fromkeys(("scalebox", "rotatebox", "foreignlanguage", "captionof"), 1),
    **dict.fromkeys(("fcolorbox", "resizebox", "multicolumn", "multirow"), 2),
}
"""Commands whose text stands behind this many other arguments."""

PLAIN = _words(
    "text textrm textsf textsc textup textmd textnormal underline uline uuline hl mbox fbox"
    " makebox framebox textsubscript uppercase lowercase MakeUppercase"
    " MakeLowercase centerline leftline rightline only onslide uncover visible hyperref"
)
"""Commands whose argument is text like any other."""

MASKED = _words(
    "texttt ref eqref pageref autoref nameref cref Cref vref subref url path nolinkurl gls"
    " includegraphics Gls glspl Glspl acrshort acrlong ac acs acl SI si num qty ensuremath"
    " lstinline mintinline verb Verb spverb includesvg import subimport"
)
"""Commands that stand for something which is not read here; so do all that cite or refer."""

SKIPPED = _words(
    "label index nocite input include subfile includeonly usepackage RequirePackage documentclass"
    " bibliography bibliographystyle addbibresource graphicspath hypersetup geometry pagestyle"
    " thispagestyle pagenumbering setcounter addtocounter setlength addtolength vspace hspace"
    " newcounter newlength definecolor colorlet color pagecolor lstset lstdefinestyle"
    " lstinputlisting usetheme usecolortheme usetikzlibrary tikzset pgfplotsset setbeamertemplate"
    " setbeamercolor setbeamerfont date author institute affil email address keywords cline"
    " cmidrule rule fontsize selectlanguage setmainfont setsansfont setmonofont sisetup"
    " captionsetup phantom hphantom vphantom addcontentsline markboth markright fancyhead"
    " fancyfoot fancyhf lhead rhead chead lfoot rfoot cfoot titleformat titlespacing setstretch"
    " linespread counterwithin numberwithin theoremstyle newtheorem enlargethispage needspace"
    " bibitem DeclareMathOperator newacronym newglossaryentry makeatletter makeatother"
    " verbatiminput foreach node draw rowcolor cellcolor columncolor arrayrulecolor extracolsep"
    " addlinespace footnotemark"
)
"""Commands whose arguments are for LaTeX, not for people."""

DEFINITIONS = _words(
    "newcommand renewcommand providecommand newenvironment renewenvironment DeclareRobustCommand"
    " NewDocumentCommand RenewDocumentCommand def gdef edef let newif patchcmd apptocmd"
)

NOTHING = _words(
    "noindent indent centering raggedright raggedleft small footnotesize scriptsize tiny normalsize"
    " large Large LARGE huge Huge bf bfseries it itshape em sc scshape sf sffamily tt ttfamily rm"
    " rmfamily sl slshape normalfont upshape mdseries hfill vfill hrulefill dotfill hline toprule"
    " midrule bottomrule protect relax null strut maketitle tableofcontents listoffigures"
    " listoftables appendix frontmatter mainmatter backmatter printbibliography printindex"
    " makeindex columnbreak allowbreak nobreak left right big bigg middle boldmath onehalfspacing"
    " doublespacing singlespacing smallskip medskip bigskip titlepage and pause endfirsthead"
    " endhead endfoot endlastfoot leavevmode unskip ignorespaces nopagebreak xspace"
    " else fi"
)
"""Commands that leave nothing in the text."""

BREAKS = _words("par newpage clearpage cleardoublepage pagebreak bigbreak medbreak smallbreak")
"""Commands that end a paragraph."""

LETTERS = {
    **{"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å"},
    **{"AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "th": "þ"},
}
"""Commands for a letter; they take the white space behind them with them."""

SYMBOLS = {
    **{"dots": "…", "ldots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—"},
    **{"textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“"},
    **{"textquotedblright": "”", "textquotedbl": '"', "textquotesingle": "'", "lq": "‘", "rq": "’"},
    **{"quad": " ", "qquad": " ", "space": " ", "thinspace": " ", "enspace": " "},
    **{"newline": "\n", "linebreak": "\n", "textbackslash": "\\", "textasciitilde": "~"},
    **{"S": "§", "P": "¶", "copyright": "©", "textcopyright": "©", "textregistered": "®"},
    **{"texttrademark": "™", "pounds": "£", "euro": "€", "texteuro": "€", "textbullet": "•"},
    **{"textdegree": "°", "slash": "/", "textbar": "|", "textless": "<", "textgreater": ">"},
    **{"textdollar": "$", "textunderscore": "_", "textperiodcentered": "·", "textpercent": "%"},
    **{"textasciicircum": "^", "textbraceleft": "{", "textbraceright": "}"},
}

SIGNS = {
    **{sign: sign for sign in "%&$#_{}"},
    **{" ": " ", "\n": " ", "\r": " ", "\t": " ", ",": " ", ";": " ", ":": " "},
}
"""What a sign behind a backslash stands for; `\\-` and the like stand for nothing."""

_COMBINING = {
    **{"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304"},
    **{".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328"},
    **{"r": "\u030a", "d": "\u0323", "b": "\u0331"},
}
ACCENT = re.compile(
    r"\\(?:([`'^~\"=.])[ \t]*(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))"
    r"|([uvHckrdb])(?:\{\\?([A-Za-z])\}|[ \t]+([A-Za-z])))"
)


def accented(found: re.Match[str]) -> str:
    """The letter that an accent and a letter make."""
    accent, letter = found[1] or found[4], found[2] or found[3] or found[5] or found[6]
    return unicodedata.normalize("NFC", letter + _COMBINING[accent])


KNOWN = HEADINGS | CAPTIONS | PLAIN | frozenset((*MARKS, *ASIDES, *SECOND))
"""Commands whose argument is read even where a space stands before it."""

RAW = _words(
    "verbatim Verbatim BVerbatim LVerbatim lstlisting minted comment tikzpicture pgfpicture forest"
    " filecontents thebibliography algorithm algorithmic algorithm2e pspicture picture code"
    " alltt circuitikz axis spverbatim tcblisting Sinput Soutput Schunk luacode pycode sagesilent"
    " asy tikzcd"
)
"""Environments that are not read: code, drawings, the list of works."""

CONDITIONS = _words(
    "if ifcat ifx ifcase ifnum ifodd ifdim ifhmode ifvmode ifmmode ifinner ifvoid ifhbox ifvbox"
    " ifeof iftrue iffalse ifdefined ifcsname iffontchar ifpdf ifxetex ifluatex"
)
"""Conditions that end with `\\fi`."""

MATH = _words(
    "equation align gather multline eqnarray displaymath math flalign alignat aligned gathered"
    " cases split array matrix pmatrix bmatrix vmatrix IEEEeqnarray subequations dmath"
)

LISTS = _words("itemize enumerate description compactitem compactenum compactdesc list trivlist")

QUOTES = _words("quote quotation quoting displayquote verse")

TABLES = {
    **dict.fromkeys(("tabular", "longtable", "supertabular", "xltabular", "tblr", "longtblr"), 1),
    **dict.fromkeys(("tabularx", "tabulary"), 2),
}
"""Environments of tables, and how many arguments they have."""

LINKS = _words("href hyperlink hyperref")

TITLED = _words("frame block alertblock exampleblock")
"""Environments whose argument is a title."""

ARGUMENTS = {
    **dict.fromkeys(("minipage", "column", "multicols", "wraptable"), 1),
    **dict.fromkeys(("spacing", "otherlanguage", "subfigure", "subtable", "savenotes"), 1),
    **dict.fromkeys(("wrapfigure", "adjustwidth", "letter"), 2),
}
"""Environments with arguments that are no text, and how many."""

LANGUAGES = {
    **{"spanish": "es", "french": "fr", "german": "de", "ngerman": "de", "italian": "it"},
    **{"portuguese": "pt", "brazilian": "pt-BR", "dutch": "nl", "polish": "pl", "russian": "ru"},
    **{"latin": "la", "english": "en", "american": "en-US", "british": "en-GB"},
}
"""Languages by the names that babel gives them."""
