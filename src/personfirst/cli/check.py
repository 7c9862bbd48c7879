"""`personfirst check`: options to settings, a check, a report, an exit status.

Annotations are evaluated once, here: Typer would evaluate each that is text four times.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from personfirst.cli.cache import CacheDirOption, NoCacheOption, make_cache
from personfirst.cli.mending import (
    make_mend,
    told_of_changes,
    write_diff,
    write_fixed,
    write_rest,
    write_silenced,
)
from personfirst.cli.options import (
    Color,
    ColorOption,
    CommentsOption,
    ConfigOption,
    ExtendIgnoreOption,
    ExtendSelectOption,
    ForceExcludeOption,
    IgnoreOption,
    IsolatedOption,
    JobsOption,
    Quotation,
    SelectOption,
    StdinFilenameOption,
    Style,
    TimeoutOption,
    base_settings,
    expanded,
    split_commas,
)
from personfirst.cli.output import fail, make_view, read_stdin
from personfirst.cli.outputs import (
    OutputFormatOption,
    OutputOption,
    StatisticsOption,
    excludes_of,
    outputs_of,
    refuse_documents,
)
from personfirst.cli.progress import ProgressBar
from personfirst.cli.report import asked_for, warn_of_nothing, write_reports
from personfirst.cli.scope import (
    AddIgnoreOption,
    BaselineOption,
    DiffBaseOption,
    DiffFromOption,
    NoBaselineOption,
    StagedOption,
    make_scope,
    warn_of_stale,
)
from personfirst.cli.show import ShowFilesOption, ShowSettingsOption, show_files, show_settings
from personfirst.cli.site import SiteOption, SourceDirOption, gather
from personfirst.model.choices import Severity
from personfirst.reporters.view import View

if TYPE_CHECKING:
    from personfirst.app.audit import Auditor
    from personfirst.app.config import Settings
    from personfirst.cli.interactive import Terminal
    from personfirst.rulebook.ruleset import RuleSet

EXAMPLES = """\b
Examples:
  personfirst check
  personfirst check minutes.md site/ --style news
  personfirst check --diff; personfirst check --fix
  personfirst check --output-format github --output-format sarif:findings.sarif
  pbpaste | personfirst check - --stdin-filename draft.md"""
"""Shown under the command's help."""


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATHS]...",
            show_default=False,
            callback=expanded,
            help="Files and folders to check; '-' is standard input. Default: this folder.",
        ),
    ] = None,
    style: Annotated[
        Style | None, typer.Option(help="House style of the suggestions. Default: harm-reduction.")
    ] = None,
    select: SelectOption = None,
    extend_select: ExtendSelectOption = None,
    ignore: IgnoreOption = None,
    extend_ignore: ExtendIgnoreOption = None,
    severity: Annotated[
        Severity | None, typer.Option(help="Lowest severity to report. Default: suggestion.")
    ] = None,
    fail_on: Annotated[
        Severity | None,
        typer.Option(
            "--fail-on", help="Lowest severity that gives exit status 1. Default: warning."
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Put in the suggestions that are safe, in the files.")
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option(
            "--unsafe-fixes", help="With --fix or --diff, also those that ask for a second look."
        ),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False,
    interactive: Annotated[
        bool, typer.Option("--interactive", help="Ask what to do about each finding.")
    ] = False,
    add_ignore: AddIgnoreOption = None,
    exit_non_zero_on_fix: Annotated[
        bool,
        typer.Option("--exit-non-zero-on-fix", help="Exit with status 1 if something was fixed."),
    ] = False,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with status 0 even if there are findings.")
    ] = False,
    output_format: OutputFormatOption = None,
    output: OutputOption = None,
    statistics: StatisticsOption = False,
    audit: Annotated[
        bool, typer.Option("--audit", help="With html: also an audit, as `personfirst audit`.")
    ] = False,
    show_muted: Annotated[
        bool, typer.Option("--show-muted", help="Also show what does not count, and why.")
    ] = False,
    quotation: Annotated[
        Quotation | None,
        typer.Option(
            help="Findings in quotations: as they are, suggestions at most, or muted. "
            "Default: lower."
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print findings and problems, nothing else.")
    ] = False,
    color: ColorOption = Color.AUTO,
    exclude: Annotated[
        list[str] | None,
        typer.Option(metavar="GLOB", help="Leave these out, as in .gitignore; may be repeated."),
    ] = None,
    force_exclude: ForceExcludeOption = False,
    respect_gitignore: Annotated[
        bool,
        typer.Option(
            "--respect-gitignore/--no-respect-gitignore",
            help="Leave out what .gitignore files name.",
        ),
    ] = True,
    skip_unreadable: Annotated[
        bool, typer.Option("--skip-unreadable", help="List unreadable files, but do not fail.")
    ] = False,
    comments: CommentsOption = None,
    timeout: TimeoutOption = None,
    jobs: JobsOption = 0,
    baseline: BaselineOption = None,
    no_baseline: NoBaselineOption = False,
    diff_base: DiffBaseOption = None,
    diff_from: DiffFromOption = None,
    staged: StagedOption = False,
    stdin_filename: StdinFilenameOption = "stdin.txt",
    site: SiteOption = None,
    source_dir: SourceDirOption = None,
    no_cache: NoCacheOption = False,
    cache_dir: CacheDirOption = None,
    config: ConfigOption = None,
    isolated: IsolatedOption = False,
    settings_only: ShowSettingsOption = False,
    files_only: ShowFilesOption = False,
) -> None:
    """Check documents for words that stigmatize people who use drugs.

    Exit status: 0 nothing to report, 1 findings (see --fail-on), 2 something could not be
    checked or written: a wrong option, a path that does not exist, an unreadable file.
    After --fix the findings that remain count, with --diff whether it would change anything.
    """
    from personfirst.app.check import check_paths
    from personfirst.app.config import override_settings
    from personfirst.app.rules import load_rules

    outputs = outputs_of(output_format, None if diff else output, statistics=statistics)
    settings = base_settings(config, isolated)
    settings = override_settings(
        settings,
        style=style and style.value,
        select=split_commas(select),
        extend_select=split_commas(extend_select),
        ignore=split_commas(ignore),
        extend_ignore=split_commas(extend_ignore),
        severity=severity,
        fail_on=fail_on,
        quotation=quotation and quotation.value,
        excludes=(*settings.excludes, *excludes_of(outputs)),
        exclude=tuple(exclude) if exclude else None,
        force_exclude=force_exclude or None,
        respect_gitignore=respect_gitignore,
        comments=comments,
        timeout=timeout,
        cache_dir=cache_dir,
    )
    if settings_only:
        show_settings(settings, paths or [], make_view(color))
        raise typer.Exit
    if files_only:
        named = paths or ["."]
        raise typer.Exit(show_files(settings, named, stdin_filename=stdin_filename, staged=staged))
    talking = interactive and any(one.file is None for one in outputs)
    if (diff or talking) and (output_format or statistics):
        name = "--output-format" if output_format else "--statistics"
        fail(f"{name} is for reports; leave it out with --diff and --interactive")
    if audit and (fix or diff or interactive or add_ignore is not None):
        fail("--audit is for reports; leave it out where files are mended")
    if audit and all(one.form.name != "html" for one in outputs):
        fail("--audit is for the HTML report; add --output-format html:FILE")
    named = paths or ["."]
    refuse_documents([output, *(one.file for one in outputs)], named)
    mend = make_mend(
        fix=fix,
        diff=diff,
        interactive=interactive,
        unsafe=unsafe_fixes,
        add_ignore=add_ignore,
        staged=staged,
        stdin="-" in (*named, diff_from),
        terminal=lambda: _terminal(color, settings),
    )
    scope = make_scope(
        settings,
        baseline=baseline,
        no_baseline=no_baseline,
        isolated=isolated,
        diff_base=diff_base,
        diff_from=diff_from,
        staged=staged,
        named=named,
        passes_over=not show_muted and all(one.form.name != "html" for one in outputs),
    )
    with ProgressBar(enabled=not quiet and not interactive) as progress, told_of_changes(mend):
        stdin = read_stdin(stdin_filename) if "-" in named else None
        rules, auditor = _auditing(settings) if audit else (None, None)
        if auditor is not None:
            checked = auditor.check(named, stdin=stdin, progress=progress, scope=scope)
        else:
            checked = check_paths(
                named,
                settings,
                stdin=stdin,
                progress=progress,
                mend=mend,
                scope=scope,
                cache=make_cache(settings, no_cache=no_cache or mend is not None),
                jobs=jobs,
            )
    status = checked.exit_status(
        None if diff else settings.fail_on,
        exit_zero=exit_zero,
        skip_unreadable=skip_unreadable,
        fail_on_fix=exit_non_zero_on_fix or (diff and not exit_zero),
    )
    err = write_fixed(mend, stdin)
    if mend is None:
        checked = gather(checked, site, source_dir)

    def view(to_file: bool = False) -> View:
        made = make_view(color, to_file=to_file, err=err, show_muted=show_muted, quiet=quiet)
        failing = checked.failing(skip_unreadable=skip_unreadable)
        told = made._replace(exit_status=status, failing=failing, fail_on=settings.fail_on)
        return told._replace(asked=asked_for(settings))

    if diff:
        write_diff(mend, checked, output, view())
    elif talking:
        write_rest(checked, view())
    else:
        made = None if auditor is None else auditor.audit(checked.report)
        write_reports(
            checked, outputs, view, lambda: rules or load_rules(settings), audit=made, err=err
        )
    write_silenced(mend, quiet=quiet)
    warn_of_stale(checked, scope, quiet=quiet)
    if not (quiet or scope.staged or scope.changes or settings.force_exclude):
        warn_of_nothing(checked)
    raise typer.Exit(status)


def _auditing(settings: "Settings") -> "tuple[RuleSet, Auditor]":
    """All rules, read once, and an audit by them."""
    from personfirst.app.audit import Auditor
    from personfirst.app.rules import load_rules

    rules = load_rules(settings)
    return rules, Auditor(settings, rules=rules)


def _terminal(color: Color, settings: "Settings") -> "Terminal":
    """A person at this terminal; all rules are read only if they ask why one is there."""
    from personfirst.app.rules import find_rule, load_rules
    from personfirst.cli.interactive import Terminal

    return Terminal(make_view(color), lambda name: find_rule(load_rules(settings), name).why)
