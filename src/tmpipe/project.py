"""A project folder: where things are and which parts it uses. Opens and saves, does no other work."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from hashlib import file_digest
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from tmpipe import configuration, history, parts, record, signoffs
from tmpipe.catalogs import po
from tmpipe.configuration import Configuration, DocumentSetting
from tmpipe.errors import ConfigurationError, InputError, TmpipeError, UsageError
from tmpipe.files import path_from, read_whole, write_whole
from tmpipe.interface import SLUG, catalog_name
from tmpipe.journal import Journal
from tmpipe.lately import Lately
from tmpipe.memory import open_memory
from tmpipe.model import Catalog, Document, Fingerprint, Locale, SignOff, Term
from tmpipe.record import Record, Work, digest, edition
from tmpipe.renditions.templates import require_known

if TYPE_CHECKING:
    from tmpipe.glossary.termbase import Termbase

T = TypeVar("T")
_DOCUMENTS, _CATALOGS = 4_000_000, 8_000_000
"""Bytes of files. The verbs of a run read the same ones one after the other: so much of them is remembered,
parsed, some ten times as much in memory."""
_PACKED = 20
"""How much more is in the bytes of an archive."""
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_ODD = r"\\:*?\"<>|\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
"""What some system allows in no name, what turns directions, and halves of characters."""
_SLUG = re.compile(rf"[^\s/.{_ODD}][^{_ODD}]{{0,199}}")


class Progress(Protocol):
    """Shows how far a verb is; gives its items back, one by one."""

    def __call__(self, items: Sequence[T], label: str) -> Iterable[T]:
        """The same items."""


def silent(items: Sequence[T], label: str) -> Iterable[T]:  # noqa: ARG001 - a Progress
    """Shows nothing."""
    return items


@dataclass(frozen=True, slots=True)
class Seed:
    """A source document of a project."""

    slug: str
    """Names its catalogs and its localized documents."""
    path: str
    """Relative to the project folder, with `/`."""
    title: str = ""
    choice: parts.Choice = parts.ALL
    """What of it is to be translated."""


class Project:
    """A folder with a `tmpipe.toml`. Paths that go in and out are relative to it, with `/`."""

    def __init__(self, root: Path, settings: Configuration) -> None:
        self.root = root
        self.settings = settings
        self.glossaries: tuple[str, ...] = settings.glossary
        self._way = path_from(os.curdir, root)
        self._read: dict[str, str] = {}
        """By path, a hash of what this run has last read or written there."""
        self._documents: Lately[Document] = Lately(_DOCUMENTS)
        self._catalogs: Lately[Catalog] = Lately(_CATALOGS)

    @classmethod
    def open(cls, folder: str | Path = ".") -> Project:
        """The project of a folder, or of the nearest folder above it that has a `tmpipe.toml`."""
        start = Path(folder).resolve()
        for root in (start, *start.parents):
            place = root / configuration.NAME
            if place.is_file():
                shown = path_from(os.curdir, place)
                return cls(root, configuration.parse(read_whole(place, shown), shown))
        raise UsageError(f"no {configuration.NAME} in {folder} or above; `tmpipe init` makes one")

    def shown(self, path: str) -> str:
        """A path of the project as one who stands in the current folder can open it."""
        return path if self._way == os.curdir else f"{self._way}/{path}"

    @contextmanager
    def _reading(self, path: str) -> Iterator[Path]:
        """The place of a path; what is wrong there is told with the path as it is shown."""
        try:
            yield self.root / path
        except TmpipeError as error:
            error.path = self.shown(path) if error.path == path else error.path
            raise

    # --- documents

    @cached_property
    def seeds(self) -> tuple[Seed, ...]:
        """The source documents in the configuration's order, those of a glob by name."""
        found: dict[str, Seed] = {}
        named = {setting.path for setting in self.settings.documents}
        for setting in self.settings.documents:
            for seed in self._seeds(setting):
                if seed.path != setting.path and seed.path in named:
                    continue  # a glob's document that has a table of its own
                if seed.slug in found:
                    other = found[seed.slug].path
                    raise self._wrong(
                        setting,
                        f"{seed.path} and {other} have one slug: {seed.slug!r}; name one of them in a"
                        " [[documents]] table of its own, with a slug, or leave it out",
                    )
                if seed.slug == SLUG and self._has_own_wording():
                    what = f"{seed.path} has the slug {SLUG!r}, which is that of catalogs that are here"
                    raise self._wrong(setting, f"{what}: of what our pages say; give the document another")
                found[seed.slug] = seed
        return tuple(found.values())

    def _seeds(self, setting: DocumentSetting) -> Iterator[Seed]:
        if PurePosixPath(setting.path).is_absolute() or ".." in PurePosixPath(setting.path).parts:
            raise self._wrong(setting, f"{setting.path!r} lies outside the project folder")
        wild = any(sign in setting.path for sign in "*?[")
        paths = self._found(setting) if wild else [self.root / setting.path]
        paths = [path for path in paths if path.is_file()]
        if not paths:
            raise self._wrong(setting, f"no such document: {setting.path}")
        if setting.slug and len(paths) > 1:
            raise self._wrong(setting, f"one slug {setting.slug!r} for {len(paths)} documents; leave it out")
        for path in paths:
            shown = path.relative_to(self.root).as_posix()
            if _UNWRITABLE.search(shown):
                raise self._wrong(setting, f"the name {shown!a} cannot be written; rename the file")
            slug = setting.slug or str(PurePosixPath(shown).with_suffix(""))
            if not _SLUG.fullmatch(slug) or any(not p.strip(".") for p in slug.split("/")):
                raise self._wrong(setting, f"{slug!r} cannot name a file; give the document a plain slug")
            for folder in self.settings.folder, self.settings.publish_folder:
                if shown.split("/")[0] == folder.split("/")[0]:
                    raise self._wrong(setting, f"{shown} lies in the output folder {folder!r}")
            yield Seed(slug, shown, setting.title, self._choice(setting))

    def _choice(self, setting: DocumentSetting) -> parts.Choice:
        """The project's choice, or what the document says of itself."""
        whole, keys, comments = self.settings.choice, setting.front_matter, setting.comments
        return parts.Choice(
            whole.front_matter if keys is None else keys, whole.comments if comments is None else comments
        )

    @property
    def own_folders(self) -> frozenset[str]:
        """The folders at the root that tmpipe writes itself: nothing in them is a source."""
        written = self.settings.folder, self.settings.publish_folder
        return frozenset({*(folder.split("/")[0] for folder in written), "locales", "public"})

    def _found(self, setting: DocumentSetting) -> list[Path]:
        """What a glob finds, without what tmpipe writes itself and without hidden folders."""
        own = self.own_folders
        glob = f"{setting.path}/*" if setting.path.endswith("**") else setting.path  # as from Python 3.13 on
        try:
            paths = [(path.relative_to(self.root).parts, path) for path in self.root.glob(glob)]
        except (ValueError, NotImplementedError) as error:
            raise self._wrong(setting, f"{setting.path!r} is no glob: {error}") from error
        hidden = ((parts, path, any(part.startswith(".") for part in parts)) for parts, path in paths)
        return sorted(
            path for parts, path, is_hidden in hidden if parts and parts[0] not in own and not is_hidden
        )

    def _wrong(self, setting: DocumentSetting, message: str) -> ConfigurationError:
        return ConfigurationError(message, self.shown(configuration.NAME), setting.line)

    def chosen(self, names: Sequence[str] = ()) -> tuple[Seed, ...]:
        """The seeds that are named by slug or by path; without names, all."""
        if not names:
            return self.seeds
        return tuple(self._named(name) for name in dict.fromkeys(names))

    def _named(self, name: str) -> Seed:
        place = Path(name).resolve()
        for seed in self.seeds:
            if name in (seed.slug, seed.path) or place == (self.root / seed.path).resolve():
                return seed
        known = ", ".join(seed.slug for seed in self.seeds[:20]) or "none"
        raise UsageError(f"no document {name!r} in this project; there are: {known}")

    def locales(self, names: Sequence[Locale] = ()) -> tuple[Locale, ...]:
        """The named target locales; without names, all."""
        for name in names:
            if name not in self.settings.locales:
                known = ", ".join(self.settings.locales) or "none"
                raise UsageError(f"no locale {name!r} in this project; there are: {known}")
        return tuple(dict.fromkeys(names)) or self.settings.locales

    def document(self, seed: Seed) -> Document:
        """The source document, read by the format of its suffix."""
        with self._reading(seed.path) as place:
            data = read_whole(place, seed.path)
            of = data, seed.path, self.settings.source_locale, seed.choice
            weight = len(data) * (_PACKED if data.startswith(b"PK") else 1)
            document = self._documents.get((digest(data), *of[1:]), weight, partial(read_document, *of))
        return replace(document, title=seed.title) if seed.title else document

    # --- catalogs

    def template_path(self, slug: str) -> str:
        """Where the template of a document is."""
        return f"locales/templates/{slug}.pot"

    def catalog_path(self, slug: str, locale: Locale) -> str:
        """Where the catalog of a document in a locale is."""
        return f"locales/{locale.replace('-', '_')}/LC_MESSAGES/{slug}.po"

    def strays(self) -> tuple[str, ...]:
        """Slugs that have a template and catalogs, but no document: it was renamed or taken out."""
        folder = self.root / "locales" / "templates"
        slugs = (p.relative_to(folder).with_suffix("").as_posix() for p in sorted(folder.rglob("*.pot")))
        known = {SLUG, *(seed.slug for seed in self.seeds)}
        return tuple(slug for slug in slugs if slug not in known and self.catalogs(slug))

    def catalogs(self, slug: str) -> dict[Locale, str]:
        """Where the catalogs of a slug are, those that are there, by locale."""
        paths = {locale: self.catalog_path(slug, locale) for locale in self.settings.locales}
        return {locale: path for locale, path in paths.items() if (self.root / path).is_file()}

    def catalog(self, slug: str, locale: Locale) -> Catalog | None:
        """The catalog of a document in a locale; None while there is none."""
        path = self.catalog_path(slug, locale)
        with self._reading(path) as place:
            self._read.pop(path, None)
            if not place.exists():
                return None
            data = read_whole(place, path)
            known = self._read[path] = digest(data)
            return self._catalogs.get((known, path, locale), len(data), partial(po.read, data, path, locale))

    def catalog_stamp(self, slug: str, locale: Locale) -> str:
        """A hash of the catalog's bytes: another stamp, another catalog. Empty while there is none."""
        path = self.catalog_path(slug, locale)
        with self._reading(path) as place:
            return digest(read_whole(place, path)) if place.exists() else ""

    @property
    def namespace(self) -> str:
        """What the memory's files of this project begin with: its name, else its folder's; no `/` in it."""
        name = self.settings.name or self.root.resolve().name
        return name.replace("%", "%25").replace("/", "%2F")

    def memory_files(self) -> tuple[str, ...]:
        """The bilingual files that the memory keeps up with, each once, in the configuration's order."""
        found: dict[str, None] = {}
        for pattern in self.settings.memory_files:
            wild = any(sign in pattern for sign in "*?[")
            paths = self._found(DocumentSetting(pattern)) if wild else [self.root / pattern]
            if not wild and not paths[0].is_file():
                raise ConfigurationError(
                    f"[memory] files: no such file: {pattern}", self.shown(configuration.NAME)
                )
            found |= dict.fromkeys(path.relative_to(self.root).as_posix() for path in paths if path.is_file())
        return tuple(found)

    def stamp(self, path: str) -> str:
        """A hash of a file's bytes, however large it is."""
        with self._reading(path) as place:
            try:
                with place.open("rb") as file:
                    return file_digest(file, "sha256").hexdigest()[:32]
            except OSError as error:
                raise InputError(f"cannot be read: {error.strerror or error}", path) from error

    def template(self, slug: str) -> Catalog:
        """The template of a slug, which must be there."""
        path = self.template_path(slug)
        with self._reading(path) as place:
            return po.read(read_whole(place, path), path, self.settings.source_locale)

    def save_template(self, template: Catalog) -> bool:
        """Writes a template, which nobody edits; whether a byte changed."""
        return self.save(template.path, po.write(template, self.settings.workflow_flags))

    def save_catalog(self, catalog: Catalog) -> bool:
        """Writes a catalog where it belongs; whether a byte changed.

        TmpipeError where somebody has saved the file since it was read: their work comes first.
        """
        place, data = self.root / catalog.path, po.write(catalog, self.settings.workflow_flags)
        now = digest(read_whole(place, catalog.path)) if place.exists() else None
        if now != self._read.get(catalog.path):
            message = "somebody saved this file in the meantime; nothing was changed, run the command again"
            raise TmpipeError(message, self.shown(catalog.path))
        return self.save(catalog.path, data)

    def catalogs_history(self) -> history.History | str:
        """What git knows of the catalogs; without git, the reason."""
        return history.read(self.root, "locales")

    # --- what our pages say

    @cached_property
    def wordings(self) -> Mapping[Locale, str]:
        """Where the project's own catalogs of what our pages say are, those that are there, by locale."""
        if any(seed.slug == SLUG for seed in self.seeds):
            return {}
        locales = dict.fromkeys((self.settings.source_locale, *self.settings.locales))
        paths = {locale: self.catalog_path(SLUG, locale) for locale in locales}
        return {locale: path for locale, path in paths.items() if (self.root / path).is_file()}

    def _has_own_wording(self) -> bool:
        """Whether catalogs of this slug are those of what our pages say, and no document's."""
        from tmpipe.interface.editions import is_own

        paths = (self.template_path(SLUG), *(self.catalog_path(SLUG, one) for one in self.settings.locales))
        places = ((self.root / path, path) for path in paths)
        return any(is_own(po.read(read_whole(*at), at[1], "")) for at in places if at[0].is_file())

    # --- sign-offs

    @cached_property
    def sign_offs(self) -> tuple[SignOff, ...]:
        """Who answers for which text, as the record has it."""
        with self._reading(signoffs.PATH) as place:
            return signoffs.read(read_whole(place, signoffs.PATH), signoffs.PATH) if place.exists() else ()

    def signed(self, slug: str, locale: Locale) -> tuple[SignOff, ...]:
        """The sign-offs of one text, by name, whether they hold or not."""
        return tuple(self._signed.get((slug, locale), ()))

    @cached_property
    def _signed(self) -> Mapping[tuple[str, Locale], Sequence[SignOff]]:
        found: defaultdict[tuple[str, Locale], list[SignOff]] = defaultdict(list)
        for one in sorted(self.sign_offs, key=lambda one: one.by):
            found[one.document, one.locale].append(one)
        return found

    def save_sign_offs(self, sign_offs: Iterable[SignOff]) -> bool:
        """Writes the record anew; whether a byte changed."""
        changed = self.save(signoffs.PATH, signoffs.write(sign_offs))
        for known in ("sign_offs", "_signed"):
            self.__dict__.pop(known, None)
        return changed

    def fingerprint(self, seed: Seed, catalog: Catalog) -> Fingerprint:
        """What somebody answers for who signs this catalog of this document."""
        with self._reading(seed.path) as place:
            source = read_whole(place, seed.path)
        return signoffs.fingerprint(source, catalog, self._glossary_files)

    @cached_property
    def _glossary_files(self) -> tuple[bytes, ...]:
        return tuple(read_whole(self.root / path, self.shown(path)) for path in self.glossaries)

    # --- glossary, memory

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms of all glossary files."""
        from tmpipe.glossary import exchange  # 20 ms, and not needed while nothing has changed

        found: dict[str, Term] = {}
        for path in self.glossaries:
            with self._reading(path) as place:
                terms = exchange.read(read_whole(place, path), path, self.settings.source_locale)
            for term in terms:
                if term.id in found:
                    first = found[term.id]
                    message = f"term_id {term.id!r} stands in {first.path}:{first.line}, too; rename one"
                    raise InputError(message, self.shown(path), term.line)
                found[term.id] = term
        return tuple(found.values())

    @cached_property
    def termbase(self) -> Termbase:
        """The glossary, ready to find and to judge."""
        from tmpipe.glossary.termbase import Termbase

        return Termbase(self.terms, self.settings.source_locale)

    def memory(self) -> parts.Memory:
        """The translation memory, open; to be closed by who asked for it."""
        url = self.settings.memory_url
        if url.startswith("sqlite:"):
            place = self.root / url.removeprefix("sqlite:")
            place.parent.mkdir(parents=True, exist_ok=True)
            url = f"sqlite:{place}"
        return open_memory(url)

    def memory_stamp(self) -> str:
        """Which edition of its units the memory has: another stamp, other units. Empty where nobody knows."""
        place = self.memory_file()
        if place is None or not place.is_file():
            return ""
        from tmpipe.memory.local.editions import stamp_of

        return stamp_of(place)

    def memory_file(self) -> Path | None:
        """Where the memory's file is, or would be; None: it is on a server."""
        scheme, _, path = self.settings.memory_url.partition(":")
        return (self.root / path).resolve() if scheme == "sqlite" else None

    def memory_key(self, path: str) -> str:
        """What the memory calls a file of this project."""
        return f"{self.namespace}/{path}"

    def owns(self, key: str) -> bool:
        """Whether what the memory calls so is a file of this project."""
        return key.startswith(f"{self.namespace}/")

    @contextmanager
    def memory_anew(self) -> Iterator[parts.Memory]:
        """An empty memory in the place of a damaged one, which is kept beside it, if that is ours.

        Ours is what lies in `.tmpipe/`, and elsewhere in the project what says that it is a memory.
        """
        place = self.memory_file()
        if place is None or not self._is_ours(place):
            path = self.settings.memory_url.removeprefix("sqlite:")
            raise UsageError(f"{path} is no memory of this project; move it away, or correct [memory] url")
        from tmpipe.memory.local.salvage import anew

        with anew(place) as memory:
            yield memory

    def forget_indexes(self) -> None:
        """Takes away what the memory's search has derived from its units: it comes back when it is needed."""
        from tmpipe.memory.local.salvage import forget_indexes

        if (place := self.memory_file()) is not None:
            forget_indexes(place)

    def _is_ours(self, place: Path) -> bool:
        root = self.root.resolve()
        if not place.is_file() or not place.is_relative_to(root):
            return False
        from tmpipe.memory.sqlite import is_memory

        return place.is_relative_to(root / ".tmpipe") or is_memory(place)

    # --- what is done

    def journal(self, locale: Locale, engine: str, mark: str) -> Journal:
        """What an engine has answered for a locale, as far as it depends on what the mark tells."""
        name = re.sub(r"[^\w-]", "_", f"machine-{locale}-{engine}")
        return Journal(self.root / f".tmpipe/{name}.jsonl", mark)

    def digest(self, path: str) -> str:
        """A hash of a file as it is now; empty where there is none, or it cannot be read."""
        try:
            return digest((self.root / path).read_bytes())
        except OSError:
            return ""

    @cached_property
    def ground(self) -> str:
        """A hash of what all documents' results depend on. Empty: nobody knows all of it.

        What others have registered may change without a new version: nothing is skipped that it has made.
        """
        settings, suffixes = self.settings, {PurePosixPath(seed.path).suffix for seed in self.seeds}
        ours = {*parts.RENDITIONS, *parts.FORMATS, *(suffix[1:] for suffix in parts.SUFFIXES)}
        known = suffixes <= {*parts.SUFFIXES, ""} and ours.issuperset(settings.formats)
        made_by = edition() if known else ""
        templates = {name: digest(data) for name, data in self.templates.items()}
        glossary = [digest(data) for data in self._glossary_files]
        return made_by and digest(made_by, replace(settings, documents=()), glossary, templates)

    @cached_property
    def _record(self) -> Record:
        place = self.root / record.PATH
        try:
            return Record(place.read_bytes() if place.is_file() else b"", self.ground)
        except OSError:
            return Record(b"", self.ground)

    def left(self, path: str) -> str:
        """A hash of a file as this run has last read or written it; empty where it did neither."""
        return self._read.get(path, "")

    def work(self, job: str) -> Work | None:
        """What is noted of a piece of work, whatever has become of its files."""
        return self._record.works.get(job) if self.ground else None

    def done(self, job: str, made_of: str, paths: Iterable[str] = ()) -> Any:
        """What the work told when it was done, if it was made of the same and all its files, these among
        them, are as it left them; else None.
        """
        work = self.work(job)
        if work is None or work.made_of != made_of or not work.files.keys() >= {*paths}:
            return None
        return work.told if all(self.digest(path) == left for path, left in work.files.items()) else None

    def keep(self, job: str, made_of: str, paths: Iterable[str], told: Any) -> None:
        """Notes that the work is done, with the files that this run has read or written as it left them."""
        files = {path: self._read[path] for path in paths}
        before = self._record.works.get(job)
        if before is not None and before.made_of == made_of:
            files = {**before.files, **files}
        self._record.put(job, Work(made_of, files, told))

    def save_record(self) -> None:
        """Writes down what is done. What cannot be written costs time in the next run, nothing else."""
        if self._record.changed and self.ground:
            with suppress(TmpipeError):
                self.save(record.PATH, self._record.data(seed.slug for seed in self.seeds))
            self._record.changed = False

    # --- files

    @cached_property
    def templates(self) -> Mapping[str, bytes]:
        """The files, by name, that take the place of the renditions' own, and the catalogs of their words."""
        own = {catalog_name(locale): path for locale, path in self.wordings.items()}
        words = {name: read_whole(self.root / path, self.shown(path)) for name, path in own.items()}
        return {**self._looks(), **words} if words else self._looks()

    def template_place(self, name: str) -> str:
        """Where one of these files is, as one who stands in the current folder can open it."""
        places = {catalog_name(locale): path for locale, path in self.wordings.items()}
        return self.shown(places.get(name) or f"{self.settings.templates}/{name}")

    def _looks(self) -> Mapping[str, bytes]:
        folder = self.settings.templates
        if not folder:
            return parts.NO_TEMPLATES
        if not (self.root / folder).is_dir():
            message = f"[output] templates: no such folder: {folder}"
            raise ConfigurationError(message, self.shown(configuration.NAME))
        places = sorted(place for place in (self.root / folder).iterdir() if place.name[0] not in ".~")
        require_known((place.name for place in places), self.shown(folder))
        return {place.name: read_whole(place, self.shown(f"{folder}/{place.name}")) for place in places}

    @cached_property
    def _own(self) -> Path:
        """Where the root is, links followed: asked for with every file that is written."""
        return self.root.resolve()

    def save(self, path: str, data: bytes) -> bool:
        """Writes a file of the project whole or not at all; whether a byte changed.

        TmpipeError where a link leads out of the project: whose folder that is we cannot know.
        """
        place = (self.root / path).resolve()
        if not place.is_relative_to(self._own):
            raise TmpipeError("a link leads out of the project; nothing is written there", self.shown(path))
        self._read.pop(path, None)
        written = write_whole(place, data, self.shown(path))
        self._read[path] = digest(data)
        return written

    def companion(self, path: str) -> bytes | None:
        """A file that a document shows with itself; None where there is none, its name can be none, it is
        very large, or a link leads to it: to what, its name does not tell."""
        try:
            place = self._own / path
            there = place.resolve() == place and place.is_file() and place.stat().st_size <= _LARGEST
        except OSError:
            return None
        return read_whole(place, self.shown(path)) if there else None

    def built_path(self, slug: str, locale: Locale, suffix: str) -> str:
        """Where a localized document goes."""
        return f"{self.settings.folder}/{locale}/{slug}{suffix}"


_LARGEST = 64 << 20
"""Bytes of a file that is copied; a larger film or archive is linked to."""
_OLDER = frozenset((".doc", ".dot", ".rtf", ".wpd", ".wps", ".sxw", ".pages"))
"""What word processors can open, and we cannot."""


def format_of(shown: str) -> str:
    """The name of the format that reads files with the shown path's suffix; without one, plain text."""
    suffix = PurePosixPath(shown).suffix
    name = parts.format_named(suffix[1:]) if suffix else "plain"
    if suffix.lower() in _OLDER:
        raise InputError(f"no format reads {suffix.lower()}; save it as .docx or .odt", shown)
    if not name:
        raise InputError(f"no format reads {suffix.lower()}; known: {' '.join(parts.SUFFIXES)}", shown)
    return name


def read_document(data: bytes, shown: str, locale: Locale, choice: parts.Choice = parts.ALL) -> Document:
    """The document in `data`, by the format of the shown path's suffix; of a pipe, by its first bytes."""
    reader: parts.Format = parts.part("formats", _piped(data) if shown == "-" else format_of(shown))
    return reader.read(data, shown, locale, choice)


def _piped(data: bytes) -> str:
    """The name of the format that the first bytes show, plain text where they show none."""
    start = data[:_SHOWN].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"pk\3\4", b"\xd0\xcf\x11\xe0")):
        return "odt" if b"mimetypeapplication/vnd.oasis.opendocument.text" in start else "docx"
    if start.startswith(b"%pdf-"):
        return "pdf"
    page = start.startswith((b"<!doctype html", b"<html")) or (
        start.startswith(b"<?xml") and b"<html" in start
    )
    return "html" if page else "plain"


_SHOWN = 1024
"""Bytes: an XML declaration and a doctype have room before the root."""
