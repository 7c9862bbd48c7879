"""Figures follow from events, and intervals from documents."""

from __future__ import annotations

from personfirst.app.figures import summed_up
from personfirst.model.choices import Severity
from personfirst.model.score import Event, Outcome, Rewrites, Scored, Stream, Tally


def event(outcome: Outcome, *, about: str = "abuse", severity: Severity = Severity.ERROR) -> Event:
    return Event("a.md", 1, Stream.WORDING, outcome, severity, about, "words", rule="r")


def document(path: str, *events: Event, words: int = 1_000) -> Scored:
    return Scored(path, "minutes", "markdown", words, events, Rewrites(2, 1, 1, 1))


def test_precision_recall_and_f1() -> None:
    tally = Tally("x", right=3, wrong=1, found=1, missed=1)
    assert (tally.precision, tally.recall, tally.f1) == (0.75, 0.5, 0.6)
    assert (Tally("x").precision, Tally("x").recall, Tally("x").f1) == (None, None, None)
    assert Tally("x", 0, 1, 0, 1).f1 == 0


def test_each_folder_has_figures_and_the_whole_too() -> None:
    scored = summed_up(
        [
            document("dev/a.md", event(Outcome.RIGHT), event(Outcome.FOUND)),
            document("test/b.md", event(Outcome.WRONG), event(Outcome.MISSED), words=4_000),
        ]
    )
    assert [one.name for one in scored.folders] == ["dev", "test"]
    assert [one.headlines[0].tally.precision for one in scored.folders] == [1.0, 0.0]
    assert scored.whole.headlines[0].tally.recall == 0.5
    assert scored.whole.false_alarm_rate == 2.0
    assert scored.rewrites == Rewrites(4, 2, 2, 2)
    assert [one.outcome for one in scored.errors] == [Outcome.WRONG, Outcome.MISSED]


def test_suggestions_are_not_among_errors_and_warnings() -> None:
    scored = summed_up([document("a.md", event(Outcome.WRONG, severity=Severity.SUGGESTION))])
    sure, every, _ = scored.whole.headlines
    assert sure.tally.precision is None
    assert every.tally.precision == 0.0


def test_intervals_hold_the_figure_and_are_the_same_each_time() -> None:
    documents = [
        document(
            f"{number}.md", *[event(Outcome.RIGHT)] * 9, *[event(Outcome.WRONG)] * (number % 3)
        )
        for number in range(30)
    ]
    between = summed_up(documents).whole.headlines[0].precision
    figure = summed_up(documents).whole.headlines[0].tally.precision
    assert between is not None and figure is not None
    assert 0.8 < between.low < figure < between.high < 1
    assert between == summed_up(documents).whole.headlines[0].precision


def test_one_document_has_no_intervals() -> None:
    assert summed_up([document("a.md", event(Outcome.RIGHT))]).whole.headlines[0].precision is None


def test_groups_count_labels_and_findings_under_one_name() -> None:
    scored = summed_up([document("a.md", event(Outcome.RIGHT), event(Outcome.MISSED))])
    assert [one.tally for one in dict(scored.groups)["category"]] == [
        Tally("abuse", right=1, missed=1)
    ]
    assert [one.tally for one in dict(scored.groups)["genre"]] == [
        Tally("minutes", right=1, missed=1)
    ]


def test_filters_are_judged() -> None:
    one = Scored("a.md", "g", "text", 1, (), muted=(("mention", True), ("mention", False)))
    assert summed_up([one]).filters == (Tally("mention", right=1, wrong=1),)
