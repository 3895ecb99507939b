"""The translation memory: what was translated once is offered again."""

from __future__ import annotations

import re

from tmpipe import parts
from tmpipe.errors import ConfigurationError


def open_memory(url: str) -> parts.Memory:
    """The memory at a URL such as `sqlite:.tmpipe/memory.sqlite`; its scheme names the kind of store."""
    scheme, colon, place = url.partition(":")
    known = parts.names("memories") if scheme not in parts.MEMORIES else list(parts.MEMORIES)
    if not colon or not place or scheme not in known:
        kinds = " or ".join(f"{name}:…" for name in known)
        said = re.sub("//.*@", "//…@", url)  # a password may stand there
        raise ConfigurationError(f"{said!r} is no memory's URL; one begins with its kind of store: {kinds}")
    memory: parts.Memory = parts.part("memories", scheme)(url)
    return memory
