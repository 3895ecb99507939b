"""What the styles of a document say of its paragraphs and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tmpipe.formats.opendocument.places import counted
from tmpipe.formats.package import looks
from tmpipe.formats.package.xml import Kind, Token
from tmpipe.model import Role

Properties = Mapping[str, str]
OUTLINE = "Outline"
"""The list style of headings, as other lists may name it."""


@dataclass(frozen=True, slots=True)
class Style:
    """A `style:style` or `style:default-style` (16.2, 16.4); of the family `list`, a `text:list-style`
    (16.30) or, as `OUTLINE`, the `text:outline-style` (16.34).
    """

    name: str
    """Empty: the family's default."""
    family: str
    parent: str
    automatic: bool
    outline: str
    list: str | None
    """The list style of its paragraphs; empty: they shall have none; None: it does not say."""
    text: Properties
    paragraph: Properties
    tokens: tuple[Token, ...] = field(repr=False)
    """The element, as it stands."""


def gathered(tokens: Iterable[Token]) -> Iterator[Style]:
    """The styles that a member defines, in order; nothing is read beyond them."""
    automatic = False
    for token in (stream := iter(tokens)):
        if token.name in {"office:body", "office:master-styles"} and token.kind is Kind.START:
            automatic = False
            if token.name == "office:body":
                return
        if token.name == "office:automatic-styles":
            automatic = token.kind is Kind.START
        if token.name in _STYLES and token.kind is not Kind.END:
            yield _style((token, *_rest(token, stream)), automatic)


_LISTS = {"text:list-style", "text:outline-style"}
_STYLES = {"style:style", "style:default-style"} | _LISTS


def _rest(token: Token, stream: Iterator[Token]) -> Iterator[Token]:
    """The tokens of an element after its first."""
    depth = int(token.kind is Kind.START)
    while depth:
        token = next(stream)
        depth += (token.kind is Kind.START) - (token.kind is Kind.END)
        yield token


def _style(tokens: tuple[Token, ...], automatic: bool) -> Style:
    own = tokens[0].attributes()
    found: dict[str, dict[str, str]] = {"style:text-properties": {}, "style:paragraph-properties": {}}
    for token in tokens:
        if token.name in found and token.kind is not Kind.END:
            found[token.name] |= token.attributes()
    return Style(
        OUTLINE if tokens[0].name == "text:outline-style" else own.get("style:name", ""),
        "list" if tokens[0].name in _LISTS else own.get("style:family", ""),
        own.get("style:parent-style-name", ""),
        automatic,
        own.get("style:default-outline-level", ""),
        own.get("style:list-style-name"),
        found["style:text-properties"],
        found["style:paragraph-properties"],
        tokens,
    )


_VARIANT = re.compile(r"-(?:asian|complex)$")
_NOISE = re.compile(
    r"(?:fo|style):(?:language|country|script|rfc-language-tag)(?:-asian|-complex)?"
    r"|style:font-(?:style-name|pitch|charset|family-generic|size-rel)(?:-asian|-complex)?"
    r"|(?:style:font-name|style:font-family|style:font-size|style:font-family-generic)-(?:asian|complex)"
    r"|(?:officeooo|loext):.*|fo:hyphenat.*|style:letter-kerning|style:use-window-font-color"
    r"|style:text-(?:underline|line-through|overline)-(?:width|color|mode)|style:script-type|style:text-emphasize"
)
"""Properties that a reader does not see, or sees only with another one."""
_NEUTRAL = {
    "fo:font-weight": "normal",
    "fo:font-style": "normal",
    "fo:font-variant": "normal",
    "fo:text-transform": "none",
    "fo:text-shadow": "none",
    "fo:letter-spacing": "normal",
    "fo:background-color": "transparent",
    "fo:color": "#000000",
    "style:text-underline-style": "none",
    "style:text-underline-type": "none",
    "style:text-overline-style": "none",
    "style:text-overline-type": "none",
    "style:text-line-through-style": "none",
    "style:text-line-through-type": "none",
    "style:text-outline": "false",
    "style:text-blinking": "false",
    "style:text-position": "0% 100%",
    "style:text-scale": "100%",
    "style:text-rotation-angle": "0",
    "style:text-rotation-scale": "line-height",
    "style:text-combine": "none",
    "style:font-relief": "none",
    "text:display": "true",
}
_CODE = frozenset({"Source_20_Text", "Source_Text", "Teletype"})
_HEADING = re.compile(r"Heading(?:_20_(\d{1,2}))?")
_QUOTES = frozenset({"Quotations", "Quote", "Intense_20_Quote", "Block_20_Quotation"})


@dataclass(frozen=True, slots=True)
class Look:
    """How words look: what their style says beyond the words around them."""

    kind: str = ""
    """Of their code; empty: they look like the words around them."""
    properties: tuple[tuple[str, str], ...] = ()
    words: str = ""
    """The look in words, of the kind `other`."""


class Styles:
    """The styles that hold in a member: the document's, and the member's own automatic ones."""

    def __init__(self, styles: Iterable[Style]) -> None:
        self._styles = {(one.family, one.name): one for one in styles}
        self._texts: dict[tuple[str, str], Properties] = {}
        self._looks: dict[tuple[str, str, Look], Look] = {}

    def get(self, family: str, name: str) -> Style | None:
        """A style by its name."""
        return self._styles.get((family, name))

    def names(self) -> set[str]:
        """All names that are taken, whatever the family."""
        return {name for _, name in self._styles}

    def _chain(self, family: str, name: str) -> Iterator[Style]:
        """A style, its parents, and the family's default."""
        seen = set()
        while name and name not in seen and (style := self._styles.get((family, name))):
            seen.add(name)
            yield style
            name = style.parent
        if default := self._styles.get((family, "")):
            yield default

    def role(self, name: str) -> tuple[Role, int] | None:
        """What a paragraph's style makes of it, with the level of a heading; None: nothing special."""
        for style in self._chain("paragraph", name):
            if style.name in _QUOTES:
                return Role.QUOTE, 0
            if style.name in {"Title", "Subtitle"}:
                return Role.HEADING, 1 if style.name == "Title" else 2
            if heading := _HEADING.fullmatch(style.name):
                return Role.HEADING, counted(heading[1] or style.outline or "2")
        return None

    def titling(self, name: str) -> str:
        """`Title` or `Subtitle` where a paragraph's style is one, else nothing; headings stand below."""
        found = (style.name for style in self._chain("paragraph", name))
        return next((one for one in found if one in {"Title", "Subtitle"}), "")

    def alignment(self, name: str) -> str:
        """A paragraph's `fo:text-align`; empty: nobody says."""
        found = (style.paragraph.get("fo:text-align") for style in self._chain("paragraph", name))
        return next(filter(None, found), "")

    def writing_mode(self, name: str) -> str:
        """A paragraph's `style:writing-mode`; empty: nobody says."""
        found = (style.paragraph.get("style:writing-mode") for style in self._chain("paragraph", name))
        return next(filter(None, found), "")

    def list_style(self, name: str) -> str | None:
        """The list style that a paragraph's style names; empty: none shall be; None: nobody says."""
        found = (style.list for style in self._chain("paragraph", name))
        return next((one for one in found if one is not None), None)

    def texts(self, family: str, name: str) -> Properties:
        """The text properties of a style, those of its parents included."""
        known = self._texts.get((family, name))
        if known is None:
            chain = [style.text for style in self._chain(family, name)]
            known = self._texts[family, name] = {k: v for one in reversed(chain) for k, v in one.items()}
        return known

    def lacking(self, family: str, name: str, said: str, unsaid: str) -> str:
        """The value of the text property `said` where a style has it and not `unsaid`, which means the same
        for letters of another kind; empty: nothing is lacking."""
        for style in self._chain(family, name):
            if unsaid in style.text:
                return ""
            if said in style.text:
                return style.text[said]
        return ""

    def look(self, name: str, paragraph: str, around: Look) -> Look:
        """How a `text:span` of this style looks among words that look like `around`."""
        key = name, paragraph, around
        known = self._looks.get(key)
        if known is None:
            known = self._looks[key] = self._look(name, paragraph, around)
        return known

    def _look(self, name: str, paragraph: str, around: Look) -> Look:
        base = {**_NEUTRAL, **_seen(self.texts("paragraph", paragraph)), **dict(around.properties)}
        own = _seen(self.texts("text", name))
        told = {key: value for key, value in own.items() if base.get(key, "") != value}
        if any(style.name in _CODE for style in self._chain("text", name)):
            return Look("code", tuple(own.items()))
        kind = _kind(told) if told else ""
        words = looks.told(key.partition(":")[2] for key in told) if kind == "other" else ""
        return Look(kind, (*around.properties, *sorted(told.items())), words)


def _seen(properties: Properties) -> dict[str, str]:
    """The properties that a reader sees, weight and slant of any script as those of all."""
    seen: dict[str, str] = {}
    for name, value in properties.items():
        if not _NOISE.fullmatch(name):
            plain = name.replace("style:font-w", "fo:font-w").replace("style:font-style", "fo:font-style")
            seen.setdefault(_VARIANT.sub("", plain), value)
    return seen


def _kind(told: Mapping[str, str]) -> str:
    """The kind of code that these properties make."""
    if told.get("fo:font-weight", "normal") not in {"normal", "100", "200", "300", "400"}:
        return "strong"
    if told.get("fo:font-style", "normal") != "normal":
        return "emphasis"
    if told.get("style:text-underline-style", "none") != "none":
        return "underline"
    if told.get("style:text-line-through-style", told.get("style:text-line-through-type", "none")) != "none":
        return "deleted"
    raised = told.get("style:text-position", "0%")
    if not raised.startswith("0%"):
        return "subscript" if raised.startswith(("sub", "-")) else "superscript"
    return "other"
