"""What can go wrong when a server is asked, by what can be done about it.

A clear refusal is a `RefusedError`, which is told as it is; the others are caught by who asks.
"""

from __future__ import annotations

from tmpipe.errors import InputError


class AbsentError(Exception):
    """The server has no such file."""


class UnchangedError(Exception):
    """The server has what the asker said to have, too."""


class SlowError(Exception):
    """An answer comes too slowly. The text says how slowly."""


class BrokenError(Exception):
    """The server or the way to it fails; it may do so only now. The text says how."""

    def __init__(self, says: str, *, code: int = 0, body: bytes = b"", after: float = 0) -> None:
        super().__init__(says)
        self.code = code
        """The answer's status; 0: there was none."""
        self.body = body
        """The first bytes of what the answer says."""
        self.after = after
        """The seconds that the server asks to wait."""


class LateError(BrokenError):
    """Nothing came for so long that it was given up."""


class RangeError(BrokenError):
    """The server cannot go on where it was asked to."""


class RefusedError(InputError):
    """The server will not, or must not be asked; the same question would be answered so again."""

    def __init__(self, message: str, path: str, *, code: int = 0, body: bytes = b"") -> None:
        super().__init__(message, path)
        self.code = code
        """The answer's status; 0: there was none."""
        self.body = body
        """The first bytes of what the answer says."""


class UnavailableError(InputError):
    """It was tried again and again, in vain."""

    def __init__(self, message: str, path: str, *, code: int = 0, body: bytes = b"") -> None:
        super().__init__(message, path)
        self.code = code
        """The last answer's status; 0: there was none."""
        self.body = body
        """The first bytes of what it said."""
