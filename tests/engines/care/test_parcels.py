"""What is sent of a text, and the text again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.engines.care.capitals import as_sentence, in_capitals, shouted
from tmpipe.engines.care.parcels import Parcel, pack
from tmpipe.engines.care.people import named
from tmpipe.parts import Link


def packed(text: str, locale: str = "fr", *, width: int = 1000, source_locale: str = "en") -> Parcel:
    """The parcel for a model into which so many characters go."""
    return pack(text, source_locale, locale, window=lambda piece: len(piece) <= width)


def letters(text: str) -> tuple[Link, ...]:
    """Each character linked with itself."""
    return tuple(Link(at, at + 1, at, at + 1) for at in range(len(text)))


# --- what is not sent ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "– * –",
        "1988",
        "30,000 (12 %)",
        "۱۳۶۷",
        "+44 20 7413 5566",
        "https://www.example.org/a/b?c=d",
        "press@amnesty.org, https://amnesty.org",
        "@amnestypress",
        "10.1000/abc.12",
    ],
)
@pytest.mark.parametrize("locale", ["fr", "fa"])
def test_numbers_addresses_and_marks_are_kept(text: str, locale: str) -> None:
    parcel = packed(text, locale)
    assert (parcel.pieces, parcel.kept, parcel.reason) == ((), text, "")
    assert parcel.joined((), ()) == (text, ())


@pytest.mark.parametrize(
    "text", ["4 December 2018", "On 4 May", "Tel. 020", "See www.example.org", "See @amnestypress", "Rome"]
)
def test_dates_and_words_are_sent(text: str) -> None:
    parcel = packed(text)
    assert (parcel.pieces, parcel.kept, parcel.reason) == ((text,), None, "")


NAMES = [
    "Ali Avaei, Maryam Rajavi and Sara Hashash",
    "Mohammad Hossein Ahmadi\nEbrahim Raisi",
    "J. Smith; A.-M. de Vries",
    "Giulia O’Neill • Paolo De Luca • Mostafa Pour-Mohammadi",
    "Zeid Ra’ad Al Hussein, Mohamed bin Salman.",
    "Dr. Ahmed Shaheed",
]


@pytest.mark.parametrize("text", NAMES)
def test_lists_of_names_are_kept_in_their_script_and_not_made_in_another(text: str) -> None:
    kept, absent = packed(text, "sv"), packed(text, "fa")
    assert (kept.pieces, kept.kept, kept.reason) == ((), text, "")
    assert (absent.pieces, absent.kept, absent.reason) == ((), None, "names")


@pytest.mark.parametrize(
    "text",
    [
        "Political Prisoners Executed",
        "Mass Graves Destroyed, Families Silenced",
        "Blood Money, Dry Nets, Cold Wells",
        "Truth, Justice, Reparation",
        "Human Rights Council, General Assembly",
        "Kumi Naidoo, Secretary General",
        "Mark Folder Read;Mark Folders Read",
        "Maria Weeps, Anna Laughs and Nobody Else Cares",
        "Diana Eltahawy",
        "Ms. Asma Jahangir",
        "Ali Avaei, Maryam Rajavi were there",
        "Ali, Maryam and Sara",
        "ALI AVAEI, SARA HASHASH",
        "Iran: Ali Avaei, Sara Hashash",
    ],
)
def test_what_may_be_more_than_names_is_sent(text: str) -> None:
    assert not named(text)


# --- headings in capitals ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("PRESS RELEASE", "Press release"),
        ("UN URGES IRAN TO ACT ON PMOI AND NCRI (MEK)", "UN urges Iran to act on PMOI and NCRI (MEK)"),
        ("PART II: WHO WE ARE", "Part II: who we are"),
        ("4 DECEMBER 2018: COVID-19 IN THE U.S.", "4 December 2018: COVID-19 in the U.S."),
        ("MR. AVAEI AND THE IRGC LEFT. WHY?", "Mr. Avaei and the IRGC left. Why?"),
        ("DON’T FORGET WHAT I SAID", "Don’t forget what I said"),
        ("SEE https://A.org/B NOW", "See https://A.org/B now"),
        ("THE MONTHS, THE TRUTH AND THE WORLD", "The months, the truth and the world"),
        ("POUR-MOHAMMADI AND RAISI", "Pour-Mohammadi and Raisi"),
        ("IRAN: UN calls FOR TRUTH AND JUSTICE", "Iran: UN calls for truth and justice"),
    ],
)
def test_a_heading_in_capitals_is_sent_as_a_sentence(text: str, sentence: str) -> None:
    assert shouted(text, "en")
    assert as_sentence(text, "en", ["Iran", "Pour-Mohammadi", "Raisi"]) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "PMOI",
        "UN IRGC",
        "PMOI/NCRI",
        "Press release",
        "The UN and the PMOI",
        "1988",
        "A",
        "CD-ROM",
        "=ISNUMBER(C1)",
        "THE_FILE",
        "کشتار زندانیان",
    ],
)
def test_other_texts_are_no_such_headings(text: str) -> None:
    assert not shouted(text, "en")


@pytest.mark.parametrize(
    ("text", "locale", "capitals"),
    [
        ("L’État à Téhéran", "fr", "L’ÉTAT À TÉHÉRAN"),
        ("Perché è così", "it", "PERCHÉ È COSÌ"),
        ("Så dog många", "sv", "SÅ DOG MÅNGA"),
        ("بیانیهٔ مطبوعاتی", "fa", "بیانیهٔ مطبوعاتی"),
        ("Große Straße", "de", "GROẞE STRAẞE"),
        ("ışık istanbul", "tr", "IŞIK İSTANBUL"),
        ("ﬁn, voir https://a.org/b et", "fr", "ﬁN, VOIR https://a.org/b ET"),
    ],
)
def test_the_translation_is_in_capitals_again(text: str, locale: str, capitals: str) -> None:
    assert in_capitals(text, locale) == capitals


def test_a_heading_in_capitals_goes_and_comes() -> None:
    parcel = packed("PRESS RELEASE")
    assert parcel.pieces == ("Press release",)
    assert parcel.joined(["Communiqué de presse"], [[Link(0, 10, 6, 13)]]) == (
        "COMMUNIQUÉ DE PRESSE",
        (Link(0, 10, 6, 13),),
    )


@given(st.text(max_size=30), st.sampled_from(["en", "fr", "tr", "fa", "el"]))
def test_capitals_change_no_length(text: str, locale: str) -> None:
    assert len(as_sentence(text, locale)) == len(in_capitals(text, locale)) == len(text)
    assert in_capitals(in_capitals(text, locale), locale) == in_capitals(text, locale)


# --- long texts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "width", "pieces"),
    [
        ("No. Never.", 1000, ("No. Never.",)),
        (
            "The families of the victims have a right to know. They asked Dr. Shaheed for help in 2016.",
            1000,
            (
                "The families of the victims have a right to know.",
                "They asked Dr. Shaheed for help in 2016.",
            ),
        ),
        (
            "The report was published; the government, as it had before, said nothing at all",
            60,
            ("The report was published;", "the government, as it had before, said nothing at all"),
        ),
        (
            "They met all prisoners – men, women and children – and let them go home",
            30,
            ("They met all prisoners", "men, women and children", "and let them go home"),
        ),
        (
            "The judges who sat there, the guards, and the men who wrote the lists are known",
            60,
            ("The judges who sat there, the guards,", "and the men who wrote the lists are known"),
        ),
        (
            "The commission sent thousands of prisoners to their death within a few weeks",
            60,
            ("The commission sent thousands of prisoners", "to their death within a few weeks"),
        ),
        (
            "It was told by the Special Rapporteur on 20 December 2019 in the Council",
            50,
            ("It was told by the Special Rapporteur", "on 20 December 2019 in the Council"),
        ),
        (
            "He named (on a list, and twice) Mostafa Pour Mohammadi there, too",
            40,
            ("He named (on a list, and twice)", "Mostafa Pour Mohammadi there, too"),
        ),
        (
            "See https://example.org/a,b;c/d:e and then come back",
            40,
            ("See https://example.org/a,b;c/d:e", "and then come back"),
        ),
        (
            "دادگاه حکم داد، و زندانیان را به جایی دور بردند",
            35,
            ("دادگاه حکم داد،", "و زندانیان را به جایی دور بردند"),
        ),
        ("abcdefghijklmnopqrstuvwxyz", 10, ("abcdefghijklmnopqrstuvwxyz",)),
    ],
)
def test_long_texts_are_cut_at_safe_places(text: str, width: int, pieces: tuple[str, ...]) -> None:
    source_locale = "fa" if text[0] == "د" else "en"
    assert packed(text, width=width, source_locale=source_locale).pieces == pieces


@pytest.mark.parametrize(
    ("targets", "locale", "joined"),
    [
        (
            ("Les gardes.", "Et les juges sont partis."),
            "fr",
            "Les gardes, et les juges sont partis.",
        ),
        (("Le guardie,", "e i giudici sono andati."), "it", "Le guardie, e i giudici sono andati."),
        ((" Vakterna ", " Och domarna gick. "), "sv", "Vakterna, och domarna gick."),
        (("نگهبانان.", "و داوران رفتند."), "fa", "نگهبانان، و داوران رفتند."),
        (("Les gardes", "ONG et juges."), "fr", "Les gardes, ONG et juges."),
        (("Die Wachen", "Und die Richter gingen."), "de", "Die Wachen, Und die Richter gingen."),
    ],
)
def test_pieces_of_a_sentence_are_one_again(targets: tuple[str, str], locale: str, joined: str) -> None:
    parcel = packed("The guards, and the judges left.", locale, width=25)
    assert parcel.pieces == ("The guards,", "and the judges left.")
    assert parcel.joined(targets, ((), ()))[0] == joined


@pytest.mark.parametrize(
    ("text", "targets", "joined"),
    [
        ("He said: they left then", ("Il dit.", "Ils partirent"), "Il dit\xa0: ils partirent"),
        ("Then he left. Ali Avaei", ("Puis il partit.", "Ali"), "Puis il partit. Ali"),
        ("It was he: Ali and Sara", ("C’était lui", "Ali et Sara"), "C’était lui\xa0: Ali et Sara"),
    ],
)
def test_what_joins_pieces_is_the_languages_own(text: str, targets: tuple[str, ...], joined: str) -> None:
    assert packed(text, width=20).joined(targets, [()] * len(targets))[0] == joined


def test_links_come_along() -> None:
    parcel = packed("The guards, and the judges left.", width=25)
    targets = (" Gardes. ", "Et juges partis.")
    links = ([Link(1, 7, 4, 10), Link(7, 8, 10, 11)], [Link(3, 8, 8, 14)])
    joined, moved = parcel.joined(targets, links)
    assert joined == "Gardes, et juges partis."
    words = [(joined[one.start : one.end], parcel.text[one.source_start : one.source_end]) for one in moved]
    assert words == [("Gardes", "guards"), (",", ","), ("juges", "judges")]


TEXTS = st.lists(
    st.one_of(
        st.sampled_from(["law", "and", "Ali", "left;", "LAW", "in 1988.", "why?", "“Yes", "no”", "–"]),
        st.sampled_from(["(see", "b)", "PRESS", "می‌شود،", "https://a.b/c"]),
        st.text("ab É.,;:“” \xa0\n۱؟", max_size=6),
    ),
    max_size=30,
).map(" ".join)


@given(TEXTS, st.integers(1, 60), st.sampled_from(["en", "fr", "fa", "sv"]))
def test_a_parcel_of_its_own_pieces_is_the_text(text: str, width: int, locale: str) -> None:
    parcel = packed(text, locale, width=width)
    joined, links = parcel.joined(parcel.pieces, [letters(piece) for piece in parcel.pieces])
    assert joined.lower() == text.lower()
    assert parcel.capitals or joined == text
    assert all(link[:2] == link[2:] for link in links)
    assert len(links) == sum(map(len, parcel.pieces))


@given(TEXTS, st.integers(1, 60))
def test_what_can_be_cut_fits(text: str, width: int) -> None:
    for piece in packed(text, width=width).pieces:
        assert len(piece) <= width or len(piece.split()) == 1 or "\xa0" in piece or " –" in piece


@given(st.integers(1, 60), st.integers(15, 60))
def test_the_window_is_asked_twice_for_each_piece_at_most(times: int, width: int) -> None:
    asked: list[str] = []

    def window(text: str) -> bool:
        asked.append(text)
        return len(text) <= width

    pieces = pack("the law of men, and of gods " * times, "en", "fr", window=window).pieces
    assert len(asked) <= 2 * len(pieces)
    assert sum(map(len, asked)) <= 28 * times * (2 + times.bit_length() * 2)
