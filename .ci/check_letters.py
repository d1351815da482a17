#!/usr/bin/env python3
"""Checks the stock letters as people see them: python check_letters.py FOLDER CANIEMAIL_JSON

Creates a data folder with the sample institution, and renders each letter in each language: as usual, and with a logo, a
colour, a long primary ID and nothing else that is optional. In Chromium, axe must find no violations, in light and dark, and
nothing may be wider than a phone. Mail clients must support the HTML and CSS, with the exceptions in mail_clients.py.
"""

import json
import pathlib
import subprocess
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import browser
import mail_clients

USER = "aarav.patel.0073"
LONG = "long-" * 12 + "id"
OPTIONAL = ("address", "phone", "url", "sign_in_url", "contact")
BRAND = {"color": "#f2c84b", "logo_url": "https://library.example.edu/logo.png"}


def rollcall(*words):
    done = subprocess.run(["./rollcall", *map(str, words)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


def variants(institution):
    """Institutions, each with the user who gets the letters."""
    yield "usual", institution, USER
    yield "short", {key: value for key, value in institution.items() if key not in OPTIONAL} | BRAND, LONG


def render(folder):
    """The files of all letters. Each begins with its type, its language and the variant."""
    data = folder / "data"
    rollcall("init", data)
    users = folder / "users.jsonl"
    user = {"primary_id": LONG, "account_type": {"value": "EXTERNAL"}, "external_id": "SIS", "status": {"value": "ACTIVE"}}
    user |= {"last_name": "Haddad", "contact_info": {"email": [{"email_address": "a@example.edu", "preferred": True}]}}
    users.write_text(json.dumps(user) + "\n", encoding="utf-8")
    rollcall("load", users, "--data", data)
    institution = json.loads(rollcall("get", "institution.json", "--data", data))
    types = json.loads(rollcall("letters", "list", "--json", "--data", data))
    for variant, settings, member in variants(institution):
        file = folder / "institution.json"
        file.write_text(json.dumps(settings), encoding="utf-8")
        rollcall("put", "institution.json", file, "--data", data)
        for letter in types:
            for language in letter["languages"]:
                html = folder / f"{letter['type']}-{language}-{variant}.html"
                rollcall("letters", "preview", letter["type"], member, "--lang", language, "--html", html, "--data", data)
                yield html


def check_page(chromium, html):
    for width, theme in ((1280, "light"), (390, "dark")):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
        # Mail clients load the logo. The tests load nothing.
        context.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
        page = context.new_page()
        page.goto(html.resolve().as_uri())
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, f"{html.name}, {width}, {theme}: {found.generate_report()}"
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{html.name}: {wide} pixels wider than a screen of {width}"
        context.close()


def main(folder, caniemail):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    support = mail_clients.Support(caniemail)
    problems, used = {}, set()
    with sync_playwright() as playwright:
        chromium = browser.launch(playwright)
        for html in render(folder):
            check_page(chromium, html)
            for problem in support.problems(html.read_text(encoding="utf-8"), used):
                problems.setdefault(problem, html.name)
            print(f"ok: {html.name}", flush=True)
        chromium.close()
    assert not problems, "\n".join(f"{html} {problem}" for problem, html in problems.items())
    unused = (set(mail_clients.REVIEWED) | set().union(*mail_clients.WITHOUT_DATA.values())) - used
    assert not unused, f"no letter needs these exceptions: {sorted(unused)}"


if __name__ == "__main__":
    main(*sys.argv[1:])
