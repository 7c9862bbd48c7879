"""A change to a Word file leaves whole what stands around the words, or is left to a person."""

from __future__ import annotations

import pytest

from personfirst.formats import registry
from personfirst.formats.word import FORMAT
from personfirst.formats.word.proposals import tracks
from personfirst.formats.word.review import review
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError
from personfirst.model.finding import Edit, Remark
from tests.formats.test_word_changes import assert_reviewed, comments_of
from tests.formats.word_files import (
    MAIN,
    field,
    gone,
    held,
    p,
    plain,
    r,
    saying,
    sign,
    text_box,
    tracked,
    word_file,
)

BOLD = "<w:b/>"
TAB = "<w:r><w:tab/></w:r>"
NOTE = '<w:r><w:footnoteReference w:id="9"/></w:r>'
PAGE = '<w:r><w:br w:type="page"/></w:r>'
PICTURE = "<w:r><w:drawing><wp:inline/></w:drawing></w:r>"
FORMULA = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
INDEX = f"{sign('begin')}<w:r><w:instrText>XE y</w:instrText></w:r>{sign('end')}"
HIDDEN = r("secret ", "<w:vanish/>")


def ins(text: str) -> str:
    return tracked("ins", r(text))


def cut(text: str) -> str:
    return tracked("del", gone(text))


def link(text: str) -> str:
    return f'<w:hyperlink w:anchor="x">{r(text)}</w:hyperlink>'


def tag(text: str) -> str:
    return f'<w:smartTag w:element="x">{r(text)}</w:smartTag>'


def control(text: str, properties: str = "") -> str:
    inside = f"<w:sdtContent>{r(text)}</w:sdtContent>"
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr>{inside}</w:sdt>"


def ranged(name: str, text: str, reference: str = "") -> str:
    begin, end = (f"{name}{one}" for one in ("Start", "End"))
    return f'<w:{begin} w:id="5" w:name="b"/>{r(text)}<w:{end} w:id="5"/>{reference}'


def bookmark(text: str) -> str:
    return ranged("bookmark", text)


def noted(text: str) -> str:
    return ranged("commentRange", text, '<w:r><w:commentReference w:id="5"/></w:r>')


def linked(text: str) -> str:
    return field(" HYPERLINK x ", r(text))


AN_ADDICT = ("an addict", "a person who uses drugs")
DRUG_ADDICTS = ("drug addicts", "people who use drugs")
HEROIN = ("heroin users", "people who use heroin")
MOTHER = ("addict's mother", "mother of the person who uses drugs")
ADDICT = ("addict", "person who uses drugs")

LEFT = {
    "quoted": (DRUG_ADDICTS, "The ", field(" QUOTE x ", r("drug addicts")), " called."),
    "merged": (ADDICT, "The ", f'<w:fldSimple w:instr="ASK x">{r("addict")}</w:fldSimple>', "."),
    "inserted possessor": (MOTHER, "The ", ins("addict's "), "mother called."),
    "inserted before": (MOTHER, "We met the ", ins("local"), " addict's mother."),
    "replaced": (AN_ADDICT, "He is an ", cut("client"), ins("addict"), "."),
    "insertion beside": (ADDICT, "We met an", ins(" old"), " addict."),
    "insertion behind": (MOTHER, "The addict's mother", ins(" (old)"), " called."),
    "whole insertion": (ADDICT, "We met the ", cut("client"), ins("addict"), "."),
    "deletion among": (DRUG_ADDICTS, "The drug ", cut("bad "), "addicts called."),
    "deletion beside": (DRUG_ADDICTS, "The drug addicts", cut(" and all"), " called."),
    "moved here": (MOTHER, "The ", tracked("moveTo", r("addict's ")), "mother called."),
    "moved away": (DRUG_ADDICTS, "drug ", tracked("moveFrom", r("bad ")), "addicts called."),
    "two people": (
        DRUG_ADDICTS, "Our ", ins("old drug "), ins("addicts here").replace("Ann", "Bob"), ".",
    ),
    "end of a link": (AN_ADDICT, "He is an ", link("addict"), "."),
    "begin of words": (DRUG_ADDICTS, link("drug"), " addicts called."),
    "linked possessor": (MOTHER, "The ", link("addict"), "'s mother called."),
    "linked possessive": (MOTHER, "The ", link("addict's "), "mother called."),
    "two links": (DRUG_ADDICTS, link("drug "), link("addicts")),
    "longer link": (HEROIN, "The ", link("best heroin"), " users called."),
    "linked field": (DRUG_ADDICTS, "The ", linked("drug"), " addicts called."),
    "smart tag": (DRUG_ADDICTS, "The ", tag("drug"), " addicts called."),
    "control": (DRUG_ADDICTS, "The drug ", control("addicts"), " called."),
    "field among": (("old heroin users", "old people who use heroin"), "The old ",
                    linked("heroin"), " users."),
    "bookmark": (MOTHER, "The ", bookmark("addict's"), " mother called."),
    "bookmark at words that stay": (HEROIN, bookmark("heroin"), " users called."),
    "permission": (DRUG_ADDICTS, "The drug ", ranged("perm", "addicts"), " called."),
    "comment": (DRUG_ADDICTS, "The drug ", noted("addicts"), " called."),
    "answer among": (DRUG_ADDICTS, "The ", noted("drug"), " addicts called."),
    "two looks": (AN_ADDICT, "He is an ", r("addict", BOLD), "."),
    "moved look": (("addicts old mother", "mother of the addicts"), "addicts ", r("old ", BOLD),
                   "mother"),
    "tab": (("heroin addict's\thome", "home of the person who uses heroin"),
            "The heroin addict's", TAB, "home", TAB, "12 Elm St"),
    "page break": (("drug\naddicts", "people who use drugs"), "The drug", PAGE, "addicts."),
    "footnote": (DRUG_ADDICTS, "The drug", NOTE, " addicts called."),
    "footnote before words that stay": (MOTHER, "The addict's ", NOTE, "mother called."),
    "picture beside": (DRUG_ADDICTS, "The drug ", PICTURE.replace("inline", "anchor"), "addicts."),
    "text box": (DRUG_ADDICTS, "The drug ", text_box(p("Open")), "addicts called."),
    "index entry": (DRUG_ADDICTS, "The drug ", INDEX, "addicts called."),
    "hidden words": (DRUG_ADDICTS, "The drug ", HIDDEN, "addicts called."),
    "choice": (DRUG_ADDICTS, "The ", control("drug addicts", "<w:dropDownList/>"), " called."),
    "box of choices": (DRUG_ADDICTS, "The ", control("drug addicts", "<w:comboBox/>"), "."),
    "date": (DRUG_ADDICTS, "The ", control("drug addicts", "<w:date/>"), "."),
    "bound": (DRUG_ADDICTS, "The ", control("drug addicts", "<w:dataBinding/>"), "."),
    "locked": (DRUG_ADDICTS, "The ", control("drug addicts", '<w:lock w:val="contentLocked"/>')),
    "ruby": (DRUG_ADDICTS, "<w:r><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase>"
             f"{r('drug addicts')}</w:rubyBase></w:ruby></w:r>"),
    "link goes": (("drug addicts", "addicts"), "The ", link("drug "), "addicts called."),
}  # fmt: skip

KEPT = {
    "linked word": (MOTHER, "The addict's ", link("mother"), " called."),
    "noted word": (MOTHER, "The addict's ", noted("mother"), " called."),
    "bookmarked word": (MOTHER, "The addict's ", bookmark("mother"), " called."),
    "word of a look": (MOTHER, "The addict's ", r("mother", BOLD), " called."),
    "whole link": (MOTHER, "The ", link("addict's mother"), " called."),
    "whole control": (DRUG_ADDICTS, "The ", control("drug addicts"), " called."),
    "whole field": (DRUG_ADDICTS, "The ", linked("drug addicts"), " called."),
    "whole bookmark": (DRUG_ADDICTS, "The ", bookmark("drug addicts"), " called."),
    "wide bookmark": (HEROIN, "All ", bookmark("heroin users here"), " called."),
    "link begins the words": (HEROIN, link("heroin"), " users called."),
    "link field begins the words": (HEROIN, "Old ", linked("heroin"), " users called."),
    "words only go": (("drug addicts", "addicts"), "Our ", bookmark("drug addicts"), "."),
    "another capital": (("Heroin users", "People who use heroin"), link("Heroin"), " users."),
    "spelling": (DRUG_ADDICTS, "The drug", '<w:proofErr w:type="spellStart"/>', " addicts."),
    "place mark": (DRUG_ADDICTS, "The drug", bookmark("").replace(r(""), ""), " addicts."),
    "note behind": (DRUG_ADDICTS, "The drug addicts", NOTE, " called."),
    "old page end": (DRUG_ADDICTS, "drug", "<w:r><w:lastRenderedPageBreak/></w:r>", " addicts."),
    "bookmark begun above": (DRUG_ADDICTS, '<w:bookmarkEnd w:id="8"/>', "The drug addicts."),
}

FIXED = {
    "in an insertion": (DRUG_ADDICTS, ins("All drug addicts here"), " called."),
    "in a split insertion": (DRUG_ADDICTS, ins("All drug "), ins("addicts here"), " called."),
    "in a new paragraph": (DRUG_ADDICTS, ins("drug addicts called")),
    "repeated": (DRUG_ADDICTS, "The ", field(" REF x ", r("drug addicts")), " called."),
}
"""What a fix changes and a copy comments on."""


def opened(*runs: str) -> Document:
    return registry.read(word_file(p("Our guide.") + p(*runs)), "a.docx")


def remark(document: Document, old: str, new: str) -> Remark:
    start = document.text.index(old)
    end = start + len(old)
    return Remark(start, end, "Say it otherwise", "Why", (Edit(start, end, new, new),))


@pytest.mark.parametrize("name", LEFT)
def test_words_are_left_where_something_would_be_lost(name: str) -> None:
    (old, new), *runs = LEFT[name]
    document = opened(*runs)
    one = remark(document, old, new)
    assert FORMAT.apply is not None
    with pytest.raises(UnreadableDocumentError, match="only a person"):
        FORMAT.apply(document, one.edits)
    assert not tracks(document)(one.edits)
    data = review(document, [one])
    assert_reviewed(document, [one], data)
    for accept in (True, False):
        assert saying(data, accept=accept)[MAIN] == saying(document.data, accept=accept)[MAIN]
    [said] = comments_of(data).values()
    assert said[1].endswith(f"→ “{new}”")


@pytest.mark.parametrize("name", KEPT)
def test_what_stands_around_words_stays_whole(name: str) -> None:
    (old, new), *runs = KEPT[name]
    document = opened(*runs)
    one = remark(document, old, new)
    assert FORMAT.apply is not None
    data = FORMAT.apply(document, one.edits)
    assert tracks(document)(one.edits)
    copy = review(document, [one])
    assert_reviewed(document, [one], copy)
    assert registry.read(copy, "a.docx").text == document.text.replace(old, new)
    assert plain(saying(copy, accept=True)[MAIN]) == plain(saying(data, accept=True)[MAIN])
    for found in (data, copy):
        now = {key: words.lower() for key, words in held(found).items()}
        for key, words in held(document.data).items():
            assert now[key] in (words.lower(), words.lower().replace(old.lower(), new.lower()))


@pytest.mark.parametrize("name", FIXED)
def test_words_are_fixed_where_a_change_cannot_be_tracked(name: str) -> None:
    (old, new), *runs = FIXED[name]
    document = opened(*runs)
    one = remark(document, old, new)
    changed = registry.rewrite(document, one.edits)
    assert changed.text == document.text.replace(old, new)
    assert not tracks(document)(one.edits)
    assert len(comments_of(review(document, [one]))) == 1


def test_what_only_a_spelling_check_sees_is_no_other_look() -> None:
    document = opened("The ", r("drug", "<w:noProof/>"), " addicts called.")
    one = remark(document, *DRUG_ADDICTS)
    assert tracks(document)(one.edits)
    assert registry.rewrite(document, one.edits).text.endswith("who use drugs called.")


def test_new_words_look_like_those_that_they_take_up() -> None:
    document = opened("The ", r("addict's", BOLD), " mother called.")
    one = remark(document, *MOTHER)
    assert FORMAT.apply is not None
    for data in (FORMAT.apply(document, one.edits), review(document, [one])):
        assert held(data)["bold"] == " of the person who uses drugs"


@pytest.mark.parametrize("words", [DRUG_ADDICTS, ADDICT])
def test_words_are_left_where_two_paragraphs_become_one(words: tuple[str, str]) -> None:
    mark = f"<w:rPr>{tracked('del')}</w:rPr>"
    document = registry.read(
        word_file(p("For a drug ", properties=mark) + p("addicts here.")), "a.docx"
    )
    assert FORMAT.apply is not None
    with pytest.raises(UnreadableDocumentError, match="only a person"):
        FORMAT.apply(document, remark(document, *words).edits)


def test_words_of_two_paragraphs_are_changed_whatever_they_look_like() -> None:
    body = p(bookmark("For addicts"), style="Heading1") + p("Users come here.")
    document = registry.read(word_file(body), "a.docx")
    edits = [
        remark(document, *pair).edits[0] for pair in (("addicts", "people"), ("Users", "People"))
    ]
    assert tracks(document)(edits)


@pytest.mark.parametrize("word", [r("mother"), link("mother"), r("mother", BOLD)])
def test_words_around_a_line_break_are_changed_where_they_look_alike(word: str) -> None:
    document = opened("The addict's", "<w:r><w:br/></w:r>", word, " called.")
    one = remark(document, "addict's", "mother").edits[0]
    two = remark(document, "mother", "of the person").edits[0]
    assert FORMAT.apply is not None
    if word == r("mother"):
        data = FORMAT.apply(document, [one, two])
        assert "The mother\nof the person called." in registry.read(data, "a.docx").text
        return
    assert not tracks(document)([one, two])
    with pytest.raises(UnreadableDocumentError, match="only a person"):
        FORMAT.apply(document, [one, two])
