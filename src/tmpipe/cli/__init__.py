# PYTHON_ARGCOMPLETE_OK
"""The command line: one short function a verb, loaded when it is asked for; runs it and says how it ended."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from tmpipe import arguments
from tmpipe.cli.console import Arguments, out, say
from tmpipe.errors import TmpipeError, UsageError
from tmpipe.parts import outsider

_VERBS: Mapping[str, str] = {
    "init": "project:init",
    "build": "project:build",
    "extract": "project:extract",
    "pretranslate": "project:pretranslate",
    "check": "check:check",
    "merge": "merge:merge",
    "localize": "project:localize",
    "status": "project:status",
    "sign-off": "project:sign_off",
    "publish": "publish:publish",
    "segment": "project:segment",
    "align": "align:align",
    "glossary": "glossary:glossary",
    "memory": "memory:memory",
    "measure": "measure:measure",
    "models": "stores:models",
    "pull": "pull:pull",
}
"""Where the function of each verb is: it takes the words as they were understood and gives the exit code."""


def run(words: Sequence[str]) -> int:
    """Runs one command; its exit code: 0 done, 1 the gate closed, 2 cannot go on, 130 interrupted."""
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whatever the locale says, our texts are UTF-8
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = _ended(words)
    _drop_untaken()
    return code


def _ended(words: Sequence[str]) -> int:
    """The command's exit code; what ended it is said."""
    try:
        chosen = _parsed(words)
        if chosen.directory:
            _change_to(chosen.directory)
        code = _run(chosen)
        out("")
    except TmpipeError as error:
        say(f"tmpipe: {error}")
        return 2
    except KeyboardInterrupt:
        say("tmpipe: interrupted; every file is as before or wholly new")
        return 130
    except OSError as error:
        say(f"tmpipe: {error.filename or outsider(error) or 'input/output'}: {error.strerror or error}")
        return 2
    except Exception as error:  # a defect of ours must not look like a closed gate, which is exit code 1
        what, whose = f"{type(error).__name__}: {error}", outsider(error)
        if whose:
            say(f"tmpipe: {whose} has failed: {what}; report it to those who made it")
        else:
            say(f"tmpipe: a defect of tmpipe, please report it: {what}")
        for line in traceback.format_exc().splitlines():
            say(line)
        return 2
    return code


def _open_streams() -> None:
    """Who has closed a stream (`>&-`) wants nothing of it; its number must not become that of a file."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for good


def _drop_untaken() -> None:
    """What a full device did not take, Python would try to write again at its end, and exit with 120."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _change_to(directory: str) -> None:
    try:
        os.chdir(directory)
    except OSError as error:
        raise UsageError(f"cannot run in {directory}: {error.strerror}") from error


def _run(chosen: Arguments) -> int:
    if chosen.verb == "completion":
        return _completion(chosen)
    module, _, function = _VERBS[chosen.verb].partition(":")
    code: int = getattr(import_module(f"tmpipe.cli.{module}"), function)(chosen)
    return code


def _completion(chosen: Arguments) -> int:
    from argcomplete.shell_integration import shellcode

    out(shellcode(["tmpipe"], shell=chosen.shell))
    return 0


def _parsed(words: Sequence[str]) -> Arguments:
    built = arguments.parser()
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(built)
    return built.parse_args(words)
