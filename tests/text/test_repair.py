"""Repair by tables: what is joined, what is a mark, what is furniture, what is suspect, and what is not."""

from __future__ import annotations

import pytest

from tmpipe.model import Block, Role
from tmpipe.text import repair


def blocks(source: str) -> list[Block]:
    outer = [part for part in repair.read(source) if isinstance(part, Block)]
    return [one for block in outer for one in (block, *block.inner())]


def texts(source: str, role: Role = Role.PARAGRAPH) -> list[str]:
    return [block.text for block in blocks(source) if block.role is role]


def double(lines: str) -> str:
    """The lines, an empty one after each."""
    return lines.replace("\n", " \n\n")


# --- lines ---------------------------------------------------------------------------------------

WRAPPED = (
    "The villages along the northern delta have lived from the river\n"
    "for longer than any map of it has existed. The Ministry of\n"
    "Rivers was founded later, and nobody asked them about fact-\n"
    "finding or about anything else.\n"
)
JOINED = (
    "The villages along the northern delta have lived from the river for longer than any map of it has "
    "existed. The Ministry of Rivers was founded later, and nobody asked them about fact-finding or about "
    "anything else."
)


@pytest.mark.parametrize("spacing", [str, double], ids=["single", "double"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=repr)
def test_printed_lines_are_joined(spacing: type[str], newline: str) -> None:
    source = spacing(WRAPPED).replace("\n", newline)
    assert texts(source) == [JOINED]


def test_an_empty_line_parts_paragraphs_in_single_spacing() -> None:
    assert texts(f"{WRAPPED}\nAnd so on.\n\n{WRAPPED}") == [JOINED, "And so on.", JOINED]


def test_a_short_line_with_a_stop_ends_a_paragraph_in_double_spacing() -> None:
    assert texts(double(f"{WRAPPED}{WRAPPED}")) == [JOINED, JOINED]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("He spoke to the teen-", "agers of the town and to their parents.", "the teen-agers of"),
        ("He spoke to Mostafa Pour-", "Mohammadi, who was then a minister.", "Pour-Mohammadi, who"),
        ("He spoke of mid-", "and long-term plans that nobody else had heard of.", "mid- and long-term"),
        (
            "It was written in an inter\u00ad",
            "national newspaper, and read by all.",
            "an international newspaper",
        ),
        ("It was a question of politics—", "and of nothing else in the world.", "politics—and of"),
        (
            "See https://a.example/one-",
            "two/three.html for all of the documents.",
            "https://a.example/one-two/three",
        ),
        ("He had seen what he called", "“strange things” in the night before.", "called “strange things”"),
    ],
)
def test_how_two_lines_are_joined(first: str, second: str, joined: str) -> None:
    assert joined in texts(f"{WRAPPED}\n{first}\n{second}\n")[1]


def test_unbroken_lines_without_empty_ones_stay_apart() -> None:
    assert [block.text for block in blocks("12 River Street\nLower Reed\nThe North\n")] == [
        "12 River Street",
        "Lower Reed",
        "The North",
    ]


def test_a_sentence_cut_by_an_empty_line_is_one_block() -> None:
    source = (
        "The failure of the ministry to publish what it knew has had grave consequences\n\n"
        "not only for the villages but for the whole of the delta."
    )
    (block,) = blocks(source)
    assert "consequences not only" in block.text
    assert block.source() == source


def test_footnotes_between_the_halves_of_a_sentence_stand_in_its_gap() -> None:
    source = double(
        f"{WRAPPED}The people were buried in unmarked graves.1 They were found by their\n"
        "  \n 1 https://a.example/one\n\nhttps://a.example/one\n and families only years later.\n"
    )
    found = [part for part in repair.read(source) if isinstance(part, Block)]
    assert found[-1].text.endswith("They were found by their and families only years later.")
    assert [(b.role, b.label) for b in found[-1].inner()] == [(Role.URL, "1"), (Role.URL, "")]


@pytest.mark.parametrize(
    ("lines", "apart"),
    [
        (
            "JAFARI: When did you come to the dam and\nto us?\nMINISTER: In the spring of\nthe year.",
            2,
        ),
        (
            "Jafari: When did you come?\nMara: In the spring of\nthe year.\nJafari: Why?\nMara: So.",
            4,
        ),
        ("Q: When did you come to the dam and\nto the villages?\nA: In May.", 2),
        ("10:32 The police came to the gates of the\ntown.\n10:45 They left again.", 2),
        ("The water was sweet,\nThe morning was long,\nThe nets they were heavy\nAnd so was the song.", 4),
        (
            "The police came to the gates of the town at\n10:32 and left again at\n10:45 in the night.",
            1,
        ),
    ],
)
@pytest.mark.parametrize("spacing", ["", f"{WRAPPED}\n"], ids=["alone", "amid text"])
def test_turns_minutes_and_verses_begin_anew(lines: str, apart: int, spacing: str) -> None:
    found = blocks(spacing + lines + "\n\n" + spacing)
    assert len(found) == apart + 2 * bool(spacing)


@pytest.mark.parametrize(
    "source",
    [
        f"The Delta Report\n\n{WRAPPED}and so it goes on\n\fThe Delta Report\nuntil the morning.\n",
        f"{WRAPPED}and\n4\nThe Report\nthen\n5\nThe Report\nit goes on\n6\nThe Report\nuntil the morning.\n",
    ],
)
def test_running_headers_are_told_from_the_sentence_around_them(source: str) -> None:
    assert texts(source)[-1].endswith("until the morning.")
    assert "Report" not in texts(source)[-1]


def test_what_stands_in_columns_is_not_joined() -> None:
    source = "Mara Lindqvist            Lena Orlow\nPresident                 Secretary\n"
    assert texts(source, Role.TABLE_CELL) == ["Mara Lindqvist", "Lena Orlow", "President", "Secretary"]
    assert texts("1.    Water\n2.    Bread", Role.TABLE_CELL) == []


def test_a_dash_within_a_sentence_may_begin_a_line() -> None:
    (text,) = texts(
        "The men of the villages - all of them - went to the dam\n- as before - and found nobody."
    )
    assert text.endswith("the dam - as before - and found nobody.")


def test_an_empty_line_of_a_reply_is_not_printed() -> None:
    assert texts("> We came\n>\n> We left", Role.QUOTE) == ["We came", "We left"]
    assert texts("> We came\n>\n> We left") == []


# --- the marks of footnotes ----------------------------------------------------------------------

NOTES = "\n\n1 https://a.example/1\n2 https://a.example/2\n12 https://a.example/12\n"


@pytest.mark.parametrize(
    ("text", "clean", "label"),
    [
        ("They were tortured. 1", "They were tortured.<x1/>", "1"),
        ("It started on Nov. 15.”2", "It started on Nov. 15.”<x1/>", "2"),
        ("“It is not respected,” 2 Bachelet said.", "“It is not respected,”<x1/> Bachelet said.", "2"),
        ("The agency reported.2 It was late.", "The agency reported.<x1/> It was late.", "2"),
        ("The human rights group2 Iran Watch wrote.", "The human rights group<x1/> Iran Watch wrote.", "2"),
        ("It was in 2019. 2 Reports came.", "It was in 2019.<x1/> Reports came.", "2"),
        ("Internet services,2 stopping all.", "Internet services,<x1/> stopping all.", "2"),
        ("The “crimes of war” 12 calling on all.", "The “crimes of war”<x1/> calling on all.", "12"),
        ("As he wrote [2] before.", "As he wrote<x1/> before.", "2"),
        ("As he wrote² before.", "As he wrote<x1/> before.", "2"),
        ("Here he came. 1 The sea rose.2 It was 1974. 12 people died.", None, "12"),
        ("It was in 2018. 12 people died.", None, "12"),
        ("It was in 2018. 3 Reports came.", None, "3"),
        ("The agency reported.7 It was late.", None, "7"),
        ("Article 2 says so, and 12 others.", None, "2"),
        ("It cost 1,2 or 2.12 pounds in H2 and CO2 terms.", None, "2"),
        ("On 2 May, Bachelet spoke.", None, "2"),
    ],
)
def test_marks_leave_the_text_where_their_footnotes_stand(text: str, clean: str | None, label: str) -> None:
    block = blocks(text + NOTES)[0]
    if clean is None:
        assert label not in [code.target for code in block.codes]
        assert label in block.text
    else:
        assert block.text == clean
        assert [(code.kind, code.target) for code in block.codes] == [("note", label)]


def test_without_a_footnote_there_is_no_mark() -> None:
    (block,) = blocks("They were tortured.1 The group2 wrote.”3")
    assert block.codes == ()


OCR = "He gave an interview® to the paper.\n\n{}\n\n1 https://a.example/1\n9 https://a.example/9\n"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("She called on? the court.", "She called on<x1/> the court."),
        ("It was found in 20172 by a group.", "It was found in 2017<x1/> by a group."),
        ("The crimes of “humanity®,” it wrote.", "The crimes of “humanity<x1/>,” it wrote."),
        ("He told the Assembly* : no.", "He told the Assembly<x1/>: no."),
        ("The paper reported” on 3 June.", "The paper reported<x1/> on 3 June."),
        ("He had said “so it is reported” on 3 June.", None),
        ("Who spoke? not one of them.", None),
        ("He asked: “Really? not now.”", None),
        ("They planted 20172 trees.", None),
        ("The *word* is here.", "The <g1>word</g1> is here."),
    ],
)
def test_marks_that_ocr_damaged(text: str, clean: str | None) -> None:
    assert blocks(OCR.format(text))[1].text == (clean or text)


def test_a_trade_mark_is_no_footnotes_mark() -> None:
    assert blocks("We use Word® here.\n\n1 https://a.example/1")[0].text == "We use Word® here."


def test_damaged_marks_are_labelled_by_their_order_when_all_are_there() -> None:
    source = "A talk® was held in 20182 by all. He called on? the mayor.\n\n3 https://a.example/3"
    assert [code.target for code in blocks(source)[0].codes] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("It was so.[1] Nobody knew.[2]", "[1] See A.\n[2] Ibid., p. 4."),
        ("It was so.[1] Nobody knew.[2]", "Notes\n\n[1] See A.\n[2] ibid., p. 4."),
        ("It was so.[1] Nobody knew.[2]", "[1] Report of 2011. [2] See\nthe same."),
        ("It was so.¹ Nobody knew.²", "1. See A.\n2. The same, p. 4."),
        ("It was so.¹ Nobody knew.²", "References\n1. See A.\n2. The same, p. 4."),
        ("It was so.¹ Nobody knew.²", "¹ See A.\n² The same, p. 4."),
        ("L’eau est salée.¹ Elle l’était.²", "Notes de fin\n\n1. Voir A.\n2. Voir B."),
        ("It was so (1). Nobody knew (2).", "Footnotes:\n(1) See A.\n(2) The same, p. 4."),
        ("It was so.[^1] Nobody knew.[^2]", "[^1]: See A.\n[^2]: The same, p. 4."),
        ("Resolutions 74/1671 and 43/24;2 are so.3", "1 See A.\n2 See B.\n3 See C."),
        (
            "See the pact;1 resolutions 12/3,2 74/1673 and 4/24;4 too.",
            "1 See A.\n2 See B.\n3 See C.\n4 See D.",
        ),
        ("It was so.¹ We ask:\n\n1. Water\n2. Bread", "Notes\n1. See A."),
    ],
)
def test_notes_and_their_marks_find_each_other(text: str, notes: str) -> None:
    found = blocks(f"{text}\n\n{notes}\n")
    labels = [block.label for block in found if block.role is Role.FOOTNOTE]
    assert labels == [str(number) for number in range(1, len(labels) + 1)] != []
    assert [code.target for block in found for code in block.codes] == labels
    assert [block for block in found if block.suspects and "/" not in text] == []


@pytest.mark.parametrize(
    "text",
    [
        "We ask for:\n\n(1) Water.\n(2) Bread.\n\nParagraph (1) says so.",
        "We ask for it.\n\n1. Water\n2. Bread\n\nThe first,1 as they say.",
        "Resolution 43/24;4 was adopted.",
    ],
)
def test_lists_and_references_are_no_notes(text: str) -> None:
    assert texts(text, Role.FOOTNOTE) == []
    assert [block.codes for block in blocks(text) if block.codes] == []


A, B, C, D = (f"https://a.example/{name}" for name in "abcd")


@pytest.mark.parametrize(
    ("source", "labels"),
    [
        (f"A talk® in 20182 by all.\n\n{A}\n\n2 {B}", ["1", "2"]),
        (f"A talk® in 20182 by all.\n\n{A}\n\n{B}\n\nHe called on? us.\n\n3 {C}", ["1", "2", "3"]),
        (f"A talk® in 20182 by all.\n\n{A}\n\nHe called on? us.\n\n3 {C}", ["2", "3"]),
        (f"A talk® in 20182 by all.\n\n{A}\n\n{A}\n\n{B}\n\n2 {B}", ["1", "", "", "2"]),
        (f"A talk® in 2018 by all.\n\n{A}\n\nHe called in 20182 on? us.\n\n{D}\n\n4 {C}", ["", "", "4"]),
        (f"{A}\n\nA talk® in 20182 by all.\n\n2 {B}", ["", "2"]),
        (f"A talk® in 20182 by all.\n\n{A}\n\n{B}\n\n{C}\n\n2 {D}", ["", "", "", "2"]),
    ],
)
def test_bare_addresses_are_numbered_by_their_order_where_it_is_certain(
    source: str, labels: list[str]
) -> None:
    found = [block for block in blocks(source) if block.role is Role.URL]
    assert [block.label for block in found] == labels
    printed = source.split("\n")
    for block in found:
        by_order = bool(block.label) and f"{block.label} {block.text}" not in printed
        assert [one.reason for one in block.suspects] == ["numbered by its order"] * by_order


def test_footnotes_in_words_are_translated_and_addresses_are_not() -> None:
    source = "He wrote it.1 She did not.2\n\n1 See the report of 2018, p. 4.\n2 https://a.example/two\n"
    assert [(b.role, b.label, b.role.translatable) for b in blocks(source)[1:]] == [
        (Role.FOOTNOTE, "1", True),
        (Role.URL, "2", False),
    ]


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        ("https://a.example/reports-\nof-2018/", "https://a.example/reports-of-2018/"),
        ("https://a.example/documents/and/reports/of/the/session/A_37_24.d\nocx", "A_37_24.docx"),
        ("https://a.example/documents/and/reports/of/the/session/A_37_24.\ndocx.", "A_37_24.docx"),
        ("<https://a.example/in-brackets>", "https://a.example/in-brackets"),
    ],
)
def test_broken_addresses_are_joined(lines: str, address: str) -> None:
    (found,) = texts(f"One.\n\n{lines}\n\nTwo goes on.", Role.URL)
    assert found.endswith(address)


# --- roles ---------------------------------------------------------------------------------------

BODY = "\n\nThe villages have lived from the river for longer than any map of it has existed.\n"


@pytest.mark.parametrize(
    ("first", "role"),
    [
        ("What the tests would show", Role.HEADING),
        ("1988 prison massacres", Role.HEADING),
        ("Who will answer?", Role.HEADING),
        ("Notes to Editors:", Role.HEADING),
        ("She said:", Role.PARAGRAPH),
        ("It was kept secret.[1]", Role.PARAGRAPH),
        ("It was kept secret. [1]", Role.PARAGRAPH),
        ("It was kept “secret.”1", Role.PARAGRAPH),
        ("It was kept secret.1", Role.PARAGRAPH),
        ("It was kept secret.¹²", Role.PARAGRAPH),
        ("Le mandat est d’un an.¹ Il est renouvelable.²", Role.PARAGRAPH),
        ("Version 2.1", Role.HEADING),
        ("The minister came. He saw the river", Role.PARAGRAPH),
        ("Write to press@delta.example", Role.PARAGRAPH),
        ("- a list item", Role.LIST_ITEM),
        ("(a) a list item", Role.LIST_ITEM),
        ("Friday, March 29, 2024", Role.PARAGRAPH),
        ("29 March 2024", Role.PARAGRAPH),
    ],
)
def test_roles_by_shape(first: str, role: Role) -> None:
    assert blocks(first + BODY)[0].role is role


@pytest.mark.parametrize(
    ("source", "listed"),
    [
        (
            "We ask for:\n- a;\n- b before an independent\n  court;\n- c.",
            ["- a;", "- b before an independent court;", "- c."],
        ),
        (
            "Nous voulons :\n– l’eau ;\n– la paix des\n  villes ;\n– la fin.",
            ["– l’eau ;", "– la paix des villes ;", "– la fin."],
        ),
        (
            "We ask for:\n• water\n• peace for\nall of us\n• an end",
            ["• water", "• peace for all of us", "• an end"],
        ),
        (
            "1. Publish the\n   results of tests\n2. Open the gates",
            ["1. Publish the results of tests", "2. Open the gates"],
        ),
        (
            "We mean,—\n(a) by “well” a source;\n(b) by “village”—\n (i) a town\n on land;\n (ii) others;",
            [
                "(a) by “well” a source;",
                "(b) by “village”—",
                "(i) a town on land;",
                "(ii) others;",
            ],
        ),
        ("خواسته‌ها:\n۱- آب\n۲- صلح\n۳. نان", ["۱- آب", "۲- صلح", "۳. نان"]),
        ("We ask for:\n1- Water\n2- Peace\n3) Bread", ["1- Water", "2- Peace", "3) Bread"]),
        ("A. Water\nB. Peace", ["A. Water", "B. Peace"]),
        ("They shall, each year,\n- ask;\n- answer\n  us;\n- go.", ["- ask;", "- answer us;", "- go."]),
        ("A. Smith wrote it.", []),
        ("They were 12-\nand 14-year-olds, and\n- he said - they were\n1- or 2-storey houses.", []),
    ],
)
def test_items_of_lists(source: str, listed: list[str]) -> None:
    found = [f"{b.label} {b.text}" for b in blocks(source) if b.role is Role.LIST_ITEM]
    assert found == listed


def test_the_title_is_the_most_telling_of_the_first_headings() -> None:
    found = blocks("THE UNION\n\nNEWS\n\nDam stays closed for a fourth year" + BODY + "\nWhat now?" + BODY)
    assert [(b.level, b.text) for b in found if b.role is Role.HEADING] == [
        (2, "THE UNION"),
        (2, "NEWS"),
        (1, "Dam stays closed for a fourth year"),
        (2, "What now?"),
    ]


def test_a_line_printed_twice_is_furniture_the_second_time() -> None:
    found = blocks("An open letter of the villages\nAn open letter of the villages" + BODY)
    assert [b.role for b in found] == [Role.HEADING, Role.BOILERPLATE, Role.PARAGRAPH]


LEFT_OUT = "left out as page furniture"


@pytest.mark.parametrize(
    ("source", "left_out"),
    [
        ("Home > News > Rivers" + BODY, ["Home > News > Rivers"]),
        ("Delta News > The dam stays\n\nThe dam stays closed again" + BODY, []),
        (
            "Delta > The dam stays closed ...\n\nThe dam stays closed again" + BODY,
            ["Delta > The dam stays closed ..."],
        ),
        ("Tweet\nShare\n\nThe dam stays closed" + BODY, ["Tweet", "Share"]),
        ("Share" + BODY, []),
        ("Friday, 4 May 2020" + BODY, []),
        ("Water now!\nWater now!\nWater now!" + BODY, []),
        ("Water for all of us\nWater for all of us\nWater for all of us" + BODY, []),
        ("The list" + BODY + "\nPresent\nPresent\n\nMara Lindqvist was present.", []),
        ("Geneva / Paris / Rome" + BODY, []),
        ("GenevaParis TodayRome and MilanBerlin" + BODY, []),
    ],
)
def test_nothing_is_left_out_without_evidence_and_a_word(source: str, left_out: list[str]) -> None:
    found = blocks(source)
    assert [b.text for b in found if b.role is Role.BOILERPLATE] == left_out
    assert [s.text for b in found for s in b.suspects if s.reason == LEFT_OUT] == left_out


@pytest.mark.parametrize(
    ("source", "cells"),
    [
        (
            "| Year | Arrests |\n|------|--------:|\n| 2019 |  7,000 |\n| 2020 | 12,000 |",
            ["Year", "Arrests", "2019", "7,000", "2020", "12,000"],
        ),
        ("Year | Arrests | Killed", ["Year", "Arrests", "Killed"]),
        ("Town | River\nHarrow | Reed", ["Town", "River", "Harrow", "Reed"]),
        ("Speaker | Union of Delta Fishers | 0123", ["Speaker", "Union of Delta Fishers", "0123"]),
        ("This or | that.", []),
    ],
)
def test_what_stands_between_pipes_is_a_cell(source: str, cells: list[str]) -> None:
    for text in (source, source + BODY, "The wells\n\n" + source + BODY):
        assert texts(text, Role.TABLE_CELL) == cells
        assert texts(text, Role.BOILERPLATE) == []


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        (
            "Decades of crimes against humanityBetween late July and early May, hundreds of men were lost.",
            2,
        ),
        ("The report on YouTube was seen by more people than any other in the delta that year.", 1),
        ("Our friends of McDonald Street have written to the ministry about the water of the wells.", 1),
    ],
)
def test_a_heading_glued_to_a_paragraph(glued: str, parts: int) -> None:
    found = blocks(glued)
    assert len(found) == parts
    assert "".join(block.text for block in found) == glued


NAMES = (
    "Union of Delta Fishers, Comité des pêcheurs du Nord (France), Harrow Point School, Federation of River "
    "Towns, Associazione Acque Chiare (Italia), Sällskapet för Rena Vatten (Sweden)"
)


@pytest.mark.parametrize("names", [NAMES, NAMES.replace(",", "")], ids=["commas", "no commas"])
def test_signatories_and_the_sentence_after_them(names: str) -> None:
    tail = "NGO(s) without consultative status, also share the views expressed in this statement."
    found = blocks(f"We ask for water.\n\n{names}, {tail}")
    assert [(b.role, b.text) for b in found[1:]] == [(Role.SIGNATORIES, names), (Role.PARAGRAPH, tail)]


def test_a_sentence_full_of_names_is_no_list_of_signatories() -> None:
    text = (
        "Rivers International, a group in general consultative status, Union of Delta Fishers, Harrow Point "
        "School, groups in special consultative status, Friends of the Delta, Inc., a group on the roster, "
        "submitted the joint written statement."
    )
    assert [b.role for b in blocks(text)] == [Role.PARAGRAPH]


# --- suspects ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "suspect"),
    [
        ("We read the statement. The statementwhich was sent had two pages.", "statementwhich"),
        ("The fact-finding mission was a factfinding one.", "factfinding"),
        ("Mohammadi left. Later, Mohamamd came.", "Mohamamd"),
        ("It was the the end of it.", "the the"),
        ("They came,saw and left.", "came,saw"),
        ("They came.Then they left.", "came.Then"),
        ("The men —we saw them — were tall.", "—we"),
        ("The Droits de I'Homme are old.", "I'Homme"),
        ("It was in l988 that they met.", "l988"),
        ("Secretary-General Antdnio Guterres spoke.", "Antdnio"),
        ("So-called ‘Commissions.” Nobody knew them.", "‘Commissions.”"),
        ('“They left," he said.', 'left,"'),
        ('About 1,500 people were killed on November 15",', '15",'),
        ("The report “On Crimes” 10 calling on all was late.", "Crimes” 10"),
    ],
)
def test_suspects_are_listed_and_stay(text: str, suspect: str) -> None:
    (block,) = blocks(text)
    assert block.text == text
    assert any(suspect in found.text for found in block.suspects), block.suspects


@pytest.mark.parametrize(
    "text",
    [
        "He said that that was so, and they had had enough: “‘No,’ she said.”",
        "The U.S. and the U.N. met at 3.30 p.m. in no. 4,000 of www.site.com/a,b or https://a.b/c;d;e.",
        "Il n'a rien dit, l'homme ; « c'est ainsi », pense-t-il – et l'on se tait — ou non.",
        "Furthermore, something therefore happened throughout, notwithstanding whatever withstood.",
        "I'm sure I'd seen it, and I'll say so; it’s the victims’ right. ‘Death Commissions’ came.",
        "He read \"The River\" and 'The Sea'. The years 1988–2018, men, women – and children.",
        "Blood-soaked secrets (PMOI/MEK), [PMOI]”, e.g. in McDonald’s on YouTube.",
    ],
)
def test_clean_text_has_no_suspects(text: str) -> None:
    assert [found for block in blocks(text) for found in block.suspects] == []
