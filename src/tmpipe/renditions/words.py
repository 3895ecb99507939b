"""What our pages say themselves, in the reader's language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from tmpipe.model import Locale


class Readiness(StrEnum):
    """What a reader may take a text for."""

    ORIGINAL = "original"
    DRAFT = "draft"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language; `words.toml` says what stands for what."""

    tag: str
    draft: str
    draft_note: str
    final: str
    final_note: str
    original: str
    original_note: str
    finished_count: str
    draft_count: str
    source_count: str
    draft_means: str
    source_means: str
    marked: str
    sentences: str
    signatories: str
    notes: str
    note: str
    back: str
    table: str
    image: str
    source_file: str
    made_with: str
    digits: str = "0123456789"

    def number(self, value: int | str) -> str:
        """A number, or a label with numbers in it, in the language's own digits."""
        return str(value).translate(str.maketrans("0123456789", self.digits))

    def statement(self, readiness: Readiness) -> tuple[str, str]:
        """What there is to say of a text of this readiness: in a few words, and in a sentence."""
        return {
            "original": (self.original, self.original_note),
            "draft": (self.draft, self.draft_note),
            "final": (self.final, self.final_note),
        }[readiness]


@cache
def words(locale: Locale) -> Words:
    """The words of the locale's language; the English ones where we have none."""
    tables = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    tag = locale.replace("_", "-").split("-")[0].lower()
    tag = tag if tag in tables else "en"
    return Words(tag=tag, **tables[tag])
