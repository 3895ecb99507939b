"""Whose release it is: its signature, and the key that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tmpipe.errors import InputError, MissingPartError
from tmpipe.release import signature
from tmpipe.release.manifest import NAME as MANIFEST
from tmpipe.release.part import ShiftedError
from tmpipe.release.sources import Source

SIGNATURE = f"{MANIFEST}{signature.SUFFIX}"
MAX_SIGNATURE = 64 << 10


@dataclass(frozen=True, slots=True)
class Trust:
    """What is known of who made a release."""

    key: str = ""
    """The key that signed it; empty: nobody looked, or it has no signature."""
    signed: bool = False
    """Whether it has one."""
    notes: tuple[str, ...] = ()


def trust(data: bytes, source: Source, known: str, signers: Sequence[str]) -> Trust:
    """Who signed a manifest: one of the signers, if any are named, else the known key, if there is one, else
    whoever it was. Nothing of the manifest is believed before.

    InputError where another did, or nobody. ShiftedError where the signature does not fit.
    """
    shown = _path(source)
    accepted = tuple(signers) or ((known,) if known else ())
    signed = source.read(SIGNATURE, MAX_SIGNATURE)
    if signed is None:
        if accepted:
            raise InputError(_unsigned(accepted, signers), shown)
        return Trust()
    if accepted:
        return Trust(_verified(data, signed, accepted, shown), signed=True)
    try:
        key = _verified(data, signed, (signature.signer(signed, shown),), shown)
    except MissingPartError as error:
        return Trust("", signed=True, notes=(f"the signature was not verified: {error.message}",))
    return Trust(key, signed=True)


def _verified(data: bytes, signed: bytes, keys: Sequence[str], shown: str) -> str:
    try:
        return signature.verify(data, signed, keys, shown)
    except InputError as error:
        raise ShiftedError(error.message, error.path) from error


def _unsigned(accepted: Sequence[str], signers: Sequence[str]) -> str:
    marks = ", ".join(map(signature.fingerprint, accepted))
    who = f"the key that --signer names ({marks})" if signers else f"{marks}, which signed what is here"
    return f"the release is not signed by {who}, but not at all; ask who publishes it, not over this address"


def require_own(claimed: str, found: Trust, source: Source) -> None:
    """InputError where a manifest claims another key than that of its signature."""
    if claimed and not found.signed:
        raise InputError(
            f"the release says that {signature.fingerprint(claimed)} signed it, and has no signature; "
            "pull again later, or ask who publishes it",
            _path(source),
        )
    if found.key and claimed and claimed != found.key:
        raise InputError(
            f"{signature.fingerprint(found.key)} signed the release, which says that "
            f"{signature.fingerprint(claimed)} did; ask who publishes it",
            _path(source),
        )


def told(found: Trust, known: str, *, first: bool, named: bool) -> tuple[str, ...]:
    """What is new about the key, which was named beforehand or not, in sentences."""
    if not found.key:
        unsigned = "the release is not signed: its checksums tell that it is whole, not who made it"
        return (*found.notes, *([unsigned] if first and not found.signed else []))
    mark = signature.fingerprint(found.key)
    if not known:
        compare = ", as --signer says" if named else "; compare it with what the publishers say"
        return (f"signed with the key {mark}, asked for from now on{compare}",)
    if found.key != known:
        return (
            f"signed with the key {mark}, as --signer says, and no more with {signature.fingerprint(known)}",
        )
    return ()


def _path(source: Source) -> str:
    return f"{source.shown.rstrip('/')}/{SIGNATURE}"
