"""`tmpipe.lock`: what was pulled into a folder, and from where. `write` <-> `read`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tmpipe.errors import InputError
from tmpipe.model import Locale
from tmpipe.release import paths, signature
from tmpipe.release.objects import Object, load
from tmpipe.release.sources import Mark
from tmpipe.release.texts import STATES
from tmpipe.release.wanted import Wanted

NAME = "tmpipe.lock"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Held:
    """A text that is here."""

    document: str
    locale: Locale
    state: str
    files: Mapping[str, str]
    """The SHA-256 of each, by its name in the locale's folder."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What is here."""

    project: str
    edition: int
    """That of the last release that was taken."""
    source: str
    """Where it was."""
    mark: Mark
    """What the server calls its manifest."""
    manifest: str
    """The manifest's SHA-256."""
    key: str
    """The public key that signs this project's releases; empty: none is known."""
    asked: Wanted
    """What was asked for when it was taken."""
    texts: tuple[Held, ...] = ()
    """By locale, then by document."""

    @property
    def files(self) -> dict[str, str]:
        """The SHA-256 of all files by path."""
        return {f"{text.locale}/{name}": hash_ for text in self.texts for name, hash_ in text.files.items()}


def write(lock: Lock) -> bytes:
    """The lock's file: the same lock gives the same bytes."""
    asked = lock.asked
    values = {
        "tmpipe_lock": FORMAT,
        "project": lock.project,
        "edition": lock.edition,
        "from": lock.source,
        "etag": lock.mark.etag,
        "modified": lock.mark.modified,
        "manifest": lock.manifest,
        "key": lock.key,
        "asked": {
            "locales": asked.locales,
            "documents": asked.documents,
            "formats": asked.formats,
            "state": asked.state,
        },
        "texts": [
            {
                "document": text.document,
                "locale": text.locale,
                "state": text.state,
                "files": dict(sorted(text.files.items())),
            }
            for text in sorted(lock.texts, key=lambda text: (text.locale, text.document))
        ],
    }
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()


def read(data: bytes, shown: str) -> Lock:
    """The lock in a file. InputError with its line where it is none."""
    try:
        return _read(load(data, shown, "a lock of tmpipe"))
    except InputError as error:
        what = error.message.partition(";")[0]
        do = "put it back as it was, or remove it and pull again"
        raise InputError(f"{what}; {do}", shown, error.line) from error


def _read(root: Object) -> Lock:
    if root.whole("tmpipe_lock", least=1) > FORMAT:
        raise root.wrong("tmpipe_lock", "a newer tmpipe has written it")
    asked = root.inner("asked")
    return Lock(
        project=root.line("project"),
        edition=root.whole("edition", least=1),
        source=root.line("from"),
        mark=Mark(_header(root, "etag"), _header(root, "modified")),
        manifest=root.sha256("manifest"),
        key=str(root.value("key", _is_key, "a public key as OpenSSH writes it, or empty", "")),
        asked=Wanted(
            asked.texts("locales"), asked.texts("documents"), asked.texts("formats"), asked.line("state", "")
        ),
        texts=tuple(map(_held, root.inners("texts", "text"))),
    )


def _header(root: Object, key: str) -> str:
    """A line that can be sent to a server."""
    return str(root.value(key, _is_header, "a line of ASCII", ""))


def _is_key(one: object) -> bool:
    return type(one) is str and (one == "" or signature.is_key(one))


def _is_header(one: object) -> bool:
    return type(one) is str and one.isascii() and one.isprintable()


def _held(row: Object) -> Held:
    files = row.inner("files")
    locale = row.line("locale")
    if any(map(_leads_elsewhere, (locale, *files.values))):
        raise row.wrong("files", "a name leads elsewhere")
    return Held(row.line("document"), locale, row.one_of("state", STATES), dict(_hashes(files)))


def _hashes(files: Object) -> Iterator[tuple[str, str]]:
    for name in files.values:
        yield name, files.sha256(name)


def _leads_elsewhere(name: str) -> bool:
    return "/" in name or bool(paths.fault(name))
