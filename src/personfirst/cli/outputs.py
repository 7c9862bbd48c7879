"""`--output-format FORMAT[:FILE]`, several times: which reports a run writes, and where."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from personfirst.model.errors import ConfigError
from personfirst.reporters import FORMS, STATISTICS, STATISTICS_JSON, Form

if TYPE_CHECKING:
    from personfirst.app.config import Globs

VARIABLE = "PERSONFIRST_OUTPUT_FORMAT"
"""The environment variable that stands for the option where that is not given."""

_OPTION = "--output-format"
_STANDARD = "-"
_BY_NAME = {form.name: form for form in FORMS}
_NEXT = rf",\s*(?=(?:{'|'.join(_BY_NAME)})\s*(?:[:,]|$))"
_REPORT = re.compile(
    rb"personfirst|per 1,000 words|\(read as \d| words?, \d+\.\d s\b"
    rb"|^ *(?:\S+:)?\d+:\d+\b.*\b(?:error|warning|suggestion)\b|^  (?:error|warning|suggestion): ",
    re.MULTILINE,
)
"""What every report for people has in it."""


def _formats(incomplete: str) -> list[str]:
    """The formats that a shell may complete a list with commas with."""
    before, comma, last = incomplete.rpartition(",")
    return [before + comma + name for name in _BY_NAME if name.startswith(last)]


OutputFormatOption = Annotated[
    list[str] | None,
    typer.Option(
        _OPTION,
        metavar="FORMAT[:FILE]",
        help=f"How to show the findings: {', '.join(_BY_NAME)}; with :FILE in a file. May be "
        f"repeated; one goes to standard output. Default: {VARIABLE}, else full.",
        autocompletion=_formats,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the report to a file, in UTF-8."),
]
StatisticsOption = Annotated[
    bool,
    typer.Option("--statistics", help="Show how often each rule was found, not the findings."),
]


class Output(NamedTuple):
    """A report that a run writes: its format, and its file, None for standard output."""

    form: Form
    file: Path | None = None


def outputs_of(
    given: Iterable[str] | None, output: Path | None = None, *, statistics: bool = False
) -> tuple[Output, ...]:
    """The reports that options ask for, `-o` standing for standard output's file.

    Without `given` the environment decides, then the default. Raises `ConfigError` where a format
    is not known, two reports would be mixed, or a file could not be written.
    """
    told = list(given or ())
    origin = _OPTION if told else VARIABLE
    if not told and os.environ.get(VARIABLE):
        told = [os.environ[VARIABLE]]
    outputs = [one for value in told for one in _parsed(value, origin)]
    if not outputs:
        outputs = [Output(FORMS[0])]
    plain = [index for index, one in enumerate(outputs) if one.file is None]
    if len(plain) > 1:
        first, second = (outputs[index].form.name for index in plain[:2])
        raise ConfigError(
            f"{origin}: {first} and {second} would both go to standard output; "
            f"give a file to one, as in '{second}:FILE'"
        )
    if statistics:
        outputs, plain = _counting(outputs, plain, origin)
    if output is not None:
        if not plain:
            raise ConfigError(f"{origin} names a file for each format; leave out --output")
        outputs[plain[0]] = Output(outputs[plain[0]].form, output)
    _refuse_unwritable(outputs)
    return tuple(outputs)


def excludes_of(outputs: Iterable[Output]) -> tuple[Globs, ...]:
    """What keeps the reports of a run from being checked by it, where they lie in its folders."""
    from personfirst.app.config import Globs
    from personfirst.app.patterns import real_place
    from personfirst.formats.registry import kind_for

    files = [real_place(one.file) for one in outputs if one.file is not None]
    found = [file for file in files if (kind := kind_for(file.name)) and kind.in_folders]
    return tuple(Globs(file.parent, (f"/{_escaped(file.name)}",)) for file in found)


def refuse_documents(files: Iterable[Path | None], named: Sequence[str | Path]) -> None:
    """Raise `ConfigError` where a report would take the place of a document that is to be read.

    In a folder that was named a file that looks like an earlier report may be written again.
    """
    paths = [Path(one) for one in named if str(one) != _STANDARD]
    folders = {one.resolve() for one in paths if one.is_dir()}
    for file in files:
        if file is None or not file.is_file():
            continue
        itself = any(one.is_file() and one.samefile(file) for one in paths)
        if itself or (not folders.isdisjoint(file.resolve().parents) and _is_document(file)):
            raise ConfigError(f"{file}: is a document to check; name another file for the report")


def _is_document(file: Path) -> bool:
    """Whether a file in a folder would be checked, and has nothing of a report."""
    from personfirst.formats.registry import kind_for

    kind = kind_for(file.name)
    if kind is None or not kind.in_folders:
        return False
    data = file.read_bytes()
    return bool(data.strip()) and _REPORT.search(data) is None


def _escaped(name: str) -> str:
    """A file's name as a pattern of .gitignore that names it alone."""
    return re.sub(r"([\\*?\[\]!# ])", r"\\\1", name)


def _counting(
    outputs: list[Output], plain: list[int], origin: str
) -> tuple[list[Output], list[int]]:
    """The outputs with statistics in the place of what would go to standard output."""
    if not plain:
        return [Output(STATISTICS), *outputs], [0]
    chosen = outputs[plain[0]].form
    if not chosen.for_people and chosen.name != "json":
        raise ConfigError(
            f"{origin}: {chosen.name} has no place for --statistics; give it a file, as in "
            f"'{chosen.name}:FILE', or take full or json"
        )
    outputs[plain[0]] = Output(STATISTICS if chosen.for_people else STATISTICS_JSON)
    return outputs, plain


def _parsed(value: str, origin: str) -> Iterator[Output]:
    """The outputs of `a,b:FILE,c`. A comma ends a file's name only where a format follows."""
    rest = value
    while True:
        name, sign, after = _cut(rest)
        if sign == ":":
            file, rest = (*re.split(_NEXT, after, maxsplit=1), "")[:2]
            if not file.strip():
                raise ConfigError(f"{origin}: '{name.strip()}:' lacks its file")
            yield Output(_form(name, origin), None if file == _STANDARD else Path(file))
        else:
            yield Output(_form(name, origin))
            rest = after
        if not rest:
            return


def _cut(text: str) -> tuple[str, str, str]:
    """A format's name, the sign that ends it (`:` or `,`), and what follows."""
    found = re.search("[:,]", text)
    if found is None:
        return text, "", ""
    return text[: found.start()], found[0], text[found.end() :]


def _form(name: str, origin: str) -> Form:
    wanted = name.strip()
    if wanted in _BY_NAME:
        return _BY_NAME[wanted]
    from personfirst.model.errors import did_you_mean

    hint = did_you_mean(wanted, _BY_NAME) or f"; there are {', '.join(_BY_NAME)}"
    raise ConfigError(f"{origin}: unknown format {wanted!r}{hint}")


def _refuse_unwritable(outputs: Iterable[Output]) -> None:
    """Say before a long run, not after it, that a file cannot be written."""
    taken: set[Path] = set()
    for file in (one.file for one in outputs if one.file is not None):
        if file.is_dir():
            raise ConfigError(f"{file}: is a folder; name a file for the report")
        if not file.parent.is_dir():
            raise ConfigError(f"{file}: there is no folder {file.parent}; make it first")
        if file.resolve() in taken:
            raise ConfigError(f"{file}: two reports cannot go to one file")
        taken.add(file.resolve())
