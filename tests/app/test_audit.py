"""What an audit says: of nothing, of texts that are not about drugs, and no more than it found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from personfirst.app.audit import audit_paths, audit_text, judge
from personfirst.app.document_kind import Subject
from personfirst.app.evidence import Found
from personfirst.formats.registry import parse, read
from personfirst.model.audit import (
    READS_LIKE,
    Audit,
    AuditedFile,
    AuditedItem,
    Evidence,
    Status,
    Strength,
)
from personfirst.model.document import Document
from personfirst.model.finding import Place
from personfirst.rulebook.lexicon import load_pack
from personfirst.rulebook.places import builtin_folder
from personfirst.rulebook.principles import load_principles

CORPUS = Path(__file__).parents[2] / "corpora" / "audit"
FAIR = (
    "The Green County Fair opens on Thursday. Come and see the cattle, the quilts and the pies that "
    "our neighbors made this summer. Free parking is at the school, and a bus runs from the library "
    "every hour. On Friday night the fire department will hold its pancake supper, and everyone is "
    "welcome. The fair board meets each month at the grange, and all residents who want to help are "
    "invited to sit at the table and share their ideas. Children under ten pay nothing. The rides "
    "open at noon and close at ten. On Saturday a band from the valley will play at the grandstand. "
    "If you need a quiet place to rest, ask at the gate, and a volunteer will walk with you. Bring a "
    "chair, a hat and water, because the days are hot. We hope to see you there."
)
OPEN = "Free naloxone with no ID and no questions asked. Our van comes to you. Everyone is welcome."
DESERVING = (
    "Innocent pain patients who follow doctor's orders deserve help, unlike addicts who abuse."
)


def item_of(audit: Audit, name: str) -> AuditedItem:
    return next(item for item in audit.items if item.id == name)


def test_a_text_that_is_not_about_drugs_gets_no_status(tmp_path: Path) -> None:
    alone = audit_text(FAIR)
    assert (alone.items, alone.files, alone.off_topic) == ((), (), ("text.txt",))
    flyer, fair = tmp_path / "flyer.txt", tmp_path / "fair.txt"
    flyer.write_text(OPEN, encoding="utf-8")
    fair.write_text(FAIR, encoding="utf-8")
    both = audit_paths([tmp_path])
    assert [one.words for one in both.audit.files] == [17]
    assert len(both.audit.off_topic) == 1
    assert both.audit.items == audit_paths([flyer]).audit.items


def documents() -> Iterator[tuple[str, Document]]:
    """Every document of the audit's corpus, by its name."""
    for file in sorted(CORPUS.rglob("*.[mt][dx]*")):
        yield file.name, read(file.read_bytes(), file.name)
    for file in sorted((CORPUS / "material").glob("*.yaml")):
        for name, entry in yaml.load(file.read_text("utf-8"), yaml.CSafeLoader).items():
            yield name, parse(entry["text"], "a.md")


def test_no_document_of_the_corpus_is_left_out() -> None:
    english = builtin_folder() / "en"
    subject = Subject(load_pack(english))
    every = list(documents())
    assert len(every) > 800
    assert [name for name, one in every if not subject.is_of(one, "a.txt")] == []


def test_a_file_may_say_by_its_name_what_it_is_about() -> None:
    assert audit_text(FAIR, filename="naloxone-roster.txt").off_topic == ()


def test_a_short_text_is_never_left_out() -> None:
    assert audit_text("Coffee, boots and a warm room. Everyone is welcome.").off_topic == ()


def test_nothing_is_said_where_nothing_was_read(tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"no archive")
    audit = audit_paths([tmp_path]).audit
    assert (audit.items, len(audit.problems)) == ((), 1)


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        (f"{OPEN} {DESERVING}", "centered", Status.MIXED),
        (DESERVING, "centered", Status.CONTRADICTED),
    ],
)
def test_a_finding_accuses_of_no_more_than_it_shows(text: str, name: str, status: Status) -> None:
    item = item_of(audit_text(text, kind="brochure"), name)
    assert item.status is status
    assert {one.rule for one in item.counter} == {"deserving-patients"}
    assert "words that speak against" in item.wording
    assert "condition" not in item.wording


def test_a_guess_accuses_of_no_more_than_it_shows() -> None:
    english = builtin_folder() / "en"
    principles = load_principles(english, load_pack(english))
    place = Place("a.md", 0, 1, 1, 1, 1, 2)
    guess = Evidence(place, "So.", "So.", f"{READS_LIKE}what speaks against it", Strength.CLEAR)
    listed = replace(guess, shows="help by force or under condition")
    for shown, words in ((guess, "words that speak against"), (listed, "conditions or force")):
        items = judge(
            principles, [AuditedFile("a.md", "plan", 200)], [Found("centered", "x", True, shown)]
        )
        wording = next(one.wording for one in items if one.id == "centered")
        assert words in wording


def test_what_lists_find_against_an_item_is_said() -> None:
    text = f"{OPEN} Clients must be clean for 30 days before intake."
    assert "sets conditions" in item_of(audit_text(text, kind="brochure"), "centered").wording


def test_what_is_named_only_to_be_denied_is_not_said_to_be_missing() -> None:
    text = "Naloxone is not available at our site, and we do not train people to use it."
    item = item_of(audit_text(f"{text}\n\n{'It is sunny here. ' * 30}", kind="plan"), "naloxone")
    assert item.status is Status.MISSING
    assert item.wording == "What was looked for stands in the text only with a “not”."
    assert item.denied == ("naloxone is named",)
    assert "naloxone is named" not in item.absent


def test_a_passage_is_listed_once() -> None:
    text = "People who use drugs met people who use drugs and people who use drugs. " + OPEN
    for item in audit_text(text, kind="plan").items:
        for passages in (item.evidence, item.counter):
            keys = [(one.place.path, one.place.line, one.sentence, one.shows) for one in passages]
            assert len(keys) == len(set(keys)), item.id


def test_words_are_given_as_their_own_reason() -> None:
    item = item_of(audit_text("We report dirty urine. <!-- x -->", filename="a.md"), "materials")
    assert [(one.text, one.shows) for one in item.counter] == [
        ("dirty urine", "Calls a positive test “dirty”")
    ]
    silenced = "<!-- personfirst: ignore-file -->\n\nWe report dirty urine."
    item = item_of(audit_text(silenced, filename="a.md"), "materials")
    assert [one.shows for one in item.counter] == ["says “dirty urine”"]


def test_items_with_letters_are_sentences_of_their_own() -> None:
    text = (
        "Proposals. a. Sheriff, $90,000 for a deputy. Tabled. b. Door Street Outreach, $40,000 for "
        "naloxone to be handed out in encampments. Approved. c. School assemblies. No vote."
    )
    item = item_of(audit_text(text, kind="minutes"), "naloxone")
    sentences = {one.sentence for one in item.evidence}
    assert sentences == {
        "b. Door Street Outreach, $40,000 for naloxone to be handed out in encampments."
    }


def test_a_passage_ends_with_its_sentence() -> None:
    text = "We carry Narcan. The room is warm and the coffee is on. Take as many as you need."
    item = item_of(audit_text(text, kind="brochure"), "naloxone")
    assert "easy to get" in {one.shows for one in item.evidence}
    assert not [one.text for one in item.evidence if "." in one.text]
    far = text.replace("on.", "on. It is quiet. Sit. The bell is on the left.")
    item = item_of(audit_text(far, kind="brochure"), "naloxone")
    assert "easy to get" not in {one.shows for one in item.evidence}


def test_what_a_text_fights_does_not_speak_against_it() -> None:
    law = "The city will hear an ordinance making it a misdemeanor to carry a pipe."
    for after, against in (("We oppose it.", 0), ("It passed.", 1)):
        item = item_of(audit_text(f"{law} {after}", kind="minutes"), "support")
        assert len(item.counter) == against


def test_a_sentence_with_a_finding_does_not_speak_for_the_item() -> None:
    text = "Anyone who uses heroin is a junkie."
    item = item_of(audit_text(text, kind="brochure"), "materials")
    assert (item.status, item.evidence) == (Status.CONTRADICTED, ())
