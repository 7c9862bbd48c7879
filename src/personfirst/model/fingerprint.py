"""What a finding is known by when the lines around it move: for baselines and compared reports."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from personfirst.model.finding import Finding


_LETTERS = 32


def finding_key(finding: Finding) -> tuple[str, str, str]:
    """The file, the rule and the sentence of a finding, which may share them with others.

    Lines and columns take no part, nor does white space: text that is moved or wrapped anew keeps
    its key.
    """
    return finding.place.path, finding.rule, normalized(finding.excerpt)


def normalized(sentence: str) -> str:
    """A sentence on one line, with composed letters: as it is compared."""
    return " ".join(unicodedata.normalize("NFC", sentence).split())


def fingerprints(findings: Sequence[Finding]) -> tuple[str, ...]:
    """A fingerprint for each finding, in their order, no two alike: 32 hexadecimal digits.

    It is made of the finding's key and of how many before it have the same. Those that do not count
    come after those that do, so that showing them changes no fingerprint of the others.
    """
    import hashlib  # 2 ms, for reports that have findings

    seen: Counter[tuple[str, str, str]] = Counter()
    made = [""] * len(findings)
    for index in sorted(range(len(findings)), key=lambda one: findings[one].muted is not None):
        key = finding_key(findings[index])
        text = "\0".join((*key, str(seen[key])))
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        made[index] = digest[:_LETTERS]
        seen[key] += 1
    return tuple(made)
