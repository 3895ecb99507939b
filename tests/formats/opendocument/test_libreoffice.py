"""LibreOffice opens what is written, and finds its words."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tmpipe.formats import odt
from tmpipe.model import Block

GOLDEN = Path(__file__).parents[2] / "golden" / "odt"
SOFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(not SOFFICE, reason="LibreOffice (libreoffice-writer) is not installed")


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, bytes]], dict[str, list[str]]]:
    """The words that LibreOffice reads in files, by the files' names."""

    def read(files: dict[str, bytes]) -> dict[str, list[str]]:
        folder = tmp_path_factory.mktemp("office")
        for name, data in files.items():
            (folder / name).write_bytes(data)
        names = [folder / name for name in files]
        own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        filter_ = "txt:Text (encoded):UTF8"
        command = [str(SOFFICE), "--headless", own, "--convert-to", filter_, "--outdir", str(folder)]
        subprocess.run([*command, *names], check=True, capture_output=True, timeout=300)
        texts = {name: (folder / name).with_suffix(".txt").read_text("utf-8-sig") for name in files}
        return {name: re.sub("[\u2066\u2069]", "", text).split() for name, text in texts.items()}

    return read


def test_capitals(
    words: Callable[[dict[str, bytes]], dict[str, list[str]]], capitals: Callable[[Block], Block]
) -> None:
    files: dict[str, bytes] = {}
    for case in ("statement", "libreoffice"):
        source = next((GOLDEN / case).glob("source.*"))
        document = odt.read(source.read_bytes(), source.name, "en")
        files[f"{case}{source.suffix}"] = source.read_bytes()
        for locale in ("sv", "fa"):
            files[f"{case}-{locale}{source.suffix}"] = odt.write(document.localized(locale, capitals))
    found = words(files)
    for name, shown in found.items():
        original = found[re.sub("-(?:sv|fa)", "", name)]
        assert Counter("".join(shown).upper()) == Counter("".join(original).upper())
        assert ("EXECUTED1" in shown) == ("-" in name)
