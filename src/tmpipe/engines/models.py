"""Argos packages: which are installed, and how they come and go.

They lie where argostranslate keeps its own, so that each finds the other's: `ARGOS_PACKAGES_DIR` (from the
environment or from argostranslate's `settings.json`), else `argos-translate/packages` under
`XDG_DATA_HOME`. We look that up ourselves: importing `argostranslate.settings` creates three folders in the
user's home, and listing or translating must not. Installing has its own code, too: argostranslate's unpacks
without any check and imports all of its translation machinery for it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tmpipe.engines.archive import staging, unpack
from tmpipe.errors import ConfigurationError, InputError, UsageError
from tmpipe.model import Locale

if TYPE_CHECKING:
    from tmpipe.engines.index import Offer, Progress

_CODES = {"pt-br": "pb", "zh-hant": "zt", "zh-tw": "zt", "zh-hk": "zt", "no": "nb"}
"""Argos's own codes where they are not the tag or its language."""
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,32}")


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package for one pair of languages."""

    from_code: str
    to_code: str
    version: str
    path: Path
    from_name: str
    to_name: str
    tokenizer: str
    """`sentencepiece` or `bpe`; its file is `<tokenizer>.model`."""
    target_prefix: str = ""
    """A token with which each translation begins, in packages of several target languages."""

    @property
    def name(self) -> str:
        """`English → French`."""
        return f"{self.from_name} → {self.to_name}"

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())


@dataclass(frozen=True, slots=True)
class Damaged:
    """A folder among the packages that cannot be used, and why."""

    path: Path
    reason: str


def folder() -> Path:
    """Where the packages are. It need not exist."""
    home = Path(os.environ.get("SNAP_USER_DATA") or Path.home()) if "SNAP" in os.environ else Path.home()
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    named = os.environ.get("ARGOS_PACKAGES_DIR") or _setting(config, "ARGOS_PACKAGES_DIR")
    return Path(named) if named else data / "argos-translate/packages"


def installed() -> list[Package]:
    """All packages that can be used, by pair, the newest version of each pair first."""
    found = [package for package in _inspected() if isinstance(package, Package)]
    newest_first = sorted(found, key=lambda package: version_key(package.version), reverse=True)
    return sorted(newest_first, key=lambda package: (package.from_code, package.to_code))


def damaged() -> list[Damaged]:
    """What lies among the packages and cannot be used."""
    return [package for package in _inspected() if isinstance(package, Damaged)]


def find(source_locale: Locale, locale: Locale) -> Package | None:
    """The newest package from the one to the other: of the very tag if there is one, else of its language."""
    packages = installed()
    for source in codes(source_locale):
        for target in codes(locale):
            for package in packages:
                if (package.from_code, package.to_code) == (source, target):
                    return package
    return None


def install_file(path: Path) -> Package:
    """Installs an `.argosmodel`; it takes the place of any other version of its pair.

    The package is there as a whole or not at all. InputError with the path of a file that is no package.
    """
    return _install(path, pair=None)


def install(
    locales: Sequence[Locale], source_locale: Locale = "en", progress: Progress | None = None
) -> list[Package]:
    """Installs the newest packages of Argos's public index for these locales.

    UsageError before any download if the index has none for one of them; MissingPartError if index or
    package cannot be had.
    """
    from tmpipe.engines.index import download, offers  # HTTP costs 20 ms to import

    offered = offers()
    chosen = [_chosen(offered, source_locale, locale) for locale in locales]
    out: list[Package] = []
    with staging(folder()) as temporary:
        for offer in chosen:
            file = temporary / "download.argosmodel"
            link = download(offer.links, file, f"{offer.from_code}_{offer.to_code} {offer.version}", progress)
            try:
                out.append(_install(file, (offer.from_code, offer.to_code)))
            except InputError as error:
                raise InputError(error.message, link) from error  # the file is gone when this is read
    return out


def remove(package: Package) -> None:
    """Removes an installed package."""
    if package.path.is_symlink():
        package.path.unlink()
        return
    with staging(package.path.parent) as temporary:
        package.path.rename(temporary / "removed")


def codes(locale: Locale) -> list[str]:
    """Argos's codes for a locale, the nearest first: `pt-BR` is `pb`, else `pt`."""
    tag = locale.replace("_", "-").lower()
    return list(dict.fromkeys(filter(None, (_CODES.get(tag), tag, tag.partition("-")[0]))))


def version_key(version: str) -> tuple[int, ...]:
    """What versions are ordered by: `1.10` comes after `1.9`."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def _setting(config: Path, key: str) -> str | None:
    """A value of argostranslate's own settings file, if there is one that can be read."""
    try:
        settings = json.loads((config / "argos-translate/settings.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    value = settings.get(key) if isinstance(settings, dict) else None
    return value if isinstance(value, str) else None


def _inspected() -> Iterator[Package | Damaged]:
    """Every folder among the packages, except those of sentence splitters, which are packages as well."""
    home = folder()
    try:
        paths = sorted(path for path in home.iterdir() if path.is_dir() and not path.name.startswith("."))
    except FileNotFoundError:
        return
    except OSError as error:
        message = f"the folder of Argos packages cannot be read ({error.strerror}); see ARGOS_PACKAGES_DIR"
        raise ConfigurationError(message, str(home)) from error
    for path in paths:
        try:
            metadata = _metadata(path)
            if metadata.get("type", "translate") == "translate":
                yield _package(path, metadata)
        except InputError as error:
            yield Damaged(path, error.message)


def _metadata(path: Path) -> dict[str, Any]:
    try:
        metadata = json.loads((path / "metadata.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        reason = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read"
        raise InputError(f"its metadata.json {reason}", str(path)) from error
    if not isinstance(metadata, dict):
        raise InputError("its metadata.json has no fields", str(path))
    return metadata


def _package(path: Path, metadata: dict[str, Any]) -> Package:
    """The package in a folder. InputError tells what is missing."""
    fields = {key: metadata.get(key) or default for key, default in _FIELDS.items()}
    for key, form in (("from_code", _CODE), ("to_code", _CODE), ("package_version", _VERSION)):
        if not form.fullmatch(str(fields[key])):
            raise InputError(f"its metadata.json has no usable {key}", str(path))
    tokenizers = [kind for kind in ("sentencepiece", "bpe") if (path / f"{kind}.model").is_file()]
    if not tokenizers:
        raise InputError("it has neither sentencepiece.model nor bpe.model", str(path))
    if not (path / "model/model.bin").is_file():
        raise InputError("its model/model.bin is missing", str(path))
    if not _has_vocabulary(path / "model"):
        raise InputError("its model has no vocabulary", str(path))
    return Package(
        from_code=str(fields["from_code"]).lower(),
        to_code=str(fields["to_code"]).lower(),
        version=str(fields["package_version"]),
        path=path,
        from_name=str(fields["from_name"] or fields["from_code"]),
        to_name=str(fields["to_name"] or fields["to_code"]),
        tokenizer=tokenizers[0],
        target_prefix=str(fields["target_prefix"]),
    )


_FIELDS = {
    "from_code": "",
    "to_code": "",
    "package_version": "0",
    "from_name": "",
    "to_name": "",
    "target_prefix": "",
}


def _has_vocabulary(model: Path) -> bool:
    """One for both sides, or one for each; CTranslate2 wrote them as text once, and writes JSON now."""
    sides = [any(model.glob(f"{side}_vocabulary.*")) for side in ("shared", "source", "target")]
    return sides[0] or (sides[1] and sides[2])


def _install(path: Path, pair: tuple[str, str] | None) -> Package:
    """Installs the file, which must be of that pair."""
    home = folder()
    with staging(home) as temporary:
        package = _unpacked(path, temporary / "new")
        found = (package.from_code, package.to_code)
        if pair not in {None, found}:
            raise InputError(f"the package is for {'_'.join(found)}; the index is wrong", str(path))
        name = f"translate-{package.from_code}_{package.to_code}-{package.version.replace('.', '_')}"
        target = home / name
        others = [other for other in installed() if (other.from_code, other.to_code) == found]
        _swap(package.path, target, temporary / "old")
        for other in others:
            if other.path != target:
                remove(other)
    return _package(target, _metadata(target))


def _unpacked(path: Path, into: Path) -> Package:
    """The package of a file, unpacked; errors name the file, not the folder that is gone afterwards."""
    place = unpack(path, into)
    try:
        return _package(place, _metadata(place))
    except InputError as error:
        raise InputError(f"this is no translation package: {error.message}", str(path)) from error


def _swap(new: Path, target: Path, aside: Path) -> None:
    """Puts `new` in the place of `target`, if any; puts that back if it cannot."""
    if not target.exists():
        new.rename(target)
        return
    target.rename(aside)
    try:
        new.rename(target)
    except OSError:
        aside.rename(target)
        raise


def _chosen(offered: Sequence[Offer], source_locale: Locale, locale: Locale) -> Offer:
    """The newest offer for a pair of locales."""
    for source in codes(source_locale):
        for target in codes(locale):
            fits = [offer for offer in offered if (offer.from_code, offer.to_code) == (source, target)]
            if fits:
                return max(fits, key=lambda offer: version_key(offer.version))
    known = sorted({offer.to_code for offer in offered if offer.from_code in codes(source_locale)})
    listed = ", ".join(known) or "no language at all"
    raise UsageError(f"the index has no package from {source_locale} to {locale}; it has {listed}")
