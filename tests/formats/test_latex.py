"""LaTeX: what is text, what its commands say, and what is left out."""

from __future__ import annotations

import pytest

from personfirst.formats import registry
from personfirst.formats.change import edited
from personfirst.formats.registry import escape_for
from personfirst.model.document import Document, MarkKind, Role
from personfirst.model.finding import Edit
from tests.formats.support import assert_lawful, block_with, golden, marked, place_of, texts


def read(text: str) -> Document:
    document = registry.parse(text, "a.tex")
    assert_lawful(document)
    return document


def test_a_handbook() -> None:
    document = golden("handbook.tex")
    assert texts(document, Role.HEADING) == [
        "Help for drug users",
        "Words to avoid",
        "An addict slide",
    ]
    assert texts(document, Role.PARAGRAPH) == [
        "Most drug\n  abusers come\xa0here — 50% of “them” pay $5, see \ufffc and\nSection\xa0\ufffc."
        " José and François stayed. The dose \ufffc of \ufffc is drug user here or \ufffc.\n"
        "The junkie songs well.\nA new line with an addict link.",
        "Do not say:",
        "The addict is a sick man.",
        "Text of the slide.",
        "Los adictos.",
        "The end.",
    ]
    assert texts(document, Role.LIST_ITEM) == [
        "addict",
        "Old drug abuser",
        "and more of it",
        "junkie",
    ]
    assert texts(document, Role.NOTE) == ["Written with addicts.", "In 1988 an addict\nwas that."]
    assert texts(document, Role.CAPTION) == ["What addicts said"]
    assert texts(document, Role.CELL) == [
        *("Avoid", "Say", "addict", "person with an addiction", "both of them", "empty first"),
    ]
    assert not document.problems


def test_what_stands_around_a_block() -> None:
    document = golden("handbook.tex")
    assert block_with(document, "Old drug").lead == "Do not say:"
    assert block_with(document, "sick man").quoted
    assert block_with(document, "Do not").heading == "Words to avoid"
    assert block_with(document, "adictos").language == "es"
    assert block_with(document, "The end").language is None
    cell = block_with(document, "an addiction")
    assert (cell.column, cell.row) == ("Say", "addict")
    assert block_with(document, "empty first").column == "Say"
    opening = block_with(document, "come\xa0here")
    assert marked(opening, MarkKind.STRONG) == ["drug\n  abusers"]
    assert marked(opening, MarkKind.LINK) == ["an addict link"]
    assert place_of(document, "abusers come")[:2] == (10, 3)


def test_a_comment_silences_the_line_below_it() -> None:
    document = golden("handbook.tex")
    [one] = document.suppressions
    assert document.lines.line_text(one.first) == "The junkie song% ends here"
    behind = read("A junkie. % personfirst: ignore[junkie] -- why\nAnother.\n")
    assert [(one.first, one.last) for one in behind.suppressions] == [(1, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50\\% \\& \\$5 \\#1 a\\_b \\{x\\}", "50% & $5 #1 a_b {x}"),
        ("``drug'' `users'", "“drug” ‘users'"),
        ("1--2 --- x ---- y", "1–2 — x ---- y"),
        ("drug~users, a\\,b\\ c", "drug\xa0users, a b c"),
        (
            "Jos\\'e, na\\\"{\\i}ve, \\c{c}a, \\v Cech, Stra\\ss e, \\AA s",
            "José, naïve, ça, Čech, Straße, Ås",
        ),
        ("drug\\-user un\\/ited", "druguser united"),
        ("drug\\\\[2pt]\nusers\\newline x", "drug\nusers\n x"),
        ("\\emph{drug} \\textit {users}", "drug users"),
        ("{\\bf drug} {\\em users}", "drug  users"),
        ("\\textcolor{red}{drug} \\href{u}{users}", "drug users"),
        ("see \\cite[p. 3]{x} and \\ref{y}.", "see \ufffc and \ufffc."),
        ("\\parencite{x} \\textcite{y} \\Citeauthor{z} w", "\ufffc \ufffc \ufffc w"),
        ("drug\\label{x} users\\index{drug users}", "drug users"),
        ("$x$ and \\(y\\) and \\[z\\] $$w$$ drug", "\ufffc and \ufffc and \ufffc \ufffc drug"),
        ("It costs \\$5 or 5$ a bag", "It costs $5 or 5$ a bag"),
        ("\\verb|drug| \\verb*+user+ b", "\ufffc \ufffc b"),
        ("\\verb1drug1 \\verb.a b.\\verb{a b} c", "\ufffc \ufffc c"),
        (
            "\\lstinline!a b! \\lstinline[language=C]|a b| \\lstinline{a b}.c.",
            "\ufffc \ufffc \ufffc.c.",
        ),
        ("\\mintinline{c}|a b| \\mintinline[x=y]{c}{a b} c", "\ufffc \ufffc c"),
        (
            "\\Verb[x=y]!a {b! \\path|a b| \\url!a b! \\nolinkurl{a b} c",
            "\ufffc \ufffc \ufffc \ufffc c",
        ),
        ("\\labelcref{a b} \\crefrange{a b}{c d} \\href{u}{d}", "\ufffc \ufffc d"),
        ("\\iffalse a \\ifx b \\fi c \\fi d", "d"),
        ("\\iffalse a % \\fi\n 5\\% \\fi d", "d"),
        ("\\if0 a \\else b \\fi c \\iffalse d", "b  c"),
        ("\\newif\\ifown\n\\iffalse a \\ifown b \\fi c \\fi d", "d"),
        ("\\iffalse a \\ifx b \\fi c \\iffalse d \\fi e", "c  e"),
        ("\\MakeShortVerb{\\|} a |b {c| d", "a \ufffc d"),
        ("\\lstMakeShortInline[language=C]| a |b c| d", "a \ufffc d"),
        ("\\unknown{drug users} \\unknown{x} \\unknown b", "drug users \ufffc \ufffc b"),
        ("drug\\footnote{one} users", "drug users"),
        ("drug % users\n  come", "drug come"),
        ("\\ldots\\ and \\textellipsis{} x", "… and … x"),
        ("\\(x", "x"),
        ("{drug} }users{", "drug users"),
        ("a \\begin{equation}x\\end{equation} b", "a \ufffc b"),
        ("\\section*", ""),
    ],
)
def test_inline_markup(text: str, expected: str) -> None:
    said = [block.text for block in read(text).blocks if block.role is not Role.NOTE]
    assert said == ([expected] if expected else [])


@pytest.mark.parametrize(
    "text",
    [
        "Read\n\n\\begin{verbatim}\naddict {\n\\end{verbatim}\n\nAfter",
        "Read\n\n\\begin{lstlisting}[language=C]\naddict\n\\end{lstlisting}\nAfter",
        "Read\n\n\\begin{tikzpicture}\n\\node {addict};\n\\end{tikzpicture}\nAfter",
        "Read\n\n\\begin{thebibliography}{9}\n\\bibitem{a} Addicts\n\\end{thebibliography}\nAfter",
        "Read\n\n\\begin{comment}\naddict\n\\end{comment}\nAfter",
        "Read\n\n\\lstnewenvironment{bash}{}{}\n\\begin{bash}\naddict {\n\\end{bash}\n\nAfter",
        "Read\n\n\\newminted{c}{}\n\\begin{ccode}\naddict {\n\\end{ccode}\n\nAfter",
        "Read\n\n\\iffalse\nan addict\n\n\\section{x}\n\\fi\n\nAfter",
        "Read\n\n% addict\n\nAfter",
        "Read\n\n\\newcommand{\\x}[2]{addict #1 {#2}}\n\nAfter",
        "Read\n\n\\def\\x#1{the addict}\n\nAfter",
        "Read\n\n\\input{addict}\n\\vspace{2pt}\\includepdf[pages=1]{addict.pdf}\n\nAfter",
        "Read\n\\par After",
        "Read\n%\n\nAfter",
    ],
)
def test_what_is_no_text_is_passed_over(text: str) -> None:
    assert [one for one in texts(read(text)) if one != "\ufffc"] == ["Read", "After"]


def test_before_the_document_only_titles_are_read() -> None:
    text = (
        "\\documentclass{x}\n\\newcommand{\\a}{b}\nstray addict\n\\title[Short]{Two \\emph{addicts}}\n"
        "\\subtitle{More}\n\\author{An Addict}\n\\begin{document}\n\\maketitle\nText\n\\end{document}\naddict"
    )
    assert texts(read(text)) == ["Two addicts", "More", "Text"]
    assert texts(read("A chapter of its own.\n")) == ["A chapter of its own."]


@pytest.mark.parametrize("name", ["itemize", "enumerate", "description"])
def test_lists(name: str) -> None:
    document = read(
        f"Avoid:\n\\begin{{{name}}}\n\\item addict\n\\item[Two] user\n\\end{{{name}}}\nAfter\n"
    )
    assert [(block.role.value, block.text, block.lead) for block in document.blocks] == [
        ("paragraph", "Avoid:", ""),
        ("list item", "addict", "Avoid:"),
        ("list item", "Two user", "Avoid:"),
        ("paragraph", "After", ""),
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "tabular}{ll}",
        "tabular}[t]{l|l}",
        "tabularx}{\\textwidth}{lX}",
        "tabular*}{3cm}{ll}",
        "longtable}{ll}",
    ],
)
def test_tables(opening: str) -> None:
    name = opening.partition("}")[0]
    document = read(
        f"\\begin{{{opening}\\hline Word & Say \\\\ \\hline\naddict & person \\\\\n & empty\n\\end{{{name}}}\nA \\& b"
    )
    assert [(block.role.value, block.text, block.column) for block in document.blocks] == [
        ("cell", "Word", ""),
        ("cell", "Say", ""),
        ("cell", "addict", "Word"),
        ("cell", "person", "Say"),
        ("cell", "empty", "Say"),
        ("paragraph", "A & b", ""),
    ]


def test_a_heading_that_is_never_closed_ends_with_its_paragraph() -> None:
    document = read("\\section{Two \\emph{addicts\n\ncame} here.\n\nAnd went.\n")
    assert [block.role.value for block in document.blocks] == [
        "paragraph",
        "paragraph",
        "paragraph",
    ]
    document = read("\\section{Two\n\naddicts} came\n")
    assert [block.role.value for block in document.blocks] == ["heading", "paragraph"]


def test_environments_that_are_misnested_do_no_harm() -> None:
    document = read(
        "\\begin{quote}{\\em Two \\end{quote} addicts} came \\end{itemize} here & there\n"
    )
    assert [(block.text, block.quoted) for block in document.blocks] == [
        ("Two", True),
        ("addicts came", False),
        ("here & there", False),
    ]


@pytest.mark.parametrize(
    ("text", "new", "after"),
    [
        ("Two \\textbf{addicts} came", "people", "Two \\textbf{people} came"),
        ("Two addicts came", "50% & more_", "Two 50\\% \\& more\\_ came"),
        ("Two addicts came", "people\\x", None),
        ("Two addicts came", "``people''", None),
        (
            "\\begin{tabular}{l}addicts\\end{tabular}",
            "a & b",
            "\\begin{tabular}{l}a \\& b\\end{tabular}",
        ),
    ],
)
def test_an_edit_is_escaped(text: str, new: str, after: str | None) -> None:
    start = text.index("addicts")
    edit = Edit(start, start + 7, escape_for("latex")(new), new)
    renewed = edited(read(text), [edit])
    assert (renewed.text if renewed else None) == after
