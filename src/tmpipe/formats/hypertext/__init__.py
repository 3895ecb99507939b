"""HTML, as pages and as the fragments within other formats."""

from __future__ import annotations

from tmpipe.formats.hypertext.blocks import fragment
from tmpipe.formats.hypertext.writing import written

__all__ = ["fragment", "written"]
