"""Whose release is taken: keys that are known, keys that are named, and none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from tmpipe.errors import InputError, MissingPartError
from tmpipe.release import lock
from tmpipe.release.pull import Pulled, pull
from tmpipe.release.signature import fingerprint, public_key
from tmpipe.release.wanted import Wanted

if TYPE_CHECKING:
    from served import Publisher, Server

TEXT = ("letter", "fr", "final", "un")
NEXT = ("letter", "fr", "final", "deux")
Take = Callable[..., Pulled]


@pytest.fixture
def take(publisher: Publisher, tmp_path: Path) -> Take:
    """`take(key, ...)` pulls, and these keys must have signed."""

    def taken(*keys: Path) -> Pulled:
        return pull(str(publisher.folder), tmp_path / "texts", Wanted(), signers=tuple(map(public, keys)))

    return taken


def public(key: Path) -> str:
    return public_key(key, "key")


def mark(key: Path) -> str:
    return fingerprint(public(key))


def known(tmp_path: Path) -> str:
    """The key in the lock."""
    return lock.read((tmp_path / "texts/tmpipe.lock").read_bytes(), "").key


def test_the_first_key_is_noted_and_told(
    publisher: Publisher, take: Take, tmp_path: Path, signing_keys: list[Path]
) -> None:
    publisher.publish(TEXT, key=signing_keys[0])
    compare = "asked for from now on; compare it with what the publishers say"
    assert take().notes == (f"signed with the key {mark(signing_keys[0])}, {compare}",)
    assert known(tmp_path) == public(signing_keys[0])
    publisher.publish(NEXT, key=signing_keys[0])
    done = take()
    assert (done.written, done.notes) == (("fr/letter.fr.docx", "fr/letter.fr.txt"), ())


def test_a_release_that_is_signed_later_brings_its_key(
    publisher: Publisher, take: Take, tmp_path: Path, signing_keys: list[Path]
) -> None:
    publisher.publish(TEXT)
    take()
    assert known(tmp_path) == ""
    publisher.publish(NEXT, key=signing_keys[0])
    assert mark(signing_keys[0]) in take().notes[0]
    assert known(tmp_path) == public(signing_keys[0])


def test_what_another_signed_or_nobody_is_refused(
    publisher: Publisher, take: Take, tmp_path: Path, signing_keys: list[Path]
) -> None:
    first, second, _ = signing_keys
    publisher.publish(TEXT, key=first)
    take()
    before = (tmp_path / "texts/tmpipe.lock").read_bytes()
    publisher.publish(NEXT)
    with pytest.raises(InputError) as told:
        take()
    assert str(told.value) == (
        f"{publisher.folder}/manifest.json.sig: the release is not signed by {mark(first)}, which signed "
        "what is here, but not at all; ask who publishes it, not over this address"
    )
    publisher.publish(NEXT, key=second)
    with pytest.raises(InputError, match="which you have not said to trust") as told:
        take()
    assert mark(first) in told.value.message
    assert mark(second) in told.value.message
    assert (tmp_path / "texts/tmpipe.lock").read_bytes() == before


def test_who_names_a_key_gets_what_it_signed(
    publisher: Publisher, take: Take, tmp_path: Path, signing_keys: list[Path]
) -> None:
    first, second, third = signing_keys
    publisher.publish(TEXT, key=second)
    with pytest.raises(InputError, match="which you have not said to trust"):
        take(first, third)
    assert not (tmp_path / "texts").exists()
    done = take(first, second)
    assert len(done.written) == 2
    assert done.notes == (f"signed with the key {mark(second)}, asked for from now on, as --signer says",)
    assert known(tmp_path) == public(second)
    publisher.publish(NEXT, key=third)
    with pytest.raises(InputError):
        take()
    assert take(third).notes == (
        f"signed with the key {mark(third)}, as --signer says, and no more with {mark(second)}",
    )
    assert known(tmp_path) == public(third)
    publisher.publish(TEXT)
    with pytest.raises(InputError, match="not signed by the key that --signer names"):
        take(third)


@pytest.mark.parametrize("named", [False, True])
def test_a_manifest_that_was_changed_is_not_believed(
    publisher: Publisher, take: Take, tmp_path: Path, signing_keys: list[Path], named: bool
) -> None:
    key = signing_keys[0]
    publisher.publish(TEXT, key=key)
    place = publisher.folder / "manifest.json"
    place.write_bytes(place.read_bytes().replace(b'"final"', b'"fimal"'))
    with pytest.raises(InputError, match="does not fit what it should have signed"):
        take(*[key] * named)
    assert not (tmp_path / "texts").exists()


def test_a_release_that_lies_about_its_key_is_refused(
    publisher: Publisher, take: Take, signing_keys: list[Path]
) -> None:
    first, second, _ = signing_keys
    made = publisher.publish(TEXT, key=first)
    publisher.write(replace(made, key=public(second)), first)
    with pytest.raises(InputError) as told:
        take()
    assert told.value.message == (
        f"{mark(first)} signed the release, which says that {mark(second)} did; ask who publishes it"
    )
    publisher.write(made)
    (publisher.folder / "manifest.json.sig").unlink()
    with pytest.raises(InputError, match=r"says that .* signed it, and has no signature; pull again later"):
        take()


def test_a_signature_that_is_none_is_told(publisher: Publisher, take: Take, signing_keys: list[Path]) -> None:
    publisher.publish(TEXT, key=signing_keys[0])
    (publisher.folder / "manifest.json.sig").write_text("<!doctype html>")
    with pytest.raises(InputError, match="is no signature of ssh-keygen, or is damaged"):
        take()


def test_without_ssh_keygen_an_unknown_key_is_told_and_a_known_one_asked_for(
    publisher: Publisher,
    take: Take,
    tmp_path: Path,
    signing_keys: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publisher.publish(TEXT, key=signing_keys[0])
    with monkeypatch.context() as patched:
        patched.setenv("PATH", str(tmp_path))
        (note,) = take().notes
        assert note.startswith("the signature was not verified: signatures need OpenSSH's ssh-keygen")
        assert known(tmp_path) == ""
        with pytest.raises(MissingPartError, match="apt-get install openssh-client"):
            take(signing_keys[0])
    take()
    publisher.publish(NEXT, key=signing_keys[0])
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingPartError, match="apt-get install openssh-client"):
        take()


def test_a_release_that_is_replaced_before_its_signature_is_read_is_read_anew(
    publisher: Publisher, server: Server, tmp_path: Path, served: ModuleType, signing_keys: list[Path]
) -> None:
    key = signing_keys[0]
    publisher.publish(TEXT, key=key)
    server.rules["manifest.json.sig"] = [served.first(lambda: publisher.publish(NEXT, key=key))]
    assert len(pull(server.address, tmp_path / "texts", Wanted()).written) == 2
    assert lock.read((tmp_path / "texts/tmpipe.lock").read_bytes(), "").edition == 2


def test_a_key_that_is_named_is_looked_for_where_nothing_else_changed(
    publisher: Publisher, server: Server, tmp_path: Path, signing_keys: list[Path]
) -> None:
    first, second, _ = signing_keys
    publisher.publish(TEXT, key=first)
    out = tmp_path / "texts"
    pull(server.address, out, Wanted())
    assert pull(server.address, out, Wanted(), signers=(public(second), public(first))) == Pulled()
    assert server.paths()[-1] == "manifest.json"
    with pytest.raises(InputError, match="which you have not said to trust"):
        pull(server.address, out, Wanted(), signers=(public(second),))
