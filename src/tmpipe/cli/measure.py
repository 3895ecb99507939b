"""`tmpipe measure`: memory, machine."""

from __future__ import annotations

import tomllib
from contextlib import closing, nullcontext
from functools import partial
from itertools import product
from pathlib import Path

from tmpipe import parts
from tmpipe.cli.console import Arguments, here, out, progress, reading_bar, talk
from tmpipe.errors import UsageError
from tmpipe.files import read_whole
from tmpipe.memory import open_memory
from tmpipe.model import Band, Leverage, Locale
from tmpipe.project import Project, read_document
from tmpipe.scores import Trial


def measure(chosen: Arguments) -> int:
    return {"memory": _measure_memory, "machine": _measure_machine}[chosen.action](chosen)


def _measure_memory(chosen: Arguments) -> int:
    from tmpipe.reports import leverage

    project = here()
    found = _of_files(chosen) if project is None else _of_project(chosen, project)
    out(leverage.FORMS[chosen.format](found))
    return 0


def _of_project(chosen: Arguments, project: Project) -> Leverage:
    from tmpipe.pipeline.measure import Basis, measure_memory

    seeds = project.chosen(chosen.documents)
    basis = Basis(chosen.cutoff, with_own=chosen.with_own, internal=chosen.internal)
    with closing(_there(chosen.memory)) if chosen.memory else nullcontext() as other:
        return measure_memory(
            project, seeds, chosen.locale, basis=basis, memory=other, progress=progress(chosen)
        )


def _of_files(chosen: Arguments) -> Leverage:
    from tmpipe.pipeline.measure import Basis, measure_documents

    if not (chosen.documents and chosen.locale and chosen.memory):
        raise UsageError("no project here; `tmpipe measure memory FILE --locale L --memory URL` needs none")
    source = chosen.source_locale or "en"
    documents = [read_document(read_whole(Path(name), name), name, source) for name in chosen.documents]
    basis = Basis(chosen.cutoff, with_own=chosen.with_own, internal=chosen.internal)
    with closing(_there(chosen.memory)) as memory:
        locales = tuple(dict.fromkeys(chosen.locale))
        found = measure_documents(documents, memory, locales, source, basis=basis)
        for locale in filter(partial(_unhelped, found), locales):
            talk(chosen, _NOTHING.format(source, locale, ", ".join(memory.stats().locales) or "nothing"))
        return found


_NOTHING = (
    "note: this memory offers nothing for {0} → {1}; it holds translations into: {2}. Files often say en-US "
    "or fr-FR: import them with `--source-locale {0} --locale {1}`"
)


def _unhelped(found: Leverage, locale: Locale) -> bool:
    """Whether all that is to be translated into the locale is new."""
    bands = {
        band for row in found.rows if row.locale == locale for band, many in row.segments.items() if many
    }
    return Band.NEW in bands and bands <= {Band.NEW, Band.INTERNAL, Band.REPETITION}


def _there(url: str) -> parts.Memory:
    """The memory at the URL; a mistyped file's name makes none."""
    path = url.removeprefix("sqlite:")
    if path != url and not Path(path).is_file():
        raise UsageError(f"no memory in {path}; look at the URL {url!r}")
    return open_memory(url)


# --- machine


def _measure_machine(chosen: Arguments) -> int:
    from tmpipe.pipeline.ground import bare_ground, ground_of
    from tmpipe.pipeline.references import References
    from tmpipe.pipeline.scoring import measure_machine, total
    from tmpipe.reports import scores

    project = here()
    source = chosen.source_locale or (project.settings.source_locale if project else "en")
    sets = [References(path, chosen.locale, source, chosen.limit) for path in chosen.files]
    trials = _trials(chosen, project)
    where = (chosen.locale, source, chosen.glossary)
    common = ground_of(project, *where) if project else bare_ground(*where)
    with reading_bar(chosen, total(sets, trials), "measure", " texts") as told:
        found = measure_machine(common, sets, trials, calibrate=chosen.calibrate, told=told)
    out(scores.FORMS[chosen.format](found))
    return 0


def _trials(chosen: Arguments, project: Project | None) -> list[Trial]:
    """Each engine with each beam, with care and, where that is wanted, without."""
    default = project.settings.engine(chosen.locale) if project else "argos"
    engines = [_engine(told) for told in dict.fromkeys(chosen.engine or [default])]
    if any(name == "none" for name, _ in engines):
        raise UsageError(f"no engine is set for {chosen.locale}; name one with --engine")
    beams = [{"beam_size": beam} for beam in dict.fromkeys(chosen.beam)] or [{}]
    cared = (True, False) if chosen.plain else (True,)
    return [
        Trial(name, {**told, **beam}, careful)
        for (name, told), beam, careful in product(engines, beams, cared)
    ]


def _engine(told: str) -> tuple[str, dict[str, object]]:
    """An engine and what it is told: `argos`, or `argos,doubt=0,window=150` with values as in TOML."""
    name, *settings = told.split(",")
    pairs = [one.partition("=") for one in settings]
    if wrong := next((one for one in pairs if not (one[0] and one[2])), None):
        raise UsageError(f"--engine {told}: {wrong[0]!r} is no setting; write it as NAME,KEY=VALUE")
    return name, {key.strip(): _value(value.strip()) for key, _, value in pairs}


def _value(text: str) -> object:
    """A number or a truth as TOML writes it, else the text."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
