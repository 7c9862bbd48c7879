"""Labels beside documents: `minutes.md.yaml` says what a reader marked in `minutes.md`.

`docs/scoring.md` describes the form. Words are looked for in what is read of the document; white
space and kinds of quotation mark do not matter, so neither does a wrapped line or a table cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from personfirst.model.choices import Severity
from personfirst.model.document import Document
from personfirst.model.errors import ConfigError
from personfirst.model.report import Problem
from personfirst.model.score import Label, Verdict
from personfirst.model.text import MASK, Span, locate
from personfirst.rulebook.nodes import Item, read_items

SUFFIX = ".yaml"
REASONS = (
    "mention", "quotation", "self-description", "proper-name", "other-sense", "technical",
    "person-first", "answered", "fact",
)  # fmt: skip
"""Why words that look as if are fine."""

_STRAIGHT = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚", "'"))
_UNSEEN = frozenset({MASK, "\u00ad", "\u200b", "\u2060"})
_KEYS = {
    Verdict.FLAG: ("severity", "category", "rewrites"),
    Verdict.OK: ("because",),
    Verdict.TELLS: ("words",),
    Verdict.TELLS_NOT: ("words", "because"),
}
_SHARED_KEYS = ("in", "disputed")
_READERS = ("first", "second")


@dataclass(frozen=True, slots=True)
class Marked:
    """A label as it stands in its file: `words` within `inside`, which is the words themselves
    where no longer stretch is given. `line` is that of the label file, 1-based.
    """

    verdict: Verdict
    words: str
    inside: str
    about: str
    line: int
    severity: Severity = Severity.WARNING
    rewrites: tuple[str, ...] = ()
    because: str = ""
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class LabelFile:
    """The labels of one document."""

    path: Path
    genre: str
    marked: tuple[Marked, ...]


def labelled_documents(paths: Sequence[str | Path]) -> dict[Path, Path]:
    """The documents under some paths that have labels beside them, each once and in order, with the
    label file.

    Folders whose name begins with a dot are passed over. Raises `ConfigError` for a path that does
    not exist, and for a file that was named and has no labels.
    """
    found: dict[Path, Path] = {}
    seen: set[Path] = set()
    for path in map(Path, paths):
        if not path.exists():
            raise ConfigError(f"{path}: no such file or folder")
        if path.is_file() and not _beside(path).is_file():
            raise ConfigError(f"{path}: has no labels; write them into {_beside(path).name}")
        labels = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [_beside(path)]
        for file in labels:
            inner = file.relative_to(path).parts[:-1] if path.is_dir() else ()
            document = file.with_suffix("")
            if not document.is_file() or any(one.startswith(".") for one in inner):
                continue
            if document.resolve() not in seen:
                seen.add(document.resolve())
                found[document] = file
    return found


def _beside(document: Path) -> Path:
    return document.with_name(document.name + SUFFIX)


def read_labels(file: Path) -> LabelFile:
    """The labels in a file. Raises `RuleError` with file and line for one that cannot be used."""
    keys = read_items(file).mapping(("genre", "labels"))
    genre = keys["genre"].text() if "genre" in keys else "unknown"
    labels = keys["labels"].items() if "labels" in keys else []
    return LabelFile(file, genre, tuple(map(_marked, labels)))


def _marked(item: Item) -> Marked:
    keys = item.mapping()
    verdicts = [verdict for verdict in Verdict if verdict in keys]
    if len(verdicts) != 1:
        raise item.error(f"a label has one of {', '.join(Verdict)}")
    verdict = verdicts[0]
    keys = item.mapping((verdict, *_KEYS[verdict], *_SHARED_KEYS))
    is_story = verdict in (Verdict.TELLS, Verdict.TELLS_NOT)
    if is_story and "words" not in keys:
        raise item.error(f"'{verdict}' needs the words of the passage")
    words = keys["words" if is_story else verdict].text()
    because = keys["because"].choice(REASONS) if "because" in keys else ""
    disputed = "disputed" in keys and bool(keys["disputed"].choice(_READERS))
    if is_story:
        about = keys[verdict].text()
    else:
        about = because or (keys["category"].text() if "category" in keys else "unknown")
    return Marked(
        verdict=verdict,
        words=words,
        inside=keys["in"].text() if "in" in keys else words,
        about=about,
        line=item.line,
        severity=Severity(keys["severity"].choice(list(Severity)))
        if "severity" in keys
        else Severity.WARNING,
        rewrites=keys["rewrites"].texts() if "rewrites" in keys else (),
        because=because,
        disputed=disputed,
    )


def place_labels(file: LabelFile, document: Document) -> tuple[list[Label], list[Problem]]:
    """The labels of a document where they stand, and a problem for each that stands nowhere.

    Labels of the same words take their places one after the other; those of words and those of
    passages do so apart.
    """
    text = _Seen(document)
    taken: dict[tuple[str, str, bool], int] = {}
    labels, problems = [], []
    for marked in file.marked:
        words, inside = _plain(marked.words), _plain(marked.inside)
        key = (words, inside, marked.verdict in (Verdict.FLAG, Verdict.OK))
        at = text.find(words, inside, taken.get(key, 0))
        if at < 0:
            reason = f"the text has no {'more ' if key in taken else ''}“{marked.words}”"
            problems.append(Problem(file.path.as_posix(), reason, marked.line))
            continue
        taken[key] = at + 1
        labels.append(text.label(marked, at, len(words)))
    return labels, problems


def _plain(words: str) -> str:
    kept = "".join(one for one in words if one not in _UNSEEN)
    return " ".join(kept.translate(_STRAIGHT).split())


class _Seen:
    """The text that is read of a document as one line, with the way back to each character."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._origins: list[tuple[int, int]] = []
        self._text = "".join(self._characters())

    def _characters(self) -> Iterator[str]:
        blank = True
        for number, block in enumerate(self._document.blocks):
            for at, one in enumerate(block.text):
                if one in _UNSEEN or (blank and one.isspace()):
                    continue
                blank = one.isspace()
                self._origins.append((number, at))
                yield " " if blank else one.translate(_STRAIGHT)
            if not blank:
                blank = True
                self._origins.append((number, len(block.text)))
                yield " "

    def find(self, words: str, inside: str, start: int) -> int:
        """Where words stand within a stretch that begins at `start` or later; -1 if nowhere."""
        offset = inside.find(words)
        at = self._text.find(inside, max(start - offset, 0)) if offset >= 0 else -1
        return at + offset if at >= 0 else -1

    def label(self, marked: Marked, at: int, length: int) -> Label:
        start, _ = self._source(at)
        _, end = self._source(at + length - 1)
        return Label(
            verdict=marked.verdict,
            words=marked.words,
            inside=marked.inside,
            about=marked.about,
            start=start,
            end=end,
            line=self._document.lines.place(start)[0],
            severity=marked.severity,
            rewrites=marked.rewrites,
            because=marked.because,
            disputed=marked.disputed,
        )

    def _source(self, at: int) -> tuple[int, int]:
        number, offset = self._origins[at]
        block = self._document.blocks[number]
        end = min(offset + 1, len(block.text))
        anchor = locate(block.pieces, Span(end - 1, end))
        return anchor.start, anchor.end
