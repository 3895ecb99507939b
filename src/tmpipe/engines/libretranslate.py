"""LibreTranslate over HTTP, on this machine or on a server of one's own.

It tells no confidence. A batch that is refused is sent again in halves, down to the text that is the trouble,
which gets no translation; where the server is as unwilling to translate anything else, it is of no use. A
server that goes away while it is at work ends the run with what has come; a later one goes on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tmpipe.engines.service import Service, UnwillingError
from tmpipe.errors import ConfigurationError, MissingPartError
from tmpipe.model import Locale
from tmpipe.parts import Engine, Translation
from tmpipe.web.addresses import Address

LONGEST = 1000
"""Characters of a text at most, where the server takes any number: models lose the thread."""
_PROBE = "Yes."
"""What every server can translate that can translate at all."""
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ALSO = {
    "pt-br": ("pb",),
    "zh": ("zh-hans",),
    "zh-hans": ("zh",),
    "zh-cn": ("zh-hans", "zh"),
    **dict.fromkeys(("zh-hant", "zh-tw", "zh-hk", "zh-mo"), ("zh-hant", "zt")),
    "nb": ("no",),
    "no": ("nb",),
}
"""What servers call a language that they do not call by its tag."""
_LISTED = 100
"""Languages that a message names."""
_SIMPLIFIED = {"zh", "zh-hans"}


@dataclass(frozen=True, slots=True)
class Settings:
    """`[engines.libretranslate]` in `tmpipe.toml`."""

    url: str = "http://127.0.0.1:5000"
    """The server's first page."""
    key_env: str = ""
    """The environment variable that has the server's key; empty: it asks for none."""
    insecure: bool = False
    """Whether texts and key may go to another machine in such a way that others can read and change them."""
    timeout: int = 120
    """Seconds without an answer."""
    batch_texts: int = 16
    batch_characters: int = 4000
    """Of a request, at most; a longer text goes alone."""

    def __post_init__(self) -> None:
        for name, kind in {"url": str, "key_env": str, "insecure": bool}.items():
            if type(getattr(self, name)) is not kind:
                wanted = "true or false" if kind is bool else "a text"
                raise ConfigurationError(f"[engines.libretranslate] {name} is {wanted}")
        for name in ("timeout", "batch_texts", "batch_characters"):
            value = getattr(self, name)
            if type(value) is not int or value < 1:
                raise ConfigurationError(f"[engines.libretranslate] {name} is a whole number from 1")

    @property
    def address(self) -> Address:
        """Where the server is. ConfigurationError; what is wrong may be a password, and is not shown."""
        try:
            address = Address.of(self.url)
        except ValueError:
            address = None
        if address is None or address.login or "?" in address.path:
            raise ConfigurationError(
                "[engines.libretranslate] url is the address of the server's first page, such as "
                "http://127.0.0.1:5000, without a name, a password or a key"
            )
        if not address.trusty(plain=self.insecure):
            raise ConfigurationError(
                f"[engines.libretranslate] url: what goes to {address.url} can be read and changed on its "
                "way, and so can a key; use https://, or set insecure = true where you trust all of the way"
            )
        return address

    @property
    def key(self) -> str:
        """The key. No error names it or its variable: somebody may have mixed them up."""
        if not self.key_env:
            return ""
        if not _VARIABLE.fullmatch(self.key_env):
            raise ConfigurationError(
                "[engines.libretranslate] key_env is the name of an environment variable that has the key, "
                "such as LIBRETRANSLATE_API_KEY; the key itself stands in no file"
            )
        key = os.environ.get(self.key_env, "").strip()
        if not key or not key.isprintable():
            raise MissingPartError(
                "the environment variable that [engines.libretranslate] key_env names has no key for the "
                "LibreTranslate server; set it"
            )
        return key


class LibreTranslate:
    """The engine of one server and pair of languages, by the codes that the server has for them."""

    def __init__(self, service: Service, source: str, target: str, settings: Settings) -> None:
        self.name = ":".join(filter(None, ("libretranslate", service.host, service.version())))
        self._service = service
        self._pair = source, target
        self._most = settings.batch_texts
        self._characters = settings.batch_characters
        self._refusals = 0
        self._offering = True
        self._longest = min(LONGEST, service.longest() or LONGEST)

    def fits(self, text: str) -> bool:
        """Whether the server takes a text of this length."""
        return len(text) <= self._longest

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        """One translation a text, in order; empty for a blank one, and for one that the server refuses.

        MissingPartError where the server has gone.
        """
        for batch in self._batches(texts):
            sent = [text for text in batch if text.strip()]
            made = iter(self._asked(sent) if sent else [])
            for text in batch:
                yield next(made) if text.strip() else Translation("")

    def offers(self, texts: Sequence[str], count: int) -> list[list[Translation]]:
        """For each text up to `count` others than its translation; none where the server tells none."""
        return [mine for batch in self._batches(texts) for mine in self._offered(batch, count)]

    def _offered(self, texts: Sequence[str], count: int) -> list[list[Translation]]:
        if self._offering:
            try:
                made = self._service.offered(texts, *self._pair, count)
                return [[Translation(text) for text in mine] for mine in made]
            except UnwillingError:
                self._offering = False
        return [[] for _ in texts]

    def _batches(self, texts: Sequence[str]) -> Iterator[list[str]]:
        """The texts in order; how many go together may be found out on the way."""
        batch: list[str] = []
        size = 0
        for text in texts:
            if batch and (len(batch) >= self._most or size + len(text) > self._characters):
                yield batch
                batch, size = [], 0
            batch.append(text)
            size += len(text)
        if batch:
            yield batch

    def _asked(self, texts: Sequence[str]) -> list[Translation]:
        """One translation for each of a few texts that are not blank."""
        try:
            answers = self._service.translated(texts, *self._pair)
        except UnwillingError as error:
            self._refusals += 1
            if len(texts) == 1 or error.reason == "late":
                self._require_willing(error)
            if len(texts) == 1:
                return [Translation("", reason=error.reason)]
            return self._singly(texts) if error.reason == "unanswered" else self._halved(texts)
        pairs = zip(texts, answers, strict=True)
        return [self._asked([text])[0] if made is None else Translation(made) for text, made in pairs]

    def _halved(self, texts: Sequence[str]) -> list[Translation]:
        """The same in halves. Where both are taken as they are, no later batch is larger than these."""
        before, half = self._refusals, (len(texts) + 1) // 2
        made = [*self._asked(texts[:half]), *self._asked(texts[half:])]
        if self._refusals == before:
            self._most = half
        return made

    def _singly(self, texts: Sequence[str]) -> list[Translation]:
        """The same one by one, and so from then on: which translation is whose must never be a guess."""
        self._most = 1
        return [made for text in texts for made in self._asked([text])]

    def _require_willing(self, error: UnwillingError) -> None:
        """MissingPartError, with what the server said, if it is as unwilling to translate anything else."""
        try:
            self._service.translated([_PROBE], *self._pair)
        except UnwillingError:
            raise self._service.missing(str(error)) from None


def open_engine(source_locale: Locale, locale: Locale, **settings: Any) -> Engine:
    """The engine of the server that the settings name, which is asked what it has.

    MissingPartError where it cannot be had, ConfigurationError where it does not translate between these.
    """
    known = Settings.__dataclass_fields__
    if unknown := sorted(set(settings) - set(known)):
        raise ConfigurationError(
            f"[engines.libretranslate] has no {unknown[0]}; it has {', '.join(known)}; a key stands in no "
            "file, key_env names the environment variable that has it"
        )
    chosen = Settings(**settings)
    service = Service(chosen.address, chosen.key, chosen.timeout, chosen.insecure)
    return LibreTranslate(service, *_pair(service, source_locale, locale), chosen)


def _pair(service: Service, source_locale: Locale, locale: Locale) -> tuple[str, str]:
    """What the server calls the two."""
    targets = service.targets()
    for source in _named(source_locale, targets):
        for target in _named(locale, targets[source]):
            return source, target
    raise ConfigurationError(
        f"LibreTranslate at {service.address.url} does not translate from {source_locale} to {locale}; "
        f"{_offer(targets, source_locale)}; name another engine for {locale} under [pretranslate] engines, "
        "or give the server that language"
    )


def _named(locale: Locale, there: Iterable[str]) -> Iterator[str]:
    """The codes among these that mean the locale, the nearest first."""
    by_code = {code.lower(): code for code in there}
    return (by_code[code] for code in codes(locale) if code in by_code)


def codes(locale: Locale) -> list[str]:
    """What a server may call a locale, in small letters, the nearest first: `pt-br`, `pb`, `pt`."""
    subtags = locale.replace("_", "-").lower().split("-")
    tags = ["-".join(subtags[:count]) for count in range(len(subtags), 0, -1)]
    found = dict.fromkeys(code for tag in tags for code in (tag, *_ALSO.get(tag, ())))
    return [code for code in found if not ("zt" in found and code in _SIMPLIFIED)]


def _offer(targets: Mapping[str, Sequence[str]], source_locale: Locale) -> str:
    """What the server has, from the source locale if it has that."""
    for source in _named(source_locale, targets):
        return f"from {source} it has {', '.join(sorted(targets[source])[:_LISTED]) or 'no language'}"
    return f"it translates from {', '.join(sorted(targets)[:_LISTED])}"
