"""CPU seconds of the commands that people and CI start most: --version, status, check, a second build.

usage: python benchmarks/pipeline/startup.py [PROJECT_FOLDER]
Each command is run once unmeasured, then seven times; the median and the least are printed, beside the
bare interpreter.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from pathlib import Path

COMMANDS = {
    "the bare interpreter": ["-c", "pass"],
    "tmpipe --version": ["-m", "tmpipe", "--version"],
    "tmpipe --help": ["-m", "tmpipe", "--help"],
    "tmpipe status": ["-m", "tmpipe", "status"],
    "tmpipe check": ["-m", "tmpipe", "check"],
    "tmpipe build (nothing changed)": ["-m", "tmpipe", "build"],
}


def seconds(arguments: list[str], folder: Path) -> float:
    """User and system seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Prints a row for each command."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    for name, arguments in COMMANDS.items():
        seconds(arguments, folder)
        runs = [seconds(arguments, folder) for _ in range(7)]
        print(f"{name:32} median {statistics.median(runs):.3f} s  least {min(runs):.3f} s", flush=True)


if __name__ == "__main__":
    main()
