"""Argos packages: which are installed, and how they come and go.

They lie where argostranslate keeps its own, so that each finds the other's: `ARGOS_PACKAGES_DIR` (from the
environment or from argostranslate's `settings.json`), else `argos-translate/packages` under
`XDG_DATA_HOME`. We look that up ourselves: importing `argostranslate.settings` creates three folders in the
user's home, and listing or translating must not. Installing has its own code, too: argostranslate's unpacks
without any check and imports all of its translation machinery for it.

What another program keeps among the packages is left alone, and not told of.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tmpipe.engines.packages import archive, routes, shelf
from tmpipe.engines.packages import package as packages
from tmpipe.engines.packages.package import Package
from tmpipe.errors import ConfigurationError, InputError, UsageError
from tmpipe.model import Locale

__all__ = [
    "Damaged",
    "Package",
    "damaged",
    "find",
    "folder",
    "install_file",
    "install_from",
    "installed",
    "meant",
    "remove",
    "route",
]
SUFFIX = ".argosmodel"
_VERSIONED = re.compile(r"([^:]+):([0-9A-Za-z.+-]{1,32})")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A package among the others that cannot be used, and why."""

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
    newest_first = sorted(found, key=lambda package: routes.version_key(package.version), reverse=True)
    return sorted(newest_first, key=lambda package: (package.from_code, package.to_code))


def damaged() -> list[Damaged]:
    """What lies among the packages and cannot be used."""
    return [package for package in _inspected() if isinstance(package, Damaged)]


def find(source_locale: Locale, locale: Locale) -> Package | None:
    """The newest package from the one to the other: of the very tag if there is one, else of its language."""
    return routes.direct(installed(), source_locale, locale)


def route(source_locale: Locale, locale: Locale) -> tuple[Package, ...]:
    """The packages that lead from the one to the other, to be run one after the other.

    One, if there is a direct one; else two, through a third language (English, where there is a choice); else
    none. What is made by two says so: the name of the engine that runs them has both,
    `argos:sv_en:1.9+en_fa:1.5`, and whatever installs them tells it.
    """
    return routes.route(installed(), source_locale, locale)


def install_file(path: Path, pair: str = "") -> Package:
    """Installs an `.argosmodel`; it takes the place of any other version of its pair.

    The package is there as a whole or not at all. InputError with the path of a file that is no package, or
    that is none of the pair (`en_fr`) if one is named.
    """
    return _put(path, archive.unpack, pair)


def install_from(path: Path) -> Iterator[Package]:
    """Installs what a path has, each as a whole or not at all: an `.argosmodel`, an unpacked package, or a
    folder of such files and packages, in the order of the versions in their names, so that the newest of a
    pair stays. InputError where it has none, or one that is none.
    """
    if not path.is_dir():
        yield install_file(path)
        return
    if (path / packages.METADATA).exists():
        yield _put(path, archive.copy)
        return
    try:
        found = sorted(path.iterdir(), key=lambda one: (routes.version_key(one.name), one.name))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", str(path)) from error
    ours = [one for one in found if one.suffix == SUFFIX or _is_unpacked(one)]
    if not ours:
        raise InputError(f"no package is in this folder: no {SUFFIX} file, and no unpacked one", str(path))
    for one in ours:
        yield _put(one, archive.copy) if one.is_dir() else install_file(one)


def _is_unpacked(path: Path) -> bool:
    """Whether it is the folder of a package for translation; sentence splitters are packages as well."""
    has_metadata = packages.is_package(path) and (path / packages.METADATA).is_file()
    return has_metadata and packages.is_translation(packages.metadata(path))


def meant(word: str, source_locale: Locale = "en") -> list[Package | Damaged]:
    """The packages that are installed under a name: a locale or a pair (`en_fr`), which are all versions;
    one version (`en_fr:1.9`); a folder. UsageError where there is none, with those that may be meant.
    """
    there = installed()
    versioned = _VERSIONED.fullmatch(word)
    pair, version = (versioned[1], versioned[2]) if versioned else (word, "")
    source, target = routes.ends(pair, source_locale)
    straight = routes.direct(there, source, target)
    found: list[Package | Damaged] = [
        one for one in there if straight and one.pair == straight.pair and version in {"", one.version}
    ]
    found += [one for one in _inspected() if one.path.name == word and one not in found]
    if not found:
        raise _not_there(word, target, there)
    return found


def remove(package: Package | Damaged) -> None:
    """Removes an installed package."""
    with shelf.staging(folder()) as place:
        shelf.take(package.path, place)


def _not_there(word: str, target: str, there: list[Package]) -> UsageError:
    near = routes.near(target, {one.to_code: one.to_name for one in there})
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    return UsageError(f"no package for {word!r} is installed; {hint}see `tmpipe models list`")


def _setting(config: Path, key: str) -> str | None:
    """A value of argostranslate's own settings file, if there is one that can be read."""
    try:
        settings = json.loads((config / "argos-translate/settings.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    value = settings.get(key) if isinstance(settings, dict) else None
    return value if isinstance(value, str) else None


def _inspected() -> Iterator[Package | Damaged]:
    """Every package for translation among what lies in the folder, by name."""
    home = folder()
    try:
        paths = sorted(path for path in home.iterdir() if packages.is_package(path))
    except FileNotFoundError:
        return
    except OSError as error:
        message = f"the folder of Argos packages cannot be read ({error.strerror}); see ARGOS_PACKAGES_DIR"
        raise ConfigurationError(message, str(home)) from error
    for path in paths:
        try:
            if packages.is_translation(packages.metadata(path)):
                yield packages.read(path)
        except InputError as error:
            yield Damaged(path, error.message)


def _put(path: Path, bring: Callable[[Path, Path], Path], pair: str = "") -> Package:
    """Brings a package to its place, and then takes away what else is of its pair."""
    home = folder()
    with shelf.staging(home) as place:
        package = _brought(path, place / "new", bring)
        if pair not in {"", package.pair}:
            raise InputError(f"the package is for {package.pair}; the index is wrong", str(path))
        target = home / f"translate-{package.pair}-{package.version.replace('.', '_')}"
        others = [one.path for one in installed() if one.pair == package.pair and one.path != target]
        shelf.put(package.path, target, place)
        for number, other in enumerate(others):
            shelf.take(other, place / f"other-{number}")
        shelf.forget(home, f"{package.pair}-")
    return packages.read(target)


def _brought(path: Path, into: Path, bring: Callable[[Path, Path], Path]) -> Package:
    """The package in its temporary place; errors name where it came from, not what is gone afterwards."""
    place = bring(path, into)
    try:
        return packages.read(place)
    except InputError as error:
        raise InputError(f"this is no translation package: {error.message}", str(path)) from error
