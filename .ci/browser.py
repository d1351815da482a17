"""Finds the Chromium that the browser tests use."""

import os
import shutil
import subprocess
import sys

NAMES = ["chromium", "chromium-browser", "google-chrome"]


def executable():
    """The path of a Chromium. As root, it is installed from Debian's packages if there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        options = ["-qq", "-y", "-o", "Dpkg::Use-Pty=0"]
        subprocess.run(["apt-get", *options, "update"], check=True)
        subprocess.run(["apt-get", *options, "install", "--no-install-recommends", "chromium"], check=True)
        return shutil.which("chromium")
    sys.exit("there is no Chromium. Install one as " + ", ".join(NAMES))


def launch(playwright):
    # The sandbox needs rights that containers often lack. The tests open only files of their own.
    return playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
