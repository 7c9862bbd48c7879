"""`--interactive`: what is asked, and what becomes of the answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from inline_snapshot import snapshot

from tests.cli.conftest import MINUTES, PAGE, Invoke

QUESTION = "  [a]pply, [1-9] choose, [e]dit, [s]kip, [i]gnore with reason, [q]uit, [?] "


def read(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


def test_a_whole_conversation(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "--interactive", stdin="?\n2\ni\nquoted\na\ne\nneed for housing\n")
    assert ran.status == 0
    assert ran.out == snapshot("""\

minutes.md:3:30
  3 | The Elm Street clinic serves frequent flyers in our county.
    |                              ^^^^^^^^^^^^^^^
  warning: Mocks a person who asks for help often [house-frequent-flyer]
  1 people who come often
    The Elm Street clinic serves people who come often in our county.
  2 regular visitors
    The Elm Street clinic serves regular visitors in our county.
  [a]pply, [1-9] choose, [e]dit, [s]kip, [i]gnore with reason, [q]uit, [?]   Staff said it of people who came back to the clinic, and people heard it.
  a       put in the first suggestion
  1 to 9  put in that suggestion
  e       write your own words in its place
  s       leave it as it is and go on
  i       write a comment that silences it, with your reason
  q       write what is decided and stop
  [a]pply, [1-9] choose, [e]dit, [s]kip, [i]gnore with reason, [q]uit, [?] \n\
minutes.md:4:42
  4 | Supervisor Lee asked what becomes of the dope
    |                                          ^^^^
  5 | house on Fifth Street.
    | ^^^^^
  error: Names a home by the drugs in it. Give the address, or say what happened there. [house-dope-house]
  [e]dit, [s]kip, [i]gnore with reason, [q]uit, [?]   reason: \n\
site/about.html:2:27 (alt text)
  2 | <img src="van.jpg" alt="A frequent flyer waits at the van">
    |                           ^^^^^^^^^^^^^^
  warning: Mocks a person who asks for help often [house-frequent-flyer]
  1 person who comes often
    A person who comes often waits at the van
  2 regular visitor
    A regular visitor waits at the van
  [a]pply, [1-9] choose, [e]dit, [s]kip, [i]gnore with reason, [q]uit, [?] \n\
site/about.html:3:19
  3 | <p>We don’t see a drug problem on Fifth Street 🏠.</p>
    |                   ^^^^^^^^^^^^
  suggestion: Makes a place or a person the problem [house-drug-problem]
  1 need for drug services
    We don’t see a need for drug services on Fifth Street 🏠.
  [a]pply, [1-9] choose, [e]dit, [s]kip, [i]gnore with reason, [q]uit, [?]   instead of “drug problem”: \n\
Found 3 findings (3 fixed, 0 remaining) in 2 of 3 files, 64 words, 0.1 s; 2 not counted
""")
    assert read(county / "minutes.md") == MINUTES.replace(
        "frequent flyers", "regular visitors"
    ).replace("dope\n", "dope <!-- personfirst: ignore[house-dope-house] -- quoted -->\n")
    assert "A person who comes often waits" in read(county / "site/about.html")
    assert "see a need for housing on Fifth" in read(county / "site/about.html")


def test_the_end_of_the_input_quits_and_keeps_what_was_decided(
    county: Path, invoke: Invoke
) -> None:
    ran = invoke("check", "--interactive", stdin="a\n")
    assert ran.status == 1
    assert "(1 fixed, 3 remaining)" in ran.out
    assert read(county / "minutes.md") == MINUTES.replace(
        "frequent flyers", "people who come often"
    )
    assert read(county / "site/about.html") == PAGE


def test_quitting_asks_no_more(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "--interactive", stdin="q\na\na\n")
    assert ran.out.count(QUESTION) == 1
    assert (read(county / "minutes.md"), read(county / "site/about.html")) == (MINUTES, PAGE)


def test_an_interrupt_writes_what_was_decided_and_stops(
    county: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["a"])

    def read_or_interrupt(prompt: str) -> str:
        for answer in answers:
            return answer
        raise KeyboardInterrupt

    monkeypatch.setattr("personfirst.cli.interactive._read", read_or_interrupt)
    assert invoke("check", "--interactive").status == 130
    assert read(county / "minutes.md") == MINUTES.replace(
        "frequent flyers", "people who come often"
    )
    assert read(county / "site/about.html") == PAGE


def test_skipping_leaves_all(county: Path, invoke: Invoke) -> None:
    ran = invoke("check", "--interactive", "minutes.md", stdin="s\n" * 9)
    assert (ran.status, "(0 fixed, 2 remaining)" in ran.out) == (1, True)
    assert read(county / "minutes.md") == MINUTES


@pytest.mark.parametrize("line", ["", "x", "7", "0", "?", "i\n", "e\n", "apply"])
def test_an_answer_that_is_none_is_asked_again(county: Path, invoke: Invoke, line: str) -> None:
    ran = invoke("check", "--interactive", "minutes.md", stdin=f"{line}\na\ns\n")
    assert "(1 fixed, 1 remaining)" in ran.out


def test_several_on_one_line_stay_in_place(county: Path, invoke: Invoke) -> None:
    text = "Two frequent flyers, a frequent flyer and three frequent flyers.\n"
    (county / "line.txt").write_text(text, encoding="utf-8")
    invoke("check", "--interactive", "line.txt", stdin="e\na very long row of many guests\ns\na\n")
    assert read(county / "line.txt") == (
        "Two a very long row of many guests, a frequent flyer and three people who come often.\n"
    )


def test_words_that_are_found_again_are_asked_again(county: Path, invoke: Invoke) -> None:
    (county / "line.txt").write_text("Two frequent flyers.\n", encoding="utf-8")
    answers = "e\nold frequent flyers\ns\n"
    ran = invoke("check", "--interactive", "line.txt", stdin=answers)
    assert "(0 fixed, 1 remaining)" in ran.out
    assert read(county / "line.txt") == "Two old frequent flyers.\n"


def test_words_are_escaped_as_the_format_asks(county: Path, invoke: Invoke) -> None:
    answers = 'e\nguests & "friends"\ns\n'
    invoke("check", "--interactive", "site", stdin=answers)
    assert 'alt="A guests &amp; &quot;friends&quot; waits' in read(county / "site/about.html")


def test_plain_text_takes_a_comment_on_a_line_above(county: Path, invoke: Invoke) -> None:
    (county / "line.txt").write_bytes(b"One.\r\n\r\n  Two frequent flyers.\r\n")
    ran = invoke("check", "--interactive", "line.txt", stdin="i\n a  song -- \n")
    assert ran.status == 0
    assert (county / "line.txt").read_bytes() == (
        b"One.\r\n\r\n  # personfirst: ignore-next-line[house-frequent-flyer] -- a song\r\n"
        b"  Two frequent flyers.\r\n"
    )


def test_where_no_comment_can_stand_it_says_so(county: Path, invoke: Invoke) -> None:
    page = "---\ntitle: A frequent flyer\n---\n\nText.\n"
    (county / "page.md").write_text(page, encoding="utf-8")
    ran = invoke("check", "--interactive", "page.md", stdin="i\nbecause\ns\n")
    assert "a comment cannot stand here" in ran.out
    assert read(county / "page.md") == page


def test_a_comment_that_silences_nothing_can_be_taken_out(county: Path, invoke: Invoke) -> None:
    line = "<!-- personfirst: ignore[house-dope-house] -- old -->\n"
    (county / "page.md").write_text(f"One.\n\n{line}\nTwo.\n", encoding="utf-8")
    options = ("--interactive", "--select", "county-desk,county-place,suppression")
    ran = invoke("check", *options, "page.md", stdin="i\nwhy\na\n")
    assert "this is about a comment" in ran.out
    assert read(county / "page.md") == "One.\n\n\n\nTwo.\n"


def test_a_character_that_the_file_cannot_hold(county: Path, invoke: Invoke) -> None:
    (county / "latin.txt").write_bytes(b"Caf\xe9 for two frequent flyers.\n")
    ran = invoke("check", "--interactive", "latin.txt", stdin="e\n統\na\n".encode())
    assert "(windows-1252) has no 統" in ran.out
    assert (county / "latin.txt").read_bytes() == b"Caf\xe9 for two people who come often.\n"


def test_a_file_that_cannot_be_written(county: Path, invoke: Invoke) -> None:
    (county / "minutes.md").chmod(0o444)
    ran = invoke("check", "--interactive", "minutes.md", stdin="a\na\n")
    assert (ran.status, "minutes.md: is read-only" in ran.err) == (2, True)
    assert QUESTION not in ran.out
    (county / "minutes.md").chmod(0o644)
