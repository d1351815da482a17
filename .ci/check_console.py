#!/usr/bin/env python3
"""Walks through the console in Chromium: python check_console.py FOLDER

FOLDER must not exist: it becomes a data folder with the sample institution. The walk makes a new job, previews, confirms and
undoes it, at two widths, in light and dark, with a pointer and with the keyboard alone. Then follow all other pages, sessions in
several tabs, and a console that is started again. A job with 100,000 members runs meanwhile. No page may have errors, fail to
load anything, load anything from elsewhere, be wider than the screen, or violate a rule of axe.
"""

import json
import pathlib
import re
import sys
import urllib.parse

from playwright.sync_api import expect, sync_playwright

import browser
from console import SECONDS, Console, Keyboard, Pointer, Visitor, rollcall

MANY = 100_000
EDITOR = "/files/letters%2FACCOUNT_UPDATED%2Fen%2Fsubject.txt"
QUERY = "user_group.value = 'VISITOR' and $contains(primary_id, '@')"
DOWNLOADS = ["files/*/*", "inbox/*/*"]
JOB = re.compile(r"/jobs/[^/]+$")
COMBINATIONS = [
    (Pointer(), 1280, "light"),
    (Keyboard(), 1280, "dark"),
    (Pointer(), 390, "dark"),
    (Keyboard(), 390, "light"),
]


def write_many(folder):
    """A set of 100,000 IDs that no user has. So the job is quick to prepare, and still runs for a while."""
    file = pathlib.Path(folder) / "many.csv"
    file.write_text("primary_id\n" + "".join(f"n{number}\n" for number in range(MANY)))
    rollcall("put", "sets/many.csv", file, "--data", folder)


def sign_in(visitor, link):
    """Signs in by a link. The page asks for the operator, and refuses one without the role."""
    visitor.sign_in(link)
    visitor.heading("Who are you?")
    visitor.look_everywhere()
    visitor.fill("Your primary ID", "aarav.patel.0073")
    visitor.press("Continue")
    visitor.page.get_by_role("alert").wait_for()
    visitor.look_everywhere()
    visitor.fill("Your primary ID", "uadmin")
    visitor.press("Continue")
    visitor.heading("Jobs")


def start_many(visitor):
    """Previews a job with many members from its JSON, and returns when it is running."""
    visitor.follow("New job")
    job = {"job_name": "Many members", "set": "many", "changes": {"expiry_date": {"extend_by": "P1Y"}}}
    visitor.hand.press(visitor.page.locator("summary", has_text="The input as JSON"))
    visitor.fill("The input as JSON", json.dumps(job))
    visitor.page.keyboard.press("Tab")
    visitor.has_value("Name of the job", "Many members")
    visitor.press("Preview")
    visitor.page.wait_for_url(JOB)
    visitor.page.get_by_role("progressbar").wait_for()
    return visitor.page.url


def check_running(visitor, url):
    """Loads the page of a running job again, and opens it a second time. Both follow the job."""
    visitor.page.reload()
    visitor.page.get_by_role("progressbar").wait_for()
    first = visitor.page
    for tab in (first, visitor.open(url)):
        shown = tab.get_by_role("progressbar").get_attribute("value")
        tab.wait_for_function(
            "shown => document.querySelector('progress')?.value > shown || document.body.innerText.includes('Open the report')",
            arg=float(shown),
        )
    visitor.look_everywhere()
    visitor.page.close()
    visitor.page = first


def check_many(visitor, url):
    """The report of 100,000 members, opened from the console."""
    visitor.page.goto(url)
    visitor.waits_for_report()
    first = visitor.page
    page = visitor.opened(lambda: visitor.follow("Open the report"))
    page.wait_for_selector("#members[data-ready]")
    assert page.locator("#found").inner_text().startswith(f"{MANY:,} "), page.locator("#found").inner_text()
    page.get_by_role("searchbox").fill("n99999")
    page.wait_for_function("document.querySelectorAll('button.open').length === 1")
    page.locator("button.open").click()
    page.locator("tr.detail").wait_for()
    visitor.look()
    visitor.page.close()
    visitor.page = first


def open_report(visitor, title):
    """Looks at the report of the job whose page is open, and returns the names of its members."""
    first = visitor.page
    visitor.opened(lambda: visitor.follow("Open the report"))
    visitor.page.wait_for_selector("#members[data-ready]")
    assert title in visitor.page.title()
    visitor.look()
    members = visitor.page.locator("button.open").all_inner_texts()
    visitor.page.close()
    visitor.page = first
    return members


def expiry_date(visitor, member):
    """The expiry date on the page of a user; none if there is none."""
    visitor.follow("Users")
    visitor.fill("Text", member)
    visitor.press("Find")
    visitor.page.wait_for_url(re.compile("/users/"))
    visitor.look()
    return visitor.page.locator("dt:text-is('Expiry date') + dd").all_inner_texts()


def compose(visitor, name):
    """Previews a new job, which changes the expiry date of a group and sends a letter."""
    visitor.follow("New job")
    visitor.heading("New job")
    visitor.fill("Or all users who match this query", QUERY)
    visitor.choose("Another change", "Expiry date")
    visitor.sees("The first members")
    visitor.press("Add this change")
    visitor.fill("Period from today", "P2Y")
    visitor.choose("Letter", "ACCOUNT_UPDATED")
    visitor.look()
    visitor.fill("Name of the job", name)
    visitor.hand.press_slowly(visitor.page.get_by_role("button", name="Preview"), "/new")
    visitor.waits_for_report()


def confirm(visitor):
    visitor.follow("Confirm")
    visitor.heading("Confirm the preview?")
    visitor.look()
    visitor.press_matching("^Change")
    visitor.waits_for_report()
    visitor.look()


def check_letter(visitor, job):
    """Finds the letters of a job in the inbox, and reads one."""
    visitor.follow("Inbox")
    visitor.fill("Job ID", job)
    visitor.press("Search")
    visitor.page.wait_for_url(re.compile("job=" + job))
    visitor.look()
    letters = visitor.page.locator("tbody th a")
    count = letters.count()
    visitor.hand.press(letters.first)
    visitor.page.frame_locator("iframe").get_by_role("heading").first.wait_for()
    visitor.look()
    for form in ("Text", "Headers", "Source"):
        visitor.follow(form)
        visitor.page.locator("pre.letter-text").wait_for()
        assert visitor.page.locator("nav [aria-current=true]").first.inner_text() == form
    return count


def walk(visitor):
    """New job, preview, confirm, report, letter, and undo, which has a preview too."""
    name = f"Visitors stay {visitor.name}"
    compose(visitor, name)
    visitor.look()
    members = open_report(visitor, name)
    assert len(members) > 1, members
    preview = visitor.page.url
    before = expiry_date(visitor, members[0])
    visitor.page.goto(preview)
    confirm(visitor)
    assert open_report(visitor, name) == members
    job = visitor.page.url
    sent = int(visitor.page.locator(".tiles li", has_text="letters sent").locator("b").inner_text())
    assert check_letter(visitor, job.rpartition("/")[2]) == sent > 0
    assert expiry_date(visitor, members[0]) != before
    visitor.follow(job.rpartition("/")[2])
    visitor.page.wait_for_url(JOB)
    visitor.follow("Undo")
    visitor.heading("Undo the job?")
    visitor.look()
    visitor.press("Preview")
    visitor.waits_for_report()
    confirm(visitor)
    assert open_report(visitor, name) == members
    assert expiry_date(visitor, members[0]) == before
    return job


def shape(path):
    """Pages that differ only in what they show have the same shape."""
    path, _, query = path.partition("?")
    first, *others = path.strip("/").split("/")
    words = [word if re.fullmatch("[a-z]+", word) else "*" for word in others[1:]]
    names = {name for name, _ in urllib.parse.parse_qsl(query, keep_blank_values=True)}
    return "/".join([first, *["*" for _ in others[:1]], *words]) + ("?" + "&".join(sorted(names)) if names else "")


def check_pages(visitor):
    """Follows the links from page to page, and looks at one page of each shape."""
    waiting = ["/jobs", "/users?by=name&q=a", "/users?by=query&q=nonsense(", "/inbox?q=nothing+has+this"]
    seen = set()
    while waiting:
        path = waiting.pop(0)
        if shape(path) in seen or path.startswith("/reports/"):
            continue
        seen.add(shape(path))
        if shape(path) in DOWNLOADS:
            assert visitor.page.evaluate("path => fetch(path).then(answer => answer.ok && answer.text())", path), path
            continue
        visitor.go(path)
        visitor.look_everywhere()
        waiting += visitor.page.eval_on_selector_all("a[href^='/']", "links => links.map(link => link.getAttribute('href'))")
    for path in ("/nothing", "/jobs/nothing", "/users/nobody", "/letters/NOTHING", "/sets/nothing", "/inbox/nothing"):
        with visitor.refused("status (of )?40[04]"):
            visitor.go(path)
            visitor.look_everywhere()
    return seen


def note(tab, text):
    """Waits until the page of a running job says this about itself."""
    expect(tab.locator("[data-live-note]")).to_contain_text(text, timeout=SECONDS * 1000)


def check_sessions(visitor, console, done):
    """Another operator signs in, in one of several tabs. The others say that the session has ended, and do nothing."""
    job = start_many(visitor)
    following = visitor.page
    stale = visitor.open(visitor.origin + EDITOR)
    staler = visitor.open(visitor.origin + EDITOR)
    visitor.open(done)
    with visitor.refused("status (of )?403"):
        visitor.press("End the session")
        note(following, "Load it again.")
        visitor.heading("The session has ended")
        visitor.look_everywhere()
        visitor.page = stale
        visitor.press("Check and save")
        visitor.heading("Not signed in")
        visitor.sees("newest link")
        visitor.look_everywhere()
    visitor.sign_in(console.link())
    visitor.fill("Your primary ID", "mlibrarian")
    visitor.press("Continue")
    visitor.heading("Jobs")
    visitor.page = staler
    with visitor.refused("status (of )?403"):
        visitor.press("Check and save")
        visitor.sees("This page is of an earlier session. Nothing was done. Load the page again.")
    visitor.open(job)
    visitor.sees("mlibrarian")


def check_restart(visitor, console, folder):
    """Stops the console under open pages, and starts it again at the same port."""
    start_many(visitor)
    following = visitor.page
    composing = visitor.open(visitor.origin + "/new")
    stale = visitor.open(visitor.origin + EDITOR)
    with visitor.refused("ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|status (of )?421"):
        console.stop()
        note(following, "start it again")
        with Console(folder, "--as", "uadmin", "--port", console.port) as again:
            link = again.link()
            note(following, "Load it again.")
            following.reload()
            visitor.page = following
            visitor.sees("This address does not belong to the console. Use the link that it printed.")
            visitor.look_everywhere()
            visitor.page = stale
            visitor.press("Check and save")
            visitor.sees("This address does not belong to the console. Use the link that it printed.")
            visitor.page = composing
            visitor.fill("Name of the job", "Kept")
            visitor.page.keyboard.press("Tab")
            visitor.sees("Nothing was done. Copy the JSON, sign in with the newest link")
            visitor.press("Preview")
            visitor.has_value("Name of the job", "Kept")
            visitor.sign_in(link)
            visitor.follow("Many members")
            visitor.sees("Make the report")
            visitor.look_everywhere()


def main(folder):
    rollcall("init", folder)
    write_many(folder)
    with Console(folder) as console, sync_playwright() as playwright:
        chromium = browser.launch(playwright)
        with Visitor(chromium) as visitor:
            sign_in(visitor, console.link())
            many = start_many(visitor)
            check_running(visitor, many)
            for hand, width, theme in COMBINATIONS:
                with Visitor(chromium, hand, width, theme, visitor) as other:
                    done = walk(other)
                    print(f"ok: {other.name}")
            check_many(visitor, many)
            print("ok: a report of many members")
            print("ok:", len(check_pages(visitor)), "pages")
            check_sessions(visitor, console, done)
            print("ok: two operators")
            check_restart(visitor, console, folder)
            print("ok: another start")
        chromium.close()


if __name__ == "__main__":
    main(sys.argv[1])
