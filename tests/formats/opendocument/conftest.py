"""Documents made by hand."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from tmpipe.model import CODE, Block

_NAMES = "office style text table drawing:draw xsl-fo-compatible:fo meta svg-compatible:svg form"
_ROOT = "".join(
    f' xmlns:{name.rpartition(":")[2]}="urn:oasis:names:tc:opendocument:xmlns:{name.partition(":")[0]}:1.0"'
    for name in _NAMES.split()
)
_ROOT += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
_ROOT += (
    ' xmlns:officeooo="http://openoffice.org/2009/office" xmlns:math="http://www.w3.org/1998/Math/MathML"'
)


def _style(name: str, family: str, parent: str = "", paragraph: str = "", text: str = "") -> str:
    above = f' style:parent-style-name="{parent}"' if parent else ""
    own = f"<style:paragraph-properties {paragraph}/>" if paragraph else ""
    own += f"<style:text-properties {text}/>" if text else ""
    return f'<style:style style:name="{name}" style:family="{family}"{above}>{own}</style:style>'


_STYLES = "".join(
    (
        _style("Standard", "paragraph"),
        _style("Centred", "paragraph", paragraph='fo:text-align="center"'),
        _style("Title", "paragraph", "Standard"),
        _style("Quotations", "paragraph", "Standard"),
        _style("Heading", "paragraph", text='fo:font-size="14pt"'),
        _style("Heading_20_3", "paragraph", "Heading"),
        _style("Emphasis", "text", text='fo:font-style="italic"'),
        _style("Source_20_Text", "text"),
        '<text:list-style style:name="Numbering_20_1">',
        '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>',
        "</text:list-style>",
    )
)
_AUTOMATIC = "".join(
    (
        _style("P1", "paragraph", "Title"),
        _style(
            "P2",
            "paragraph",
            "Standard",
            'fo:text-align="start" fo:margin-left="1cm"',
            'fo:font-weight="bold" fo:language="en" fo:country="GB"',
        ),
        _style("B", "text", text='fo:font-weight="bold"'),
        _style("B2", "text", text='fo:font-weight="bold" officeooo:rsid="0011"'),
        _style("I", "text", text='fo:font-style="italic"'),
        _style("U", "text", text='style:text-underline-style="solid"'),
        _style("X", "text", text='style:text-position="super 58%"'),
        _style("R", "text", text='fo:color="#ff0000"'),
        _style("N", "text", text='fo:language="fr" officeooo:rsid="0022" fo:font-weight="normal"'),
    )
)


@pytest.fixture
def flat() -> Callable[..., bytes]:
    """A flat document with this body, and with metadata and headers if they are given."""

    def made(body: str, meta: str = "", masters: str = "", automatic: str = _AUTOMATIC) -> bytes:
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document{_ROOT} office:version="1.3"'
            ' office:mimetype="application/vnd.oasis.opendocument.text">'
            f"<office:meta>{meta}</office:meta><office:styles>{_STYLES}</office:styles>"
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:master-styles>{masters}</office:master-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document>"
        ).encode()

    return made


@pytest.fixture
def package(flat: Callable[..., bytes]) -> Callable[..., bytes]:
    """The same as an archive."""

    def made(body: str, meta: str = "", masters: str = "", **members: bytes) -> bytes:
        text = flat(body, meta, masters).decode()
        parts = {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "meta.xml": _member(text, "document-meta", "meta"),
            "settings.xml": b"<office:document-settings/>",
            "Pictures/1.png": b"\x89PNG" * 9,
            "styles.xml": _member(text, "document-styles", "styles", "master-styles"),
            "content.xml": _member(text, "document-content", "automatic-styles", "body"),
            "META-INF/manifest.xml": b"<manifest/>",
        }
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            for name, data in (parts | {k.replace("__", "/"): v for k, v in members.items()}).items():
                info = zipfile.ZipInfo(name, (2020, 1, 2, 3, 4, 6))
                info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                file.writestr(info, data)
        return out.getvalue()

    return made


def _member(text: str, root: str, *elements: str) -> bytes:
    found = [re.search(f"<office:{one}>.*</office:{one}>", text, re.DOTALL) for one in elements]
    inner = "".join(one[0] for one in found if one)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{root}{_ROOT}>{inner}</office:{root}>'.encode()


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, bytes]], dict[str, list[str]]]:
    """The words that LibreOffice reads in files, by the files' names."""

    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("LibreOffice (libreoffice-writer) is not installed")

    def read(files: dict[str, bytes]) -> dict[str, list[str]]:
        folder = tmp_path_factory.mktemp("office")
        for name, data in files.items():
            (folder / name).write_bytes(data)
        names = [folder / name for name in files]
        own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        filter_ = "txt:Text (encoded):UTF8"
        command = [soffice, "--headless", own, "--convert-to", filter_, "--outdir", str(folder)]
        subprocess.run([*command, *names], check=True, capture_output=True, timeout=300)
        texts = {name: (folder / name).with_suffix(".txt").read_text("utf-8-sig") for name in files}
        return {name: re.sub("[\u2066\u2069]", "", text).split() for name, text in texts.items()}

    return read


@pytest.fixture
def capitals() -> Callable[[Block], Block]:
    """A block's translation into CAPITALS, its codes as they are."""

    def upper(block: Block) -> Block:
        out: list[str] = []
        at = 0
        for found in CODE.finditer(block.text):
            out += block.text[at : found.start()].upper(), found[0]
            at = found.end()
        return replace(block, text="".join(out) + block.text[at:].upper())

    return upper
