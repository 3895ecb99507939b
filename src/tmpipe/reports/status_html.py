"""How far a project is, as a page that stands alone; its tables can be taken out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from tmpipe.model import Credit, Locale, SignOff, Standings
from tmpipe.reports import figures
from tmpipe.reports.figures import Column, Line
from tmpipe.text.languages import language
from tmpipe.text.languages.names import names

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Translation status</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem; color: CanvasText; background: Canvas }}
div {{ overflow-x: auto }}
table {{ border-collapse: collapse; margin-block: 1rem }}
caption {{ text-align: start; font-weight: bold; padding-block: .5rem }}
th, td {{ padding: .3rem .5rem; border-bottom: 1px solid GrayText; text-align: start; white-space: nowrap }}
th {{ font-weight: 600 }}
.n {{ text-align: end; font-variant-numeric: tabular-nums }}
tfoot {{ font-weight: 600 }}
svg {{ vertical-align: middle }}
</style>
</head>
<body>
{body}</body>
</html>
"""
_COLOURS = ("#15803d", "#d97706", "#9ca3af")
_KINDS = ("finished", "suggested", "not translated")
_WIDTH = 120


def write(rows: Sequence[Standings], credit: Credit | None = None) -> str:
    """The page: a table with bars, what is void, who finished what. Nothing is fetched from elsewhere."""
    lines = figures.lines(rows)
    counts = (*figures.COUNTS, *figures.present(figures.DETAILS, lines), *figures.FINDINGS)
    signed = any(row.sign_offs for row in rows)
    head = ["document", "language", "progress", *(name for name, _ in counts), "state"]
    head += ["signed off"] * signed
    body = [_row(line, counts, signed) for line in lines]
    foot = [_row(line, counts, signed) for line in figures.totals(rows)]
    caption = "How far each document is in each language, in sentences"
    parts = [_table(caption, head, body, foot, numbers={name for name, _ in counts})]
    parts += [_legend(), _voids(rows)]
    parts += [] if credit is None else [_translators(credit)]
    return _PAGE.format(body="".join(parts))


def _row(line: Line, counts: Sequence[Column], signed: bool) -> str:
    cells = [
        f'<th scope="row"><bdi>{escape(line.document)}</bdi></th>',
        f"<td>{_language(line.locale)}</td>",
        f"<td>{bar(line)} {line.percent} %</td>",
        *(f'<td class="n">{count(line)}</td>' for _, count in counts),
        f"<td>{line.state}</td>",
        *[f"<td>{_signers(line)}</td>"] * signed,
    ]
    return f"<tr>{''.join(cells)}</tr>\n"


def bar(line: Line) -> str:
    """An image of the shares, with its text for those who do not see it."""
    at = 0
    pieces = []
    for colour, part in zip(_COLOURS, line.parts(_WIDTH), strict=True):
        if part:
            pieces.append(f'<rect x="{at}" width="{part}" height="12" fill="{colour}"/>')
        at += part
    counts = (line.segments(*group) for group in (figures.FINISHED, figures.SUGGESTED, figures.UNTRANSLATED))
    told = ", ".join(f"{count} {kind}" for count, kind in zip(counts, _KINDS, strict=True))
    size = f'width="{_WIDTH}" height="12" viewBox="0 0 {_WIDTH} 12"'
    return f'<svg role="img" aria-label="{told}" {size}><title>{told}</title>{"".join(pieces)}</svg>'


def _language(locale: Locale) -> str:
    """The language's own name as that language's text, then the English one and the tag."""
    found = names(locale)
    if not locale or not found:
        return escape(locale or "all")
    own, english = found
    itself = f'<bdi lang="{escape(locale)}" dir="{language(locale).direction}">{own}</bdi>'
    return f"{itself} ({escape(locale)})" if own == english else f"{itself} · {english} ({escape(locale)})"


def _signers(line: Line) -> str:
    return ", ".join(map(_signer, line.sign_offs))


def _signer(one: SignOff) -> str:
    name = f"<bdi>{escape(figures.shown(one.by))}</bdi>"
    day = f' <time datetime="{one.date}">{one.date}</time>' if one.date else ""
    return f"void: {name}{day}" if one.void else f"{name}{day}"


def _legend() -> str:
    square = (
        '<svg aria-hidden="true" width="12" height="12"><rect width="12" height="12" fill="{}"/></svg> {}'
    )
    shares = map(square.format, _COLOURS, _KINDS)
    return f"<p>{' &nbsp; '.join(shares)}; by words of the source</p>\n"


def _voids(rows: Sequence[Standings]) -> str:
    items = "".join(f'<li dir="auto">{escape(one)}</li>\n' for one in figures.voids(rows))
    return f"<ul>\n{items}</ul>\n" if items else ""


def _translators(credit: Credit) -> str:
    if not credit.shares:
        return f"<p>{figures.NOBODY_YET}</p>\n"
    body = [
        f'<tr><th scope="row"><bdi>{escape(figures.shown(one.name)) or "(not known)"}</bdi></th>'
        f"<td>{_language(one.locale)}</td>"
        f'<td class="n">{one.segments}</td><td class="n">{one.words}</td></tr>\n'
        for one in credit.shares
    ]
    head = ["translator", "language", "segments", "words"]
    return _table("Who finished what", head, body, [], numbers={"segments", "words"})


def _table(
    caption: str, head: Iterable[str], body: Sequence[str], foot: Sequence[str], *, numbers: set[str]
) -> str:
    kinds = ((name, ' class="n"' if name in numbers else "") for name in head)
    first = "".join(f'<th scope="col"{kind}>{name}</th>' for name, kind in kinds)
    end = f"<tfoot>\n{''.join(foot)}</tfoot>\n" if foot else ""
    region = f'<div role="region" aria-label="{caption}" tabindex="0">'
    top = f"<caption>{caption}</caption>\n<thead>\n<tr>{first}</tr>\n</thead>"
    return f"{region}\n<table>\n{top}\n<tbody>\n{''.join(body)}</tbody>\n{end}</table>\n</div>\n"
