"""A baseline: findings that are known already, so that only new ones count.

A finding is known by its file, its rule and its sentence, and by how many times it stands there.
Lines take no part, so text that moves or is wrapped anew stays known. Paths go from the baseline's
folder.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from personfirst.app.discover import shown_path
from personfirst.app.patterns import absolute, real_place
from personfirst.model.errors import ConfigError
from personfirst.model.finding import Finding, Muted
from personfirst.model.fingerprint import finding_key

FILTER = "baseline"
"""What mutes a finding that is known."""
VERSION = 1
_KEYS = ("version", "findings")

_SETTINGS = frozenset({"quotation", "voice"})
"""Filters that a setting of a run, or the text around, switches: what they mute may be in the
baseline rightly.
"""
Key = tuple[str, str, str]
"""File, rule and sentence."""
_AGAIN = "restore it, or delete it and write it anew with 'personfirst baseline write'"


@dataclass(frozen=True)
class Baseline:
    """Findings that are known, with how many times each stands in its file."""

    file: Path
    counts: Mapping[Key, int] = field(default_factory=dict)

    def key(self, finding: Finding) -> Key:
        """A finding's key, with its path from the baseline's folder on."""
        path, rule, sentence = finding_key(finding)
        return self.inside(path), rule, sentence

    def inside(self, path: str | Path) -> str:
        """A path from the baseline's folder on, with forward slashes."""
        whole = real_place(path)
        try:
            return Path(os.path.relpath(whole, self._folder)).as_posix()
        except ValueError:  # another drive
            return whole.as_posix()

    def path_of(self, key: Key) -> Path:
        """Where the file of an entry lies."""
        return absolute(self._folder / key[0])

    @cached_property
    def _folder(self) -> Path:
        return real_place(self.file).parent

    @property
    def total(self) -> int:
        """How many findings it holds."""
        return sum(self.counts.values())


class Known:
    """A baseline in use: marks what it holds, and remembers what of it was met."""

    def __init__(self, baseline: Baseline) -> None:
        self.baseline = baseline
        self._met: dict[str, Counter[Key]] = {}
        self._held: dict[str, dict[Key, int]] = {}
        for key, count in baseline.counts.items():
            self._held.setdefault(key[0], {})[key] = count
        self._cue = shown_path(baseline.file)

    def mark(
        self, path: str, findings: Sequence[Finding], *, complete: bool = True
    ) -> tuple[Finding, ...]:
        """The findings of a file, those that are known muted.

        Of findings that look alike the first are known, as many as the baseline counts. Where they
        are not `complete`, what is not among them may still be there.
        """
        inside = self.baseline.inside(path)
        left = Counter(self._held.get(inside, {}))
        met: Counter[Key] = Counter()
        marked = []
        for one in findings:
            key = inside, *finding_key(one)[1:]
            known = one.muted is None and left[key] > 0
            if one.muted is None or one.muted.filter in _SETTINGS:
                met[key] += 1
            if known:
                left[key] -= 1
            marked.append(one._replace(muted=Muted(FILTER, self._cue)) if known else one)
        if inside not in self._met:
            self._met[inside] = met if complete else Counter(self._held.get(inside, {}))
        return tuple(marked)

    def stale(self, ran: Callable[[str], bool] = lambda _: True) -> dict[Key, int]:
        """What the baseline holds too much: of files that were checked, and of files that are gone.

        Of a rule that did not run nothing can be said.
        """
        found = {}
        for key, count in self.baseline.counts.items():
            met = self._met.get(key[0])
            if not ran(key[1]):
                continue
            if met is not None and met[key] < count:
                found[key] = count - met[key]
            elif met is None and not self.baseline.path_of(key).exists():
                found[key] = count
        return found


def read_baseline(file: Path) -> Baseline:
    """The baseline in a file. Raises `ConfigError` where there is none, or it is damaged."""
    shown = shown_path(file)
    try:
        value = json.loads(file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        message = f"{shown}: no such baseline; 'personfirst baseline write' writes it"
        raise ConfigError(message) from None
    except OSError as error:
        raise ConfigError(f"{shown}: cannot be read: {error.strerror}") from error
    except json.JSONDecodeError as error:
        message = f"{shown}:{error.lineno}: the baseline is damaged ({error.msg}); {_AGAIN}"
        raise ConfigError(message) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"{shown}: the baseline is damaged; {_AGAIN}") from error
    version, held = map(value.get, _KEYS) if isinstance(value, dict) else (None, None)
    if type(version) is not int or not isinstance(held, dict):
        raise ConfigError(f"{shown}: is no baseline of personfirst; name one, or another file")
    if version > VERSION:
        raise ConfigError(f"{shown}: was written by a newer personfirst; update this one")
    counts: Counter[Key] = Counter()
    try:
        for key, count in _entries(version, held):
            counts[key] += count
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"{shown}: the baseline is damaged; {_AGAIN}") from error
    return Baseline(file, counts)


def write_baseline(baseline: Baseline) -> None:
    """Write a baseline to its file, whole or not at all: sorted, one entry a line.

    A file name that is no text is written as an escape. Raises `OSError`.
    """
    from personfirst.app.write import create_file

    by_file: dict[str, list[str]] = {}
    for (path, rule, sentence), count in sorted(baseline.counts.items()):
        entry = {"rule": rule, "count": count, "text": sentence}
        by_file.setdefault(path, []).append("      " + json.dumps(entry, ensure_ascii=False))
    files = ",\n".join(
        f"    {json.dumps(path, ensure_ascii=False)}: [\n" + ",\n".join(entries) + "\n    ]"
        for path, entries in by_file.items()
    )
    body = f"{{\n{files}\n  }}" if files else "{}"
    text = f'{{\n  "version": {VERSION},\n  "findings": {body}\n}}\n'
    create_file(baseline.file.resolve(), text.encode("utf-8", "backslashreplace"), overwrite=True)


def renewed(
    baseline: Baseline, findings: Iterable[Finding], kept: Callable[[Path], bool]
) -> Baseline:
    """The baseline with these findings, and what it held of the files that are `kept`."""
    counts: Counter[Key] = Counter(baseline.key(one) for one in findings if one.muted is None)
    for key, count in baseline.counts.items():
        if kept(baseline.path_of(key)):
            counts[key] = count
    return Baseline(baseline.file, counts)


def pruned(baseline: Baseline, stale: Mapping[Key, int]) -> Baseline:
    """The baseline without what it holds too much."""
    counts = {key: count - stale.get(key, 0) for key, count in baseline.counts.items()}
    return Baseline(baseline.file, {key: count for key, count in counts.items() if count > 0})


def files_of(keys: Collection[Key]) -> int:
    """How many files some entries are of."""
    return len({key[0] for key in keys})


def _entries(version: int, held: Mapping[str, Any]) -> Iterator[tuple[Key, int]]:
    """The entries of a baseline as it is stored; raises any of several errors where it is none."""
    if version != VERSION:
        raise ValueError
    for path, entries in held.items():
        if not isinstance(entries, list):
            raise TypeError
        for entry in entries:
            rule, count, sentence = entry["rule"], entry["count"], entry["text"]
            if not (isinstance(rule, str) and isinstance(sentence, str)):
                raise TypeError
            if type(count) is not int or count < 1:
                raise ValueError
            yield (path, rule, sentence), count
