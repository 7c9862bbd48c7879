"""The examples of the audit's rules, and what the audit makes of whole documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from personfirst.app.audit import audit_each, audit_paths, audit_text
from personfirst.app.config import Settings
from personfirst.app.document_kind import kind_of
from personfirst.formats.registry import parse
from personfirst.model.audit import Audit, AuditedItem, Status
from personfirst.rulebook.lexicon import load_pack
from personfirst.rulebook.places import builtin_folder
from personfirst.rulebook.principles import AuditExample, load_principles

ENGLISH = builtin_folder() / "en"
PRINCIPLES = load_principles(ENGLISH, load_pack(ENGLISH))
FILLER = "Words go on about the weather here. " * 12
"""An example is a passage of a longer document, which is never too short to be asked."""

FITTED = 0.75
"""The share of statuses that must agree on documents that the lists were made with."""

Items = Mapping[str, AuditedItem]
CORPUS = Path(__file__).parents[2] / "corpora" / "audit"


def item_of(audit: Audit, name: str) -> AuditedItem:
    return next(item for item in audit.items if item.id == name)


def examples() -> Iterator[tuple[str, str, AuditExample]]:
    """Each example with its item, and a file's name that says its kind."""
    for item in PRINCIPLES.items:
        for number, example in enumerate(item.examples):
            yield item.id, f"{example.kind}-{item.id}-{number}.txt", example


def audited(folder: Path, texts: Mapping[str, str]) -> dict[str, Items]:
    """The items of each text, by its file's name, in one run."""
    for name, text in texts.items():
        (folder / name).write_text(f"{text}\n\n{FILLER}", encoding="utf-8")
    found = audit_each([folder], Settings())
    return {Path(path).name: {one.id: one for one in items} for path, items in found.items()}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Items]:
    texts = {file: example.text for _, file, example in examples()}
    return audited(tmp_path_factory.mktemp("examples"), texts)


@pytest.mark.parametrize(("name", "file", "example"), list(examples()))
def test_an_example_has_its_status(
    name: str, file: str, example: AuditExample, read: dict[str, Items]
) -> None:
    item = read[file][name]
    assert item.status is example.status, (item.evidence, item.counter)


def test_every_item_of_the_founding_handout_is_reflected(shared: Path) -> None:
    audit = audit_paths([shared / "samples" / "coalition-handout.txt"]).audit
    assert [item.id for item in audit.items if item.status is not Status.REFLECTED] == []
    for name, words in (
        ("dignity", "quality of individual and community life"),
        ("centered", "non-judgmental, non-coercive provision"),
        ("involvement", "a real voice in the creation of programs"),
        ("autonomy", "primary agents of change"),
        ("sociocultural", "various social inequalities"),
        ("pragmatism", "real and tragic harm"),
        ("spectrum", "safer techniques, managed use, and abstinence"),
        ("seat", "include people who use drugs for their expertise"),
        ("naloxone", "naloxone directly to people at risk for overdose"),
        ("broader", "heroin and illicitly manufactured fentanyl"),
        ("support", "impact of drug laws"),
        ("materials", "person first language"),
    ):
        item = item_of(audit, name)
        assert any(words in one.sentence for one in item.evidence), name
        assert all(one.place.line > 0 for one in item.evidence)


def test_there_are_six_principles_a_spectrum_and_five_strategies() -> None:
    kinds = [item.kind for item in PRINCIPLES.items]
    assert kinds == ["principle"] * 6 + ["spectrum"] + ["strategy"] * 5
    assert all(len(item.examples) >= 2 for item in PRINCIPLES.items)


def test_no_wording_scores_or_grades() -> None:
    for item in PRINCIPLES.items:
        for text in (*item.wording.values(), item.add):
            for word in ("score", "compliant", "passes", "your coalition is", "%"):
                assert word not in text.lower(), item.id


PUNITIVE = {
    "news.md": """# Opioid Abuse Task Force

The Opioid Abuse Task Force is working for a drug-free county. Members are the sheriff, the
district attorney, probation and two physicians. Meetings are by invitation only.

Our first priority is to equip every patrol car with Narcan. We do not hand out Narcan to drug users.

The task force will crack down on dealers and users with zero tolerance. Addiction does not
discriminate, and bad choices have consequences. Just say no.
""",
    "program/plan.md": """# Program plan

Addicts must be clean to enter our program, and drug testing is required weekly. Clients must follow
all house rules. Addicts cannot be trusted to make good choices.

Success is measured by the number of arrests and graduates who stay clean. Lock up your medications
and bring unused pills to the take-back day. Safe prescribing will end the problem.
""",
}


@pytest.fixture
def punitive(tmp_path: Path) -> Path:
    for name, text in PUNITIVE.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def test_punitive_materials_are_contradicted_or_missing_for_the_right_reasons(
    punitive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(punitive)
    audit = audit_paths(["."], Settings()).audit
    statuses = {item.id: item.status for item in audit.items}
    assert set(statuses.values()) <= {Status.CONTRADICTED, Status.MISSING}, statuses
    reasons = {
        "dignity": "number of arrests",
        "centered": "must be clean",
        "autonomy": "be trusted",
        "sociocultural": "does not discriminate",
        "pragmatism": "Just say no",
        "spectrum": "drug-free county",
        "seat": "by invitation only",
        "naloxone": "do not hand out Narcan",
        "broader": "Safe prescribing",
        "support": "crack down",
        "materials": "Addicts",
    }
    for name, words in reasons.items():
        item = item_of(audit, name)
        assert item.status is Status.CONTRADICTED, (name, item.evidence)
        assert any(words in " ".join(one.sentence.split()) for one in item.counter), name
        assert sum(one.strength == "clear" for one in item.evidence) < 2
    place = item_of(audit, "seat").counter[0].place
    assert (place.path, place.line) == ("news.md", 3)
    assert {one.path for one in audit.files} == {"news.md", "program/plan.md"}


def test_what_is_denied_hoped_for_or_put_off_is_not_taken_for_done(tmp_path: Path) -> None:
    texts = {
        "plan-a.txt": "We do not offer naloxone to people who use drugs.",
        "plan-b.txt": "Naloxone for people who use drugs is not available.",
        "plan-c.txt": "We hope to offer naloxone to people who use drugs.",
        "plan-d.txt": "Naloxone for people who use drugs was discussed. No decision was made.",
        "plan-e.txt": "Free naloxone goes to people who use drugs at the van.",
    }
    read = audited(tmp_path, texts)
    assert [read[name]["naloxone"].status for name in texts] == [
        Status.CONTRADICTED,
        Status.CONTRADICTED,
        Status.PARTLY,
        Status.PARTLY,
        Status.REFLECTED,
    ]


def test_critique_and_questions_do_not_speak_against_an_item() -> None:
    text = "We never write that clients must be clean. Do our flyers say zero tolerance?\n\n"
    assert not item_of(audit_text(text + FILLER, kind="plan"), "centered").counter


def test_words_that_a_text_corrects_speak_for_a_look_at_materials() -> None:
    text = "We stopped writing “substance abuser” and “addict” in charts and on the website.\n\n"
    item = item_of(audit_text(text + FILLER, kind="plan"), "materials")
    assert (item.status, item.counter) == (Status.REFLECTED, ())
    assert any(one.rule for one in item.evidence)


@pytest.mark.parametrize("word", ["cannot", "can't", "can not"])
def test_a_not_is_read_however_it_is_written(word: str) -> None:
    text = f"Clients {word} be trusted with their own medicine.\n\n"
    assert item_of(audit_text(text + FILLER, kind="plan"), "autonomy").counter


def test_a_flyer_for_naloxone_needs_no_seat_at_the_table() -> None:
    text = "Free naloxone for people who use drugs, at any library. No ID. No questions asked."
    audit = audit_text(text, filename="flyer.txt")
    assert audit.files[0].kind == "brochure"
    assert item_of(audit, "seat").status is Status.NOT_EXPECTED
    assert item_of(audit, "naloxone").status is Status.REFLECTED


def test_signs_and_counter_signs_are_weighed_as_defined(tmp_path: Path) -> None:
    against = "Clients must be clean to get help."
    easy = "Kits are free. Tests are free. Come any hour."
    refused = (
        "Suboxone and methadone are not allowed, and needle exchange programs enable addiction."
    )
    texts = {
        "plan-one.txt": f"{against} {easy}",
        "plan-two.txt": f"{against} {easy} No names, no judgment.",
        "plan-again.txt": easy,
        "plan-enough.txt": f"{easy} You do not have to stop using.",
        "plan-refused.txt": refused,
    }
    read = audited(tmp_path, texts)
    centered = [read[name]["centered"].status for name in list(texts)[:4]]
    assert centered == [Status.CONTRADICTED, Status.MIXED, Status.PARTLY, Status.REFLECTED]
    spectrum = read["plan-refused.txt"]["spectrum"]
    assert (spectrum.status, spectrum.evidence) == (Status.CONTRADICTED, ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# Minutes of the May meeting\n\nPresent: Ana, Lee.\n\nMotion by Lee, seconded.", "minutes"),
        ("# House rules\n\nResidents shall keep the rules. Adopted by the board.", "plan"),
        ("# Starting methadone\n\nAsk your doctor if you have questions. Call us.", "brochure"),
        ("For immediate release\n\nMedia contact: Ana. The sheriff said so in a statement.", "news"),
        ("# Data brief\n\nKey findings: the rate per 100,000 rose. Counts are provisional.", "data"),
        ("# Trainer notes\n\nSlide 1. Participants will learn to respond. Exercise: role play.", "training"),
        ("# In loving memory of Ana\n\nShe is survived by her sister.", "memorial"),
        ("Blue is a colour.", "other"),
    ],
)  # fmt: skip
def test_the_kind_of_a_document_is_told_by_its_words(text: str, kind: str) -> None:
    assert kind_of(parse(text, "a.md"), "a.md", PRINCIPLES.kinds) == kind


@pytest.mark.parametrize(
    ("name", "judgments"), [("dev", "dev.yaml"), ("round-1", "round-1-sharper.yaml")]
)
def test_the_audit_agrees_with_the_judgments_it_was_made_with(name: str, judgments: str) -> None:
    judged = yaml.safe_load((CORPUS / judgments).read_text(encoding="utf-8"))
    agree = [
        judged[Path(path).stem][item.id].replace("-", " ") == item.status.value
        for path, items in audit_each([CORPUS / name]).items()
        for item in items
    ]
    assert len(agree) == 12 * len(judged)
    assert sum(agree) / len(agree) >= FITTED
