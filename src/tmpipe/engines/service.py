"""A LibreTranslate server: what it has, and what it makes of a few texts. Nothing that it says is believed.

Its key goes into the body of a request, so into no address and no list of processes, and to the server
alone; of what a server says, the key is taken out before it is told on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tmpipe.errors import InputError, MissingPartError
from tmpipe.text.oneline import one_line
from tmpipe.web.addresses import Address
from tmpipe.web.body import whole
from tmpipe.web.client import TIMEOUT, Client
from tmpipe.web.failures import AbsentError, BrokenError, LateError, RefusedError
from tmpipe.web.tries import tried

PAUSES = (1.0, 4.0, 9.0)
"""Seconds before the second try, and those after it."""
BUSY = 30.0
"""Seconds to wait at least where a server has had too many requests: it counts those of a minute."""
LARGEST = 16 << 20
"""Bytes of an answer."""
_TOO_MUCH = frozenset({400, 413, 414, 422, 500})
"""Answers that may be due to the texts: too many, too long, or one of them is more than the server can do."""
_SAID = 200
"""Characters of what a server says that are told on."""
_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,32}")
_SEE = "see [engines.libretranslate] in tmpipe.toml"


class UnwillingError(Exception):
    """The server does not translate these texts, or not together. The text says what it said."""

    def __init__(self, says: str, reason: str = "refused") -> None:
        super().__init__(says)
        self.reason = reason
        """`refused`; `late`, where it did not answer in time; `unanswered`, where it gave more translations
        than texts, fewer, or none."""


@dataclass(frozen=True, slots=True)
class Service:
    """A server, and the key that it knows us by.

    MissingPartError of any question: it cannot be had, now or after some tries.
    """

    address: Address
    key: str = field(default="", repr=False)
    """Empty: it asks for none."""
    timeout: float = 120
    """Seconds without a byte. A server translates one text after the other, and says nothing before."""
    insecure: bool = False
    """Whether it may be another machine without HTTPS."""

    @property
    def host(self) -> str:
        """Its name, without a port."""
        return urlsplit(self.address.url).hostname or ""

    def targets(self) -> dict[str, tuple[str, ...]]:
        """The codes of the languages that it translates from, and into which."""
        listed = self._said("languages")
        entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
        every = _codes(entry.get("code") for entry in entries)
        found = {
            code: _codes(entry["targets"]) if isinstance(entry.get("targets"), list) else every
            for entry in entries
            for code in _codes([entry.get("code")])
        }
        if not found:
            raise self.missing("what answers there is no LibreTranslate: it lists no languages")
        return found

    def version(self) -> str:
        """Which LibreTranslate it is; empty where it does not tell."""
        about = self._told("spec").get("info")
        version = about.get("version") if isinstance(about, dict) else None
        return version if isinstance(version, str) and _VERSION.fullmatch(version) else ""

    def longest(self) -> int | None:
        """Characters of a text at most; None where it does not tell, or takes any number."""
        limit = self._told("frontend/settings").get("charLimit")
        return limit if type(limit) is int and limit > 0 else None

    def translated(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        """One translation a text, in order; None where what came for it is no text.

        UnwillingError where the server does not take them so, or gives more translations, fewer, or none.
        """
        told = self._said("translate", self._question(texts, source, target))
        made = told.get("translatedText") if isinstance(told, dict) else None
        if isinstance(made, str) and len(texts) == 1:
            made = [made]
        if not isinstance(made, list) or len(made) != len(texts) or not any(map(_is_text, made)):
            raise UnwillingError(self._uneven(told, len(texts)), "unanswered")
        return [text if _is_text(text) else None for text in made]

    def offered(self, texts: Sequence[str], source: str, target: str, count: int) -> list[list[str]]:
        """Up to `count` further translations of each text, in order. UnwillingError where it tells none."""
        told = self._said("translate", self._question(texts, source, target) | {"alternatives": count})
        offers = told.get("alternatives") if isinstance(told, dict) else None
        if not isinstance(offers, list) or len(offers) != len(texts):
            raise UnwillingError(self._uneven(told, len(texts)), "unanswered")
        lists = (mine if isinstance(mine, list) else [] for mine in offers)
        return [[text for text in mine if _is_text(text)][:count] for mine in lists]

    def _question(self, texts: Sequence[str], source: str, target: str) -> dict[str, object]:
        known = {"api_key": self.key} if self.key else {}
        return {"q": list(texts), "source": source, "target": target, "format": "text", **known}

    def _told(self, path: str) -> dict[str, Any]:
        """What it tells of itself; nothing where it keeps that to itself."""
        try:
            told = self._said(path, pauses=())
        except MissingPartError:
            return {}
        return told if isinstance(told, dict) else {}

    def missing(self, says: str) -> MissingPartError:
        """That the server is of no use, with what it said."""
        return MissingPartError(f"LibreTranslate at {self.address.url}: {self._shown(says)}; {_SEE}")

    def _said(
        self, path: str, question: Mapping[str, object] | None = None, pauses: Sequence[float] | None = None
    ) -> Any:
        """The server's answer to a question, JSON of any kind."""
        address = self.address.below(path)
        waits = PAUSES if pauses is None else pauses
        try:
            return json.loads(tried(address.url, lambda: self._answer(address, question), pauses=waits))
        except InputError as error:
            says = self._words(getattr(error, "body", b"")) or error.message
        except AbsentError:
            says = f"what answers there is no LibreTranslate: it has no /{path}"
        except (ValueError, RecursionError):
            says = f"what answers there is no LibreTranslate: its /{path} is no JSON"
        raise self.missing(says)  # not within `except`: a chain of errors would show what a server said

    def _answer(self, address: Address, question: Mapping[str, object] | None) -> bytes:
        try:
            return self._read(address, question)
        except (RefusedError, BrokenError) as error:
            failure = self._failure(error, asks=question is None)
        raise failure  # not within `except`: see above

    def _read(self, address: Address, question: Mapping[str, object] | None) -> bytes:
        headers = {"Content-Type": "application/json"} if question else {}
        data = json.dumps(question).encode() if question else None
        client = Client(plain=self.insecure, timeout=self.timeout if question else min(self.timeout, TIMEOUT))
        with client.answer(address, headers, data) as answer:
            return whole(answer, LARGEST, address.url)

    def _failure(self, error: RefusedError | BrokenError, *, asks: bool) -> Exception:
        """What is to be done: fewer texts at a time, another try, or another one later."""
        if not asks and isinstance(error, LateError):
            return UnwillingError(str(error), "late")
        if not asks and error.code in _TOO_MUCH:
            return UnwillingError(self._words(error.body) or str(error))
        if not isinstance(error, BrokenError):
            return error
        if asks and not error.code:  # nobody is there: a run that has begun waits, another one does not
            return RefusedError(f"nothing answers there ({error}); start it", self.address.url)
        after = error.after or BUSY * (error.code == 429)
        return BrokenError(str(error), code=error.code, body=error.body, after=after)

    def _words(self, body: bytes) -> str:
        """The error that an answer tells of; empty where it tells none."""
        try:
            told = json.loads(body)
        except (ValueError, RecursionError):
            return ""
        error = told.get("error") if isinstance(told, dict) else None
        return f"it says “{self._shown(error)[:_SAID]}”" if isinstance(error, str) and error.strip() else ""

    def _uneven(self, told: object, count: int) -> str:
        error = self._words(json.dumps(told).encode())
        return error or f"what it answers to {count} texts are not {count} translations"

    def _shown(self, says: str) -> str:
        """What a server said, in one line that does not tell the key."""
        hidden = says.replace(self.key, "…") if self.key else says
        return one_line(hidden)


def _codes(values: Any) -> tuple[str, ...]:
    return tuple(code for code in values if isinstance(code, str) and _CODE.fullmatch(code))


def _is_text(value: object) -> bool:
    """Whether it is a text that a file can hold: JSON has halves of characters, too."""
    return isinstance(value, str) and not any("\ud800" <= char <= "\udfff" for char in value)
