"""People name themselves. "I'm an addict" is theirs to say; "he admits he is an addict" is not."""

from __future__ import annotations

from itertools import islice

from personfirst.context.base import NOUN_FORMS, QUOTE_MARKS, VERB_FORMS, Passage, Verdict, muted
from personfirst.match.terms import Match
from personfirst.model.choices import Severity
from personfirst.rulebook.places import is_built_in

NAME = "self-description"
_MOST_ADJECTIVES = 3
_PHRASE = 7
"""Words of a quotation that is the rest of a sentence, beyond the first few."""
_SIGNATURE = 12
"""Words of a line that can be a signature."""
_CLOSING = 5
"""Words and marks of the closing of a letter."""
_JOINS = frozenset({"and", "or", "&", ","})
"""What joins a noun with its own article to the one before: "an ex-con and an old dope fiend"."""
_ROLL = frozenset({"and", "an", "a", "addict", "alcoholic", "recovering", "grateful"})
"""Words between a name and a label by which people introduce themselves: “Tol, alcoholic”."""
_OWNERS = frozenset({"his", "her", "their"})
_PEOPLE = frozenset({"person-label", "slur"})
_OWN_WORDS = frozenset(
    {"drug", "user", "users", "user's", "'s", "'", "active", "current", "former"}
)
"""What a union of people who use drugs may call them."""
_LEAST_TOLD = 2
_OWN = frozenset({"recovery-status", "condition", "behavior", "testing", "treatment", "family"})


def judge(match: Match, passage: Passage) -> Verdict | None:
    """Muted after "I am a", "as a …, I", "calls herself", "we", for what the writer did or had, in
    signatures and in what is made by and for people.
    """
    cue = (
        _named(match, passage)
        or _let_stand(match, passage)
        or _quoted(match, passage)
        or _as_one(match, passage)
        or _had(match, passage)
        or _did(match, passage)
        or _includes_self(match, passage)
        or _among(match, passage)
        or _by_and_for(match, passage)
        or _here(match, passage)
        or _signed(match, passage)
        or _meant_too(match, passage)
        or _this_one(match, passage)
        or _own_word(match, passage)
    )
    return muted(NAME, cue) if cue else None


def _named(match: Match, passage: Passage) -> str:
    """After "I am" or "she calls herself", at most an article and adjectives between; not where
    somebody else is named by it, "I am an addict's mother", or a place that they run, "We are a
    sober house", nor what somebody has: "by his own account his habit".
    """
    tokens = passage.tokens
    first, _ = tokens.sentence(match.first)
    index = match.first
    behind = tokens.lowers[match.last : match.last + 1]
    if behind == ("'s",) or (behind == ("'",) and passage.quote(match) is None):
        return ""
    if tokens.lowers[index - 1 : index] in (("being",), ("getting",)):
        return ""
    if passage.cue_before("self-description.supposed", match.first, first):
        return ""
    if tokens.lowers[index] in _OWNERS:
        return ""
    if match.rule.category == "metaphor" and tokens.lowers[index].endswith("ing"):
        return ""
    adjectives = 0
    reached = False
    opened = (passage.quote(match) or (0, 0))[0]
    between = passage.cues["self-description.between"].patterns
    articles = passage.cues["self-description.article"].patterns
    while index > first:
        cue = passage.cue_before("self-description.naming", index, first) or (
            passage.cue_before("self-description.became", index, first)
            if tokens.lowers[first] == "i"
            else ""
        )
        if cue:
            return "" if _is_done(match, cue) or _is_place(match, passage, cue) else cue
        word = tokens.lowers[index - 1]
        if word in articles.first:
            adjectives, reached = 0, True
        elif word in _JOINS and adjectives < _MOST_ADJECTIVES:
            adjectives, reached = adjectives + word.isalpha(), False
        elif word in between.first:
            pass
        elif not reached and _is_adjective(passage, word) and adjectives < _MOST_ADJECTIVES:
            adjectives += 1
        elif word not in QUOTE_MARKS or (adjectives and index != opened):
            return ""
        index -= 1
    return ""


def _is_done(match: Match, cue: str) -> bool:
    """Whether "we are" goes on with what is done to others: "we're winning the war on drugs"."""
    return (
        match.rule.category == "metaphor"
        and cue.lower().startswith("we")
        and match.form not in NOUN_FORMS
    )


def _is_place(match: Match, passage: Passage, cue: str) -> str:
    """What those who are "we" run, where the words stand before it: "we are a sober house"."""
    if not cue.lower().startswith("we") or match.form in NOUN_FORMS:
        return ""
    return passage.cue_after("self-description.place", match.last)


def _let_stand(match: Match, passage: Passage) -> str:
    """What somebody says they are, where the text tells readers to leave it be: "If he says he's a
    drunk, don't correct him".
    """
    first, last = passage.tokens.sentence(match.first)
    said = passage.cue_before("self-description.says-of-self", match.first, first)
    if not said:
        return ""
    end = passage.tokens.end(last)
    stand = passage.cue_in("self-description.let-stand", match.last, end)
    return f"{said} … {stand}" if stand else ""


def _quoted(match: Match, passage: Passage) -> str:
    """The first words of a quotation by which somebody names themselves: says he is “a drunk”."""
    quote = passage.quote(match)
    if quote is None or min(match.first, quote[1] - _PHRASE) - quote[0] > _MOST_ADJECTIVES:
        return ""
    words = passage.tokens.words[quote[0] : match.first]
    called = match.form == "one" and words[1:2] == (",",) and words[0].istitle()
    if called and all(word in _ROLL for word in words[2:] if word.islower()):
        return f"{words[0]}, …"
    first, _ = passage.tokens.sentence(max(quote[0] - 2, 0))
    return passage.cue_before("self-description.quoted", quote[0] - 1, first)


def _as_one(match: Match, passage: Passage) -> str:
    """After "as a", with the speaker to follow: "as a former addict, I"."""
    first, last = passage.tokens.sentence(match.first)
    cue = passage.cue_before("self-description.as", match.first, first)
    if not cue:
        return ""
    return passage.cue_after("self-description.first-person", match.last, last)


def _had(match: Match, passage: Passage) -> str:
    """The speaker's own: "my addiction", "in my relapse"."""
    if match.rule.category not in _OWN:
        return ""
    first, _ = passage.tokens.sentence(match.first)
    return passage.cue_before("self-description.owner", match.first, first)


def _did(match: Match, passage: Passage) -> str:
    """The speaker as the one who does or is it: "I relapsed", "I have been clean"."""
    if match.form not in VERB_FORMS and match.rule.category not in _OWN:
        return ""
    if match.form == "many":
        return ""
    tokens = passage.tokens
    first, last = tokens.sentence(match.first)
    cue = passage.cue_before("self-description.subject", match.first, first)
    if not cue or _put_in_mouth(match, passage, first, last):
        return ""
    start = next(
        (i for i in range(match.first - 1, first - 1, -1) if tokens.lowers[i] == "i"), match.first
    )
    between = tokens.lowers[start + 1 : match.first]
    return "" if any(_blocks(passage, word) for word in between) else cue


def _put_in_mouth(match: Match, passage: Passage, first: int, last: int) -> str:
    """What makes "I" the reader, whose words others have written: a question of a leaflet, "Should
    I tell them I use?", or a line of a form to be signed, "I will stay clean".
    """
    if passage.tokens.words[last - 1] == "?":
        return passage.cue_in("self-description.reader", first, match.first)
    promised = passage.cue_after("self-description.promised", first, match.first)
    to_sign = passage.cues["self-description.to-sign"].patterns
    return passage.facts.has_any(to_sign) if promised else ""


def _includes_self(match: Match, passage: Passage) -> str:
    """With the speaker named behind: "like me", "as he signs himself", "Who's an addict? I am"."""
    first, last = passage.tokens.sentence(match.first)
    asked = passage.tokens.words[last - 1] == "?" and (
        passage.cue_in("self-description.asks-who", first, match.first)
    )
    if asked and last < len(passage.tokens):
        answer = passage.cue_after("self-description.answers-self", last)
        if answer:
            return answer
    return passage.cue_after("self-description.includes-self", match.last, last) or (
        passage.cue_after("self-description.signs", match.last, last)
    )


def _among(match: Match, passage: Passage) -> str:
    """The speakers' own group: "we drug users", "one of us addicts", "Us junkies" first, and others
    like them: "our purpose is to help other alcoholics".
    """
    if match.form not in NOUN_FORMS and match.rule.category not in _PEOPLE:
        return ""
    first, _ = passage.tokens.sentence(match.first)
    group = passage.cue_before("self-description.group", match.first, first)
    if not group and passage.tokens.lowers[first] == "us":
        group = passage.cue_before("self-description.group-first", match.first, first)
    told = match.rule.category == "slur" and match.form not in NOUN_FORMS
    if group and not (told and passage.cue_before("self-description.reached", match.first, first)):
        return group
    if match.rule.category == "slur":
        return ""
    alike = passage.cue_before("self-description.others-alike", match.first, first)
    helped = passage.cue_before("self-description.others-helped", match.first, first)
    return alike or (helped and passage.cue_in("self-description.purpose", first, match.first))


def _by_and_for(match: Match, passage: Passage) -> str:
    """The makers, who are their own readers: "by and for users", "by drunks, for drunks"."""
    tokens = passage.tokens
    first, last = tokens.sentence(match.first)
    cue = passage.cue_before("self-description.by-and-for", match.first, first)
    if cue:
        return cue
    name = tokens.lowers[match.last - 1]
    by = {i for i in range(first + 1, last) if tokens.lowers[i] == name}
    led = {word for i in by for word in tokens.lowers[max(i - 2, first) : i]}
    return f"by … for {name}" if len(by) > 1 and {"by", "for"} <= led else ""


def _here(match: Match, passage: Passage) -> str:
    """Without an article, before "here": "Recovering drunk here, 14 yrs"."""
    if match.form != "one":
        return ""
    first, last = passage.tokens.sentence(match.first)
    if passage.cue_before("self-description.determiner", match.first, first):
        return ""
    return passage.cue_after("self-description.here", match.last, last)


def _signed(match: Match, passage: Passage) -> str:
    """On the short line below the closing of a letter, or on a line about its writer."""
    begin, end = passage.line(match.first)
    bio = passage.cue_after("self-description.bio", begin, match.first)
    if bio:
        return bio
    if not begin or end - begin > _SIGNATURE:
        return ""
    above, _ = passage.line(begin - 1)
    if begin - above > _CLOSING or passage.tokens.words[begin - 1] not in {",", ":"}:
        return ""
    return passage.cue_after("self-description.closing", above, begin)


def _meant_too(match: Match, passage: Passage) -> str:
    """What somebody says of one who uses drugs, having said in the same quotation that they do."""
    quote = passage.quote(match)
    if quote is None or match.form != "one":
        return ""
    return passage.cue_in("self-description.uses", quote[0], quote[1])


def _this_one(match: Match, passage: Passage) -> str:
    """The writer from outside, on a day of their own: "One year today. This addict can cook"."""
    if match.form != "one":
        return ""
    first, _ = passage.tokens.sentence(match.first)
    cue = passage.cue_before("self-description.this-one", match.first, first)
    return cue and passage.cue_in("self-description.birthday", 0, len(passage.tokens))


def _own_word(match: Match, passage: Passage) -> str:
    """The milder names in the text of a group whose members say twice that they are so: a union of
    drug users writes of drug users. A slur stays one, and so does what nobody there goes by.
    """
    mild = match.compiled.severity is not Severity.ERROR
    if not mild or match.rule.category != "person-label" or match.form not in NOUN_FORMS:
        return ""
    if not is_built_in(match.rule.file):
        return ""
    if not _OWN_WORDS.issuperset(passage.tokens.lowers[match.first : match.last]):
        return ""
    patterns = passage.cues["self-description.own-word"].patterns
    told = tuple(islice(passage.facts.each_of(patterns), _LEAST_TOLD))
    return " … ".join(told) if len(told) == _LEAST_TOLD else ""


def _is_adjective(passage: Passage, word: str) -> bool:
    """Whether a word may stand between the naming and the noun without changing who is meant."""
    return word.isalpha() and not _blocks(passage, word)


def _blocks(passage: Passage, word: str) -> bool:
    """Whether a word between "I" and the match makes somebody else the subject."""
    return word in passage.cues["self-description.blocks"].patterns.first
