"""Structures of roles: order, gaps, windows, topics, "they", and what takes a narrative back."""

from __future__ import annotations

from pathlib import Path

import pytest

from personfirst.model.document import Document
from personfirst.model.finding import Finding
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import load_ruleset
from tests.helpers import block, document, write_rule

HEAD = """\
id: {name}
category: test
kind: narrative
severity: warning
title: A title
why: It harms.
sources: [judgment]
advice: Say it another way.
examples:
  - flag: One [x].
  - flag: Two [x].
"""
ROLES = {
    "ours": "['our (kid|park|street)']",
    "keep": "{claim: true, words: ['(keep|kept) ... (off|out of|away from)', protect~]}",
    "them": "{carries: true, words: ['{drug-person}']}",
    "late": "[later]",
    "about-drugs": "{about: drugs, topic: true, words: [heroin, naloxone]}",
    "any-drug": "{topic: true, words: [heroin, naloxone, methadone]}",
}


def story(structures: str) -> str:
    """A narrative with some structures, and of the roles those that they use."""
    roles = "".join(f"  {name}: {said}\n" for name, said in ROLES.items() if name in structures)
    return f"{HEAD.format(name='story')}roles:\n{roles}structures:\n{structures}"


def findings(
    tmp_path: Path, structures: str, text: str | Document, **options: bool
) -> list[Finding]:
    folder = tmp_path / "rules"
    write_rule(folder, "story", story(structures))
    rules = load_ruleset([folder], builtin=False)
    pipeline = Pipeline(rules, Options(**options))
    return list(pipeline.check(document(text) if isinstance(text, str) else text))


def texts(tmp_path: Path, structures: str, text: str | Document) -> list[str]:
    return [finding.text for finding in findings(tmp_path, structures, text)]


LISTED = "  - of: [keep, ours, them]\n    gap: 4\n"
ANY = "  - of: [ours, them]\n    order: any\n    gap: 4\n"


def test_roles_in_the_order_of_the_list(tmp_path: Path) -> None:
    text = "We must protect our kids from addicts. Addicts love our kids and protect them."
    assert texts(tmp_path, LISTED, text) == ["protect our kids from addicts"]


def test_roles_in_any_order(tmp_path: Path) -> None:
    text = "Junkies in our park. Our kids see junkies."
    assert texts(tmp_path, ANY, text) == ["Junkies in our park", "Our kids see junkies"]


def test_a_role_may_stand_in_the_gap_of_another(tmp_path: Path) -> None:
    text = "Please keep our park out of reach of addicts."
    assert texts(tmp_path, LISTED, text) == ["keep our park out of reach of addicts"]


def test_roles_do_not_share_words(tmp_path: Path) -> None:
    structure = "  - of: [them, them]\n    gap: 9\n"
    assert texts(tmp_path, structure, "The addicts came.") == []
    assert texts(tmp_path, structure, "Addicts and junkies came.") == ["Addicts and junkies"]


@pytest.mark.parametrize(("words", "found"), [(4, True), (5, False)])
def test_the_gap_is_counted_in_words(tmp_path: Path, words: int, found: bool) -> None:
    text = f"Our park {'very ' * words}addicts."
    assert bool(texts(tmp_path, ANY, text)) is found


def test_two_sentences_only_in_the_window_of_neighbors(tmp_path: Path) -> None:
    text = "Junkies came. Our park is lost."
    assert texts(tmp_path, ANY, text) == []
    wide = ANY + "    window: neighbors\n"
    assert texts(tmp_path, wide, text) == ["Junkies came. Our park"]
    assert texts(tmp_path, wide, "Junkies came. It rained. Our park is lost.") == []


def test_a_paragraph_as_window(tmp_path: Path) -> None:
    wide = "  - of: [ours, them]\n    order: any\n    gap: 30\n    window: paragraph\n"
    text = "Junkies came. It rained for days. Our park is lost."
    assert texts(tmp_path, wide, text) == ["Junkies came. It rained for days. Our park"]


def test_a_clause_ends_at_a_turn(tmp_path: Path) -> None:
    narrow = ANY + "    window: clause\n"
    assert texts(tmp_path, narrow, "Our park, but addicts.") == []
    assert texts(tmp_path, narrow, "Our park has addicts.") == ["Our park has addicts"]


@pytest.mark.parametrize("they", ["them", "these individuals", "that crowd", "those people"])
def test_they_are_who_was_named_last(tmp_path: Path, they: str) -> None:
    text = f"Addicts sleep by the library. We protect our kids from {they}."
    (finding,) = findings(tmp_path, LISTED, text)
    assert finding.text == f"protect our kids from {they}"
    assert finding.roles[2].text == they
    assert finding.roles[2].meaning == "Addicts"


def test_they_reach_back_one_sentence(tmp_path: Path) -> None:
    text = "Addicts sleep there. It is cold. We protect our kids from them."
    assert texts(tmp_path, LISTED, text) == []
    assert texts(tmp_path, LISTED, "Dogs sleep there. We protect our kids from them.") == []


@pytest.mark.parametrize(
    "text",
    [
        "We do not protect our kids from addicts.",
        "Nobody in this town has to protect our kids from addicts.",
        "We are far from ready to protect our kids from addicts.",
    ],
)
def test_a_claim_can_be_denied(tmp_path: Path, text: str) -> None:
    assert texts(tmp_path, LISTED, text) == []
    assert len(texts(tmp_path, LISTED + "    negated: counts\n", text)) == 1


def test_not_because_denies(tmp_path: Path) -> None:
    text = "It was not because we protect our kids from addicts."
    assert texts(tmp_path, LISTED, text) == []


def test_not_only_denies_nothing(tmp_path: Path) -> None:
    text = "We not only protect our kids from addicts."
    assert texts(tmp_path, LISTED, text) == ["protect our kids from addicts"]


def test_roles_that_must_not_stand_there(tmp_path: Path) -> None:
    without = ANY + "    without: [late]\n"
    assert texts(tmp_path, without, "Our park has addicts.") == ["Our park has addicts"]
    assert texts(tmp_path, without, "Our park has addicts, later.") == []


TOPIC = "  - of: [keep, ours, about-drugs]\n"


def test_a_topic_may_stand_beside_the_sentence(tmp_path: Path) -> None:
    assert texts(tmp_path, TOPIC, "Protect our kids. Heroin kills.") == ["Protect our kids"]
    assert texts(tmp_path, TOPIC, "Protect our kids. Wear a helmet.") == []


def test_a_topic_may_stand_in_the_heading(tmp_path: Path) -> None:
    parts = (block("Heroin in Fulton"), block("Protect our kids.", heading="Heroin in Fulton"))
    (finding,) = findings(tmp_path, TOPIC, Document("a.md", "markdown", "Protect our kids.", parts))
    assert finding.text == "Protect our kids"
    assert [(role.role, role.about, role.text) for role in finding.roles] == [
        ("keep", "keep", "Protect"),
        ("ours", "ours", "our kids"),
        ("about-drugs", "drugs", "Heroin"),
    ]


def about(*blocks: str) -> Document:
    return Document("a.txt", "text", " ".join(blocks), tuple(map(block, blocks)))


def test_a_topic_may_be_what_the_document_is_about(tmp_path: Path) -> None:
    structure = "  - of: [keep, ours, any-drug]\n"
    folder = tmp_path / "rules"
    write_rule(folder, "story", story(structure))
    pipeline = Pipeline(load_ruleset([folder], builtin=False))
    drugs = "Heroin, methadone and naloxone: ask the nurse."
    (finding,) = pipeline.check(about(drugs, "Protect our kids."))
    assert (finding.text, finding.roles[-1].text) == ("Protect our kids", "heroin")
    assert pipeline.check(about("Helmets: ask the nurse.", "Protect our kids.")) == ()


def test_a_topic_of_its_own_is_not_what_a_document_on_other_drugs_is_about(tmp_path: Path) -> None:
    other = about("Methadone, fentanyl, cocaine and heroin: ask the nurse.", "Protect our kids.")
    assert texts(tmp_path, TOPIC, other) == []


def test_a_graver_word_says_what_a_structure_says_around_it() -> None:
    text = "One family in four in our parish has been touched by the scourge of drugs."
    rules = [one.rule for one in Pipeline(load_ruleset()).check(document(text))]
    assert rules == ["scourge"]


def test_a_finding_says_how_it_was_read(tmp_path: Path) -> None:
    structure = LISTED + "    confidence: high\n    severity: error\n"
    (finding,) = findings(tmp_path, structure, "It rained. We protect our kids from addicts. So.")
    assert (finding.severity, finding.confidence, finding.why) == ("error", "high", "It harms.")
    assert finding.excerpt == "We protect our kids from addicts."
    assert finding.message == "A title. Say it another way."
    assert finding.kind == "narrative"


def test_one_finding_of_a_rule_for_a_sentence(tmp_path: Path) -> None:
    text = "We protect our kids from addicts."
    assert texts(tmp_path, ANY + LISTED + "    confidence: high\n", text) == [
        "protect our kids from addicts"
    ]


def test_a_configured_severity_holds_for_every_structure(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    write_rule(folder, "story", story(LISTED + "    severity: error\n"))
    from personfirst.model.choices import Severity

    rules = load_ruleset([folder], builtin=False, severities={"story": Severity.SUGGESTION})
    (finding,) = Pipeline(rules).check(document("We protect our kids from addicts."))
    assert finding.severity is Severity.SUGGESTION
    assert finding.severity is not Severity.ERROR


def test_many_ways_to_fill_a_structure_take_bounded_time(tmp_path: Path) -> None:
    text = "our kids addicts protect " * 400
    wide = "  - of: [ours, them, keep, ours, them]\n    order: any\n    gap: 100\n    window: paragraph\n"
    assert len(texts(tmp_path, wide, text)) <= 3
