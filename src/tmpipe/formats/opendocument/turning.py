"""A member in its locale: language and direction of what was changed, by automatic styles of its own.

Each paragraph style that changed paragraphs use gets one more automatic style (3.4.3), so that what was not
translated keeps the language and the direction that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tmpipe.formats.opendocument import names
from tmpipe.formats.opendocument.styles import Style, Styles
from tmpipe.formats.package import xml
from tmpipe.formats.package.xml import Kind, Token
from tmpipe.model import Locale
from tmpipe.text.languages import language
from tmpipe.text.languages.base import words

Values = Mapping[str, str]
"""Attributes by their names."""

_DRAFT = "tmpipe_draft"
_COLOUR = "#fff3bf"
_ASIAN = frozenset({"ja", "ko", "zh"})
_COMPLEX = words("ar bn ckb dv fa gu he hi km kn lo ml my ne pa ps si ta te th ug ur yi")
_MIRRORED = {"": "end", "start": "end", "left": "end", "end": "start", "right": "start"}
"""`fo:text-align` in the other direction, as LibreOffice reads it: its `start` is always the left side."""
_SIDES = {"left": "right", "right": "left"}


class Member:
    """What the changed blocks of a member need to be written."""

    def __init__(self, text: str, styles: Styles, locale: Locale, source_locale: Locale) -> None:
        self._styles = styles
        self._locale = locale
        self._tags = _Tags(text)
        direction = language(locale).direction
        self.turned = direction == "rtl"
        """Whether the text reads from the right."""
        self._mirrored = direction != language(source_locale).direction
        self._mode = "rl-tb" if self.turned else "lr-tb"
        self._taken = styles.names()
        self._made: dict[str, str] = {}
        self._draft = ""

    # --- what a writer asks for

    def tag(self, name: str) -> str:
        """An empty element of ours."""
        return self._tags.empty(name, {})

    def draft_open(self) -> str:
        """What begins a stretch that is a draft."""
        self._draft = self._draft or self._unique(_DRAFT)
        return self._tags.start("text:span", {"text:style-name": self._draft})

    def draft_close(self) -> str:
        """What ends it."""
        return self._tags.end("text:span")

    def restyled(self, head: str) -> str:
        """A paragraph's start tag, and what follows it, in a style that has the locale."""
        tag = _first(head)
        old = tag.attributes().get(self._tags.named("text:style-name"), "")
        if old not in self._made:
            self._made[old] = self._unique(f"{old or 'Standard'}_{self._locale}")
        return self._tags.edited(tag, {"text:style-name": self._made[old]}) + head[tag.end :]

    def _unique(self, name: str) -> str:
        while name in self._taken:
            name += "_"
        self._taken.add(name)
        return name

    # --- the member when its blocks are written

    def finished(self, text: str) -> str:
        """The member's text with the styles that its changed blocks use, and its pages and tables turned."""
        if self._mirrored:
            start, end = self._automatic(text)
            text = text[:start] + self._mode_of_layouts(text[start:end]) + text[end:]
        if own := "".join(self._definitions()):
            text = self._with_styles(text, own)
        return self._tags.declared(self._in_language(text))

    def _in_language(self, text: str) -> str:
        """The text with metadata that say the locale, if it has any (4.3.2.17)."""
        if (end := self._tags.end("office:meta")) not in text:
            return text
        name = self._tags.named("dc:language")
        told = f"<{name}>{xml.escaped(self._locale)}</{name}>"
        new, count = re.subn(rf"<{name}\s*/>|<{name}\b[^>/]*>[^<]*</{name}\s*>", told, text, count=1)
        return new if count else text.replace(end, told + end, 1)

    def _automatic(self, text: str) -> tuple[int, int]:
        """Where the automatic styles stand; the same twice: there are none."""
        start = text.find(self._tags.start("office:automatic-styles", {}))
        end = text.find(self._tags.end("office:automatic-styles"), max(0, start))
        return (start, end) if 0 <= start < end else (0, 0)

    def _with_styles(self, text: str, own: str) -> str:
        """The text with more automatic styles, in an element of their own where there is none."""
        _, end = self._automatic(text)
        if end:
            return text[:end] + own + text[end:]
        name = "office:automatic-styles"
        whole = self._tags.start(name, {}) + own + self._tags.end(name)
        empty = self._tags.empty(name, {})
        if empty in text:
            return text.replace(empty, whole, 1)
        before = (f"<{self._tags.named(one)}" for one in ("office:master-styles", "office:body"))
        at = next(at for at in (*(text.find(one) for one in before), len(text)) if at >= 0)
        return text[:at] + whole + text[at:]

    def _mode_of_layouts(self, styles: str) -> str:
        names_ = "|".join(re.escape(self._tags.named(f"style:{one}-properties")) for one in _LAYOUTS)

        def turned(found: re.Match[str]) -> str:
            tag = _first(found[0])
            side = _SIDES.get(tag.attributes().get(self._tags.named("table:align"), ""))
            align = {"table:align": side} if side else {}
            return self._tags.edited(tag, {"style:writing-mode": self._mode, **align})

        return re.sub(rf"<(?:{names_})\b[^>]*>", turned, styles)

    # --- styles

    def _definitions(self) -> Iterator[str]:
        if self._draft:
            own = {"style:name": self._draft, "style:family": "text"}
            colour = self._tags.empty("style:text-properties", {"fo:background-color": _COLOUR})
            yield self._tags.start("style:style", own) + colour + self._tags.end("style:style")
        for old, new in sorted(self._made.items()):
            yield self._definition(old, new)

    def _definition(self, old: str, new: str) -> str:
        """A style like the old one, in the locale."""
        style = self._styles.get("paragraph", old or "Standard")
        wanted = {
            "style:paragraph-properties": self._directed(old),
            "style:text-properties": self._spoken(old),
        }
        if style and style.automatic:
            return self._copied(style, new, wanted)
        parent = {"style:parent-style-name": style.name} if style else {}
        own = {"style:name": new, "style:family": "paragraph", **parent}
        properties = (self._tags.empty(name, values) for name, values in wanted.items() if values)
        return self._tags.start("style:style", own) + "".join(properties) + self._tags.end("style:style")

    def _copied(self, style: Style, new: str, wanted: Mapping[str, Values]) -> str:
        first = style.tokens[0]
        head = self._tags.edited(first, {"style:name": new})
        if first.kind is Kind.EMPTY:
            head = f"{head[:-2]}>"
        children = list(_children(style.tokens))
        out = [head]
        for name, values in wanted.items():
            child = next((one for one in children if one[0].name == name), None)
            if child:
                children.remove(child)
                out += (self._tags.edited(child[0], values), *(token.raw for token in child[1:]))
            elif values:
                out.append(self._tags.empty(name, values))
        out += (token.raw for child in children for token in child)
        return "".join(out) + self._tags.end("style:style")

    def _directed(self, old: str) -> Values:
        """The paragraph properties that say the direction."""
        if not self._mirrored:
            return {}
        align = self._styles.alignment(old or "Standard")
        side = _MIRRORED.get(align) if align or self.turned else None
        return {"style:writing-mode": self._mode, **({"fo:text-align": side} if side else {})}

    def _spoken(self, old: str) -> Values:
        """The text properties that say the language, for its script's kind of letters (20.191 and others)."""
        tag, *rest = self._locale.split("-")
        complex_ = tag in _COMPLEX or self.turned
        kind = "-complex" if complex_ else "-asian" if tag in _ASIAN else ""
        space = "style" if kind else "fo"
        region = next((part for part in rest if len(part) == 2 or part.isdigit()), "none")
        script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
        values = {f"{space}:language{kind}": tag, f"{space}:country{kind}": region}
        if script:
            values[f"{space}:script{kind}"] = script
        if (name := f"style:rfc-language-tag{kind}") in self._styles.texts("paragraph", old):
            values[name] = self._locale
        return values


_LAYOUTS = ("table", "page-layout", "section")


def _first(text: str) -> Token:
    """The tag that the text begins with; its names stand as they are."""
    return next(xml.tokens(text, {}, "", ""))


def _children(tokens: tuple[Token, ...]) -> Iterator[list[Token]]:
    """The elements in an element, each as its tokens."""
    child: list[Token] = []
    depth = 0
    for token in tokens[1:-1]:
        depth += (token.kind is Kind.START) - (token.kind is Kind.END)
        child.append(token)
        if not depth:
            yield child
            child = []


class _Tags:
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
