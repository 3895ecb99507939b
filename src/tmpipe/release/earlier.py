"""The release before this one: what it has of each text, and its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tmpipe.errors import InputError, UsageError
from tmpipe.model import Locale
from tmpipe.release import manifest, signature, sources
from tmpipe.release.paths import folded
from tmpipe.release.texts import File, Release, Text

_CONTENT = "text.json"
_PAGES = frozenset({"index.html", "embed.html", "oembed.json"})
"""What is written anew around a text that stays."""
_LARGEST_SIGNATURE = 1 << 16


def _nothing(path: str, limit: int) -> bytes | None:  # noqa: ARG001 - what reads a file of a release
    return None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A release that was published, or none."""

    release: Release | None = None
    texts: Mapping[tuple[str, Locale], Text] = field(default_factory=dict)
    """By slug and locale."""
    read: Callable[[str, int], bytes | None] = _nothing
    """The bytes of a file, by its path and the most that they may be; None where it is not there."""
    shown: str = ""

    @property
    def names(self) -> dict[str, str]:
        """What stands for each slug in addresses. UsageError where one stands for two."""
        found = {slug: text.name for (slug, _), text in self.texts.items()}
        if len(set(map(folded, found.values()))) < len(found):
            raise self._unusual()
        return found

    def require_usual(self, text: Text, name: str) -> None:
        """UsageError where a text that stays is not such as `publish` writes it under this name: it lacks
        what its page is made of, or has something in the place of a page.
        """
        inside = {folded(file.path.removeprefix(f"{text.folder}/")) for file in text.files}
        if text.name != name or _CONTENT not in inside or inside & _PAGES:
            raise self._unusual()

    def _unusual(self) -> UsageError:
        return UsageError(f"{self.shown} is no release as tmpipe publishes it; publish without it")

    def data(self, file: File) -> bytes:
        """A file of a text. InputError where it is not what its manifest says."""
        data = self.read(file.path, file.size)
        if data is None or sha256(data).hexdigest() != file.sha256:
            raise InputError(
                "is not as it was published, and the last good edition of this text has to stay; put it back,"
                " name with --previous where that release is whole, or delete the folder to do without it",
                f"{self.shown}/{file.path}",
            )
        return data

    def signature(self, name: str) -> bytes:
        """The signature of the manifest or of the list of checksums; nothing where there is none."""
        return self.read(f"{name}{signature.SUFFIX}", _LARGEST_SIGNATURE) or b""


@contextmanager
def opened(place: Path, shown: str, previous: str, project: str, key: str) -> Iterator[Earlier]:
    """The release at `previous`, an address, folder or zip; without one that at the place, if there is one.

    InputError where it is of another project, or `key` is given and it is signed by another.
    """
    if not previous and not (place / manifest.NAME).is_file():
        yield Earlier()
        return
    with sources.opened(previous or str(place), keyed=bool(key)) as source:
        name = source.shown.rstrip("/") if previous else shown
        data = source.read(manifest.NAME, sources.MAX_MANIFEST)
        if data is None:
            yield Earlier()
            return
        release = manifest.read(data, f"{name}/{manifest.NAME}")
        if release.project != project:
            raise UsageError(f"{name} is a release of {release.project!r}, and this project is {project!r}")
        texts = {(text.document, text.locale): text for text in release.texts}
        found = Earlier(release, texts, source.read, name)
        if previous and key:
            _require_ours(data, found, key)
        yield found


def _require_ours(data: bytes, found: Earlier, key: str) -> None:
    """InputError where the release is not signed with the key: what stays of it will be."""
    shown = f"{found.shown}/{manifest.NAME}{signature.SUFFIX}"
    signed = found.signature(manifest.NAME)
    signer = signature.signer(signed, shown) if signed else ""
    if signer != key:
        how = f"signed with another key, {signature.fingerprint(signer)}" if signer else "not signed"
        raise InputError(
            f"the last release is {how}; if that is right, publish once without --previous, which forgets "
            "its last good editions",
            shown,
        )
    signature.verify(data, signed, [key], shown)
