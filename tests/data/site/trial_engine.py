"""An engine as somebody else would write it, for trials: it looks texts up, and notes what it was asked."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tmpipe.errors import ConfigurationError, MissingPartError
from tmpipe.parts import Translation


@dataclass
class Trial:
    """Gives what its file of answers has, else capitals."""

    name: str
    log: str
    """A file that gets a line for each text."""
    answers: str = ""
    """A JSON file of texts and their translations; null: none."""
    most: int = -1
    """After so many texts it goes away."""
    pause: float = 0
    """Seconds for each text."""
    carries_codes: bool = True
    """False: with all the care that is taken around engines."""

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        """One translation a text."""
        known = json.loads(Path(self.answers).read_text(encoding="utf-8")) if self.answers else {}
        for text in texts:
            if not self.most:
                raise MissingPartError("the server has gone; start it, and run this again")
            self.most -= 1
            time.sleep(self.pause)
            with Path(self.log).open("a", encoding="utf-8") as log:
                log.write(f"{text}\n")
            made = known.get(text, text.upper())
            yield Translation(made, 0.5) if made else Translation("", reason="repetition")


def open_engine(source_locale: str, locale: str, version: str = "1", **settings: object) -> Trial:
    """The engine; `settings` are its fields."""
    for key in settings:
        if key not in Trial.__dataclass_fields__:
            raise ConfigurationError(f"the trial engine has no setting {key}")
    return Trial(f"trial:{source_locale}_{locale}:{version}", **settings)  # type: ignore[arg-type]
