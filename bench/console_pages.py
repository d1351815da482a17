#!/usr/bin/env python3
"""Measures the console's pages: python bench/console_pages.py FOLDER [USERS [RUNS]]

FOLDER must not exist. It becomes a data folder with that many made-up users, 100,000 by default, and a job makes their
preview. Prints the medians of the times from a click until the page shows what was asked for.
"""

import json
import pathlib
import statistics
import sys
import time

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / ".ci"))
import browser  # noqa: E402
import console  # noqa: E402


def fill(folder, count):
    """Loads the users into a folder with the sample's operators, and makes the preview of a job for them."""
    console.rollcall("init", folder)
    scratch = pathlib.Path(folder)
    users, members, job = (scratch / name for name in ("many.jsonl", "many.csv", "many.json"))
    with users.open("w") as lines:
        for number in range(count):
            user = {
                "primary_id": f"reader.{number:06}",
                "first_name": "Reader",
                "last_name": f"Number {number}",
                "account_type": {"value": "INTERNAL"},
                "user_group": {"value": "VISITOR"},
                "status": {"value": "ACTIVE"},
            }
            print(json.dumps(user), file=lines)
    members.write_text("primary_id\n" + "".join(f"reader.{number:06}\n" for number in range(count)))
    changes = {"expiry_date": {"from_today": "P1Y"}}
    job.write_text(json.dumps({"job_name": "Many", "initiated_by": "uadmin", "mode": "PREVIEW", "set": "many", "changes": changes}))
    console.rollcall("load", users, "--data", folder)
    console.rollcall("put", "sets/many.csv", members, "--data", folder)
    console.rollcall("run", job, "--data", folder)


def measure(visitor, count):
    """The milliseconds of each page, by name."""
    page, times = visitor.page, {}

    def timed(name, act, text):
        start = time.monotonic()
        act()
        page.get_by_text(text).first.wait_for()
        times[name] = (time.monotonic() - start) * 1000

    timed("list of jobs", lambda: visitor.go("/jobs"), "Previewed")
    timed("page of the job", lambda: visitor.follow("Many"), "What was asked")
    visitor.go("/new")
    visitor.fill("Name of a set", "many")
    timed("count and first members of the set", lambda: page.keyboard.press("Tab"), "The first members")
    visitor.go("/new")
    visitor.fill("Or all users who match this query", f"last_name = 'Number {count - 1}'")
    timed("count and first members of a query", lambda: page.keyboard.press("Tab"), "The first members")
    timed("user by a part of a name", lambda: visitor.go(f"/users?by=name&q=number+{count - 1}"), f"Number {count - 1}")
    timed("user by query", lambda: visitor.go("/users?by=query&q=user_group.value+%3D+'VISITOR'"), "found")
    timed("user by primary ID", lambda: visitor.go(f"/users/reader.{count - 1:06}"), "Account")
    return times


def main(folder, users=100_000, runs=5):
    fill(folder, int(users))
    with console.Console(folder, "--as", "uadmin") as running, sync_playwright() as playwright:
        chromium = browser.launch(playwright)
        with console.Visitor(chromium) as visitor:
            visitor.sign_in(running.link())
            results = [measure(visitor, int(users)) for _ in range(int(runs))]
        chromium.close()
    for name in results[0]:
        print(f"{name:36} {statistics.median(result[name] for result in results):8.0f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
