"""docs/examples/pull.sh: what it takes out of a release is whole and verified, or nothing is taken."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tmpipe.project import Project
from tmpipe.release.publish import publish

RECIPE = Path(__file__).parents[2] / "docs" / "examples" / "pull.sh"
SETTINGS = """\
[project]
name = "statements"
source_locale = "en"
locales = ["fr"]
[[documents]]
path = "*.md"
[pretranslate]
engines = { default = "none" }
[publish]
formats = ["txt"]
"""
CATALOG = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "He left."\nmsgstr "Il est parti."\n'
)
FILES = {f"texts/{name}/{name}.fr.{suffix}" for name in ("one", "بیانیه") for suffix in ("md", "txt")}

pytestmark = pytest.mark.skipif(
    not (shutil.which("curl") and shutil.which("sha256sum")),
    reason="curl or sha256sum is missing; apt-get install curl coreutils",
)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A signed release, and a file of the keys that may sign it."""
    if not shutil.which("ssh-keygen"):
        pytest.skip("ssh-keygen is missing; apt-get install openssh-client")
    root = tmp_path_factory.mktemp("recipe")
    catalogs = root / "locales/fr/LC_MESSAGES"
    catalogs.mkdir(parents=True)
    (root / "tmpipe.toml").write_text(SETTINGS)
    for name in ("one", "بیانیه"):
        (root / f"{name}.md").write_text("He left.\n")
        (catalogs / f"{name}.po").write_text(CATALOG)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(root / "key")], check=True)
    publish(Project.open(root), key=root / "key")
    (root / "signers").write_text(f"tmpipe {(root / 'key.pub').read_text()}")
    return root / "public", root / "signers"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the library
        """Nothing."""


@pytest.fixture
def site(made: tuple[Path, Path], tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of the release that may be changed, and its address."""
    place = tmp_path / "site"
    shutil.copytree(made[0], place)
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(place))) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield place, f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def pull(*words: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    return subprocess.run(
        ["sh", str(RECIPE), *map(str, words)], env=environment, capture_output=True, text=True, check=False
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {
        place.relative_to(folder).as_posix(): place.read_bytes()
        for place in folder.rglob("*")
        if place.is_file()
    }


def test_it_takes_what_changed_and_verifies_it(
    site: tuple[Path, str], made: tuple[Path, Path], tmp_path: Path
) -> None:
    place, address = site
    out = tmp_path / "texts"
    first = pull(address, "fr", out, made[1])
    assert (first.returncode, first.stderr) == (0, "")
    assert {*first.stdout.splitlines()} == {str(out / "fr" / path) for path in FILES}
    assert tree(out) == {f"fr/{path}": (place / "fr" / path).read_bytes() for path in (*FILES, "SHA256SUMS")}
    again = pull(address, "fr", out)
    assert (again.returncode, again.stdout) == (0, "")
    (out / "fr/texts/one/one.fr.txt").unlink()
    (out / "fr/texts/one/one.fr.md").write_text("changed\n")
    mended = pull(f"file://{place}", "fr", out, made[1])
    assert len(mended.stdout.splitlines()) == 2
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=out / "fr", check=True)


def listed(place: Path, line: str) -> None:
    """Puts a line into the list of a language."""
    with (place / "fr/SHA256SUMS").open("a") as file:
        file.write(line)


HASH = sha256(b"x").hexdigest()
LISTS = [
    f"{HASH}  ../../x\n", f"{HASH}  /etc/x\n", f"{HASH}  texts/../x\n", f"{HASH}  texts/one/.bashrc\n",
    f"{HASH}  texts/one/more/x\n", f"\\{HASH}  texts/one/a\\\\b\n", f"{HASH}  texts/one/\x1b[31m\n",
    "<html>\n",
]  # fmt: skip


@pytest.mark.parametrize("line", LISTS)
def test_a_list_that_leads_elsewhere_is_refused(site: tuple[Path, str], tmp_path: Path, line: str) -> None:
    listed(site[0], line)
    out = tmp_path / "texts"
    refused = pull(site[1], "fr", out)
    assert refused.returncode == 1
    assert "is no list of checksums of a release" in refused.stderr
    assert not tree(out)


def test_what_does_not_fit_changes_nothing(
    site: tuple[Path, str], made: tuple[Path, Path], tmp_path: Path
) -> None:
    place, address = site
    out = tmp_path / "texts"
    (place / "fr/texts/one/one.fr.txt").write_text("Il n’est pas parti.\n")
    refused = pull(address, "fr", out, made[1])
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "one.fr.txt is not what the list says; try again later" in refused.stderr
    assert not tree(out)
    (place / "fr/texts/one/one.fr.txt").unlink()
    assert "cannot be had; check the address, or try again later" in pull(address, "fr", out).stderr
    assert not tree(out)


def test_whoever_has_no_key_can_change_nothing(
    site: tuple[Path, str], made: tuple[Path, Path], tmp_path: Path
) -> None:
    place, address = site
    out = tmp_path / "texts"
    (place / "fr/texts/one/new.txt").write_text("x")
    listed(place, f"{HASH}  texts/one/new.txt\n")
    assert "the signature is of another list" in pull(address, "fr", out, made[1]).stderr
    whole = (place / "SHA256SUMS").read_text().splitlines()
    new = sha256((place / "fr/SHA256SUMS").read_bytes()).hexdigest()
    forged = [f"{new}  fr/SHA256SUMS" if line.endswith("  fr/SHA256SUMS") else line for line in whole]
    (place / "SHA256SUMS").write_text("\n".join(forged) + "\n")
    assert "no key in" in pull(address, "fr", out, made[1]).stderr
    (place / "SHA256SUMS.sig").unlink()
    assert pull(address, "fr", out, made[1]).returncode == 1
    assert not tree(out)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "say: pull.sh ADDRESS LANGUAGE FOLDER"),
        (("http://example.org", "fr", "x"), "could be changed on its way; use https://"),
        (("https://example.org", "../fr", "x"), "is no language"),
    ],
)
def test_bad_usage_is_told(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    told = pull(*words)
    assert told.returncode == 1
    assert message in told.stderr
