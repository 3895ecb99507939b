"""What the tests of Word documents share: `made`, a module beside them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

_SPEC = importlib.util.spec_from_file_location("made", Path(__file__).with_name("made.py"))
assert _SPEC
assert _SPEC.loader
sys.modules["made"] = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(sys.modules["made"])
