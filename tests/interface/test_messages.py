"""What a dataclass of texts is to gettext: its defaults, the notes below them, equal texts as one message."""

from __future__ import annotations

from dataclasses import dataclass, field

from tmpipe.interface.messages import messages
from tmpipe.model import Entry


@dataclass(frozen=True, slots=True)
class One:
    """Texts of one page."""

    tag: str = "en"
    count: str = "Pages: {n}"
    """How many.

    On two lines."""
    order: str = field(default="Order", metadata={"context": "a command"})
    bare: str = "Bare"


@dataclass(frozen=True, slots=True)
class Other:
    """Texts of another."""

    bare: str = "Bare"
    """Without anything."""
    order: str = "Order"
    """Of things."""
    empty: str = ""


def test_messages() -> None:
    place = (__name__.replace(".", "/") + ".py",)
    assert messages([One, Other]) == (
        Entry(
            "Pages: {n}",
            references=place,
            extracted=("How many. On two lines.",),
            flags=("python-brace-format",),
        ),
        Entry("Order", msgctxt="a command", references=place),
        Entry("Bare", references=place, extracted=("Without anything.",)),
        Entry("Order", references=place, extracted=("Of things.",)),
    )
