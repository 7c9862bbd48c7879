"""A report as text. One file for each output format, each with `render(report, view) -> str`."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from personfirst.model.report import Report
from personfirst.reporters.view import View


class Form(NamedTuple):
    """An output format. `for_people` is read at a terminal, in its encoding and colours; the others
    are UTF-8. `problems` says whether it lists them, `explains` whether it wants the rules.
    """

    name: str
    for_people: bool = False
    problems: bool = False
    explains: bool = False


FORMS = (
    Form("full", for_people=True, problems=True),
    Form("concise", for_people=True),
    Form("grouped", for_people=True, problems=True),
    Form("json", problems=True),
    Form("json-lines"),
    Form("github", problems=True),
    Form("gitlab"),
    Form("junit", problems=True),
    Form("sarif", problems=True, explains=True),
    Form("rdjson"),
    Form("markdown", problems=True),
    Form("html", problems=True, explains=True),
)
"""The output formats, the default first."""

STATISTICS = Form("statistics", for_people=True, problems=True)
STATISTICS_JSON = Form("statistics-json", problems=True)
"""What `--statistics` shows in the place of the findings."""

__all__ = ["FORMS", "STATISTICS", "STATISTICS_JSON", "Form", "View", "reporter"]


def reporter(form: Form) -> Callable[[Report, View], str]:
    """The `render` of an output format; only its own module is imported."""
    match form.name:
        case "concise":
            from personfirst.reporters.concise import render
        case "grouped":
            from personfirst.reporters.grouped import render
        case "json":
            from personfirst.reporters.json import render
        case "json-lines":
            from personfirst.reporters.json_lines import render
        case "github":
            from personfirst.reporters.github import render
        case "gitlab":
            from personfirst.reporters.gitlab import render
        case "junit":
            from personfirst.reporters.junit import render
        case "sarif":
            from personfirst.reporters.sarif import render
        case "rdjson":
            from personfirst.reporters.rdjson import render
        case "markdown":
            from personfirst.reporters.markdown import render
        case "html":
            from personfirst.reporters.html import render
        case "statistics":
            from personfirst.reporters.statistics import render
        case "statistics-json":
            from personfirst.reporters.statistics import render_json as render
        case _:
            from personfirst.reporters.full import render
    return render
