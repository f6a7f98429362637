"""The editor of the drafts in a real browser: chips, a live preview, nothing broken is saved."""

from __future__ import annotations

from pathlib import Path

import pytest

import tiesmap
from tests.browser.hand import press, rest, settle
from tests.browser.served import serving_database
from tests.guarded import table

pytestmark = pytest.mark.browser


def test_a_text_is_edited_with_chips_and_followed_by_its_preview(page, tmp_path: Path):
    database = tmp_path / "ties.db"
    people = [{"name": "Rita Rep", "email": "rita@x.example", "rep": "yes"}]
    tiesmap.open(database).files.import_files([("people.csv", table(*people))])
    with serving_database(database, tmp_path / "log.txt") as address:
        page.goto(f"{address}/setup?view=settings")
        settle(page)
        text = page.get_by_role("textbox", name="Your text")
        press(page.get_by_role("tab", name="Your drafts"), brings=text)
        rest(page)
        assert "{" not in text.inner_text()
        assert text.locator(".chip").filter(has_text="connector's first name").count()
        preview, save = page.get_by_test_id("stCode"), page.get_by_role("button", name="Save this")

        # What is typed is in the preview without a further click.
        text.press("Control+Home")
        text.type("Servus! ")
        preview.filter(has_text="Servus!").wait_for()

        # A chip by its button: as a fact in the preview.
        text.press("Control+End")
        text.type("\nYours from ")
        page.get_by_role("button", name="your name", exact=True).click()
        preview.filter(has_text="Yours from").wait_for()
        settle(page)

        # A choice without its end cannot be used, nor saved.
        page.get_by_role("button", name="if connector a client", exact=True).click()
        page.get_by_text("This text cannot be used yet").wait_for()
        assert save.is_disabled()
        page.get_by_role("button", name="end", exact=True).click()
        page.get_by_text("This text cannot be used yet").wait_for(state="detached")
        settle(page)
        press(save, brings=page.get_by_text("Saved."))
    stored = tiesmap.open(database, rep="Rita Rep").letters.own_words()[0].own["ask"]
    assert stored.startswith("Servus! Hello{% if greeting %}")
    assert stored.endswith("Yours from {{ rep }}{% if client %}{% endif %}")
    assert page.outside == []
