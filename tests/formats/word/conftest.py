"""What the tests of Word documents share: `made`, a module in a folder of its own for the type checker."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

_SPEC = importlib.util.spec_from_file_location("made", Path(__file__).parent / "made" / "made.py")
assert _SPEC
assert _SPEC.loader
sys.modules["made"] = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(sys.modules["made"])
