"""Captions: which are read as one text, and how their signs are read."""

from __future__ import annotations

import pytest

from personfirst.formats import registry
from personfirst.formats.change import edited
from personfirst.model.document import Document, MarkKind
from personfirst.model.finding import Edit
from personfirst.model.text import Span, is_exact
from tests.formats.support import assert_lawful, block_with, golden, marked, place_of, texts


def read(text: str, path: str = "a.srt") -> Document:
    document = registry.parse(text, path)
    assert_lawful(document)
    return document


def cue(number: int, begins: str, ends: str, *lines: str) -> str:
    return "\n".join((f"{number}", f"00:{begins},000 --> 00:{ends},500", *lines, "", ""))


def test_a_town_hall_in_subrip() -> None:
    document = golden("town-hall.srt")
    assert [(block.label, block.text) for block in document.blocks] == [
        ("at 00:00:00", "[gavel]"),
        ("at 00:00:03", "MAYOR ORTIZ: Every drug\nuser in this county\nis somebody's child."),
        ("at 00:00:09", "Are we talking about addicts?"),
        ("at 00:00:09", "We are talking about\npeople."),
        ("at 00:00:15", "Last year 41 heroin\naddicts died here, and 1,041\ncalls came in."),
        ("at 00:01:02", "The drug abuser next door"),
        ("at 00:01:02", "is not the story."),
    ]
    assert not document.problems
    assert marked(document.blocks[3], MarkKind.EMPHASIS) == ["We are talking about\npeople."]
    line, column, source = place_of(document, "heroin\naddicts")
    assert (line, column) == (22, 14)
    assert source.startswith("heroin\n\n6\n00:00:18,600 -->")


def test_a_webinar_in_webvtt() -> None:
    document = golden("webinar.vtt")
    assert [(block.label, block.text) for block in document.blocks] == [
        (
            "at 00:00:01",
            "Good morning & welcome. A drug\nuser who carries\nnaloxone saves lives.",
        ),
        ("at 00:00:06", "They wrote that the addict\nis a sick man."),
        ("at 01:00:02", "We write about people."),
    ]
    assert {block.language for block in document.blocks} == {"en-US"}
    assert marked(document.blocks[0], MarkKind.STRONG) == ["drug\nuser"]


def test_a_note_silences_the_caption_below_it() -> None:
    document = golden("webinar.vtt")
    [one] = document.suppressions
    assert (one.rules, one.reason) == (("addict",), "quoted from the report of 1988")
    said = [document.lines.line_text(line) for line in range(one.first, one.last + 1)]
    assert said[-2:] == ["<v.loud Ben>They wrote that the addict", "is a sick man."]


def test_an_edit_over_two_captions_keeps_the_times() -> None:
    document = golden("town-hall.srt")
    text = document.text
    first, last = text.index("heroin\n"), text.index("addicts died")
    edits = [
        Edit(first, first + 6, "people who", "people who"),
        Edit(last, last + 7, "use heroin", "use heroin"),
    ]
    after = edited(document, edits)
    assert after is not None
    assert after.text == text.replace("41 heroin\n", "41 people who\n").replace(
        "addicts died", "use heroin died"
    )


def test_a_line_break_between_captions_is_no_exact_text() -> None:
    block = block_with(golden("town-hall.srt"), "heroin")
    at = block.text.index("heroin\naddicts")
    assert is_exact(block.pieces, Span(at, at + len("heroin")))
    assert not is_exact(block.pieces, Span(at, at + len("heroin\naddicts")))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("00:01", "00:03"), ("00:03", "00:05"), ["We help.\nAll of them."]),
        (("00:01", "00:03"), ("00:06", "00:08"), ["We help.", "All of them."]),
    ],
)
def test_a_sentence_ends_before_a_pause(
    first: tuple[str, str], second: tuple[str, str], expected: list[str]
) -> None:
    text = cue(1, *first, "We help.") + cue(2, *second, "All of them.")
    assert texts(read(text)) == expected


def test_a_sentence_goes_on_after_a_short_pause_and_not_after_a_long_one() -> None:
    text = cue(1, "00:01", "00:02", "We help the drug") + cue(2, "00:06", "00:07", "users who")
    assert texts(read(text)) == ["We help the drug\nusers who"]
    text += cue(3, "00:30", "00:31", "came.")
    assert texts(read(text)) == ["We help the drug\nusers who", "came."]


def test_captions_without_an_end_of_a_sentence_do_not_grow_without_bound() -> None:
    text = "".join(
        cue(n, f"00:{n % 60:02}", f"00:{n % 60:02}", "and so on it goes") for n in range(900)
    )
    assert [len(one.split()) for one in texts(read(text))] == [500] * 9


def test_a_long_talk_is_cut_at_the_ends_of_sentences() -> None:
    text = "".join(cue(n, f"00:{n:02}", f"00:{n + 1:02}", "We help.") for n in range(50))
    document = read(text)
    assert [block.label for block in document.blocks] == [
        "at 00:00:00",
        "at 00:00:20",
        "at 00:00:40",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("- Are you well?", "- I am."),
        ("-Are you well?", "-I am."),
        ("– Are you well?", "– I am."),
        (">> Are you well?", ">>I am."),
        ("{\\an8}- Are you well?", "<i>- I am.</i>"),
    ],
)
def test_each_dash_is_another_speaker(lines: tuple[str, str]) -> None:
    assert texts(read(cue(1, "00:01", "00:03", *lines))) == ["Are you well?", "I am."]


def test_a_name_in_capitals_is_another_speaker_and_two_dashes_are_none() -> None:
    text = cue(
        1, "00:01", "00:03", "We help drug", "--and alcohol users", "DR. LEE (ON PHONE): Yes."
    )
    assert texts(read(text)) == ["We help drug\n--and alcohol users", "DR. LEE (ON PHONE): Yes."]


def test_another_voice_is_another_speaker() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>A drug\n<v Ben>user\n<v.x Ben>came\n"
    assert texts(read(text, "a.vtt")) == ["A drug", "user\ncame"]


def test_what_webvtt_says_beside_its_captions_is_not_read() -> None:
    text = (
        "WEBVTT A title\nX-TIMESTAMP-MAP=LOCAL:00:00\n\nREGION\nid:a\n\nNOTE\nAddicts\n\nan id\n"
        "00:01.000 --> 00:02.000\nA\ndrug user\n\nstray words\n"
    )
    assert texts(read(text, "a.vtt")) == ["A\ndrug user"]


def test_a_blank_line_inside_a_caption_of_subrip_ends_no_caption() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nA drug\n\nuser\n2\n00:00:02,000 --> 00:00:03,000\ncame\n"
    )
    assert texts(read(text)) == ["A drug\n\nuser\ncame"]


def test_captions_that_roll_are_read_once() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nwe<00:01.500><c> help</c>\n\n"
        "00:02.000 --> 00:02.010\nwe help\n\n00:02.010 --> 00:03.000\nwe help\nusers<00:02.500><c> too</c>\n"
    )
    assert texts(read(text, "a.vtt")) == ["we help\nusers too"]


def test_signs_that_are_no_tags_stay() -> None:
    text = cue(1, "00:01", "00:03", "1 < 2 & 3 > 2 &amp; <laughs> {x}")
    assert texts(read(text)) == ["1 < 2 & 3 > 2 &amp; <laughs> {x}"]


def test_a_file_without_times_is_told() -> None:
    document = read("We help drug users.\n")
    assert document.blocks == ()
    assert [one.reason for one in document.problems] == [
        "has no time lines, so there are no captions in it to read"
    ]
    assert read("WEBVTT\n", "a.vtt").problems == ()


def test_the_name_of_a_file_tells_its_language() -> None:
    assert (
        read(cue(1, "00:01", "00:02", "Los drogadictos"), "talk.es.srt").blocks[0].language == "es"
    )
    assert read(cue(1, "00:01", "00:02", "Users"), "talk.srt").blocks[0].language is None
