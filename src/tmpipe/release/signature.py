"""Signatures of OpenSSH: `sign` <-> `verify`, by ssh-keygen, which most systems have (8.1 or newer).

A signature is the text that `ssh-keygen -Y sign -n tmpipe` writes (OpenSSH's PROTOCOL.sshsig); a key is
`type base64`, its line in a `.pub` file without the comment. Keys of the types ssh-ed25519 and ssh-rsa give
the same data the same signature each time; those of ECDSA and of security keys another one.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tmpipe.errors import InputError, MissingPartError
from tmpipe.files import read_whole

NAMESPACE = "tmpipe"
"""What the signatures are for: none of a commit or of a mail is taken for one of a release."""
SUFFIX = ".sig"
TYPES = {
    "ssh-ed25519": 2,
    "ssh-rsa": 3,
    "ecdsa-sha2-nistp256": 3,
    "ecdsa-sha2-nistp384": 3,
    "ecdsa-sha2-nistp521": 3,
    "sk-ssh-ed25519@openssh.com": 3,
    "sk-ecdsa-sha2-nistp256@openssh.com": 4,
}
"""Types of keys, and of how many strings one consists, its type the first of them."""

_MISSING = "signatures need OpenSSH's ssh-keygen, 8.1 or newer; apt-get install openssh-client"
_ARMOR = re.compile(rb"-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\n?")
_IS_PRIVATE = b"PRIVATE KEY-----"
_PRIVATE = re.compile(rb"-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]*)-----END")
_OPENSSH = b"openssh-key-v1\0"
_WORDS = re.compile(r'(?:[^\s"]|"(?:[^"\\]|\\.)*")+')
_NAMESPACES = re.compile(r'(?:^|,)namespaces="([^"]*)"', re.IGNORECASE)
_NO_SIGNATURE = "is no signature of ssh-keygen, or is damaged; fetch it again"
_NO_KEY = "no private key that ssh-keygen can read; make one with ssh-keygen -t ed25519 -f FILE"
_REFUSALS = {
    "too open": "others can read this key; chmod 600 it, and if they may have read it, make another",
    "incorrect passphrase": "the key has a passphrase; load it with ssh-add and sign with its .pub file, "
    "or make one without for this use: ssh-keygen -t ed25519 -N '' -f FILE",
    "No private key found": "its private half is neither beside it nor in ssh-agent; load it with ssh-add",
    "agent refused": "ssh-agent refused to sign; unlock it, or load the key again with ssh-add",
    **dict.fromkeys(("invalid format", "error in libcrypto", "Couldn't load public key"), _NO_KEY),
}
"""What ssh-keygen says, and what to do."""


def sign(data: bytes, key: Path, shown: str) -> bytes:
    """The signature of the data. The key is a private one, or a public one whose private half is in
    ssh-agent; who sits at a terminal is asked for its passphrase. InputError about the key."""
    _content(key, shown)
    done = _run(["-Y", "sign", "-n", NAMESPACE, "-f", os.path.abspath(key)], data)  # noqa: PTH100 - keeps links
    if done[0] or not done[1].startswith(b"-----BEGIN SSH SIGNATURE-----"):
        raise InputError(_refusal(done[2]), shown)
    return done[1]


def verify(data: bytes, signature: bytes, keys: Sequence[str], shown: str) -> str:
    """The key that signed the data, one of these. InputError where none did, about the signature."""
    key = signer(signature, shown)
    if key not in keys:
        wanted = ", ".join(map(fingerprint, keys)) or "none"
        message = (
            f"was made with the key {fingerprint(key)}, which you have not said to trust ({wanted}); "
            "ask the publishers, not over this address, whether they have a new key"
        )
        raise InputError(message, shown)
    with tempfile.TemporaryDirectory(prefix="tmpipe-") as name:
        signed, allowed = Path(name, "signature"), Path(name, "allowed")
        for place, content in ((signed, signature), (allowed, f"{NAMESPACE} {key}\n".encode())):
            place.touch(0o600)
            place.write_bytes(content)
        words = ["-Y", "verify", "-n", NAMESPACE, "-I", NAMESPACE, "-f", str(allowed), "-s", str(signed)]
        if _run(words, data)[0]:
            raise InputError("does not fit what it should have signed; do not use this release", shown)
    return key


def signer(signature: bytes, shown: str) -> str:
    """The key that a signature names as its own. Whether it is, `verify` tells."""
    try:
        key, namespace = _signed(signature)
    except ValueError as error:  # of base64, and of ours
        raise InputError(_NO_SIGNATURE, shown) from error
    if namespace != NAMESPACE.encode():
        what = ascii(namespace)[2:-1]
        raise InputError(f"is a signature, but not of a release of tmpipe: for {what}", shown)
    return key


def _signed(signature: bytes) -> tuple[str, bytes]:
    """The key and the namespace of a signature. ValueError where it is none."""
    armor = _ARMOR.fullmatch(signature)
    blob = _Blob(base64.b64decode(armor[1].replace(b"\n", b""), validate=True) if armor else b"")
    magic, version = blob.take(6), int.from_bytes(blob.take(4))
    key, namespace, _reserved, hashed, _itself = (blob.string() for _ in range(5))
    if (magic, version, blob.left) != (b"SSHSIG", 1, b"") or hashed not in (b"sha256", b"sha512"):
        raise ValueError(signature)
    return _named(key), namespace


def fingerprint(key: str) -> str:
    """What people compare: `SHA256:...`, as `ssh-keygen -l` shows it."""
    digest = hashlib.sha256(base64.b64decode(key.partition(" ")[2])).digest()
    return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


def is_key(text: str) -> bool:
    """Whether it is a public key, `type base64`."""
    return text.count(" ") == 1 and _key_in(text.split(" ")) == text


def public_key(key: Path, shown: str) -> str:
    """The public key that belongs to a file: a private key, with a passphrase or without, or a public one."""
    content = _content(key, shown)
    if _IS_PRIVATE not in content:
        return keys(content, shown)[0]
    try:
        if ours := _PRIVATE.search(content):
            return _public(base64.b64decode(b"".join(ours[1].split()), validate=True))
    except ValueError as error:
        raise InputError(_NO_KEY, shown) from error
    code, told, complaint = _run(["-y", "-P", "", "-f", os.path.abspath(key)], b"")  # noqa: PTH100 - keeps links
    if code:
        raise InputError(_refusal(complaint), shown)
    return keys(told, shown)[0]


def _public(private: bytes) -> str:
    """The public half in a private key of OpenSSH's own format, which lies open; else ValueError."""
    blob = _Blob(private)
    if blob.take(len(_OPENSSH)) != _OPENSSH:
        raise ValueError(private)
    _cipher, _kdf, _options = (blob.string() for _ in range(3))
    _many = blob.take(4)
    return _named(blob.string())


def keys(data: bytes, shown: str) -> tuple[str, ...]:
    """The public keys in a `.pub` file, a list such as `authorized_keys`, or OpenSSH's `allowed_signers`.

    A line for other namespaces, or of an authority that signs keys, is no key of ours. InputError with path
    and line.
    """
    if _IS_PRIVATE in data:
        raise InputError("is a private key, which nobody else may have; give the .pub file beside it", shown)
    found: list[str] = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        words = _WORDS.findall(line)
        if words and not words[0].startswith("#"):
            found += _key_of(words, shown, number)
    if not found:
        raise InputError(
            "has no public key in it; a key's line begins with its type, such as ssh-ed25519", shown
        )
    return tuple(dict.fromkeys(found))


def _key_of(words: list[str], shown: str, line: int) -> Iterator[str]:
    """The key of a line: behind nothing, options, a name, or a name and options. What a mark such as
    `@revoked` stands before is none.
    """
    if words[0].startswith("@"):
        return
    place = next((place for place, word in enumerate(words[:3]) if word in TYPES), None)
    key = "" if place is None else _key_in(words[place : place + 2])
    if not key:
        raise InputError(
            "is no public key that can be used: a type such as ssh-ed25519, a blank, base64", shown, line
        )
    options = ",".join(words[:place])
    if "valid-before=" in options.lower() or "valid-after=" in options.lower():
        raise InputError(
            "is a key for some time only, which tmpipe does not judge; take the option away, "
            "or the line when the time is over",
            shown,
            line,
        )
    spaces = _NAMESPACES.search(options)
    if "cert-authority" not in options.lower() and (not spaces or NAMESPACE in spaces[1].split(",")):
        yield key


def _key_in(words: list[str]) -> str:
    """The key that a type and base64 are; empty where they are none."""
    try:
        found = _named(base64.b64decode(words[1], validate=True))
    except (IndexError, ValueError):
        return ""
    return found if found == " ".join(words) else ""


def _named(data: bytes) -> str:
    """A key as OpenSSH writes it. ValueError where the bytes are none."""
    blob = _Blob(data)
    name = blob.string().decode("ascii")
    for _ in range(1, TYPES.get(name, 99)):
        blob.string()
    if blob.left:
        raise ValueError(name)
    return f"{name} {base64.b64encode(data).decode()}"


class _Blob:
    """Bytes as SSH packs them (RFC 4251): a string is its length in four bytes, then its bytes."""

    def __init__(self, data: bytes) -> None:
        self.left = data

    def take(self, size: int) -> bytes:
        if len(self.left) < size:
            raise ValueError(self.left)
        found, self.left = self.left[:size], self.left[size:]
        return found

    def string(self) -> bytes:
        return self.take(int.from_bytes(self.take(4)))


def _content(key: Path, shown: str) -> bytes:
    if not key.exists():
        raise InputError("there is no such key; make one with ssh-keygen -t ed25519 -f FILE", shown)
    return read_whole(key, shown)


def _refusal(told: bytes) -> str:
    text = told.decode("utf-8", "replace")
    known = next((advice for sign, advice in _REFUSALS.items() if sign in text), "")
    return known or f"cannot be used: {ascii(' '.join(text.split()))[1:-1]}"


def _run(words: list[str], data: bytes) -> tuple[int, bytes, bytes]:
    """Exit code, stdout, and stderr of ssh-keygen. Without a terminal nothing can ask, so nothing waits."""
    import subprocess

    asking = ("SSH_ASKPASS", "DISPLAY", "WAYLAND_DISPLAY")
    quiet = {name: value for name, value in os.environ.items() if name not in asking}
    terminal = sys.stdin is not None and sys.stdin.isatty()
    try:
        done = subprocess.run(
            ["ssh-keygen", *words],
            input=data,
            capture_output=True,
            env={**quiet, "LC_ALL": "C", "SSH_ASKPASS_REQUIRE": "never"},
            start_new_session=not terminal,
            check=False,
        )
    except FileNotFoundError as error:
        raise MissingPartError(_MISSING) from error
    if b"unknown option -- Y" in done.stderr or b"illegal option -- Y" in done.stderr:
        raise MissingPartError(_MISSING)
    return done.returncode, done.stdout, done.stderr
