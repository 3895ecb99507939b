"""The glossary as TBX (ISO 30042) keeps it: read <-> write, `read(write(terms), path) == terms`.

Written as TBX-Basic in the style DCA, or as the second edition, the one that Weblate and older tools read.
Read in both styles and editions. What TBX-Basic has no data category for stands in notes `tmpipe:name=value`,
since its schema allows no further categories; docs/glossary.md lists them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tmpipe.errors import InputError
from tmpipe.glossary.table import CASES, DO_NOT_TRANSLATE, OCCURRENCES, slug
from tmpipe.model import Forbidden, Locale, Term, TermTarget
from tmpipe.text.locales import locale_named

_Element: TypeAlias = Any
"""lxml's, whose stubs know no line."""

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_PREFERRED, _ADMITTED, _DEPRECATED = (
    f"{status}Term-admn-sts" for status in ("preferred", "admitted", "deprecated")
)
_PARTS = ("noun", "verb", "adjective", "adverb", "other")
"""What the standard knows of parts of speech."""
_LANGUAGES = {"langSec", "langSet"}
_TERMS = {"termSec", "tig", "ntig"}
_PRIVATE = re.compile(r"tmpipe:(?P<name>[a-z_]+(?::[^=]+)?)=(?P<value>.*)", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8})*")


def write(terms: Iterable[Term], source_locale: Locale = "en", edition: int = 3) -> bytes:
    """The terms as a TBX file of edition 3 (`tbx`, ISO 30042:2019) or 2 (`martif`)."""
    from lxml import etree

    head, concept, language, section = _NAMES[edition]
    namespace: Any = {None: _NAMESPACE} if edition == 3 else None  # the stubs know no unnamed one
    root = etree.Element(head, {"type": "TBX-Basic"}, nsmap=namespace)
    root.set(f"{_XML}lang", source_locale)
    if edition == 3:
        root.set("style", "dca")
    header = etree.SubElement(root, "tbxHeader" if edition == 3 else "martifHeader")
    described = etree.SubElement(etree.SubElement(header, "fileDesc"), "sourceDesc")
    etree.SubElement(described, "p").text = "A glossary written by tmpipe"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    taken: dict[str, int] = {}
    for term in terms:
        _add(etree.SubElement(body, concept), term, (source_locale, language, section), taken)
    etree.indent(root)
    kind = '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">\n' if edition == 2 else ""
    text = str(etree.tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{kind}{text}\n'.encode()


_NAMES = {3: ("tbx", "conceptEntry", "langSec", "termSec"), 2: ("martif", "termEntry", "langSet", "tig")}


def _add(entry: _Element, term: Term, names: tuple[Locale, str, str], taken: dict[str, int]) -> None:
    source_locale, language, section = names
    private = _private(term)
    if not _NAME.fullmatch(term.id) or term.id in taken:
        private = {"id": term.id, **private}
    entry.set("id", _free(term.id, taken))
    _child(entry, "descrip", "subjectField", term.domain)
    if section == "tig" and term.do_not_translate != "no":
        _child(entry, "descrip", "Translation needed", "No")
    _child(entry, "admin", "source", term.evidence)
    _child(entry, "note", "", "" if _PRIVATE.fullmatch(term.note) else term.note)
    for name, value in private.items():
        _child(entry, "note", "", f"tmpipe:{name}={value}")
    forms = [(form, _ADMITTED if at else _PREFERRED, "") for at, form in enumerate(term.source)]
    kind = "acronym" if term.case == "acronym" else ""
    _language(entry, (language, section), source_locale, forms, (_part(term.pos), kind))
    for locale, target in term.targets.items():
        if forms := list(_forms(target)):
            _language(entry, (language, section), locale, forms)


def _language(
    entry: _Element,
    names: tuple[str, str],
    locale: Locale,
    forms: Sequence[tuple[str, str, str]],
    of_first: tuple[str, str] = ("", ""),
) -> None:
    """The forms in a language, each with its status and its reason."""
    language = _child(entry, names[0], "", None)
    language.set(f"{_XML}lang", locale)
    for number, (form, status, reason) in enumerate(forms):
        section = _child(language, names[1], "", None)
        _child(section, "term", "", form)
        part, kind = ("", "") if number else of_first
        _child(section, "termNote", "partOfSpeech", part)
        _child(section, "termNote", "termType", kind)
        _child(section, "termNote", "administrativeStatus", status)
        _child(section, "note", "", reason)


def _child(parent: _Element, name: str, kind: str, text: str | None) -> _Element:
    """A new element with this text; an empty text makes none."""
    from lxml import etree

    if text == "":
        return None
    child = etree.SubElement(parent, name)
    if kind:
        child.set("type", kind)
    try:
        child.text = text
    except ValueError as error:
        raise InputError(f"{text!r} holds a character that cannot stand in XML; delete it") from error
    return child


def _free(name: str, taken: dict[str, int]) -> str:
    """The name as an XML id that nothing has; `taken` tells the number up to which each is counted."""
    plain = re.sub(r"[^\w.-]", "_", name, flags=re.ASCII)
    plain = plain if _NAME.fullmatch(plain) else f"c{plain}"
    number, free = taken.get(plain, 1), plain
    while free in taken:
        number += 1
        free = f"{plain}-{number}"
    taken[free] = 1
    taken[plain] = number
    return free


def _private(term: Term) -> dict[str, str]:
    """What TBX-Basic has no category for, where it says anything."""
    told = {
        "case": "" if term.case == "free" else term.case,
        "do_not_translate": "" if term.do_not_translate == "no" else term.do_not_translate,
        "occurrences": "" if term.occurrences == "all" else term.occurrences,
        "pos": "" if term.pos in _PARTS else term.pos,
        "status": term.status,
        "note": term.note if _PRIVATE.fullmatch(term.note) else "",
        **{f"column:{name}": value for name, value in term.columns},
    }
    return {name: value for name, value in told.items() if value}


def _part(pos: str) -> str:
    """The standard's word for a part of speech: `noun` for a proper noun."""
    words = pos.lower().split()
    return next((part for part in _PARTS if part in words), "other" if pos else "")


def _forms(target: TermTarget) -> Iterator[tuple[str, str, str]]:
    if target.preferred:
        yield target.preferred, _PREFERRED, ""
    yield from ((form, _ADMITTED, "") for form in target.permitted)
    yield from ((bad.form, _DEPRECATED, bad.reason) for bad in target.forbidden)


# --- reading


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a concept in a language."""

    text: str
    status: str
    told: Mapping[str, str]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Told:
    """The categories and notes of an element."""

    categories: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds."""

    terms: tuple[Term, ...]
    skipped: tuple[int, ...] = ()
    """The lines of entries that have no term in the source locale."""


def read(data: bytes, path: str, source_locale: Locale = "en") -> tuple[Term, ...]:
    """The terms of a TBX file that have a form in the source locale."""
    return parse(data, path, source_locale).terms


def parse(data: bytes, path: str, source_locale: Locale = "en") -> Reading:
    """A TBX file of either edition and style, also as MultiTerm, memoQ and Weblate write it.

    Nothing outside the file is looked at. InputError with path and line where it cannot be read.
    """
    root = _root(data, path)
    seen: dict[str, int] = {}
    terms, skipped = [], []
    for entry in root.iter("{*}conceptEntry", "{*}termEntry"):
        languages = _languages(entry, path)
        source = _source(languages, source_locale)
        if source is None:
            skipped.append(int(entry.sourceline))
        else:
            terms.append(_unlike(_term(entry, languages, source, path), seen))
    if skipped and not terms:
        raise InputError(f"no entry has a term in {source_locale}, the source locale", path, skipped[0])
    return Reading(tuple(terms), tuple(skipped))


def _root(data: bytes, path: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True)
    try:
        root: _Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"no readable XML: {error.msg}; export it again", path, error.lineno or 1) from error
    declared: _Element = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise InputError("declares entities, which are not read; export it as plain TBX", path, 1)
    if _local(root) not in {"tbx", "TBX", "martif"}:
        raise InputError(f"no TBX: the first element is {_local(root)!r}, not tbx or martif", path, 1)
    return root


def _unlike(term: Term, seen: dict[str, int]) -> Term:
    if term.id in seen:
        raise InputError(
            f"the entry {term.id!r} stands in line {seen[term.id]}, too; merge them", term.path, term.line
        )
    seen[term.id] = term.line
    return term


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: _Element) -> str:
    """The element's text, with that of markup within it."""
    return "".join(str(part) for part in element.itertext()).strip()


def _told(element: _Element) -> _Told:
    """What stands directly in an element or in groups in it; by `type`, in the style DCT by name."""
    found = _Told()
    for child in element:
        name = _local(child)
        if name == "note":
            found.notes.append(_text(child))
        elif name.endswith("Grp"):
            inner = _told(child)
            found.categories = inner.categories | found.categories
            found.notes += inner.notes
        elif name not in {*_LANGUAGES, *_TERMS, "term", ""}:
            found.categories.setdefault(child.get("type") or name, _text(child))
    return found


def _term(entry: _Element, languages: dict[Locale, list[_Form]], source: Locale, path: str) -> Term:
    line = entry.sourceline
    told = _told(entry)
    private = {at["name"]: at["value"] for note in told.notes if (at := _PRIVATE.fullmatch(note))}
    forms = sorted(languages.pop(source), key=lambda form: form.status != "preferred")
    own, categories = {**forms[0].told}, told.categories
    notes = [told.categories.get("definition", "")]
    notes += [note for note in told.notes if not _PRIVATE.fullmatch(note)]
    notes += [note for one in entry if _local(one) in _LANGUAGES for note in _told(one).notes]
    notes += [note for form in forms for note in form.notes]
    notes += [
        note
        for all_ in languages.values()
        for form in all_
        if form.status != "forbidden"
        for note in form.notes
    ]
    return Term(
        id=private.get("id") or entry.get("id") or slug(forms[0].text),
        source=tuple(dict.fromkeys(form.text for form in forms)),
        targets={locale: _target(all_) for locale, all_ in languages.items()},
        case=_one_of(
            CASES,
            private.get("case") or ("acronym" if own.get("termType") == "acronym" else "free"),
            path,
            line,
        ),
        do_not_translate=_one_of(
            DO_NOT_TRANSLATE, private.get("do_not_translate") or _needed(categories), path, line
        ),
        occurrences=_one_of(OCCURRENCES, private.get("occurrences", "all"), path, line),
        pos=private.get("pos") or own.get("partOfSpeech", ""),
        domain=categories.get("subjectField", ""),
        note=private.get("note") or "\n".join(filter(None, notes)),
        evidence=categories.get("source", ""),
        status=private.get("status", ""),
        columns=tuple((name[7:], value) for name, value in private.items() if name.startswith("column:")),
        path=path,
        line=line,
    )


def _one_of(known: Sequence[str], value: str, path: str, line: int) -> str:
    if value not in known:
        raise InputError(f"{value!r} is none of {', '.join(known)}", path, line)
    return value


def _needed(categories: Mapping[str, str]) -> str:
    """Weblate's word for what is not translated."""
    return "yes" if categories.get("Translation needed", "").lower() == "no" else "no"


def _languages(entry: _Element, path: str) -> dict[Locale, list[_Form]]:
    found: dict[Locale, list[_Form]] = {}
    for language in entry:
        if _local(language) not in _LANGUAGES:
            continue
        tag = language.get(f"{_XML}lang") or language.get("lang") or ""
        if not _LANGUAGE.fullmatch(tag):
            raise InputError(f"a language section whose xml:lang is {tag!r}", path, language.sourceline)
        forms = [_form(section, path) for section in language if _local(section) in _TERMS]
        if forms:
            found.setdefault(locale_named(tag), []).extend(forms)
    return found


def _form(section: _Element, path: str) -> _Form:
    term = next((one for one in section.iter() if _local(one) == "term"), None)
    if term is None or not _text(term):
        raise InputError("a term section without a term", path, section.sourceline)
    told = _told(section)
    status = told.categories.get("administrativeStatus", "").lower().removesuffix("-admn-sts")
    kinds = {
        "deprecated": "forbidden",
        "superseded": "forbidden",
        "forbidden": "forbidden",
        "obsolete": "forbidden",
    }
    plain = status.removesuffix("admnsts").removesuffix("term")
    text = re.sub(r"\s*\n\s*", " ", _text(term))
    return _Form(text, kinds.get(plain, plain), told.categories, tuple(told.notes))


def _source(languages: Mapping[Locale, list[_Form]], source_locale: Locale) -> Locale | None:
    """The source locale, or another one of its language."""
    tag = source_locale.partition("-")[0]
    near = (locale for locale in languages if locale.partition("-")[0] == tag)
    return source_locale if source_locale in languages else next(near, None)


def _target(forms: Sequence[_Form]) -> TermTarget:
    fine = [form for form in forms if form.status != "forbidden"]
    first = next((form for form in fine if form.status == "preferred"), None)
    first = first or next((form for form in fine if form.status != "admitted"), None)
    return TermTarget(
        first.text if first else "",
        tuple(form.text for form in fine if form is not first),
        tuple(Forbidden(form.text, "; ".join(form.notes)) for form in forms if form.status == "forbidden"),
    )
