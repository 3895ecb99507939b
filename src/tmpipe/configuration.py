"""The values of `tmpipe.toml`. Unknown keys are refused, with the known ones listed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tmpipe import parts
from tmpipe.errors import ConfigurationError
from tmpipe.model import ORIGINS, Locale, Severity
from tmpipe.parts import ALL, Choice
from tmpipe.tables import Tables

NAME = "tmpipe.toml"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class DocumentSetting:
    """One `[[documents]]` table: a path or a glob, relative to the project folder."""

    path: str
    slug: str = ""
    title: str = ""
    front_matter: tuple[str, ...] | None = None
    comments: bool | None = None
    """None: as the project's."""
    line: int = 1


@dataclass(frozen=True, slots=True)
class EngineSetting:
    """One `[engines.<name>]` table: what the engine is opened with."""

    values: Mapping[str, Any]
    line: int = field(default=1, repr=False)
    lines: Mapping[str, int] = field(default_factory=dict, repr=False)
    """Where each key stands. No line is part of the `repr`, which tells one configuration from another."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a project says of itself."""

    name: str = ""
    source_locale: Locale = "en"
    locales: tuple[Locale, ...] = ()
    glossary: tuple[str, ...] = ()
    references: str = "file"
    """`file`, or `full` with line numbers."""
    choice: Choice = ALL
    """What of the documents is to be translated."""
    documents: tuple[DocumentSetting, ...] = ()
    folder: str = "build"
    formats: tuple[str, ...] = ("html", "txt")
    """Renditions; what is written in its own format is so besides."""
    templates: str = ""
    """A folder of files that take the place of the renditions' own."""
    workflow_flags: str = "#,"
    """The mark of the line on which catalogs have `fuzzy`: `#,`, or `#=` as gettext 1.0 reads it, too."""
    drafts: bool = True
    """Whether localized documents show suggestions, marked, or the source instead."""
    memory_cutoff: float = 70
    least_confidence: float = parts.LEAST_CONFIDENCE
    """Of machine suggestions, 0 to 1."""
    engines: Mapping[str, str] = field(default_factory=lambda: {"default": "argos"})
    engine_tables: Mapping[str, EngineSetting] = field(default_factory=dict)
    """By the engine's name."""
    exact: str = "suggest"
    """`suggest`, or `accept`: an exact match from finished text of the project needs no human."""
    memory_url: str = "sqlite:.tmpipe/memory.sqlite"
    memory_files: tuple[str, ...] = ()
    """Paths and globs of bilingual files that the memory keeps up with."""
    penalties: Mapping[str, float] = field(default_factory=dict)
    """Points that matches lose, by origin, or by a glob for a unit's file or document."""
    fail_on: str = "error"
    severity: Mapping[str, str] = field(default_factory=dict)
    publish_folder: str = "public"
    publish_url: str = ""
    """Where releases are published, with a last `/`; empty: not said."""
    publish_title: Mapping[Locale, str] = field(default_factory=dict)
    """What the site is called, by locale."""
    publish_description: Mapping[Locale, str] = field(default_factory=dict)
    """What it is about, likewise."""
    publish_formats: tuple[str, ...] = ("html", "docx", "odt", "pdf", "txt")
    """Renditions that readers download; what is written in its own format is so besides."""

    def engine(self, locale: Locale) -> str:
        """The name of the locale's engine; `none` where there is none."""
        return self.engines.get(locale, self.engines.get("default", "none"))

    def engine_settings(self, name: str) -> Mapping[str, Any]:
        """What the engine is opened with."""
        return self.engine_tables[name].values if name in self.engine_tables else {}

    def engine_line(self, name: str, message: str) -> int | None:
        """The line that a complaint about an engine's settings is of: the key's that it names, else the
        table's; None without a table.
        """
        table = self.engine_tables.get(name)
        words = re.findall(r"\w+", message)
        named = (table.lines[word] for word in words if word in table.lines) if table else iter(())
        return next(named, table.line if table else None)


_NOTHING_SAID = Configuration()

_KNOWN: Mapping[str, Mapping[str, str]] = {
    "project": {
        "name": "str",
        "source_locale": "locale",
        "locales": "locales",
        "glossary": "list",
        "references": "file|full",
    },
    "catalogs": {"workflow_flags": "#,|#="},
    "formats": {"front_matter": "list", "comments": "bool"},
    "output": {"folder": "folder", "formats": "list", "templates": "inside", "drafts": "bool"},
    "pretranslate": {
        "memory_cutoff": "rate",
        "least_confidence": "share",
        "engines": "table",
        "exact": "suggest|accept",
    },
    "memory": {"url": "str", "files": "list", "penalties": "rates"},
    "checks": {"fail_on": "error|warning|info|never", "severity": "table"},
    "publish": {
        "folder": "folder",
        "url": "site",
        "title": "texts",
        "description": "texts",
        "formats": "list",
    },
}
_DOCUMENTS = re.compile(r"^[ \t]*\[\[[ \t]*documents[ \t]*\]\]", re.MULTILINE)
_DOCUMENT = {"path": "str", "slug": "str", "title": "str", **_KNOWN["formats"]}
_RENAMED = {
    ("memory", "url"): "memory_url",
    ("memory", "files"): "memory_files",
    **{("publish", key): f"publish_{key}" for key in _KNOWN["publish"]},
}


def parse(data: bytes, path: str = NAME) -> Configuration:
    """The configuration in a file. ConfigurationError with path and line where it cannot be used."""
    return _Reader(data, path, ConfigurationError).configuration()


class _Reader(Tables):
    """A configuration on its way in."""

    def configuration(self) -> Configuration:
        values: dict[str, Any] = {}
        self.refuse_unknown(self.tables, [*_KNOWN, "documents", "engines"], "table")
        for table, kinds in _KNOWN.items():
            content = self.tables.get(table, {})
            if not isinstance(content, dict):
                raise self.wrong(table, f"[{table}] must be a table")
            start = self.start_of(table)
            self.refuse_unknown(content, kinds, f"key in [{table}]", start)
            for key, value in content.items():
                self.require(key, value, kinds[key], start)
                name = _RENAMED.get((table, key)) or str(key)
                values[name] = tuple(value) if isinstance(value, list) else value
        self.settle_publish(values)
        chosen = {key: values.pop(key) for key in _KNOWN["formats"] if key in values}
        choice = Choice(**chosen)
        configuration = Configuration(
            **values, choice=choice, documents=self.documents(), engine_tables=self.engine_tables()
        )
        if configuration.source_locale in configuration.locales:
            raise self.wrong("locales", f"{configuration.source_locale!r} is the source locale")
        self.require_severities(configuration.severity)
        self.require_penalties(configuration.penalties)
        self.require_inside(configuration.memory_files)
        self.require_parts(configuration)
        return configuration

    def settle_publish(self, values: dict[str, Any]) -> None:
        """One text for all locales is the source locale's; an address ends with `/`."""
        source = values.get("source_locale", _NOTHING_SAID.source_locale)
        known = {source, *values.get("locales", ())}
        for key in ("publish_title", "publish_description"):
            if isinstance(found := values.get(key), str):
                values[key] = {source: found}
            for locale in values.get(key, ()):
                if locale not in known:
                    there = ", ".join(sorted(known))
                    raise self.wrong(locale, f"[publish] {locale!r} is no locale of this project: {there}")
        if url := values.get("publish_url"):
            values["publish_url"] = url.rstrip("/") + "/"

    def documents(self) -> tuple[DocumentSetting, ...]:
        tables = self.tables.get("documents", [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise self.wrong("documents", "documents are written [[documents]], one table each")
        starts = [found.start() for found in _DOCUMENTS.finditer(self.text)]
        found = []
        for number, table in enumerate(tables):
            start = starts[number] if number < len(starts) else 0
            line = self.line_at(start)
            self.refuse_unknown(table, _DOCUMENT, "key in [[documents]]", start)
            for key, value in table.items():
                self.require(key, value, _DOCUMENT[key], start)
            if not table.get("path"):
                raise ConfigurationError("a document needs a path", self.path, line)
            values: dict[str, Any] = {
                key: tuple(one) if isinstance(one, list) else one for key, one in table.items()
            }
            found.append(DocumentSetting(**values, line=line))
        return tuple(found)

    def engine_tables(self) -> dict[str, EngineSetting]:
        tables = self.tables.get("engines", {})
        found = {}
        for name, table in tables.items() if isinstance(tables, dict) else [("engines", tables)]:
            if not isinstance(table, dict):
                raise self.wrong(name, _NO_ENGINE)
            self.require_part("engines", name)
            start = self.start_of(rf"engines\.[\"']?{re.escape(name)}[\"']?")
            for key, value in table.items():
                self.require_setting(key, value, start)
            lines = {key: self.line_of(key, start) for key in table}
            found[name] = EngineSetting(table, self.line_at(start), lines)
        return found

    def require_setting(self, key: str, value: object, start: int) -> None:
        if _SECRET.search(key):
            raise self.wrong(key, _NO_SECRETS.format(key=key), start)
        if not _SETTING.fullmatch(key) or key in _ITS_OWN:
            raise self.wrong(key, f"{key!r} is no name of a setting", start)
        self.require(key, value, "setting", start)

    def start_of(self, table: str) -> int:
        """Where the table begins in the text."""
        found = re.search(rf"^[ \t]*\[[ \t]*{table}[ \t]*\]", self.text, re.MULTILINE)
        return found.start() if found else 0

    def require(self, key: str, value: object, kind: str, start: int) -> None:
        holds = _HOLDS.get(kind)
        if not (holds(value) if holds else value in kind.split("|")):
            raise self.wrong(key, f"{key} = {value!r} is not {_WANTED.get(kind, f'one of {kind}')}", start)

    def require_severities(self, severities: Mapping[str, str]) -> None:
        for check, name in severities.items():
            if name != "off":
                try:
                    Severity.named(name)
                except ValueError as error:
                    raise self.wrong(check, f"{error}, off") from error

    def require_inside(self, paths: Sequence[str]) -> None:
        for path in paths:
            names = re.split(r"[/\\]", path)
            if not path or ".." in names or not names[0] or ":" in names[0]:
                raise self.wrong(path, f"[memory] files: {path!r} is no path within the project folder")

    def require_penalties(self, penalties: Mapping[str, float]) -> None:
        start = max(self.start_of(r"memory\.penalties"), self.start_of("memory"))
        for key in penalties:
            if key not in ORIGINS and not any(sign in key for sign in "*?[/."):
                known = ", ".join(ORIGINS)
                wanted = f"no origin ({known}), nor a glob for a file or a document such as tm/*.tmx"
                raise self.wrong(key, f"penalties: {key!r} is {wanted}", start)

    def require_parts(self, configuration: Configuration) -> None:
        for locale, engine in configuration.engines.items():
            if locale not in ("default", *configuration.locales):
                raise self.wrong(locale, f"engines: {locale!r} is no locale of this project, nor `default`")
            if engine != "none":
                self.require_part("engines", engine)
        for name in (*configuration.formats, *configuration.publish_formats):
            if not parts.known("renditions", name):
                self.require_form(name)
        scheme = configuration.memory_url.partition(":")[0]
        if not parts.known("memories", scheme):
            there = ", ".join(parts.names("memories"))
            raise self.wrong(
                "url", f"no memory named {scheme!r}; there are: {there}", self.start_of("memory")
            )

    def require_form(self, name: str) -> None:
        if name not in (known := parts.form_names()):
            raise self.wrong(name, f"no format named {name!r}; there are: {', '.join(known)}")

    def require_part(self, family: str, name: str) -> None:
        if not parts.known(family, name):
            known = ", ".join(parts.names(family))
            raise self.wrong(name, f"no {family.removesuffix('s')} named {name!r}; there are: {known}")


_NO_ENGINE = (
    "the settings of an engine are a table of its own, [engines.argos]; which engine a locale has is said by "
    "`engines` under [pretranslate]"
)
_NO_SECRETS = (
    "{key}: nothing secret has a place in this file, which is in git; put it into an environment variable, "
    'and name that: key_env = "MY_KEY"'
)
_SECRET = re.compile(r"(?:^|_)(?:key|apikey|password|passwd|token|secret)$", re.IGNORECASE)
_SETTING = re.compile(r"[a-z][a-z0-9_]*")
_ITS_OWN = frozenset({"source_locale", "locale"})
"""What an engine is told by the project."""
_WANTED = {
    "str": "a text of one line",
    "folder": "the name of a folder of its own within the project, such as build",
    "inside": "the path of a folder within the project, such as templates",
    "bool": "true or false",
    "rate": "a number from 0 to 100",
    "share": "a number from 0 to 1",
    "list": "a list of texts",
    "locale": "a BCP 47 tag such as fr or pt-BR",
    "locales": 'a list of different BCP 47 tags such as ["fr", "pt-BR"]',
    "table": "a table of texts",
    "rates": "a table of numbers from 0 to 100",
    "site": "an address such as https://example.org/statements/, without ? and #",
    "texts": "a text of one line, or a table of such texts by locale",
    "setting": "a text of one line, a number, true or false, or a list of such texts",
}


def _strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _inside(value: str) -> bool:
    """Whether the path leads to a folder within the project."""
    names = re.split(r"[/\\]", value)
    return bool(re.fullmatch(r"[^/\\:\x00-\x1f]+", names[0])) and not {"..", ""} & {*names}


def _own_folder(value: str) -> bool:
    """Whether the path lies within the project and apart from what people write there."""
    first, *rest = re.split(r"[/\\]", value)
    written = first in ("locales", "glossary", "seeds", ".git", ".tmpipe")
    return (
        bool(re.fullmatch(r"[^/\\:\x00-\x1f]+", first))
        and not written
        and not {".", "..", ""} & {first, *rest}
    )


_SITE = re.compile(r"https?://[^\s/?#@\\\"'<>\x00-\x20\x7f-\uffff]+(?:/[^\s?#\\\"'<>\x00-\x20\x7f-\uffff]*)?")


def _line(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not _CONTROL.search(value)


def _rate(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= 100


def _tag(value: Any) -> bool:
    return isinstance(value, str) and bool(_TAG.fullmatch(value))


_HOLDS: Mapping[str, Callable[[Any], bool]] = {
    "str": lambda value: isinstance(value, str) and bool(value) and not _CONTROL.search(value),
    "folder": lambda value: isinstance(value, str) and _own_folder(value),
    "inside": lambda value: isinstance(value, str) and _inside(value),
    "bool": lambda value: isinstance(value, bool),
    "rate": _rate,
    "share": lambda value: _rate(value) and value <= 1,
    "rates": lambda value: isinstance(value, dict) and all(map(_rate, value.values())),
    "list": _strings,
    "locale": _tag,
    "locales": lambda value: _strings(value) and all(map(_tag, value)) and len({*value}) == len(value),
    "setting": lambda value: (
        isinstance(value, bool | int | float)
        or all(
            isinstance(one, str) and not _CONTROL.search(one)
            for one in (value if isinstance(value, list) else [value])
        )
    ),
    "table": lambda value: isinstance(value, dict) and _strings(list(value.values())),
    "site": lambda value: isinstance(value, str) and bool(_SITE.fullmatch(value)),
    "texts": lambda value: all(map(_line, value.values() if isinstance(value, dict) else [value])),
}
