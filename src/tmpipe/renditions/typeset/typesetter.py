"""The typesetter, an optional part, and the fonts that it sets with."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, cast

from tmpipe.errors import MissingPartError

if TYPE_CHECKING:
    from typst import Fonts


def typesetter() -> Any:
    """The module `typst`; MissingPartError without it."""
    try:
        import typst
    except ImportError as error:
        raise MissingPartError("PDF needs a typesetter: pip install 'tmpipe[pdf]'") from error
    return typst


def fonts_with(folder: str, system: bool) -> Fonts:
    """The typesetter's own fonts, ours, those of a folder where one is named and, at need, the machine's."""
    with as_file(files("tmpipe.renditions.typeset") / "fonts") as ours:
        paths = [str(ours), *([folder] if folder else [])]
        return cast("Fonts", typesetter().Fonts(include_system_fonts=system, font_paths=paths))


@cache
def our_fonts(system: bool) -> Fonts:
    """Likewise, without a folder; found once."""
    return fonts_with("", system)
