"""The names of OpenDocument 1.3 that mean something to us. Its section numbers are those of part 3."""

from __future__ import annotations

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"

KNOWN = {
    f"{_OASIS}:office:1.0": "office",
    f"{_OASIS}:style:1.0": "style",
    f"{_OASIS}:text:1.0": "text",
    f"{_OASIS}:table:1.0": "table",
    f"{_OASIS}:drawing:1.0": "draw",
    f"{_OASIS}:xsl-fo-compatible:1.0": "fo",
    f"{_OASIS}:svg-compatible:1.0": "svg",
    f"{_OASIS}:meta:1.0": "meta",
    f"{_OASIS}:form:1.0": "form",
    f"{_OASIS}:dr3d:1.0": "dr3d",
    f"{_OASIS}:manifest:1.0": "manifest",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/1998/Math/MathML": "math",
    "http://openoffice.org/2009/office": "officeooo",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
}
"""The usual prefix of each namespace."""
URIS = {prefix: uri for uri, prefix in KNOWN.items()}

PARAGRAPHS = frozenset({"text:p", "text:h"})
SKIPPED = frozenset(
    {
        "text:tracked-changes",
        "office:automatic-styles",
        "office:styles",
        "office:font-face-decls",
        "office:scripts",
        "office:settings",
        "text:number",
        "text:note-citation",
        "text:index-entry-template",
    }
)
"""Elements whose text is none, or nobody's to translate: deleted text, what a program has computed."""
PROPERTIES = {
    "dc:title": "document property: title",
    "dc:subject": "document property: subject",
    "dc:description": "document property: description",
    "meta:keyword": "document property: keyword",
}
CAPTIONS = {
    "svg:title": "alternative text of an image",
    "svg:desc": "description of an image",
    "table:title": "title of a table",
    "table:desc": "description of a table",
}
BESIDE = {
    "style:header": "page header",
    "style:footer": "page footer",
    "text:table-of-content": "table of contents",
    "text:illustration-index": "table of contents",
    "text:table-index": "table of contents",
    "text:object-index": "table of contents",
    "text:alphabetical-index": "index",
    "text:user-index": "index",
}
"""What stands beside the running text."""

PAIRS = frozenset({"text:span", "text:a", "text:ruby", "text:ruby-base", "text:meta", "text:meta-field"})
PAIRS |= {"loext:content-control"}
"""Elements of a paragraph whose text is the paragraph's (6.1)."""
MARKS = frozenset(
    {
        "text:soft-page-break",
        "text:change",
        "text:change-start",
        "text:change-end",
        "text:bookmark",
        "text:reference-mark",
        "text:toc-mark",
        "text:user-index-mark",
        "text:alphabetical-index-mark",
        "text:ruby-text",
        "office:annotation-end",
        "text:number",
        "text:script",
        "text:hidden-paragraph",
    }
)
"""What stands in a paragraph and shows nothing at its place."""
RANGES = {
    "text:bookmark-start": "text:name",
    "text:bookmark-end": "text:name",
    "text:reference-mark-start": "text:name",
    "text:reference-mark-end": "text:name",
    "text:toc-mark-start": "",
    "text:toc-mark-end": "",
    "text:user-index-mark-start": "",
    "text:user-index-mark-end": "",
    "text:alphabetical-index-mark-start": "",
    "text:alphabetical-index-mark-end": "",
}
"""Marks that enclose words, and the attribute that others know them by; "": an index has those words."""
