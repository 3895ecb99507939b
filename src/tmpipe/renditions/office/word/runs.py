"""Runs as WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tmpipe.renditions.office.runs import SIGN, Run, marked
from tmpipe.renditions.office.tongues import Tongues
from tmpipe.renditions.office.word.styles import DRAFT
from tmpipe.renditions.office.xml import text

_STYLES = (
    (SIGN, "Language Sign"),
    ("is-draft", "Status Draft"),
    ("is-complete", "Status Final"),
    ("is-final", "Status Final"),
    ("is-original", "Strong"),
    ("code", "HTML Code"),
    ("draft", "Draft"),
)
"""The styles of runs: the first of these that fits, before it a link's, after it an untranslated one's."""


def run(one: Run, ids: Mapping[str, str], own: Tongues) -> str:
    """A run; `ids` has the styles' ids by their names."""
    properties = _properties(one, ids, own)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{_characters(marked(one))}</w:r>"


def raised(label: str, style: str, rtl: bool, content: str = "") -> str:
    """A superscript label, of a footnote's style."""
    shown = content + (f'<w:t xml:space="preserve">{text(label)}</w:t>' if label else "")
    turned = "<w:rtl/>" * rtl
    return f'<w:r><w:rPr><w:rStyle w:val="{text(style)}"/>{turned}</w:rPr>{shown}</w:r>'


def _properties(one: Run, ids: Mapping[str, str], own: Tongues) -> str:
    """In the order of the schema. Persian knows no italics; its emphasis is bold."""
    look = one.look
    fitting = [name for kind, name in _STYLES if kind in look]
    style = "Hyperlink" if one.href else next(iter(fitting), "Untranslated" if one.foreign else "")
    bold = "strong" in look or ("emphasis" in look and one.rtl)
    raised = next((kind for kind in ("superscript", "subscript") if kind in look), "")
    return "".join(
        (
            f'<w:rStyle w:val="{text(ids[style])}"/>' if style else "",
            "<w:b/><w:bCs/>" * bold,
            "<w:i/><w:iCs/>" * ("emphasis" in look and not one.rtl),
            "<w:strike/>" * ("deleted" in look),
            '<w:u w:val="single"/>' * ("underline" in look and "draft" not in look),
            DRAFT if "draft" in look and style != "Draft" else "",
            f'<w:vertAlign w:val="{raised}"/>' if raised else "",
            "<w:rtl/>" * one.rtl,
            f'<w:lang w:{"bidi" if one.rtl else "val"}="{text(own.source)}"/>' if one.foreign else "",
        )
    )


_SPECIAL = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def _characters(shown: str) -> str:
    pieces = re.split(r"([\n\t])", shown)
    return "".join(
        _SPECIAL.get(piece) or f'<w:t xml:space="preserve">{text(piece)}</w:t>' for piece in pieces if piece
    )
