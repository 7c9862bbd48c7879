"""Words that are written short: abbreviations with their full stop, and words run together, as
spaCy's English tokenizer knows them.
"""

from __future__ import annotations

_SHORT = """
adm ak ala apr ariz ark aug bros calif co colo conn corp dec del dr feb fla ga gen gov ia id ill
inc ind jan jr jul jun kan kans ky la ltd mar mass md messrs mich minn miss mo mont mr mrs ms mt
neb nebr nev nov oct okla ore pa prof rep rev sen sep sept st tenn va vs wash wis
"""
ABBREVIATIONS = frozenset(f"{word}." for word in _SHORT.split())
"""Words whose full stop belongs to them, at least as some write them."""
_HOSTS = {
    "nt": "ai are ca could dare did do does had has have is may might must need ought sha should "
    "was were wo would",
    "d": "he how i it that there these they this those we what when where who why you",
    "ll": "how it that there these they this those what when where who why you",
    "re": "how there these they those what when where why you",
    "ve": "could how i might must not should there these they those we what when where who why "
    "would you",
    "s": "he how she that there this what when where who why",
    "m": "i",
    "na": "gon",
    "ta": "got",
    "not": "can",
    "all": "y",
}
_NOT_HAVE = "ca could did do does had may might must need ought sha should wo would"
_AND_HAVE = "i it he she we how that there these they this those what when where who why you"
RUN_TOGETHER = {
    "".join(parts): parts
    for parts in (
        *((host, end) for end, hosts in _HOSTS.items() for host in hosts.split()),
        *((host, "nt", "ve") for host in _NOT_HAVE.split()),
        *((host, end, "ve") for host in _AND_HAVE.split() for end in ("d", "ll")),
        ("i", "m", "a"),
    )
}
"""Words that stand for two or three: dont, cannot, youre, theyve, couldntve."""
