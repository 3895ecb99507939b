"""What is documented of a release's JSON describes what is written."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from tmpipe.model import Fingerprint
from tmpipe.release import content, manifest
from tmpipe.release.texts import STATES, File, Pending, Release, Text, Voucher

PLACE = Path(__file__).parents[2] / "docs" / "schemas"
HASH = "0123456789abcdef" * 4
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ5l8lhGxmzuPUQTK0zCF6lpVUrdmmNVOEiVd9rfHL9b"
MADE = "tmpipe 0.1.0"
ORIGINAL = Text("un/ö", "un-ö", "en", "One", "original", Fingerprint(HASH, "", ""), MADE)
FRENCH = Text(
    "un/ö",
    "un-ö",
    "pt-BR",
    "Um <b>",
    "final",
    Fingerprint(HASH, HASH, HASH),
    MADE,
    3,
    30,
    MappingProxyType({"human": 66.7, "edited": 33.3}),
    "2026-11-21",
    (Voucher("Ana", "2026-11-21", "read twice"), Voucher("Bo")),
    ("source", "glossary"),
    (File("pt-BR/texts/un-ö/un-ö.pt-BR.docx", "docx", 12345, HASH),),
)
RELEASES = [
    Release("p", "en", ("en",), 1),
    Release(
        project="1988-statements",
        source_locale="en",
        locales=("en", "pt-BR", "fa"),
        edition=3,
        date="2026-11-21",
        url="https://example.org/statements/",
        titles=MappingProxyType({"en": "Statements", "fa": "بیانیه‌ها"}),
        descriptions=MappingProxyType({"en": "What we say.\nAnd why."}),
        key=KEY,
        texts=(ORIGINAL, FRENCH),
        pending=(Pending("un/ö", "un-ö", "fa", "One", 66.7),),
    ),
]
CONTENT = content.Content(
    "one",
    "fa",
    "rtl",
    "یک",
    "draft",
    "2026-11-21",
    "خلاصه",
    "<h1>یک</h1>",
    segments=3,
    drafts=1,
    untranslated=0,
)


def judge(name: str) -> Any:
    """The schema's validator, after its own word on the schema."""
    jsonschema = pytest.importorskip("jsonschema", reason="pip install 'tmpipe[schemas]'")
    schema = json.loads((PLACE / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def objects(schema: Any, value: Any, root: Any) -> list[tuple[set[str], set[str]]]:
    """The keys that are described, and those that are written, of each object in a value."""
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    if isinstance(value, list):
        return [pair for one in value for pair in objects(schema["items"], one, root)]
    if not isinstance(value, dict) or "properties" not in schema:
        return []
    inner = schema["properties"]
    rows = [pair for key in inner for pair in objects(inner[key], value[key], root)]
    return [({*inner}, {*value}), *rows]


@pytest.mark.parametrize("release", RELEASES)
def test_the_schema_describes_a_manifest(release: Release) -> None:
    told = json.loads(manifest.write(release))
    validator = judge("manifest")
    assert not list(validator.iter_errors(told))
    pairs = objects(validator.schema, told, validator.schema)
    assert all(described == written for described, written in pairs)
    assert {*validator.schema["$defs"]["text"]["properties"]["state"]["enum"]} == {*STATES}


def test_the_schema_describes_a_text() -> None:
    told = json.loads(content.write(CONTENT))
    validator = judge("text")
    assert not list(validator.iter_errors(told))
    assert {*validator.schema["properties"]} == {*told} == {*validator.schema["required"]}
    assert {one.name for one in fields(content.Content)} < {*told}


BAD_PATHS = [
    "",
    "/a",
    "../a",
    "a/../b",
    "a/./b",
    "a//b",
    "a/",
    "a\\b",
    "a:b",
    ".git",
    "a/.b",
    "a.",
    "a ",
    "a\u202eb",
]


@pytest.mark.parametrize("path", BAD_PATHS, ids=ascii)
def test_the_schema_refuses_paths_that_lead_elsewhere(path: str) -> None:
    told = json.loads(manifest.write(RELEASES[1]))
    told["texts"][1]["files"][0]["path"] = path
    assert list(judge("manifest").iter_errors(told))
