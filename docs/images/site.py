"""Pictures of our own site, published with its drafts: `python docs/images/site.py`, in a clone.

They need Playwright and a Chromium (see CONTRIBUTING.md), and look as its machine's fonts do.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tmpipe.project import Project
from tmpipe.release.publish import publish

PLACE = Path(__file__).parent
PICTURES: dict[str, tuple[str, int, int, dict[str, Any]]] = {
    "site-fr": ("fr/texts/detained-protesters/index.html", 900, 720, {}),
    "site-fa": ("fa/texts/detained-protesters/index.html", 375, 720, {}),
    "site-parallel": ("fr/texts/detained-protesters/parallel.html", 960, 600, {}),
    "site-dark": ("fr/index.html", 900, 640, {"color_scheme": "dark"}),
}
"""By name: the page, its width and height in pixels, and what its reader likes."""


def main() -> None:
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        public = Path(folder, "public")
        publish(Project.open(PLACE), out=public, drafts=True)
        place = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = driver.chromium.launch(executable_path=place, args=["--no-sandbox"])
        for name in PICTURES:
            take(browser, public, name)
        browser.close()


def take(browser: Browser, public: Path, name: str) -> None:
    """One picture, of the top of its page."""
    path, width, height, likes = PICTURES[name]
    page = browser.new_page(viewport={"width": width, "height": height}, **likes)
    page.goto((public / path).as_uri())
    page.screenshot(path=PLACE / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()
