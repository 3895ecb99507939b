"""What of a text is sent to a model, and in which pieces: `pack` <-> `joined`.

Long texts are sent sentence by sentence, and sentences that do not fit in parts; headings in capitals as
sentences. Numbers, addresses and lists of names are not sent.
Law: a parcel joined of its own pieces is the text, but for the capitals of a heading that had some small
letters.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from tmpipe.engines.care.capitals import as_sentence, in_capitals, shouted
from tmpipe.engines.care.cutting import cut
from tmpipe.engines.care.people import named
from tmpipe.model import Locale
from tmpipe.parts import Link
from tmpipe.text.addresses import addresses
from tmpipe.text.languages import language
from tmpipe.text.scripts import script_of
from tmpipe.text.sentences import sentences

SHORT = 80
"""Characters of a text of several sentences that is sent whole; of longer ones models drop sentences."""
_STOPS = ".!?…؟۔。！？"
_ADDED = ".۔。"
_MARKS = ",;:،؛"
_HERE = {"fa": {",": "،", ";": "؛"}, "ar": {",": "،", ";": "؛"}, "ur": {",": "،", ";": "؛"}}
"""The marks of other scripts."""
_HIGH = {"de", "lb"}
"""Languages in which a capital may be any noun's."""
_CLOSING = "\"'”’»)]}*_"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text, and what is sent for it; None: it stays as it is."""

    start: int
    end: int
    sent: str | None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A text on its way to a model and back."""

    text: str
    locale: Locale
    parts: tuple[Part, ...] = ()
    capitals: bool = False
    """Whether the translation is to be in capitals."""
    reason: str = ""
    """Why nothing can be sent, and there is no translation: `names` in another script."""

    @property
    def pieces(self) -> tuple[str, ...]:
        """What is sent, in order."""
        return tuple(part.sent for part in self.parts if part.sent is not None)

    @property
    def kept(self) -> str | None:
        """The translation of a text of which nothing is to be sent: itself."""
        return None if self.reason or self.pieces else self.text

    def joined(self, targets: Sequence[str], links: Sequence[Sequence[Link]]) -> tuple[str, tuple[Link, ...]]:
        """The translation of the text out of those of its pieces, and the links of all, in its places.

        What stands between pieces is the source's. A piece that ends within a sentence ends as it does in
        the source, and the one after it has a capital only if it has one there.
        """
        left = iter(zip(targets, links, strict=True))
        out: list[str] = []
        all_links: list[Link] = []
        length = at = 0
        for number, part in enumerate(self.parts):
            gap, own = self.text[at : part.start], self.text[part.start : part.end]
            target, theirs = next(left) if part.sent is not None else (own, ())
            lead = len(target) - len(target.lstrip())
            words = self._fitted(target.strip(), number)
            length += len(gap)
            for link in theirs:
                start, end = max(link.start - lead, 0), min(link.end - lead, len(words))
                if start < end:
                    all_links.append(Link(start + length, end + length, *(n + part.start for n in link[2:])))
            out += gap, words
            length += len(words)
            at = part.end
        return "".join(out) + self.text[at:], tuple(all_links)

    def _fitted(self, target: str, number: int) -> str:
        """A piece's translation as it stands among the others."""
        part = self.parts[number]
        own = self.text[part.start : part.end]
        if part.sent is not None and number and not _stopped(self.text[: part.start]):
            target = _continued(own, target, self.locale)
        if part.sent is not None and number + 1 < len(self.parts) and not _stopped(own):
            target = _unfinished(own, target, self.locale)
        return in_capitals(target, self.locale) if self.capitals else target


def pack(
    text: str,
    source_locale: Locale,
    locale: Locale,
    *,
    window: Callable[[str], bool],
    names: Collection[str] = (),
) -> Parcel:
    """The literal text as it is sent; `window` says whether a text fits the model.

    `names` are words that have a capital in any text: of a heading in capitals, they keep it.
    """
    if not _wordy(text):
        return Parcel(text, locale)
    if named(text) and (script := script_of(locale)):
        return Parcel(text, locale, reason="" if script == "Latin" else "names")
    capitals = shouted(text, source_locale)
    sent = as_sentence(text, source_locale, names) if capitals else text
    spans = sentences(text, source_locale)
    if len(text) <= SHORT or len(spans) == 1:
        spans = [(spans[0][0], spans[-1][1])]
    places = [piece for start, end in spans for piece in cut(sent, start, end, source_locale, window)]
    parts = [Part(start, end, sent[start:end] if _wordy(sent[start:end]) else None) for start, end in places]
    return Parcel(text, locale, tuple(parts), capitals)


def _wordy(text: str) -> bool:
    """Whether there are letters in the text that do not belong to an address."""
    at = 0
    for start, end in addresses(text):
        if any(map(str.isalpha, text[at:start])):
            return True
        at = end
    return any(map(str.isalpha, text[at:]))


def _stopped(text: str) -> bool:
    """Whether a sentence ends with the text."""
    return text.rstrip().rstrip(_CLOSING)[-1:] in _STOPS


def _continued(source: str, target: str, locale: Locale) -> str:
    """The target with a small letter first if the source begins with one, and it is no acronym's."""
    lowered = source[:1].islower() and target[:1].isupper() and not target[1:2].isupper()
    if not lowered or language(locale).tag in _HIGH or len(target[0].lower()) > 1:
        return target
    return target[0].lower() + target[1:]


def _unfinished(source: str, target: str, locale: Locale) -> str:
    """The target without a stop that the source has not, and with the mark that it has."""
    target = target.rstrip(_ADDED).rstrip() or target
    mark = source[-1:]
    if mark not in _MARKS or target[-1:] in _MARKS:
        return target
    tag = locale.partition("-")[0].lower()
    airy = "\xa0" if mark in language(locale).typography.airy else ""
    return f"{target}{airy}{_HERE.get(tag, {}).get(mark, mark)}"
