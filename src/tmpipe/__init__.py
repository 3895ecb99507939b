"""tmpipe: a multilingual translation-memory pipeline.

The public names, each imported when it is first asked for, so that `import tmpipe` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tmpipe.version import __version__

if TYPE_CHECKING:
    from tmpipe.errors import TmpipeError
    from tmpipe.memory import open_memory
    from tmpipe.memory.align import align
    from tmpipe.model import Match, TranslationUnit
    from tmpipe.pipeline.build import build
    from tmpipe.pipeline.check import check
    from tmpipe.pipeline.credit import credit
    from tmpipe.pipeline.extract import extract
    from tmpipe.pipeline.learn import learn
    from tmpipe.pipeline.localize import localize
    from tmpipe.pipeline.measure import measure_memory
    from tmpipe.pipeline.pretranslate import pretranslate
    from tmpipe.pipeline.scoring import measure_machine
    from tmpipe.pipeline.sign_off import sign_off
    from tmpipe.pipeline.status import status
    from tmpipe.project import Project
    from tmpipe.text.segment import segment

__all__ = [
    "Match",
    "Project",
    "TmpipeError",
    "TranslationUnit",
    "__version__",
    "align",
    "build",
    "check",
    "credit",
    "extract",
    "learn",
    "localize",
    "measure_machine",
    "measure_memory",
    "open_memory",
    "pretranslate",
    "segment",
    "sign_off",
    "status",
]

_PLACES = {
    "Match": "model",
    "Project": "project",
    "TmpipeError": "errors",
    "TranslationUnit": "model",
    "align": "memory.align",
    "measure_machine": "pipeline.scoring",
    "measure_memory": "pipeline.measure",
    "open_memory": "memory",
    "segment": "text.segment",
    **{
        verb: f"pipeline.{verb}"
        for verb in (
            *("build", "check", "credit", "extract", "learn", "localize", "pretranslate"),
            *("sign_off", "status"),
        )
    },
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'tmpipe' has no attribute {name!r}")
    return getattr(import_module(f"tmpipe.{_PLACES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_PLACES])
