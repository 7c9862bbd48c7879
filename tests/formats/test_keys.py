"""Values that are addresses, names or code: left to a person, or not read."""

from __future__ import annotations

import json

import pytest

from personfirst.formats import registry
from personfirst.formats.keys import is_code, is_key_of_names, is_named
from personfirst.model.document import MarkKind
from tests.formats.support import marked

WORDS = "Help for drug addicts"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("https://x.org/drug addicts", True),
        ("mailto:a@b.org?subject=Help for drug addicts", True),
        ("www.x.org/drug addicts", True),
        ("x.org/drug addicts", True),
        ("/img/drug addicts", True),
        ("../drug addicts/a", True),
        ("C:\\Files\\drug addicts", True),
        ("drug addicts.PDF", True),
        ("#addicts .drug addicts", True),
        (".drug addicts", True),
        ("div.drug addicts", True),
        ('[data-of="drug addicts"]', True),
        ("?q=drug addicts", True),
        ("--title drug addicts", True),
        (WORDS, False),
        ("#1 help for drug addicts", False),
        ("e.g. drug addicts", False),
        ("U.S. drug addicts", False),
        ("3.5 million drug addicts", False),
        ("{name} helps drug addicts. Call.", False),
        ("- drug addicts", False),
        ("data: drug addicts", False),
    ],
)
def test_what_begins_like_an_address(text: str, named: bool) -> None:
    assert is_named(text) is named


@pytest.mark.parametrize(
    ("steps", "names"),
    [
        (["id"], True),
        (["pages", 0, "image_url"], True),
        (["cssClass"], True),
        (["imageURL"], True),
        (["tags", 3], True),
        (["env", "TITLE"], True),
        (["phone-script"], True),
        (["title"], False),
        (["files", 0, "title"], False),
        (["valid"], False),
        ([0], False),
        ([""], False),
        ([], False),
    ],
)
def test_keys_of_names(steps: list[str | int], names: bool) -> None:
    assert is_key_of_names(steps) is names


@pytest.mark.parametrize(
    ("steps", "text", "code"),
    [
        (["jobs", "a", "steps", 0, "run"], WORDS, True),
        (["before_script", 1], WORDS, True),
        (["scripts", "test"], WORDS, True),
        (["title"], "#!/bin/sh\necho drug addicts", True),
        (["phone-script"], WORDS, False),
        ([0], WORDS, False),
    ],
)
def test_keys_of_code(steps: list[str | int], text: str, code: bool) -> None:
    assert is_code(steps, text) is code


YAML = f"run: |\n  echo {WORDS}\nid: {WORDS}\ntitle: {WORDS}\nsite: https://x.org/{WORDS}\n"
JSON = json.dumps({"run": WORDS, "id": WORDS, "title": WORDS, "site": f"https://x.org/{WORDS}"})
CSV = f"id,{WORDS},site\n{WORDS},{WORDS},https://x.org/{WORDS}\n"


@pytest.mark.parametrize(
    ("path", "text", "left"),
    [
        ("a.yaml", YAML, ["id", "site"]),
        ("a.json", JSON, ["id", "site"]),
        ("a.csv", CSV, ["row 1, column 2", "row 2, column “id”", "row 2, column “site”"]),
    ],
)
def test_names_and_addresses_in_data_are_left_to_a_person(
    path: str, text: str, left: list[str]
) -> None:
    blocks = [one for one in registry.parse(text, path).blocks if "addicts" in one.text]
    assert [one.label for one in blocks if marked(one, MarkKind.FIXED)] == left
    assert [one.text for one in blocks if not marked(one, MarkKind.FIXED)] == [WORDS]


@pytest.mark.parametrize("path", ["a.txt", "a.md", "a.html", "a.rst", "a.adoc", "a.tex"])
@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Write to mailto:a@b.org?subject=For addicts", ["mailto:a@b.org?subject=For addicts"]),
        ("https://x.org/drug addicts", ["https://x.org/drug addicts"]),
        ("See https://x.org/ for help for drug addicts", []),
    ],
)
def test_addresses_in_text_that_hold_spaces(path: str, text: str, fixed: list[str]) -> None:
    [block] = registry.parse(f"{text}\n", path).blocks
    assert marked(block, MarkKind.FIXED) == fixed


def test_a_link_that_markdown_does_not_take_for_one() -> None:
    [block] = registry.parse("See [us](https://x.org/drug addicts) now.\n", "a.md").blocks
    assert marked(block, MarkKind.FIXED) == ["](https://x.org/drug addicts)"]
