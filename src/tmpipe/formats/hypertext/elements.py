"""What the elements of HTML are to a translator."""

from __future__ import annotations

from collections.abc import Mapping


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


VOID = _names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
)
"""Elements without content and without an end tag."""

BLOCKS = _names(
    "address applet article aside blockquote body caption center col colgroup dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html"
    " isindex label legend li listing main marquee menu nav ol optgroup option p plaintext pre search section"
    " summary table tbody td template tfoot th thead title tr ul xmp"
)
"""Elements at whose edges a text begins and ends."""

BOXES = _names("audio button canvas datalist math noscript object select svg textarea video")
"""Elements within a line that have texts of their own."""

FROZEN = _names("code kbd samp var")
"""Elements whose text is to stay as it is."""

PAIRS: Mapping[str, str] = {
    "a": "link",
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "cite": "emphasis",
    "dfn": "emphasis",
    "u": "underline",
    "ins": "underline",
    "s": "deleted",
    "del": "deleted",
    "strike": "deleted",
    "sup": "superscript",
    "sub": "subscript",
}
"""The kinds of the codes that inline elements are; those of others are `other`."""

MEANT: Mapping[str, str] = {
    "abbr": "an abbreviation",
    "acronym": "an abbreviation",
    "big": "large text",
    "mark": "highlighted text",
    "q": "a quotation",
    "small": "small print",
    "time": "a date or a time",
}
"""What a pair is that is none of the kinds, in words for a translator."""

SINGLES: Mapping[str, str] = {"br": "break", "img": "image", "input": "field", "embed": "image"}
"""The kinds of the codes that elements without content are."""

HEADINGS: Mapping[str, int] = {f"h{level}": level for level in range(1, 7)}
LISTS = _names("ul ol menu dir")
CELLS = _names("td th")

CLOSES_PARAGRAPH = _names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr li dd dt listing main menu nav ol p plaintext pre search section"
    " summary table ul xmp"
)
"""Elements whose start is the end of a paragraph that was not closed."""

SCOPES = _names("applet caption html table td th marquee object template foreignobject desc")
"""Elements whose content cannot close what was opened outside."""

SVG_TEXTS = _names("text title desc")
SVG_SPANS = _names("tspan textpath a tref")

ATTRIBUTES: Mapping[str, str] = {
    "alt": "alternative text of an image",
    "title": "tooltip",
    "placeholder": "placeholder of a field",
    "label": "label",
    "summary": "summary of a table",
    "abbr": "short form of a table heading",
    "aria-label": "label for screen readers",
    "aria-description": "description for screen readers",
    "aria-placeholder": "placeholder of a field",
    "aria-roledescription": "role for screen readers",
    "aria-valuetext": "value for screen readers",
}
"""Attributes that are read by people, and what they are."""

ONLY_OF: Mapping[str, frozenset[str]] = {
    "alt": _names("img area input applet"),
    "label": _names("option optgroup track menu menuitem"),
    "summary": _names("table"),
    "abbr": _names("th td"),
}
"""Attributes that are read by people on these elements only."""

DESCRIPTIONS: Mapping[str, str] = {
    "description": "description of the page",
    "keywords": "keywords of the page",
    "abstract": "description of the page",
    "title": "title of the page",
    "og:title": "title of the page",
    "og:description": "description of the page",
    "og:image:alt": "alternative text of an image",
    "og:site_name": "name of the site",
    "twitter:title": "title of the page",
    "twitter:description": "description of the page",
    "twitter:image:alt": "alternative text of an image",
    "dc.title": "title of the page",
    "dc.description": "description of the page",
    "application-name": "name of the site",
    "apple-mobile-web-app-title": "name of the site",
}
"""`name` or `property` of the `<meta>` elements whose `content` is read by people."""

BUTTONS = _names("submit button reset")
"""Types of an `<input>` whose value is its text."""
NOTES = _names("doc-footnote doc-endnote")
"""Values of `role` that make an element a note."""

SECTIONS = ("tbody", "thead", "tfoot")
ROWS = _names("table tr tbody thead tfoot")
"""Elements that an end tag closes even from within a cell."""
TABLE_PARTS = _names("caption col colgroup tbody thead tfoot tr td th")
FOREIGN = _names("svg math")
BREAKOUTS = _names(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing"
    " menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
"""HTML elements that end an SVG or a formula around them."""
PLACES: Mapping[str, str] = {
    "title": "title of the page",
    "option": "choice in a list",
    "optgroup": "label",
    "button": "button",
    "textarea": "text in a field",
}
"""What texts are that stand beside the running text."""
