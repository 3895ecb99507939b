"""What a document says of itself: at its top, what is final and what is not; in its properties, the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from tmpipe.model import Document
from tmpipe.renditions.office.runs import SIGN, Run, right_to_left
from tmpipe.renditions.reading import Reading
from tmpipe.renditions.words import BETWEEN, Readiness, Words
from tmpipe.text.languages import language


def status(page: Reading, own: Words) -> Iterator[tuple[Run, ...]]:
    """Paragraphs in the language of the words; a look is `is-` and the text's readiness, too."""
    rtl = language(own.tag).direction == "rtl"
    statement, sentence = own.statement(page.readiness)
    yield Run(f"{statement}.", frozenset({f"is-{page.readiness}"}), rtl=rtl), Run(f" {sentence}", rtl=rtl)
    if page.signed_by:
        yield tuple(_signed(page.signed_by, own, rtl))
    if page.readiness is not Readiness.DRAFT or not page.tally.total:
        return
    sign = Run(page.source_locale.upper(), frozenset({SIGN}), opens=rtl, closes=rtl)
    counts = (
        (own.finished_count, page.tally.final, "", {"strong"}),
        (own.draft_count, page.tally.draft, own.draft_means, {"strong", "draft"}),
        (own.source_count, page.tally.source, own.source_means, {"strong"}),
    )
    for template, count, means, look in counts:
        if count or template == own.finished_count:
            before, marked, after = means.partition("{sign}")
            yield (
                Run(template.format(n=own.number(count)), frozenset(look), rtl=rtl),
                Run(f" – {before}" if means else "", rtl=rtl),
                *((sign,) if marked else ()),
                Run(after, rtl=rtl),
            )


def _signed(names: Sequence[str], own: Words, rtl: bool) -> Iterator[Run]:
    """Who answers for the text, each name in its own direction; two that are turned do not become one."""
    before, _, after = own.signed.partition("{names}")
    against = any(right_to_left(name) != rtl for name in names)
    between = BETWEEN.rstrip() + ("\u200f " if rtl else "\u200e ") if against else BETWEEN
    yield Run(before, rtl=rtl)
    for number, name in enumerate(names):
        turned = right_to_left(name)
        yield Run(between if number else "", rtl=rtl)
        yield Run(name, rtl=turned, opens=turned != rtl, closes=turned != rtl)
    yield Run(after, rtl=rtl)


def described(document: Document, page: Reading, own: Words) -> str:
    """The document's state and source, in a sentence or two: for its properties."""
    statement, sentence = own.statement(page.readiness)
    signed = own.signers(page.signed_by, rtl=language(own.tag).direction == "rtl")
    sentence += f" {signed}." if signed else ""
    return f"{statement}. {sentence} {own.source_file.format(file=PurePath(document.path).name)}"
