"""Write what follows from the rules: the index of triggers, a page for each rule, and the schema
of configuration files, which offers their names.

Run `python docs/generate.py` after a rule or a setting has changed; `--check` only says whether all
is up to date, and fails where it is not.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from personfirst.app.config import Settings
from personfirst.app.config_schema import json_schema
from personfirst.model.choices import STYLES
from personfirst.model.rule import Alternative, Example, Rule
from personfirst.rewrite.wording import readable
from personfirst.rulebook.housekeeping import housekeeping, housekeeping_names
from personfirst.rulebook.index import FILE, fingerprint, index_text
from personfirst.rulebook.places import builtin_folder
from personfirst.rulebook.ruleset import RuleSet, load_ruleset
from personfirst.rulebook.stored import FILE as STORED
from personfirst.rulebook.stored import stored_text

PAGES = Path(__file__).parent / "rules"
CONFIG_SCHEMA = Path(__file__).parent / "personfirst.schema.json"
LANGUAGE = "en"


def main() -> int:
    """Write or check all generated files; the exit status."""
    ruleset = load_ruleset()
    every = load_ruleset(select=[rule.id for rule in ruleset.all])
    wanted = dict(_files(every))
    stale = [file for file, text in wanted.items() if _text(file) != text]
    extra = [file for file in sorted(PAGES.glob("*.md")) if file not in wanted]
    if "--check" in sys.argv[1:]:
        for file in (*stale, *extra):
            sys.stderr.write(f"{file}: out of date; run python docs/generate.py\n")
        return int(bool(stale or extra))
    PAGES.mkdir(exist_ok=True)
    for file in stale:
        file.write_text(wanted[file], encoding="utf-8", newline="\n")
    for file in extra:
        file.unlink()
    return 0


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _files(ruleset: RuleSet) -> Iterator[tuple[Path, str]]:
    folder = builtin_folder() / LANGUAGE
    yield folder / FILE, index_text(ruleset, LANGUAGE)
    yield folder / STORED, stored_text(folder, fingerprint(folder))
    yield CONFIG_SCHEMA, config_schema(ruleset)
    yield PAGES / "index.md", _contents(ruleset)
    for rule in ruleset.rules:
        yield PAGES / f"{rule.id}.md", _page(rule, ruleset)
    for rule in housekeeping():
        yield PAGES / f"{rule.id}.md", _comment_page(rule)


def config_schema(ruleset: RuleSet) -> str:
    """The JSON Schema of configuration files."""
    standard = Settings()
    defaults = {
        "style": standard.style,
        "severity": standard.severity,
        "fail-on": standard.fail_on,
        "force-exclude": standard.force_exclude,
        "quotation": standard.quotation,
        "comments": standard.comments,
        "timeout": standard.timeout,
    }
    names = {*ruleset.known, *ruleset.known.values(), *housekeeping_names()}
    return json.dumps(json_schema(names, defaults), indent=2) + "\n"


def _contents(ruleset: RuleSet) -> str:
    lines = ["# Rules", "", "Generated from the rule files by `docs/generate.py`.", ""]
    rules = (*ruleset.rules, *housekeeping())
    for category in sorted({rule.category for rule in rules}):
        lines += [
            f"## {category}",
            "",
            "| rule | severity | what it finds |",
            "| --- | --- | --- |",
        ]
        lines += [
            f"| [{rule.id}]({rule.id}.md) | {_severity(rule)} | {rule.title} |"
            for rule in sorted(rules, key=lambda rule: rule.id)
            if rule.category == category
        ]
        lines.append("")
    return "\n".join(lines)


def _severity(rule: Rule) -> str:
    return f"{rule.severity}" + ("" if rule.enabled else ", opt-in")


def _comment_page(rule: Rule) -> str:
    """The page of a rule that looks at comments, not at the text."""
    lines = [f"# {rule.id}", "", f"{rule.title}. *{_severity(rule)}, {rule.category}*", ""]
    lines += ["## Why", "", rule.why, "", "## What to do", "", rule.advice, ""]
    lines += ["More of it: [comments that do nothing](../suppressing.md#comments-that-do-nothing)."]
    return "\n".join(lines) + "\n"


def _page(rule: Rule, ruleset: RuleSet) -> str:
    lines = ["<!-- personfirst: ignore-file -- shows what the rule finds -->", ""]
    lines += [f"# {rule.id}", "", f"{rule.title}. *{_severity(rule)}, {rule.category}*", ""]
    lines += ["## Why", "", rule.why, "", "## What to write instead", ""]
    if rule.advice:
        lines += [rule.advice, ""]
    for style in STYLES:
        if style in rule.accepted_in:
            lines.append(f"- {style}: accepted as it is")
        elif style in rule.rewrite:
            words = "; or ".join(map(_alternative, rule.rewrite[style]))
            lines.append(f"- {style}: {words}")
    lines += _shapes(ruleset, rule)
    lines += ["", "## Examples", ""]
    lines += [f"- flagged: {_marked(example)}" for example in rule.examples if example.spans]
    lines += [f"- left alone: {_left(example)}" for example in rule.examples if not example.spans]
    senses = [condition.means for condition in rule.unless if condition.means]
    lines += ["", "## When it stays silent", ""]
    lines += [f"- {sense}" for sense in senses]
    if rule.needs:
        lines.append("- where nothing near by says that it is about drugs or drinking")
    lines += ["- in quotations, mentions, names, cited and legal text, as for every rule", ""]
    lines += ["## Sources", ""]
    for name in rule.sources:
        source = ruleset.sources[name]
        lines.append(f"- {source.publisher}: {source.title} ({source.year}). {source.url}")
    return "\n".join(lines) + "\n"


def _shapes(ruleset: RuleSet, rule: Rule) -> Iterator[str]:
    """The structures of a narrative, in words."""
    structures = next(one.structures for one in ruleset.compiled if one.rule.id == rule.id)
    if structures and rule.kind == "narrative":
        yield from ("", "## What it is made of", "")
    for one in structures:
        joint = " → " if one.in_order else " + "
        topics = "".join(f", near {role.about}" for role in one.topics)
        shape = joint.join(role.about for role in one.core)
        yield f"- {shape}{topics} ({one.window.value}; confidence {one.confidence})"


def _alternative(alternative: Alternative) -> str:
    return " / ".join(f"“{readable(text)}”" for text in dict.fromkeys(alternative.forms.values()))


def _marked(example: Example) -> str:
    text = example.text
    for start, end in reversed(example.spans):
        text = f"{text[:start]}**{text[start:end]}**{text[end:]}"
    return " ".join(text.split())


def _left(example: Example) -> str:
    because = f" ({example.because})" if example.because else ""
    return " ".join(example.text.split()) + because


if __name__ == "__main__":
    sys.exit(main())
