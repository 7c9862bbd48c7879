"""What the report calls things: plain words about the text, for readers who never saw a linter."""

from __future__ import annotations

from collections.abc import Mapping

from personfirst.model.choices import Severity
from personfirst.model.finding import Finding, Muted

SEVERITIES: Mapping[Severity, tuple[str, str]] = {
    Severity.ERROR: ("Change first", "nearly every guide advises other words"),
    Severity.WARNING: ("Change", "most guides advise other words"),
    Severity.SUGGESTION: ("Consider", "guides differ, or the place decides"),
}
"""What each severity asks for, and how sure the guides are."""

_CATEGORIES = {
    "abuse": "“Abuse” and “misuse”",
    "behavior": "Words for using drugs",
    "condition": "Words for the condition",
    "equipment": "Words for equipment",
    "family": "Words about families",
    "harm-reduction": "Words for harm reduction",
    "justice": "Courts, police and prison",
    "metaphor": "War, disaster and other images",
    "narratives": "Stories that divide people",
    "overdose": "Words for overdose",
    "person-label": "Labels for people",
    "preferred-term": "Words this organization prefers",
    "pregnancy": "Pregnancy and birth",
    "recovery-status": "“Clean” and other words for recovery",
    "roles": "Words for people’s roles",
    "slur": "Insults",
    "supply": "Words for drugs and their supply",
    "suppression": "Comments that silence this check",
    "testing": "Words for test results",
    "treatment": "Words for treatment",
}
_FILTERS = {
    "allowed": "it is a phrase that your settings allow",
    "answered": "the text denies it, or answers it",
    "attributed-opinion": "the text reports what somebody else thinks",
    "baseline": "it was there before, and is noted in the baseline",
    "citation": "it is part of a reference",
    "clinical-code": "it is part of a diagnostic code",
    "critique": "the text speaks about such words, and against them",
    "inclusion": "the text says that everybody is meant",
    "legal-text": "it quotes a law or a regulation",
    "mention": "the words are shown, not used",
    "myth-fact": "it is a myth that the text answers",
    "other-sense": "the words mean something else here",
    "proper-name": "it is part of a name",
    "quotation": "somebody else is quoted",
    "reported-history": "the text tells how things were",
    "research": "the text reports what a study found",
    "second-opinion": "the words around it are unlike such a story",
    "self-description": "people speak of themselves here",
    "self-review": "the text asks its readers about it",
    "suppression": "a comment in the document says so",
    "voice": "it reads like words of others, or like words that are shown",
}


def category_name(category: str) -> str:
    """A category of rules as a reader calls it; its own name where there is no other."""
    return _CATEGORIES.get(category) or category.replace("-", " ").capitalize()


def because(muted: Muted) -> str:
    """Why a passage does not count, as the end of a sentence, with the words that decided."""
    reason = _FILTERS.get(muted.filter, muted.filter.replace("-", " "))
    return f"{reason} ({muted.cue})" if muted.cue else reason


def folder_of(path: str) -> str:
    """The folder of a file, without a sign at its end; empty for the folder of the run."""
    return path.rpartition("/")[0] or ("/" if path.startswith("/") else "")


def folder_name(folder: str) -> str:
    """A folder as the report calls it."""
    return folder or "(the top folder)"


def phrase_of(finding: Finding) -> str:
    """The words of a finding as the same words elsewhere would be counted."""
    return " ".join(finding.text.split()).casefold().replace("’", "'")


def where(finding: Finding) -> str:
    """Where to look: the line, and the place in the document if there is one."""
    place = finding.place
    if place.transcript:
        return place.label or "In this document"
    return f"Line {place.line:,}" + (f", {place.label}" if place.label else "")
