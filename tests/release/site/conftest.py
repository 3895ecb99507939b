"""A release made of this project's own documents, with every state that a text can have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from tmpipe.model import Document, Fingerprint, Locale, State
from tmpipe.pipeline.localized import in_locale
from tmpipe.project import Project
from tmpipe.release import content as contents
from tmpipe.release.content import Content
from tmpipe.release.site.article import content
from tmpipe.release.site.pages import pages
from tmpipe.release.site.parallel import parallel
from tmpipe.release.texts import File, Pending, Release, Text, Voucher

ROOT = Path(__file__).parents[3]
LOCALES = ("en", "fr", "it", "sv", "fa")
STATES = ("final", "complete", "draft", "partial", "draft")
FINGERPRINT = Fingerprint("a" * 64, "b" * 64, "c" * 64)
VOUCHERS = (Voucher("Anna Lindström", "2026-11-20", "all of it"), Voucher("سیما رضایی"))
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEjKmBTNwRpaz1vQnZKQ1UwYtNfAyKZt6nY1b3k7k2xQ"
TEMPLATES = {"logo.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>', "after.css": b"p { widows: 4 }"}


def _finished(document: Document, locale: Locale) -> Document:
    return document.localized(
        locale,
        lambda block: replace(block, spans=tuple(replace(one, state=State.FINAL) for one in block.spans)),
    )


def _text(document: Document, slug: str, locale: Locale, state: str, day: int) -> Text:
    return Text(
        slug,
        slug,
        locale,
        document.title or slug,
        state,
        FINGERPRINT,
        "tmpipe 1",
        segments=60,
        date=f"2026-11-{day}",
        vouchers=VOUCHERS if state == "final" else (),
        newer=("source", "translation", "glossary") if state == "complete" else (),
    )


def _with_files(text: Text, source: Document, document: Document) -> tuple[Text, dict[str, bytes]]:
    made = {
        ("docx", f"{text.name}.{text.locale}.docx"): b"x" * 52_400,
        ("txt", f"{text.name}.{text.locale}.txt"): document.source().encode(),
        ("json", "text.json"): contents.write(content(document, text)),
        ("card", "card.png"): b"png",
    }
    if text.state != "original":
        made["parallel", "parallel.html"] = parallel(source, document, text)
    data = {f"{text.folder}/{name}": one for (_, name), one in made.items()}
    files = [
        File(f"{text.folder}/{name}", form, len(one), sha256(one).hexdigest())
        for (form, name), one in made.items()
    ]
    return replace(text, files=tuple(files)), data


@pytest.fixture(scope="session")
def made() -> tuple[Release, Mapping[str, bytes]]:
    """The project's documents in five languages, and their files; one is pending in Persian."""
    project = Project.open(ROOT)
    texts: list[Text] = []
    files: dict[str, bytes] = {}
    for number, seed in enumerate(project.seeds):
        source = project.document(seed)
        for locale in LOCALES[: 4 if number == 4 else 5]:
            state = STATES[number] if locale != "en" else "original"
            document = source
            if locale != "en":
                document = in_locale(source, project.catalog(seed.slug, locale), locale)
            if state in ("final", "complete"):
                document = _finished(document, locale)
            text = _text(document, seed.slug, locale, state, 10 + number)
            text, data = _with_files(text, source, document)
            texts.append(text)
            files |= data
    release = Release(
        "1988-statements",
        "en",
        LOCALES,
        3,
        "2026-11-14",
        titles={"en": "Justice", "fr": "La justice", "fa": "دادخواهی"},
        descriptions={"en": "Statements", "fr": "Déclarations"},
        key=KEY,
        texts=tuple(texts),
        pending=(Pending(texts[-1].document, texts[-1].name, "fa", "Iran commits crimes", 41.3),),
    )
    return release, files


@pytest.fixture(scope="session")
def release(made: tuple[Release, Mapping[str, bytes]]) -> Release:
    """The release of the project's documents."""
    return made[0]


@pytest.fixture(scope="session")
def read(made: tuple[Release, Mapping[str, bytes]]) -> Callable[[Text], Content]:
    """What readers see of its texts, out of their files."""

    def _read(text: Text) -> Content:
        file = text.file("json")
        assert file
        return contents.read(made[1][file.path], file.path)

    return _read


@pytest.fixture(scope="session")
def site_of(
    made: tuple[Release, Mapping[str, bytes]], read: Callable[[Text], Content]
) -> Callable[[Release], dict[str, bytes]]:
    """All files of a release with these texts."""
    return lambda release: {**dict(pages(release, read, TEMPLATES)), **made[1]}


@pytest.fixture(scope="session")
def site(release: Release, site_of: Callable[[Release], dict[str, bytes]]) -> Mapping[str, bytes]:
    """The whole release, its address unknown."""
    return site_of(release)


@pytest.fixture(scope="session")
def published(release: Release, site_of: Callable[[Release], dict[str, bytes]]) -> Mapping[str, bytes]:
    """The whole release at a known address."""
    return site_of(replace(release, url="https://example.org/statements/"))
