"""No pattern of ours has what Python's `re` gets wrong before 3.11.5: cpython's issues 101955 and 106052."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

import tmpipe

_PARSER = importlib.import_module("re._parser")
_SINGLE = {"ANY", "IN", "LITERAL", "NOT_LITERAL"}
_MODULES = [
    importlib.import_module(info.name)
    for info in pkgutil.walk_packages(tmpipe.__path__, "tmpipe.")
    if not info.name.endswith("__main__")
]

Pattern = re.Pattern[str] | re.Pattern[bytes]


def unsafe(pattern: str | bytes, flags: int = 0) -> list[str]:
    """The atomic groups of a pattern, and its possessive repetitions of more than one character."""
    return list(_unsafe(_PARSER.parse(pattern, flags)))


def _unsafe(node: Any) -> Iterator[str]:
    match node:
        case (op, (_, _, repeated)) if str(op) == "POSSESSIVE_REPEAT":
            if len(repeated) != 1 or str(repeated[0][0]) not in _SINGLE:
                yield str(repeated)
        case (op, _) if str(op) == "ATOMIC_GROUP":
            yield str(node)
    if isinstance(node, (tuple, list)):
        for inner in node:
            yield from _unsafe(inner)
    elif isinstance(node, _PARSER.SubPattern):
        yield from _unsafe(list(node))


def compiled(value: object) -> Iterator[Pattern]:
    """The patterns in a value, or in a table of them."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list, set, frozenset)):
        for inner in value:
            yield from compiled(inner)
    elif isinstance(value, dict):
        yield from compiled(list(value.values()))


def written(module: ModuleType) -> Iterator[str]:
    """The plain patterns in calls of `re`, those within functions too."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:
            case ast.Call(ast.Attribute(ast.Name("re")), [ast.Constant(str(pattern)), *_]):
                yield pattern


@pytest.mark.parametrize("module", _MODULES, ids=lambda module: module.__name__)
def test_only_single_characters_are_repeated_possessively(module: ModuleType) -> None:
    assert [told for found in compiled(vars(module)) for told in unsafe(found.pattern, found.flags)] == []
    assert [told for pattern in written(module) for told in unsafe(pattern)] == []


def test_patterns_are_found() -> None:
    assert sum(1 for module in _MODULES for _ in compiled(vars(module))) > 50
    assert sum(1 for module in _MODULES for _ in written(module)) > 50


@pytest.mark.parametrize("pattern", ["(?:ab?c)++", "(?:(a)|b)*+", "(?>a|b)", "x(?:y(a)?+)", "(?=(?:ab){3}+)"])
def test_what_is_unsafe(pattern: str) -> None:
    assert unsafe(pattern)


@pytest.mark.parametrize("pattern", ["a++", "[^a-z]*+", ".?+", r"\w{2,}+", "(a*+b)+", "(?:a++|b)*"])
def test_what_is_safe(pattern: str) -> None:
    assert not unsafe(pattern)
