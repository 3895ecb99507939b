"""The editors that translators have on their desks, on a screen of their own: open, edit one entry, save.

Poedit and Lokalize have no way to save without a window; xdotool types into theirs. Some two seconds each.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 30.0
"""Seconds for an editor to come up and to save."""
LOKALIZE = (
    "[Identity]\nDefaultLangCode=fr\nauthorName=A. B.\nauthorEmail=a@b.org\nDefaultMailingList=l@b.org\n"
)


@dataclass(frozen=True)
class Desktop:
    """A screen and a home, where nothing of the user's is."""

    home: Path
    variables: dict[str, str]

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            env=self.variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def xdotool(self, *arguments: object) -> str:
        command = ["xdotool", *map(str, arguments)]
        done = subprocess.run(command, env=self.variables, capture_output=True, check=False)
        return done.stdout.decode(errors="replace")

    def window(self, title: str) -> str | None:
        """The visible window with this in its title."""
        windows = self.xdotool("search", "--onlyvisible", "--name", ".*").split()
        return next((one for one in windows if title in self.xdotool("getwindowname", one)), None)

    def type_into(self, window: str, across: float, down: float, text: str) -> None:
        """Clicks at a place of the window, in parts of its size, writes the text there and saves."""
        told = dict(line.split("=") for line in self.xdotool("getwindowgeometry", "--shell", window).split())
        x, y = int(int(told["WIDTH"]) * across), int(int(told["HEIGHT"]) * down)
        self.xdotool("mousemove", "--window", window, x, y, "click", 1)
        time.sleep(0.3)
        self.xdotool("key", "ctrl+a")
        self.xdotool("type", "--delay", 3, text)
        self.xdotool("key", "ctrl+s")


@pytest.fixture
def desktop(need: Callable[..., None], tmp_path: Path) -> Iterator[Desktop]:
    need("Xvfb", package="xvfb")
    need("xdotool")
    home = tmp_path / "home"
    (home / ".config").mkdir(parents=True)
    (home / "run").mkdir(mode=0o700)
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as screen:
        assert screen.stdout
        display = f":{screen.stdout.readline().decode().strip()}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "DBUS_"))}
        own = {"DISPLAY": display, "HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run")}
        yield Desktop(
            home, {**kept, **own, "QT_QPA_PLATFORM": "xcb", "NO_AT_BRIDGE": "1", "LC_ALL": "C.UTF-8"}
        )
        screen.terminate()


def test_poedit(desktop: Desktop, need: Any, file: Path, done: str, matrix: Any) -> None:
    need("poedit")
    matrix("Poedit", "", _saved(desktop, ("poedit", str(file)), "x.po", (0.3, 0.88), file, done))


def test_lokalize(desktop: Desktop, need: Any, file: Path, done: str, matrix: Any) -> None:
    need("lokalize", "dbus-run-session")
    (desktop.home / ".config" / "lokalizerc").write_text(LOKALIZE)
    command = ("dbus-run-session", "--", "lokalize", "--noprojectscan", str(file))
    matrix("Lokalize", "", _saved(desktop, command, "default", (0.65, 0.5), file, done))


def _saved(
    desktop: Desktop, command: tuple[str, ...], title: str, place: tuple[float, float], file: Path, text: str
) -> bytes:
    """The file as the editor leaves it; the first entry, which it opens with, is edited."""
    before, end = file.read_bytes(), time.monotonic() + PATIENCE
    editor = desktop.start(*command)
    try:
        while file.read_bytes() in (before, b""):
            if time.monotonic() > end:
                pytest.skip(f"{command[-2]} did not come up or did not save within {PATIENCE:g} s")
            if window := desktop.window(title):
                time.sleep(1)
                desktop.type_into(window, *place, text)
            time.sleep(0.5)
        return file.read_bytes()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(editor.pid, signal.SIGTERM)
        editor.wait()
