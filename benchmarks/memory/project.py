"""What a second `tmpipe build` asks of the memory: 250 sources in 4 locales, in a process of its own.

usage: python benchmarks/memory/project.py
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from contextlib import closing

from tmpipe.memory import open_memory
from tmpipe.model import TranslationUnit

LOCALES = ("fr", "it", "sv", "fa")

ASK = """
import sys
from time import process_time

began = process_time()
from tmpipe.memory import open_memory
print(f"import {process_time() - began:.3f}", end="  ")
sources = sys.stdin.read().splitlines()
for limit, name in ((1, "exact only"), (5, "exact and fuzzy")):
    began = process_time()
    memory = open_memory(sys.argv[1])
    for locale in ("fr", "it", "sv", "fa"):
        memory.look_up(sources, locale, limit=limit)
    memory.close()
    print(f"{name} {process_time() - began:.3f}", end="  ")
print()
"""


def main() -> int:
    chance = random.Random(7)
    words = [f"word{n}" for n in range(3000)]
    sources = [" ".join(chance.choices(words, k=chance.randint(3, 40))) for _ in range(250)]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:{folder}/memory.sqlite"
        with closing(open_memory(url)) as memory:
            memory.add(TranslationUnit(s, f"{at} {s}", at) for at in LOCALES for s in sources)
        print("CPU seconds for 1,000 look-ups in a memory of 1,000 units")
        for _ in range(3):
            subprocess.run([sys.executable, "-c", ASK, url], input="\n".join(sources), text=True, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
