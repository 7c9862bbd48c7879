"""The texts that `personfirst init` writes: settings, a hook, a workflow, a GitLab job.

Each says where personfirst comes from: the Git repository that it is published in, if that is
known, else the package index.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from personfirst.app.hook_pattern import hook_pattern

CHECKOUT = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0"
SETUP_PYTHON = "actions/setup-python@e797f83bcb11b83ae66e0230d6156d7c80228e7c # v6.0.0"
"""Actions of GitHub's own, by the commit that holds them: a tag can be moved."""

GITLAB_FILE = ".gitlab/personfirst.yml"

_GITHUB = re.compile(r"(?:https://github\.com/|git@github\.com:)([\w.-]+/[\w.-]+?)(?:\.git)?/?")
_PLAIN = re.compile(r"[\w./@+-][\w./:@+-]*")
_SPECIAL = re.compile(r"([\\*?\[\]!#]|\s$)")


@dataclass(frozen=True, slots=True)
class Source:
    """Where others get personfirst from: a release, and the repository that it is tagged in."""

    version: str
    repository: str | None = None

    @property
    def requirement(self) -> str:
        """What `pip install` is told."""
        if self.repository is None:
            return f"personfirst=={self.version}"
        address = self.repository
        if address.startswith("git@"):  # the short form of ssh, which pip does not know
            address = f"ssh://{address.replace(':', '/', 1)}"
        return f"personfirst @ git+{address}@v{self.version}"

    @property
    def action(self) -> str | None:
        """The name of the GitHub Action; None where the repository is not on GitHub."""
        found = _GITHUB.fullmatch(self.repository or "")
        return f"{found[1]}@v{self.version}" if found else None


def config_text(style: str, fail_on: str, folders: Sequence[str], *, yaml: bool = False) -> str:
    """The settings file, in TOML or YAML; `folders` are the only ones to check, none means all."""
    sign = ":" if yaml else " ="
    levels = "error, warning, suggestion: the mildest that fails a run"
    lines = [
        "# What `personfirst check` does here. All settings: docs/configuration.md of personfirst.",
        f"style{sign} {_quoted(style)}",
        f"fail-on{sign} {_quoted(fail_on)} # {levels}",
    ]
    if folders:
        patterns = "".join(f"  {_quoted(one)},\n" for one in only_patterns(folders))
        lines += ["", "# As in .gitignore: all is left out but what follows a `!`."]
        lines += [f"exclude{sign} [\n{patterns}{'  ' if yaml else ''}]"]
    return "\n".join(lines) + "\n"


def only_patterns(paths: Sequence[str]) -> tuple[str, ...]:
    """Patterns in the language of .gitignore that leave out everything but some paths.

    Paths go down from the configuration's folder, with `/` between names and, for a folder, at the
    end. git never looks into a folder that is left out, so each folder on the way is taken back in
    and what else it holds left out.
    """
    patterns = ["/*"]
    for path in paths:
        names = [_SPECIAL.sub(r"\\\1", name) for name in path.strip("/").split("/")]
        for depth in range(1, len(names)):
            above = "/" + "/".join(names[:depth])
            patterns += [one for one in (f"!{above}/", f"{above}/*") if one not in patterns]
        end = "/" if path.endswith("/") else ""
        patterns.append(f"!/{'/'.join(names)}{end}")
    return tuple(patterns)


def hook_lines(source: Source) -> tuple[str, ...]:
    """The entry under `repos:` of pre-commit's configuration, from the dash on."""
    if source.repository is not None:
        return (
            f"- repo: {_scalar(source.repository)}",
            f"  rev: v{source.version}",
            "  hooks:",
            "    - id: personfirst",
        )
    return (
        "- repo: local",
        "  hooks:",
        "    - id: personfirst",
        "      name: personfirst",
        "      language: python",
        "      entry: personfirst check --force-exclude",
        f"      additional_dependencies: [{json.dumps(source.requirement)}]",
        "      require_serial: true",
        "      files: | # what `personfirst check` reads in folders",
        *textwrap.indent(hook_pattern().rstrip("\n"), " " * 8).split("\n"),
    )


def github_workflow(source: Source) -> str:
    """A workflow that reports, on the lines that a change adds or alters, what it brings in."""
    head = f"""\
name: personfirst

on:
  pull_request:
  push:
    branches: [main, master]

permissions:
  contents: read

jobs:
  personfirst:
    runs-on: ubuntu-latest
    steps:
      - uses: {CHECKOUT}
        with:
          fetch-depth: 0 # the history, to tell what is new
          persist-credentials: false
"""
    if source.action is not None:
        return f"""{head}\
      - uses: {source.action}
        with:
          changed-only: true # false reports all that is there
"""
    return f"""{head}\
      - uses: {SETUP_PYTHON}
        with:
          python-version: "3.12"
      - run: pip install "$PACKAGE"
        env:
          PACKAGE: {json.dumps(source.requirement)}
      - name: Check the lines that are new or changed
        env:
          BASE: ${{{{ github.event.pull_request.base.sha || github.event.before }}}}
        run: |
          set -- --output-format github --output-format "markdown:$GITHUB_STEP_SUMMARY"
          case "$BASE" in
            *[!0]*) set -- "$@" --diff-base "$BASE" ;;
          esac
          personfirst check "$@"
"""


def gitlab_job(source: Source) -> str:
    """A GitLab job: a code quality report of everything, success by what a change brings in."""
    return f"""\
# Checks texts with personfirst: what a merge request, or a push to the default branch, adds or
# changes. Take it in with `include`; variables that may be set otherwise, in a job of this name:
#   PERSONFIRST_PATHS         files and folders, apart by spaces
#   PERSONFIRST_ARGS          further options, such as --style clinical
#   PERSONFIRST_CHANGED_ONLY  "false" to fail for what was there before, too
personfirst:
  stage: test
  image: python:3.12
  variables:
    PERSONFIRST_PACKAGE: {json.dumps(source.requirement)}
    PERSONFIRST_PATHS: "."
    PERSONFIRST_ARGS: ""
    PERSONFIRST_CHANGED_ONLY: "true"
    PIP_CACHE_DIR: "$CI_PROJECT_DIR/.cache/pip"
    GIT_DEPTH: "0" # the history, to tell what is new
  cache:
    key: personfirst
    paths: [.cache/pip]
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  before_script:
    - pip install --quiet "$PERSONFIRST_PACKAGE"
  script:
    # GitLab compares whole reports, of the merge request and of its target.
    - >-
      personfirst check --exit-zero --output-format gitlab:gl-code-quality-report.json
      $PERSONFIRST_ARGS -- $PERSONFIRST_PATHS
    # What the job succeeds or fails by.
    - |
      set --
      if [ "$PERSONFIRST_CHANGED_ONLY" = "true" ]; then
        base=${{CI_MERGE_REQUEST_DIFF_BASE_SHA:-$CI_COMMIT_BEFORE_SHA}}
        case "$base" in
          *[!0]*) set -- --diff-base "$base" ;;
        esac
      fi
      personfirst check "$@" $PERSONFIRST_ARGS -- $PERSONFIRST_PATHS
  artifacts:
    when: always
    expire_in: 1 week
    reports:
      codequality: gl-code-quality-report.json
"""


def gitlab_include() -> str:
    """What .gitlab-ci.yml says to take the job in."""
    return f"include:\n  - local: {GITLAB_FILE}\n"


def _quoted(text: str) -> str:
    """A text in quotation marks as TOML reads them; surrogates by number are unknown to it."""
    return json.dumps(text, ensure_ascii=False)


def _scalar(text: str) -> str:
    """A text as one value in YAML, in quotation marks where it could be read otherwise."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text)
