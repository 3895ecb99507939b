"""What the folder of an Argos package says: which languages, which model, whose licence."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tmpipe.engines.packages.licences import licence
from tmpipe.errors import InputError
from tmpipe.text.oneline import one_line

CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
"""A language, as packages and the index name it."""
VERSION = re.compile(r"[0-9A-Za-z.+-]{1,32}")
METADATA = "metadata.json"
_TOKENIZERS = ("sentencepiece", "bpe")
_NAMES = re.compile(r"(?:translate-)?[a-z]{2,3}_[a-z]{2,3}(?:-[0-9_.]+)?")
"""What folders of packages are called; others are looked at only if they hold what packages hold."""
_LONGEST = 1 << 20
"""Bytes of a file that tells of a package; they have a few hundred."""
_NAME = 60
"""Characters of a language's name that are shown."""
_FIELDS = {
    "from_code": "",
    "to_code": "",
    "package_version": "0",
    "from_name": "",
    "to_name": "",
    "target_prefix": "",
}


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package for one pair of languages."""

    from_code: str
    to_code: str
    version: str
    path: Path
    from_name: str
    to_name: str
    tokenizer: str
    """`sentencepiece` or `bpe`; its file is `<tokenizer>.model`."""
    target_prefix: str = ""
    """A token with which each translation begins, in packages of several target languages."""

    @property
    def pair(self) -> str:
        """`en_fr`."""
        return f"{self.from_code}_{self.to_code}"

    @property
    def name(self) -> str:
        """`English → French`."""
        return f"{self.from_name} → {self.to_name}"

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())

    @property
    def licence(self) -> str:
        """What the package says of its licence, or `licences.UNKNOWN`."""
        return licence(self.path, metadata(self.path))


def is_package(path: Path) -> bool:
    """Whether a folder is one of a package, be it damaged: other programs keep theirs beside them."""
    if not path.is_dir() or path.name.startswith("."):
        return False
    held = (path / "model", *(path / f"{kind}.model" for kind in _TOKENIZERS))
    if any(one.exists() for one in held) or _NAMES.fullmatch(path.name):
        return True
    try:
        return {"from_code", "to_code"} <= metadata(path).keys()
    except InputError:
        return False


def metadata(path: Path) -> dict[str, Any]:
    """What a folder's `metadata.json` says. InputError tells what is wrong with it."""
    try:
        found = json.loads(_text(path / METADATA))
    except (OSError, ValueError, RecursionError) as error:
        reason = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read"
        raise InputError(f"its metadata.json {reason}", str(path)) from error
    if not isinstance(found, dict):
        raise InputError("its metadata.json has no fields", str(path))
    return found


def is_translation(fields: Mapping[str, Any]) -> bool:
    """Whether metadata are a translation package's: sentence splitters are packages as well."""
    return bool(fields.get("type", "translate") == "translate")


def read(path: Path) -> Package:
    """The package in a folder. InputError tells what is missing."""
    found = metadata(path)
    told = {name: str(found[name]) for name in _FIELDS if isinstance(found.get(name), str | float | int)}
    fields = {name: told.get(name) or default for name, default in _FIELDS.items()}
    for name, form in (("from_code", CODE), ("to_code", CODE), ("package_version", VERSION)):
        if not form.fullmatch(fields[name]):
            raise InputError(f"its metadata.json has no usable {name}", str(path))
    tokenizers = [kind for kind in _TOKENIZERS if (path / f"{kind}.model").is_file()]
    if not tokenizers:
        raise InputError("it has neither sentencepiece.model nor bpe.model", str(path))
    if not (path / "model/model.bin").is_file():
        raise InputError("its model/model.bin is missing", str(path))
    if not _has_vocabulary(path / "model"):
        raise InputError("its model has no vocabulary", str(path))
    source, target = fields["from_code"].lower(), fields["to_code"].lower()
    return Package(
        from_code=source,
        to_code=target,
        version=fields["package_version"],
        path=path,
        from_name=shown(fields["from_name"], source),
        to_name=shown(fields["to_name"], target),
        tokenizer=tokenizers[0],
        target_prefix=fields["target_prefix"],
    )


def shown(name: object, code: str) -> str:
    """A language's name as anyone may have written it, on one line; its code where there is none."""
    return one_line(name)[:_NAME] or code if isinstance(name, str) else code


def _has_vocabulary(model: Path) -> bool:
    """One for both sides, or one for each; CTranslate2 wrote them as text once, and writes JSON now."""
    sides = [any(model.glob(f"{side}_vocabulary.*")) for side in ("shared", "source", "target")]
    return sides[0] or (sides[1] and sides[2])


def _text(file: Path) -> str:
    """ValueError where it is too long."""
    if file.stat().st_size > _LONGEST:
        raise ValueError(file)
    return file.read_text("utf-8")
