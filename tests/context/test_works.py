"""Titles of works in lists, tables and bibliographies, and lines that look like them."""

from __future__ import annotations

import pytest

from tests.context.test_filters import verdicts


@pytest.mark.parametrize(
    "text",
    [
        "Hale, Ruth B. *An Addict in the Family*. Chicago: Quill & Sons, 1951.",
        "Hale, Ruth B. An Addict in the Family. Chicago: Quill & Sons, 1951.",
        "Hale, Ruth B. An Addict in the Family. Fenn Books, 1951.",
        "“The Addict Next Door.” *Elm County Weekly*, 4 June 1951, p. 22.",
        "12. Orme, *The Addict at Law*, 44; Hale, *Family*, 12.",
        "3. Orme, T., and P. Voss. The Addict at Law. 2nd ed. London: Fenn, 1934.",
        "Hale, R. B. (1951). *The autobiography of a drug addict*. Quill.",
        "- Ruth Hale and Tom Orme, *An Addict in the Family*",
        "- Tom Orme, *Quiet Rooms*; with Ruth Hale, *The Addict Upstairs*",
        "- *The Drug Addict*, a silent short",
        "- *The Drug Addict* (1923)",
        "| Title | Year |\n|---|---|\n| *Addict* | 1923 |",
        "# Selected bibliography\n\nOrme, *The Addict*. 1934.",
        "# Primary sources\n\n- Diary of an addict, box 4",
    ],
)
def test_titles(text: str) -> None:
    assert set(verdicts(text, "list.md")) <= {"citation", "proper-name"}


@pytest.mark.parametrize(
    "text",
    [
        "Hale, Ruth. The addict was seen at nine and sent to Chicago: a bed, 2020.",
        "Hale, Ruth, addict, was seen at Elm Hospital, Room 4: Bay University, 2020",
        "Hale, Ruth. The addict was seen. Detox, 2020.",
        "- Ruth Hale, *an addict* since 1951",
        "- Neighbors, *the addicts* must go",
        "| Name | Year |\n|---|---|\n| *an addict on the stairs* | 2023 |",
        "# Books we lend\n\nEvery addict may borrow a book.",
    ],
)
def test_no_titles(text: str) -> None:
    assert set(verdicts(text, "list.md")) == {"error"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Books by the door\n\n**Tom Orme, *An Addict in the Family*.** Short and sad.", "citation"),
        ("Paper: “Drug users and the clinic door,” *Journal of Quiet Rooms*", "citation"),
        ("“The addicts must go,” *he said*, and sat down.", "suggestion"),
    ],
)  # fmt: skip
def test_titles_in_running_text(text: str, expected: str) -> None:
    assert set(verdicts(text, "page.md")) == {expected}
