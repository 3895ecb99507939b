"""What the shape of a text tells: whether it ends as a sentence does, whether it may be a heading."""

from __future__ import annotations

import re

from tmpipe.model import Role
from tmpipe.text.repair.drafts import Draft

_TEXTUAL = frozenset({Role.PARAGRAPH, Role.HEADING, Role.LIST_ITEM, Role.QUOTE, Role.TABLE_CELL})
_NOTED = r"(?: ?(?:\[\^?\d{1,3}\]|\(\d{1,3}\)|[¹²³⁰⁴-⁹]{1,3})|(?<=[^\W\d][.!?…;:,]|[.!?…,][”\"’»)])\d{1,3})"
"""A footnote's mark after a stop; a plain digit only where no number can end."""
ENDS = re.compile(rf"[.!?…:;,؟۔؛،。][\"”’»“')\]*_]*(?:{_NOTED})*\Z")
"""The end of a sentence or of a lead-in."""
SENTENCES = re.compile(r"[^\W\d_A-Z]{3}[.!?][”\"’»)]?(?:\[\d{1,3}\]|\d{1,2}|[¹²³⁰⁴-⁹]+)? [^\W\d_]")
"""The seam between two sentences."""
DATE = re.compile(
    r"(?:[^\W\d][^\d,.]{1,30},\s)?(?:le\s|il\s|den\s)?"
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|"
    r"måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag),?\s+)?"
    r"(?:[^\W\d]+\s+\d{1,2}|\d{1,2}\.?\s+[^\W\d]+),?\s+\d{4}\Z",
    re.IGNORECASE,
)
"""A date and nothing else, the place before it set aside."""
_CONTACT = re.compile(r"https?://|www\.|@")
_FIELD = re.compile(
    r"(?:from|to|b?cc|date|sent|subject|re|reply-to|de|à|objet|da|oggetto|data|från|till|ämne|datum|tel|phone|"
    r"téléphone|telefono|telefon|mobile|fax|e-?mail|contacts?|q|a)\s?:",
    re.IGNORECASE,
)
"""A line of a letter's or an e-mail's head, a turn of an interview."""
_CLOSING = re.compile(
    r"(?:(?:best|kind|warm)(?: regards| wishes)?|regards|sincerely|yours(?: \w+)?|(?:many )?thanks|thank you|"
    r"dear|cordialement|bien à vous|cordiali saluti|cordialmente|"
    r"(?:med )?vänlig[at]* hälsning(?:ar)?|hälsningar|با احترام)"
    r"(?:[,،]|\Z)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\)\s|[A-HJ-UW-Z]\.\s")
_LEADERS = re.compile(r"\.{4}|(?:\. ){3}|…{2}|\b_{3}")
_FIGURE = re.compile(r"[-+(]?\d[\d.,\u202f]*[%)]?\Z")


def is_text(one: Draft) -> bool:
    """Whether it is something to read, rather than an address, code or furniture."""
    return one.role in _TEXTUAL


def capital(token: str) -> bool:
    """Whether a word begins with a capital, opening marks and the elided article left out."""
    return token.lstrip("(“\"'‘").removeprefix("d'").removeprefix("l'")[:1].isupper()


def heading_like(text: str) -> bool:
    """Whether the text may be a heading by its shape: short, no sentence, no item, no row of a table."""
    words = text.split()
    if len(text) > 140 or len(words) > 22 or text[0].islower() or _CONTACT.search(text):
        return False
    if SENTENCES.search(text) or DATE.match(text) or _other(text, words):
        return False
    if text.endswith(":") and len(words) <= 5 and words[0].istitle():
        return sum(map(capital, words)) * 2 > len(words)
    if text.endswith(("?", "!", "؟")):
        return len(words) <= 14
    return not ENDS.search(text) and any(map(str.isalpha, text))


def _other(text: str, words: list[str]) -> bool:
    """Whether it is a quotation, a remark in brackets, an item of a list, a row of figures or contents."""
    if text.startswith(("“", '"', "«", "‘", "[", "(", "!", ">", "|")) or text.endswith(("—", "–", "-")):
        return True
    if _FIELD.match(text) or _CLOSING.match(text) or _ITEM.match(text) or _LEADERS.search(text):
        return True
    figures = sum(_FIGURE.match(word) is not None for word in words)
    return figures >= 2 and figures * 2 >= len(words)
