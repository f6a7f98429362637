"""Pages and Markdown, read back by parsers: every text shows as it is, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.exporting.paper import check_page
from tests.listed import NAMES, PLAIN, TODAY, ink, lists, names
from tiesmap.exporting.markdown import escape_markdown, requests_to_markdown
from tiesmap.exporting.pages import asks_to_html, requests_to_html
from tiesmap.model.reasons import Reason, ReasonKind, in_words

# With the extensions that note programs know: tables, strikethrough; links from bare addresses
# would need another package.
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def test_whom_to_ask_first_stands_on_the_printed_list():
    first = Reason(ReasonKind.FIRST, ("Acme", "Gareth Pugh"))
    made = replace(PLAIN, why=(first, in_words("met twice")))
    page = check_page(requests_to_html([made], title="To ask", as_of=TODAY))
    assert "Gareth Pugh looks after Acme: ask Gareth first." in page.text
    assert "met twice" not in page.text


def test_an_ask_list_has_what_a_meeting_needs():
    page = check_page(asks_to_html([PLAIN], as_of=TODAY, offers={"rabc": "two new recipes"}))
    for text in (
        "Ask Anna Berg, Berg Catering",
        "Maria Santos, 30 June 2026",
        "Tom Field",
        "Buyer, Acme, Hotels",
        "Ask Anna Berg for an introduction to Tom Field",
        "Anna Berg knows Tom Field",
        "On the way to: Eva Lind",
        "I can offer: two new recipes",
    ):
        assert text in page.text
    # The sheet lies open in a meeting: no count of contacts and no other figure is on it.
    assert "met twice" not in page.text
    assert b"@media print" in asks_to_html([PLAIN], as_of=TODAY)


def test_a_page_for_each_connector():
    other = replace(PLAIN, request="rxyz", connector="Bo Lund", connector_id=7)
    page = check_page(asks_to_html([PLAIN, other, PLAIN], as_of=TODAY))
    assert [tag for tag, _ in page.tags].count("section") == 2
    assert [tag for tag, _ in page.tags].count("li") == 3
    assert "There is nothing to ask." in check_page(asks_to_html([], as_of=TODAY)).text


def test_the_list_on_paper_has_all_that_an_ask_needs():
    made = replace(PLAIN, status="asked", asked_on=date(2026, 6, 1), last_contact=date(2026, 5, 9))
    phones = {made.connector_id: "614 555 0100"}
    page = check_page(requests_to_html([made], title="To ask in June", as_of=TODAY, phones=phones))
    for text in (
        "To ask in June",
        "Maria Santos, 30 June 2026",
        "Anna Berg",
        "614 555 0100",
        "Tom Field",
        "Buyer, Acme",
        "on the way to Eva Lind",
        "Anna Berg knows Tom Field; you two were last in touch on 9 May 2026.",
        "asked; asked on 1 June 2026",
        "☐",
    ):
        assert text in page.text
    assert [tag for tag, _ in page.tags].count("td") == 4
    assert (
        "There is nothing to ask."
        in check_page(requests_to_html([], title="Nothing", as_of=TODAY)).text
    )


def test_a_long_address_breaks_behind_a_sign_and_columns_keep_their_width():
    made = replace(PLAIN, connector_email="anna.berg@long-name.example")
    data = requests_to_html([made], title="To ask", as_of=TODAY).decode()
    assert "anna.<wbr>berg@<wbr>long-<wbr>name.<wbr>example" in data
    assert "table-layout: fixed" in data


@settings(deadline=None)
@given(lists, names)
def test_hostile_texts_are_only_text(requests, other):
    offers = {request.request: other for request in requests}
    asks = check_page(asks_to_html(requests, as_of=TODAY, offers=offers))
    table = check_page(requests_to_html(requests, title=other, as_of=TODAY))
    for request in requests:
        for text in (request.target, request.purpose):
            assert ink(text) in ink(asks.text) and ink(text) in ink(table.text)
        assert ink(request.connector) in ink(table.text)
    assert ink(other) in ink(table.text)


def flat(tokens: list[Token]) -> list[Token]:
    return [t for token in tokens for t in (token, *flat(token.children or []))]


def shown(tokens: list[Token]) -> str:
    return "".join(t.content for t in flat(tokens) if t.type in ("text", "text_special", "fence"))


STRUCTURE = {
    "heading_open", "heading_close", "inline", "text", "text_special", "paragraph_open",
    "paragraph_close", "bullet_list_open", "bullet_list_close", "list_item_open",
    "list_item_close", "fence",
}  # fmt: skip


def test_the_markdown_list():
    text = requests_to_markdown([PLAIN]).decode()
    assert text.startswith(
        "# Introduction requests\n\n## Anna Berg, Berg Catering\n\n### 1\\. Tom Field\n\n"
        "- Who: Buyer, Acme, Hotels\n"
        "- Purpose: Ask Anna Berg for an introduction to Tom Field\n"
        "- Why: met twice; same city\n- On the way to: Eva Lind\n"
    )
    assert text.endswith("```text\nHello Anna,\n\nWould you introduce me?\n```\n")


@settings(deadline=None)
@given(lists)
def test_hostile_texts_make_no_markdown(requests):
    tokens = MARKDOWN.parse(requests_to_markdown(requests).decode())
    assert {token.type for token in flat(tokens)} <= STRUCTURE
    heads = [t for t in tokens if t.type == "heading_open"]
    connectors = {request.connector_id for request in requests}
    assert len(heads) == 1 + len(connectors) + len(requests)
    assert len([t for t in tokens if t.type == "fence"]) == sum(
        bool(ink(request.note_to_forward)) for request in requests
    )
    text = ink(shown(tokens))
    for request in requests:
        for part in (request.target, request.purpose, request.note_to_forward, *request.reasons):
            assert ink(part) in text


@settings(deadline=None)
@given(st.sampled_from(NAMES) | st.text(max_size=30))
def test_markdown_shows_the_very_characters(text):
    (paragraph,) = [t for t in MARKDOWN.parse("x " + escape_markdown(text)) if t.type == "inline"]
    assert ink(shown([paragraph])) == "x" + ink(text)


@pytest.mark.parametrize("note", ["```\nx\n```", "````", "~~~\n    code", "a\r\n```\rb"])
def test_a_note_with_fences_stays_in_its_block(note):
    tokens = MARKDOWN.parse(requests_to_markdown([replace(PLAIN, note_to_forward=note)]).decode())
    (fence,) = [t for t in tokens if t.type == "fence"]
    assert fence.content == note.replace("\r\n", "\n").replace("\r", "\n") + "\n"
