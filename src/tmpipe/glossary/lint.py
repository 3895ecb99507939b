"""What is doubtful in a glossary itself: cells that contradict one another, or other terms' cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tmpipe.glossary.spelling import plain
from tmpipe.glossary.termbase import in_latin_letters, tag_of
from tmpipe.model import Finding, Locale, Severity, Term, TermTarget
from tmpipe.text.languages import language

_WORDS = re.compile(r"\w+(?:[’'\u200c-]\w+)*")
_UNSEEN = re.compile("[\u00ad\u200b\u200d-\u200f\u2060-\u2064\ufeff]")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is doubtful of a term."""

    check: str
    severity: Severity
    term: Term
    message: str
    locale: Locale | None = None


def lint(terms: Sequence[Term]) -> tuple[Finding, ...]:
    """All doubts as findings, in the order of the lines; the work grows with the table's length."""
    found = [doubt for look in _LOOKS for doubt in look(terms)]
    found.sort(key=lambda doubt: (doubt.term.path, doubt.term.line, doubt.check, doubt.message))
    return tuple(
        Finding(
            one.check,
            one.severity,
            one.term.path,
            max(one.term.line, 1),
            f"{one.locale}: {one.message}" if one.locale else one.message,
            one.locale,
            term=one.term.id,
        )
        for one in found
    )


def _every(terms: Iterable[Term]) -> Iterator[tuple[Term, Locale, TermTarget]]:
    for term in terms:
        for locale, target in term.targets.items():
            yield term, locale, target


def _same_source(terms: Sequence[Term]) -> Iterator[Doubt]:
    """A source form of two terms: only one of them is found."""
    owners: dict[str, Term] = {}
    for term in terms:
        for form in term.source:
            owner = owners.setdefault(plain(form)[0], term)
            if owner is not term:
                told = f"{form!r} is a source form of {owner.id!r}, too; a text names one of them"
                yield Doubt("glossary-same-source", Severity.WARNING, term, told)


def _forbidden_elsewhere(terms: Sequence[Term]) -> Iterator[Doubt]:
    """A form that is forbidden for one term and right for another."""
    owners: dict[tuple[Locale, str], Term] = {}
    for term, locale, target in _every(terms):
        for form in target.forms:
            owners.setdefault((locale, _key(form)), term)
    for term, locale, target in _every(terms):
        for bad in target.forbidden:
            owner = owners.get((locale, _key(bad.form)))
            if owner and owner is not term and not bad.elsewhere:
                told = f"{bad.form!r} is right for {owner.id!r}; begin the reason with “{bad.MARKER}”"
                yield Doubt("glossary-forbidden-elsewhere", Severity.INFO, term, told, locale)


def _forbidden_inside(terms: Sequence[Term]) -> Iterator[Doubt]:
    """A forbidden form in a permitted one, or one that begins as a permitted one ends."""
    for term, locale, target in _every(terms):
        for bad in target.forbidden if term.case != "exact" else ():
            wrong = _split(bad.form)
            for form in target.forms:
                right = _split(form)
                if wrong != right and _holds(right, wrong):
                    told = f"the permitted {form!r} holds the forbidden {bad.form!r}; it counts"
                    yield Doubt("glossary-forbidden-inside", Severity.INFO, term, told, locale)
                elif wrong != right and (shared := _overlap(right, wrong)):
                    rest = " ".join(wrong[shared:])
                    level = Severity.INFO if len(right) >= len(wrong) else Severity.WARNING
                    told = (f"the permitted {form!r} before {rest!r} holds the forbidden {bad.form!r}; "
                            "the longer one counts, of two that are as long the permitted one")  # fmt: skip
                    yield Doubt("glossary-forbidden-inside", level, term, told, locale)


def _split(form: str) -> list[str]:
    return _WORDS.findall(form.casefold())


def _holds(long: Sequence[str], short: Sequence[str]) -> bool:
    ends = len(long) - len(short) + 1
    return bool(short) and any(long[at : at + len(short)] == short for at in range(ends))


def _overlap(right: Sequence[str], wrong: Sequence[str]) -> int:
    """How many words at the end of the right form the wrong one begins with; fewer than all of either."""
    sizes = range(min(len(right), len(wrong)) - 1, 0, -1)
    return next(
        (size for size in sizes if right[-size:] == wrong[:size] and len("".join(wrong[:size])) > 4), 0
    )


def _locales(terms: Sequence[Term]) -> Iterator[Doubt]:
    """A locale in which most terms have a form, and this one none."""
    counts: dict[Locale, int] = {}
    for _, locale, target in _every(terms):
        counts[locale] = counts.get(locale, 0) + bool(target.forms)
    usual = [locale for locale, count in counts.items() if 2 * count > len(terms)]
    for term in terms:
        for locale in usual:
            forms = term.targets.get(locale, TermTarget("")).forms
            if term.do_not_translate == "no" and not forms:
                yield Doubt("glossary-no-form", Severity.INFO, term, f"no form in {locale}", locale)


def _capitals(terms: Sequence[Term]) -> Iterator[Doubt]:
    """Cells whose capitals contradict the case rule."""
    for term in terms:
        if term.case == "acronym" and not any(map(_has_acronym, term.source)):
            told = "case is `acronym`, but no source form has two capitals in a word"
            yield Doubt("glossary-case", Severity.WARNING, term, told)
    for term, locale, target in _every(terms):
        folded = {form.casefold(): form for form in reversed(target.forms)}
        for form in target.forms if term.case == "exact" else ():
            if folded[form.casefold()] != form:
                told = f"case is `exact`, but {folded[form.casefold()]!r} and {form!r} are both permitted"
                yield Doubt("glossary-case", Severity.WARNING, term, told, locale)
        for bad in target.forbidden if term.case == "free" else ():
            if bad.form.casefold() in folded:
                told = f"{bad.form!r} is forbidden for its capitals, but case is `free`"
                yield Doubt("glossary-case", Severity.WARNING, term, told, locale)


def _has_acronym(form: str) -> bool:
    return any(sum(map(str.isupper, word)) > 1 for word in form.split())


def _repeated(terms: Sequence[Term]) -> Iterator[Doubt]:
    for term, locale, target in _every(terms):
        seen: set[str] = set()
        for form in target.forms:
            if form in seen:
                yield Doubt("glossary-repeated", Severity.INFO, term, f"{form!r} stands twice", locale)
            seen.add(form)


def _untranslated(terms: Sequence[Term]) -> Iterator[Doubt]:
    """A term that is not to be translated, with a form that is none of its source forms."""
    for term, locale, target in _every(terms):
        kept = term.do_not_translate != "no" and in_latin_letters(locale)
        stays = term.do_not_translate == "yes" or kept
        known = {_key(form) for form in term.source}
        for form in target.forms if stays else ():
            mine = _key(form)
            if not any(mine.startswith(one) or one.startswith(mine) or one.endswith(mine) for one in known):
                told = f"{form!r} is a translation, but do_not_translate is {term.do_not_translate!r}"
                yield Doubt("glossary-do-not-translate", Severity.WARNING, term, told, locale)


def _look_alikes(terms: Sequence[Term]) -> Iterator[Doubt]:
    """Letters of another script within a word, the other kind of ye and kaf, characters nobody sees."""
    for term in terms:
        yield from _odd(term, term.source, None)
        for locale, target in term.targets.items():
            yield from _odd(term, [*target.forms, *(bad.form for bad in target.forbidden)], locale)
            for form in target.forms:
                plainly = (
                    form.translate(language(locale).inflection.letters) if tag_of(locale) == "fa" else form
                )
                if any(letter in form for letter in "يكى") and plainly != form:
                    told = f"{form!r} has an Arabic ye or kaf; Persian has ی and ک"
                    yield Doubt("glossary-look-alike", Severity.WARNING, term, told, locale)


def _odd(term: Term, forms: Iterable[str], locale: Locale | None) -> Iterator[Doubt]:
    for form in forms:
        for word in _WORDS.findall(form):
            scripts = {_script(letter) for letter in word if letter.isalpha()} - {""}
            if len(scripts) > 1:
                told = f"{word!r} mixes {' and '.join(sorted(scripts))} letters"
                yield Doubt("glossary-look-alike", Severity.WARNING, term, told, locale)
        if _UNSEEN.search(form) or "  " in form:
            told = f"{form!a} has characters that nobody sees, or two blanks"
            yield Doubt("glossary-look-alike", Severity.INFO, term, told, locale)


def _script(letter: str) -> str:
    """`Latin`, `Cyrillic`, `Greek`, `Arabic` ..., by the letter's name; empty for another one."""
    name = unicodedata.name(letter, "").split(" ", 1)[0].title()
    return name if name in {"Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Armenian"} else ""


def _key(form: str) -> str:
    """The form's letters, without accents."""
    return re.sub(r"[\W_\u0300-\u036f]+", "", unicodedata.normalize("NFD", form.casefold()))


_LOOKS: tuple[Callable[[Sequence[Term]], Iterator[Doubt]], ...] = (
    _same_source,
    _forbidden_elsewhere,
    _forbidden_inside,
    _locales,
    _capitals,
    _repeated,
    _untranslated,
    _look_alikes,
)
