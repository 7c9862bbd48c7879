"""What the elements and attributes of HTML mean to a reader of text."""

from __future__ import annotations

from personfirst.model.document import MarkKind, Role


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


MARKS = {
    **dict.fromkeys(("em", "i"), MarkKind.EMPHASIS),
    **dict.fromkeys(("strong", "b"), MarkKind.STRONG),
    **dict.fromkeys(("s", "del", "strike"), MarkKind.STRIKE),
    "q": MarkKind.QUOTE,
    "cite": MarkKind.CITE,
    "a": MarkKind.LINK,
    "sup": MarkKind.RAISED,
}
"""Inline elements and the mark that their text gets."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

ROLES: dict[str, tuple[Role, str | None]] = {
    **dict.fromkeys(HEADINGS, (Role.HEADING, None)),
    **dict.fromkeys(("li", "dt", "dd"), (Role.LIST_ITEM, None)),
    **dict.fromkeys(("td", "th"), (Role.CELL, "table cell")),
    **dict.fromkeys(("figcaption", "caption", "legend"), (Role.CAPTION, None)),
    "title": (Role.METADATA, "page title"),
    "button": (Role.PARAGRAPH, "button"),
    "option": (Role.PARAGRAPH, "option"),
    "textarea": (Role.PARAGRAPH, "text box"),
}
"""Elements that give the text in them a role and a label; the innermost wins."""

BLOCKS = _words(
    "address article aside blockquote body center details dialog dir div dl fieldset figure footer"
    " form frameset head header hgroup html main menu nav noscript ol optgroup p pre search section"
    " select summary table tbody template tfoot thead tr ul video audio canvas object map"
) | frozenset(ROLES)
"""Elements that text does not run across."""

VOID = _words("area base br col embed hr img input link meta param source track wbr")
"""Elements that hold nothing and have no end tag."""

INLINE = _words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math nobr"
    " output picture q rb rp rt ruby s samp slot small span strike strong sub sup svg time tt u"
    " var wbr"
)
"""Elements that text does run across."""

SKIPPED = _words("code kbd samp var tt pre listing plaintext svg math")
"""Elements whose text is not read; `script` and its like never become text at all."""

LISTS = _words("ul ol dl menu dir")

TABLE_PARTS = _words("table thead tbody tfoot tr td th caption")

BOUNDARIES = _words("table td th caption template object")
"""Elements that an end tag for something outside of them does not close."""

CLOSED_BY_BLOCK = _words(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section table ul li dt"
    " dd"
)
"""Elements that end an open paragraph where they begin."""

ATTRIBUTES = {
    "alt": (Role.ALT_TEXT, "alt text"),
    "title": (Role.METADATA, "title attribute"),
    "aria-label": (Role.METADATA, "aria-label"),
    "aria-description": (Role.METADATA, "aria-description"),
    "placeholder": (Role.METADATA, "placeholder"),
}
"""Attributes that people see or hear, on whatever element."""

META = _words(
    "description og:title og:description og:image:alt og:site_name twitter:title"
    " twitter:description twitter:image:alt dc.title dc.description abstract"
)
"""Names of `<meta>` elements whose content people read, in a search result or a shared link."""

BUTTONS = _words("submit button reset")
"""Types of `<input>` whose value is what the button says; that of `submit` is also sent."""
