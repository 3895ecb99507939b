"""Packages of the public index: which of them a locale needs, and how they come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tmpipe.engines.packages import index, models, routes, shelf
from tmpipe.engines.packages.download import downloaded
from tmpipe.engines.packages.index import Offer
from tmpipe.engines.packages.package import Package
from tmpipe.engines.packages.part import Progress
from tmpipe.errors import UsageError
from tmpipe.model import Locale
from tmpipe.web.tries import PAUSES

Ends = tuple[Locale, Locale]
"""From where to where."""
_LISTED = 60
"""Languages that a message names at most."""


def ways(offers: Sequence[Offer], wanted: Iterable[Ends]) -> list[tuple[Offer, ...]]:
    """For each pair of locales the newest packages that lead from the one to the other.

    One where there is a direct one, else two through a third language. UsageError, with what may be meant, if
    there is none.
    """
    return [routes.route(offers, *ends) or _none(offers, *ends) for ends in wanted]


def there(offer: Offer) -> Package | None:
    """The package that is installed already in the version of the offer, or in a newer one."""
    found = routes.newest(models.installed()).get((offer.from_code, offer.to_code))
    older = found is None or routes.version_key(found.version) < routes.version_key(offer.version)
    return None if older else found


def bring(offer: Offer, progress: Progress | None = None, pauses: Sequence[float] = PAUSES) -> Package:
    """Downloads and installs the package; what broke off before goes on.

    MissingPartError if it cannot be had, InputError with its address if what comes is no such package.
    """
    home = models.folder()
    shelf.make(home)
    return downloaded(
        offer,
        index.client(),
        lambda name: shelf.part(home, name),
        lambda file: models.install_file(file, offer.pair),
        progress=progress,
        pauses=pauses,
    )


def install(
    locales: Sequence[Locale],
    source_locale: Locale = "en",
    progress: Progress | None = None,
    pauses: Sequence[float] = PAUSES,
) -> list[Package]:
    """Installs what the index has for these locales, whatever is installed. Before any download UsageError if
    it has nothing for one of them.
    """
    wanted = [routes.ends(locale, source_locale) for locale in locales]
    chosen = dict.fromkeys(offer for way in ways(index.offers(pauses), wanted) for offer in way)
    return [bring(offer, progress, pauses) for offer in chosen]


def _none(offers: Sequence[Offer], source_locale: Locale, locale: Locale) -> tuple[Offer, ...]:
    """Says that no package leads there, and which do."""
    sources = {offer.from_code: offer.from_name for offer in offers}
    if not sources.keys() & set(routes.codes(source_locale)):
        raise UsageError(f"the index has no package from {source_locale!r}; {_hint(source_locale, sources)}")
    first = _reached(offers, routes.codes(source_locale))
    both = first | _reached(offers, first)
    known = {code: name for code, name in both.items() if code not in routes.codes(source_locale)}
    raise UsageError(f"the index has no package from {source_locale} to {locale!r}; {_hint(locale, known)}")


def _reached(offers: Iterable[Offer], sources: Iterable[str]) -> dict[str, str]:
    """The languages to which one package leads, with their names."""
    begin = set(sources)
    return {offer.to_code: offer.to_name for offer in offers if offer.from_code in begin}


def _hint(word: str, known: Mapping[str, str]) -> str:
    near = [f"{code} ({known[code]})" for code in routes.near(word, known)]
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    more = f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
    return f"{hint}it has {', '.join(sorted(known)[:_LISTED]) or 'none'}{more}"
