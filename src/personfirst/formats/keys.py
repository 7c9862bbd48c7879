"""What the key of a value, or the way it begins, says of it: that programs run it or know it by
name.

Code is not read. A name is shown and left to a person, for a key alone proves nothing: in a file of
translations `upload_file` may well stand for a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


_CODE = _words(
    "run script scripts command commands cmd entrypoint beforescript afterscript shell exec bash"
)
"""Keys whose values are run, without `-` and `_` and in lower case."""
_NAMES = _CODE | _words(
    "id ids uid uuid guid slug slugs key keys name names anchor anchors ref refs href hrefs src url"
    " urls uri uris path paths file files filename filenames folder folders dir directory route"
    " routes permalink class classes selector selectors tag tags category categories keyword"
    " keywords type types kind layout value values enum const option options choice choices field"
    " fields column columns env environment args vars variables if condition query pattern regex"
    " regexp expression formula filter match code sql"
)
"""Last words of keys whose values are names, addresses, answers of a form, or may be code."""
_HOLDERS = _words("env environment vars variables")
"""Keys above those whose values are names."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NAMED = re.compile(
    r"""\s*(?:[A-Za-z][A-Za-z0-9+.-]{1,20}://|(?:mailto|tel|sms|urn|data|file|javascript):\S|www\.
        |(?:\.{1,2}|~)?/\w|[A-Za-z]:\\|\\\\\w|\?[\w.-]{1,60}=
        |[.\#][A-Za-z_]|[A-Za-z][\w-]{0,60}(?:[.\#][A-Za-z][\w-]{0,60}){1,9}(?![\w.\#@-])
        |\[[A-Za-z][\w-]{0,60}[~|^$*]?=|--?[A-Za-z])""",
    re.VERBOSE,
)
_FILE = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|pdf|docx?|xlsx?|pptx?|od[tsp]|html?|md|txt|csv|json|ya?ml|mp[34]"
    r"|zip|css|js)\s*\Z",
    re.IGNORECASE,
)

_LONGEST_KEY = 100
_LONGEST_ENDING = 10


def is_code(steps: Sequence[str | int], text: str) -> bool:
    """Whether programs run a value: by its key (`run`, `scripts.test`), or as it begins so."""
    keys = [_plain(one) for one in _last_keys(steps)]
    return text.startswith("#!") or "scripts" in keys or (bool(keys) and keys[-1] in _CODE)


def is_key_of_names(steps: Sequence[str | int]) -> bool:
    """Whether values of a key are names: `id`, `image_url`, `cssClass`, `env.TITLE`."""
    keys = _last_keys(steps)
    words = _WORD.findall(keys[-1][-_LONGEST_KEY:]) if keys else []
    named = bool(words) and words[-1].lower() in _NAMES
    return named or any(_plain(one) in _HOLDERS for one in keys[:-1])


def is_named(text: str) -> bool:
    """Whether a value begins like an address, a selector or an option, or is a file."""
    return _NAMED.match(text) is not None or _FILE.search(text[-_LONGEST_ENDING:]) is not None


def _last_keys(steps: Sequence[str | int]) -> list[str]:
    """The key of a value, and before it the one above; indexes aside."""
    return [one for one in steps if isinstance(one, str)][-2:]


def _plain(key: str) -> str:
    return key.replace("-", "").replace("_", "").lower()
