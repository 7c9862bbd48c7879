"""The second opinions: whose words they are and what is meant, on a page and by the built-in rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from personfirst.context import meant, voices
from personfirst.context.base import Passage
from personfirst.context.facts import Facts
from personfirst.context.opinion import probability
from personfirst.formats.registry import read
from personfirst.match.fold import fold
from personfirst.match.scorer import Model
from personfirst.match.split import split_simply
from personfirst.match.tokens import tokenize
from personfirst.model.choices import Severity
from personfirst.model.finding import Finding, Safety
from personfirst.pipeline import Options, Pipeline
from personfirst.rulebook.ruleset import load_ruleset

RULES = load_ruleset()
PIPELINE = Pipeline(RULES, Options(show_muted=True))
PAGE = """The health district runs a van on Tuesdays and Fridays. Staff hand out naloxone, sterile
syringes and test strips, and a nurse looks at wounds. Methadone and buprenorphine are prescribed
in the old bank on Fourth Street, with no wait this month. The pharmacy by the bridge keeps fentanyl test
strips behind the counter, and the library has a naloxone box beside the front desk. Bring a friend, a
dog or a question. Rides can be had by calling the number below before noon of the day before,
and children are welcome to wait in the reading room with one of our two volunteers. Heroin was found in
nine of last year's forty overdoses.

"""


def found(text: str, page: str = PAGE) -> list[Finding]:
    """The findings in a paragraph, on a page or by itself."""
    findings = PIPELINE.check(read((page + text).encode(), "page.txt"))
    first = page.count("\n") + 1
    return [one for one in findings if one.place.line >= first]


def by_words(text: str, page: str = PAGE) -> dict[str, str]:
    """For each finding in a paragraph its severity, or the filter that muted it."""
    return {
        one.text: one.muted.filter if one.muted else one.severity.value for one in found(text, page)
    }


def test_the_same_words_are_milder_where_they_read_like_words_of_others() -> None:
    own = "Junkies sleep behind the bakery and steal from the porches."
    others = "One man at the hearing wanted to know why the van feeds junkies."
    assert by_words(own)["Junkies"] == "error"
    assert by_words(others)["junkies"] == "suggestion"
    assert by_words(others, page="")["junkies"] == "error"


def test_a_person_decides_on_words_that_may_be_of_others() -> None:
    [one] = [
        one
        for one in found("One man at the hearing wanted to know why the van feeds junkies.")
        if one.text == "junkies"
    ]
    assert one.suggestions
    assert {suggestion.safety for suggestion in one.suggestions} == {Safety.REVIEW}


HARSH = f"""The deputies moved the junkies off the landing, and the crackheads behind the mill went, too.
Then the drug abusers came back, and an addict took the nurse's coat.

{PAGE}"""
"""A page that has errors already."""


def test_what_is_likely_meant_is_a_suggestion_on_a_page_about_drugs() -> None:
    text = "Nobody wants users next to the crab feast."
    assert by_words(text, page=HARSH)["users"] == "suggestion"
    assert by_words(text, page="")["users"] == "other-sense"


def test_a_loaded_word_is_a_suggestion_where_it_is_likely_meant() -> None:
    said = by_words("They lie, they steal, and one spring they may be sorry.", page=HARSH)
    assert {said["lie"], said["steal"]} == {"suggestion"}
    harmless = "The drain behind the library is blocked, and leaves fill the gutter."
    assert {*by_words(harmless, page=HARSH).values()} == {"other-sense"}


def test_a_second_opinion_needs_errors_or_warnings_on_the_page() -> None:
    text = "Nobody wants users next to the crab feast."
    [alone] = found(text)
    assert alone.muted is not None
    assert (alone.text, alone.muted.filter) == ("users", "second-opinion")
    few = f"{PAGE}The junkies came back, and the crackheads went.\n\n"
    for page, wanted in ((PAGE, 0), (few, 2)):
        shown = Pipeline(RULES, Options()).check(read((page + text).encode(), "page.txt"))
        assert len(shown) == wanted


ADDICTS = "The deputies moved the addicts, the addicts came back, and an addict took a coat."


@pytest.mark.parametrize(
    ("line", "options"),
    [
        (f"{ADDICTS} <!-- personfirst: ignore -- a name -->", Options()),
        (ADDICTS, Options(severities={"addict": Severity.SUGGESTION})),
    ],
)
def test_what_is_silenced_or_made_milder_is_company_all_the_same(
    line: str, options: Options
) -> None:
    text = f"{line}\n\n{PAGE}Nobody wants users next to the crab feast."
    findings = Pipeline(RULES, options).check(read(text.encode(), "page.md"))
    assert "users" in [one.text for one in findings]


def test_a_second_check_of_a_document_says_the_same() -> None:
    document = read(f"{HARSH}Nobody wants users next to the crab feast.".encode(), "page.txt")
    assert PIPELINE.check(document) == PIPELINE.check(document)


def test_a_second_opinion_on_a_narrative_is_asked_for_in_company_only() -> None:
    text = (
        "We bring the same ones back week after week, and the taxpayers who never touched the "
        "stuff get the bill."
    )
    assert "second-opinion" not in {one.rule for one in found(text)}
    few = f"{PAGE}The junkies came back.\n\n"
    assert "second-opinion" not in {one.rule for one in found(text, page=few)}
    (opinion,) = (one for one in found(text, page=HARSH) if one.rule == "second-opinion")
    assert opinion.muted is None
    assert f"most like “{opinion.roles[0].role}”" in opinion.message


@pytest.mark.parametrize(
    "text",
    [
        "By June most of the kitchens will be clean and painted.",
        "Users of the county portal will get a new password in June.",
    ],
)
def test_another_sense_stays_muted(text: str) -> None:
    assert {*by_words(text).values()} <= {"other-sense"}


def test_a_rule_of_ones_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "id: own\ncategory: slur\nseverity: error\ntitle: Own\nwhy: Own.\nsources: [judgment]\n"
        "match:\n  nouns: [porch pirate]\nadvice: Say it.\nexamples:\n"
        "  - flag: 'A [porch pirate] was seen.'\n",
        encoding="utf-8",
    )
    pipeline = Pipeline(load_ruleset([tmp_path]), Options())
    text = "One man at the hearing wanted to know why the van feeds porch pirates."
    [one] = [
        one for one in pipeline.check(read((PAGE + text).encode(), "page.txt")) if one.rule == "own"
    ]
    assert one.severity == "error"


def test_the_weights_of_a_file() -> None:
    model = Model(bias=-1.0, weights={"a": 1.0, "b": 2.0})
    assert probability(model, ["a", "a"]) == pytest.approx(0.5)
    assert probability(model, ["b", "c"]) == pytest.approx(0.731, abs=0.001)


def test_a_language_without_weights_has_no_second_opinion() -> None:
    text = "One man at the hearing wanted to know why the van feeds junkies."
    page = read((PAGE + text).encode(), "page.txt")
    for folder in (None, Path(__file__).parent):
        rules = replace(RULES, pack=replace(RULES.pack, opinions=folder))
        severities = {one.text: one.severity for one in Pipeline(rules, Options()).check(page)}
        assert severities["junkies"] == "error"


def test_features_name_words_by_place_marks_and_talk_of_words() -> None:
    document = read(b'He said it. They call us "junkies" here. We say people.', "a.txt")
    [block] = document.blocks
    tokens = tokenize(fold(block.text), block.text, split_simply)
    passage = Passage(block, tokens, Facts(document), RULES.pack.cues, {})
    at = tokens.lowers.index("junkies")
    told = set(voices.features(passage, at, at + 1))
    assert {"<call", "<1us", ">1here", "=they", "-said", "+we", "#quoted", "#marked"} <= told
    assert "#talk here 1" in told
    meanings = set(meant.features(passage, at, at + 1))
    assert {"@junk", "@junk >1here"} <= meanings
    assert not any(one.startswith("#talk") for one in meanings)


def test_what_is_quoted_counts_as_it_stands_where_that_is_asked_for() -> None:
    text = "“Junkies belong in jail,” the sheriff told the paper."
    page = read((PAGE + text).encode(), "page.txt")
    found = {
        policy: {
            one.severity.value
            for one in Pipeline(RULES, Options(quotation=policy)).check(page)
            if one.text == "Junkies" and one.muted is None
        }
        for policy in ("as-is", "lower")
    }
    assert found["as-is"] == {"error"}
    assert found["lower"] <= {"suggestion"}


def test_a_milder_severity_makes_no_fix_bolder() -> None:
    text = "One man at the hearing wanted to know why the van feeds junkies."
    mild = Pipeline(RULES, Options(severities={"junkie": Severity.SUGGESTION}))
    [one] = [
        one for one in mild.check(read((PAGE + text).encode(), "page.txt")) if one.text == "junkies"
    ]
    assert {suggestion.safety for suggestion in one.suggestions} == {Safety.REVIEW}


def test_a_configured_severity_changes_no_finding() -> None:
    text = "Nobody wants users next to the crab feast."
    mild = Pipeline(RULES, Options(severities={"person-label": Severity.SUGGESTION}))
    page = read((PAGE + text).encode(), "page.txt")
    assert [one.rule for one in mild.check(page)] == [
        one.rule for one in Pipeline(RULES, Options()).check(page)
    ]
