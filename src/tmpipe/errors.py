"""What stops us. Findings are data (`model.Finding`); an error ends the command with exit code 2."""

from __future__ import annotations


class TmpipeError(Exception):
    """Something is wrong with `path` at `line`; the message ends with what to do about it."""

    def __init__(self, message: str, path: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line

    def __str__(self) -> str:
        """`path:line: message`, without what is not known."""
        place = "".join(f"{part}:" for part in (self.path, self.line) if part is not None)
        return f"{place} {self.message}" if place else self.message


class ConfigurationError(TmpipeError):
    """The project's configuration cannot be used."""


class InputError(TmpipeError):
    """A file cannot be read as what it should be."""


class UsageError(TmpipeError):
    """The command was called in a way that makes no sense."""


class MissingPartError(TmpipeError):
    """An optional part is not installed; the message names the command that installs it."""


class MemoryUnreachableError(TmpipeError):
    """The server of the translation memory cannot be reached; what needs none can go on."""
