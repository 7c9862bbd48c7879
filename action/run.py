"""The part of the GitHub Action that runs: installs personfirst, checks, and tells GitHub.

Inputs come from the environment and reach programs as arguments, one by one: no shell reads them.
Runs with `python -I -X utf8`, so that nothing in the checked repository is imported. Only the
standard library is used.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shlex
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ACTION = Path(__file__).resolve().parents[1]
INSTALLED = "installed"
SUMMARY_BYTES = 1_000_000
"""GitHub takes no more than 1 MiB for a step's summary, and fails the step over it."""

_VERSION = re.compile(r"\d[0-9A-Za-z.!+_-]*")
_REVISION = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_CUT = "\n\nThe rest was left out, since GitHub shows no more than 1 MB. The log has all of it.\n"
_QUOTING = """write a name that holds one in the other kind, as in "Board's minutes" """.rstrip()
_SEVERITIES = {"errors": "error", "warnings": "warning", "suggestions": "suggestion"}


class ActionError(Exception):
    """Something that the author of the workflow can mend; the message says how."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the workflow asks for; a text is empty where it was not given."""

    paths: tuple[str, ...]
    style: str
    fail_on: str
    changed_only: bool
    sarif: str
    config: str
    version: str
    arguments: tuple[str, ...]


def main(environment: Mapping[str, str]) -> int:
    """Check as the inputs say; the exit status of personfirst, or 2 with an error in the log."""
    status = 2
    try:
        inputs = read_inputs(environment)
        base = base_revision(environment) if inputs.changed_only else None
        command = install(inputs.version, environment)
        status = check(command, inputs, base, environment)
    except ActionError as error:
        say("error", str(error))
    write_outputs(environment, {"exit-code": str(status)})
    return status


def read_inputs(environment: Mapping[str, str]) -> Inputs:
    """The inputs from `INPUT_…`. Raises `ActionError` for what cannot be meant."""
    changed = _line(environment, "changed-only").lower() or "false"
    if changed not in ("true", "false"):
        raise ActionError(f"changed-only is {changed!r}; write true or false")
    version = _line(environment, "version")
    if version and version != INSTALLED and not _VERSION.fullmatch(version):
        raise ActionError(f"version {version!r} is none; write one such as 0.1.0, or leave it out")
    return Inputs(
        paths=_words(environment, "paths") or (".",),
        style=_line(environment, "style"),
        fail_on=_line(environment, "fail-on"),
        changed_only=changed == "true",
        sarif=_line(environment, "sarif"),
        config=_line(environment, "config"),
        version=version,
        arguments=_words(environment, "args"),
    )


def _value(environment: Mapping[str, str], name: str) -> str:
    return environment.get(f"INPUT_{name.replace('-', '_').upper()}", "").strip()


def _line(environment: Mapping[str, str], name: str) -> str:
    value = _value(environment, name)
    if not value.isprintable():
        raise ActionError(f"{name} holds a line break or a control character; write it on one line")
    return value


def _words(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    """A value's words as a shell would part them, but that a backslash is a backslash."""
    words = shlex.shlex(_value(environment, name), posix=True, punctuation_chars=False)
    words.whitespace_split, words.commenters, words.escape = True, "", ""
    try:
        return tuple(words)
    except ValueError:
        raise ActionError(f"{name} has a quotation mark without its partner; {_QUOTING}") from None


def install(version: str, environment: Mapping[str, str]) -> list[str]:
    """Install personfirst in an environment of its own; the command that starts it.

    A second use of the action in one job finds what the first installed. Raises `ActionError`.
    """
    if version == INSTALLED:
        found = shutil.which("personfirst")
        if found is None:
            raise ActionError("version is 'installed', but this runner has no personfirst")
        return [found]
    source = f"personfirst=={version}" if version else str(ACTION)
    temporary = Path(environment.get("RUNNER_TEMP") or tempfile.gettempdir())
    folder = temporary / f"personfirst-{version or 'action'}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    command = [str(python), "-I", "-X", "utf8", "-m", "personfirst"]
    done = folder / "installed"
    if not done.is_file():
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(python), "-I", "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        ran = subprocess.run([*pip, source], stdin=subprocess.DEVNULL, capture_output=True)
        if ran.returncode:
            _show_verbatim(ran.stdout + ran.stderr)
            raise ActionError(f"{source} could not be installed; the log above says why")
        done.touch()
    return command


def check(
    command: Sequence[str], inputs: Inputs, base: str | None, environment: Mapping[str, str]
) -> int:
    """Run the check, pass annotations on, write the outputs and the summary; its exit status.

    Annotations come from personfirst on standard output, which GitHub reads for commands; what it
    says on standard error is shown with commands switched off, since it holds names of files.
    """
    with tempfile.TemporaryDirectory() as folder:
        report, summary = Path(folder, "report.json"), Path(folder, "summary.md")
        sarif = Path(inputs.sarif).absolute() if inputs.sarif else None
        if sarif is not None:
            _make_room(sarif)
        arguments = list(_arguments(inputs, base, report, summary, sarif))
        ran = subprocess.run([*command, *arguments], stdin=subprocess.DEVNULL, capture_output=True)
        sys.stdout.buffer.write(ran.stdout)
        sys.stdout.buffer.flush()
        _show_verbatim(ran.stderr)
        outputs = _counts(report)
        if sarif is not None and sarif.is_file():
            outputs["sarif"] = inputs.sarif
        write_outputs(environment, outputs)
        _add_summary(environment, summary)
    if ran.returncode not in (0, 1):
        say("error", "personfirst could not check everything; the log says what is the matter")
    return ran.returncode


def _make_room(file: Path) -> None:
    """Make a file's folder, and take an older file away so that it is not taken for a new one."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
    except OSError as error:
        raise ActionError(f"sarif: {file} cannot be written: {error.strerror}") from error


def _arguments(
    inputs: Inputs, base: str | None, report: Path, summary: Path, sarif: Path | None
) -> Iterator[str]:
    yield "check"
    for form in ("github", f"json:{report}", f"markdown:{summary}"):
        yield f"--output-format={form}"
    if sarif is not None:
        yield f"--output-format=sarif:{sarif}"
    for option, value in (
        ("--style", inputs.style),
        ("--fail-on", inputs.fail_on),
        ("--config", inputs.config),
        ("--diff-base", base),
    ):
        if value:
            yield f"{option}={value}"
    yield from inputs.arguments
    yield "--"
    yield from inputs.paths


def _counts(report: Path) -> dict[str, str]:
    """Findings by severity from the JSON report; nothing where there is none to read."""
    try:
        counts = json.loads(report.read_text(encoding="utf-8"))["summary"]["findings"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    by_name = {name: int(counts.get(severity, 0)) for name, severity in _SEVERITIES.items()}
    every = {"findings": sum(by_name.values()), **by_name}
    return {name: str(count) for name, count in every.items()}


def write_outputs(environment: Mapping[str, str], outputs: Mapping[str, str]) -> None:
    """Add outputs to GitHub's file; each is one line, as `read_inputs` has made sure."""
    file = environment.get("GITHUB_OUTPUT")
    if file:
        with Path(file).open("a", encoding="utf-8", newline="\n") as opened:
            opened.writelines(f"{name}={value}\n" for name, value in outputs.items())


def _add_summary(environment: Mapping[str, str], summary: Path) -> None:
    """Add the report to the step's summary, as much of it as GitHub takes."""
    file = environment.get("GITHUB_STEP_SUMMARY")
    if not file or not summary.is_file():
        return
    text = summary.read_bytes()
    if len(text) > SUMMARY_BYTES:
        text = text[: text.rfind(b"\n", 0, SUMMARY_BYTES) + 1] + _CUT.encode()
    with Path(file).open("ab") as opened:
        opened.write(text)


def base_revision(environment: Mapping[str, str]) -> str | None:
    """The commit that changes are counted from; None where the event has none.

    A checkout usually holds the newest commit alone, so one more is fetched, and if that will not
    do, all. Raises `ActionError` where a pull request's base is out of reach.
    """
    event = _event(environment)
    named, head = _named_revisions(event)
    if named is None:
        say("notice", "changed-only: this event has no base to compare with; all is checked")
        return None
    newest = environment.get("GITHUB_SHA") or "HEAD"
    for fetched in ((), ("--deepen=1", "origin", newest), ("--unshallow", "origin", newest, named)):
        if fetched:
            if _git("rev-parse", "--is-shallow-repository") != "true":
                break
            _git("fetch", "--quiet", "--no-tags", *fetched)
        found = _reachable(named, head)
        if found is not None:
            return found
    if head is None:
        say("warning", "changed-only: the commit before this push is gone; all is checked")
        return None
    raise ActionError(
        "changed-only: the pull request's base is not in this checkout; "
        "give actions/checkout `fetch-depth: 0`"
    )


def _event(environment: Mapping[str, str]) -> dict[str, object]:
    file = environment.get("GITHUB_EVENT_PATH", "")
    try:
        event = json.loads(Path(file).read_text(encoding="utf-8")) if file else {}
    except (OSError, ValueError):
        return {}
    return event if isinstance(event, dict) else {}


def _named_revisions(event: Mapping[str, object]) -> tuple[str | None, str | None]:
    """The base that the event names, and for a pull request or a merge queue its head."""
    request, group = event.get("pull_request"), event.get("merge_group")
    if isinstance(request, dict):
        return _revision(request.get("base")), _revision(request.get("head"))
    if isinstance(group, dict):
        return _as_revision(group.get("base_sha")), _as_revision(group.get("head_sha"))
    return _as_revision(event.get("before")), None


def _revision(place: object) -> str | None:
    return _as_revision(place.get("sha")) if isinstance(place, dict) else None


def _as_revision(value: object) -> str | None:
    """A commit's id; a new branch has one of zeros before it, which is none."""
    named = value if isinstance(value, str) and _REVISION.fullmatch(value) else None
    return named if named is not None and named.strip("0") else None


def _reachable(named: str, head: str | None) -> str | None:
    """The base, if the history at hand leads to it.

    GitHub tests a pull request merged into its base, which may have moved since the event was
    written: the merge's first parent is then the base that it is merged into.
    """
    if head is not None and _git("rev-parse", "--verify", "HEAD^2", asking=True) == head:
        return _git("rev-parse", "--verify", "HEAD^1")
    return named if _git("merge-base", named, "HEAD", asking=True) else None


def _git(*arguments: str, asking: bool = False) -> str | None:
    """What git answers; None where it fails, with its complaint in the log unless only `asking`."""
    ran = subprocess.run(
        ["git", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, "GIT_TERMINAL_PROMPT": "0"},
    )
    if ran.returncode:
        if not asking:
            _show_verbatim(ran.stderr)
        return None
    return ran.stdout.decode("utf-8", "replace").strip()


def say(level: str, message: str) -> None:
    """An annotation of the run: error, warning or notice."""
    escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    sys.stdout.write(f"::{level} title=personfirst::{escaped}\n")
    sys.stdout.flush()


def _show_verbatim(text: bytes) -> None:
    """Show text in the log that GitHub must not read for commands."""
    if text.strip():
        token = secrets.token_hex(16).encode()
        ended = text if text.endswith(b"\n") else text + b"\n"
        shown = b"::stop-commands::" + token + b"\n" + ended + b"::" + token + b"::\n"
        sys.stdout.buffer.write(shown)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    # Windows, which knows no small letters here, would look for git in the repository first.
    os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
    sys.exit(main(os.environ))
