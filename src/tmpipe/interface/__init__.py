"""What our pages say themselves: English in the code, other languages in gettext catalogs."""

from __future__ import annotations

from tmpipe.model import Locale

SLUG = "tmpipe"
"""Names a project's own catalogs of these texts among those of its documents."""


def catalog_name(locale: Locale) -> str:
    """What renditions and the site call the project's own catalog of a locale."""
    return f"{SLUG}.{locale}.po"
