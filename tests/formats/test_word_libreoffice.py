"""LibreOffice writes Word files that are read, and opens those that are reviewed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import docx
import pytest

from personfirst.formats import registry
from personfirst.formats.word import FORMAT
from personfirst.formats.word.proposals import tracks
from personfirst.formats.word.review import review
from personfirst.model.document import Document, MarkKind, Role
from personfirst.model.finding import Edit, Remark
from tests.formats.support import assert_lawful, block_with, exact_share, marked, texts
from tests.formats.test_word_wholes import KEPT, LEFT
from tests.formats.word_files import (
    field,
    local,
    p,
    parsed,
    r,
    text_box,
    tracked,
    unzipped,
    word_file,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_TEXT, _OFFICE = f"{{{_SPACES['text']}}}", f"{{{_SPACES['office']}}}"
_DRAW, _SVG = f"{{{_SPACES['draw']}}}", f"{{{_SPACES['svg']}}}"

_MACRO = """
Sub Settle(folder As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName" : filter(0).Value = "OpenDocument Text Flat XML"
  Dim none()
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  number = 0
  Do While FileExists(folder & "/" & number & ".docx")
    For Each way In Array("Show", "Reject", "Accept")
      source = ConvertToURL(folder & "/" & number & ".docx")
      doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
      If IsNull(doc) Then Exit For
      frame = doc.CurrentController.Frame
      command = ".uno:" & way & "AllTrackedChanges"
      If way <> "Show" Then helper.executeDispatch(frame, command, "", 0, none())
      target = ConvertToURL(folder & "/" & number & "-" & LCase(way) & ".fodt")
      doc.storeToURL(target, filter())
      doc.close(True)
    Next way
    number = number + 1
  Loop
  StarDesktop.terminate()
End Sub
"""
_LIBRARY = "http://openoffice.org/2000/library"
_DOCTYPE = '<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">'


@dataclass(frozen=True)
class Office:
    """LibreOffice with a profile of its own."""

    profile: Path

    def run(self, *arguments: str) -> None:
        assert OFFICE is not None
        profile = f"-env:UserInstallation={self.profile.as_uri()}"
        subprocess.run(
            [OFFICE, profile, "--headless", "--norestore", *arguments],
            check=True,
            capture_output=True,
            timeout=180,
            env=os.environ | {"HOME": str(self.profile)},
        )

    def converted(self, source: Path, *arguments: str) -> bytes:
        """A file as a Word file, as LibreOffice writes it."""
        folder = source.parent / "docx"
        self.run(*arguments, "--convert-to", "docx", "--outdir", str(folder), str(source))
        return (folder / f"{source.stem}.docx").read_bytes()

    def settled(self, folder: Path, *files: bytes) -> list[Settled]:
        """What files say as they are, with all changes rejected, and with all accepted."""
        for number, data in enumerate(files):
            (folder / f"{number}.docx").write_bytes(data)
        self.run(f"macro:///Standard.Module1.Settle({folder})")
        return [
            Settled(*(folder / f"{number}-{way}.fodt" for way in ("show", "reject", "accept")))
            for number in range(len(files))
        ]


@dataclass(frozen=True)
class Settled:
    shown: Path
    rejected: Path
    accepted: Path


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    found = Office(tmp_path_factory.mktemp("office"))
    found.run("--terminate_after_init")
    basic = found.profile / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    libraries = (
        f'<library:libraries xmlns:library="{_LIBRARY}" xmlns:xlink="{_SPACES["xlink"]}">'
        '<library:library library:name="Standard" library:link="false" xlink:type="simple"'
        ' xlink:href="$(USER)/basic/Standard/script.xlb/"/></library:libraries>'
    )
    library = (
        f'<library:library xmlns:library="{_LIBRARY}" library:name="Standard"'
        ' library:readonly="false" library:passwordprotected="false">'
        '<library:element library:name="Module1"/></library:library>'
    )
    module = (
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"'
        f' script:language="StarBasic">{escape(_MACRO)}</script:module>'
    )
    for path, doctype, inner in (
        (basic / "script.xlc", ("library:libraries", "libraries"), libraries),
        (basic / "Standard" / "script.xlb", ("library:library", "library"), library),
        (basic / "Standard" / "Module1.xba", ("script:module", "module"), module),
    ):
        path.write_text(f'<?xml version="1.0"?>{_DOCTYPE.format(*doctype)}{inner}')
    return found


# What LibreOffice's files say, by a reader of the tests


def paragraphs(path: Path) -> list[str]:
    """The paragraphs of a flat OpenDocument file and of its headers, white space as one space."""
    root = parsed(path.read_bytes())
    found = []
    for one in root.iter(f"{_TEXT}p", f"{_TEXT}h"):
        around = {local(outer) for outer in one.iterancestors()}
        if not around & {"tracked-changes", "annotation", "style"}:
            found.append(" ".join("".join(_inner(one)).split()))
    return [one for one in found if one]


def _inner(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        apart = (f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}tracked-changes")
        if isinstance(child.tag, str):
            if child.tag in (f"{_TEXT}tab", f"{_TEXT}s", f"{_TEXT}line-break"):
                yield " "
            elif child.tag not in apart and not child.tag.startswith((_DRAW, _SVG)):
                yield from _inner(child)
        yield child.tail or ""


def comments(path: Path) -> dict[str, str]:
    """What each comment says, and the text that it is about, as the file shows it."""
    from lxml.etree import iterwalk

    root = parsed(path.read_bytes())
    said: dict[str, str] = {}
    begun: dict[str, list[str]] = {}
    about: dict[str, str] = {}
    for event, element in iterwalk(root, events=("start", "end")):
        if element.tag == f"{_OFFICE}annotation":
            name = str(element.get(f"{_OFFICE}name"))
            if event == "start":
                lines = element.iter(f"{_TEXT}p")
                said[name] = "\n".join("".join(map(str, line.itertext())) for line in lines)
                begun[name] = []
            else:
                _note(begun, element.tail)
        elif element.tag == f"{_OFFICE}annotation-end" and event == "start":
            name = str(element.get(f"{_OFFICE}name"))
            about[said[name]] = "".join(begun.pop(name))
        elif not any(True for _ in element.iterancestors(f"{_OFFICE}annotation")):
            if element.tag in (f"{_TEXT}s", f"{_TEXT}tab") and event == "start":
                _note(begun, " ")
            _note(begun, element.text if event == "start" else element.tail)
    return about


def _note(begun: dict[str, list[str]], text: str | None) -> None:
    for one in begun.values():
        one.append(text or "")


# Documents


def flat(body: str, *, head: str = "", styles: str = "") -> str:
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in _SPACES.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.text">'
        '<office:styles><style:style style:name="Heading_20_1" style:display-name="Heading 1"'
        ' style:family="paragraph" style:default-outline-level="1"/></office:styles>'
        '<office:automatic-styles><style:style style:name="B" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:page-layout style:name="L"><style:header-style/></style:page-layout>'
        f"{styles}</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard"'
        f' style:page-layout-name="L"><style:header><text:p>{head}</text:p></style:header>'
        f"</style:master-page></office:master-styles><office:body><office:text>{body}"
        "</office:text></office:body></office:document>"
    )


BODY = """
<text:h text:style-name="Heading_20_1" text:outline-level="1">Services</text:h>
<text:p>We help <text:span text:style-name="B">heroin</text:span> users<text:note
 text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Also
 called junkies once.</text:p></text:note-body></text:note> every day.</text:p>
<text:p>Avoid these words:</text:p>
<text:list><text:list-item><text:p>addict</text:p></text:list-item></text:list>
<table:table><table:table-column table:number-columns-repeated="2"/><table:table-row>
<table:table-cell><text:p>Term</text:p></table:table-cell><table:table-cell><text:p>Say</text:p>
</table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>drug abuser</text:p>
</table:table-cell><table:table-cell><text:p>person</text:p></table:table-cell></table:table-row>
</table:table>
<text:p>Beside it<draw:frame text:anchor-type="paragraph" svg:width="6cm" svg:height="2cm">
<draw:text-box><text:p>Drug users welcome</text:p></draw:text-box></draw:frame>
<draw:frame text:anchor-type="as-char" svg:width="1cm" svg:height="1cm"><draw:image><office:binary-data>
iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
</office:binary-data></draw:image><svg:desc>A picture of addicts</svg:desc></draw:frame></text:p>
<text:p>See <text:a xlink:href="http://example.org/">our page for addicts</text:a> too.</text:p>
"""


@pytest.fixture(scope="module")
def exported(office: Office, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    source = tmp_path_factory.mktemp("source") / "guide.fodt"
    source.write_text(flat(BODY, head="For drug users"))
    return office.converted(source)


def edits_of(document: Document, *pairs: tuple[str, str]) -> list[Edit]:
    found = []
    for old, new in pairs:
        assert document.text.count(old) == 1
        start = document.text.index(old)
        found.append(Edit(start, start + len(old), new, new))
    return sorted(found, key=lambda one: one.start)


def checked(office: Office, folder: Path, data: bytes, *pairs: tuple[str, str]) -> Settled:
    """Review a file and let LibreOffice reject and accept what was proposed."""
    document = registry.read(data, "a.docx")
    edits = edits_of(document, *pairs)
    remarks = [
        Remark(one.start, one.end, f"About {document.text[one.start : one.end]}", "Why", (one,))
        for one in edits
    ]
    assert FORMAT.apply is not None
    changed = FORMAT.apply(document, edits)
    before, after, ours = office.settled(folder, data, changed, review(document, remarks))
    assert paragraphs(ours.rejected) == paragraphs(before.shown)
    assert paragraphs(ours.accepted) == paragraphs(after.shown)
    assert paragraphs(before.shown) != paragraphs(after.shown)
    return ours


def test_a_document_that_libreoffice_wrote_is_read(exported: bytes) -> None:
    document = registry.read(exported, "guide.docx")
    assert_lawful(document)
    assert exact_share(document) == 1
    assert marked(block_with(document, "We help"), MarkKind.STRONG) == ["heroin"]
    assert block_with(document, "We help").text == "We help heroin users every day."
    assert block_with(document, "We help").label == "under “Services”"
    [item] = [block for block in document.blocks if block.role is Role.LIST_ITEM]
    assert (item.text, item.lead) == ("addict", "Avoid these words:")
    assert block_with(document, "drug abuser").column == "Term"
    assert block_with(document, "Drug users welcome").label == "under “Services”, text box"
    assert block_with(document, "junkies").label == "footnote 1"
    assert block_with(document, "For drug users").label == "header"
    assert marked(block_with(document, "our page"), MarkKind.LINK) == ["our page for addicts"]
    assert block_with(document, "A picture").label == "under “Services”, image description"
    assert not document.problems


def test_documents_that_libreoffice_made_of_web_pages_and_rich_text_are_read(
    office: Office, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<title>A guide</title><h1>Services</h1><p>We help <b>heroin</b> users.</p>"
        "<p>Avoid:</p><ul><li>junkie<ul><li>crack</li></ul></li><li>addict</li></ul>"
        "<table><tr><th>Term<th>Say</tr><tr><td>abuser<td>person</tr></table>"
        "<blockquote>Once a junkie …</blockquote>"
        '<p lang="es">Los adictos no tienen la culpa de su enfermedad.</p>'
    )
    document = registry.read(office.converted(page, "--infilter=HTML (StarWriter)"), "page.docx")
    assert_lawful(document)
    assert texts(document, Role.LIST_ITEM) == ["junkie", "crack", "addict"]
    assert block_with(document, "crack").lead == "Avoid: junkie"
    assert block_with(document, "abuser").column == "Term"
    assert block_with(document, "Once").quoted
    assert block_with(document, "Los adictos").language == "es-ES"
    assert block_with(document, "A guide").label == "document properties"
    rich = tmp_path / "letter.rtf"
    rich.write_text(
        r"{\rtf1\ansi We help {\b heroin} users.\par{\v hidden}And \u8220?others\u8221?.\par}"
    )
    document = registry.read(office.converted(rich), "letter.docx")
    assert texts(document) == ["We help heroin users.", "And “others”."]


def test_changes_to_a_document_of_libreoffice_can_be_rejected_and_accepted(
    office: Office, exported: bytes, tmp_path: Path
) -> None:
    ours = checked(
        office,
        tmp_path,
        exported,
        ("heroin users", "people who use heroin"),
        ("junkies", "people who use drugs"),
        ("drug abuser", "person who uses drugs"),
        ("Drug users", "People who use drugs"),
        ("page for addicts", "page for people who use drugs"),
        ("For drug users", "For people who use drugs"),
    )
    assert "We help people who use heroin every day." in paragraphs(ours.accepted)
    assert "Also called junkies once." in paragraphs(ours.rejected)
    assert "For people who use drugs" in paragraphs(ours.accepted)


def test_changes_to_what_others_have_changed_can_be_rejected_and_accepted(
    office: Office, tmp_path: Path
) -> None:
    body = (
        p("The ", tracked("ins", r("old junkies"), r(" here", "<w:b/>"), number=901), " came.")
        + p("Some ", r("her", "<w:i/>"), r("oin", "<w:b/>"), " users left.")
        + p(f'<w:hyperlink w:anchor="x">{r("All drug users")}</w:hyperlink>', " stayed.")
        + p("Beside", text_box(p(r("Dirty ", "<w:b/>"), r("needles", "<w:b/>"))))
    )
    document = registry.read(word_file(body), "a.docx")
    edits = edits_of(
        document,
        ("junkies", "people"),
        ("heroin users", "people who use heroin"),
        ("All drug users", "All people who use drugs"),
        ("Dirty needles", "Used syringes"),
    )
    remarks = [Remark(one.start, one.end, "Say it otherwise", "", (one,)) for one in edits]
    data, shown = review(document, remarks), document.data
    before, ours = office.settled(tmp_path, shown, data)
    assert paragraphs(ours.rejected) == paragraphs(before.rejected)
    assert paragraphs(ours.rejected) == [
        *("The came.", "Some heroin users left.", "All drug users stayed."),
        *("Beside", "Dirty needles"),
    ]
    assert paragraphs(ours.accepted) == [
        *("The old junkies here came.", "Some people who use heroin left."),
        *("All people who use drugs stayed.", "Beside", "Used syringes"),
    ]


WORDS = p("We help addicts1 here.") + p("Ask addicts2 about it.")
FRAMED = p("Open daily", properties='<w:framePr w:w="2000" w:wrap="around" w:x="1000" w:y="9"/>')
INITIAL = p("W", properties='<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/>')


def control(inner: str, properties: str = "") -> str:
    number = '<w:id w:val="77"/>'
    inside = f"<w:sdtContent>{inner}</w:sdtContent>"
    return f"<w:sdt><w:sdtPr>{number}{properties}</w:sdtPr>{inside}</w:sdt>"


def cells(*inner: str) -> str:
    grid = '<w:gridCol w:w="3000"/>' * len(inner)
    row = "".join(f"<w:tc><w:tcPr/>{one}</w:tc>" for one in inner)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{row}</w:tr></w:tbl>"


def over_paragraphs(instruction: str, inner: str) -> str:
    begin, end = field(instruction, "|").split("|")
    return p("Our staff says: ", begin, "The van") + inner + p("comes", end, " to the park.")


PLACES = {
    "control": control(WORDS) + WORDS,
    "control of later words": control(p("First comes this.") + WORDS) + WORDS,
    "control around a table": control(cells(WORDS, WORDS) + WORDS),
    "control in a cell": cells(control(WORDS) + p("and")) + WORDS,
    "controls in a control": control(control(WORDS) + WORDS) + WORDS,
    "control of a building block": control(WORDS, "<w:docPartObj/>") + WORDS,
    "plain-text control": p("For ", control(r("addicts1 and"), "<w:text/>"), " addicts2."),
    "rich-text control": p("For ", control(r("addicts1 and")), " addicts2."),
    "mail merge": p("Dear ", field(" MERGEFIELD who ", r("addicts1")), ", and addicts2!"),
    "property": p(f'<w:fldSimple w:instr=" DOCPROPERTY X ">{r("addicts1")}</w:fldSimple>', "!"),
    "condition": p("You are ", field(' IF 1 = 1 "a" "b" ', r("welcome")), ".") + WORDS,
    "field over paragraphs": over_paragraphs(" INCLUDETEXT a.docx ", WORDS) + WORDS,
    "reference over paragraphs": over_paragraphs(" REF x ", p("stops and")) + WORDS,
    "link over paragraphs": over_paragraphs(' HYPERLINK "http://example.org" ', WORDS) + WORDS,
    "contents": p(field(" TOC ", r("For addicts1")), style="TOC1")
    + p("For addicts1", style="Heading1"),
    "frame": FRAMED + WORDS + WORDS,
    "frame in a cell": cells(FRAMED + p("and"), WORDS) + WORDS,
    "drop cap": WORDS + INITIAL + p("e help addicts3 too.") + WORDS + cells(WORDS),
    "drop cap and frame": INITIAL + p("e are open.") + WORDS + FRAMED + WORDS + cells(WORDS),
    "frame between drop caps": FRAMED + WORDS + INITIAL + p("e are.") + FRAMED + INITIAL + WORDS,
    "drop cap in a text box": p("Beside", text_box(INITIAL + p("e are open."))) + WORDS,
    "drop cap of a name": INITIAL.replace(">W<", ">A<") + p("ddicts3 come here."),
    "smart tag": p("All ", f'<w:smartTag w:element="x">{r("addicts1")}</w:smartTag>', " come."),
}


@pytest.mark.parametrize("text", ["", "Why"], ids=["changes", "changes and comments"])
def test_no_word_is_lost_at_any_place(office: Office, tmp_path: Path, text: str) -> None:
    files: list[bytes] = []
    for body in PLACES.values():
        document = registry.read(word_file(p("Our guide.") + body + p("Call us.")), "a.docx")
        remarks = [
            Remark(one.start(), one.end(), f"About {one[0]} at {one.start()}", text, (edit,))
            for one in re.finditer(r"[Aa]ddicts(\d)", document.text)
            for new in [f"people who use drugs {one[1]}"]
            for edit in [Edit(one.start(), one.end(), new, new)]
        ]
        takes = tracks(document)
        assert FORMAT.apply is not None
        made = [edit for one in remarks for edit in one.edits if takes(one.edits)]
        files += (document.data, FORMAT.apply(document, made), review(document, remarks))
        left = len(remarks) if text else len(remarks) - len(made)
        assert len(comments_in(files[-1])) == left
    found = office.settled(tmp_path, *files)
    for number, name in enumerate(PLACES):
        before, after, ours = found[3 * number : 3 * number + 3]
        assert paragraphs(ours.rejected) == paragraphs(before.shown), name
        assert paragraphs(ours.accepted) == paragraphs(after.shown), name
        assert len(comments(ours.shown)) == len(comments_in(files[3 * number + 2])), name


def test_what_stands_around_words_is_there_whether_changes_are_taken_or_not(
    office: Office, tmp_path: Path
) -> None:
    cases = [*KEPT.values(), *LEFT.values()]
    body = "".join(
        p(*runs).replace('w:id="5"', f'w:id="5{number}"').replace('name="b"', f'name="b{number}"')
        for number, (_, *runs) in enumerate(cases)
    )
    notes = {
        "footnotes": f'<w:footnote w:id="9">{p("Below")}</w:footnote>',
        "comments": "".join(
            f'<w:comment w:id="{one}" w:author="Ann">{p("Mine")}</w:comment>'
            for one in re.findall(r'commentReference w:id="(\d+)"', body)
        ),
    }
    document = registry.read(word_file(body, notes), "a.docx")
    blocks = document.blocks[: len(cases) + 1]
    blocks = [one for one in blocks if one.label != "text box"]
    remarks = []
    for block, ((old, new), *_) in zip(blocks, cases, strict=True):
        start = block.pieces[0].anchor.start + block.text.index(old)
        edits = (Edit(start, start + len(old), new, new),)
        remarks.append(Remark(start, start + len(old), "Say it otherwise", "", edits))
    takes = tracks(document)
    made = [one.edits[0] for one in remarks if takes(one.edits)]
    assert len(made) == len(KEPT)
    assert FORMAT.apply is not None
    files = (document.data, FORMAT.apply(document, made), review(document, remarks))
    before, after, ours = office.settled(tmp_path, *files)
    for said in (paragraphs, links):
        assert said(ours.rejected) == said(before.rejected)
        assert said(ours.accepted) == said(after.accepted)
    assert all(links(ours.accepted))


def links(path: Path) -> list[str]:
    """The text of each link."""
    return ["".join(_inner(one)) for one in parsed(path.read_bytes()).iter(f"{_TEXT}a")]


def comments_in(data: bytes) -> list[_Element]:
    part = unzipped(data).get("word/comments.xml")
    return [] if part is None else list(parsed(part))


def test_comments_stand_at_their_words(office: Office, tmp_path: Path) -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("We help ")
    paragraph.add_run("heroin").bold = True
    paragraph.add_run(" users every day.")
    file.add_paragraph("And drug addicts too.")
    file.core_properties.title = "For junkies"
    file.save(str(tmp_path / "plain.docx"))
    document = registry.read((tmp_path / "plain.docx").read_bytes(), "plain.docx")
    [edit] = edits_of(document, ("heroin users", "people who use heroin"))
    remarks = [
        Remark(edit.start, edit.end, "Changed", "Why", (edit,)),
        *(
            Remark(start, start + len(words), " ".join(words.split()), "Because\nof this")
            for words in ("users every day.\nAnd", "addicts", "junkies")
            for start in [document.text.index(words)]
        ),
    ]
    [found] = office.settled(tmp_path, review(document, remarks))
    said = {
        one.replace("\n", "|"): re.sub(r"\s*\n\s*", "", text)
        for one, text in comments(found.shown).items()
    }
    assert said == {
        "Changed|Why": "people who use heroin users",
        "users every day. And|Because|of this": "users every day.And",
        "addicts|Because|of this": "addicts",
        "junkies|Document properties: “junkies”|Because|of this": (
            "We help people who use heroin users every day."
        ),
    }
