"""`tmpipe pull` as people and cron call it: what it prints, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from tmpipe.cli import run

if TYPE_CHECKING:
    from served import Publisher, Server

TEXTS = [
    ("letter", "fr", "final", "un"),
    ("letter", "fa", "complete", "yek"),
    ("appeal", "fr", "draft", "deux"),
]

REFUSED = (
    "tmpipe: fr {}: draft in this release, and final here: the final one stays; --allow-lower takes the "
    "other, --state final asks for final ones alone"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_line_for_each_file(publisher: Publisher, capfd: pytest.CaptureFixture[str]) -> None:
    publisher.publish(*TEXTS)
    assert run(["pull", "public", "--locale", "fr", "--format", "TXT", "--format", ".docx"]) == 0
    said = capfd.readouterr()
    assert sorted(said.out.splitlines()) == [
        os.path.join("texts", "fr", f"{name}.fr.{form}")  # noqa: PTH118 - as it is shown
        for name in ("appeal", "letter")
        for form in ("docx", "txt")
    ]
    assert said.err == (
        "note: final, signed off by name: fr/letter\n"
        "note: draft, not to be published as final: fr/appeal\n"
        "note: the release is not signed: its checksums tell that it is whole, not who made it\n"
    )


def test_nothing_new_is_told_to_people_alone(publisher: Publisher, capfd: pytest.CaptureFixture[str]) -> None:
    publisher.publish(*TEXTS)
    run(["-q", "pull", "public", "--out", "there", "--state", "final"])
    assert capfd.readouterr() == ("there/fr/letter.fr.docx\nthere/fr/letter.fr.txt\n", "")
    run(["pull", "public", "--out", "there", "--state", "final"])
    assert capfd.readouterr() == (
        "",
        "note: not final yet, and not taken: fa/letter, fr/appeal\nnothing has changed\n",
    )
    run(["pull", "public", "--out", "there", "--state", "final", "--quiet"])
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["nowhere"], "tmpipe: there is no nowhere; name an https:// address, a folder or a zip archive\n"),
        (["public", "--locale", "sv"], "tmpipe: the release has no locale 'sv'; it has en, fr, fa\n"),
        (["public", "--signer", "no.pub"], "tmpipe: no.pub: cannot be read: No such file or directory\n"),
        (
            ["public", "--watch", "often"],
            "tmpipe: argument --watch: 'often' is no number of minutes, such as 60;",
        ),
        (
            ["public", "--watch", "nan"],
            "tmpipe: argument --watch: 'nan' is no number of minutes, such as 60;",
        ),
        (["public", "--state", "best"], "tmpipe: argument --state: invalid choice"),
        (["public", "--out", "public"], "tmpipe: public lies within the release itself;"),
        (["public", "--out", "file"], "tmpipe: file: cannot be written:"),
    ],
)
def test_what_makes_no_sense_ends_with_2(
    publisher: Publisher, capfd: pytest.CaptureFixture[str], words: list[str], complaint: str
) -> None:
    publisher.publish(*TEXTS)
    Path("file").touch()
    assert run(["pull", *words]) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert said.err.startswith(complaint)
    assert said.err.count("\n") == 1
    assert sorted(path.name for path in Path().iterdir()) == ["file", "public"]


def test_lower_texts_are_taken_from_who_says_so(
    publisher: Publisher, capfd: pytest.CaptureFixture[str]
) -> None:
    publisher.publish(TEXTS[0])
    run(["pull", "public"])
    publisher.publish(("letter", "fr", "draft", "autre"))
    capfd.readouterr()
    for words in (["-q"], []):
        assert run([*words, "pull", "public"]) == 1
        assert capfd.readouterr() == ("", f"{REFUSED.format('letter')}\n")
    assert run(["pull", "public", "--state", "final"]) == 0
    assert capfd.readouterr().err.startswith("note: fr/letter is draft now; the final text that is here")
    assert run(["pull", "public", "--allow-lower"]) == 0


def test_of_many_lower_texts_the_first_are_named(
    publisher: Publisher, capfd: pytest.CaptureFixture[str]
) -> None:
    names = [f"text-{number}" for number in range(7)]
    publisher.publish(*((name, "fr", "final", "un") for name in names))
    run(["pull", "public", "--format", "txt"])
    publisher.publish(*((name, "fr", "draft", "un") for name in names), ("new", "fr", "final", "un"))
    capfd.readouterr()
    assert run(["-q", "pull", "public", "--format", "txt"]) == 1
    said = capfd.readouterr()
    assert said.out == "texts/fr/new.fr.txt\n"
    assert said.err.splitlines() == [*map(REFUSED.format, names[:5]), "tmpipe: and 2 more"]


def test_a_server_that_has_nothing_new_does_not_hide_it(
    publisher: Publisher, server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    publisher.publish(TEXTS[0])
    run(["pull", server.address])
    publisher.publish(("letter", "fr", "draft", "autre"))
    for words, code in (([], 1), ([], 1), (["--allow-lower"], 0), ([], 0)):
        capfd.readouterr()
        assert run(["-q", "pull", server.address, *words]) == code
        assert capfd.readouterr().err == f"{REFUSED.format('letter')}\n" * code


def test_the_key_is_read_from_its_file(
    publisher: Publisher, capfd: pytest.CaptureFixture[str], signing_keys: list[Path]
) -> None:
    publisher.publish(TEXTS[0], key=signing_keys[0])
    good, bad = (f"{key}.pub" for key in signing_keys[:2])
    assert run(["pull", "public", "--signer", bad]) == 2
    assert run(["pull", "public", "--signer", good]) == 0
    assert run(["pull", "public", "--signer", str(signing_keys[0])]) == 2
    assert "is a private key, which nobody else may have" in capfd.readouterr().err


# --- again and again --------------------------------------------------------------------------------


@pytest.fixture
def watch(server: Server) -> Iterator[subprocess.Popen[str]]:
    """A pull that goes on, asking the server without a pause."""
    words = [sys.executable, "-m", "tmpipe", "pull", server.address, "--watch", "0.0005"]
    told = subprocess.PIPE
    environment = {**os.environ, "no_proxy": "*", "PYTHONUNBUFFERED": "1"}
    run = subprocess.Popen(words, stdout=told, stderr=told, text=True, env=environment)
    yield run
    if run.poll() is None:
        run.kill()
    run.communicate()


def line(stream: object) -> str:
    """The next line; it comes at once, or the test is stopped from outside."""
    return str(stream.readline())  # type: ignore[attr-defined]  # a pipe


def wait(server: Server, watch: subprocess.Popen[str], times: int) -> None:
    """Until the server was asked so many times more."""
    seen = len(server.asked)
    while len(server.asked) < seen + times:
        assert watch.poll() is None
        time.sleep(0.01)


def test_watching_takes_what_comes_and_says_once_what_is_wrong(
    publisher: Publisher, server: Server, served: ModuleType, watch: subprocess.Popen[str]
) -> None:
    """The release is not there at first, then comes, cannot be believed for a while, and comes again."""
    assert line(watch.stderr).endswith(
        "no release is there: it has no manifest.json; name the address of the site's first page\n"
    )
    wait(server, watch, 3)
    with server.quiet:
        publisher.publish(TEXTS[0])
    assert line(watch.stdout) == "texts/fr/letter.fr.docx\n"
    assert line(watch.stdout) == "texts/fr/letter.fr.txt\n"
    assert line(watch.stderr) == "note: final, signed off by name: fr/letter\n"
    assert line(watch.stderr).startswith("note: the release is not signed")
    with server.quiet:
        publisher.publish(("letter", "fr", "draft", "autre"))
    assert line(watch.stderr) == f"{REFUSED.format('letter')}\n"
    wait(server, watch, 6)
    with server.quiet:
        publisher.publish(("letter", "fr", "final", "deux"))
    assert line(watch.stdout) == "texts/fr/letter.fr.docx\n"
    watch.send_signal(signal.SIGINT)
    out, err = watch.communicate(timeout=20)
    assert out in {"", "texts/fr/letter.fr.txt\n"}
    assert (
        err.removeprefix("note: final, signed off by name: fr/letter\n")
        == "tmpipe: interrupted; every file is as before or wholly new\n"
    )
    assert watch.returncode == 130


def test_who_watches_for_what_is_not_there_is_told_at_once(
    publisher: Publisher, capfd: pytest.CaptureFixture[str]
) -> None:
    publisher.publish(TEXTS[0])
    assert run(["pull", "public", "--locale", "sv", "--watch", "1"]) == 2
    assert "the release has no locale 'sv'" in capfd.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("pull", ""),
        ("pull", "public", "--signer", ""),
        ("pull", "public", "--out", ""),
        ("publish", "--sign", ""),
        ("publish", "--previous", ""),
        ("publish", "--out", ""),
    ],
    ids=" ".join,
)
def test_a_variable_that_is_not_set_is_not_taken_for_nothing(
    words: tuple[str, ...], publisher: Publisher, capfd: pytest.CaptureFixture[str]
) -> None:
    """`--signer "$KEY"` without KEY would have trusted anybody, `--sign "$KEY"` signed nothing."""
    publisher.publish(*TEXTS)
    assert run(list(words)) == 2
    assert "it is empty" in capfd.readouterr().err
    assert not Path("texts").exists()
