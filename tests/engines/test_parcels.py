"""What is sent of a text, and the text again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tmpipe.engines.parcels import Parcel, pack
from tmpipe.parts import Link


def roomy(_text: str) -> bool:
    return True


def narrow(text: str) -> bool:
    """Forty characters fit."""
    return len(text) <= 40


def packed(text: str, locale: str = "fr", source_locale: str = "en", *, short: bool = False) -> Parcel:
    return pack(text, source_locale, locale, window=narrow if short else roomy)


def words_of(text: str) -> tuple[Link, ...]:
    """Each character linked with itself."""
    return tuple(Link(at, at + 1, at, at + 1) for at in range(len(text)))


TEXTS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "law ",
                "and ",
                "Ali ",
                "Avaei, ",
                "left; ",
                "in 1988. ",
                "why? ",
                "“Yes ",
                "no” ",
                "– ",
                "(see ",
                "b) ",
            ]
        ),
        st.text("ab É.,;:“” \xa0\n۱؟", max_size=6),
    ),
    max_size=30,
).map("".join)


@given(TEXTS, st.integers(1, 60), st.sampled_from(["en", "fr", "fa", "sv"]))
def test_a_parcel_of_its_own_pieces_is_the_text(text: str, width: int, locale: str) -> None:
    parcel = pack(text, "en", locale, window=lambda piece: len(piece) <= width)
    if parcel.pieces:
        joined, links = parcel.joined(parcel.pieces, [words_of(piece) for piece in parcel.pieces])
        assert joined.casefold() == text.casefold()
        assert parcel.capitals or joined == text
        assert {link[:2] for link in links} == {link[2:] for link in links}
    else:
        assert parcel.kept == text or parcel.reason
