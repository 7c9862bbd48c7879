"""The Typer application: its commands, and what every command does with errors.

Typer's use of rich is switched off: help and errors stay plain text, which reads well in logs and
with screen readers, and starting costs less.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import personfirst
from personfirst.cli.audit import EXAMPLES as AUDIT_EXAMPLES
from personfirst.cli.audit import audit
from personfirst.cli.baseline import baseline_app
from personfirst.cli.cache import clean
from personfirst.cli.check import EXAMPLES, check
from personfirst.cli.init import EXAMPLES as INIT_EXAMPLES
from personfirst.cli.init import init
from personfirst.cli.output import fail
from personfirst.cli.review import EXAMPLES as REVIEW_EXAMPLES
from personfirst.cli.review import review
from personfirst.cli.rules import rule, rules_app
from personfirst.cli.score import EXAMPLES as SCORE_EXAMPLES
from personfirst.cli.score import score
from personfirst.cli.stats import EXAMPLES as STATS_EXAMPLES
from personfirst.cli.stats import stats
from personfirst.model.errors import PersonfirstError

_EPILOG = """\b
Examples:
  personfirst check brochure.md
  personfirst check --style news articles/
  personfirst rule drug-user"""


class Guarded(TyperGroup):
    """Turns errors that a user can mend into one line and status 2, and Ctrl-C into status 130."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except PersonfirstError as error:
            fail(str(error))
        except BrokenPipeError:
            raise  # Typer ends the process quietly when the reader of a pipe has gone
        except OSError as error:
            name = f"{error.filename}: " if error.filename else ""
            fail(f"{name}{error.strerror or error}")
        except KeyboardInterrupt:
            raise typer.Exit(130) from None


app = typer.Typer(
    cls=Guarded,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    epilog=_EPILOG,
)
app.command(epilog=EXAMPLES)(check)
app.command(epilog=REVIEW_EXAMPLES)(review)
app.command(epilog=AUDIT_EXAMPLES)(audit)
app.command(epilog=STATS_EXAMPLES)(stats)
app.command(epilog=SCORE_EXAMPLES)(score)
app.command(epilog=INIT_EXAMPLES)(init)
app.add_typer(baseline_app, name="baseline")
app.command()(clean)
app.command()(rule)
app.add_typer(rules_app, name="rules")


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"personfirst {personfirst.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_print_version, help="Show the version."),
    ] = False,
) -> None:
    """Find words about drug use that stigmatize people, and what to write instead."""
