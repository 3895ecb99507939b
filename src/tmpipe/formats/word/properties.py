"""Properties of runs, paragraphs, tables and sections: raw elements, their children in the schema's order.

The orders are those of ECMA-376, part 1, clauses 17.3.2 (runs), 17.3.1 (paragraphs), 17.4.59 (tables) and
17.6.17 (sections).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from tmpipe.formats.package import xml

_ORDERS: Mapping[str, Mapping[str, int]] = {
    name: {child: number for number, child in enumerate(listed.split())}
    for name, listed in {
        "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
        " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect"
        " bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
        "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr"
        " shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN"
        " bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc"
        " textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
        "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
        " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
        " tblPrChange",
        "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders"
        " lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid"
        " printerSettings sectPrChange",
    }.items()
}
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[^\s/>!?]+)[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*>"
    r"|<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>",
    re.DOTALL,
)
_VALUE = re.compile(r"[\s:]val\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def tag(raw: str) -> str:
    """An element's start tag."""
    found = _TAG.match(raw)
    return found[0] if found else ""


def value(raw: str, name: str = "val") -> str | None:
    """An attribute of an element's start tag, whatever its prefix."""
    pattern = _VALUE if name == "val" else _attribute(name)
    found = pattern.search(tag(raw))
    if not found:
        return None
    return xml.unescaped(found[1] if found[1] is not None else found[2])


@lru_cache(maxsize=64)
def _attribute(name: str) -> re.Pattern[str]:
    return re.compile(rf"[\s:]{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


@lru_cache(maxsize=4096)
def children(raw: str) -> tuple[tuple[str, str], ...]:
    """The elements in an element, each with its name: without the prefix, where that is its parent's."""
    out: list[tuple[str, str]] = []
    depth = start = 0
    name = prefix = ""
    for found in _TAG.finditer(raw):
        if not found["name"]:
            continue
        if not found["end"]:
            if not depth:
                prefix = found["name"].rpartition(":")[0] + ":"
            elif depth == 1:
                start, name = found.start(), found["name"].removeprefix(prefix)
            depth += 1
        if found["end"] or found[0][-2] == "/":
            depth -= 1
            if depth == 1:
                out.append((name, raw[start : found.end()]))
    return tuple(out)


def child(raw: str, name: str) -> str:
    """The first child of this name; empty: there is none."""
    return next((one for called, one in children(raw) if called == name), "")


@lru_cache(maxsize=4096)
def edited(raw: str, changes: tuple[tuple[str, str], ...]) -> str:
    """The properties with these children instead of those of the same names, at their places in the schema.

    A change is a name and the new element, empty where there is to be none.
    """
    opening = tag(raw)
    qualified = opening[1:].rstrip("/>").split()[0]
    order = _ORDERS[qualified.rpartition(":")[2]]
    gone = {name for name, _ in changes}
    kept = [(order.get(name, len(order)), one) for name, one in children(raw) if name not in gone]
    new = [(order[name], one) for name, one in changes if one]
    content = "".join(one for _, one in sorted([*kept, *new], key=lambda placed: placed[0]))
    start = opening[:-2].rstrip() + ">" if opening.endswith("/>") else opening
    return f"{start}{content}</{qualified}>"
