"""When texts last changed, as their content tells: no clock is asked, so that two runs say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tmpipe import history
from tmpipe.model import Locale
from tmpipe.project import Project
from tmpipe.release.appraisal import Appraisal
from tmpipe.release.texts import Text

Place = tuple[str, Locale]
"""A slug and a locale."""


def dated(
    project: Project, found: Mapping[Place, Appraisal], before: Mapping[Place, Text]
) -> Mapping[Place, Appraisal]:
    """The same, each with its day.

    A text that is as in the release before has the day that it has there. Of others it is the latest of what
    the catalog and the sign-offs say, and of git's last change of the file: who mends a word by hand leaves
    the catalog's day as it was, and a commit may change comments alone.
    """
    paths = {seed.slug: seed.path for seed in project.seeds}
    source = project.settings.source_locale
    files = {
        (slug, locale): paths[slug] if locale == source else project.catalog_path(slug, locale)
        for slug, locale in found
    }
    days = history.dates(project.root, sorted({path.split("/")[0] for path in files.values()}))
    return {
        place: replace(now, date=_known(now, before.get(place)) or max(now.date, days.get(files[place], "")))
        for place, now in found.items()
    }


def _known(now: Appraisal, old: Text | None) -> str:
    """The day of the release before, where the text is the same."""
    if old is None or (old.state, old.vouchers) != (now.state, now.vouchers):
        return ""
    one, other = old.fingerprint, now.fingerprint
    return old.date if (one.source, one.catalog) == (other.source, other.catalog) else ""
