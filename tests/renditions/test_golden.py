"""Two documents as their readers get them, in French and in Persian, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tmpipe import parts
from tmpipe.model import Block, Code, Document, Role, Span, State
from tmpipe.renditions.typeset.data import content

GOLDEN = Path(__file__).parents[1] / "golden" / "renditions"
FINAL, DRAFT, SOURCE = State.FINAL, State.DRAFT, State.SOURCE
NOTE_1, NOTE_2 = ((Code("note", f" {n}", target=str(n)),) for n in (1, 2))
LINKED = (Code("link", "[", "](https://iran1988.org/)", "https://iran1988.org/"), Code("emphasis", "*", "*"))


def block(
    role: Role,
    *sentences: tuple[State, str],
    codes: tuple[Code, ...] = (),
    level: int = 0,
    label: str = "",
) -> Block:
    """A localized block: each sentence with its state, a blank between two."""
    texts = [text for _, text in sentences]
    starts = [sum(len(text) + 1 for text in texts[:i]) for i in range(len(texts))]
    spans = [Span(at, at + len(text), state) for at, (state, text) in zip(starts, sentences, strict=True)]
    text = " ".join(texts)
    return Block(text, line=1, role=role, codes=codes, level=level, label=label, spans=tuple(spans))


def untranslated(role: Role, text: str, label: str = "") -> Block:
    """A block that stays as it is."""
    return Block(text, line=9, role=role, label=label)


ENDING = (
    untranslated(Role.BOILERPLATE, "Home Iran News Now"),
    untranslated(Role.FOOTNOTE, "https://www.ohchr.org/EN/Pages/DisplayNews.aspx?NewsID=25449&LangID=E", "1"),
    untranslated(Role.URL, "https://undocs.org/A/72/322", "2"),
    untranslated(Role.URL, "https://undocs.org/A/72/322"),
    untranslated(Role.SIGNATORIES, "HANDS OFF CAIN"),
    untranslated(Role.SIGNATORIES, "Comité de soutien aux droits de l'homme en Iran (France)"),
    untranslated(Role.SIGNATORIES, "Iranska Kvinnosamfundet i Sverige (Sweden)"),
)

FRENCH = (
    block(
        Role.HEADING,
        (FINAL, "Des milliers de manifestants détenus risquent d’être massacrés en secret"),
        level=1,
    ),
    block(
        Role.PARAGRAPH,
        (FINAL, "Dix-sept experts de l’ONU ont déclaré le 20 décembre 2019\u00a0:"),
    ),
    block(
        Role.QUOTE,
        (FINAL, "Nous sommes choqués par les mauvais traitements infligés aux détenus."),
        (DRAFT, "Certains seraient torturés pour leur arracher des aveux.<x1/>"),
        (SOURCE, "Some are being held incommunicado or subjected to enforced disappearances."),
        codes=NOTE_1,
    ),
    block(Role.HEADING, (DRAFT, "Le massacre de 1988"), level=3),
    block(
        Role.PARAGRAPH,
        (
            FINAL,
            "L’ONG <g1>Justice for the Victims of the 1988 Massacre</g1> a identifié 87 <g2>membres.</g2>",
        ),
        codes=LINKED,
    ),
    block(Role.PARAGRAPH, (SOURCE, "The families have a right to know the truth.<x1/>"), codes=NOTE_2),
    block(Role.HEADING, (FINAL, "Nous demandons au Conseil des droits de l’homme\u00a0:"), level=2),
    block(Role.LIST_ITEM, (DRAFT, "de créer une commission d’enquête\u202f;"), label="1.", level=1),
    block(Role.LIST_ITEM, (FINAL, "de rendre justice aux victimes."), label="2.", level=1),
    *ENDING,
)

PERSIAN = (
    block(Role.HEADING, (FINAL, "هزاران معترض بازداشت‌شده در خطر قتل‌عام مخفیانه‌اند"), level=1),
    block(
        Role.PARAGRAPH,
        (FINAL, "رویترز (Reuters) در ۲۳ دسامبر ۲۰۱۹ گزارش داد که حدود ۱٬۵۰۰ نفر کشته شدند.<x1/>"),
        (DRAFT, "سازمان Iran Human Rights Monitor (Iran HRM) گفت که 7,000 نفر بازداشت شده‌اند."),
        (SOURCE, "Some are being held incommunicado."),
        codes=NOTE_1,
    ),
    block(
        Role.PARAGRAPH,
        (FINAL, "OHCHR سند A/72/322 را در https://undocs.org/A/72/322 منتشر کرد.<x1/>"),
        codes=NOTE_2,
    ),
    block(Role.HEADING, (SOURCE, "Time for international action"), level=2),
    block(
        Role.LIST_ITEM, (DRAFT, "تشکیل کمیسیون تحقیق دربارهٔ <g2>قتل‌عام ۱۳۶۷</g2>؛"), label="•", codes=LINKED
    ),
    block(Role.LIST_ITEM, (SOURCE, "justice for the victims."), label="•"),
    *ENDING,
)

CASES = {"fr": FRENCH, "fa": PERSIAN}


@pytest.mark.parametrize("locale", CASES)
@pytest.mark.parametrize("name", ["html", "txt"])
def test_golden(locale: str, name: str, update_golden: bool) -> None:
    document = Document("seeds/detained-protesters.txt", locale, CASES[locale])
    rendition = parts.part("renditions", name)
    path = GOLDEN / locale / f"detained-protesters{rendition.suffix}"
    rendered = rendition.render(document)
    assert rendered == rendition.render(document)
    if update_golden:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(rendered)
    assert rendered.decode() == path.read_text("utf-8")


@pytest.mark.parametrize("locale", CASES)
def test_what_the_typesetter_gets(locale: str, update_golden: bool) -> None:
    found = content(Document("seeds/detained-protesters.txt", locale, CASES[locale]))
    path = GOLDEN / locale / "detained-protesters.json"
    written = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if update_golden:
        path.write_text(written, "utf-8")
    assert written == path.read_text("utf-8")
