"""Word files and edits of them made by chance, for the laws of changes."""

from __future__ import annotations

import random

from personfirst.formats.word.reader import Reading
from personfirst.formats.word.wholes import Wholes
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Edit, Remark
from personfirst.model.text import MASK
from tests.formats.word_files import field, gone, p, r, text_box, tracked, word_file

_WORDS = (
    *("heroin", "users", "people", "who", "use", "drugs", "the", "addict", "Addicts", "person"),
    *("with", "of", "a", "clean", "needle", "needles", "abuse", "problem", "don't"),
    *("well-known", "5", "café"),
)
_LOOKS = (
    *("", "", "<w:b/>", "<w:i/>", '<w:color w:val="FF0000"/>'),
    *('<w:rStyle w:val="Strong"/>', "<w:b/><w:i/>"),
)
_SIGNS = (
    *("<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>", "<w:softHyphen/>", "<w:t>x</w:t>"),
    "<w:lastRenderedPageBreak/>",
)
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
    '<w:headerReference w:type="first" r:id="header2"/><w:titlePg/></w:sectPr>'
)


def some_words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(count))


def some_file(chance: random.Random) -> bytes:
    """A document with everything in it that changes have to respect."""
    body = ""
    for _ in range(chance.randint(1, 5)):
        box = text_box(_paragraph(chance, 2), description="a heroin user")
        line = p(_inline(chance, chance.randint(1, 5)), box if chance.random() < 0.2 else "<w:r/>")
        match chance.randrange(8):
            case 0:
                body += f"<w:tbl><w:tr><w:tc>{line}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
            case 1:
                body += f"<w:sdt><w:sdtContent>{line}</w:sdtContent></w:sdt>"
            case _:
                body += line
    body += p("See", '<w:r><w:footnoteReference w:id="1"/></w:r>', " below")
    head = some_words(chance, 4)
    return word_file(
        body + _SECTION,
        {
            "footnotes": f'<w:footnote w:id="1">{_paragraph(chance, 2)}</w:footnote>',
            "header1": p(*_runs(chance, head)),
            "header2": p(*_runs(chance, head)),
        },
    )


def some_edits(chance: random.Random, document: Document) -> list[Edit]:
    """Edits within blocks that can be made, apart and in order; most keep some of the words."""
    wholes = Wholes(Reading(document.data, document.path))
    made: list[Edit] = []
    for one in _edits(chance, document):
        made += [one] if _are_made(wholes, [*made[-1:], one]) else []
    return made


def _are_made(wholes: Wholes, edits: list[Edit]) -> bool:
    """Whether the file takes edits, rather than to leave them to a person."""
    try:
        return bool(list(wholes.changes(edits)))
    except UnreadableDocumentError:
        return False


def _edits(chance: random.Random, document: Document) -> list[Edit]:
    edits: list[Edit] = []
    for block in document.blocks:
        at, end = block.pieces[0].anchor.start, block.pieces[-1].anchor.end
        while at < end and chance.random() < 0.8:
            start = chance.randint(at, min(end, at + 15))
            stop = chance.randint(start, min(end, start + 14))
            old = document.text[start:stop]
            words = old.split(" ")
            chance.shuffle(words)
            kept = words[: chance.randint(0, len(words))]
            new = " ".join([*kept, some_words(chance, chance.randint(0, 3))])
            new = new.capitalize() if chance.random() < 0.2 else new
            if old != new and MASK not in old:
                edits.append(Edit(start, stop, new, new))
            at = stop + 1
    return edits


def some_remarks(chance: random.Random, document: Document, edits: list[Edit]) -> list[Remark]:
    """Remarks that make the edits, and others that only comment."""
    remarks = [
        Remark(one.start, one.end, "Heading", chance.choice(("", "Why\nand how")), (one,))
        for one in edits
    ]
    for block in document.blocks:
        if chance.random() < 0.3:
            start = chance.randint(0, len(block.text) - 1)
            end = chance.randint(start + 1, len(block.text))
            at = block.pieces[0].anchor.start
            remarks.append(Remark(at + start, at + end, "Note", "Something"))
    return remarks


def _paragraph(chance: random.Random, count: int) -> str:
    return p(_inline(chance, count))


def _runs(chance: random.Random, text: str) -> list[str]:
    """Runs that are split anywhere, now and then with another element at their end."""
    runs = []
    while text:
        size = chance.choice((1, 2, 3, 5, 8, 13))
        run = r(text[:size], chance.choice(_LOOKS))
        if chance.random() < 0.1:
            run = run.replace("</w:r>", f"{chance.choice(_SIGNS)}</w:r>")
        runs.append(run)
        text = text[size:]
    return runs


def _inline(chance: random.Random, count: int) -> str:
    found = ""
    for _ in range(count):
        text = f"{some_words(chance, chance.randint(1, 5))} "
        runs = "".join(_runs(chance, text))
        match chance.randrange(20):
            case 0:
                found += f'<w:hyperlink w:anchor="x">{runs}</w:hyperlink>'
            case 1 | 2:
                found += tracked("ins", runs)
            case 3:
                found += tracked("del", gone(text))
            case 4:
                found += field(" REF x ", runs)
            case 5:
                found += f"<w:sdt><w:sdtPr/><w:sdtContent>{runs}</w:sdtContent></w:sdt>"
            case 6:
                found += f'<w:smartTag w:element="x">{runs}</w:smartTag>'
            case 7:
                found += f'<w:proofErr w:type="spellStart"/>{runs}'
            case 8:
                found += tracked("moveTo", runs)
            case 9:
                found += f'<w:hyperlink w:anchor="x">{tracked("ins", runs)}</w:hyperlink>'
            case 10:
                inner = f"<w:sdt><w:sdtContent>{runs}</w:sdtContent></w:sdt>"
                found += tracked("ins", inner)
            case 11:
                found += f'<w:fldSimple w:instr=" REF y ">{runs}</w:fldSimple>'
            case 12:
                one = f'w:id="{chance.randrange(10**6)}"'
                found += f'<w:bookmarkStart {one} w:name="b"/>{runs}<w:bookmarkEnd {one}/>'
            case 13:
                found += field(" HYPERLINK x ", runs)
            case _:
                found += runs
    return found
