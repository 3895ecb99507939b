"""Markdown: what its blocks are, how changed ones are written, and what bad input is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tmpipe.errors import InputError
from tmpipe.formats import markdown
from tmpipe.model import CODE, Block, Document, Locale, Role, Span, State

GOLDEN = sorted((Path(__file__).parent.parent / "golden" / "markdown").iterdir())


def read(text: str, locale: Locale = "en") -> Document:
    return markdown.read(text.encode("utf-8"), "x.md", locale)


def written(text: str, translate: Callable[[Block], Block], locale: Locale = "fr") -> str:
    return markdown.write(read(text).localized(locale, translate)).decode("utf-8")


def translated(text: str, *texts: str, locale: Locale = "fr") -> str:
    """The file with these texts in the place of those of its blocks, in order; the others stay."""
    waiting = iter(texts)
    return written(text, lambda block: replace(block, text=next(waiting, block.text)), locale)


def capitals(block: Block) -> Block:
    codes = [found[0] for found in CODE.finditer(block.text)]
    texts = re.split(re.sub(r"\?P<\w+>", "?:", CODE.pattern), block.text)
    return replace(block, text="".join(a.upper() + b for a, b in zip(texts, [*codes, ""], strict=True)))


def shown(block: Block) -> dict[str, object]:
    """What a golden file keeps of a block: all that is not empty."""
    every: dict[str, object] = {
        "line": block.line,
        "role": block.role.value,
        "level": block.level,
        "label": block.label,
        "place": block.place,
        "cell": block.cell,
        "text": block.text,
        "codes": [[code.kind, code.open, code.close, code.target] for code in block.codes],
    }
    return {name: value for name, value in every.items() if value}


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case.name)
def test_golden(case: Path, update_golden: bool) -> None:
    document = markdown.read((case / "source.md").read_bytes(), "source.md", "en")
    blocks = {"title": document.title, "blocks": [shown(block) for block in document.blocks()]}
    upper = document.localized("fr", lambda one: capitals(one) if one.role.translatable else one)
    found = {
        "blocks.json": json.dumps(blocks, ensure_ascii=False, indent=1) + "\n",
        "upper.md": markdown.write(upper).decode("utf-8"),
    }
    for name, text in found.items():
        if update_golden:
            (case / name).write_text(text, encoding="utf-8")
        assert text == (case / name).read_text(encoding="utf-8")


# --- reading -------------------------------------------------------------------------------------

BLOCKS = [
    ("# A *b* {#c}\n", [(Role.HEADING, "A <g1>b</g1>")]),
    ("A\nb\n=\n", [(Role.HEADING, "A b")]),
    ("a\n  b\n\nc", [(Role.PARAGRAPH, "a b"), (Role.PARAGRAPH, "c")]),
    ("- a\n\n  b\n1. c", [(Role.LIST_ITEM, "a"), (Role.PARAGRAPH, "b"), (Role.LIST_ITEM, "c")]),
    ("- [x] a", [(Role.LIST_ITEM, "a")]),
    ("> a\nb\n> > c", [(Role.QUOTE, "a b"), (Role.QUOTE, "c")]),
    ("> [!NOTE]\n> a", [(Role.QUOTE, "a")]),
    ("[!a](b) c", [(Role.PARAGRAPH, "<g1>!a</g1> c")]),
    ("> [!faq] a\n> b", [(Role.QUOTE, "a"), (Role.QUOTE, "b")]),
    ("a[^b]\n\n[^b]: c\n", [(Role.PARAGRAPH, "a<x1/>"), (Role.FOOTNOTE, "c")]),
    ("|a|b\\|c|\n|-|-|\n|`d\\|e`||\n", [(Role.TABLE_CELL, t) for t in ("a", "b|c", "<x1/>")]),
    ("```py\na\n  b\n```\n", [(Role.CODE, "a\n  b\n")]),
    ("    a <g1>\n", [(Role.CODE, "a &lt;g1>\n")]),
    ("    a\n\n      b\n", [(Role.CODE, "a\n\n  b\n")]),
    ("> ```\n> a\n>\n>   b\n> ```\n", [(Role.CODE, "a\n\n  b\n")]),
    ("```\r\na\r\n\r\nb\r\n```\r\n", [(Role.CODE, "a\n\nb\n")]),
    ("a  b\tc&#32; d&nbsp;e", [(Role.PARAGRAPH, "a b c d\u00a0e")]),
    ("&nbsp;\n\n***\n", []),
    ("\\*a\\* &copy; &lt;g1> <x1/>", [(Role.PARAGRAPH, "*a* © &lt;g1> <x1/>")]),
    ("a  \nb\\\nc", [(Role.PARAGRAPH, "a<x1/>b<x2/>c")]),
    ("<https://a.b> <c@d.e> https://f.g", [(Role.PARAGRAPH, "<x1/> <x2/> https://f.g")]),
    (
        "<b>a *b*</b> <!-- c --> <kbd>D</kbd> <i>e",
        [(Role.PARAGRAPH, "<g1>a <g2>b</g2></g1> <x3/> <x4/> <x5/>e")],
    ),
    ("*a <b>b* c</b>", [(Role.PARAGRAPH, "<g1>a <x2/>b</g1> c<x3/>")]),
    ('a {{< b "c" >}} {% d_e_f %} {{ g }}', [(Role.PARAGRAPH, "a <x1/> <x2/> <x3/>")]),
    ('`{{ a }}` [b](c "{{ d }}")', [(Role.PARAGRAPH, "<x1/> <g2>b</g2>"), (Role.PARAGRAPH, "{{ d }}")]),
    (":::tip\na\n:::\n", [(Role.PARAGRAPH, "a")]),
    ('!!! note "a"\n    b\n    c\n', [(Role.PARAGRAPH, "b c")]),
    ("a\n: b\n  c\n", [(Role.PARAGRAPH, "a"), (Role.PARAGRAPH, "b c")]),
    ("[TOC]\n\n{% if a %}\nb\n{% endif %}\n", [(Role.PARAGRAPH, "b")]),
    ("$5 and $6, $a_b$", [(Role.PARAGRAPH, "$5 and $6, $a_b$")]),
    ("Let $\\alpha*b*c$ be", [(Role.PARAGRAPH, "Let <x1/> be")]),
    ("[a]: b 'c\n  d'\n", [(Role.PARAGRAPH, "c d")]),
    (
        "<div title='a'>\n<p>b <b>c</b></p>\n\n*d*\n</div>",
        [(Role.PARAGRAPH, t) for t in ("a", "b <g1>c</g1>", "<g1>d</g1>")],
    ),
    ("---\ntitle: a\n---\nb", [(Role.PARAGRAPH, "a"), (Role.PARAGRAPH, "b")]),
    ("---\n\na\n\n---\n", [(Role.PARAGRAPH, "a")]),
]


@pytest.mark.parametrize(("text", "blocks"), BLOCKS)
def test_blocks(text: str, blocks: list[tuple[Role, str]]) -> None:
    assert [(block.role, block.text) for block in read(text).blocks()] == [
        (role, told.replace("d&nbsp;e", "d\u00a0e")) for role, told in blocks
    ]


def test_levels_labels_and_cells() -> None:
    found = [*read("## a\n\n2. b\n   - c\n\n[^d]: e\n\n|f|\n|-|\n|g|\n").blocks()]
    assert [(one.level, one.label, one.cell) for one in found] == [
        (2, "", None),
        (1, "2.", None),
        (2, "-", None),
        (0, "d", None),
        (1, "", (1, 1, 1)),
        (0, "", (1, 2, 1)),
    ]


def test_texts_beside_the_text_have_a_place() -> None:
    found = read("![a](b 'c') [d](e \"f\") <img alt='g'>\n\n[h]: i (j)\n").blocks()
    assert [(one.text, one.place) for one in found if one.place] == [
        ("a", "alternative text of an image"),
        ("c", "title of an image"),
        ("f", "title of a link"),
        ("g", "alternative text of an image"),
        ("j", "title of a link"),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("a\n\n# b *c*\n\n# d", "b c"),
        ("---\ntitle: a\n---\n## b", "a"),
        ("---\ntitle: a\n---\n# b", "b"),
        ("a", ""),
    ],
)
def test_the_title(text: str, title: str) -> None:
    assert read(text).title == title


# --- writing -------------------------------------------------------------------------------------

WRITTEN = [
    ("a", "1. b", "1\\. b"),
    ("a", "# b", "\\# b"),
    ("a", "- b", "\\- b"),
    ("a", "+1 b-c", "+1 b-c"),
    ("a", "---", "\\---"),
    ("a", "> b", "\\> b"),
    ("a", ":::", "\\:::"),
    ("a", "2 * 3, snake_case, *", "2 * 3, snake_case, *"),
    ("a", "5*", "5*"),
    ("a", "*b*", "\\*b\\*"),
    ("a", "~50", "~50"),
    ("a", "[b] c [d](e)", "[b] c \\[d](e)"),
    ("[a]\n\n[a]: b", "c [a]", "c \\[a]\n\n[a]: b"),
    ("a", "b < c <d> &amp; AT&T", "b < c \\<d> \\&amp; AT&T"),
    ("a", "C:\\temp \\*", "C:\\temp \\\\*"),
    ("a", "b\n\n  c", "b c"),
    ("a", "b {{ c }}", "b \\{\\{ c }}"),
    ("# a", "1. b #", "# 1. b \\#"),
    ("# a", "b {#c}", "# b \\{#c\\}"),
    ("|a|\n|-|", "b|c - d", "|b\\|c - d|\n|-|"),
    ("> a\n> b", "c", "> c"),
    ("> a  \n> b", "- c<x1/>1. d", "> \\- c  \n> 1\\. d"),
    ("a  \nb", "b<x1/>", "b"),
    ("*a* b", "<g1>«mot»</g1>suite", "<em>«mot»</em>suite"),
    ("_a_ b", "c<g1>d</g1>e", "c<em>d</em>e"),
    ("*a* b", "c<g1>d</g1>e", "c*d*e"),
    ("**a** b", "c<g1> d </g1>e", "c **d** e"),
    ("**a** b", "c<g1></g1> d", "c d"),
    ("[a][] b\n\n[a]: /c", "d <g1>e</g1>", "d [e][a]\n\n[a]: /c"),
    ("[a] b\n\n[a]: /c", "Voilà !<g1>[e]</g1>", "Voilà \\![\\[e\\]][a]\n\n[a]: /c"),
    ("![a]\n\n[a]: /c", "<x1/>", "![a]\n\n[a]: /c"),
    ("[a](b) [c](d)", "e <g1>f <g2>g</g1> h</g2>", "e [f g](b)[ h](d)"),
    ("[a](b) *c*", "d <g1>e <g2>f</g2></g1>", "d [e *f*](b)"),
    ("a\n===", " ", "&#32;\n==="),
    ("a\n---", "<g9>", "&#32;\n---"),
    ("# a #", " ", "#  #"),
    ("- a\n\n      b", " ", "- &#32;\n\n      b"),
    ("a\n\n    $\\s$", "b $x$", "b \\$x\\$\n\n    $\\s$"),
]


@pytest.mark.parametrize(("text", "target", "result"), WRITTEN)
def test_changed_blocks(text: str, target: str, result: str) -> None:
    assert translated(text, target) == result


BESIDE = [
    ("![a](b 'c')", {"a": "[d]", "c": "l'e"}, "![\\[d\\]](b 'l\\'e')"),
    ("![a][]\n\n[a]: b", {"a": "c"}, "![c][a]\n\n[a]: b"),
    ("![a]\n\n[a]: b", {"a": "c"}, "![c][a]\n\n[a]: b"),
    ('[a](b "c")', {"c": 'say "d"'}, '[a](b "say \\"d\\"")'),
    ("[a](b (c))", {"c": "d (e)"}, "[a](b (d \\(e\\)))"),
    ('[a]: b "c"', {"c": "d\\"}, '[a]: b "d\\\\"'),
    ('a <img alt="b">', {"b": '"c"'}, 'a <img alt="&quot;c&quot;">'),
    ("<p>a</p>", {"a": "b & c"}, "<p>b &amp; c</p>"),
    ("---\ntitle: a\n---\n", {"a": " "}, '---\ntitle: ""\n---\n'),
    ("<p>a</p>", {"a": "b\n\n- c"}, "<p>b - c</p>"),
    ("<div>\na\n</div>", {"a": "\n"}, "<div>\n&#32;\n</div>"),
    ("<div><pre>a</pre></div>", {"a": "b\nc\n \nd"}, "<div><pre>b\nc&#10; \nd</pre></div>"),
    ('<p title="a">', {"a": "b\n\nc"}, '<p title="b c">'),
    ('a <i title="b">c</i>', {"b": "d\n---\ne"}, 'a <i title="d --- e">c</i>'),
]


@pytest.mark.parametrize(("text", "targets", "result"), BESIDE)
def test_texts_beside_the_text_are_written(text: str, targets: dict[str, str], result: str) -> None:
    assert written(text, lambda block: replace(block, text=targets.get(block.text, block.text))) == result


def test_a_file_that_nobody_changed_keeps_its_language() -> None:
    text = "---\nlang: en\n---\na\n"
    assert written(text, lambda block: block) == text
    assert translated(text, "b") == "---\nlang: fr\n---\nb\n"
    assert translated(text.replace("en", "de"), "b") == "---\nlang: de\n---\nb\n"


def test_drafts_are_marked_and_titles_are_not() -> None:
    def draft(block: Block) -> Block:
        spans = (Span(0, 2, State.DRAFT), Span(3, 5, State.FINAL), Span(6, 8, State.DRAFT))
        return replace(block, text="A. B. C.", spans=spans)

    assert written("*a* [b](c 'd')", draft) == "[?] A. B. [?] C."
    assert written("![a](b)", lambda one: draft(one) if one.place else one) == "![A. B. C.](b)"


def test_the_mark_of_a_note_gives_no_reason_for_backslashes() -> None:
    text = "On **1** July.[^1] They [^a].\n\n[^a]: A.\n[^1]: N.\n"

    def draft(block: Block) -> Block:
        at = block.text.find("They")
        spans = (Span(at, len(block.text), State.DRAFT),) if at > 0 else ()
        return replace(block, text=block.text.replace("They", "Ils"), spans=spans)

    assert written(text, draft) == text.replace("They", "[?] Ils")


def test_what_reads_from_the_left_is_isolated_in_persian() -> None:
    assert translated("a `b`", "حزب PMOI و <x1/> https://a.b/c", locale="fa") == (
        "حزب \u2066PMOI\u2069 و `b` https://a.b/c"
    )


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("سازمان <g1>Human Rights</g1> Watch گفت", "سازمان **|Human Rights** Watch| گفت"),
        ("سازمان <g1>Human </g1>Rights گفت", "سازمان **|Human** Rights| گفت"),
        ("سند <g2>A/HRC</g2>/37/24 آمد", "سند (<|A/HRC>)/37/24| آمد"),
        ("نشانی <g1>https://a</g1>.b/c است", "نشانی **|https://a**.b/c| است"),
        ("<g1>PMOI</g1>، <g2>NCRI</g2>", "**[PMOI]**، (<[NCRI]>)"),
    ],
)
def test_a_name_over_delimiters_has_marks_at_its_ends(target: str, shown: str) -> None:
    signs = {"[": "\u2066", "]": "\u2069", "|": "\u200e", "(": "", "<": "[", ">": "]", ")": "(x)"}
    expected = "".join(signs.get(sign, sign) for sign in shown)
    assert translated("a **b** [c](x)", target, locale="fa") == expected


def test_untranslated_sentences_keep_their_direction() -> None:
    def half(block: Block) -> Block:
        spans = (Span(0, 5, State.FINAL), Span(6, 14, State.SOURCE))
        return replace(block, text="سلام. In 1988.", spans=spans)

    assert written("Hello. In 1988.", half, "fa") == "سلام. \u2066In 1988.\u2069"


# --- bad input -----------------------------------------------------------------------------------

BAD = [
    (b"a\nb\0c", 2, "NUL"),
    ("a\n".encode("utf-16"), 1, "UTF-16"),
    ("a\né".encode("latin-1"), 2, "ISO-8859-1"),
]


@pytest.mark.parametrize(("data", "line", "message"), BAD)
def test_bad_input_is_refused(data: bytes, line: int, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        markdown.read(data, "x.md", "en")
    assert (error.value.path, error.value.line) == ("x.md", line)


@pytest.mark.parametrize(
    "sign", [">", "> ", "[", "![", "- ", "*", "*a ", "<b>", "{{", "`a", '[a](b "', "$$", "<!--"]
)
def test_deep_nesting_is_read_and_written(sign: str) -> None:
    text = sign * 20_000 + "a"
    assert markdown.write(read(text)).decode("utf-8") == text
    written(text, lambda block: replace(block, text=f"b {block.text}"))
