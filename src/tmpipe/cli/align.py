"""`tmpipe align`: a document and its translation to units of a memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tmpipe.cli.console import Arguments, here, out_bytes, say, talk
from tmpipe.errors import UsageError
from tmpipe.files import read_whole, require_folder, write_pieces
from tmpipe.model import Bead, Finding, Locale, Term
from tmpipe.text.locales import is_tag, locale_named


def align(chosen: Arguments) -> int:
    from tmpipe.memory.align import align
    from tmpipe.pipeline.align import segments_of, summary

    form = _form(chosen)
    locales = _locale(chosen.source_locale), _locale(chosen.locale)
    source, target = (
        segments_of(read_whole(Path(path), path), path, locale, segmented=chosen.segmented)
        for path, locale in zip((chosen.source, chosen.target), locales, strict=True)
    )
    beads = align(source, target, *locales, terms=_terms(chosen))
    told: list[Finding] = []
    pieces = _written(chosen, (source, target), beads, locales, form=form, told=told)
    if chosen.output:
        write_pieces(Path(chosen.output), pieces, chosen.output)
    else:
        out_bytes(pieces)
    for finding in told:
        say(str(finding))
    talk(chosen, summary(beads))
    return int(bool(told))


def _form(chosen: Arguments) -> tuple[str, str]:
    """(form, compression) of the result; TmpipeError where it could not be written, before all the work."""
    from tmpipe.pipeline.exchange import ALIGNED, form_named

    if not chosen.output:
        return chosen.format or "tsv", ""
    place = Path(chosen.output)
    require_folder(place, chosen.output)
    return form_named(chosen.output, chosen.format or ("" if place.suffix else "tsv"), ALIGNED)


def _written(
    chosen: Arguments,
    texts: tuple[Sequence[str], Sequence[str]],
    beads: Sequence[Bead],
    locales: tuple[Locale, Locale],
    *,
    form: tuple[str, str],
    told: list[Finding],
) -> Iterable[bytes]:
    """The result in the form that is asked for, in pieces; what that form cannot hold is told."""
    from tmpipe.pipeline.align import as_json, units
    from tmpipe.pipeline.exchange import compressed, write

    kind, packing = form
    if kind == "json":
        return compressed((as_json(beads).encode(),), packing)
    source_locale, locale = locales
    found = units(
        *texts,
        beads,
        source_locale=source_locale,
        locale=locale,
        document=chosen.source,
        file=chosen.target,
    )
    shown = chosen.output or "-"
    return write(found, kind, source_locale, packing=packing, told=told.append, path=shown)


def _locale(tag: str) -> Locale:
    if not is_tag(tag):
        raise UsageError(f"{tag!a} is no locale; one is a tag such as fr or pt-BR")
    return locale_named(tag)


def _terms(chosen: Arguments) -> tuple[Term, ...]:
    """The terms of the glossaries that are named, else those of the project, if there is one here."""
    from tmpipe.pipeline.glossary import read_terms

    if chosen.glossary:
        source_locale = _locale(chosen.source_locale)
        return tuple(t for path in chosen.glossary for t in read_terms(path, source_locale=source_locale))
    project = here()
    return project.terms if project else ()
