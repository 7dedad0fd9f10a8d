"""A page taken apart."""

from __future__ import annotations

from html.parser import HTMLParser

LINKS = {"action", "formaction", "href", "src", "poster", "data", "hx-get", "hx-post"}
EMPTY = {"base", "br", "col", "hr", "img", "input", "link", "meta"}


class Page(HTMLParser):
    """A page as a browser takes it apart: what would run, what leads where."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.title = ""
        self.text = ""
        self.fields: dict[str, str] = {}
        self.values: dict[str, str] = {}
        self._within = ""
        self.feed(html)

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in given}
        self._within = tag if tag not in EMPTY else self._within
        if tag == "style" or (tag == "script" and "src" not in attributes):
            self.inline.append(tag)
        for name, value in attributes.items():
            if name == "style" or name.startswith(
                ("on", "hx-on", "hx-vals", "data-hx")
            ):
                self.inline.append(f"{name}={value}")
            if value.strip().lower().startswith(("javascript:", "data:")):
                self.inline.append(f"{name}={value}")
            if name in LINKS:
                self.links.append(value)
        if tag in {"script", "link", "img", "iframe", "object", "embed"}:
            self.loads.append(attributes.get("src") or attributes.get("href", ""))
        if tag in {"input", "textarea", "select"} and "name" in attributes:
            self.fields[attributes["name"]] = attributes.get("type", tag)
            self.values[attributes["name"]] = attributes.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._within == "title":
            self.title += data
