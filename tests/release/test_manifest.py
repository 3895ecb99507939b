"""The manifest: `read` and `write` are inverse, and what lies is refused with its line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.errors import InputError
from tmpipe.model import Fingerprint
from tmpipe.release.manifest import read, write
from tmpipe.release.texts import STATES, File, Pending, Release, Text, Voucher

HASH = "0123456789abcdef" * 4
TITLES = MappingProxyType({"en": "Statements", "fa": "بیانیه‌ها"})
ORIGINAL = Text(
    "one", "one", "en", "One", "original", Fingerprint(HASH, "", ""), "tmpipe 0.1.0", 3, 30, date="2026-11-20"
)
FRENCH = Text(
    "one",
    "one",
    "fr",
    'Un « <script>alert("1")</script> »',
    "final",
    Fingerprint(HASH, HASH[::-1], HASH),
    "tmpipe 0.1.0",
    3,
    30,
    MappingProxyType({"human": 66.7, "edited": 33.3}),
    "2026-11-21",
    (Voucher("Ana", "2026-11-21", "read twice"), Voucher("Bo")),
    ("source",),
    (
        File("fr/texts/one/one.fr.docx", "docx", 12345, HASH),
        File("fr/texts/one/text.json", "json", 0, HASH[::-1]),
    ),
)
RELEASE = Release(
    project="1988-statements",
    source_locale="en",
    locales=("en", "fr", "fa"),
    edition=3,
    date="2026-11-21",
    url="https://example.org/statements/",
    titles=TITLES,
    descriptions=MappingProxyType({"en": "What we say.\nAnd why."}),
    key="ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ5l8lhGxmzuPUQTK0zCF6lpVUrdmmNVOEiVd9rfHL9b",
    texts=(ORIGINAL, FRENCH),
    pending=(Pending("one", "one", "fa", "One", 66.7),),
)

WORDS = st.text(st.characters(exclude_categories=("C", "Z")) | st.just("\u200c"), min_size=1, max_size=6)
lines = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
hashes = st.text("0123456789abcdef", min_size=64, max_size=64)
percents = st.floats(0, 100).map(lambda number: number + 0.0)
days = st.one_of(st.just(""), st.dates().map(str))
counts = st.integers(0, 2**53)


@st.composite
def texts(draw: st.DrawFn, number: int, locale: str) -> Text:
    original = locale == "en"
    name = f"{draw(st.sampled_from(('a', 'Übung', 'متن', 'x.y_z')))}-{number}"
    tails = draw(st.lists(st.sampled_from(("docx", "html", "deep/er.txt", "text.json")), unique=True))
    files = tuple(
        File(f"{locale}/texts/{name}/{tail}", draw(lines), draw(st.integers(0, 2**32)), draw(hashes))
        for tail in tails
    )
    return Text(
        f"{draw(lines)} {number}",
        name,
        locale,
        draw(lines),
        "original" if original else draw(st.sampled_from(STATES[1:])),
        Fingerprint(draw(hashes), "" if original else draw(hashes), draw(hashes)),
        draw(lines),
        draw(counts),
        draw(counts),
        MappingProxyType(draw(st.dictionaries(lines, percents, max_size=3))),
        draw(days),
        tuple(draw(st.lists(st.builds(Voucher, lines, days, lines | st.just("")), max_size=2))),
        tuple(draw(st.lists(st.sampled_from(("source", "translation", "glossary")), unique=True))),
        files,
    )


@st.composite
def releases(draw: st.DrawFn) -> Release:
    locales = draw(st.sampled_from((("en",), ("en", "fr", "pt-BR"), ("en", "zh-Hant-TW"))))
    by_locale = st.dictionaries(st.sampled_from(locales), st.text(st.characters(codec="utf-8"), max_size=9))
    places = draw(st.lists(st.sampled_from(locales), max_size=5))
    return Release(
        project=draw(lines),
        source_locale="en",
        locales=locales,
        edition=draw(st.integers(1, 2**53)),
        date=draw(days),
        url=draw(st.sampled_from(("", "https://example.org/", "http://localhost:8000/a/"))),
        titles=MappingProxyType(draw(by_locale)),
        descriptions=MappingProxyType(draw(by_locale)),
        key=draw(st.sampled_from(("", RELEASE.key))),
        texts=tuple(draw(texts(number, locale)) for number, locale in enumerate(places)),
        pending=tuple(
            draw(
                st.lists(st.builds(Pending, lines, st.just("a"), st.just("en"), lines, percents), max_size=2)
            )
        ),
    )


@given(releases())
def test_what_is_written_is_read_again(release: Release) -> None:
    data = write(release)
    assert read(data, "manifest.json") == release
    assert write(read(data, "manifest.json")) == data


def test_a_text_or_file_is_a_line() -> None:
    data = write(RELEASE)
    assert data.endswith(b"]\n}\n")
    found = data.decode().split("\n")
    assert sum(line.startswith('  {"document"') for line in found) == 3
    assert sum(line.startswith('   {"path"') for line in found) == 2
    longer = replace(RELEASE, texts=(ORIGINAL, replace(FRENCH, files=FRENCH.files[:1])))
    assert len({*write(longer).decode().split("\n")} - {*found}) == 1  # a file less: its neighbour's end


def test_the_same_release_gives_the_same_bytes() -> None:
    other = replace(
        RELEASE,
        titles={"fa": TITLES["fa"], "en": TITLES["en"]},
        texts=(ORIGINAL, replace(FRENCH, origins={"edited": 33.3, "human": 66.7})),
        pending=(replace(RELEASE.pending[0], finished=66.7),),
    )
    assert other == RELEASE
    assert write(other) == write(RELEASE)
    whole = replace(RELEASE, pending=(replace(RELEASE.pending[0], finished=100),))
    assert write(read(write(whole), "")) == write(whole)


def test_keys_of_later_versions_are_ignored() -> None:
    told = json.loads(write(RELEASE))
    told["colour"] = told["texts"][1]["mood"] = told["texts"][1]["files"][0]["pages"] = {"new": [1]}
    del told["pending"], told["url"], told["texts"][0]["newer"], told["texts"][1]["page"]
    assert read(json.dumps(told).encode(), "m") == replace(RELEASE, url="", pending=())


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The release's manifest, with something else in it, a line a row still."""
    told = json.loads(write(RELEASE))
    change(told)
    rows = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in told.items())
    return f"{{\n{rows}\n}}".encode()


def _set(way: str, value: object) -> Callable[[dict[str, Any]], object]:
    def change(told: Any) -> None:
        *first, last = [int(one) if one.isdigit() else one for one in way.split(".")]
        for one in first:
            told = told[one]
        told[last] = value

    return change


def _copy(told: dict[str, Any], **new: object) -> None:
    told["texts"].append(
        {**told["texts"][1], "files": [], "page": f"fr/texts/{new['name']}/index.html", **new}
    )


PATH = "texts.1.files.0.path"
FOLDER = "fr/texts/one/"
LIES = {
    "no texts": (lambda told: told.pop("texts"), "has no 'texts', which must be a list of objects"),
    "no project": (lambda told: told.pop("project"), "has no 'project'"),
    "a text without files": (lambda told: told["texts"][1].pop("files"), "text one fr: has no 'files'"),
    "no hash": (lambda told: told["texts"][1]["files"][1].pop("sha256"), "file 2: has no 'sha256'"),
    "a page elsewhere": (_set("texts.1.page", "fr/texts/two/index.html"), "text one fr: 'page' must be"),
    "edition 0": (_set("edition", 0), "'edition' must be a whole number from 1 to 90071992547"),
    "edition too high": (_set("edition", 2**53 + 1), "'edition' must be"),
    "edition true": (_set("edition", True), "'edition' must be"),
    "edition a text": (_set("edition", "3"), "'edition' must be"),
    "a size that is true": (_set("texts.1.files.0.size", True), "text one fr: file 1: 'size' must be"),
    "a size of half bytes": (_set("texts.1.files.0.size", 1.5), "'size' must be a whole number"),
    "a size below nothing": (_set("texts.1.files.0.size", -1), "'size' must be a whole number from 0"),
    "a size too large": (_set("texts.1.files.0.size", 2**32 + 1), "'size' must be"),
    "a short hash": (_set("texts.1.files.0.sha256", HASH[1:]), "'sha256' must be 64 hexadecimal digits"),
    "a hash in capitals": (_set("texts.1.files.0.sha256", HASH.upper()), "'sha256' must be"),
    "a hash with a line end": (_set("texts.1.files.0.sha256", HASH + "\n"), "'sha256' must be"),
    "a translation without catalog": (_set("texts.1.sha256.catalog", ""), "fr: 'sha256': 'catalog'"),
    "a state of its own": (_set("texts.1.state", "perfect"), "draft, partial, and is"),
    "a translation as original": (_set("texts.1.state", "original"), "'state' must be one of final"),
    "a final original": (_set("texts.0.state", "final"), "'state' must be one of original"),
    "a language it does not have": (_set("texts.1.locale", "sv"), "'locale' must be one of en, fr, fa"),
    "no language": (_set("source_locale", "sv"), "'source_locale' must be one of"),
    "no tag": (_set("locales", ["en", "fr", "fa", "../x"]), "'locales' must be tags such as"),
    "a tag of gettext": (_set("locales", ["en", "fr", "fa", "pt_BR"]), "'locales' must be tags such as"),
    "a language twice": (_set("locales", ["en", "fr", "fa", "FR"]), "the same language twice"),
    "a title in no language": (_set("titles.sv", "x"), "'titles': 'sv' is none of the release's languages"),
    "a title that turns": (_set("texts.1.title", "a\u202eb"), 'and is "a\\u202eb"'),
    "a title of two lines": (_set("texts.1.title", "a\nb"), "'title' must be a text of one line"),
    "no title": (_set("texts.1.title", ""), "'title' must be a text of one line"),
    "half a character": (_set("texts.1.title", "\ud800"), "'title' must be"),
    "half a character in a title": (_set("titles.en", "\udfff"), "'titles': 'en' must be a text"),
    "a day": (_set("texts.1.date", "2026-02-30"), "'date' must be a day such as 2026-11-21"),
    "a day written otherwise": (_set("date", "20261121"), "'date' must be a day"),
    "101 percent": (_set("texts.1.origins.human", 101), "'origins': 'human' must be a number from 0 to 100"),
    "many percent": (_set("texts.1.origins.human", 10**4000), "'human' must be a number from 0 to 100"),
    "true percent": (_set("pending.0.finished", True), "pending text one fa: 'finished' must be"),
    "what changed": (_set("texts.1.newer", ["weather"]), "'newer' has 'weather'; known are source"),
    "changed twice": (_set("texts.1.newer", ["source", "source"]), "each once"),
    "a script as address": (_set("url", "javascript:alert(1)/"), "'url' must be an http address"),
    "no folder as address": (_set("url", "https://example.org"), "must be an http address with a last /"),
    "no key": (_set("key", "-----BEGIN PRIVATE KEY-----"), "'key' must be a public key"),
    "texts as object": (_set("texts", {}), "'texts' must be a list of objects, and is an object"),
    "a text as list": (_set("texts.1", []), "'texts' must be a list of objects, and is a list"),
    "a name that is a path": (_set("texts.1.name", "a/b"), "text one fr: 'name' has a / in it"),
    "a name that leads elsewhere": (_set("texts.1.name", ".."), "'name' has a part that"),
    "another text's folder": (_set(PATH, "fr/texts/two/x.html"), "is not in the text's folder, fr/texts/one"),
    "a folder that begins the same": (_set(PATH, "fr/texts/one-more/x"), "is not in the text's folder"),
    "an absolute path": (_set(PATH, "/etc/passwd"), "'/etc/passwd' is no relative path"),
    "a way out": (_set(PATH, FOLDER + "../../../x"), "leads elsewhere"),
    "a file twice": (_set(PATH, FOLDER + "text.json"), "cannot lie beside each other"),
    "a file twice but for case": (_set(PATH, FOLDER + "TEXT.json"), "cannot lie beside each other"),
    "a file that is a folder": (_set(PATH, FOLDER + "text.json/x"), "cannot lie beside each other"),
    "a text twice": (lambda told: _copy(told, name="two"), "the text fr one is there already"),
    "a folder twice": (lambda told: _copy(told, document="two", name="ONE"), "the folder fr/texts/one is"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "message"), LIES.values(), ids=LIES)
def test_a_manifest_that_lies_is_refused(change: Callable[[dict[str, Any]], object], message: str) -> None:
    with pytest.raises(InputError) as refused:
        read(changed(change), "the/manifest.json")
    assert message in refused.value.message
    assert refused.value.message.endswith("tell whoever publishes it")
    assert refused.value.path == "the/manifest.json"
    assert refused.value.line


WEB = "is a web page, and not a manifest of tmpipe; check the address"
STRANGE = {
    "nothing": (b"", None, "is empty"),
    "blanks": (b" \n\n", None, "is empty"),
    "a page": (b"\n<!DOCTYPE html><title>404</title>", 1, WEB),
    "a page with a mark": (b"\xef\xbb\xbf<html>", 1, WEB),
    "a mark": (b"\xef\xbb\xbf{}", 1, "begins with a byte order mark"),
    "UTF-16": ('{\n"tmpipe": 1}'.encode("utf-16"), 1, "is not UTF-8"),
    "Latin-1": (b'{"tmpipe": 1,\n"project": "\xe9"}', 2, "is not UTF-8"),
    "the beginning": (write(RELEASE)[:700], 13, "is not whole, or no manifest of tmpipe"),
    "a list": (b"[]", 1, "is not a manifest of tmpipe; check the address"),
    "another JSON": (b'{"version": 2}', 1, "is not a manifest of tmpipe; check the address"),
    "a true format": (b'{"tmpipe": true}', 1, "is not a manifest of tmpipe"),
    "a later format": (b'{"tmpipe": 2, "new": []}', None, "made by a newer tmpipe (format 2, and"),
    "twice": (b'{"tmpipe": 1,\n"texts": [{"a": 1, "b": {"a": 1},\n"\\u0061": 2}]}', 3, 'has "a" twice'),
    "no number": (b'{"tmpipe": NaN}', None, "a number too long"),
    "a long number": (b'{"tmpipe": ' + b"9" * 5000 + b"}", None, "a number too long"),
    "infinite": (write(RELEASE).replace(b"33.3", b"1e999"), 14, "'edited' must be a number from 0 to 100"),
    "deep": (b"[" * 200_000, None, "too deep"),
    "deep objects": (b'{"tmpipe":' * 200_000, None, "too deep"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "line", "message"), STRANGE.values(), ids=STRANGE)
def test_what_is_no_manifest_is_told(data: bytes, line: int | None, message: str) -> None:
    with pytest.raises(InputError) as refused:
        read(data, "manifest.json")
    assert message in refused.value.message
    assert refused.value.line == line


def test_a_complaint_is_not_endless() -> None:
    """It tells what the manifest says, and that can be anything."""
    with pytest.raises(InputError, match="the path 'a/a/a") as told:
        read(changed(_set(PATH, "a/" * 100_000)), "manifest.json")
    assert len(str(told.value)) < 1000


def test_a_complaint_names_the_line() -> None:
    data = write(RELEASE).replace(b'"size": 0', b'"size": false')
    with pytest.raises(InputError) as refused:
        read(data, "m")
    assert b'"size": false' in data.split(b"\n")[(refused.value.line or 0) - 1]
    assert refused.value.message.startswith("text one fr: file 2: 'size' must be a whole number")


@given(st.binary(max_size=60), st.integers(0, 2000), st.integers(0, 60))
def test_damage_is_refused_or_harmless(patch: bytes, place: int, gone: int) -> None:
    data = write(RELEASE)
    try:
        found = read(data[:place] + patch + data[place + gone :], "m")
    except InputError:
        return
    assert read(write(found), "m") == found
