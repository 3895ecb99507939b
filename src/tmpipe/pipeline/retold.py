"""What a build found, written down and read again, so that a build in which nothing changed need not look."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from tmpipe.model import Evidence, Finding, Fingerprint, Place, Report, Severity, SignOff, Standing, Standings

PATH = ".tmpipe/built.json"

Found = tuple[tuple[Standings, ...], Report]


def write(found: Found) -> bytes:
    """The findings and standings as JSON, without what is as ever. Inverse of `read`."""
    standings, report = found
    return json.dumps([[_told(one) for one in standings], _told(report)], separators=(",", ":")).encode()


def read(data: bytes) -> Found:
    """The findings and standings in what `write` has made."""
    standings, report = json.loads(data)
    return tuple(map(_standings, standings)), _report(report)


def _told(value: Any) -> Any:
    """A value of ours as JSON has it; a field that has its default is left out."""
    if isinstance(value, Mapping):
        return {key: _told(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_told(one) for one in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    own = ((field.name, getattr(value, field.name), _default(field)) for field in fields(value))
    return {name: _told(one) for name, one, default in own if one != default}


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _tuples(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(one) if isinstance(one, list) else one for name, one in told.items()}


def _report(told: dict[str, Any]) -> Report:
    findings, ignored = (tuple(map(_finding, told.pop(name, ()))) for name in ("findings", "ignored"))
    return Report(findings, ignored, **_tuples(told))


def _finding(told: dict[str, Any]) -> Finding:
    told["severity"] = Severity(told["severity"])
    if "evidence" in told:
        told["evidence"] = Evidence(**_tuples(told["evidence"]))
    if "place" in told:
        told["place"] = Place(**told["place"])
    return Finding(**told)


def _standings(told: dict[str, Any]) -> Standings:
    for name in ("segments", "words"):
        told[name] = {Standing(how): count for how, count in told[name].items()}
    told["sign_offs"] = tuple(map(_sign_off, told.get("sign_offs", ())))
    return Standings(**told)


def _sign_off(told: dict[str, Any]) -> SignOff:
    told["fingerprint"] = Fingerprint(**told["fingerprint"])
    return SignOff(**_tuples(told))
