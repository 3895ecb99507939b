"""An engine as the project's `[engines.<name>]` table wants it, or as it is without one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import Parameter, signature
from pathlib import Path
from typing import Any

from tmpipe import configuration, parts
from tmpipe.errors import ConfigurationError
from tmpipe.model import Locale
from tmpipe.project import Project

_PLACE = "folder"
"""The setting that is a path: like all paths of a configuration it is the project folder's."""


def settings_of(project: Project, name: str) -> dict[str, Any]:
    """What the engine is opened with in this project."""
    settings = dict(project.settings.engine_settings(name))
    place = settings.get(_PLACE)
    if isinstance(place, str) and place and not place.startswith("~"):
        settings[_PLACE] = str(project.root / Path(place))
    return settings


def open_engine(
    project: Project, name: str, locale: Locale, *, source_locale: Locale = "", **more: Any
) -> parts.Engine:
    """The engine for a locale; `more` settings come before the project's.

    ConfigurationError, with its place in `tmpipe.toml`, for settings that it cannot use; MissingPartError
    where it lacks something.
    """
    parts.part("engines", name)  # tmpipe.toml names known ones alone: an unknown one was typed elsewhere
    settings = {**settings_of(project, name), **more}
    try:
        return open_bare(name, source_locale or project.settings.source_locale, locale, **settings)
    except ConfigurationError as error:
        if error.path is None:
            error.path = project.shown(configuration.NAME)
            error.line = project.settings.engine_line(name, error.message)
        raise


def open_bare(name: str, source_locale: Locale, locale: Locale, **settings: Any) -> parts.Engine:
    """The engine with these settings and no others; errors as those of `open_engine`, without a place."""
    opener: Callable[..., parts.Engine] = parts.part("engines", name)
    _require_known(opener, name, settings)
    return opener(source_locale, locale, **settings)


def _require_known(opener: Callable[..., parts.Engine], name: str, settings: Mapping[str, Any]) -> None:
    """Complains of a setting that an engine does not take which says which it takes."""
    takes = signature(opener).parameters
    if not any(one.kind is Parameter.VAR_KEYWORD for one in takes.values()):
        for key in settings:
            if key not in takes:
                raise ConfigurationError(f"the {name} engine has no setting {key}")
