"""What the tools of the trade write into a TMX unit beside its texts, and what it means to us.

OmegaT, memoQ, Trados Studio, Pontoon, Okapi: each has its own property types; docs/memory.md has the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

OURS = "x-tmpipe-"
_DOCUMENT = ("file", "x-document", "x-filename:SingleString", "x-filename:MultipleString")
_PREVIOUS = ("prev", "x-context-pre")
_FOLLOWING = ("next", "x-context-post")
_CONTENT = "x-ContextContent"
_BOTH_SIDES = "PrecedingAndFollowingSource"
_MATCH_TYPE = "x-TextContextMatchType"

_MACHINE = re.compile(
    r"(?:mt|machine)\b|machine.?translation|deepl|google.?translate|moses|modernmt|apertium|argos|libretranslate"
    r"|systran|opus-?mt|amazon translate|bing translator|microsoft translator",
    re.IGNORECASE,
)
_BY_ORIGIN = {"machinetranslation": "machine", "neuralmachinetranslation": "machine",
              "adaptivemachinetranslation": "machine", "mt": "machine", "nmt": "machine",
              "automatictranslation": "machine", "alignment": "aligned"}  # fmt: skip
_UNSURE = frozenset({"Draft", "RejectedTranslation", "RejectedSignOff"})
_TRUE = frozenset({"yes", "true", "1"})
_SEG = re.compile(r"\s*<seg>(.*)</seg>\s*", re.DOTALL)
_TAGS = re.compile(r"</?(?:seg|bpt|ept|ph|it|hi|ut|sub)\b[^<>]*>")
_DATE = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)

Properties = Mapping[str, str]


def document(props: Properties, tuid: str, tool: str) -> str:
    """The name of the document; Pontoon has it in the unit's id, `project:resource:key`."""
    if not props and not tuid:
        return ""
    found = next((props[name] for name in _DOCUMENT if name in props), "")
    if not found and tool == "pontoon" and tuid.count(":") >= 2:
        return tuid.split(":", 2)[1]
    return found


def neighbours(props: Properties, header: Properties) -> tuple[str, str]:
    """The source texts before and after, as far as the tool has told them."""
    previous = next((_bare(props[name]) for name in _PREVIOUS if props.get(name)), "")
    following = next((_bare(props[name]) for name in _FOLLOWING if props.get(name)), "")
    if content := props.get(_CONTENT):
        parts = [part.replace("||", "|") for part in re.split(r" \|(?!\|) ?", content)]
        previous = previous or parts[0]
        if header.get(_MATCH_TYPE) == _BOTH_SIDES and len(parts) > 2:
            following = following or parts[2]
    return previous, following


def origin(props: Properties, authors: tuple[str, ...], tools: tuple[str, ...]) -> str:
    """Who answers for the text: `human` where nothing says otherwise."""
    told = props.get("x-Origin") or props.get("x-origin") or ""
    if found := _BY_ORIGIN.get(told.lower()):
        return found
    if any(author.startswith(("MT!", "MT-")) or author in ("MT", "mt") for author in authors):
        return "machine"
    if any(map(_is_machine, tools)) or any(
        props.get(name, "").lower() in _TRUE for name in ("x-mt", "x-MT", "mt")
    ):
        return "machine"
    if props.get("aligned") in _TRUE:
        return "aligned"
    return "draft" if props.get("x-ConfirmationLevel") in _UNSURE else "human"


@lru_cache(64)
def _is_machine(tool: str) -> bool:
    return _MACHINE.match(tool) is not None


def _bare(text: str) -> str:
    """memoQ puts the segment's XML into the property."""
    found = _SEG.fullmatch(text)
    return " ".join(_TAGS.sub("", found[1]).split()) if found else text


@lru_cache(1024)
def date(value: str) -> str | None:
    """ISO 8601 for TMX's `20261121T101530Z`, or for what some tools write instead; None for no date."""
    found = _DATE.fullmatch(value.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return None
    if hour is None:
        return f"{year}-{month}-{day}"
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone or ''}"


def stamp(value: str) -> str:
    """TMX's form of an ISO date in UTC; empty where it has none."""
    found = _DATE.fullmatch(value)
    if found is None or found[7] != "Z" or date(value) != value:
        return ""
    return re.sub(r"[:-]", "", value)
