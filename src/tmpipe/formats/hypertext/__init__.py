"""HTML, as pages and as the fragments within other formats."""

from __future__ import annotations

from tmpipe.formats.hypertext.beside import beside
from tmpipe.formats.hypertext.blocks import fragment
from tmpipe.formats.hypertext.writing import written

__all__ = ["beside", "fragment", "written"]
