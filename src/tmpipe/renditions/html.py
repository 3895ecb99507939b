"""One page that needs nothing but itself: no request, no script, and it prints well."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import PurePath

from tmpipe.errors import ConfigurationError
from tmpipe.model import Document, Locale
from tmpipe.parts import NO_TEMPLATES
from tmpipe.renditions.flow import Flow
from tmpipe.renditions.markup import readable
from tmpipe.renditions.reading import Reading, Tally, reading
from tmpipe.renditions.templates import data_url, logo, text
from tmpipe.renditions.words import BETWEEN, Readiness, Words, words
from tmpipe.text.languages import language

suffix = ".html"


def render(document: Document, templates: Mapping[str, bytes] = NO_TEMPLATES) -> bytes:
    """The document as a page, in UTF-8."""
    own = words(document.locale, templates)
    page = reading(document, own=own)
    direction = language(document.locale).direction
    lines = (
        f'<!DOCTYPE html>\n<html lang="{escape(document.locale)}" dir="{direction}">',
        *_head(page, own, templates),
        "<body>",
        *_logo(templates),
        *_status(page, own, _tongue(own, document.locale)),
        *_main(page, own, document.locale),
        *_colophon(document, own),
        "</body>\n</html>\n",
    )
    return readable("\n".join(lines)).encode()


def _head(page: Reading, own: Words, templates: Mapping[str, bytes]) -> Iterator[str]:
    draft = page.readiness is Readiness.DRAFT
    style = _style(templates) + _pages(own, draft)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="generator" content="tmpipe">'
    yield f"<title>{escape(page.title)}{f' – {escape(own.draft)}' if draft else ''}</title>"
    yield '<link rel="icon" href="data:,">'
    yield f"<style>{style}</style>"
    yield "</head>"


def _style(templates: Mapping[str, bytes]) -> str:
    """The style sheet: the project's or ours, then what the project says after it."""
    return f"\n{_sheet(templates, 'page.css', _ours())}{_sheet(templates, 'after.css', '')}"


def _sheet(templates: Mapping[str, bytes], name: str, otherwise: str) -> str:
    sheet = text(templates, name)
    if sheet is None:
        return otherwise
    if end := re.search("</style", sheet, re.IGNORECASE):
        line = sheet.count("\n", 0, end.start()) + 1
        raise ConfigurationError("holds </style, which would end the style sheet; take it out", name, line)
    return f"{sheet}\n"


@cache
def _ours() -> str:
    return files(__package__).joinpath("page.css").read_text("utf-8")


def _pages(own: Words, draft: bool) -> str:
    """Printed pages are numbered, and each page of a draft says that it is one."""
    numbering = "persian" if own.digits[1] == "۱" else "decimal"
    margins = f"@bottom-center {{ content: counter(page, {numbering}); font: 9pt sans-serif; }}"
    if draft:
        margins += f' @top-center {{ content: "{_quoted(own.draft)}"; font: 9pt sans-serif; }}'
    return f"@page {{ {margins} }}\n"


def _quoted(text: str) -> str:
    """A text as it can stand between the quotation marks of a style sheet."""
    return re.sub(r'["\\<\x00-\x1f]', lambda found: f"\\{ord(found[0]):x} ", text)


def _logo(templates: Mapping[str, bytes]) -> Iterator[str]:
    if name := logo(templates):
        yield f'<img class="logo" alt="" src="{data_url(templates, name)}">'


def _tongue(own: Words, locale: Locale) -> str:
    """The attributes of an element with our words, where we lack the page's language."""
    said = language(own.tag)
    return "" if said.tag == language(locale).tag else f' lang="{escape(own.tag)}" dir="{said.direction}"'


def _status(page: Reading, own: Words, tongue: str) -> Iterator[str]:
    """What is final and what is not, at the top."""
    statement, sentence = map(escape, own.statement(page.readiness))
    yield f'<header class="status is-{page.readiness}"{tongue}>'
    yield f"<p><strong>{statement}.</strong> {sentence}</p>"
    if page.signed_by:
        names = BETWEEN.join(f"<bdi>{escape(name)}</bdi>" for name in page.signed_by)
        yield f'<p class="signed">{escape(own.signed).format(names=names)}</p>'
    if page.readiness is Readiness.DRAFT and page.tally.total:
        yield from tallied(page.tally, page.source_locale, own)
    yield "</header>"


def tallied(tally: Tally, source: Locale, own: Words) -> Iterator[str]:
    """How much is finished, as a bar and as a list that says what the marks in the text mean."""
    yield _bar(tally)
    yield from _counts(tally, source, own)


def _bar(tally: Tally) -> str:
    parts = (("final", tally.final), ("draft", tally.draft), ("untranslated", tally.source))
    rects: list[str] = []
    at = 0
    for name, count in parts:
        rects.append(f'<rect class="{name}" x="{at}" width="{count}" height="1"/>')
        at += count
    box = f'viewBox="0 0 {tally.total} 1" preserveAspectRatio="none" aria-hidden="true"'
    return f'<svg class="bar" {box}>{"".join(rects)}</svg>'


def _counts(tally: Tally, source: Locale, own: Words) -> Iterator[str]:
    sign = f'<bdi class="sign">{escape(source)}</bdi>'
    counts = (
        ("final", own.finished_count, tally.final, ""),
        ("in-draft", own.draft_count, tally.draft, own.draft_means),
        ("untranslated", own.source_count, tally.source, own.source_means),
    )
    yield f'<ul class="tally" role="list" aria-label="{escape(own.sentences)}">'
    for name, template, count, means in counts:
        if count or name == "final":
            told = f"<b>{escape(template.format(n=own.number(count)))}</b>"
            told += f" – {escape(means).format(sign=sign)}" if means else ""
            yield f'<li class="{name}">{told}</li>'
    yield "</ul>"


def _main(page: Reading, own: Words, locale: Locale) -> Iterator[str]:
    flow = Flow(page, own, locale)
    yield "<main>"
    if page.heading is None:
        yield f"<h1>{escape(page.title)}</h1>"
    yield from flow.body()
    yield from flow.notes()
    yield "</main>"


def _colophon(document: Document, own: Words) -> Iterator[str]:
    name = f"<bdi>{escape(PurePath(document.path).name)}</bdi>"
    yield f"<footer{_tongue(own, document.locale)}>"
    yield f"<p>{escape(own.source_file).format(file=name)}</p>"
    yield f"<p>{escape(own.made_with)}</p>"
    yield "</footer>"
