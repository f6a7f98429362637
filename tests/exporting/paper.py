"""A page to print, read again: its tags and its text; nothing in it runs or asks for anything."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """The tags with their attributes, and the text, of an HTML page."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text, self.inside = "", ""
        self.feed(data.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = tag

    def handle_data(self, data):
        if self.inside != "style":
            self.text += data


OWN_TAGS = {
    "wbr",
    "html", "head", "meta", "title", "style", "body", "section", "h1", "h2", "p", "ol", "ul", "li",
    "bdi", "span", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "footer", "a",
}  # fmt: skip


def check_page(data: bytes) -> Page:
    page = Page(data)
    assert {tag for tag, _ in page.tags} <= OWN_TAGS
    for tag, attributes in page.tags:
        assert not any(name.startswith("on") for name in attributes)
        assert set(attributes) <= {
            "lang", "charset", "http-equiv", "content", "name", "class", "dir", "scope", "href",
            "rel",
        }  # fmt: skip
        if "href" in attributes:
            assert tag == "a" and str(attributes["href"]).startswith(("mailto:", "http"))
    policy = [a["content"] for _, a in page.tags if a.get("http-equiv")]
    assert len(policy) == 1 and str(policy[0]).startswith("default-src 'none'; style-src 'sha256-")
    assert b"<script" not in data and b"url(" not in data and b"@import" not in data
    return page
