"""Runs the console for a browser test, and visits it as a person does: with a pointer, or with the keyboard alone."""

import contextlib
import pathlib
import queue
import re
import subprocess
import threading

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

ROLLCALL = pathlib.Path(__file__).resolve().parent.parent / "rollcall"
LINK = re.compile(r"http://\w+\.localhost:(\d+)/start\S+")
SECONDS = 60
WIDTHS = (1280, 390)
THEMES = ("light", "dark")

WIDER = """[...document.querySelectorAll('body *')]
  .filter(e => !e.closest('thead, pre, .letter, textarea') && e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.outerHTML.slice(0, 200))"""

FOCUS = """() => {
  const style = getComputedStyle(document.activeElement);
  return document.activeElement === document.body || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
}"""


def rollcall(*arguments):
    subprocess.run([ROLLCALL, *arguments], check=True, stdout=subprocess.DEVNULL)


class Console:
    """A running console on a data folder."""

    def __init__(self, folder, *options):
        command = [ROLLCALL, "console", "--data", folder, *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.links = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            link = LINK.search(line)
            if link:
                self.port = link[1]
                self.links.put(link[0])

    def link(self):
        """The next link that it prints."""
        return self.links.get(timeout=SECONDS)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=SECONDS)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Pointer:
    """Uses pages with a mouse, or with a finger."""

    def press(self, element):
        element.click()

    def press_slowly(self, element, path):
        """Releases the button only after an answer has come to what was typed before."""
        with element.page.expect_response("**" + path):
            element.hover()
            element.page.mouse.down()
        element.page.mouse.up()

    def fill(self, element, text):
        element.click()
        element.fill(text)

    def choose(self, element, label):
        element.focus()
        element.select_option(label=label)


class Keyboard:
    """Uses pages with the keyboard alone. Wherever it stops, the focus must be visible."""

    def reach(self, element):
        element.wait_for()
        keys = element.page.keyboard
        for _ in range(500):
            if element.evaluate("element => element === document.activeElement"):
                return keys
            keys.press("Tab")
            assert element.page.evaluate(FOCUS), "no visible focus: " + element.page.evaluate("document.activeElement.outerHTML")
        raise AssertionError(f"the keyboard does not reach {element}")

    def press(self, element):
        self.reach(element).press("Enter")

    def press_slowly(self, element, path):
        self.press(element)

    def fill(self, element, text):
        keys = self.reach(element)
        keys.press("Control+A")
        keys.type(text)
        keys.press("Tab")

    def choose(self, element, label):
        keys = self.reach(element)
        keys.press("Home")
        while element.evaluate("select => select.selectedOptions[0].label") != label:
            keys.press("ArrowDown")


class Visitor:
    """A browser that the console knows. What its console says, and each request that fails or leaves the machine, is a problem."""

    def __init__(self, chromium, hand=None, width=1280, theme="light", signed_in=None):
        is_phone = width < 500
        state = signed_in and signed_in.context.storage_state()
        self.hand = hand or Pointer()
        self.name = f"{width} px, {theme}, {type(self.hand).__name__.lower()}"
        self.width, self.theme = width, theme
        self.origin = signed_in and signed_in.origin
        self.problems = []
        self.context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, storage_state=state, has_touch=is_phone, is_mobile=is_phone
        )
        self.context.set_default_timeout(SECONDS * 1000)
        self.context.on("console", lambda message: self.problems.append(f"console: {message.text}"))
        self.context.on("weberror", lambda error: self.problems.append(f"error: {error.error}"))
        self.context.on("dialog", lambda dialog: self.problems.append(f"dialog: {dialog.message}"))
        self.context.on("request", self.requested)
        self.context.on("requestfailed", self.failed)
        self.context.on("response", self.answered)
        self.page = self.context.new_page()
        if signed_in:
            self.go("/jobs")

    def requested(self, request):
        if not re.match(r"data:|http://(\w+\.localhost|127\.0\.0\.1):", request.url):
            self.problems.append(f"request: {request.url}")

    def failed(self, request):
        # A page that is left ends the requests of its script.
        if request.resource_type != "fetch" or "ERR_ABORTED" not in request.failure:
            self.problems.append(f"failed: {request.url}: {request.failure}")

    def answered(self, response):
        if response.status >= 400:
            self.problems.append(f"status {response.status}: {response.url}")

    @contextlib.contextmanager
    def refused(self, pattern):
        """Within it, problems that match are expected, such as the status of an answer."""
        before = list(self.problems)
        yield
        found = self.problems[len(before) :]
        others = [problem for problem in found if not re.search(pattern, problem)]
        assert len(others) < len(found), f"nothing was refused by {pattern}"
        self.problems = before + others

    def sign_in(self, link):
        self.page.goto(link)
        self.page.wait_for_url(re.compile("/(jobs|operator)"))
        self.origin = link[: link.index("/start")]
        return self

    def go(self, path):
        self.page.goto(self.origin + path)

    def follow(self, name):
        """Follows a link of the page or of the navigation."""
        self.hand.press(self.page.get_by_role("link", name=name, exact=True).first)

    def press(self, name):
        self.hand.press(self.page.get_by_role("button", name=name, exact=True))

    def press_matching(self, pattern):
        """Presses the button whose name matches a regular expression."""
        self.hand.press(self.page.get_by_role("button", name=re.compile(pattern)))

    def fill(self, label, text):
        self.hand.fill(self.page.get_by_label(label, exact=True), text)

    def choose(self, label, option):
        self.hand.choose(self.page.get_by_label(label, exact=True), option)

    def sees(self, text):
        self.page.get_by_text(text).first.wait_for()

    def heading(self, text):
        self.page.get_by_role("heading", name=text, level=1).wait_for()

    def has_value(self, label, value):
        expect(self.page.get_by_label(label, exact=True)).to_have_value(value, timeout=SECONDS * 1000)

    def waits_for_report(self):
        """Follows a job until the page offers its report."""
        self.page.wait_for_url(re.compile(r"/jobs/[^/]+$"))
        self.page.get_by_role("link", name="Open the report").wait_for()

    def open(self, url):
        """Opens an address in another tab, which becomes the current one."""
        self.page = self.context.new_page()
        self.page.goto(url)
        return self.page

    def opened(self, act):
        """The tab that is opened by what a person does. It becomes the current one."""
        with self.context.expect_page() as opened:
            act()
        self.page = opened.value
        self.page.wait_for_load_state()
        return self.page

    def look(self):
        """The page fits the screen, and axe finds no violations."""
        self.page.wait_for_load_state()
        wide = self.page.evaluate(WIDER)
        assert not wide, f"{self.page.url} is wider than the screen: {wide}"
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{self.page.url} scrolls sideways"
        found = Axe().run(self.page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, f"{self.page.url}: {found.generate_report()}"

    def look_everywhere(self):
        """At both widths, in light and dark."""
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            for theme in THEMES:
                self.page.emulate_media(color_scheme=theme)
                self.look()
        self.page.set_viewport_size({"width": self.width, "height": 900})
        self.page.emulate_media(color_scheme=self.theme)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:
            print(f"at {self.page.url}: {self.problems}")
        self.context.close()
        if kind is None and self.problems:
            raise AssertionError("\n".join(self.problems))
