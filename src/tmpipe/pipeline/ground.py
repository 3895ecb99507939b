"""What engines are measured on: the languages, how an engine is opened, and who judges what it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tmpipe import parts
from tmpipe.checks.base import ALL, Levels
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import Locale
from tmpipe.pipeline.gate import Gate
from tmpipe.pipeline.glossary import read_terms
from tmpipe.pipeline.opening import open_bare, open_engine, settings_of
from tmpipe.project import Project
from tmpipe.scores import Trial

_PLACES = frozenset({"folder", "url"})
"""Settings that say where an engine is, and not what it makes of a text."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What all trials have in common."""

    locale: Locale
    source_locale: Locale
    opened: Callable[[Trial], parts.Engine]
    """A trial's engine, without care."""
    configured: Callable[[str], Mapping[str, object]]
    """What an engine of this name is told in any case."""
    termbase: Termbase
    gate: Gate
    least: float = parts.LEAST_CONFIDENCE
    """The least confidence of what care lets pass."""

    def careful(self, engine: parts.Engine) -> parts.Engine:
        """The engine with the care that translators get around it."""
        from tmpipe.engines.care.careful import Careful  # it is much, and not needed without care

        return Careful(engine, self.source_locale, self.locale, self.gate, least=self.least)

    def settings(self, trial: Trial) -> dict[str, object]:
        """All that the trial's engine is told, but for where it is."""
        told = {**self.configured(trial.engine), **trial.settings}
        return {name: value for name, value in told.items() if name not in _PLACES}

    @property
    def glossary(self) -> str:
        """A hash of the glossary and the checks that judge; `none` for no glossary."""
        return self.gate.stamp[:12] if self.termbase.terms else "none"


def bare_ground(locale: Locale, source_locale: Locale, glossaries: Sequence[str]) -> Ground:
    """Where there is no project: engines as they are by default, and the glossaries that are named."""
    termbase = _termbase(glossaries, source_locale)

    def opened(trial: Trial) -> parts.Engine:
        return open_bare(trial.engine, source_locale, locale, **trial.settings)

    gate = Gate(termbase, locale, source_locale, ALL)
    return Ground(locale, source_locale, opened, lambda _: {}, termbase, gate)


def ground_of(
    project: Project, locale: Locale, source_locale: Locale = "", glossaries: Sequence[str] = ()
) -> Ground:
    """Within a project: its engines' settings, its checks, and its glossary unless others are named."""
    source = source_locale or project.settings.source_locale
    own = not glossaries and source == project.settings.source_locale
    termbase = project.termbase if own else _termbase(glossaries, source)

    def opened(trial: Trial) -> parts.Engine:
        return open_engine(project, trial.engine, locale, source_locale=source, **trial.settings)

    def configured(name: str) -> Mapping[str, object]:
        return settings_of(project, name)

    gate = Gate(termbase, locale, source, Levels(severities=project.settings.severity))
    least = project.settings.least_confidence
    return Ground(locale, source, opened, configured, termbase, gate, least)


def _termbase(glossaries: Sequence[str], source_locale: Locale) -> Termbase:
    terms = [term for path in glossaries for term in read_terms(path, source_locale=source_locale)]
    return Termbase(terms, source_locale)
