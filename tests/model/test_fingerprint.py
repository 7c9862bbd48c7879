"""Fingerprints: the same while text moves, and no two alike."""

from __future__ import annotations

from personfirst.model.choices import Severity
from personfirst.model.finding import Finding, Muted, Place
from personfirst.model.fingerprint import finding_key, fingerprints

SENTENCE = "The café serves addicts and addicts."


def found(line: int = 1, column: int = 1, **fields: object) -> Finding:
    place = Place("minutes.md", 10 * line, 10 * line + 7, line, column, line, column + 7)
    given = Finding(
        place=place,
        rule="addict",
        category="person-label",
        kind="term",
        severity=Severity.ERROR,
        text="addicts",
        excerpt=SENTENCE,
        message="Names a person",
    )
    return given._replace(**fields)  # type: ignore[arg-type]


def test_moving_a_sentence_and_wrapping_it_anew_change_nothing() -> None:
    first = fingerprints([found()])
    assert fingerprints([found(line=900, column=4)]) == first
    assert fingerprints([found(excerpt=SENTENCE.replace(" ", "\n   "))]) == first
    assert fingerprints([found(excerpt=SENTENCE.replace("é", "e\u0301"))]) == first


def test_another_file_rule_or_sentence_is_another_finding() -> None:
    place = found().place._replace(path="other.md")
    others = [
        found(),
        found(rule="addiction"),
        found(excerpt="The café serves addicts."),
        found(place=place),
    ]
    marks = fingerprints(others)
    assert len(set(marks)) == 4
    assert all(len(mark) == 32 and int(mark, 16) >= 0 for mark in marks)


def test_two_of_a_rule_in_one_sentence_are_told_apart_by_their_order() -> None:
    two = fingerprints([found(column=17), found(column=29)])
    assert len(set(two)) == 2
    assert two[0] == fingerprints([found()])[0]
    assert finding_key(found(column=17)) == finding_key(found(column=29))


def test_showing_muted_findings_changes_no_fingerprint_of_the_others() -> None:
    muted = found(muted=Muted("mention", "avoid"))
    alone = fingerprints([found(), found(column=9)])
    shown = fingerprints([muted, found(), found(column=9)])
    assert shown[1:] == alone
    assert len(set(shown)) == 3
    assert fingerprints([muted]) == (alone[0],)


def test_the_parts_of_a_key_cannot_run_into_each_other() -> None:
    one = found(rule="ab", excerpt="c")
    other = found(rule="a", excerpt="bc")
    assert fingerprints([one]) != fingerprints([other])


def test_a_path_that_is_not_text_has_a_fingerprint() -> None:
    place = found().place._replace(path="caf\udce9.txt")
    assert len(fingerprints([found(place=place)])[0]) == 32


def test_fingerprints_are_the_same_in_every_release() -> None:
    # A baseline and GitLab's comparison with the target branch rest on this very value.
    assert fingerprints([found()]) == ("b293d92f1371cff30f3f1d490e00bc4a",)
