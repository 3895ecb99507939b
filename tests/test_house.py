"""The architecture, kept by a test: imports run downwards, without circles, and heavy parts wait."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tmpipe import parts

SOURCE = Path(__file__).parent.parent / "src" / "tmpipe"

FLOORS: dict[str, int] = {
    "errors": 0,
    "version": 0,
    "model": 0,
    "scores": 0,
    "__init__": 0,  # the version, and names that are looked up when they are asked for
    "text": 1,
    "web": 1,
    "baseline": 2,
    "catalogs": 2,
    "configuration": 2,
    "engines": 2,
    "files": 2,
    "formats": 2,
    "glossary": 2,
    "history": 2,
    "journal": 2,
    "lately": 2,
    "memory": 2,
    "parts": 2,
    "record": 2,
    "signoffs": 2,
    "tables": 2,
    "checks": 3,
    "interface": 3,
    "project": 3,
    "renditions": 3,
    "reports": 3,
    "pipeline": 4,
    "release": 5,
    "arguments": 6,
    "cli": 6,
    "__main__": 7,
}
HEAVY = {
    "lxml",
    "ctranslate2",
    "sentencepiece",
    "argostranslate",
    "numpy",
    "sacrebleu",
    "sacremoses",
    "simplemma",
    "typst",
    "pypdfium2",
}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room(dotted: str) -> str:
    """The room of `tmpipe.text.segment` is `text`, of `tmpipe` itself `__init__`."""
    names = dotted.split(".")
    return names[1] if len(names) > 1 else "__init__"


def name_of(path: Path) -> str:
    relative = path.relative_to(SOURCE.parent).with_suffix("")
    return ".".join(part for part in relative.parts if part != "__init__")


def imports(path: Path, *, late: bool = True) -> Iterator[str]:
    """The modules that a file imports; without `late`, those it imports when it is imported."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = ast.walk(tree) if late else _at_once(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = SOURCE.parent.joinpath(*node.module.split("."), alias.name)
                is_module = inner.is_dir() or inner.with_suffix(".py").exists()
                yield f"{node.module}.{alias.name}" if is_module else node.module


def _at_once(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from _at_once(child)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_run_downwards(path: Path) -> None:
    if path == SOURCE / "__init__.py":
        return
    mine = room(name_of(path))
    for imported in imports(path):
        if imported.split(".")[0] == "tmpipe" and room(imported) != mine:
            other = room(imported)
            assert FLOORS[other] <= FLOORS[mine], f"{name_of(path)} imports {imported}, which lies above it"


APART = {"catalogs", "engines", "formats", "glossary", "memory"}


@pytest.mark.parametrize("path", [path for path in modules() if room(name_of(path)) in APART], ids=name_of)
def test_rooms_beside_each_other_are_strangers(path: Path) -> None:
    for imported in imports(path):
        if imported.split(".")[0] == "tmpipe":
            assert room(imported) not in APART - {room(name_of(path))}, f"{name_of(path)} imports {imported}"


def test_there_are_no_circles() -> None:
    graph = {
        name_of(path): {
            one for one in imports(path, late=False) if one.startswith("tmpipe.") and one != name_of(path)
        }
        for path in modules()
    }
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way, name))
        if name not in done:
            for other in graph.get(name, ()):
                visit(other, (*way, name))
            done.add(name)

    for name in graph:
        visit(name, ())


MEMBERS = {place.partition(":")[0] for family in parts.FAMILIES.values() for place in family.values()}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_members_of_a_family_do_not_know_each_other(path: Path) -> None:
    mine = name_of(path)
    for imported in imports(path):
        if imported in MEMBERS and imported != mine:
            assert room(imported) != room(mine), f"{mine} imports {imported}, a member of its own family"


def test_every_member_is_there() -> None:
    for family, members in parts.FAMILIES.items():
        for name in members:
            assert parts.part(family, name) is not None


def test_the_model_imports_the_standard_library_alone() -> None:
    for imported in imports(SOURCE / "model.py"):
        assert imported.split(".")[0] in sys.stdlib_module_names


@pytest.mark.parametrize(
    ("arguments", "not_loaded"),
    [
        (["--version"], {*HEAVY, "argparse", "polib", "rapidfuzz"}),
        (["--help"], {*HEAVY, "rapidfuzz"}),
        (["check", "--help"], {*HEAVY, "rapidfuzz"}),
    ],
)
def test_heavy_parts_are_imported_when_asked_for(arguments: list[str], not_loaded: set[str]) -> None:
    program = (
        "import sys, runpy\n"
        f"sys.argv = ['tmpipe', *{arguments!r}]\n"
        "try: runpy.run_module('tmpipe', run_name='__main__')\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "print('\\n' + ' '.join(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    names = done.stdout.splitlines()[-1].split()
    assert "tmpipe.interface.wording" not in names
    loaded = {name.split(".")[0] for name in names}
    assert not loaded & not_loaded
