"""What our pages say themselves, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tmpipe.catalogs import po
from tmpipe.interface import catalog_name
from tmpipe.interface.wording import worded
from tmpipe.model import Locale
from tmpipe.parts import NO_TEMPLATES

BETWEEN = " · "
"""Between two names, and two counts on one line."""
_ISOLATE, _END = "\u2068", "\u2069"
_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""A letter of the scripts that are written from the right."""


class Readiness(StrEnum):
    """What a reader may take a text for."""

    ORIGINAL = "original"
    DRAFT = "draft"
    COMPLETE = "complete"
    """All is finished."""
    FINAL = "final"
    """All is finished, and somebody has signed it off as it is."""


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language. Below each stands what its translators should know."""

    tag: str = "en"
    draft: str = "This is a draft"
    """Above a text of which not all is finished, and on each page of it when it is printed."""
    draft_note: str = (
        "Translators have not finished every sentence yet. "
        "Please do not publish this text or quote it as final."
    )
    """Follows “This is a draft.”"""
    complete: str = "Complete translation"
    """Above a text of which all sentences are finished, and which nobody has signed off as it is."""
    complete_note: str = (
        "Translators have finished every sentence. Nobody has signed this translation off yet."
    )
    """Follows “Complete translation.” To sign a text off is to answer for it, as a whole and by name."""
    final: str = "Final translation"
    """Above a text of which all is finished, and which somebody has signed off."""
    final_note: str = "Translators have finished every sentence."
    """Follows “Final translation.”; after it stands who has signed the text off."""
    signed: str = "Signed off by: {names}"
    """Who answers for the text as it is. {names}: one or more, of any language, with a · between two."""
    original: str = "Original text"
    """Above a text in the language that it was written in."""
    original_note: str = "The translations are made from this text."
    """Follows “Original text.”"""
    finished_count: str = "Finished sentences: {n}"
    """{n} is a number, 0 and 1 among them."""
    draft_count: str = "Draft sentences: {n}"
    """{n} is a number."""
    source_count: str = "Sentences not translated: {n}"
    """{n} is a number."""
    draft_means: str = "suggested, and not yet finished by a translator; with a dotted underline"
    """Follows “Draft sentences: 3 – ” and says of these what they are and how they look."""
    source_means: str = "left in the original language; marked {sign}"
    """Follows “Sentences not translated: 3 – ”. {sign}: the short name of a language, such as EN, that stands
    before each of them."""
    marked: str = "marked {sign}"
    """In brackets after “Draft sentences: 3”. {sign}: what stands before each of them."""
    sentences: str = "Sentences"
    """Read aloud before the three counts of sentences."""
    signatories: str = "Signatories"
    """Heading above the names of those who have signed the document, organisations mostly."""
    notes: str = "Notes"
    """Heading above the footnotes, at the end of the text."""
    note: str = "Note {n}"
    """Read aloud for the mark of a footnote. {n}: its number."""
    back: str = "Back to the text"
    """Read aloud for the arrow that leads from a footnote to its mark."""
    table: str = "Table"
    """Read aloud before a table."""
    image: str = "image: {text}"
    """In the place of a picture. {text}: what it is said to show."""
    source_file: str = "Source: {file}"
    """At the end of a text. {file}: the name of the file that it was made from."""
    made_with: str = "Made with tmpipe"
    """At the end of a text; tmpipe is the name of a program."""
    digits: str = "0123456789"
    """The digits of your language from zero to nine, without blanks: those in the numbers of pages and notes.
    Mostly the same ten; Persian has ۰۱۲۳۴۵۶۷۸۹."""

    def number(self, value: int | str) -> str:
        """A number, or a label with numbers in it, in the language's own digits."""
        return str(value).translate(str.maketrans("0123456789", self.digits))

    def signers(self, names: Sequence[str], *, rtl: bool) -> str:
        """`Signed off by: A · B`; a name that could turn the text about is isolated. Empty without names."""
        shown = (f"{_ISOLATE}{name}{_END}" if rtl or _LEFTWARDS.search(name) else name for name in names)
        return self.signed.format(names=BETWEEN.join(shown)) if names else ""

    def statement(self, readiness: Readiness) -> tuple[str, str]:
        """What there is to say of a text of this readiness: in a few words, and in a sentence."""
        return {
            "original": (self.original, self.original_note),
            "draft": (self.draft, self.draft_note),
            "complete": (self.complete, self.complete_note),
            "final": (self.final, self.final_note),
        }[readiness]


def words(locale: Locale, templates: Mapping[str, bytes] = NO_TEMPLATES) -> Words:
    """The words of the locale's language; English ones where we have none.

    Among the templates may be a catalog of the project's own, `tmpipe.<locale>.po`.
    """
    return _words(locale, templates.get(catalog_name(locale)))


@lru_cache(64)
def _words(locale: Locale, own: bytes | None) -> Words:
    catalog = None if own is None else po.read(own, catalog_name(locale), locale)
    return worded(Words, locale, catalog)
