"""The forms of `tmpipe measure memory`: for a terminal, a program, a wiki, a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tmpipe.model import Leverage
from tmpipe.reports import leverage_data, leverage_tables

FORMS: Mapping[str, Callable[[Leverage], str]] = {
    "text": leverage_tables.text,
    "json": leverage_data.as_json,
    "markdown": leverage_tables.markdown,
    "csv": leverage_data.as_csv,
}
