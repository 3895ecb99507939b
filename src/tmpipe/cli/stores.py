"""`tmpipe models`: the machine's packages."""

from __future__ import annotations

import os
from pathlib import Path

from tmpipe.cli.console import (
    Arguments,
    download_bar,
    out,
    say,
    talk,
)
from tmpipe.errors import UsageError


def models(chosen: Arguments) -> int:
    verbs = {"list": _models_list, "install": _models_install, "remove": _models_remove}
    return verbs[chosen.action](chosen)


def _models_list(chosen: Arguments) -> int:
    from tmpipe.engines import models

    for package in models.installed():
        pair = f"{package.from_code}_{package.to_code}"
        out(f"{pair} {package.version}  {package.name}  {package.size / 1e6:.1f} MB  {package.path}")
    for broken in models.damaged():
        say(f"{broken.path}: {broken.reason}")
    if not models.installed():
        talk(chosen, "no package is installed; `tmpipe models install fr` or `... install FILE.argosmodel`")
    return 0


def _models_install(chosen: Arguments) -> int:
    from tmpipe.engines import models

    files = [what for what in chosen.what if what.endswith(".argosmodel") or os.sep in what]
    locales = [what for what in chosen.what if what not in files]
    done = [models.install_file(Path(file)) for file in files]
    if locales:
        done += models.install(locales, chosen.source_locale, download_bar(chosen))
    for package in done:
        out(f"{package.name} {package.version} is installed")
    return 0


def _models_remove(chosen: Arguments) -> int:
    from tmpipe.engines import models

    for locale in chosen.what:
        package = models.find(chosen.source_locale, locale)
        if package is None:
            raise UsageError(f"no package for {locale!r} is installed; see `tmpipe models list`")
        models.remove(package)
        out(f"{package.name} {package.version} is removed")
    return 0
