"""Reviewed copies: the original stays, the copy says what to change and why."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pptx
import pytest

from personfirst.app import review
from personfirst.app.check import check_paths
from personfirst.app.mend import FixInPlace, Opened, ShowDiff
from personfirst.app.review import ReviewCopies
from personfirst.formats import word
from personfirst.formats.registry import read
from personfirst.model.document import Document
from personfirst.model.finding import Edit, Remark
from personfirst.reporters.view import summary
from personfirst.rulebook.ruleset import RuleSet, load_ruleset
from tests.helpers import write

PARAGRAPHS = (
    "We treat addicts with respect.",
    "A genuine pain patient should not have to beg for a refill.",
    "Nobody is turned away.",
)


@pytest.fixture(scope="module")
def every_rule() -> RuleSet:
    return load_ruleset()


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def deck(title: str, notes: str) -> bytes:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = title
    slide.notes_slide.notes_text_frame.text = notes
    target = io.BytesIO()
    presentation.save(target)
    return target.getvalue()


def test_a_word_file_gets_changes_and_comments_and_stays_itself(
    folder: Path, every_rule: RuleSet
) -> None:
    data = word_file(*PARAGRAPHS)
    (folder / "minutes.docx").write_bytes(data)
    reviewer = ReviewCopies(folder / "out")
    checked = check_paths(["minutes.docx"], rules=every_rule, mend=reviewer)
    assert (folder / "minutes.docx").read_bytes() == data
    (one,) = reviewer.reviewed
    assert [finding.rule for finding in one.changed] == ["addict"]
    assert {finding.rule for finding in one.left} == {"legitimate-patient"}
    copy = read((folder / "out" / "minutes.docx").read_bytes(), "minutes.docx")
    assert [block.text for block in copy.blocks][:3] == [
        "We treat people who use drugs with respect.",
        *PARAGRAPHS[1:],
    ]
    opened = docx.Document(str(folder / "out" / "minutes.docx"))
    (comment,) = opened.comments
    assert comment.author == "personfirst"
    assert "legitimate-patient" in comment.text
    assert "Write: A pain patient" in comment.text
    assert checked.exit_status(None) == 0


def test_what_cannot_be_tracked_does_not_stand_in_the_way_of_the_rest(
    folder: Path, every_rule: RuleSet
) -> None:
    document = docx.Document()
    document.add_paragraph("We help addicts.")
    document.core_properties.title = "Help for addicts"
    document.save(str(folder / "leaflet.docx"))
    reviewer = ReviewCopies(folder / "out")
    check_paths(["leaflet.docx"], rules=every_rule, mend=reviewer)
    (one,) = reviewer.reviewed
    assert [finding.place.label for finding in one.changed] == [None]
    assert [finding.place.label for finding in one.left] == ["document properties"]
    opened = docx.Document(str(folder / "out" / "leaflet.docx"))
    (comment,) = opened.comments
    assert "people who use drugs" in comment.text


def test_headings_are_changed_at_once_however_many(
    folder: Path, every_rule: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = docx.Document()
    for number in range(60):
        if number % 2:
            document.add_heading(f"Ward {number}: help for addicts", 1)
        else:
            words = f"Ward {number} at the north gate of the town: help for addicts"
            document.add_paragraph().add_run(words).bold = True
        document.add_paragraph("The methadone clinic is open every day; nobody is turned away.")
    document.save(str(folder / "guide.docx"))
    tries = []
    edited = Opened.edited

    def counted(opened: Opened, document: Document, edits: Sequence[Edit]) -> Document | None:
        tries.append(len(edits))
        return edited(opened, document, edits)

    monkeypatch.setattr(Opened, "edited", counted)
    reviewer = ReviewCopies(folder / "out")
    check_paths(["guide.docx"], rules=every_rule, mend=reviewer)
    (one,) = reviewer.reviewed
    assert (len(one.changed), len(one.left), tries) == (60, 0, [60])


def test_a_change_that_reads_otherwise_in_the_copy_is_a_comment_and_the_others_stay(
    folder: Path, every_rule: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "minutes.docx").write_bytes(
        word_file("We help addicts.", "The van serves addicts.", "The clinic helps addicts.")
    )

    def review_badly(document: Document, remarks: Sequence[Remark]) -> bytes:
        assert word.FORMAT.review is not None
        spoiled = [
            one._replace(edits=tuple(edit._replace(new_text="nobody") for edit in one.edits))
            if "van" in document.text[one.start - 15 : one.end]
            else one
            for one in remarks
        ]
        return word.FORMAT.review(document, spoiled)

    kind = word.FORMAT._replace(review=review_badly)
    monkeypatch.setattr(review, "format_of", lambda _: kind)
    monkeypatch.setattr(Opened, "run", lambda _, work, *given: work(*given))
    reviewer = ReviewCopies(folder / "out")
    check_paths(["minutes.docx"], rules=every_rule, mend=reviewer)
    (one,) = reviewer.reviewed
    assert [finding.place.line for finding in one.changed] == [1, 3]
    assert [finding.place.line for finding in one.left] == [2]
    copy = read((folder / "out" / "minutes.docx").read_bytes(), "minutes.docx")
    assert [block.text for block in copy.blocks][:3] == [
        "We help people who use drugs.",
        "The van serves addicts.",
        "The clinic helps people who use drugs.",
    ]


def test_slides_get_comments_and_a_pdf_highlights(folder: Path, every_rule: RuleSet) -> None:
    from reportlab.pdfgen.canvas import Canvas

    (folder / "deck.pptx").write_bytes(deck("Help for addicts", "Junkies are people."))
    canvas = Canvas(str(folder / "flyer.pdf"))
    canvas.drawString(72, 700, PARAGRAPHS[0])
    canvas.save()
    reviewer = ReviewCopies(folder / "out")
    check_paths([folder], rules=every_rule, mend=reviewer)
    assert {(one.path, len(one.left), one.commented) for one in reviewer.reviewed} == {
        ("deck.pptx", 2, True),
        ("flyer.pdf", 1, True),
    }
    original = (folder / "flyer.pdf").read_bytes()
    assert (folder / "out" / "flyer.pdf").read_bytes().startswith(original)


def test_a_text_file_gets_a_fixed_copy_and_a_diff(folder: Path, every_rule: RuleSet) -> None:
    (folder / "a").mkdir()
    (folder / "a" / "page.md").write_bytes(b"# Help\r\n\r\nA van serves addicts.\r\n")
    reviewer = ReviewCopies(folder / "out")
    check_paths(["a"], rules=every_rule, mend=reviewer)
    copy = folder / "out" / "a" / "page.md"
    assert copy.read_bytes() == b"# Help\r\n\r\nA van serves people who use drugs.\r\n"
    assert b"-A van serves addicts." in copy.with_name("page.md.diff").read_bytes()


def test_an_earlier_copy_is_not_replaced_unless_that_is_asked_for(
    folder: Path, every_rule: RuleSet
) -> None:
    (folder / "page.md").write_text("A van serves addicts.\n", encoding="utf-8")
    (folder / "out").mkdir()
    (folder / "out" / "page.md").write_text("mine", encoding="utf-8")
    checked = check_paths(["page.md"], rules=every_rule, mend=ReviewCopies(folder / "out"))
    (problem,) = checked.unmended
    assert "exists already" in problem.reason
    assert (folder / "out" / "page.md").read_text(encoding="utf-8") == "mine"
    check_paths(["page.md"], rules=every_rule, mend=ReviewCopies(folder / "out", overwrite=True))
    assert "people who use drugs" in (folder / "out" / "page.md").read_text(encoding="utf-8")


def test_files_of_one_name_from_elsewhere_get_copies_of_their_own(
    folder: Path, every_rule: RuleSet, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for name in ("a", "b"):
        (elsewhere / name).mkdir()
        (elsewhere / name / "page.md").write_text(f"{name}: addicts live here.\n", encoding="utf-8")
    reviewer = ReviewCopies(folder / "out")
    check_paths([elsewhere], rules=every_rule, mend=reviewer)
    names = sorted(path.name for path in (folder / "out").glob("page*.md"))
    assert names == ["page (2).md", "page.md"]


def test_copies_are_told_apart_where_small_letters_are_not(
    folder: Path, every_rule: RuleSet, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for place in ("a/Page.md", "b/page.md", "b/Review.md"):
        write(elsewhere / place, "Addicts live here.\n")
    reviewer = ReviewCopies(folder / "out")
    check_paths([elsewhere], rules=every_rule, mend=reviewer)
    copies = {one.copy.name for one in reviewer.reviewed if one.copy is not None}
    assert copies == {"Page.md", "page (2).md", "Review (2).md"}


def test_fix_leaves_a_word_file_alone_and_says_what_to_use(
    folder: Path, every_rule: RuleSet
) -> None:
    data = word_file(PARAGRAPHS[0])
    (folder / "minutes.docx").write_bytes(data)
    checked = check_paths(["minutes.docx"], rules=every_rule, mend=FixInPlace())
    assert (folder / "minutes.docx").read_bytes() == data
    (problem,) = checked.report.problems
    assert "1 safe suggestion not put in: 'personfirst review' writes a copy" in problem.reason
    assert problem.note
    assert checked.report.fixed == 0
    assert summary(checked.report).endswith("; 1 note")


def test_fix_does_not_send_a_signed_file_to_a_review_that_refuses_it(
    folder: Path, every_rule: RuleSet
) -> None:
    file = folder / "minutes.docx"
    file.write_bytes(word_file(PARAGRAPHS[0]))
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("_xmlsignatures/origin.sigs", b"")
    (problem,) = check_paths([file.name], rules=every_rule, mend=FixInPlace()).report.problems
    assert problem.reason.startswith("1 safe suggestion not put in: the file is signed")
    reviewer = ReviewCopies(folder / "out")
    checked = check_paths([file.name], rules=every_rule, mend=reviewer)
    assert [(one.copy, len(one.left)) for one in reviewer.reviewed] == [(None, 1)]
    assert checked.unmended[0].reason.startswith("is signed")


def test_fix_changes_a_word_file_where_that_is_asked_for(folder: Path, every_rule: RuleSet) -> None:
    (folder / "minutes.docx").write_bytes(word_file(*PARAGRAPHS))
    check_paths(["minutes.docx"], rules=every_rule, mend=FixInPlace(unsafe=True))
    texts = [one.text for one in docx.Document(str(folder / "minutes.docx")).paragraphs]
    assert texts == ["We treat people who use drugs with respect.", *PARAGRAPHS[1:]]


@pytest.mark.parametrize("name", ["minutes.docx", "minutes.pptx"])
def test_a_fix_of_a_file_that_is_not_text_says_what_it_left_out(
    folder: Path, every_rule: RuleSet, name: str
) -> None:
    texts = ("We treat addicts with respect.", "A genuine pain patient should not have to beg.")
    data = word_file(*texts) if name.endswith("docx") else deck(*texts)
    (folder / name).write_bytes(data)
    checked = check_paths([name], rules=every_rule, mend=FixInPlace(unsafe=True))
    assert checked.report.fixed == 1
    (problem,) = checked.report.problems
    assert problem.reason.startswith("1 suggestion for review not put in, for only safe ones go")
    assert problem.reason.endswith("'personfirst review' writes them into a copy")


def test_a_diff_of_a_word_file_shows_its_text(folder: Path, every_rule: RuleSet) -> None:
    data = word_file(PARAGRAPHS[0])
    (folder / "minutes.docx").write_bytes(data)
    shown = ShowDiff(unsafe=True)
    check_paths(["minutes.docx"], rules=every_rule, mend=shown)
    assert b"+We treat people who use drugs" in b"".join(shown.diffs)
    assert (folder / "minutes.docx").read_bytes() == data


def test_a_copy_is_never_the_file_itself(folder: Path, every_rule: RuleSet) -> None:
    data = word_file(PARAGRAPHS[0])
    (folder / "minutes.docx").write_bytes(data)
    reviewer = ReviewCopies(folder, overwrite=True)
    checked = check_paths(["minutes.docx"], rules=every_rule, mend=reviewer)
    assert "the file itself" in checked.unmended[0].reason
    assert (folder / "minutes.docx").read_bytes() == data


def test_nothing_is_written_for_a_clean_file(folder: Path, every_rule: RuleSet) -> None:
    (folder / "clean.docx").write_bytes(word_file("Nobody is turned away."))
    reviewer = ReviewCopies(folder / "out")
    check_paths(["clean.docx"], rules=every_rule, mend=reviewer)
    assert reviewer.reviewed == []
    assert not (folder / "out").exists()
