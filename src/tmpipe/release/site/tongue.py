"""A language of the site: its words, and how it writes numbers, dates, sizes and names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

from tmpipe.model import Locale
from tmpipe.parts import NO_TEMPLATES
from tmpipe.release.site.words import SiteWords, site_words
from tmpipe.renditions.words import Words, words
from tmpipe.text import dates
from tmpipe.text.languages import language
from tmpipe.text.languages.names import names


@dataclass(frozen=True, slots=True)
class Tongue:
    """What pages of a locale say, and how."""

    locale: Locale
    site: SiteWords
    words: Words

    @property
    def lang(self) -> Locale:
        """The language of what pages say themselves: English where we have no words of the locale's."""
        tag = self.site.tag
        return self.locale if language(tag) == language(self.locale) else tag

    @property
    def direction(self) -> str:
        """Of what pages say themselves."""
        return language(self.lang).direction

    def told(self, locale: Locale = "") -> str:
        """The attributes of an element in a locale, or its own, on its pages; none where they are in it."""
        return "" if self.lang == (locale or self.locale) else told(locale or self.locale)

    @property
    def name(self) -> str:
        """Of the language, in the language; the locale's tag where we know none."""
        return named(self.locale)

    def number(self, value: float) -> str:
        """A number with at most one decimal, in the language's own digits."""
        shown = str(value) if isinstance(value, int) else f"{value:.1f}"
        return self.words.number(shown.replace(".", self.site.decimal))

    def size(self, count: int) -> str:
        """So many bytes, in a unit that leaves a short number."""
        if count < 1000:
            return self.site.size_bytes.format(n=self.number(count))
        if count < 999_500:
            return self.site.size_kilobytes.format(n=self.number(round(count / 1000)))
        millions = count / 1_000_000
        return self.site.size_megabytes.format(
            n=self.number(millions if millions < 9.95 else round(millions))
        )

    def day(self, iso: str) -> str:
        """A day, `YYYY-MM-DD`, as an element; Persian has the Solar Hijri one first."""
        return f'<time datetime="{escape(iso)}">{escape(self.plain_day(iso))}</time>'

    def plain_day(self, iso: str) -> str:
        """A day as text; as it is where we do not know the language's names of months."""
        if not dates.known(self.lang):
            return iso
        day = date.fromisoformat(iso)
        own = self._day(day.day, dates.month_name(day.month, self.lang), day.year)
        if language(self.lang).tag != "fa":
            return own
        year, month, number = dates.solar(day)
        return f"{self._day(number, dates.solar_name(month), year)} ({own})"

    def _day(self, day: int, month: str, year: int) -> str:
        first = "er" if day == 1 and language(self.lang).tag == "fr" else ""
        return self.site.day.format(day=f"{self.number(day)}{first}", month=month, year=self.number(year))


def tongue(locale: Locale, templates: Mapping[str, bytes] = NO_TEMPLATES) -> Tongue:
    """What pages of the locale say; the templates may have words of the project's own.

    All of it is in one language, so that it reads from one side.
    """
    site = site_words(locale, templates)
    same = language(site.tag) == language(locale)
    return Tongue(locale, site, words(locale, templates) if same else words(site.tag))


def named(locale: Locale) -> str:
    """A language's own name; its tag where we know none."""
    known = names(locale)
    return language(locale).name or (known[0] if known else locale)


def told(locale: Locale) -> str:
    """The attributes of an element whose text is in this language."""
    return f' lang="{escape(locale)}" dir="{language(locale).direction}"'


def said(template: str, **holes: str) -> str:
    """A sentence as HTML, with elements in its holes."""
    return escape(template, quote=False).format(**holes)
