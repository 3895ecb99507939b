"""The messages of our pages: what the English texts and their notes are to a gettext catalog."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import import_module

from tmpipe.interface.wording import Key, holes, texts
from tmpipe.model import Entry


def messages(kinds: Iterable[type]) -> tuple[Entry, ...]:
    """The texts of the kinds, in order, without translations. What two fields have alike is one message.

    `#.` has the notes, `#:` the file within the package.
    """
    found: dict[Key, Entry] = {}
    for kind in kinds:
        told = notes(kind)
        for name, key in texts(kind):
            new = _message(key, kind.__module__.replace(".", "/") + ".py", told[name])
            found[key] = _both(found[key], new) if key in found else new
    return tuple(found.values())


def _message(key: Key, place: str, note: str) -> Entry:
    context, text = key
    flags = ("python-brace-format",) if holes(text) else ()
    return Entry(text, msgctxt=context, references=(place,), extracted=(note,) * bool(note), flags=flags)


def _both(one: Entry, other: Entry) -> Entry:
    references = dict.fromkeys((*one.references, *other.references))
    notes = dict.fromkeys((*one.extracted, *other.extracted))
    return replace(one, references=tuple(references), extracted=tuple(notes))


def notes(kind: type) -> dict[str, str]:
    """By field, the string literal under it, on one line; empty where there is none."""
    tree = ast.parse(inspect.getsource(import_module(kind.__module__)))
    body = next(one.body for one in tree.body if isinstance(one, ast.ClassDef) and one.name == kind.__name__)
    return dict(_notes(body))


def _notes(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for one, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            yield one.target.id, _literal(after)


def _literal(statement: ast.stmt | None) -> str:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return " ".join(str(statement.value.value).split())
    return ""
