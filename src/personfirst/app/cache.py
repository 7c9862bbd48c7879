"""The cache of results: a file that was checked before, in the same way, is not checked again.

An entry is known by everything that its findings depend on: the file's name and bytes, the rules,
the settings that hold for it, and the programs that read it. Each is a file of its own, written
under another name first, so that runs beside each other or a killed one never leave half of one.
Nothing depends on the cache: where it cannot be written there is none, and what is damaged in it
is passed over.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path, PurePath

import personfirst
from personfirst.app.config import Settings
from personfirst.app.kept import Kept, keep, read_entry, written
from personfirst.app.rules import choices
from personfirst.model.document import Document
from personfirst.model.errors import ConfigError
from personfirst.model.finding import Finding
from personfirst.pipeline import Options
from personfirst.rulebook.index import FILE as INDEX
from personfirst.rulebook.index import fingerprint, sizes
from personfirst.rulebook.places import are_installed, builtin_folder

FOLDER = ".personfirst_cache"
"""The default folder, beside the configuration file or in the current folder."""
VERSION = 1
"""The version of the entries; a change of what they hold or how raises it."""
MOST_BYTES = 200_000_000
"""The size to which a cache is cut when it is swept."""

TAG = "CACHEDIR.TAG"
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55"
_TAG_TEXT = f"{_SIGNATURE}\n# personfirst keeps what it found in files here.\n"
_IGNORE = ".gitignore"
_ENTRIES = "entries"
_SWEPT = "swept"
_OURS = frozenset({TAG, _IGNORE, _ENTRIES})
_NAME = re.compile(r"[0-9a-f]{62}|[0-9a-f]{62}\.[0-9a-f]{16}\.tmp|swept")
_GROUP = re.compile(r"[0-9a-f]{2}")
_MOST_ENTRY = 50_000_000
_HOUR, _DAY = 3600.0, 86_400.0
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(
    os, "O_NONBLOCK", 0
)  # fmt: skip


@dataclass(slots=True)
class Cache:
    """A cache in use. `run` stands for what is the same for every file of a run.

    `wrote` says whether anything was added, `failed` whether that was impossible.
    """

    folder: Path
    run: bytes
    wrote: bool = False
    failed: bool = False
    _last: tuple[Options, str] | None = None

    def key(self, data: bytes, name: str, options: Options) -> str:
        """What a file's entry is known by. Of its path the name counts: its suffix says how it is
        read, and a translation's its language.
        """
        digest = blake2b(self.run, digest_size=32)
        for part in (os.path.basename(name), self._words_of(options)):  # noqa: PTH119
            digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
        digest.update(data)
        return digest.hexdigest()

    def get(self, key: str, path: str, today: date) -> Kept | None:
        """What is kept of a file, with `path` as the place of its findings; None for nothing."""
        try:
            data = _read(self._file(key))
        except (OSError, ValueError):
            return None
        kept = read_entry(data, path)
        return kept if kept is not None and kept.holds(today) else None

    def accepts(self, settings: Settings) -> bool:
        """Whether settings were found to fit the rules before."""
        return self.get(self._key_of(settings), "", date.min) is not None

    def accept(self, settings: Settings) -> None:
        """Keep that settings fit the rules."""
        self.put(self._key_of(settings), Kept((), (), 0, ()))

    def keep(self, key: str, document: Document, findings: Sequence[Finding], today: date) -> None:
        """Keep what was found in a document, where it can be kept."""
        kept = keep(document, findings, today)
        if kept is not None:
            self.put(key, kept)

    def put(self, key: str, kept: Kept) -> None:
        """Write an entry. Where that cannot be written, nothing is kept from then on."""
        if self.failed:
            return
        file = Path(self._file(key))
        draft = file.with_name(f"{file.name}.{os.urandom(8).hex()}.tmp")
        try:
            if not self.wrote:
                _make(self.folder)
            file.parent.mkdir(exist_ok=True)
            draft.write_bytes(written(kept))
            draft.replace(file)
        except OSError:
            self.failed = True
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        else:
            self.wrote = True

    def close(self) -> None:
        """Sweep the cache, if the run added to it and nobody did in the last hour."""
        if not self.wrote:
            return
        mark = self.folder / _ENTRIES / _SWEPT
        with suppress(OSError):
            if not mark.exists() or time.time() - mark.stat().st_mtime > _HOUR:
                mark.touch()
                sweep(self.folder)

    def _words_of(self, options: Options) -> str:
        """What options say; those of a run's files are mostly the same."""
        if self._last is None or self._last[0] is not options:
            self._last = options, repr(options._replace(today=None))
        return self._last[1]

    def _key_of(self, settings: Settings) -> str:
        digest = blake2b(self.run, digest_size=32)
        digest.update(repr(settings).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def _file(self, key: str) -> str:
        return os.path.join(self.folder, _ENTRIES, key[:2], key[2:])  # noqa: PTH118  (read often)


def open_cache(settings: Settings) -> Cache | None:
    """The cache of a run; None where there is a folder that cannot be ours.

    Nothing is made before there is something to keep. Raises `ConfigError` where a folder was
    named that holds other things.
    """
    folder = cache_folder(settings)
    if not _is_ours(folder):
        if settings.cache_dir is None:
            return None
        raise ConfigError(f"{folder}: is no cache of personfirst; name a new or an empty folder")
    return Cache(folder, _run(settings))


def cache_folder(settings: Settings) -> Path:
    """Where the cache of a run lies: as set, else beside the configuration file, else here."""
    if settings.cache_dir is not None:
        return settings.cache_dir
    home = Path.cwd() if settings.file is None else settings.file.absolute().parent
    return home / FOLDER


def clean(folder: Path) -> int:
    """Remove a cache; how many entries it had. Nothing but what a cache holds is removed.

    Raises `ConfigError` where the folder holds other things, and `OSError`.
    """
    if not folder.exists():
        return 0
    if not _is_ours(folder):
        raise ConfigError(f"{folder}: is no cache of personfirst; nothing was removed")
    entries = list(_entries(folder))
    for file in entries:
        file.unlink(missing_ok=True)
    for name in (_SWEPT, *(group.name for group in _groups(folder))):
        with suppress(OSError):
            place = folder / _ENTRIES / name
            place.unlink(missing_ok=True) if name == _SWEPT else place.rmdir()
    for name in (TAG, _IGNORE):
        (folder / name).unlink(missing_ok=True)
    for place in (folder / _ENTRIES, folder):
        with suppress(OSError):
            place.rmdir()
    return sum(file.suffix != ".tmp" for file in entries)


def sweep(folder: Path, most: int = MOST_BYTES) -> None:
    """Remove what killed runs left behind and, where it holds more than `most` bytes, the oldest
    entries. Entries that are used count as new.
    """
    found: list[tuple[float, int, Path]] = []
    for file in _entries(folder):
        with suppress(OSError):
            status = file.lstat()
            if file.suffix != ".tmp":
                found.append((status.st_mtime, status.st_size, file))
            elif time.time() - status.st_mtime > _HOUR:
                file.unlink()
    total = sum(size for _, size, _ in found)
    for _, size, file in sorted(found):
        if total <= most:
            return
        total -= size
        with suppress(OSError):
            file.unlink()


def _read(file: str) -> bytes:
    """The bytes of an entry, which is made to look used. Raises `OSError`, and `ValueError` for
    what is no plain file or too large: a pipe would wait for ever.
    """
    handle = os.open(file, _READING)
    with os.fdopen(handle, "rb", buffering=0) as opened:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_ENTRY:
            raise ValueError
        data = opened.read()
    if time.time() - status.st_mtime > _DAY:
        with suppress(OSError):
            os.utime(file)
    return data


def _make(folder: Path) -> None:
    """Make the folder, with what keeps backups and git away from it. Raises `OSError`."""
    (folder / _ENTRIES).mkdir(parents=True, exist_ok=True)
    for name, text in ((TAG, _TAG_TEXT), (_IGNORE, "*\n")):
        with suppress(FileExistsError), (folder / name).open("x", encoding="utf-8") as made:
            made.write(text)


def _is_ours(folder: Path) -> bool:
    """Whether a folder is a cache or can become one: it has our tag, or holds nothing else."""
    try:
        names = {one.name for one in os.scandir(folder)}
        if names <= _OURS:
            return True
        return (folder / TAG).read_text(encoding="utf-8", errors="replace") == _TAG_TEXT
    except FileNotFoundError:
        return not os.path.lexists(folder)
    except OSError:
        return False


def _groups(folder: Path) -> list[Path]:
    entries = folder / _ENTRIES
    if entries.is_symlink() or not entries.is_dir():
        return []
    with os.scandir(entries) as scanned:
        return [
            Path(one.path)
            for one in scanned
            if _GROUP.fullmatch(one.name) and one.is_dir(follow_symlinks=False)
        ]


def _entries(folder: Path) -> Iterator[Path]:
    """Every entry, and what killed runs left of one; links are not followed."""
    for group in _groups(folder):
        with os.scandir(group) as scanned:
            yield from (Path(one.path) for one in scanned if _NAME.fullmatch(one.name))


def _run(settings: Settings) -> bytes:
    """A digest of what is the same for every file of a run: programs, rules, choice of rules."""
    digest = blake2b(digest_size=32)
    parts = [str(VERSION), personfirst.__version__, sys.version, *_packages(), _code()]
    parts += [str(_rules(folder)) for folder in (builtin_folder(), *settings.rule_folders)]
    parts += [repr(choices(settings)), _recognizer()]
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.digest()


def _rules(folder: Path) -> list[str]:
    """A digest of the rules in a folder, and of the weights beside them."""
    if folder == builtin_folder() and are_installed():
        return [sizes(folder)]
    weights = (one for one in sorted(folder.rglob("*.json")) if one.name != INDEX)
    return [fingerprint(folder), *(blake2b(one.read_bytes()).hexdigest() for one in weights)]


def _packages() -> list[str]:
    """The packages that are installed, with their versions, by the names of their folders."""
    names: set[str] = set()
    for place in sys.path:
        if PurePath(place).name in ("site-packages", "dist-packages"):
            with suppress(OSError):
                names.update(one.name for one in Path(place).glob("*.dist-info"))
    return sorted(names)


def _recognizer() -> str:
    """What reads the words of scanned pages in this run, if anything does."""
    if os.environ.get("PERSONFIRST_OCR", "") != "1":
        return ""
    return shutil.which("tesseract") or ""


def _code() -> str:
    """Of a checkout, whose version does not tell of every change: when each module was changed."""
    home = Path(personfirst.__file__).parent
    if {"site-packages", "dist-packages"} & set(home.parts):
        return ""
    files = sorted(home.rglob("*.py"))
    return repr([(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files])
