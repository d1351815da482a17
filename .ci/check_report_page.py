#!/usr/bin/env python3
"""Checks a report's page in Chromium: python check_report_page.py FOLDER...

Each folder is that of a job. The page must list its users.csv, with filters, with the keyboard alone, without scripts, on
narrow and wide screens, in light and dark, and on paper. It must have no errors, and axe must find no violations.
"""

import csv
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import browser

READY = "#members[data-ready]"


class Page:
    """A report that is open in a browser. Every error in its console, and every request, is a problem."""

    def __init__(self, chromium, folder, scripts=True, **options):
        self.problems = []
        self.context = chromium.new_context(java_script_enabled=scripts, **options)
        self.page = self.context.new_page()
        self.file = (pathlib.Path(folder) / "report.html").resolve().as_uri()
        self.page.on("console", lambda message: self.problems.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        self.page.on("request", self.requested)
        self.page.on("dialog", lambda dialog: self.problems.append(f"dialog: {dialog.message}"))
        self.page.goto(self.file)
        if scripts:
            self.page.wait_for_selector(READY)

    def requested(self, request):
        if request.url != self.file:
            self.problems.append(f"request: {request.url}")

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.context.close()
        if kind is None and self.problems:
            raise AssertionError("\n".join(self.problems))

    def ids(self):
        return self.page.locator("button.open").all_inner_texts()

    def choose(self, name, value):
        self.page.locator(f"[name={name}]").select_option(value)

    def reset(self):
        self.page.get_by_role("button", name="Reset filters").click()
        self.page.wait_for_function("document.querySelector('[name=result]').value === ''")

    def found(self):
        return int(self.page.locator("#found").inner_text().split()[0].replace(",", ""))

    def has_no_violations(self):
        found = Axe().run(self.page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, found.generate_report()

    def fits(self):
        wide = self.page.evaluate(
            "[...document.querySelectorAll('body *')].filter(e => !e.closest('thead') && e.getBoundingClientRect().right > innerWidth + 1)"
            ".map(e => e.outerHTML.slice(0, 200))"
        )
        assert not wide, f"wider than the screen: {wide}"


def members(folder):
    with open(pathlib.Path(folder) / "users.csv", encoding="utf-8-sig", newline="") as table:
        return [{**row, "primary_id": unescaped(row["primary_id"])} for row in csv.DictReader(table)]


def unescaped(cell):
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else cell


def shown(text):
    """A text as the page shows it: white space is collapsed."""
    return " ".join(text.split())


def check_list(report, rows):
    ids = [shown(row["primary_id"]) for row in rows]
    assert report.found() == len(rows)
    assert report.ids() == ids[:50], (report.ids(), ids[:50])
    last = report.page.get_by_role("button", name="Last", exact=True)
    if len(rows) > 50:
        last.click()
        assert report.ids() == ids[(len(ids) - 1) // 50 * 50 :]
        report.page.get_by_role("button", name="First", exact=True).click()
    for column, name in (("result", "result"), ("reason_code", "reason"), ("letter", "letter")):
        for value in {row[column] for row in rows if row[column]}:
            report.choose(name, "letter:" + value if name == "letter" else value)
            expected = [row for row in rows if row[column] == value]
            assert report.found() == len(expected), (column, value)
            assert report.ids() == [shown(row["primary_id"]) for row in expected[:50]]
            report.reset()
    for field in {change.split(":")[0].strip() for row in rows for change in row["changes"].split(";")[:1] if change}:
        report.choose("field", field)
        assert report.found() >= 1
        report.reset()
    wanted = rows[len(rows) // 2]["primary_id"]
    report.page.get_by_role("searchbox").fill(wanted[1:].upper())
    assert shown(wanted) in report.ids()
    assert report.found() == sum(wanted[1:].lower() in row["primary_id"].lower() for row in rows)
    report.page.locator("button.open").first.click()
    report.page.locator("tr.detail").wait_for()
    report.page.locator("button.open").first.click()
    report.reset()
    report.choose("order", "id:down")
    assert report.ids() == [shown(id) for id in sorted((row["primary_id"] for row in rows), key=str.lower, reverse=True)][:50]
    report.reset()


def check_keyboard(report, rows):
    page = report.page
    page.get_by_role("searchbox").focus()
    page.keyboard.type(rows[-1]["primary_id"])
    while not page.evaluate("document.activeElement.classList.contains('open')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    row = page.locator("button.open[aria-expanded=true]")
    row.wait_for()
    assert row.evaluate("row => row === document.activeElement")
    assert page.locator("tr.detail").count() == 1
    page.keyboard.press("Space")
    page.locator("button.open[aria-expanded=false]").first.wait_for()
    assert page.locator("tr.detail").count() == 0
    report.reset()


def check_values(report, rows):
    """Opens the first members, whose values must be those of users.csv. By default, a page has only the fields' names."""
    has_values = not report.page.locator("#without-values").is_visible()
    for position, row in enumerate(rows[:3]):
        report.page.locator("button.open").nth(position).click()
        detail = report.page.locator("tr.detail")
        detail.wait_for()
        text = shown(detail.inner_text())
        for change in row["changes"].split("; ") if row["changes"] else []:
            field, _, values = change.partition(": ")
            assert field in text, (change, text)
            for value in values.split(" -> ") if has_values else []:
                assert "relabelled" in value or shown(value) in text, (change, text)
        report.page.locator("button.open").nth(position).click()


def check_attention(report, rows):
    for button in report.page.locator("button.show-reason").all():
        button.click()
        reason = button.get_attribute("data-reason")
        assert report.found() == sum(row["reason_code"] == reason for row in rows)


def check_paper(report, rows):
    """Prints the page. In print, the list has the members who need attention."""
    report.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = report.ids()
    report.page.evaluate("dispatchEvent(new Event('afterprint'))")
    report.page.locator("[name=attention]").check()
    assert printed == report.ids() or report.found() > 50, (printed, report.ids())
    report.reset()


def check(chromium, folder):
    rows = members(folder)
    with Page(chromium, folder, viewport={"width": 1280, "height": 900}) as report:
        check_list(report, rows)
        check_keyboard(report, rows)
        check_values(report, rows)
        check_paper(report, rows)
        check_attention(report, rows)
    for width in (1280, 390):
        for theme in ("light", "dark"):
            with Page(chromium, folder, viewport={"width": width, "height": 900}, color_scheme=theme) as report:
                report.page.locator("button.open").first.click()
                report.page.locator("tr.detail").wait_for()
                report.fits()
                report.has_no_violations()
    with Page(chromium, folder, scripts=False) as report:
        assert not report.page.locator("#members").is_visible()
        assert report.page.get_by_role("link", name="users.csv").first.is_visible()
        assert report.page.get_by_role("heading", name="Results").is_visible()


def main(folders):
    with sync_playwright() as playwright:
        chromium = browser.launch(playwright)
        for folder in folders:
            check(chromium, folder)
            print(f"ok: {folder}")
        chromium.close()


if __name__ == "__main__":
    main(sys.argv[1:])
