"""Tags of ours, in the prefixes that a member uses, and the member's own tags with other attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from tmpipe.formats.opendocument import names
from tmpipe.formats.package import xml
from tmpipe.formats.package.xml import Kind, Token

Values: TypeAlias = Mapping[str, str]
"""Attributes by their names."""


def first_tag(text: str) -> Token:
    """The tag that the text begins with; its names stand as they are."""
    return next(xml.tokens(text, {}, "", ""))


def tags_named(*tags: str) -> str:
    """A pattern for start tags of these names."""
    return rf"<(?:{'|'.join(map(re.escape, tags))})(?=[\s/>])[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*>"


class Tags:
    """Tags of ours with the prefixes that a member uses."""

    def __init__(self, text: str) -> None:
        root = next(one for one in xml.tokens(text, {}, "", "") if one.kind in (Kind.START, Kind.EMPTY))
        self._root = root
        declared = {name[6:]: uri for name, uri in root.attributes().items() if name.startswith("xmlns:")}
        self._prefixes = {names.KNOWN[uri]: prefix for prefix, uri in declared.items() if uri in names.KNOWN}
        self._declared = set(declared)
        self._missing: dict[str, str] = {}

    def named(self, name: str) -> str:
        """A name with the prefix that its namespace has here."""
        known, _, local = name.partition(":")
        prefix = self._prefixes.get(known)
        if prefix is None:
            prefix = known
            while prefix in self._declared:
                prefix += "_"
            self._prefixes[known] = prefix
            self._missing[prefix] = names.URIS[known]
        return f"{prefix}:{local}"

    def declared(self, text: str) -> str:
        """The member's text with the namespaces that we brought in."""
        if not self._missing:
            return text
        end = self._root.start + len(self._root.raw.rstrip("/>"))
        own = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in self._missing.items())
        return text[:end] + own + text[end:]

    def start(self, name: str, values: Values) -> str:
        """A start tag."""
        return f"<{self.named(name)}{self._attributes(values)}>"

    def empty(self, name: str, values: Values) -> str:
        """An element without content."""
        return f"<{self.named(name)}{self._attributes(values)}/>"

    def end(self, name: str) -> str:
        """An end tag."""
        return f"</{self.named(name)}>"

    def _attributes(self, values: Values) -> str:
        return "".join(f' {self.named(name)}="{xml.quoted(value)}"' for name, value in values.items())

    def edited(self, tag: Token, values: Values) -> str:
        """A tag with other values; attributes that it lacks are added."""
        raw, new = tag.raw, {}
        spans = tag.spans()
        found = {name: spans.get(name, spans.get(self.named(name))) for name in values}
        for name, span in sorted(found.items(), key=lambda one: one[1] or (0, 0), reverse=True):
            if span:
                raw = raw[: span[0]] + xml.quoted(values[name]) + raw[span[1] :]
            else:
                new[name] = values[name]
        end = len(raw.rstrip("/>")) if raw.endswith("/>") else len(raw) - 1
        return raw[:end] + self._attributes({name: new[name] for name in values if name in new}) + raw[end:]
