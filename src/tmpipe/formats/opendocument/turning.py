"""A member in its locale: language and direction of what was changed, by automatic styles of its own.

Each paragraph style that changed paragraphs use gets one more automatic style (3.4.3), so that what was not
translated keeps the language and the direction that it has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from tmpipe.formats.opendocument.blocks import ATTRIBUTE, ELEMENT
from tmpipe.formats.opendocument.styles import Style, Styles
from tmpipe.formats.opendocument.tags import Tags, Values, first_tag, tags_named
from tmpipe.formats.package import xml
from tmpipe.formats.package.xml import Kind, Token
from tmpipe.model import CODE, Block, Document, Locale, State
from tmpipe.text.languages import language
from tmpipe.text.languages.base import words

Part: TypeAlias = str | Block | Document

_DRAFT = "tmpipe_draft"
_COLOUR = "#fff3bf"
_ASIAN = frozenset({"ja", "ko", "zh"})
_COMPLEX = words("ar bn ckb dv fa gu he hi km kn lo ml my ne pa ps si ta te th ug ur yi")
_MIRRORED = {"": "end", "start": "end", "left": "end", "end": "start", "right": "start"}
"""`fo:text-align` in the other direction, as LibreOffice reads it: its `start` is always the left side."""
_SIDES = {"left": "right", "right": "left"}

_KEPT = "kept"
"""The family of paragraph styles for what is not translated."""
_MODES = ("lr-tb", "rl-tb")


class Member:
    """What the changed blocks of a member need to be written."""

    def __init__(self, text: str, styles: Styles, locale: Locale, source_locale: Locale) -> None:
        self._styles = styles
        self._locale = locale
        self._tags = Tags(text)
        direction = language(locale).direction
        self.turned = direction == "rtl"
        """Whether the text reads from the right."""
        self._mirrored = direction != language(source_locale).direction
        self._mode = _MODES[self.turned]
        self._source_locale = source_locale
        self._taken = styles.names()
        self._kinds = _letters(source_locale), _letters(locale)
        self._made: dict[tuple[str, str], str] = {}
        """Our names for styles like the document's, by their family and name."""
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
        tag = first_tag(head)
        old = tag.attributes().get(self._tags.named("text:style-name"), "") or "Standard"
        return self._tags.edited(tag, {"text:style-name": self._like("paragraph", old)}) + head[tag.end :]

    def _kept(self, head: str) -> str:
        """The same where nothing was translated: where the page says the direction, a style that does."""
        tag = first_tag(head)
        old = tag.attributes().get(self._tags.named("text:style-name"), "") or "Standard"
        if self._styles.writing_mode(old) not in ("", "page"):
            return head
        return self._tags.edited(tag, {"text:style-name": self._like(_KEPT, old)}) + head[tag.end :]

    def worded(self, opening: str) -> str:
        """What begins a pair, its look that of letters of the locale's kind, too."""
        if self._kinds[0] == self._kinds[1]:
            return opening
        return re.sub(tags_named(self._tags.named("text:span")), lambda tag: self._span(tag[0]), opening)

    def _span(self, raw: str) -> str:
        tag = first_tag(raw)
        old = tag.attributes().get(self._tags.named("text:style-name"), "")
        if not self._lacking("text", old):
            return raw
        return self._tags.edited(tag, {"text:style-name": self._like("text", old)})

    def _like(self, family: str, old: str) -> str:
        """The name of our style like the old one."""
        if (family, old) not in self._made:
            locale = self._source_locale if family == _KEPT else self._locale
            self._made[family, old] = self._unique(f"{old}_{locale}")
        return self._made[family, old]

    def _unique(self, name: str) -> str:
        while name in self._taken:
            name += "_"
        self._taken.add(name)
        return name

    # --- the member when its blocks are written

    def directed(self, parts: Iterable[Part]) -> Iterator[Part]:
        """The parts, where the direction has changed: paragraphs without words have the new one, too."""
        tags = tags_named(self._tags.named("text:p"), self._tags.named("text:h"))
        for part in parts:
            if not self._mirrored or isinstance(part, Document):
                yield part
            elif isinstance(part, str):
                yield re.sub(tags, lambda tag: self.restyled(tag[0]), part)
            elif is_wordless(part):
                yield _headed(part, self.restyled)
            elif not part.changed and part.style not in (ELEMENT, ATTRIBUTE):
                yield _headed(part, self._kept)
            else:
                yield part

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
        def turned(found: re.Match[str]) -> str:
            tag = first_tag(found[0])
            own = tag.attributes()
            sides = {name: _SIDES.get(own.get(self._tags.named(name), "")) for name in _SIDED}
            mode = {} if "footnote-sep" in tag.name else {"style:writing-mode": self._mode}
            return self._tags.edited(tag, {**mode, **{name: side for name, side in sides.items() if side}})

        return re.sub(tags_named(*map(self._tags.named, _LAYOUTS)), turned, styles)

    # --- styles

    def _definitions(self) -> Iterator[str]:
        if self._draft:
            own = {"style:name": self._draft, "style:family": "text"}
            colour = self._tags.empty("style:text-properties", {"fo:background-color": _COLOUR})
            yield self._tags.start("style:style", own) + colour + self._tags.end("style:style")
        for (family, old), new in sorted(self._made.items()):
            yield self._definition(family, old, new)

    def _definition(self, family: str, old: str, new: str) -> str:
        """A style like the old one, in the locale."""
        kept, family = family == _KEPT, "paragraph" if family == _KEPT else family
        style = self._styles.get(family, old)
        wanted: dict[str, Values] = {"style:text-properties": self._lacking(family, old)}
        if kept:
            wanted = {"style:paragraph-properties": {"style:writing-mode": _MODES[not self.turned]}}
        elif family == "paragraph":
            spoken = {**self._spoken(old), **self._lacking(family, old)}
            wanted = {"style:paragraph-properties": self._side(old), "style:text-properties": spoken}
        if style and style.automatic:
            return self._copied(style, new, wanted)
        parent = {"style:parent-style-name": style.name} if style else {}
        own = {"style:name": new, "style:family": family, **parent}
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

    def _side(self, old: str) -> Values:
        """The paragraph properties that say the direction."""
        if not self._mirrored:
            return {}
        align = self._styles.alignment(old)
        side = _MIRRORED.get(align) if align or self.turned else None
        return {"style:writing-mode": self._mode, **({"fo:text-align": side} if side else {})}

    def _spoken(self, old: str) -> Values:
        """The text properties that say the language, for its script's kind of letters (20.191 and others)."""
        tag, *rest = self._locale.split("-")
        kind = self._kinds[1]
        region = next((part for part in rest if len(part) == 2 or part.isdigit()), "none")
        script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
        values = {_property("language", kind): tag, _property("country", kind): region}
        if script:
            values[_property("script", kind)] = script
        if (name := f"style:rfc-language-tag{kind}") in self._styles.texts("paragraph", old):
            values[name] = self._locale
        return values

    def _lacking(self, family: str, old: str) -> dict[str, str]:
        """What a style says of the source's letters and not of the locale's: that they are bold, say."""
        if self._kinds[0] == self._kinds[1]:
            return {}
        names_ = [[_property(name, kind) for kind in self._kinds] for name in _LOOKS]
        found = {unsaid: self._styles.lacking(family, old, said, unsaid) for said, unsaid in names_}
        return {name: value for name, value in found.items() if value}


_LOOKS = ("font-size", "font-weight", "font-style")


def _letters(locale: Locale) -> str:
    """The kind of letters, of the three that styles know, by the suffix of their properties."""
    tag = locale.partition("-")[0]
    if tag in _COMPLEX or language(locale).direction == "rtl":
        return "-complex"
    return "-asian" if tag in _ASIAN else ""


def _property(name: str, kind: str) -> str:
    """A text property for letters of a kind."""
    return f"style:{name}{kind}" if kind else f"fo:{name}"


def _headed(block: Block, restyled: Callable[[str], str]) -> Block:
    """The block with another start tag."""
    first, *rest = block.gaps
    head = restyled("".join(map(str, first.parts)))
    return replace(block, gaps=(replace(first, parts=(head,)), *rest))


def is_wordless(block: Block) -> bool:
    """Whether an unchanged paragraph has nothing that waits for a translation: a number, a name."""
    translated = any(span.state is not State.SOURCE for span in block.spans)
    words_ = any(map(str.isalpha, CODE.sub("", block.text)))
    return not block.changed and block.style not in (ELEMENT, ATTRIBUTE) and (translated or not words_)


_LAYOUTS = (
    "style:table-properties",
    "style:page-layout-properties",
    "style:section-properties",
    "style:footnote-sep",
)
_SIDED = ("table:align", "style:adjustment")


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
