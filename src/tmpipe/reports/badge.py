"""How far a project is, as one small picture: an SVG that fetches nothing and says the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tmpipe.catalogs.wrap import columns
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
_PAD = 8
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[]· "), frozenset("mwMWGOQ%@—")

_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="22" viewBox="0 0 {width} 22" \
role="img" aria-label="{title}">
<title>{title}</title>
<path d="M{left} 0H5Q0 0 0 5V17Q0 22 5 22H{left}Z" fill="{label_colour}"/>
<path d="M{left} 0H{end}Q{width} 0 {width} 5V17Q{width} 22 {end} 22H{left}Z" fill="{colour}"/>
<path d="M{left} 20.5h{bar}" stroke="#fff" stroke-opacity=".75" stroke-width="3"/>
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
    under_way = line.state in ("draft", "partial")
    value = f"{line.state} · {line.percent} %" if under_way else line.state
    of = shown(*documents) if len(documents) == 1 else f"{len(documents)} documents"
    title = f"{label}, {of}: {line.state}, {line.percent} % finished"
    return _drawn(label, value, title, _COLOURS[line.state], line.percent * under_way)


def _language(locale: str) -> str:
    found = names(locale)
    return f"{found[0]} ({locale})" if found else locale


def _drawn(label: str, value: str, title: str, colour: str, percent: int) -> str:
    label_length, value_length = _length(label), _length(value)
    left, right = label_length + 2 * _PAD, value_length + 2 * _PAD
    return _SVG.format(
        title=escape(title),
        width=left + right,
        left=left,
        end=left + right - 5,
        colour=colour,
        label_colour=_LABEL,
        bar=(right - 5) * percent // 100,
        label=escape(label),
        value=escape(value),
        label_x=left / 2,
        value_x=left + right / 2,
        label_length=label_length,
        value_length=value_length,
    )


def _length(text: str) -> int:
    """About how many pixels the text takes at 11 pixels; the picture makes it take exactly so many."""
    return round(sum(map(_width, text)))


def _width(sign: str) -> float:
    if sign in _NARROW or sign in _WIDE:
        return 4.2 if sign in _NARROW else 9.5
    return (0, 6.8, 11)[columns(sign)]
