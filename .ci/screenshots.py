#!/usr/bin/env python3
"""Makes the pictures of the README: python .ci/screenshots.py, with ./rollcall built and .ci/requirements.txt installed.

It runs a job of the sample institution in a temporary data folder. With --check, it only checks that the README shows all
pictures, and that none is larger than 150 KB.
"""

import pathlib
import sys
import tempfile

HOME = pathlib.Path(__file__).resolve().parent.parent
IMAGES = HOME / "docs" / "images"
NAMES = ("new-job", "job", "report", "letter")
MAX_BYTES = 150_000


def check():
    readme = (HOME / "README.md").read_text(encoding="utf-8")
    for name in NAMES:
        file = IMAGES / f"{name}.png"
        assert file.stat().st_size <= MAX_BYTES, f"{file} has {file.stat().st_size} bytes, and may have {MAX_BYTES}"
        assert f"](docs/images/{name}.png)" in readme, f"the README does not show {file.name}"


def take(visitor, name):
    IMAGES.mkdir(exist_ok=True)
    visitor.page.screenshot(path=IMAGES / f"{name}.png")


def make(folder):
    from playwright.sync_api import sync_playwright

    import browser
    from console import Console, Visitor, rollcall

    rollcall("init", folder)
    rollcall("run", HOME / "events" / "graduating-patrons.json", "--data", folder)
    with Console(folder, "--as", "mlibrarian") as console, sync_playwright() as playwright:
        chromium = browser.launch(playwright)
        with Visitor(chromium) as visitor:
            visitor.sign_in(console.link())
            visitor.follow("Graduating patrons 2026")
            visitor.waits_for_report()
            take(visitor, "job")
            visitor.follow("New job like this")
            visitor.sees("The first members")
            take(visitor, "new-job")
            visitor.go("/inbox?to=aarav.patel.0073")
            visitor.page.locator("tbody th a").first.click()
            visitor.page.frame_locator("iframe").get_by_role("heading").first.wait_for()
            take(visitor, "letter")
            visitor.go("/jobs")
            visitor.follow("Graduating patrons 2026")
            visitor.opened(lambda: visitor.follow("Open the report"))
            visitor.page.wait_for_selector("#members[data-ready]")
            visitor.page.locator("section[aria-labelledby=results]").evaluate("section => section.scrollIntoView()")
            take(visitor, "report")
        chromium.close()


if __name__ == "__main__":
    if sys.argv[1:] != ["--check"]:
        with tempfile.TemporaryDirectory() as scratch:
            make(pathlib.Path(scratch) / "sample-library")
    check()
