"""What two editions of a glossary have each of their own, and one put into the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tmpipe.errors import InputError
from tmpipe.glossary import table
from tmpipe.model import Finding, Locale, Term, TermTarget

ADDED, REMOVED, CHANGED, SAME = "added", "removed", "changed", "same"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that differs."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """A term in two editions."""

    kind: str
    """`added`, `removed`, `changed`, `same`."""
    term: Term
    """The new one; a removed one as it was."""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """What a new edition of a glossary changes, and what becomes of the entries of catalogs."""

    changes: tuple[Change, ...]
    """Without those that are the same."""
    broken: tuple[Finding, ...] = ()
    """What is wrong by the new edition, and was not by the old one: in finished entries."""
    suggestions: tuple[Finding, ...] = ()
    """The same in entries that nobody has finished."""
    settled: tuple[Finding, ...] = ()
    """What was wrong by the old edition, and is not by the new one."""
    catalogs: int = 0
    """How many were judged."""


def compare(old: Iterable[Term], new: Iterable[Term]) -> tuple[Change, ...]:
    """Each term, in the new edition's order; then those that are gone."""
    before = {term.id: term for term in old}
    now = {term.id: term for term in new}
    here = (_change(before.get(term.id), term) for term in now.values())
    gone = (Change(REMOVED, term) for term in before.values() if term.id not in now)
    return (*here, *gone)


def _change(old: Term | None, new: Term) -> Change:
    if old is None:
        return Change(ADDED, new)
    a, b = table.cells(old), table.cells(new)
    cells = (Cell(name, a.get(name, ""), b.get(name, "")) for name in dict.fromkeys((*a, *b)))
    differing = tuple(cell for cell in cells if cell.old != cell.new)
    return Change(CHANGED if differing else SAME, new, differing)


def merged(own: Sequence[Term], others: Iterable[Term]) -> tuple[Term, ...]:
    """Our terms with what the others say: a cell of theirs that holds anything stands instead of ours, new
    terms come at the end. Terms are the same by `term_id`, or by a source form.

    InputError, with the place in their file, where that cannot be: a form permitted and forbidden at once,
    a source form of two terms.
    """
    found = {term.id: term for term in own}
    forms = {form.casefold(): term.id for term in own for form in term.source}
    locales = {locale for term in own for locale in term.targets}
    for other in others:
        known = other.id if other.id in found else forms.get(other.source[0].casefold(), other.id)
        theirs = replace(other, id=known, targets=dict(_targets(other, locales)))
        for form in theirs.source:
            if (owner := forms.setdefault(form.casefold(), known)) != known:
                message = f"{form!r} is a source form of {owner!r}, and here of {known!r}; give it to one"
                raise InputError(message, other.path, other.line)
        found[known] = _together(found[known], theirs) if known in found else theirs
    return tuple(found.values())


def _targets(term: Term, locales: set[Locale]) -> Iterator[tuple[Locale, TermTarget]]:
    """Theirs by our locales: their `fr-FR` is our `fr`, where we have no `fr-FR`."""
    for locale, target in term.targets.items():
        plain = locale.partition("-")[0]
        ours = plain if plain in locales and locale not in locales and plain not in term.targets else locale
        yield ours, target


def _together(ours: Term, theirs: Term) -> Term:
    locales = dict.fromkeys((*ours.targets, *theirs.targets))
    return replace(
        theirs,
        source=(theirs.source[0], *_variants(ours, theirs)),
        targets={locale: _target(ours, theirs, locale) for locale in locales},
        case=ours.case if theirs.case == "free" else theirs.case,
        do_not_translate=ours.do_not_translate
        if theirs.do_not_translate == "no"
        else theirs.do_not_translate,
        occurrences=ours.occurrences if theirs.occurrences == "all" else theirs.occurrences,
        pos=theirs.pos or ours.pos,
        domain=theirs.domain or ours.domain,
        note=theirs.note or ours.note,
        evidence=theirs.evidence or ours.evidence,
        status=theirs.status or ours.status,
        columns=tuple((dict(ours.columns) | dict(theirs.columns)).items()),
    )


def _variants(ours: Term, theirs: Term) -> tuple[str, ...]:
    """Their variants, or ours where they have none; a form of ours that was the first stays a variant."""
    rest = theirs.source[1:] or ours.source[1:]
    first = () if ours.source[0] in theirs.source else (ours.source[0],)
    return tuple(form for form in dict.fromkeys((*first, *rest)) if form != theirs.source[0])


def _target(ours: Term, theirs: Term, locale: Locale) -> TermTarget:
    mine, other = ours.targets.get(locale, TermTarget("")), theirs.targets.get(locale, TermTarget(""))
    target = TermTarget(
        other.preferred or mine.preferred,
        other.permitted or mine.permitted,
        other.forbidden or mine.forbidden,
    )
    for bad in target.forbidden:
        if bad.form in target.forms:
            message = (
                f"{locale}: {bad.form!r} of {ours.id!r} would be permitted and forbidden; decide for one"
            )
            raise InputError(message, theirs.path, theirs.line)
    return target
