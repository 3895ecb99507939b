"""`manifest.json`: what a release holds, for programs. `write` <-> `read`; its schema: docs/schemas.

`read` is the gate: whoever goes on from here need not look again whether a path leads elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from tmpipe.errors import InputError
from tmpipe.model import Fingerprint, Locale
from tmpipe.release import paths, signature
from tmpipe.release.objects import Object, load
from tmpipe.release.texts import STATES, File, Pending, Release, Text, Voucher
from tmpipe.signoffs import one_line
from tmpipe.text.locales import is_tag

NAME = "manifest.json"
FORMAT = 1
"""The manner of manifests; a higher one cannot be understood."""
LARGEST = 2**32
"""Bytes of a file."""
MOST_LOCALES = 1000
NEWER = ("source", "translation", "glossary")

_URL = re.compile(r"https?://[!-~]+/")


def write(release: Release) -> bytes:
    """The manifest, a text or a file a line: the same release gives the same bytes."""
    head = {
        "tmpipe": FORMAT,
        "project": release.project,
        "url": release.url,
        "edition": release.edition,
        "date": release.date,
        "key": release.key,
        "titles": _sorted(release.titles),
        "descriptions": _sorted(release.descriptions),
        "source_locale": release.source_locale,
        "locales": list(release.locales),
    }
    return "".join(
        (
            "{\n",
            *(f" {_json(key)}: {_json(value)},\n" for key, value in head.items()),
            ' "texts": ',
            *_rows(map(_text, release.texts), "  "),
            ',\n "pending": ',
            *_rows((_json(_pending(one)) for one in release.pending), "  "),
            "\n}\n",
        )
    ).encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _sorted(values: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(values.items()))


def _rows(rows: Iterable[str], indent: str) -> Iterator[str]:
    """A list, each row on a line of its own."""
    start = f"[\n{indent}"
    for row in rows:
        yield start + row
        start = f",\n{indent}"
    yield "]" if start.startswith(",") else "[]"


def _text(text: Text) -> str:
    row = {
        "document": text.document,
        "name": text.name,
        "locale": text.locale,
        "title": text.title,
        "state": text.state,
        "date": text.date,
        "page": page(text),
        "sha256": {
            "source": text.fingerprint.source,
            "catalog": text.fingerprint.catalog,
            "glossary": text.fingerprint.glossary,
        },
        "made_with": text.made_with,
        "segments": text.segments,
        "words": text.words,
        "origins": {key: _percent(value) for key, value in sorted(text.origins.items())},
        "vouchers": [{"by": one.by, "date": one.date, "note": one.note} for one in text.vouchers],
        "newer": list(text.newer),
    }
    return "".join((_json(row)[:-1], ', "files": ', *_rows(map(_file, text.files), "   "), "}"))


def _file(file: File) -> str:
    return _json({"path": file.path, "format": file.format, "size": file.size, "sha256": file.sha256})


def _pending(one: Pending) -> dict[str, object]:
    return {
        "document": one.document,
        "name": one.name,
        "locale": one.locale,
        "title": one.title,
        "finished": _percent(one.finished),
    }


def _percent(value: float) -> float:
    """As it is written: `0.0` also for 0 and -0.0."""
    return value + 0.0


def page(text: Text) -> str:
    """The page of a text, within the release."""
    return f"{text.folder}/index.html"


def read(data: bytes, shown: str) -> Release:
    """The release that a manifest tells of. InputError with its line where it cannot be believed.

    All that is safe to rely on: each path is one that every system can have, lies in its text's folder, and
    is there once; hashes, sizes, states, locales and days are such.
    """
    root = load(data, shown, "a manifest of tmpipe")
    _known(root)
    locales = _locales(root)
    source = root.one_of("source_locale", locales)
    texts = tuple(_read_text(one, source, locales) for one in root.inners("texts", "text"))
    _each_once(root, texts)
    return Release(
        project=root.line("project"),
        source_locale=source,
        locales=locales,
        edition=root.whole("edition", least=1),
        date=root.day("date"),
        url=root.value("url", _is_url, "an http address with a last /, or empty", ""),
        titles=_by_locale(root, "titles", locales),
        descriptions=_by_locale(root, "descriptions", locales),
        key=root.value("key", _is_key, "a public key as OpenSSH writes it, or empty", ""),
        texts=texts,
        pending=tuple(
            _read_pending(one, locales) for one in root.inners("pending", "pending text", optional=True)
        ),
    )


def _known(root: Object) -> None:
    number = root.values.get("tmpipe")
    if type(number) is not int or number < 1:
        raise InputError("is not a manifest of tmpipe; check the address", root.source.shown, 1)
    if number > FORMAT:
        raise InputError(
            f"made by a newer tmpipe (format {number}, and this one knows {FORMAT}); update: "
            "pip install --upgrade tmpipe",
            root.source.shown,
        )


def _locales(root: Object) -> tuple[Locale, ...]:
    found = root.texts("locales")
    if len(found) > MOST_LOCALES:
        raise root.wrong("locales", f"'locales' has more than {MOST_LOCALES} languages")
    if not all(is_tag(one) and "_" not in one and len(one) <= 35 for one in found):
        raise root.wrong("locales", "'locales' must be tags such as fr or pt-BR")
    if len({one.casefold() for one in found}) < len(found):
        raise root.wrong("locales", "'locales' has the same language twice")
    return found


def _by_locale(root: Object, key: str, locales: tuple[Locale, ...]) -> Mapping[Locale, str]:
    table = root.inner(key, optional=True)
    if strange := [one for one in table.values if one not in locales]:
        raise table.wrong(strange[0], f"{strange[0]!r} is none of the release's languages")
    return MappingProxyType({one: table.lines(one) for one in locales if one in table.values})


def _is_url(one: object) -> bool:
    return one == "" or (type(one) is str and _URL.fullmatch(one) is not None)


def _is_key(one: object) -> bool:
    return one == "" or (type(one) is str and signature.is_key(one))


def _read_text(row: Object, source: Locale, locales: tuple[Locale, ...]) -> Text:
    row = _named(row, "text", locales)
    original = row.line("locale") == source
    state = row.one_of("state", STATES[:1] if original else STATES[1:])
    text = Text(
        document=row.line("document"),
        name=_name(row),
        locale=row.line("locale"),
        title=row.line("title"),
        state=state,
        fingerprint=_fingerprint(row.inner("sha256"), original=original),
        made_with=row.line("made_with"),
        segments=row.whole("segments", 0),
        words=row.whole("words", 0),
        origins=_origins(row.inner("origins", optional=True)),
        date=row.day("date"),
        vouchers=tuple(
            Voucher(one.line("by"), one.day("date"), one.line("note", ""))
            for one in row.inners("vouchers", "voucher", optional=True)
        ),
        newer=row.texts("newer", ()),
        files=tuple(map(_read_file, row.inners("files", "file"))),
    )
    return _fitting(row, text)


def _named(row: Object, what: str, locales: tuple[Locale, ...]) -> Object:
    """The row, called by its document and locale."""
    name = f"{what} {row.line('document')} {row.one_of('locale', locales)}"
    return Object(row.values, row.source, row.way, name)


def _name(row: Object) -> str:
    name = row.line("name")
    found = paths.fault(name) or ("has a / in it" if "/" in name else "")
    if found:
        raise row.wrong("name", f"'name' {found}")
    return name


def _fingerprint(row: Object, *, original: bool) -> Fingerprint:
    """An original has no catalog, and needs no glossary."""
    own = ("",) if original else ()
    return Fingerprint(row.sha256("source"), row.sha256("catalog", *own), row.sha256("glossary", *own))


def _origins(row: Object) -> Mapping[str, float]:
    if not all(map(one_line, row.values)):
        raise row.wrong("", "the names must be texts of one line")
    return MappingProxyType({key: row.percent(key) for key in sorted(row.values)})


def _read_file(row: Object) -> File:
    path = row.line("path")
    if found := paths.fault(path):
        raise row.wrong("path", f"the path {path!r} {found}")
    return File(path, row.line("format"), row.whole("size", most=LARGEST), row.sha256("sha256"))


def _fitting(row: Object, text: Text) -> Text:
    """The text, whose parts agree with each other."""
    if strange := [one for one in text.newer if one not in NEWER]:
        raise row.wrong("newer", f"'newer' has {strange[0]!r}; known are {', '.join(NEWER)}")
    if row.line("page", page(text)) != page(text):
        raise row.wrong("page", f"'page' must be {page(text)}")
    for file, inner in zip(text.files, row.inners("files", "file"), strict=True):
        if not file.path.startswith(f"{text.folder}/"):
            raise inner.wrong("path", f"the path {file.path!r} is not in the text's folder, {text.folder}")
    return text


def _read_pending(row: Object, locales: tuple[Locale, ...]) -> Pending:
    row = _named(row, "pending text", locales)
    texts = (row.line("document"), _name(row), row.line("locale"), row.line("title"))
    return Pending(*texts, row.percent("finished"))


def _each_once(root: Object, texts: tuple[Text, ...]) -> None:
    """No two texts of one document and locale, no two folders or files in one place."""
    seen: set[tuple[str, str]] = set()
    for row, text in zip(root.inners("texts", "text"), texts, strict=True):
        folder = paths.folded(text.folder)
        for one in (("text", f"{text.locale} {text.document}"), ("folder", folder)):
            if one in seen:
                raise row.wrong("document", f"the {one[0]} {one[1]} is there already")
            seen.add(one)
    if clash := paths.collision(file.path for text in texts for file in text.files):
        rows = (one for row in root.inners("texts", "text") for one in row.inners("files", "file"))
        last = [row for row in rows if row.values["path"] == clash[1]][-1]
        raise last.wrong("path", f"{clash[0]} and {clash[1]} cannot lie beside each other")
