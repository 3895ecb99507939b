"""Signatures: made and checked by the real ssh-keygen, and nothing else is taken for one."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tmpipe.errors import InputError, MissingPartError
from tmpipe.release.signature import fingerprint, is_key, keys, public_key, sign, signer, verify

DATA = b"the manifest\n"
ED = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ5l8lhGxmzuPUQTK0zCF6lpVUrdmmNVOEiVd9rfHL9b"
RSA = "ssh-rsa " + base64.b64encode(b"\0\0\0\7ssh-rsa\0\0\0\3\1\0\1\0\0\0\1\7").decode()

needs_keygen = pytest.mark.skipif(
    not shutil.which("ssh-keygen"), reason="ssh-keygen is missing; apt-get install openssh-client"
)


def made(folder: Path, kind: str = "ed25519", passphrase: str = "", more: tuple[str, ...] = ()) -> Path:
    """A new private key; its public half lies beside it."""
    place = folder / f"{kind}{'-locked' if passphrase else ''}{''.join(more)}"
    words = ["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "a comment", "-f", str(place), *more]
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL)
    return place


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="session")
def key(folder: Path) -> Path:
    return made(folder)


@pytest.fixture(scope="session")
def signed(key: Path) -> bytes:
    return sign(DATA, key, "key")


KINDS = [("ed25519", ()), ("rsa", ("-b", "2048")), ("rsa", ("-b", "2048", "-m", "PEM")), ("ecdsa", ())]


@needs_keygen
@pytest.mark.parametrize(("kind", "more"), KINDS)
def test_what_is_signed_is_verified(tmp_path: Path, kind: str, more: tuple[str, ...]) -> None:
    key = made(tmp_path, kind, more=more)
    public = public_key(key, "key")
    assert key.with_name(f"{key.name}.pub").read_text().startswith(f"{public} ")
    assert public_key(key.with_name(f"{key.name}.pub"), "key.pub") == public
    first, second = sign(DATA, key, "key"), sign(DATA, key, "key")
    assert (first == second) == (kind != "ecdsa")
    for signature in (first, second):
        assert signer(signature, "m.sig") == public
        assert verify(DATA, signature, [ED, public], "m.sig") == public
    shown = subprocess.run(["ssh-keygen", "-l", "-f", str(key)], capture_output=True, text=True, check=True)
    assert fingerprint(public) == shown.stdout.split()[1]


@needs_keygen
def test_others_verify_it_too(tmp_path: Path, key: Path, signed: bytes) -> None:
    (tmp_path / "allowed").write_text(f"publishers {public_key(key, 'key')}\n")
    (tmp_path / "sig").write_bytes(signed)
    words = ["ssh-keygen", "-Y", "verify", "-n", "tmpipe", "-I", "publishers", "-f", "allowed", "-s", "sig"]
    subprocess.run(words, cwd=tmp_path, input=DATA, check=True, capture_output=True)


@needs_keygen
def test_what_was_changed_is_refused(key: Path, signed: bytes) -> None:
    with pytest.raises(InputError, match=r"m\.sig: does not fit what it should have signed"):
        verify(DATA + b" ", signed, [public_key(key, "key")], "m.sig")


@needs_keygen
def test_another_key_is_refused(tmp_path: Path, key: Path, signed: bytes) -> None:
    with pytest.raises(InputError) as refused:
        verify(DATA, signed, [ED], "m.sig")
    assert fingerprint(public_key(key, "key")) in refused.value.message
    assert fingerprint(ED) in refused.value.message
    mallory = made(tmp_path)
    forged = _armored(_blob(signed).replace(_raw(key), _raw(mallory)))
    with pytest.raises(InputError, match="not said to trust"):
        verify(DATA, forged, [public_key(key, "key")], "m.sig")
    honest_name = _armored(_blob(sign(DATA, mallory, "key")).replace(_raw(mallory), _raw(key)))
    with pytest.raises(InputError):
        verify(DATA, honest_name, [public_key(key, "key")], "m.sig")


def _blob(signature: bytes) -> bytes:
    return base64.b64decode(b"".join(signature.split(b"\n")[1:-2]))


def _raw(key: Path) -> bytes:
    return base64.b64decode(public_key(key, "key").split(" ")[1])


def _armored(blob: bytes) -> bytes:
    body = base64.encodebytes(blob)
    return b"-----BEGIN SSH SIGNATURE-----\n" + body + b"-----END SSH SIGNATURE-----\n"


@needs_keygen
def test_a_signature_for_something_else_is_refused(key: Path) -> None:
    words = ["ssh-keygen", "-Y", "sign", "-n", "git", "-f", str(key)]
    other = subprocess.run(words, input=DATA, capture_output=True, check=True).stdout
    with pytest.raises(InputError, match="not of a release of tmpipe: for git"):
        verify(DATA, other, [public_key(key, "key")], "m.sig")


@needs_keygen
@pytest.mark.parametrize("size", [0, 6, 10, 40, -1])
def test_a_cut_signature_is_refused(signed: bytes, size: int) -> None:
    with pytest.raises(InputError, match=r"m\.sig: is no signature of ssh-keygen, or is damaged"):
        signer(_armored(_blob(signed)[:size]), "m.sig")


@needs_keygen
def test_what_follows_a_signature_is_refused(signed: bytes) -> None:
    for more in (
        _armored(_blob(signed) + b"x"),
        signed + b"x",
        b"x" + signed,
        signed + signed,
        signed.replace(b"\n", b"\r\n"),
    ):
        with pytest.raises(InputError):
            signer(more, "m.sig")


@example(b"")
@example("-----BEGIN SSH SIGNATURE-----\né\n-----END SSH SIGNATURE-----\n".encode())
@example(_armored(b"SSHSIG\0\0\0\1\xff\xff\xff\xff"))
@given(
    st.binary() | st.binary().map(_armored) | st.binary().map(lambda tail: _armored(b"SSHSIG\0\0\0\1" + tail))
)
def test_any_bytes_are_no_signature(data: bytes) -> None:
    with pytest.raises(InputError):
        signer(data, "m.sig")


LISTS = {
    "a .pub file": f"{ED} ana@laptop\n",
    "without a line end": ED,
    "a list": f"# the publishers\n\n{ED}\n  {ED} twice\n",
    "line ends of Windows": f"\ufeff{ED} ana\r\n",
    "authorized_keys": f'from="*.example.org,10.0.0.1",command="echo \\"a b\\"" {ED} ana\n',
    "allowed_signers": f"ana@example.org,bo@example.org {ED}\n",
    "allowed_signers with options": f'ana@example.org namespaces="git,tmpipe" {ED} ana\n',
    "and one for git": f'ana namespaces="git" {RSA}\nana {ED}\n',
    "and an authority": f"*@example.org cert-authority {RSA}\n{ED}\n",
    "and a revoked one": f"@revoked * {RSA}\n{ED}\n",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_keys_are_found(text: str) -> None:
    assert keys(text.encode(), "keys") == (ED,)


def test_several_keys_are_found() -> None:
    assert keys(f"{RSA}\nana {ED}\n".encode(), "keys") == (RSA, ED)
    assert is_key(ED)
    assert is_key(RSA)


NONE = {
    "nothing": ("# none\n", None, "has no public key in it"),
    "for git alone": (f'ana namespaces="git" {ED}\n', None, "has no public key in it"),
    "a private key": ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n", None, "is a private key"),
    "DSA": (f"{ED}\nssh-dss AAAAB3NzaC1kc3M=\n", 2, "is no public key that can be used"),
    "half a key": (ED[:40], 1, "is no public key"),
    "another type": (ED.replace("ssh-ed25519", "ssh-rsa"), 1, "is no public key"),
    "a page": ("<html>\n", 1, "is no public key"),
    "for some time": (f'ana valid-before="20300101" {ED}\n', 1, "for some time only"),
}


@pytest.mark.parametrize(("text", "line", "message"), NONE.values(), ids=NONE)
def test_what_is_no_key_is_told(text: str, line: int | None, message: str) -> None:
    with pytest.raises(InputError) as refused:
        keys(text.encode(), "keys")
    assert message in refused.value.message
    assert (refused.value.path, refused.value.line) == ("keys", line)


@pytest.mark.parametrize(
    "text", ["", ED + " ana", f" {ED}", ED + "\n", ED.split(" ")[1], "ssh-ed25519 AAAA", "a b"]
)
def test_what_is_not_one_key_alone(text: str) -> None:
    assert not is_key(text)


@needs_keygen
def test_a_key_that_cannot_sign_is_told(folder: Path, key: Path, tmp_path: Path) -> None:
    locked = made(folder, passphrase="secret")
    open_to_all = tmp_path / "open"
    open_to_all.write_bytes(key.read_bytes())
    open_to_all.chmod(0o644)
    alone = tmp_path / "alone.pub"
    alone.write_text(f"{ED}\n")
    no_key = tmp_path / "none"
    no_key.write_text("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n")
    no_key.chmod(0o600)
    for place, message in {
        tmp_path / "missing": "there is no such key; make one with ssh-keygen -t ed25519",
        open_to_all: "others can read this key; chmod 600 it",
        locked: "the key has a passphrase; load it with ssh-add and sign with its .pub file",
        alone: "its private half is neither beside it nor in ssh-agent",
        no_key: "no private key that ssh-keygen can read",
    }.items():
        with pytest.raises(InputError) as refused:
            sign(DATA, place, "the key")
        assert refused.value.message.startswith(message)
        assert refused.value.path == "the key"
    assert public_key(locked, "key") == keys(locked.with_name(f"{locked.name}.pub").read_bytes(), "key")[0]
    old = made(folder, "rsa", "secret", ("-b", "2048", "-m", "PEM"))
    with pytest.raises(InputError, match="the key has a passphrase"):
        public_key(old, "key")
    for body in ("AAAA", "AAAAA", "====", ""):
        no_key.write_text(f"-----BEGIN OPENSSH PRIVATE KEY-----\n{body}\n-----END OPENSSH PRIVATE KEY-----\n")
        with pytest.raises(InputError, match="no private key that ssh-keygen can read"):
            public_key(no_key, "key")


@pytest.fixture
def agent(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An ssh-agent of our own, on a short path: sockets allow no long one."""
    if not shutil.which("ssh-agent"):
        pytest.skip("ssh-agent is missing; apt-get install openssh-client")
    socket = str(tmp_path_factory.mktemp("a") / "s")
    with subprocess.Popen(["ssh-agent", "-D", "-a", socket], stdout=subprocess.DEVNULL) as running:
        while running.poll() is None and not os.path.exists(socket):  # noqa: PTH110 - a socket
            time.sleep(0.01)
        monkeypatch.setenv("SSH_AUTH_SOCK", socket)
        yield
        running.terminate()


@needs_keygen
def test_the_agent_signs_for_a_public_key(agent: None, tmp_path: Path) -> None:
    key = made(tmp_path)
    subprocess.run(["ssh-add", "-q", str(key)], check=True)
    public = key.with_name(f"{key.name}.pub")
    key.unlink()
    assert verify(DATA, sign(DATA, public, "key"), [public_key(public, "key")], "sig")


def test_without_ssh_keygen_the_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("x")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingPartError, match="apt-get install openssh-client"):
        sign(DATA, tmp_path / "key", "key")


def test_an_old_ssh_keygen_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("x")
    (tmp_path / "ssh-keygen").write_text("#!/bin/sh\necho 'unknown option -- Y' >&2; exit 1\n")
    (tmp_path / "ssh-keygen").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(MissingPartError, match=r"8\.1 or newer"):
        sign(DATA, tmp_path / "key", "key")
