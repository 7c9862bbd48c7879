"""Word files made by hand for the tests, and what a Word file says by a reader of their own.

The reader here shares no code with the product: it goes through the XML character by character, so
that it can tell what a tracked change leaves behind when it is accepted or rejected.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = {
    "w": W[1:-1],
    "r": OFFICE,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
NAMESPACES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
_KINDS = {
    "styles": "styles",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "settings": "settings",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
}

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>
 <w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/>
 <w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Our heading"/>
 <w:basedOn w:val="Heading2"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift3"><w:name w:val="Überschrift 3"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/>
 <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="ListContinue"><w:name w:val="List Continue"/></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="IntenseQuote"><w:name w:val="Intense Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="Secret"/>
 <w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>
 <w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
 <w:rPr><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>
 </w:style>
<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/></w:style>
"""


def word_file(body: str, parts: Mapping[str, str] | None = None, *, styles: str = STYLES) -> bytes:
    """A Word file with a body and other parts by their file names in `word/`, such as "footnotes"
    or "header1"; the relationship of each has its name as its id.
    """
    roots = {"document": f"<w:body>{body}</w:body>", "styles": styles, **(parts or {})}
    written: dict[str, bytes] = {}
    types, related = [], []
    for name, inner in roots.items():
        kind = name.rstrip("0123456789")
        tag = _KINDS.get(kind, kind)
        ending = "" if "/" in name else ".xml"
        where = f"word/{name}{ending}"
        whole = inner if "/" in name else f"<w:{tag} {NAMESPACES}>{inner}</w:{tag}>"
        written[where] = f'<?xml version="1.0" encoding="UTF-8"?>{whole}'.encode()
        main = "document.main" if name == "document" else kind
        if "/" not in name:
            types.append(
                f'<Override PartName="/{where}" ContentType="application/vnd.openxmlformats-'
                f'officedocument.wordprocessingml.{main}+xml"/>'
            )
        if name != "document":
            kind = name.rpartition("/")[2].rstrip("0123456789").removesuffix(".xml")
            kind = {"chart1.xml": "chart", "data1.xml": "diagramData"}.get(
                name.rpartition("/")[2], kind
            )
            related.append(
                f'<Relationship Id="{name.rpartition("/")[2].removesuffix(".xml")}"'
                f' Type="{OFFICE}/{kind}" Target="{name}{ending}"/>'
            )
    spaces = "http://schemas.openxmlformats.org/package/2006"
    written["[Content_Types].xml"] = (
        f'<Types xmlns="{spaces}/content-types"><Default Extension="xml" ContentType="application/'
        'xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/>{"".join(types)}</Types>'
    ).encode()
    written["_rels/.rels"] = (
        f'<Relationships xmlns="{spaces}/relationships"><Relationship Id="rId1"'
        f' Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    ).encode()
    written["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{spaces}/relationships">{"".join(related)}</Relationships>'
    ).encode()
    return zipped(written)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed_parts(before: bytes, after: bytes) -> set[str]:
    """The names of the parts that are not byte for byte the same."""
    one, other = unzipped(before), unzipped(after)
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; what is no run becomes one."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(one if one.startswith("<") else r(one) for one in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def r(text: str, look: str = "") -> str:
    """A run; `look` is the inside of its properties."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text: str, look: str = "") -> str:
    """A run of deleted text."""
    return r(text, look).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")


def tracked(name: str, *runs: str, number: int = 900) -> str:
    """A tracked change of somebody else's."""
    return (
        f'<w:{name} w:id="{number}" w:author="Ann" w:date="2024-01-01T00:00:00Z">'
        f"{''.join(runs)}</w:{name}>"
    )


def sign(kind: str) -> str:
    """A sign of a field: begin, separate, end."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, *result: str) -> str:
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{sign('begin')}{code}{sign('separate')}{''.join(result)}{sign('end')}"


def text_box(*paragraphs: str, description: str = "", older: str | None = None) -> str:
    """A run with a text box as Word writes it: for programs of today, and again for older ones."""
    inner = "".join(paragraphs)
    outer = older if older is not None else inner
    shown = f' descr="{description}"' if description else ""
    told = f' alt="{description}"' if description else ""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0"'
        ' distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"'
        ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="2360930" cy="1404620"/><wp:wrapSquare wrapText="bothSides"/>'
        f'<wp:docPr id="7" name="Text Box 2"{shown}/><wp:cNvGraphicFramePr/><a:graphic>'
        f'<a:graphicData uri="{_SPACES["wps"]}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="2360930" cy="1404620"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:shape id="b"{told} style="position:absolute;width:180pt;height:110pt"><v:textbox>'
        f"<w:txbxContent>{outer}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def parsed(data: bytes) -> _Element:
    """A part as its root element."""
    from lxml import etree

    return etree.fromstring(data)


def local(element: _Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _canonical(element: _Element) -> str:
    from lxml import etree

    return etree.tostring(element, method="c14n", with_tail=False).decode()


def settled(root: _Element, *, accept: bool, author: str | None = None) -> _Element:
    """A copy of a part with its tracked changes accepted or rejected, all or those of an author,
    and without the marks of that author's comments.
    """
    root = deepcopy(root)
    mine = [
        one
        for one in root.iter(*(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")))
        if author is None or one.get(f"{W}author") == author
    ]
    for one in mine:
        name = local(one)
        stays = (name in ("ins", "moveTo")) == accept
        parent = one.getparent()
        assert parent is not None
        if stays:
            for inner in list(one):
                one.addprevious(inner)
        parent.remove(one)
    for one in list(root.iter(f"{W}delText")):
        if not any(True for _ in one.iterancestors(f"{W}del")):
            one.tag = f"{W}t"
    return root


Characters = list[tuple[str, str, str]]
"""Characters with their formatting and what they stand in."""


def characters(root: _Element) -> Characters:
    """The characters of a part, each with the formatting of its run and the elements around it
    that mean something; an end of a paragraph is a character too.
    """
    found: Characters = []
    for element in root.iter("*"):
        name = local(element)
        if name == "p" and element.tag.startswith(W):
            found.append(("¶", "", ""))
        run = element.getparent()
        if run is None or run.tag != f"{W}r":
            continue
        look = run.find(f"{W}rPr")
        shown = "" if look is None else _canonical(look)
        around = "/".join(
            local(one)
            for one in run.iterancestors()
            if local(one)
            in ("hyperlink", "sdtContent", "fldSimple", "txbxContent", "tc", "Fallback", "smartTag")
        )
        if name in ("t", "delText", "instrText"):
            found += ((f"{name}:{one}", shown, around) for one in element.text or "")
        elif name not in ("rPr", "commentReference"):
            found.append((f"<{name}>", shown, around))
    return found


def plain(found: Characters) -> str:
    return "".join(one.partition(":")[2] or one for one, _, _ in found)


def roots(data: bytes) -> Iterator[tuple[str, _Element]]:
    """The parts of a Word file that hold text with changes."""
    for name, part in sorted(unzipped(data).items()):
        if name.startswith("word/") and name.endswith(".xml") and "comments" not in name:
            yield name, parsed(part)


def saying(data: bytes, *, accept: bool, author: str | None = None) -> dict[str, Characters]:
    """What each part says once changes are accepted or rejected."""
    return {
        name: characters(settled(root, accept=accept, author=author)) for name, root in roots(data)
    }


def held(data: bytes) -> dict[str, str]:
    """What is said in each link, control, field, bookmark and comment, and in bold."""
    root = settled(parsed(unzipped(data)[MAIN]), accept=True)
    said: dict[str, str] = {}
    begun: list[str] = []
    for element in root.iter("*"):
        name, key = local(element), f"{local(element)[:7]}{element.get(f'{W}id')}"
        kind = element.get(f"{W}fldCharType")
        if name.endswith("Start") or kind == "begin":
            begun.append(key)
            said[key] = ""
        elif name.endswith("End") or kind == "end":
            begun = [one for one in begun if one != key]
        elif name in ("hyperlink", "sdtContent"):
            number = sum(one.startswith(name) for one in said)
            said[f"{name}{number}"] = "".join(one.text or "" for one in element.iter(f"{W}t"))
        elif name == "t":
            look = element.getparent().find(f"{W}rPr")  # type: ignore[union-attr]
            bold = ["bold"] if look is not None and len(look) else []
            for one in (*begun, *bold):
                said[one] = said.get(one, "") + (element.text or "")
    return said
