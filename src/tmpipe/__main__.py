"""`python -m tmpipe` and the `tmpipe` command."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Runs the command line; the exit code."""
    if sys.argv[1:] == ["--version"]:  # asked for by scripts, often: without building the parser
        from tmpipe.version import __version__

        print(f"tmpipe {__version__}")
        return 0
    gc.set_threshold(100_000, 50, 50)  # one short run of values without circles: collecting them costs 6 %
    try:
        from tmpipe.cli import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program itself was being read
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
