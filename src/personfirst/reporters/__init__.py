"""A report as text. One file for each output format, each with `render(report, view) -> str`."""

from __future__ import annotations

from collections.abc import Callable

from personfirst.model.finding import Report
from personfirst.reporters.view import View

FORMATS = ("full", "concise", "json")
"""The names of the output formats, the default first."""

__all__ = ["FORMATS", "View", "reporter"]


def reporter(name: str) -> Callable[[Report, View], str]:
    """The `render` of an output format; only its own module is imported."""
    if name == "json":
        from personfirst.reporters import json as chosen_json

        return chosen_json.render
    if name == "concise":
        from personfirst.reporters import concise

        return concise.render
    from personfirst.reporters import full

    return full.render
