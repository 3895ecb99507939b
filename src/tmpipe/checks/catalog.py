"""What gettext asks of a catalog: a header that tells language, charset and plurals, and as many plurals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tmpipe.checks.base import Context, of_pairs
from tmpipe.model import Catalog, Entry, Evidence, Locale
from tmpipe.parts import Remark

_FIELD = re.compile(r"^([\w-]+):(.*)$", re.MULTILINE)
_CHARSET = re.compile(r"charset=([\w.:-]+)", re.IGNORECASE)
_PLURALS = re.compile(r"\s*nplurals\s*=\s*(\d{1,3})\s*;\s*plural\s*=[\sn0-9()?:=!<>&|%*/+-]++;?\s*+")
_ASKED = (
    "Project-Id-Version",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
)
"""What `msgfmt --check-header` asks for."""
_PLACEHOLDERS: Mapping[str, str] = {
    "project-id-version": "PACKAGE VERSION",
    "po-revision-date": "YEAR-MO-DA",
    "last-translator": "FULL NAME",
    "language-team": "LANGUAGE <",
    "content-transfer-encoding": "ENCODING",
    "plural-forms": "INTEGER",
}
"""What xgettext leaves to be filled in."""

_SAME: Mapping[str, str] = {
    "sr-latn": "sr-latin",
    "sr-cyrl": "sr",
    "zh-hans": "zh-cn",
    "zh-hant": "zh-tw",
}
"""Names of scripts, and how else gettext's projects name the same language."""


_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[_@.-].*)?", re.IGNORECASE)
_RENAMED: Mapping[str, str] = {
    "in": "id",
    "iw": "he",
    "ji": "yi",
    "mo": "ro",
    "nb": "no",
    "per": "fa",
    "pes": "fa",
    "sh": "sr",
    "tl": "fil",
}
"""Codes of languages that have another one, too: an older one, a wider one."""


def language(entry: Entry, context: Context) -> Iterable[Remark]:
    """A header that names another language than the catalog's place: it is the file of another one."""
    said = "" if entry.msgid else _fields_of(entry).get("language", "")
    return [_otherwise(said, context)] if _foreign(said, context.locale) else ()


def header(entry: Entry, context: Context) -> Iterator[Remark]:
    """What the header says otherwise than the catalog's place, or leaves out; `language` has the gravest."""
    if entry.msgid:
        return
    fields = _fields_of(entry)
    said = fields.get("language", "")
    if said and not _foreign(said, context.locale) and not _same(said, context.locale):
        yield _otherwise(said, context)
    charset = _CHARSET.search(fields.get("content-type", ""))
    if charset is None:
        yield Remark("the header names no charset; add “Content-Type: text/plain; charset=UTF-8”")
    elif charset[1].lower() not in {"utf-8", "utf8", "us-ascii", "ascii"}:
        yield Remark(f"the header says charset={charset[1]}; save the catalog as UTF-8 and say so")
    yield from _fields(fields)
    yield from _plurals(fields, context.catalog)


def _fields_of(entry: Entry) -> Mapping[str, str]:
    """The header's fields by their names in small letters."""
    return {name.lower(): value.strip() for name, value in _FIELD.findall(entry.msgstr)}


def _otherwise(said: str, context: Context) -> Remark:
    return Remark(f"the header says Language: {said}, but the catalog is {context.locale}; correct one")


def _foreign(said: str, locale: Locale) -> bool:
    """Whether both are codes, and of two languages; `French` is none."""
    codes = [_LANGUAGE.fullmatch(one) for one in (said, locale)]
    return len({_RENAMED.get(code, code) for code in (one[1].lower() for one in codes if one)}) == 2


def _same(said: str, locale: Locale) -> bool:
    """Whether both are one tag, or the header adds nothing but a region: `fa_IR` in fa."""
    told, tag = _tag(said), _tag(locale)
    return told == tag or re.sub(r"-([a-z]{2}|\d{3})$", "", told) == tag


def _fields(fields: Mapping[str, str]) -> Iterator[Remark]:
    """What gettext asks for and is not there. A header of language and charset alone, as some tools write
    it, is enough; one that has more is a whole one.
    """
    missing = [name for name in _ASKED if name.lower() not in fields]
    if len(missing) < len(_ASKED) - 2 and missing:
        yield Remark(f"the header has no {', '.join(missing)}; msgfmt --check-header asks for it")
    for name, value in _PLACEHOLDERS.items():
        if value in fields.get(name, ""):
            yield Remark(f"the header's {name.title()} is still “{fields[name]}”; fill it in")


def _plurals(fields: Mapping[str, str], catalog: Catalog | None) -> Iterator[Remark]:
    value = fields.get("plural-forms", "")
    if value and "INTEGER" not in value and not _PLURALS.fullmatch(value):
        yield Remark(f"Plural-Forms “{value}” is not “nplurals=…; plural=…;”")
    if not value and catalog and any(one.msgid_plural is not None for one in catalog.entries):
        yield Remark("entries have plurals, the header has no Plural-Forms; add them")


def _tag(language: str) -> str:
    """The language in one spelling: `sr@latin` is `sr-Latn`, `zh_TW` is `zh-Hant`, `de_DE` is `de`."""
    tag = language.replace("_", "-").replace("@", "-").lower()
    first, _, rest = tag.partition("-")
    return first if rest == first else _SAME.get(tag, tag)


def plurals(entry: Entry, context: Context) -> Iterable[Remark]:
    """Another number of msgstr[n] than the header's nplurals, or one without a text. Where all entries have
    the same other number, the header is told, once.
    """
    if entry.msgid_plural is None and entry.msgid:
        return ()
    stated = _PLURALS.fullmatch(context.catalog.field("Plural-Forms") or "") if context.catalog else None
    have, want = len(entry.msgstr_plural), int(stated[1]) if stated else len(entry.msgstr_plural)
    agreed = _agreed(context, want)
    if not entry.msgid:
        message = f"the header's nplurals is {want}, but {agreed}; correct the header, or each of them"
        return [Remark(message, evidence=Evidence(found=f"nplurals={want}"))] if agreed and stated else ()
    if have != want:
        return () if agreed else [Remark(f"{have} plural forms; the header's nplurals is {want}")]
    empty = [f"msgstr[{at}]" for at, form in enumerate(entry.msgstr_plural) if not form]
    return [Remark(f"without a text: {', '.join(empty)}")] if empty else ()


def _agreed(context: Context, want: int) -> str:
    """That all of the translated plurals have one other number of forms; empty where they do not."""
    if (told := context.habits.get("plurals")) is None:
        entries = context.catalog.entries if context.catalog else ()
        numbers = [len(one.msgstr_plural) for one in entries if any(one.msgstr_plural) and not one.obsolete]
        agree = len(set(numbers)) == 1 < len(numbers) and numbers[0] != want
        told = f"all {len(numbers)} entries with plurals have {numbers[0]} forms" if agree else ""
        context.habits["plurals"] = told
    return told


def _newlines(source: str, target: str, _context: Context) -> Iterable[Remark]:
    """As msgfmt wants it."""
    begins, ends = source[0] == "\n", source[-1] == "\n"
    if (target[0] == "\n") == begins and (target[-1] == "\n") == ends:
        return ()
    return [
        Remark(f"the {'source' if own else 'translation'} alone {what} with a line end")
        for own, other, what in ((begins, target[0] == "\n", "begins"), (ends, target[-1] == "\n", "ends"))
        if own != other
    ]


newlines = of_pairs(_newlines)
