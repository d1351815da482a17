#!/usr/bin/env python3
"""Prints a file of `letters print` with Chromium: python check_printed_letters.py FOLDER

Makes a data folder with people who have no email address, runs two jobs, and prints their letters on both paper sizes.
A short letter has one page. A long letter has several, and shares none. The address is in the window of the envelope.
"""

import json
import pathlib
import subprocess
import sys

from pypdf import PdfReader

import browser

MM = 72 / 25.4
INCH = 72
# The size of the paper, and the part of the sheet that the envelope's window shows: left, top, right, bottom.
PAPERS = {
    "A4": ((210 * MM, 297 * MM), (20 * MM, 62.7 * MM, 105 * MM, 90 * MM)),
    "LETTER": ((8.5 * INCH, 11 * INCH), (0.875 * INCH, 2.04 * INCH, 4.4 * INCH, 3.17 * INCH)),
}
SHORT = {"de": "anna", "en": "bert", "ar": "caro"}
LONG = "dora"
COUNTRY = {"value": "AUT", "desc": "Austria"}
SHORT_TEXT = "Library\n\nFIRST HEADING\n\nStart of {{user.primary_id}}.\n\nمرحبا\n\nEnd of {{user.primary_id}}.\n"
LONG_TEXT = SHORT_TEXT.replace(
    "مرحبا", "\n\n".join(f"Paragraph {n} of {{{{user.primary_id}}}}.\nIts second line.\nIts third line." for n in range(60))
)


def require(condition, message):
    if not condition:
        sys.exit(message)


def rollcall(*words):
    result = subprocess.run(["./rollcall", *words, "--data", data], capture_output=True, text=True)
    require(result.returncode == 0, result.stdout + result.stderr)
    return result.stdout


def put(key, text):
    file = folder / "object"
    file.write_text(text, encoding="utf-8")
    rollcall("put", key, str(file), "--force")


def user(number, name, language):
    address = {
        "preferred": True,
        "line1": f"{number} Window Street",
        "line2": "Building 2",
        "line3": "Flat 3",
        "city": "Wien",
        "postal_code": "1010",
        "country": COUNTRY,
    }
    return {
        "primary_id": name,
        "account_type": {"value": "INTERNAL"},
        "first_name": "Name",
        "last_name": name.title(),
        "preferred_language": {"value": language},
        "contact_info": {"address": [address]},
    }


def run(letter):
    members = [*SHORT.values(), LONG]
    job = {"initiated_by": "desk", "set": {"members": members}, "notify": {"type": letter}}
    file = folder / "job.json"
    file.write_text(json.dumps(job), encoding="utf-8")
    return json.loads(rollcall("run", str(file), "--json"))["job_id"]


def pdf_of(job, paper):
    html, pdf = folder / f"{job}-{paper}.html", folder / f"{job}-{paper}.pdf"
    rollcall("letters", "print", job, "--out", str(html), "--paper", paper)
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={pdf}"]
    subprocess.run([browser.executable(), *options, html.resolve().as_uri()], check=True, stderr=subprocess.DEVNULL)
    return PdfReader(pdf)


def places(page):
    """The texts of a page, with the point at which each begins, from the upper left corner."""
    found = []

    def visit(text, cm, tm, *_):
        if text.strip():
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((text, x, float(page.mediabox.height) - y))

    page.extract_text(visitor_text=visit)
    return found


def check(reader, paper, lengths, what):
    size, (left, top, right, bottom) = PAPERS[paper]
    texts = [page.extract_text() for page in reader.pages]
    what = f"{what} on {paper}"
    for page in reader.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        require(abs(width - size[0]) < 1 and abs(height - size[1]) < 1, f"{what}: a page of {width} x {height}")
    letters = {}
    for number, text in enumerate(texts[1:-1], 1):
        owners = [name for name in lengths if f" of {name}." in text or f"Name {name.title()}" in text]
        require(len(owners) == 1, f"{what}: page {number + 1} has letters of {owners}")
        letters.setdefault(owners[0], []).append(number)
    require(sorted(letters) == sorted(lengths), f"{what}: letters of {sorted(letters)}")
    for name, pages in letters.items():
        require(
            len(pages) == 1 if lengths[name] == 1 else len(pages) >= lengths[name],
            f"{what}: the letter to {name} has {len(pages)} pages",
        )
        require(pages == list(range(pages[0], pages[-1] + 1)), f"{what}: the pages of {name} are {pages}")
        address = [
            place for place in places(reader.pages[pages[0]]) if any(word in place[0] for word in ("Window", "AUSTRIA"))
        ]
        require(len(address) == 2, f"{what}: the address of {name} is {address}")
        for text, x, y in address:
            require(left <= x < right and top < y <= bottom, f"{what}: {text!r} at {x:.0f}, {y:.0f} is not in the window")
    for number in (0, -1):
        require("Do not post this page" in texts[number], f"{what}: page {number} is no note")
    print(f"ok: {what}: {len(texts)} pages")


folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True)
data = str(folder / "data")
subprocess.run(["./rollcall", "init", data, "--empty"], check=True, stdout=subprocess.DEVNULL)
desk = {
    "primary_id": "desk",
    "account_type": {"value": "INTERNAL"},
    "status": {"value": "ACTIVE"},
    "user_role": [{"role_type": {"value": "21"}, "scope": {"value": "01RC_INST"}, "status": {"value": "ACTIVE"}}],
}
people = [user(number, name, language) for number, (language, name) in enumerate([*SHORT.items(), ("en", LONG)])]
users = folder / "users.json"
users.write_text(json.dumps([desk, *people]), encoding="utf-8")
rollcall("load", str(users))
for name, text in {"SHORT": SHORT_TEXT, "LONG": LONG_TEXT}.items():
    put(f"letters/{name}/letter.json", "{}")
    for language in ("en", "ar"):
        put(f"letters/{name}/{language}/subject.txt", "Subject")
        put(f"letters/{name}/{language}/body.html", "<p>HTML</p>")
        put(f"letters/{name}/{language}/body.txt", text)
jobs = {name: run(name) for name in ("SHORT", "LONG")}
for paper in PAPERS:
    names = [*SHORT.values(), LONG]
    check(pdf_of(jobs["SHORT"], paper), paper, dict.fromkeys(names, 1), "short letters")
    check(pdf_of(jobs["LONG"], paper), paper, dict.fromkeys(names, 3), "long letters")
