"""The lock: written and read again, and none that was spoilt is believed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.errors import InputError
from tmpipe.release import lock
from tmpipe.release.lock import Held, Lock
from tmpipe.release.sources import Mark
from tmpipe.release.wanted import Wanted

HASH = "0" * 64
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ5l8lhGxmzuPUQTK0zCF6lpVUrdmmNVOEiVd9rfHL9b"
LINE = st.text("abé ع\"\\'<>🙂", min_size=1, max_size=9).filter(lambda one: one.strip() != "")
NAMES = st.lists(LINE, unique=True, max_size=3).map(tuple)
HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20)
FILES = st.dictionaries(
    st.from_regex(r"[a-zé][a-z0-9.-]{0,20}[a-z]", fullmatch=True), st.just(HASH), max_size=3
)
HELD = st.builds(Held, LINE, st.sampled_from(["fr", "pt-BR"]), st.sampled_from(["final", "draft"]), FILES)
LOCKS = st.builds(
    Lock,
    project=LINE,
    edition=st.integers(1, 2**53),
    source=LINE,
    mark=st.builds(Mark, HEADER, HEADER),
    manifest=st.just(HASH),
    key=st.sampled_from(["", KEY]),
    asked=st.builds(Wanted, NAMES, NAMES, NAMES, st.sampled_from(["", "final"])),
    texts=st.lists(HELD, unique_by=lambda one: (one.locale, one.document), max_size=3).map(
        lambda texts: tuple(sorted(texts, key=lambda one: (one.locale, one.document)))
    ),
)
PLAIN = Lock(
    "demo",
    3,
    "https://example.org/",
    Mark('"abc"'),
    HASH,
    "",
    Wanted(("fr",)),
    (Held("letter", "fr", "final", {"letter.fr.txt": HASH}),),
)


@given(LOCKS)
def test_what_is_written_is_read(one: Lock) -> None:
    data = lock.write(one)
    assert lock.read(data, "tmpipe.lock") == one
    assert lock.write(lock.read(data, "tmpipe.lock")) == data


def test_the_order_of_texts_and_files_changes_nothing() -> None:
    files = {"b.txt": HASH, "a.txt": HASH}
    texts = (Held("b", "fr", "final", files), Held("a", "fr", "final", {}), Held("z", "fa", "final", {}))
    from dataclasses import replace

    one = replace(PLAIN, texts=texts)
    turned = (*reversed(texts[1:]), Held("b", "fr", "final", dict(reversed(files.items()))))
    assert lock.write(one) == lock.write(replace(PLAIN, texts=turned))


def changed(*way: str | int, to: Any) -> bytes:
    """The plain lock with another value."""
    values = json.loads(lock.write(PLAIN))
    inner = values
    for step in way[:-1]:
        inner = inner[step]
    inner[way[-1]] = to
    return json.dumps(values).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"\xff",
        b"<html>",
        lock.write(PLAIN)[:-20],
        changed("tmpipe_lock", to=2),
        changed("edition", to=0),
        changed("edition", to=True),
        changed("project", to="a\nb"),
        changed("etag", to="a\r\nb"),
        changed("etag", to="é"),
        changed("manifest", to="abc"),
        changed("key", to="ssh-ed25519 A"),
        changed("key", to=f"{KEY} somebody"),
        changed("asked", to=[]),
        changed("asked", "locales", to="fr"),
        changed("texts", 0, "state", to="best"),
        changed("texts", 0, "locale", to="../fr"),
        changed("texts", 0, "files", to={"../letter.txt": HASH}),
        changed("texts", 0, "files", to={"nul": HASH}),
        changed("texts", 0, "files", to={"letter.txt": "abc"}),
    ],
)
def test_what_was_spoilt_is_told(data: bytes) -> None:
    with pytest.raises(InputError) as told:
        lock.read(data, "texts/tmpipe.lock")
    assert told.value.path == "texts/tmpipe.lock"
    assert told.value.message.endswith("; put it back as it was, or remove it and pull again")
