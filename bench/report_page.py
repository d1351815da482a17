#!/usr/bin/env python3
"""Measures a report's page in Chromium: python bench/report_page.py report.html [RUNS]

Prints the size of the file, and the medians of: the time to the first content, the time until all members are loaded, and
the times of a search, a filter, a sort and an opened row. Each ends when the browser has drawn the result.
"""

import pathlib
import statistics
import sys

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / ".ci"))
import browser  # noqa: E402

# Runs an action, and returns the milliseconds until the next picture is drawn.
TIMED = """async action => {
  const start = performance.now();
  await new Function(action)();
  await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)));
  return performance.now() - start;
}"""
FORM = "const form = document.querySelector('#members form').elements;"
SET = FORM + "form.%s.value = '%s'; form.%s.dispatchEvent(new Event('input', {bubbles: true}));"
RESET = "document.querySelector('#members form button').click();"

OPEN = """document.querySelector('button.open').click();
  return new Promise(opened => {
    const look = () => document.querySelector('tr.detail') ? opened() : setTimeout(look, 1);
    look();
  });"""


def change(name, value):
    return SET % (name, value, name)


def measure(chromium, uri):
    page = chromium.new_page()
    page.goto(uri)
    page.wait_for_selector("#members[data-ready]")
    ready = page.evaluate("performance.now()")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    first = page.evaluate("document.querySelector('[name=result]').options[1].value")
    field = page.evaluate("document.querySelector('[name=field]').options[1].value")
    times = {"first content": paint, "all members": ready}
    for name, action in {
        "search": change("search", "9"),
        "filter by result": RESET + change("result", first),
        "filter by field": RESET + change("field", field),
        "sort by ID": RESET + change("order", "id:down"),
        "open a row": RESET + OPEN,
    }.items():
        times[name] = page.evaluate(TIMED, action)
    page.close()
    return times


def main(path, runs=5):
    file = pathlib.Path(path).resolve()
    with sync_playwright() as playwright:
        chromium = browser.launch(playwright)
        results = [measure(chromium, file.as_uri()) for _ in range(int(runs))]
        print(f"{'file':18} {file.stat().st_size / 1e6:8.1f} MB")
        for name in results[0]:
            print(f"{name:18} {statistics.median(result[name] for result in results):8.0f} ms")
        chromium.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
