"""How far a project is, as one small picture: an SVG that fetches nothing and says the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tmpipe.model import Credit, Standings
from tmpipe.reports.figures import Line, shown
from tmpipe.text.languages.names import names

_COLOURS = {
    "final": "#166534",
    "complete": "#15803d",
    "draft": "#a16207",
    "partial": "#9a3412",
    "empty": "#4b5563",
}
"""White text on each of these, and on the label's grey, has a contrast of 4.5 and more."""
_LABEL = "#1f2937"
_HEIGHT = 22
_PAD = 8
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[]· "), frozenset("mwMWGOQ%@—")

_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" \
role="img" aria-labelledby="t">
<title id="t">{title}</title>
<clipPath id="r"><rect width="{width}" height="{height}" rx="5"/></clipPath>
<g clip-path="url(#r)">
<rect width="{left}" height="{height}" fill="{label_colour}"/>
<rect x="{left}" width="{right}" height="{height}" fill="{colour}"/>
<rect x="{left}" y="{bar_y}" width="{bar}" height="3" fill="#fff" fill-opacity=".75"/>
</g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,Noto Sans,sans-serif" font-size="11" text-anchor="middle">
<text x="{label_x}" y="15" textLength="{label_length}" lengthAdjust="spacingAndGlyphs">{label}</text>
<text x="{value_x}" y="15" textLength="{value_length}" lengthAdjust="spacingAndGlyphs">{value}</text>
</g>
</svg>
"""


def write(rows: Sequence[Standings], credit: Credit | None = None) -> str:  # noqa: ARG001 - as every form
    """The badge of all rows: of one language it has the name, of one document the title says which."""
    line = Line(tuple(rows))
    locales, documents = {row.locale for row in rows}, {row.document for row in rows}
    label = _language(*locales) if len(locales) == 1 else "translations"
    value = line.state if line.state in ("final", "complete", "empty") else f"{line.state} · {line.percent} %"
    of = shown(*documents) if len(documents) == 1 else f"{len(documents)} documents"
    title = f"{label}, {of}: {line.state}, {line.percent} % finished"
    return _drawn(label, value, title, _COLOURS[line.state], line.percent)


def _language(locale: str) -> str:
    found = names(locale)
    return f"{found[0]} ({locale})" if found else locale


def _drawn(label: str, value: str, title: str, colour: str, percent: int) -> str:
    label_length, value_length = _length(label), _length(value)
    left, right = label_length + 2 * _PAD, value_length + 2 * _PAD
    return _SVG.format(
        title=escape(title),
        width=left + right,
        height=_HEIGHT,
        left=left,
        right=right,
        colour=colour,
        label_colour=_LABEL,
        bar_y=_HEIGHT - 3,
        bar=right * percent // 100,
        label=escape(label),
        value=escape(value),
        label_x=left / 2,
        value_x=left + right / 2,
        label_length=label_length,
        value_length=value_length,
    )


def _length(text: str) -> int:
    """About how many pixels the text takes at 11 pixels; the picture makes it take exactly so many."""
    return round(sum(4.2 if sign in _NARROW else 9.5 if sign in _WIDE else 6.8 for sign in text))
