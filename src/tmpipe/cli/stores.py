"""`tmpipe models`: the machine's packages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tmpipe.cli.console import Arguments, download_bar, out, say, talk

if TYPE_CHECKING:
    from tmpipe.engines.packages.index import Offer
    from tmpipe.engines.packages.models import Package
    from tmpipe.engines.packages.supply import Ends

_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
"""A folder of such a name is written `./fr`."""


def models(chosen: Arguments) -> int:
    verbs = {"list": _models_list, "install": _models_install, "remove": _models_remove}
    return verbs[chosen.action](chosen)


# --- list --------------------------------------------------------------------------------------------


def _models_list(chosen: Arguments) -> int:
    if chosen.available:
        return _models_available(chosen)
    from tmpipe.engines.packages import models

    found, broken = models.installed(), models.damaged()
    if chosen.format == "json":
        damaged = [{"path": str(one.path), "reason": one.reason} for one in broken]
        _out_json({"folder": str(models.folder()), "packages": [*map(_told, found)], "damaged": damaged})
        return 0
    for package in found:
        told = f"{package.pair} {package.version}  {package.name}  {_megabytes(package.size)}"
        out(f"{told}  {package.licence}  {package.path}")
    for one in broken:
        say(f"{one.path}: {one.reason}; install it again, or: tmpipe models remove {one.path.name}")
    if not found:
        talk(chosen, "no package is installed; `tmpipe models install fr` or `... install FILE.argosmodel`")
    return 0


def _told(package: Package) -> dict[str, object]:
    return {
        "from": package.from_code,
        "to": package.to_code,
        "name": package.name,
        "version": package.version,
        "size": package.size,
        "licence": package.licence,
        "path": str(package.path),
    }


def _models_available(chosen: Arguments) -> int:
    """What the index has, by pair; of each pair the newest."""
    from tmpipe.engines.packages import index, models, routes

    newest = routes.newest(index.offers())
    here = {pair: one.version for pair, one in routes.newest(models.installed()).items()}
    if chosen.format == "json":
        listed = [_told_offer(newest[pair], here.get(pair)) for pair in sorted(newest)]
        _out_json({"index": index.address().url, "packages": listed})
        return 0
    for pair in sorted(newest):
        offer = newest[pair]
        size = f"  {_megabytes(offer.size)}" if offer.size else ""
        installed = f"  {here[pair]} is installed" if pair in here else ""
        out(f"{offer.what}  {offer.name}{size}{installed}")
    return 0


def _told_offer(offer: Offer, installed: str | None) -> dict[str, object]:
    return {
        "from": offer.from_code,
        "to": offer.to_code,
        "name": offer.name,
        "version": offer.version,
        "size": offer.size,
        "sha256": offer.sha256 or None,
        "installed": installed,
        "links": [link.url for link in offer.links],
    }


def _out_json(document: object) -> None:
    out(json.dumps(document, ensure_ascii=False, indent=1))


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


# --- install and remove ------------------------------------------------------------------------------


def _models_install(chosen: Arguments) -> int:
    from tmpipe.engines.packages import models

    paths = [what for what in chosen.what if _is_path(what)]
    for path in paths:
        _say_installed(models.install_from(Path(path)))
    if locales := [what for what in chosen.what if what not in paths]:
        _say_installed(_from_the_index(chosen, locales))
    return 0


def _is_path(what: str) -> bool:
    """Whether a file or folder is meant, and no language: be it one that is misspelt."""
    return not _LOCALE.fullmatch(what) and (bool({*what} & {*"./\\"}) or Path(what).exists())


def _say_installed(packages: Iterable[Package]) -> None:
    for package in packages:
        out(f"{package.name} {package.version} is installed")


def _from_the_index(chosen: Arguments, locales: Sequence[str]) -> Iterator[Package]:
    """Installs what lacks for the locales, one package after the other."""
    from tmpipe.engines.packages import index, routes, supply

    wanted = [routes.ends(locale, chosen.source_locale) for locale in locales]
    ways = supply.ways(index.offers(), wanted)
    for ends, way in zip(wanted, ways, strict=True):
        _note_pivot(chosen, ends, way)
    with download_bar(chosen) as progress:
        for offer in dict.fromkeys(offer for way in ways for offer in way):
            here = None if chosen.again else supply.there(offer)
            if here:
                talk(chosen, f"{here.name} {here.version} is here already; --again installs it anew")
            else:
                yield supply.bring(offer, progress)


def _note_pivot(chosen: Arguments, ends: Ends, way: Sequence[Offer]) -> None:
    """Says that there is no direct package, and what takes its place."""
    if len(way) > 1:
        names = " and ".join(offer.pair for offer in way)
        talk(
            chosen,
            f"note: the index has no package from {ends[0]} to {ends[1]}; {names} take its place: texts go "
            f"through {way[0].to_name}, and lose something at each step",
        )


def _models_remove(chosen: Arguments) -> int:
    from tmpipe.engines.packages import models

    found = [one for word in chosen.what for one in models.meant(word, chosen.source_locale)]
    for package in dict.fromkeys(found):
        models.remove(package)
        named = f"{package.name} {package.version}" if isinstance(package, models.Package) else package.path
        out(f"{named} is removed")
    return 0
