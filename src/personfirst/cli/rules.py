"""`personfirst rule` and `personfirst rules`: what the rules are, whether their examples hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from personfirst.cli.options import (
    Color,
    ColorOption,
    ConfigOption,
    IsolatedOption,
    RuleFormat,
    RuleFormatOption,
    base_settings,
    known_categories,
    known_rules,
)
from personfirst.cli.output import fail, make_view, write
from personfirst.model.choices import Severity
from personfirst.reporters.view import printable

_WARNING = "warning: "

CategoryOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Only rules of this category.", autocompletion=known_categories
    ),
]
SeverityOption = Annotated[Severity | None, typer.Option(help="Only rules of this severity.")]

rules_app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    rich_markup_mode=None,
    help="List the rules, or test them.",
)


def rule(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            show_default=False,
            help="The rule; without it, a list.",
            autocompletion=known_rules,
        ),
    ] = None,
    output_format: RuleFormatOption = RuleFormat.TEXT,
    color: ColorOption = Color.AUTO,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """Explain a rule: why it is there, what to write instead, examples and sources.

    Example: personfirst rule drug-user
    """
    if name is None:
        _list(None, None, output_format, color, config, isolated)
        return
    from personfirst.app.rules import find_rule, load_rules
    from personfirst.reporters.rules import rule_json, rule_text

    ruleset = load_rules(base_settings(config, isolated))
    found = find_rule(ruleset, name)
    if output_format is RuleFormat.JSON:
        write(rule_json(found, ruleset.sources), utf8=True)
    else:
        view = make_view(color)
        write(rule_text(found, ruleset.sources, view), color=view.color)


@rules_app.callback()
def rules(
    context: typer.Context,
    category: CategoryOption = None,
    severity: SeverityOption = None,
    output_format: RuleFormatOption = RuleFormat.TEXT,
    color: ColorOption = Color.AUTO,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """List the rules: id, severity, category and title."""
    if context.invoked_subcommand is None:
        _list(category, severity, output_format, color, config, isolated)


@rules_app.command("test")
def run_tests(
    place: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PATH]",
            show_default=False,
            help="A folder of rules, or one rule's file. Default: the built-in rules and the "
            "configured folders.",
        ),
    ] = None,
    color: ColorOption = Color.AUTO,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """Run the examples inside rule files; exit status 1 if one does not hold, 2 if there are none.

    Examples:
      personfirst rules test house-rules
      personfirst rules test house-rules/needle-van.yaml
    """
    from personfirst.app.rule_remarks import flaws, gaps, silent, unread
    from personfirst.app.rule_tests import rivals, run_rule_tests
    from personfirst.app.rules import load_rules_to_test
    from personfirst.cli.report import warn_of
    from personfirst.pipeline import Options
    from personfirst.reporters.rules import outcome_text

    settings = base_settings(config, isolated)
    every, tested = load_rules_to_test(settings, place)
    stray = tuple(unread(settings.rule_folders if place is None else [place]))
    if place is not None and not tested.compiled:
        named = ", ".join(printable(one.path) for one in stray if "ends in" in one.reason)
        fail(f"{place} holds no rules; their files end in .yaml{named and f': rename {named}'}")
    warn_of(stray, _WARNING)
    warn_of(gaps(tested), _WARNING)
    results = run_rule_tests(tested)
    usual = Options(
        style=settings.style, selection=settings.selection, severities=settings.severities
    )
    graded = {rule.id: rule.severity for rule in every.all}
    warn_of(silent(rivals(every, results, usual), graded), _WARNING)
    unfit = tuple(flaws(tested))
    view = make_view(color)
    write(outcome_text(results, view, flaws=len(unfit)), color=view.color)
    warn_of(unfit, "error: ")
    raise typer.Exit(int(bool(unfit) or any(not result.passed for result in results)))


@rules_app.command("words")
def words(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            show_default=False,
            help="A list, as {drug} in a rule, or a role; without it, all of them.",
        ),
    ] = None,
    color: ColorOption = Color.AUTO,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """Show the lists of words and the roles that rules share, or what one of them holds.

    Example: personfirst rules words drug
    """
    from personfirst.app.word_lists import find_lists, word_lists
    from personfirst.reporters.rules import lists_text, words_text

    lists = word_lists(base_settings(config, isolated))
    view = make_view(color)
    if name is None:
        write(lists_text(lists, view), color=view.color)
    else:
        shown = "\n".join(words_text(one, view) for one in find_lists(lists, name))
        write(shown, color=view.color)


@rules_app.command("list", hidden=True)
def _list(
    category: CategoryOption = None,
    severity: SeverityOption = None,
    output_format: RuleFormatOption = RuleFormat.TEXT,
    color: ColorOption = Color.AUTO,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
) -> None:
    """List the rules, as `personfirst rules` does by itself."""
    from personfirst.app.rules import list_rules, load_rules
    from personfirst.reporters.rules import list_json, list_text

    ruleset = load_rules(base_settings(config, isolated))
    shown = list_rules(ruleset, category=category, severity=severity)
    if output_format is RuleFormat.JSON:
        write(list_json(shown, ruleset.sources), utf8=True)
    else:
        view = make_view(color)
        write(list_text(shown, view), color=view.color)
