"""Compares the HTML and CSS of letters with what mail clients support, according to caniemail.com.

The data are those of the npm package caniemail. Package and data have the MIT licence. They are not a part of Rollcall.
"""

import json
import re
from html.parser import HTMLParser

# The platforms of the clients that most people use. Windows Mail is not among them: Microsoft has ended it.
CLIENTS = {
    "gmail": {"desktop-webmail", "ios", "android", "mobile-webmail"},
    "outlook": {"windows", "macos", "outlook-com", "ios", "android"},
    "apple-mail": {"macos", "ios"},
}

# Features that a client does not support, and why the letters are readable without them.
REVIEWED = {
    "css-at-media": "the letter fits narrow screens without it; see also css-at-media-prefers-color-scheme",
    "css-selector-class": "only in rules for narrow screens and the dark mode",
    "css-white-space": "without it, a date or a telephone number can be on two lines",
    "html-body": "its colour is also that of a table around the letter",
    "html-doctype": "only for clients that show the whole document",
    "html-style": "only has rules for narrow screens and the dark mode",
    "css-at-media-prefers-color-scheme": "without it, the letter is light; Gmail darkens it by itself",
    "css-border-radius": "without it, the button has corners",
    "css-color-scheme": "only together with the dark mode",
    "css-hyphens": "without it, nothing is hyphenated",
    "css-opacity": "only of the preview text, which is also hidden in other ways",
    "css-overflow": "only of the preview text, which is also hidden in other ways",
    "css-max-height": "only of the preview text, which is also hidden in other ways",
    "css-display-none": "only of the preview text, which is also hidden in other ways",
    "html-bdi": "without it, a name in another direction than the text can move its neighbours",
}

# Elements, properties and attributes without data. All clients show the text without them.
WITHOUT_DATA = {
    "element": {"a", "br", "head", "html", "li", "meta", "title"},
    "property": {
        "-webkit-hyphens", "-webkit-text-size-adjust", "color", "supported-color-schemes", "unicode-bidi",
    },
    "pseudo": {"root"},
    "attribute": {
        "alt", "border", "charset", "class", "content", "href", "name", "src",
    },
}

ELEMENTS = {"h1": "html-h1-h6", "h2": "html-h1-h6", "h3": "html-h1-h6", "ol": "html-lists", "ul": "html-lists"}
ELEMENTS |= {"td": "html-table", "tr": "html-table", "th": "html-table"}
PROPERTIES = {"font-family": "css-font", "font-style": "css-font"}


class Usage(HTMLParser):
    """The names of everything that a letter uses, each with the first place where it occurs."""

    def __init__(self, html):
        super().__init__()
        self.found, self.in_style = {}, False
        self.feed(html)

    def use(self, kind, name):
        self.found.setdefault((kind, name), f"line {self.getpos()[0]}")

    def handle_decl(self, decl):
        self.use("feature", "html-doctype")

    def handle_starttag(self, tag, attributes):
        self.in_style = tag == "style"
        self.use("element", tag)
        for name, value in attributes:
            self.use("attribute", name)
            if name == "style":
                self.declarations(value)
            if name == "href" and value.startswith("mailto:"):
                self.use("feature", "html-mailto-links")

    def handle_endtag(self, tag):
        self.in_style = False

    def handle_data(self, data):
        if not self.in_style:
            return
        for media in re.findall(r"@media ([^{]*)", data):
            self.use("feature", "css-at-media")
            if "prefers-color-scheme" in media:
                self.use("feature", "css-at-media-prefers-color-scheme")
        for at in re.findall(r"@([\w-]+)", data):
            self.use("feature", f"css-at-{at}")
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", data):
            for pseudo in re.findall(r":([\w-]+)", selector.split("{")[-1]):
                self.use("pseudo", pseudo)
            if "." in selector:
                self.use("feature", "css-selector-class")
            self.declarations(body)

    def declarations(self, text):
        for declaration in filter(str.strip, text.split(";")):
            name, value = (part.strip() for part in declaration.split(":", 1))
            self.use("property", name)
            if name == "display" and value in ("none", "flex", "grid"):
                self.use("feature", f"css-display-{value}")
            if "!important" in value:
                self.use("feature", "css-important")
            for unit in re.findall(r"\b\d*\.?\d+(px|%|r?em|v[wh]|ch|ex|pt|cm|mm|in)(?![\w-])", value):
                self.use("feature", "css-unit-" + {"%": "percent"}.get(unit, unit))
            for function in re.findall(r"\b(calc|min|max|clamp|var|light-dark|linear-gradient)\(", value):
                self.use("feature", {"calc": "css-unit-calc", "var": "css-variables"}.get(function, f"css-function-{function}"))


class Support:
    """What the clients support."""

    def __init__(self, file):
        with open(file, encoding="utf-8") as data:
            self.features = {feature["slug"]: feature for feature in json.load(data)["data"]}
        assert len(self.features) > 250, "these are not the data of caniemail"

    def feature(self, kind, name):
        """The feature that a name belongs to: padding-left belongs to padding."""
        if kind == "feature":
            return name if name in self.features else None
        prefix = {"element": "html-", "attribute": "html-", "property": "css-", "pseudo": "css-pseudo-class-"}[kind]
        special = {"element": ELEMENTS, "property": PROPERTIES}.get(kind, {})
        parts = name.split("-")
        candidates = [special.get(name), *(prefix + "-".join(parts[:n]) for n in range(len(parts), 0, -1))]
        return next((slug for slug in candidates if slug in self.features), None)

    def unsupported(self, slug):
        """The clients whose newest tested version does not support a feature."""
        stats = self.features[slug]["stats"]
        return [
            f"{family} ({platform})"
            for family, platforms in CLIENTS.items()
            for platform in sorted(platforms & set(stats.get(family, {})))
            if list(stats[family][platform].values())[-1].startswith("n")
        ]

    def problems(self, html, used):
        """What a letter uses that a client does not support, or that nobody has reviewed.

        :param used: the exceptions that were needed are added
        """
        for (kind, name), place in Usage(html).found.items():
            slug = self.feature(kind, name)
            if slug is None and name in WITHOUT_DATA.get(kind, ()):
                used.add(name)
            elif slug is None:
                yield f"{place}: there are no data about the {kind} {name}; review it, and add it to WITHOUT_DATA"
            elif clients := self.unsupported(slug):
                used.add(slug)
                if slug not in REVIEWED:
                    yield f"{place}: {name} ({slug}) is not supported by {', '.join(clients)}"
